"""`sitegen new`: files that fit to what is there, from options alone or from answers; nothing is overwritten."""

import datetime as dt
import json
import sys

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from sitegen.cli import cli
from sitegen.content import yaml
from sitegen.desk.yaml_text import mapping, scalar, sequence
from sitegen.text.ids import as_id
from tests.site import Result, Site, note

LAWS = "-- content/site.yaml --\ntitle: 다이제스트\nbase_url: https://example.org/\nlanguages: [ko, en]\n" + (
    "taxonomies: {laws: {name: 법, measure: true}, agencies: {name: 기관, entity: true}}"
)
GIVEN = [
    "--title",
    "오픈AI의 '새' 계획: 1#2",
    "--publisher",
    "더팩트",
    "--summary",
    "요약이다.",
    "--date",
    "2025-10-24",
]


def new(digest: Site, *words: str, answers: str = "", status: int = 0) -> Result:
    done = CliRunner().invoke(cli, ["new", *words, "--root", str(digest.root)], input=answers, prog_name="sitegen")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == status, done.stderr
    return Result(done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def on_terminal(monkeypatch):
    monkeypatch.setattr(sys.modules["sitegen.cli.new"], "terminal", lambda stream: True)
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)


def text(digest: Site, path: str) -> str:
    return (digest.root / path).read_text("utf-8")


def warned(digest: Site) -> list[str]:
    """The rules that speak, but of those that compare a note's names with texts which nobody has written yet."""
    checked = digest.run("check", "--drafts", "--format", "json")
    assert checked.status == 0, checked.out
    rules = [problem["rule"] for problem in json.loads(checked.out)]
    return [rule for rule in rules if rule not in ("unnamed-term", "unlisted-name")]


def test_a_note_is_written_from_options_and_only_lacks_what_a_person_writes(site):
    digest = site()
    said = new(digest, "note", *GIVEN, "--terms", "topics=소버린 AI", "--terms", "company=openai,네이버").out
    path = "content/notes/2025-10-24-오픈ai의-새-계획-1-2.md"
    assert said.endswith("2025-10-24-오픈ai의-새-계획-1-2.md\n")
    assert "\ntopics: [sovereign-ai]\ncompanies: [openai, naver]\n" in text(digest, path)
    assert warned(digest) == ["no-why"]
    digest.put("content/notes/2025-10-23-other.md", text(digest, path).replace("2025-10-24", "2025-10-23"))
    digest.build("--drafts")
    assert "오픈AI의 &#39;새&#39; 계획: 1#2" in digest.page("notes/other/")


ORIGINAL = """---
title: "한빛: 공장"
date: 2025-10-24
source: {publisher: 더팩트, published: 2025-10-24}
summary: 요약이다.
why: 까닭이다.
topics: [sovereign-ai]
quotes:
  - {text: 짓겠다, speaker: 김한빛, role: 대표, of: openai}
  - {text: We build, translation: 짓는다, speaker: 샘, lang: en, source: 1}
corrections: [{date: 2025-10-25, what: 고쳤다}]
---

본문이다.

둘째 문단이다.
"""


def test_a_note_s_other_language_has_what_each_language_says_for_itself(site):
    digest = site()
    digest.put("content/notes/2025/2025-10-24-fab.md", ORIGINAL)
    said = new(digest, "note", "--translates", "2025-10-24-fab", "--title", "Hanbit: a fab").out
    path = "content/notes/2025/2025-10-24-fab.en.md"
    assert said.endswith("2025-10-24-fab.en.md\n") and text(digest, path) == (
        '---\ntitle: "Hanbit: a fab"\ndraft: true # take this line away once it may be published\n'
        'summary: "…" # 요약이다.\nwhy: "…" # 까닭이다.\n'
        "quotes: # each language says its own\n"
        '  - text: 짓겠다\n    lang: ko\n    translation: "…"\n'
        '    speaker: "…" # 김한빛\n    role: "…" # 대표\n    of: openai\n'
        '  - text: We build\n    speaker: "…" # 샘\n    source: 1\n'
        'corrections: # each language says its own\n  - date: 2025-10-25\n    what: "…" # 고쳤다\n'
        "---\n\n본문이다.\n\n둘째 문단이다.\n"
    )
    digest.build("--drafts")
    assert "Hanbit: a fab" in digest.page("en/notes/fab/")
    digest.put(path, text(digest, path).replace("draft: true # take this line away once it may be published\n", ""))
    checked = [p for p in json.loads(digest.run("check", "--format", "json").out) if p["rule"] == "unwritten"]
    assert [problem["line"] for problem in checked] == [3, 4, 8, 9, 10, 13, 17]
    digest.put(path, text(digest, path).replace('"…"', "x"))
    assert warned(digest) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--translates", "fob"], "there is no note `fob`; did you mean `fab`?"),
        (["--translates", "fab", "--lang", "ko"], "the note is there in `ko` already; it lacks en"),
        (["--translates", "fab", "--lang", "fr"], "--lang fr: the digest's languages are ko, en"),
        (["--translates", "fab", "--date", "2025-10-24"], "a note in another language has no --date"),
    ],
)
def test_what_cannot_be_translated_is_said(site, words, said):
    digest = site()
    digest.put("content/notes/2025-10-24-fab.md", ORIGINAL)
    assert said in new(digest, "note", *words, status=2).err


def test_words_of_a_third_language_stay_in_it_and_their_other_translation_is_shown(site):
    digest = site()
    digest.put("content/notes/2025-10-24-fab.md", ORIGINAL.replace("lang: en, source", "lang: fr, source"))
    new(digest, "note", "--translates", "fab")
    said = '  - text: We build\n    lang: fr\n    translation: "…" # 짓는다\n    speaker: "…" # 샘\n    source: 1\n'
    assert said in text(digest, "content/notes/2025-10-24-fab.en.md")


def test_an_original_in_a_later_language_gets_the_first_one_s_file(site):
    digest = site()
    digest.put("content/notes/2025-10-24-fab.en.md", ORIGINAL)
    assert new(digest, "note", "--translates", "fab").out.endswith("2025-10-24-fab.md\n")
    assert "is there in all of the digest's languages" in new(digest, "note", "--translates", "fab", status=2).err


def test_a_note_and_a_page_are_begun_in_the_language_that_is_asked_for(site):
    digest = site()
    new(digest, "note", *GIVEN, "--id", "x", "--lang", "en", "--terms", "topics=sovereign-ai")
    assert (digest.root / "content/notes/2025-10-24-x.en.md").is_file()
    new(digest, "page", "--title", "소개", "--id", "about", "--summary", "누가 만드는가.")
    new(digest, "page", "--title", "About", "--id", "about", "--lang", "en")
    assert text(digest, "content/pages/about.md").startswith("---\ntitle: 소개\nsummary: 누가 만드는가.\n# order: ")
    assert "there is content/pages/about.en.md already" in (
        new(digest, "page", "--title", "About", "--id", "about", "--lang", "en", status=2).err
    )
    assert "`topics` would hide a page" in new(digest, "page", "--title", "x", "--id", "topics", status=2).err
    assert "a standing page has no --url" in new(digest, "page", "--title", "x", "--url", "https://x.kr", status=2).err
    digest.build("--drafts")
    assert "About" in digest.page("en/about/")


def test_the_lead_of_an_edition_is_begun_with_its_notes(site):
    digest = site()
    for day in ("2025-10-20", "2025-10-21", "2025-10-22"):
        digest.put(f"content/notes/{day}-n{day[-1]}.md", note("제목", day))
    assert new(digest, "edition", "2025-w43").out.endswith("content/editions/2025-w43.md\n")
    assert "[[n2]]\n[[n1]]\n[[n0]]\n" in text(digest, "content/editions/2025-w43.md")
    new(digest, "edition", "--id", "2025-10", "--lang", "en", "--title", "A: month")
    assert text(digest, "content/editions/2025-10.en.md").startswith('---\ntitle: "A: month"\n---\n')
    assert digest.run("build", "--strict").status == 0  # comments are no text
    assert "there is content/editions/2025-w43.md already" in new(digest, "edition", "2025-w43", status=2).err


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("2025-w44", "1 note is of 2025-w44: with fewer than 3 it is told in its month"),
        ("2024-02", "no notes are of 2024-02; the newest month with notes is 2025-10"),
        ("2025-w60", "`2025-w60` is no week and no month"),
        ("", "nobody can be asked here, so these are needed: --id"),
    ],
)
def test_no_lead_is_begun_for_an_edition_that_there_is_not(site, id, said):
    digest = site()
    digest.put("content/notes/2025-10-30-a.md", note("제목", "2025-10-30"))
    assert said in new(digest, "edition", *([id] if id else []), status=2).err
    assert not (digest.root / "content/editions").exists()


def test_what_is_missing_is_said_at_once_where_nobody_can_be_asked(site):
    said = new(site(), "note", "--title", "x", status=2).err
    assert "these are needed: --publisher, --summary, --terms topics=…" in said
    assert "these are needed: --name" in new(site(), "company", status=2).err


@pytest.mark.parametrize(
    ("names", "id", "written"),
    [
        (["Maersk"], "maersk", "name: Maersk"),
        (["오픈AI코리아"], "오픈ai코리아", "name: 오픈AI코리아"),
        (
            ["ko=삼성전자", "en=Samsung Electronics"],
            "samsung-electronics",
            "name: {ko: 삼성전자, en: Samsung Electronics}",
        ),
        (["L’Oréal: Café"], "l-oreal-cafe", 'name: "L’Oréal: Café"'),
    ],
)
def test_names_that_are_no_ids_get_one(site, names, id, written):
    digest = site()
    new(digest, "company", *(word for name in names for word in ("--name", name)))
    assert written in text(digest, f"content/companies/{id}.md")
    assert warned(digest) == []


def test_a_script_without_ids_needs_one(site):
    digest = site()
    assert (
        "an id cannot be made from that; choose another: --id" in new(digest, "topic", "--name", "日本", status=2).err
    )
    new(digest, "topic", "--name", "日本", "--id", "japan")
    assert warned(digest) == []


def test_taxonomies_of_the_digest_s_own_ask_for_what_their_terms_need(site):
    digest = site(LAWS)
    assert "needed: --summary, --kind, --jurisdiction" in new(digest, "law", "--name", "법", status=2).err
    words = ["law", "--name", "인공지능기본법", "--summary", "요약", "--kind", "law"]
    assert "`KO` is no territory's code" in new(digest, *words, "--jurisdiction", "KO", status=2).err
    new(digest, *words, "--jurisdiction", "KR")
    assert (
        "`lawyer` is no kind of the agencies" in new(digest, "agency", "--name", "x", "--kind", "lawyer", status=2).err
    )
    new(digest, "agency", "--name", "청", "--kind", "agency")
    assert text(digest, "content/agencies/청.md") == "---\nname: 청\nkind: agency\n---\n\n"
    assert warned(digest) == []


def test_a_word_that_is_no_taxonomy_is_corrected(site):
    assert "`topc` is no taxonomy of this digest; did you mean `topics`?" in new(site(), "topc", status=2).err


def test_nothing_is_overwritten_and_no_name_given_twice(site):
    digest = site()
    before = text(digest, "content/companies/openai.md")
    assert "`오픈에이아이` is there already: content/companies/openai.md" in (
        new(digest, "company", "--name", "오픈에이아이", status=2).err
    )
    said = new(digest, "company", "--name", "Open-AI", "--id", "openai", status=2).err
    assert "`openai` is the id of content/companies/openai.md already" in said
    assert text(digest, "content/companies/openai.md") == before
    note = ["note", *GIVEN, "--terms", "topics=sovereign-ai", "--id", "x"]
    new(digest, *note)
    assert "`x` is the id of content/notes/2025-10-24-x.md already" in new(digest, *note, status=2).err


def test_terms_that_are_missing_are_named_corrected_or_created(site):
    digest = site()
    words = ["note", *GIVEN, "--id", "x", "--terms", "topics=soverein-ai,칩"]
    said = new(digest, *words, status=2).err
    assert "there is no `soverein-ai` in topics (did you mean `sovereign-ai`?); --create creates it" in said
    words[-1] = "topics=sovereign-ai,칩,칩"
    new(digest, *words, "--terms", "companies=Maersk", "--create")
    assert text(digest, "content/topics/칩.md") == "---\nname: 칩\n---\n\n"
    assert "topics: [sovereign-ai, 칩]\ncompanies: [maersk]" in text(digest, "content/notes/2025-10-24-x.md")
    assert warned(digest) == ["no-why"]


def test_answers_on_a_terminal_do_as_well(site, on_terminal):
    digest = site()
    answers = ["새 노트", "", "더팩트", "요약이다.", "soverein-ai, 칩", "y", "y"]
    new(digest, "note", answers="\n".join(answers) + "\n")
    written = text(digest, f"content/notes/{dt.date.today()}-새-노트.md")
    assert "title: 새 노트\n" in written and "topics: [sovereign-ai, 칩]" in written
    new(digest, "company", answers="삼성전자\nSamsung\nopenai\nsamsung\n")  # the id is taken, and asked for again
    assert text(digest, "content/companies/samsung.md") == "---\nname: {ko: 삼성전자, en: Samsung}\n---\n\n"
    assert warned(digest) == ["no-why"]


def test_a_term_that_is_neither_corrected_nor_created_is_asked_for_again(site, on_terminal):
    digest = site()
    new(digest, "note", *GIVEN, "--id", "x", "--terms", "topics=칩", answers="n\nsovereign-ai\n")
    assert "topics: [sovereign-ai]" in text(digest, "content/notes/2025-10-24-x.md")
    assert not (digest.root / "content/topics/칩.md").exists()


def test_the_editor_is_opened_on_a_terminal_alone(site, tmp_path, monkeypatch, on_terminal):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho edited >> "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    digest = site()
    new(digest, "topic", "--name", "A", "--id", "a")
    new(digest, "topic", "--name", "B", "--id", "b", "--no-edit")
    assert "edited" in text(digest, "content/topics/a.md")
    assert "edited" not in text(digest, "content/topics/b.md")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["note", "--name", "x"], "a note has no --name"),
        (["topic", "--title", "x", "--date", "2025-01-01"], "one of the topics has no --title, --date"),
        (["topic", "--name", "x", "--kind", "law"], "one of the topics has no --kind"),
        (["note", *GIVEN, "--terms", "energy"], "--terms energy: write TAXONOMY=A,B; there are topics, companies"),
        (["note", *GIVEN, "--terms", "topics=sovereign-ai", "--url", "ftp://x"], "`ftp://x` is no address"),
    ],
)
def test_options_that_mean_nothing_are_refused(site, words, said):
    assert said in new(site(), *words, status=2).err


def test_settings_that_cannot_be_read_are_problems(site):
    digest = site("-- content/site.yaml --\ntitle: x\nlanguages: []\nbase_url: https://example.org/")
    assert "content/site.yaml:2" in new(digest, "topic", "--name", "x", status=1).err


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn")), min_size=1).map(" ".join))
def test_what_is_written_as_yaml_is_read_as_it_was(value):
    text = f"a: {scalar(value)}\nb: {mapping({'ko': value})}\nc: {sequence([value, 'x'])}\n"
    data, slips = yaml.load(text)
    assert slips == []
    assert yaml.one_line(data) == {"a": value, "b": {"ko": value}, "c": [value, "x"]}


@pytest.mark.parametrize(
    "value", ["null", "Null", "~", "a: b", "a #b", "- x", "[x]", "no", "1.50", "x:", "'", "=", "a\\b"]
)
def test_words_that_yaml_knows_stay_words(value):
    assert yaml.load(f"a: {scalar(value)}\n")[0] == {"a": value}


def test_accents_are_no_part_of_an_id():
    assert [as_id(name) for name in ("Café Münch", "삼성전자", "SK하이닉스")] == [
        "cafe-munch",
        "삼성전자",
        "sk하이닉스",
    ]
