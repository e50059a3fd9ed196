"""`sitegen term`: an id moves through all texts, of which nothing else changes; or nothing is done."""

import difflib
import os
import re
import stat
import unicodedata

import pytest

from sitegen.desk.terms import carrying_out
from sitegen.desk.terms.front_edits import FrontMatter, Unsafe, edited
from tests.site import Result, Site, note, run

FILES = """
-- content/site.yaml --
title: {ko: 다이제스트, en: Digest}
base_url: https://example.org/digest/
languages: [ko, en]
taxonomies:
  institutions: {name: {ko: 기관, en: Institutions}, entity: true}
  laws: {name: {ko: 법, en: Laws}, measure: true}
-- content/institutions/court.md --
---
name: 법원
kind: court
parent: state
---
-- content/institutions/state.md --
---
name: 국가
---
-- content/laws/basic-act.md --
---
name: {ko: 기본법, en: Basic Act}
kind: law
jurisdiction: KR
---
-- content/companies/openai.en.md --
OpenAI makes models with [[naver]].

## Plans
-- content/topics/energy.md --
---
name: {ko: 에너지, en: Energy}
# 별칭은 아직 없다
was: ["power"] # 2024년까지
---

에너지를 다룬다.
-- content/notes/2025-10-24-a.md --
---
title: 오픈AI 소식 # openai
date: 2025-10-24
source: {publisher: 더팩트, url: https://example.com/openai}
summary: 오픈AI가 openai를 말했다.
why: 까닭이다.
topics: [ sovereign-ai,energy ]
companies: # 둘
- "openai"   # 첫째
- naver
institutions: [court, state]
laws:
  [basic-act]
claims:
  - {id: basic-act, kind: regulation, by: state, on: basic-act, what: 법, stage: passed}
  - {id: decree, kind: regulation, by: state, on: basic-act, what: 시행령, stage: in-force}
  - kind: supply
    by: companies/openai # 밝혔다
    with: [네이버]
    what: openai
    said_by: 'openai'
  - kind: ruling
    by: naver
    with:
      - openai
    before: court
    what: 판결
quotes:
  - {text: 말, speaker: 사람, of: openai}
---

[[openai]]와 [[ openai |오픈]], [[오픈AI]], [[companies/openai]], `[[openai]]`,
[파일](../companies/openai.en.md#plans)

| 표 | 둘 |
| --- | --- |
| [[openai\\|표]] | [[naver]] |

```
[[openai]]
```

[정의][label] <!-- [[openai]] -->

[label]: ../companies/openai.md
-- content/notes/2025-10-25-b.md --
---
title: 둘째
date: 2025-10-25
source: {publisher: 더팩트}
summary: 요약.
why: 까닭.
topics: [energy]
companies: [오픈AI]
---

오픈AI의 본문.
-- content/pages/asked.md --
---
title: 물은 것
---

```claims
terms: {companies: openai}
```

```notes
terms:
  companies: [naver, "openai"] # 둘
```
-- content/pages/about.md --
---
title: 소개
---

[[openai]]
"""


def term(digest: Site, *words: str, status: int = 0) -> Result:
    result = run("term", words[0], "--root", str(digest.root), *words[1:])
    assert result.status == status, result.err
    return result


def contents(digest: Site) -> dict[str, bytes]:
    root = digest.root / "content"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.md"))}


def changed(before: dict[str, bytes], after: dict[str, bytes], path: str) -> list[str]:
    """The lines that go and come in a file."""
    old, new = (files[path].decode().splitlines() for files in (before, after))
    return [line for line in difflib.ndiff(old, new) if line[0] in "+-"]


def checked(digest: Site) -> tuple[str, str]:
    result = digest.run("check", "--strict", "--all", "--drafts")
    return result.out, result.err


def test_a_renamed_term_is_named_so_everywhere_and_nothing_else_changes(site):
    digest = site(FILES)
    file = digest.root / "content/notes/2025-10-25-b.md"
    file.write_bytes(
        b"\xef\xbb\xbf" + file.read_bytes().replace("[오픈AI]".encode(), b"[openai]").replace(b"\n", b"\r\n")
    )
    file.chmod(0o640)
    said, before = checked(digest), contents(digest)
    result = term(digest, "rename", "openai", "open-ai")
    after = contents(digest)
    assert result.err.splitlines() == [
        "companies/openai is companies/open-ai: 6 files, named in 15 places",
        "/companies/openai/ leads to /companies/open-ai/ (`was`)",
    ]
    a = "notes/2025-10-24-a.md"
    expected = before[a].decode()
    for old, new in (
        ('- "openai"   # 첫째', '- "open-ai"   # 첫째'),
        ("by: companies/openai # 밝혔다", "by: companies/open-ai # 밝혔다"),
        ("said_by: 'openai'", "said_by: 'open-ai'"),
        ("      - openai\n", "      - open-ai\n"),
        ("of: openai}", "of: open-ai}"),
        (
            "[[openai]]와 [[ openai |오픈]], [[오픈AI]], [[companies/openai]]",
            "[[open-ai]]와 [[ open-ai |오픈]], [[오픈AI]], [[companies/open-ai]]",
        ),
        ("(../companies/openai.en.md#plans)", "(../companies/open-ai.en.md#plans)"),
        ("| [[openai\\|표]]", "| [[open-ai\\|표]]"),
        ("[label]: ../companies/openai.md", "[label]: ../companies/open-ai.md"),
    ):
        assert old in expected
        expected = expected.replace(old, new)
    assert after[a].decode() == expected
    assert after["notes/2025-10-25-b.md"] == before["notes/2025-10-25-b.md"].replace(b"[openai]", b"[open-ai]")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert "companies/openai.md" not in after and "companies/openai.en.md" not in after
    assert after["companies/open-ai.en.md"] == before["companies/openai.en.md"]
    assert after["companies/open-ai.md"] == before["companies/openai.md"].replace(
        "aliases: [오픈에이아이]\n".encode(), "aliases: [오픈에이아이]\nwas: [openai]\n".encode()
    )
    assert checked(digest) == said
    digest.build()
    assert "/digest/companies/open-ai/" in digest.page("companies/openai/")
    assert changed(before, after, "pages/asked.md") == [
        "- terms: {companies: openai}",
        "+ terms: {companies: open-ai}",
        '-   companies: [naver, "openai"] # 둘',
        '+   companies: [naver, "open-ai"] # 둘',
    ]


def test_renamed_and_renamed_back_leaves_only_the_name_between(site):
    digest = site(FILES)
    before = contents(digest)
    term(digest, "rename", "openai", "open-ai")
    term(digest, "rename", "open-ai", "openai")
    after = contents(digest)
    assert [path for path in before if before[path] != after[path]] == ["companies/openai.md"]
    assert changed(before, after, "companies/openai.md") == ["+ was: [open-ai]"]


def test_a_renamed_law_stands_where_it_stood(site):
    digest = site(FILES)
    digest.build()
    before = digest.page("laws/basic-act/")
    term(digest, "rename", "laws/basic-act", "ai-act")
    digest.build()
    assert "on: ai-act" in (digest.root / "content/notes/2025-10-24-a.md").read_text("utf-8")
    assert digest.page("laws/ai-act/") == re.sub(r"(laws?[/=-])basic-act", r"\1ai-act", before)


@pytest.mark.parametrize("how", ["amends", "repeals"])
def test_a_law_that_changes_a_renamed_one_names_it_so(site, how):
    digest = site(FILES)
    digest.put("content/laws/later.md", f"---\nname: 개정법\nkind: law\njurisdiction: KR\n{how}: [basic-act]\n---\n")
    term(digest, "rename", "laws/basic-act", "ai-act")
    assert f"{how}: [ai-act]" in (digest.root / "content/laws/later.md").read_text("utf-8")
    digest.build()


def test_two_terms_become_one_where_they_stand_together_too(site):
    digest = site(FILES)
    digest.put("content/topics/energy.en.md", "On energy.\n")
    digest.put(
        "content/notes/2025-10-26-c.md",
        note(day="2025-10-26", body="[[에너지]]").replace("[sovereign-ai]", "\n  - sovereign-ai\n  - energy # 왜?\n"),
    )
    before = contents(digest)
    err = term(digest, "merge", "energy", "sovereign-ai").err
    after = contents(digest)
    assert "topics/energy is part of topics/sovereign-ai: 6 files, named in 3 places" in err
    assert changed(before, after, "notes/2025-10-24-a.md") == [
        "- topics: [ sovereign-ai,energy ]",
        "+ topics: [ sovereign-ai ]",
    ]
    assert changed(before, after, "notes/2025-10-25-b.md") == ["- topics: [energy]", "+ topics: [sovereign-ai]"]
    assert changed(before, after, "notes/2025-10-26-c.md") == ["-   - energy # 왜?", "+   # 왜?"]
    assert after["topics/sovereign-ai.md"].decode() == (
        "---\nname: {ko: 소버린 AI, en: Sovereign AI}\naliases: [에너지, Energy]\nwas: [energy, power]\n---\n\n"
        "에너지를 다룬다.\n"
    )
    assert "topics/energy.md" not in after and after["topics/sovereign-ai.en.md"] == b"On energy.\n"
    digest.build()
    for former in ("energy", "power"):
        assert "/digest/topics/sovereign-ai/" in digest.page(f"topics/{former}/")


def test_who_makes_a_claim_with_the_other_is_not_made_one_with_it(site):
    digest = site(FILES)
    before = contents(digest)
    err = term(digest, "merge", "openai", "naver", status=2).err
    assert "content/notes/2025-10-24-a.md: a claim is by one of openai and naver and with the other" in err
    assert contents(digest) == before


def test_a_term_is_split_and_its_notes_are_a_persons_to_decide(site):
    digest = site(FILES)
    before = contents(digest)
    names = ["--name", "ko=태양광", "--name", "en=Solar"]
    result = term(digest, "split", "energy", "solar", *names)
    assert result.out == "b  둘째\na  오픈AI 소식\n"
    after = contents(digest)
    assert after.pop("topics/solar.md").decode() == "---\nname: {ko: 태양광, en: Solar}\n---\n\n"
    assert after == before
    result = term(digest, "split", "energy", "solar", "--notes", "b")
    assert result.out == "a  오픈AI 소식\n"
    assert changed(before, contents(digest), "notes/2025-10-25-b.md") == ["- topics: [energy]", "+ topics: [solar]"]
    assert contents(digest)["notes/2025-10-24-a.md"] == before["notes/2025-10-24-a.md"]
    err = term(digest, "split", "energy", "wind", "--name", "풍력", "--notes", "c", status=2).err
    assert "there is no note `c`" in err


def test_a_dry_run_shows_what_would_change_and_changes_nothing(site):
    digest = site(FILES)
    before = contents(digest)
    result = term(digest, "rename", "naver", "naver-corp", "--dry-run")
    assert contents(digest) == before
    assert "rename content/companies/naver.md to content/companies/naver-corp.md\n" in result.out
    assert "--- content/notes/2025-10-24-a.md\n+++ content/notes/2025-10-24-a.md\n" in result.out
    assert "\n-- naver\n+- naver-corp\n" in result.out
    assert result.err.startswith("would be: companies/naver is companies/naver-corp: ")


def test_an_id_that_another_taxonomy_has_is_written_with_its_own(site):
    digest = site(FILES)
    digest.put("content/topics/state-power.md", "---\nname: 국가 권력\n---\n")
    term(digest, "rename", "institutions/state", "state-power")
    text = (digest.root / "content/notes/2025-10-24-a.md").read_text("utf-8")
    assert "by: state-power, on" in text and "institutions: [court, state-power]" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("rename opnai x", "there is no term `opnai`; did you mean `openai`?"),
        ("rename 오픈AI x", "there is no term `오픈AI`; `companies/openai` is called so"),
        (
            "rename openai naver",
            "`naver` is taken: content/companies/naver.md; to make one of them: sitegen term merge",
        ),
        ("rename energy power-x/y", "`power-x/y` is of another taxonomy"),
        ("rename openai Open_AI", "`Open_AI` "),
        ("rename openai page", "`page` is taken by the site's own pages"),
        ("rename sovereign-ai power", "`power` is taken: topics/energy is, or was, called so"),
        ("merge openai energy", "companies/openai and topics/energy are of different taxonomies"),
        ("merge openai openai", "companies/openai is one term already"),
        ("merge openai nothing", "there is no term `nothing`"),
        ("split energy solar", "the new term needs a name: --name"),
        ("split energy solar --name 에너지", "`에너지` is topics/energy already"),
        ("rename court about", "content/pages/court.md would have a problem then: `about` may mean more than one"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_word(site, words, said):
    digest = site(FILES + "\n-- content/pages/court.md --\n---\ntitle: 법원 안내\n---\n\n[[about]] [[notes/a]]\n")
    before = contents(digest)
    assert said in term(digest, *words.split(), status=2).err
    assert contents(digest) == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("by: companies/openai # 밝혔다", "by: >-\n      openai", "`claims.3.by`: that cannot be changed safely"),
        ("\n", "\r", "Unicode form, which `sitegen check --fix` mends first"),
        ("오픈AI 소식", unicodedata.normalize("NFD", "오픈AI 소식"), "which `sitegen check --fix` mends first"),
        ("companies: # 둘", "companies: [openai, openai] # 둘", "there are errors in the content; mend them first"),
    ],
)
def test_what_cannot_be_changed_safely_is_left_alone(site, old, new, said):
    digest = site(FILES)
    file = digest.root / "content/notes/2025-10-24-a.md"
    file.write_bytes(file.read_bytes().decode().replace(old, new, 1 if old != "\n" else 3000).encode())
    if old == "\n":
        file.write_bytes(file.read_bytes().replace(b"\r", b"\n", 40))
    before = contents(digest)
    assert said in term(digest, "rename", "openai", "x", status=2).err
    assert contents(digest) == before


def test_a_disk_that_fails_leaves_all_as_it_was(site, monkeypatch):
    digest = site(FILES)
    before, left = contents(digest), [3]
    real = carrying_out.replace_text

    def replace_text(file: str, data: bytes) -> None:
        left[0] -= 1
        if not left[0]:
            raise OSError(28, "No space left on device")
        real(file, data)

    monkeypatch.setattr(carrying_out, "replace_text", replace_text)
    err = term(digest, "rename", "openai", "open-ai", status=3).err
    assert "No space left on device" in err
    assert contents(digest) == before


def test_a_link_to_the_text_of_a_language_leads_to_that_language_afterwards(site):
    digest = site(FILES)
    digest.put("content/topics/energy.en.md", "On energy.\n")
    digest.put("content/notes/2025-10-26-c.md", note("c", "2025-10-26", body="[[energy.en]] [[energy]]"))
    term(digest, "rename", "energy", "power")
    assert b"[[power.en]] [[power]]" in contents(digest)["notes/2025-10-26-c.md"]
    digest.build()
    assert digest.page("notes/c/").count('href="/digest/en/topics/power/"') == 1


def test_a_link_stays_a_link(site):
    digest = site(FILES)
    target = digest.root / "content/_shared/b.md"
    target.parent.mkdir()
    link = digest.root / "content/notes/2025-10-25-b.md"
    os.replace(link, target)
    link.symlink_to("../_shared/b.md")
    term(digest, "rename", "energy", "power")
    assert os.readlink(link) == "../_shared/b.md" and "topics: [power]" in target.read_text("utf-8")


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("a: 1", "a: 1\nwas: [x, y]"),
        ("  a: 1\n  b: 2", "  a: 1\n  b: 2\n  was: [x, y]"),
        ("was: []\na: 1", "was: [x, y]\na: 1"),
        ("was: [a, 'b'] # c", "was: [a, 'b', x, y] # c"),
        ("was: [a,\n  b, # c\n  ]", "was: [a,\n  b, x, y, # c\n  ]"),
        ("was:\n- a # c\nb: 1", "was:\n- a # c\n- x\n- y\nb: 1"),
        ("was:\n  -  a", "was:\n  -  a\n  -  x\n  -  y"),
        ("a: |\n  b\n", "a: |\n  b\n\nwas: [x, y]"),
    ],
)
def test_entries_are_added_as_a_list_is_written(front, expected):
    assert edited(front, FrontMatter(front).with_entries("was", ["x", "y"])) == expected


@pytest.mark.parametrize("front", ["{a: 1}", "was: a", "was:"])
def test_entries_are_not_added_to_what_is_no_list_of_lines(front):
    with pytest.raises(Unsafe):
        edited(front, FrontMatter(front).with_entries("was", ["x"]))


@pytest.mark.parametrize(
    ("front", "number", "expected"),
    [
        ("t: [a, b, c]", 0, "t: [b, c]"),
        ("t: [a, b, c]", 1, "t: [a, c]"),
        ("t: [a, b , c ]", 2, "t: [a, b ]"),
        ("t:\n- a\n- 'b' # c\nd: 1", 1, "t:\n- a\n# c\nd: 1"),
        ("t:\n  - a\n  - b", 1, "t:\n  - a\n"),
    ],
)
def test_an_entry_goes_and_its_comment_stays(front, number, expected):
    assert edited(front, [FrontMatter(front).without_entry(("t", number))]) == expected


def test_an_entry_beside_a_comment_within_brackets_is_left_alone():
    with pytest.raises(Unsafe):
        FrontMatter("t: [a, # c\n  b]").without_entry(("t", 1))
