"""`sitegen import obsidian`: notes by their names and titles, pictures by theirs, and what Obsidian alone knows."""

import datetime as dt

import pytest

from tests.desk.importing import bring, built, text, unsaid
from tests.pictures import png
from tests.site import Folder

VAULT = """
-- 회의 기록.md --
---
created: 2024-05-02T09:00
tags: ai/policy, energy
aliases: [회의록]
---
# 회의 기록

[[2024-05-01 계획]] [[2024-05-01 계획#다음 단계|다음]] [[없는 노트]] [[Folder/Same]] [[Same|그것]] %%비밀%% [[두 제목]]

![[picture.png|300]] ![[2024-05-01 계획]] ![[none.png]] ![나](picture.png) [[paper.pdf]] [[#회의 기록]]

#태그 ==강조== 문단이다. ^block-1

```dataview
LIST [[x]]
```
-- 2024-05-01 계획.md --
---
title: 올해의 계획
publish: false
---
## 다음 단계

%%
여러 줄
%%

[[회의록]] [[올해의 계획]]
-- Folder/Same.md --
---
date: 2024-05-01
title: 두 제목
---
하나 [a](<../회의 기록.md>) [b](../회의%20기록.md)
-- Other/Same.md --
---
date: 2024-05-01
title: 두 제목
---
둘
-- 人工智能.md --
텍스트
-- Board.canvas --
{}
"""


@pytest.fixture
def vault(tmp_path):
    folder = Folder(tmp_path / "vault", VAULT)
    folder.put("attachments/picture.png", png(1, 1))
    folder.put("attachments/paper.pdf", b"%PDF-1.4\n")
    folder.put(".obsidian/app.json", "{}")
    return folder


def test_links_by_names_titles_and_other_names_come_over(vault, tmp_path):
    into = tmp_path / "digest"
    said = bring("obsidian", vault, into, "--lang", "ko", "--publisher", "나", "--map", "tags=topics")
    meeting = text(into, "notes/2024-05-02-회의-기록.md")
    assert "title: 회의 기록\ndate: 2024-05-02\nsource:\n  publisher: 나\n" in meeting
    assert "topics: [ai-policy, energy]\n" in meeting
    assert meeting.partition("\n---\n\n")[2] == (
        "[[2024-05-01-계획|2024-05-01 계획]] [[2024-05-01-계획#다음-단계|다음]] 없는 노트"
        " [[2024-05-01-same|Folder/Same]] [[2024-05-01-same|그것]] %%비밀%% [[2024-05-01-same|두 제목]]\n\n"
        "![](files/attachments/picture.png) [[2024-05-01-계획|2024-05-01 계획]] none.png"
        " ![나](files/attachments/picture.png) [paper.pdf](files/attachments/paper.pdf) 회의 기록\n\n"
        "#태그 ==강조== 문단이다. ^block-1\n\n```dataview\nLIST [[x]]\n```\n"
    )
    plan = text(into, "notes/2024-05-01-계획.md")
    assert "title: 올해의 계획\ndate: 2024-05-01\ndraft: true\n" in plan
    assert "[[2024-05-02-회의-기록|회의록]] [[2024-05-01-계획|올해의 계획]]" in plan
    same = text(into, "notes/2024-05-01-same.md")
    assert "[a](2024-05-02-회의-기록.md) [b](2024-05-02-회의-기록.md)" in same
    assert f"{dt.datetime.now(dt.UTC).date()}-note.md" in {file.name for file in (into / "content/notes").iterdir()}
    page = built(into).page("notes/회의-기록/")
    assert '<a href="/notes/%EA%B3%84%ED%9A%8D/' in page or '<a href="/notes/계획/' in page
    assert "비밀" not in page
    lacking = unsaid(
        said,
        "회의 기록.md:8: `[[없는 노트]]`: there is no such note; its words stay",
        "회의 기록.md:8: `[[Same|그것]]` may mean Folder/Same.md or Other/Same.md: the first is taken",
        "회의 기록.md:8: `[[두 제목]]` may mean ",
        "회의 기록.md:10: `![[picture.png|300]]`: pictures have their own size here",
        "회의 기록.md:10: `![[2024-05-01 계획]]` showed another note here",
        "회의 기록.md:10: `![[none.png]]`: there is no such file; its words stay",
        "회의 기록.md:10: `[[#회의 기록]]`: no heading here is called so; its words stay",
        "회의 기록.md:12: `#태그` is a tag in the text",
        "회의 기록.md:12: `==강조==` is a highlight",
        "회의 기록.md:12: `^block-1` is a block's name",
        "회의 기록.md:14: ",
        "Other/Same.md:1: its id is `same-2`",
        "人工智能.md:1: it has no date, which a note must have",
        "人工智能.md:1: it has no title: its file name is taken",
        "Board.canvas:1: no note was made of this",
        ".obsidian:1: passed over",
    )
    assert lacking == [], said.out


def test_other_names_of_a_note_are_said(vault, tmp_path):
    said = bring("obsidian", vault, tmp_path / "digest", "--dry-run")
    assert "회의 기록.md:4: `aliases`: 회의록: a note has one name here; links by others are rewritten" in said.out


def test_what_only_looks_like_markup_stays(tmp_path):
    folder = Folder(tmp_path / "vault", "-- a.md --\n# C#\n\nSee <https://example.com/a> \\[a](b.md) <!-- c --> end\n")
    into = tmp_path / "digest"
    said = bring("obsidian", folder, into)
    note = next((into / "content/notes").glob("*-a.md")).read_text("utf-8")
    assert 'title: "C#"\n' in note and "See https://example.com/a \\\\[a](b.md) end" in note
    assert note.endswith("See <https://example.com/a> \\[a](b.md) <!-- c --> end\n") and "b.md" not in said.out


def test_in_tables_the_bar_of_a_name_is_escaped(tmp_path):
    table = "| a | b |\n|---|---|\n| [[Alpha\\|two]] [[Alpha]] | ![[pic.png\\|A chart\\|50]] |"
    folder = Folder(
        tmp_path / "vault",
        f"-- Alpha.md --\n---\ndate: 2024-01-01\n---\nText.\n"
        f"-- Beta.md --\n---\ndate: 2024-01-02\n---\n[[Alpha\\|one]] ![[pic.png|50]]\n\n{table}\n\n[[Alpha]]\n",
    )
    folder.put("pic.png", png(1, 1))
    into = tmp_path / "digest"
    said = bring("obsidian", folder, into, "--publisher", "B")
    assert text(into, "notes/2024-01-02-beta.md").partition("\n---\n\n")[2] == (
        "[[2024-01-01-alpha|one]] ![](files/pic.png)\n\n"
        "| a | b |\n|---|---|\n"
        "| [[2024-01-01-alpha\\|two]] [[2024-01-01-alpha\\|Alpha]] | ![A chart](files/pic.png) |\n\n"
        "[[2024-01-01-alpha|Alpha]]\n"
    )
    assert "no such" not in said.out
    assert '<td><a href="/notes/alpha/">two</a> <a href="/notes/alpha/">Alpha</a></td>' in built(into).page(
        "notes/beta/"
    )


def test_a_comment_of_several_paragraphs_is_no_summary(tmp_path):
    folder = Folder(
        tmp_path / "vault", "-- a.md --\n%%\none\n\ntwo\n%%\n\nText.\n-- b.md --\n<!--\none\n\ntwo\n-->\n\nText.\n"
    )
    bring("obsidian", folder, tmp_path / "digest")
    for file in (tmp_path / "digest/content/notes").iterdir():
        assert "summary: Text.\n" in file.read_text("utf-8")


def test_a_day_of_publication_makes_no_draft(tmp_path):
    head = "date: 2024-01-01\npublished: 2023-12-31\n"
    bring(
        "obsidian",
        Folder(tmp_path / "vault", f"-- a.md --\n---\n{head}---\nx\n"),
        tmp_path / "digest",
        "--publisher",
        "B",
    )
    assert "draft" not in text(tmp_path / "digest", "notes/2024-01-01-a.md")
