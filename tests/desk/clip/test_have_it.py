"""Have we got this? An article whose address, or headline of the same days, a note has already."""

import sys

import pytest

from sitegen.desk.clip.also import NoPlace, with_source
from sitegen.desk.clip.have_it import likeness
from tests.desk.clip.test_draft import FOUNDING, clip, digest, notes
from tests.site import Site, note

__all__ = ["digest"]
THERE = "content/notes/2025-10-22-there.md"
ARTICLE = [str(FOUNDING), "--published", "2025-10-24", "--publisher", "어느신문"]
URL = ["--url", "https://m.news.example.com/read/1?utm_source=x"]
HEADLINE = "오픈AI·뷔나 등 해외 기업 한국에 협력 제안"


def test_an_address_that_a_note_has_is_said_and_nothing_is_written(digest):
    digest.put(THERE, note(more="also: [{publisher: 딴신문, url: http://news.example.com/read/1/}]\n"))
    said = clip(digest, *ARTICLE, *URL, status=1).err
    assert f"{THERE} has this article's address: 제목" in said and "--new writes a draft all the same" in said
    assert len(notes(digest)) == 1 and not (digest.root / ".sitegen/clips").exists()
    assert "names this article already" in clip(digest, *ARTICLE, *URL, "--also", "there", status=1).err
    clip(digest, *ARTICLE, *URL, "--new")
    assert len(notes(digest)) == 2


def test_a_text_that_was_clipped_before_is_said_whatever_headline_and_day_it_is_given(digest):
    clip(digest, *ARTICLE)
    (path,) = notes(digest)
    said = clip(digest, str(FOUNDING), "--headline", "아주 다른 제목", "--published", "2026-02-01", status=1).err
    assert f"content/notes/{path.name} was made of this very text: 오픈AI" in said
    assert "--new writes a draft all the same" in said and len(notes(digest)) == 1
    assert "names this article already" in clip(digest, *ARTICLE, "--also", path.stem[11:], status=1).err


@pytest.mark.parametrize(("day", "known"), [("2025-10-21", True), ("2025-10-27", True), ("2025-10-20", False)])
def test_a_headline_like_that_of_a_note_of_the_same_days_is_asked_about(digest, day, known):
    path = f"content/notes/{day}-there.md"
    digest.put(path, note(HEADLINE, day))
    said = clip(digest, *ARTICLE, status=1 if known else 0).err
    assert (f"{path} has a headline like this one's" in said) is known
    assert ("--also there adds the article to that note's sources" in said) is known


def test_also_adds_the_article_to_the_note_and_nothing_else(digest):
    text = note(HEADLINE)
    digest.put(THERE.replace("22", "24"), text)
    said = clip(digest, *ARTICLE, *URL, "--also", "there")
    (path,) = notes(digest)
    lines = [line for line in path.read_text("utf-8").split("\n") if line not in text.split("\n")]
    assert lines[:3] == [
        "also:",
        "  - publisher: 어느신문",
        '    title: "오픈AI·뷔나 등 해외 기업, 한국에 잇단 협력 제안"',
    ]
    assert lines[3] == '    url: "https://m.news.example.com/read/1"' and lines[5].startswith("    clip: ")
    assert "under `also` of the note" in said.err and said.out.endswith("2025-10-24-there.md\n")
    assert digest.run("check").status == 0


@pytest.mark.parametrize(("answers", "added", "drafts"), [("y\n", True, 0), ("n\ny\n", False, 1), ("n\nn\n", False, 0)])
def test_on_a_terminal_it_is_asked_first(digest, monkeypatch, answers, added, drafts):
    monkeypatch.setattr(sys.modules["sitegen.cli.clip"], "terminal", lambda stream: True)
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    digest.put(THERE, note(HEADLINE, "2025-10-22"))
    clip(digest, *ARTICLE, piped=answers.encode(), status=0 if added or drafts else 1)
    assert ("also:" in (digest.root / THERE).read_text("utf-8")) is added
    assert len(notes(digest)) == 1 + drafts


SOURCE = {"publisher": "새벽: 신문", "url": "https://a.example/1"}
IN_A_LINE = '{publisher: "새벽: 신문", url: "https://a.example/1"}'
ADDED = '  - publisher: "새벽: 신문"\n    url: "https://a.example/1"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("source:\n  publisher: a\nsummary: b", f"source:\n  publisher: a\nalso:\n{ADDED}summary: b"),
        ("source: {publisher: a}\n# why\nwhy: b", f"source: {{publisher: a}}\nalso:\n{ADDED}# why\nwhy: b"),
        (
            "source: {publisher: a}\nalso:\n- publisher: b\n  url: https://b.example/\nwhy: c",
            "source: {publisher: a}\nalso:\n- publisher: b\n  url: https://b.example/\n"
            '- publisher: "새벽: 신문"\n  url: "https://a.example/1"\nwhy: c',
        ),
        (
            "source: {publisher: a}\nalso:\n  - {publisher: b} # first\n\n# c\nwhy: c",
            f"source: {{publisher: a}}\nalso:\n  - {{publisher: b}} # first\n{ADDED}\n# c\nwhy: c",
        ),
        (
            "source: {publisher: a}\nalso: [{publisher: b}]\nwhy: c",
            f"source: {{publisher: a}}\nalso: [{{publisher: b}}, {IN_A_LINE}]\nwhy: c",
        ),
        (
            "? [a]\n: b\nsource: {publisher: a}",
            f"? [a]\n: b\nsource: {{publisher: a}}\nalso:\n{ADDED[:-1]}",
        ),
        (
            "also: [{publisher: b},\n  {publisher: c}]",
            f"also: [{{publisher: b}},\n  {{publisher: c}}, {IN_A_LINE}]",
        ),
    ],
)
def test_a_source_is_added_in_the_way_that_the_note_is_written(before, after):
    assert with_source("x.md", f"---\n{before}\n---\n본문\n", SOURCE) == f"---\n{after}\n---\n본문\n"


@pytest.mark.parametrize(
    "front", ["title: a", "also: b\nsource: {publisher: a}", "also: []\nsource: {publisher: a}", "- a", "{"]
)
def test_where_no_line_can_be_added_safely_none_is(front):
    with pytest.raises(NoPlace):
        with_source("x.md", f"---\n{front}\n---\n", SOURCE)


def test_headlines_are_alike_whatever_stands_around_their_words():
    assert likeness("[단독] 오픈AI, 한국에 데이터센터", "오픈AI 한국에 데이터센터…") > 0.9
    assert likeness("오픈AI, 한국에 데이터센터", "삼성전자, 미국에 공장") < 0.2
    assert likeness("", "") == 0


def test_a_note_that_cannot_be_read_is_passed_over(digest: Site):
    digest.put("content/notes/2025-10-24-bad.md", "---\ntitle: [\n---\n")
    clip(digest, *ARTICLE)
    assert len(notes(digest)) == 2
