"""How problems are told: as text, as JSON, as annotations for GitHub; what `check` mends and what it asks outside."""

import contextlib
import http.server
import json
import os
import resource
import socket
import socketserver
import stat
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from sitegen.content import locations, markdown_body
from sitegen.desk import fetch, links, polite
from sitegen.desk.report import as_github, as_text
from sitegen.problems import RULES, Position, Problem, has_errors, in_order
from tests.pictures import png
from tests.process import environment, on_terminal
from tests.site import Site, note

NOTE = "content/notes/2025-10-24-x.md"


def problem(**given) -> Problem:
    return Problem(**{"rule": "type", "path": "content/notes/x.md", "message": "wrong", **given})


def columns(text: str) -> int:
    """Columns on a terminal."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("topics: [인공지능, opanai]", "opanai"),
        ("오픈AI와 삼성의 [[opanai]]", "[[opanai]]"),
        ("가\t나 opanai", "opanai"),
        ("abc opanai", "opanai"),
        ("「人工知能」、カナ opanai", "opanai"),
        ("긴 글 " * 60 + "opanai" + " 그리고" * 60, "opanai"),
    ],
    ids=["hangul", "mixed", "tab", "latin", "han and kana", "long"],
)
def test_the_caret_stands_under_the_mistake_whatever_stands_before_it(line, word):
    column = line.index(word) + 1
    _, excerpt, caret, hint, count = as_text([problem(where=Position(12, column), excerpt=line, hint="do this")])
    assert len(excerpt) <= 180
    assert columns(excerpt[: excerpt.index(word)]) == caret.index("^")
    assert caret.strip(" |") == "^"
    assert (hint, count) == ("  hint: do this", "1 error")


def test_a_problem_reads_as_editors_and_terminals_know_it(site):
    digest = site()
    digest.put(NOTE, note(topics="인공지능, sovereign-a"))
    result = digest.run("check")
    assert result.status == 1
    assert result.err == ""
    assert result.out == (
        "content/notes/2025-10-24-x.md:7:10: error: `인공지능` is none of the topics [unknown-term]\n"
        "  7 | topics: [인공지능, sovereign-a]\n"
        "    |          ^\n"
        "  hint: declare it in content/topics/인공지능.md\n"
        "content/notes/2025-10-24-x.md:7:16: error: `sovereign-a` is none of the topics [unknown-term]\n"
        "  7 | topics: [인공지능, sovereign-a]\n"
        "    |                    ^\n"
        "  hint: did you mean `sovereign-ai`?\n"
        "2 errors\n"
    )


def test_control_characters_never_reach_the_terminal(site):
    digest = site()
    digest.put(NOTE, note(more="\x1b[31m: x\n") + "[[\u202eai]]\n")
    result = digest.run("check")
    assert result.status == 1
    assert not {"\x1b", "\u202e"} & set(result.out)


def test_json_holds_every_field_of_every_problem(site):
    digest = site()
    digest.put(NOTE, note(more="titel: x\n"))
    result = digest.run("check", "--format", "json")
    assert result.status == 1
    assert json.loads(result.out) == [
        {
            "rule": "unknown-key",
            "severity": "error",
            "file": NOTE,
            "line": 8,
            "column": 1,
            "message": "`titel` is no key of this file",
            "hint": "did you mean `title`?",
            "excerpt": "titel: x",
        }
    ]


def test_build_ends_standard_output_with_one_object(site):
    digest = site()
    digest.put(NOTE, note(more="titel: x\n"))
    result = digest.run("build", "--json")
    assert len(result.out.splitlines()) == 1
    assert result.data.keys() == {"pages", "rendered", "written", "removed", "unchanged", "seconds", "problems"}
    assert (result.data["pages"], result.data["written"], len(result.data["problems"])) == (0, 0, 1)
    assert "titel" in result.err


def test_github_shows_problems_as_annotations(site):
    digest = site()
    digest.put(NOTE, note(topics="sovereign-a").replace("why: 까닭이다.\n", ""))
    result = digest.run("check", "--format", "github")
    assert result.out == (
        f"::warning file={NOTE},line=1,col=1,title=no-why::`why` is missing: why does this matter?"
        " (one or two sentences)\n"
        f"::error file={NOTE},line=6,col=10,title=unknown-term::`sovereign-a` is none of the topics"
        " (did you mean `sovereign-ai`?)\n"
    )


def test_github_gets_what_its_commands_use_themselves_escaped():
    [line] = as_github([problem(path="content/a,b:100%.md", message="50%: a,b\r\nc", hint="x\ny")])
    assert line == ("::error file=content/a%2Cb%3A100%25.md,line=1,col=1,title=type::50%25: a,b%0D%0Ac (x%0Ay)")


def test_a_message_cannot_begin_a_command_of_its_own(site):
    digest = site()
    digest.put(NOTE, note(title='"x\\n::error::forged"', more='"a\\n::warning::forged": x\n'))
    assert digest.run("check", "--format", "github").out.count("\n") == 1
    assert not any(line.startswith("::") for line in digest.run("check").out.splitlines())


def test_a_file_is_parsed_once_for_all_of_its_problems(site, monkeypatch):
    digest = site()
    many = range(300)
    claims = "".join(f"  - {{kind: supply, by: openai, what: x, amount: mystery{i}}}\n" for i in many)
    more = "".join(f"k{i}: x\n" for i in many) + f"companies: [openai]\nclaims:\n{claims}"
    digest.put(NOTE, note(more=more, body=" ".join(f"[[nothing{i}]]" for i in many)))
    asked: list[str] = []
    digest.run("build")  # which asks for what is parsed as it is read; the second time it is remembered
    for module, name in ((locations, "Places"), (markdown_body, "parse"), (locations, "read_text")):
        whole = getattr(module, name)
        counted = lambda *given, whole=whole, name=name: asked.append(name) or whole(*given)  # noqa: E731
        monkeypatch.setattr(module, name, counted)
    said = digest.run("build", "--json").data["problems"]
    assert len(said) == 900
    assert asked == ["read_text", "Places", "parse"]
    lines = (digest.root / NOTE).read_text("utf-8").split("\n")
    for problem in said:
        word = problem["message"].split("`")[1]
        assert lines[problem["line"] - 1][problem["column"] - 1 :].removeprefix("[[").startswith(word)


def test_each_reference_is_shown_where_it_stands_itself(site):
    digest = site()
    body = (
        "[[q]] [[q]]\n[[q]] and [[y|q]] [^1]\n\n[![a](a.png)](b.md) [![a](a.png)](b.md)\n\n[^1]: [[q]]\n\n"
        "| [[q]] | [[q]] |\n| - | - |\n\n[a](c%20d.md) [[q]]\n"
    )
    digest.put(NOTE, note(body=body))
    said = digest.run("build", "--json").data["problems"]
    locations = [(problem["line"] - 9, problem["column"]) for problem in said]
    in_images = [(4, 7), (4, 15), (4, 27), (4, 35)]
    assert locations == [(1, 1), (1, 7), (2, 1), (2, 11), *in_images, (6, 7), (8, 3), (8, 11), (11, 5), (11, 15)]


def test_a_problem_on_a_very_long_line_shows_a_part_of_it_with_the_caret_under_the_mistake(site):
    digest = site()
    digest.put(NOTE, note(body="긴 글 " * 100_000 + "[[opanai]]" + " 그리고" * 1000))
    [problem] = digest.run("build", "--json").data["problems"]
    assert problem["column"] == 400_001
    assert len(problem["excerpt"]) < 1200
    _, excerpt, caret, *_ = digest.run("check").out.splitlines()
    assert columns(excerpt[: excerpt.index("[[opanai")]) == caret.index("^")


def test_messages_and_hints_quote_no_more_of_the_content_than_can_be_read(site):
    digest = site()
    digest.put(NOTE, note(topics="가" * 5000, more=f"{'나' * 900}: x\nlead: {'다`' * 3000}\n"))
    for problem in digest.run("build", "--json").data["problems"]:
        assert len(problem["message"]) < 700
        assert len(problem["hint"]) < 700
        assert "…" in problem["message"]


def test_no_problems_is_said_in_each_format(site):
    digest = site()
    assert digest.run("check").out == "no problems\n"
    assert digest.run("check", "--format", "json").out == "[]\n"
    assert digest.run("check", "--format", "github").out == ""


def test_at_most_20_of_one_rule_and_then_a_count():
    many = [problem(path=f"{i:02}") for i in range(23)] + [problem(rule="date", path="z")]
    lines = list(as_text(many, 20))
    assert sum("[type]" in line for line in lines) == 21
    assert lines[-3:] == ["z:1:1: error: wrong [date]", "… and 3 more [type]", "24 errors"]
    assert sum("[type]" in line for line in as_text(many)) == 23


@pytest.mark.parametrize("command", ["build", "check"])
def test_of_one_rule_20_are_said_in_a_pipe_too_and_with_all_or_in_other_formats_all(site, command):
    digest = site()
    digest.put(NOTE, note(body="\n".join(f"[[nobody-{i}]]" for i in range(25))))
    status, shown = on_terminal(command, "--root", str(digest.root))
    assert status == 1
    assert shown.count("nothing here is called") == 20
    assert "… and 5 more [dangling-link]; --all says all\n25 errors\n" in shown
    for options, said in (((), 20), (("--all",), 25)):
        result = digest.run(command, *options)
        assert (result.out + result.err).count("nothing here is called") == said
    formats = ["--json"] if command == "build" else ["--format json", "--format github"]
    for form in formats:
        assert digest.run(command, *form.split()).out.count("nothing here is called") == 25


def test_a_digest_sets_how_much_a_warning_counts_and_what_is_remembered_follows(site):
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note().replace("why: 까닭이다.\n", ""))
    settings = (digest.root / "content/site.yaml").read_text("utf-8")

    def said(setting: str) -> tuple[int, list[tuple[str, str]]]:
        digest.put("content/site.yaml", settings + setting)
        built, checked = digest.run("build", "--json"), digest.run("check", "--format", "json")
        found = [(problem["rule"], problem["severity"]) for problem in built.data["problems"]]
        assert found == [(p["rule"], p["severity"]) for p in json.loads(checked.out)] and built.status == checked.status
        return built.status, found

    assert said("") == said("check: {no-why: warning}\n") == (0, [("no-why", "warning")])
    assert said("check: {no-why: off}\n") == said("check: {no-why: off, date: error}\n") == (0, [])
    assert said("check: {no-why: error}\n") == (1, [("no-why", "error")])
    assert said("") == (0, [("no-why", "warning")])
    digest.put(NOTE, note())
    assert said("check: {no-why: error}\n") == (0, [])


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("no-wy: off", ("unknown-key", 1, "there is no rule `no-wy`", "did you mean `no-why`?")),
        (
            "dangling-link: off",
            ("type", 1, "`dangling-link` is an error, and stays", "set those that are warnings"),
        ),
        ("type: warning", ("type", 1, "`type` is an error, and stays one", "set those that are warnings")),
        ("no-why: of", ("type", 9, "", "did you mean `off`?")),
    ],
)
def test_a_severity_that_cannot_be_set_is_said_with_its_place(site, setting, expected):
    digest = site()
    digest.put("content/site.yaml", (digest.root / "content/site.yaml").read_text("utf-8") + f"check:\n  {setting}\n")
    [problem] = digest.run("build", "--json").data["problems"]
    rule, column, message, hint = expected
    assert (problem["rule"], problem["file"], problem["column"]) == (rule, "content/site.yaml", column + 2)
    assert message in problem["message"] and hint in problem["hint"]


def test_severities_are_those_of_the_handbook():
    warnings = {rule for rule, severity in RULES.items() if severity == "warning"}
    of_claims = {"amount", "part-amount", "several-amounts", "claim-kind", "claim-entity"}
    of_notes = {"no-why", "link-to-draft", "language-pair", "late-note", "yaml-comment", "suggestions"}
    of_bodies = {"address", "embed", "footnote", "heading", "lost-text", "other-markup", "raw-html"}
    of_languages = {"no-translation", "old-translation"}
    of_templates = {"unused-asset", "unused-block", "unused-template", "unused-text", "untranslated", "social-card"}
    rules = list(RULES)
    of_editors = {*rules[rules.index("unlisted-name") : rules.index("particle") + 1]}
    of_files = {"doubtful-address", "no-edition", "unused-file", "unknown-name", "image-ending"}
    assert warnings == of_claims | of_notes | of_bodies | of_templates | of_languages | of_editors | of_files


def test_only_errors_fail_and_with_strict_warnings_too():
    warning, error = problem(rule="no-why"), problem()
    assert not has_errors([warning])
    assert has_errors([warning], strict=True)
    assert has_errors([warning, error])
    assert not has_errors([], strict=True)


def test_problems_are_in_order_and_each_said_once():
    given = [
        problem(path="b"),
        problem(path="a", where=Position(10, 1)),
        problem(path="a", where=Position(9, 2), hint="y"),
        problem(path="a", where=Position(9, 2), hint="x"),
        problem(path="a", where=Position(9, 1)),
        problem(path="b"),
    ]
    expected = [given[4], given[3], given[2], given[1], given[0]]
    assert in_order(given) == expected
    assert in_order(reversed(given)) == expected


def test_warnings_are_counted_apart():
    assert list(as_text([problem(rule="no-why"), problem(), problem()]))[-1] == "2 errors, 1 warning"


def test_fix_mends_unicode_forms_line_ends_and_byte_order_marks(site):
    digest = site()
    name, text = NOTE.replace("x.md", "삼성.md"), note("삼성", body="각 줄\n끝")
    digest.put(unicodedata.normalize("NFD", name), unicodedata.normalize("NFD", text))
    digest.put("content/notes/2025-10-24-windows.md", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    digest.put("content/notes/2025-10-24-mac.md", text.replace("\n", "\r").encode())
    result = digest.run("check", "--fix")
    assert (result.status, result.out) == (0, "no problems\n")
    assert [line for line in result.err.splitlines() if line.startswith("mended")] == [
        "mended content/notes/2025-10-24-mac.md",
        "mended content/notes/2025-10-24-windows.md",
        f"mended {name}",
    ]
    for id in ("삼성", "windows", "mac"):
        assert (digest.root / f"content/notes/2025-10-24-{id}.md").read_bytes() == text.encode()
    assert sorted(os.listdir(digest.root / "content/notes")) == sorted(
        f"2025-10-24-{id}.md" for id in ("삼성", "windows", "mac")
    )
    assert digest.run("check", "--fix").err == ""


def test_fix_takes_the_stage_from_what_is_only_said_and_from_nothing_else(site):
    digest = site()
    claims = "claims:\n  - kind: position\n    by: openai\n    what: 하나\n    stage: announced\n"
    claims += "  - kind: supply\n    by: openai\n    what: 둘\n    stage: announced\n"
    claims += "  - {kind: forecast, by: openai, what: 셋, stage: announced}\n"
    claims += "  - kind: [position]\n    by: openai\n    what: 넷\n    stage: announced\n"
    file = digest.put("content/notes/2025-10-24-a.md", note(more="companies: [openai]\n" + claims))
    before = file.read_text("utf-8")
    assert "a position has no stages" in digest.run("check").out
    result = digest.run("check", "--fix")
    assert file.read_text("utf-8") == before.replace("    stage: announced\n", "", 1)
    assert "a forecast has no stages" in result.out and "a position" not in result.out


def test_fix_keeps_who_may_read_and_write_a_file_and_leaves_a_link_a_link(site):
    digest = site()
    windows = note().replace("\n", "\r\n").encode()
    file = digest.put(NOTE, windows)
    file.chmod(0o664)
    if os.getuid() == 0:
        os.chown(file, 4321, 4322)
    owner = file.stat().st_uid, file.stat().st_gid
    target = digest.put("content/_shared/m.md", windows)
    target.chmod(0o600)
    link = digest.root / "content/notes/2025-10-24-m.md"
    link.symlink_to("../_shared/m.md")
    assert "\nmended " in digest.run("check", "--fix").err
    assert file.read_bytes() == target.read_bytes() == note().encode()
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(target.stat().st_mode)) == (0o664, 0o600)
    assert (file.stat().st_uid, file.stat().st_gid) == owner
    assert os.readlink(link) == "../_shared/m.md"
    assert sorted(os.listdir(file.parent)) == sorted([file.name, link.name])


def test_fix_writes_through_no_link_out_of_content_and_over_no_other_file(site, tmp_path):
    digest = site()
    mine = tmp_path / "mine.md"
    mine.write_bytes(b"my own\r\n")
    windows = note().replace("\n", "\r\n").encode()
    file = digest.put(NOTE, windows)
    for name in (f"{file.name}.new~", f".{file.name}~"):
        (file.parent / name).symlink_to(mine)
    (file.parent / "2025-10-24-y.md").symlink_to(mine)
    hard = file.parent / "2025-10-24-z.md"
    hard.hardlink_to(mine)
    result = digest.run("check", "--fix")
    assert mine.read_bytes() == b"my own\r\n"
    assert file.read_bytes() == note().encode() and hard.samefile(mine)
    assert result.status == 3 and f"{hard.name} could not be mended: it has another name elsewhere" in result.err


def test_fix_leaves_one_file_of_two_names_one_file(site):
    digest = site()
    file = digest.put(NOTE, note().replace("\n", "\r\n"))
    other = digest.root / "content/notes/2025-10-24-y.md"
    other.hardlink_to(file)
    result = digest.run("check", "--fix")
    assert file.samefile(other) and other.read_bytes() == note().encode()
    assert [line for line in result.err.splitlines() if line.startswith("mended")] == [f"mended {NOTE}"]


# What no particle stands in, and what a machine leaves to a person: (what is written, whether it is told of).
KEPT = {
    '![가족](삼성가.png) [약도](<삼성 삼성로.pdf>) [글](삼성는_(1).pdf "제목")': False,
    "https://ko.wikipedia.org/wiki/삼성가 [백과](https://example.org/삼성는)": False,
    "[약도]\n\n[약도]: 삼성로.pdf": False,
    "[약도][삼성는] [삼성는]\n\n[삼성는]: 삼성로.pdf": False,
    "``삼성는 ` `` 아님\n\n    삼성는 코드": False,
    "[[삼성가|그 집안]]": False,
    "서울 강남구 삼성로 512에 있다. 삼성가 세 모녀가 냈다.": False,
    "삼성가 그랬다.": True,
    "## 삼성는 간다\n\n[위](#삼성는-간다)": True,
    "> “삼성는 끝났다”": True,
    "- 하나\n  > 삼성는\n끝났다": True,
    "그는 “삼성는\n끝났다”고 했다.": True,
    '그는 "삼성는 끝났다"고 했다.': True,
}


@pytest.mark.parametrize("written", KEPT)
def test_fix_leaves_addresses_quoted_words_and_words_that_may_be_others(site, written):
    digest = site("-- content/companies/samsung.md --\n---\nname: {ko: 삼성, en: Samsung}\n---\n")
    digest.put("content/companies/family.md", "---\nname: {ko: 삼성가, en: The Lees}\n---\n")
    for name in ("삼성가.png", "삼성 삼성로.pdf", "삼성로.pdf", "삼성는_(1).pdf"):
        digest.put(f"content/notes/{name}", png(1, 1) if name.endswith("png") else b"%PDF-1.4")
    text = note("그는 ‘삼성는 끝났다’고 했다", body=written, more="companies: [samsung, 삼성가]\n")
    file = digest.put(NOTE, text)
    found = json.loads(digest.run("check", "--format", "json").out)
    told = [(p["line"], p["hint"].partition(",")[0]) for p in found if p["rule"] == "particle"]
    assert (
        told[:1] == [(2, "write it yourself")]
        and [hint for _, hint in told[1:]] == ["write it yourself"] * KEPT[written]
    )
    digest.run("check", "--fix")
    assert file.read_text("utf-8") == text


@pytest.mark.parametrize(
    "summary",
    [">-\n  오늘 아침에\n\n  삼성는 간다.", '"오늘\n  삼성는"', "오늘\n  삼성는  # 삼성는", "'삼성는'"],
)
def test_what_fix_is_said_to_write_it_writes_also_in_texts_of_several_lines(site, summary):
    digest = site("-- content/companies/samsung.md --\n---\nname: {ko: 삼성, en: Samsung}\n---\n")
    text = note(more="companies: [samsung]\n").replace("요약이다.", summary)
    file = digest.put(NOTE, text)
    [found] = [p for p in json.loads(digest.run("check", "--format", "json").out) if p["rule"] == "particle"]
    assert found["hint"] == "`check --fix` writes it" and found["excerpt"][found["column"] - 1] == "는"
    digest.run("check", "--fix")
    assert file.read_text("utf-8") == text.replace("삼성는", "삼성은", 1)


def test_fix_leaves_a_character_that_nobody_sees_in_the_name_of_a_file(site):
    digest = site()
    digest.put("content/notes/보고\u200b서.pdf", b"%PDF-1.4")
    digest.put("content/notes/co\u00adop.png", png(1, 1))
    body = "[글](보고\u200b서.pdf) ![그림](co\u00adop.png) `가\u200b나`"
    text = note(body=f"다\u200b라\n\n{body}", more="image: {file: co\u00adop.png, alt: 그림}\n")
    file = digest.put(NOTE, text)
    digest.run("check", "--fix")
    assert file.read_text("utf-8") == text.replace("다\u200b라", "다라")
    found = [p for p in json.loads(digest.run("check", "--format", "json").out) if p["rule"] == "unseen-character"]
    assert ["--fix" in p["hint"] for p in found] == [False, False]


def test_fix_renames_nothing_that_a_link_leads_to_and_over_no_link(site):
    digest = site()
    old, new = (unicodedata.normalize(form, "content/notes/2025-10-24-가.md") for form in ("NFD", "NFC"))
    digest.put(old, note())
    (digest.root / new).symlink_to("nowhere.md")
    linked = unicodedata.normalize("NFD", "content/_함께/나.md")
    digest.put(linked, note())
    (digest.root / "content/notes/2025-10-24-n.md").symlink_to(f"../../{linked}")
    hidden = unicodedata.normalize("NFD", "content/.editor/다.md")
    digest.put(hidden, "")
    digest.run("check", "--fix")
    assert (digest.root / old).is_file() and (digest.root / linked).is_file() and (digest.root / hidden).is_file()
    assert os.readlink(digest.root / new) == "nowhere.md"


def test_what_cannot_be_mended_is_said_and_the_rest_is_mended(site):
    digest = site()
    windows = note().replace("\n", "\r\n").encode()
    large = digest.put(NOTE, windows + b"\r\n" * 1500)
    small = digest.put("content/notes/2025-10-24-small.md", windows)
    words = [sys.executable, "-m", "sitegen", "check", "--fix", "--root", str(digest.root)]

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    done = subprocess.run(words, env=environment(), capture_output=True, text=True, preexec_fn=small_files)
    assert done.returncode == 3
    assert done.stderr.splitlines()[-2:] == [
        "mended content/notes/2025-10-24-small.md",
        f"sitegen: {NOTE} could not be mended: File too large",
    ]
    assert b"\r" in large.read_bytes() and b"\r" not in small.read_bytes()
    assert sorted(os.listdir(large.parent)) == sorted([large.name, small.name])


def test_fix_mends_names_of_folders_and_keeps_images_as_they_are(site):
    digest = site()
    folder = "content/notes/그림"
    image = png(2, 3)
    digest.put(unicodedata.normalize("NFD", f"{folder}/사진.png"), image)
    digest.put(unicodedata.normalize("NFD", f"{folder}/2025-10-24-x.md"), note(body="![둘](사진.png)"))
    assert digest.run("check", "--fix").status == 0
    assert (digest.root / folder / "사진.png").read_bytes() == image
    assert os.listdir(digest.root / "content/notes") == ["그림"]


def test_fix_never_overwrites_a_twin_and_leaves_what_only_a_person_can_mend(site):
    digest = site()
    twins = [unicodedata.normalize(form, NOTE.replace("x.md", "삼성.md")) for form in ("NFC", "NFD")]
    digest.put(twins[0], note("하나"))
    digest.put(twins[1], note("둘"))
    korean = digest.put("content/notes/2025-10-24-euckr.md", note().encode("euc-kr"))
    result = digest.run("check", "--fix", "--format", "json")
    assert result.status == 1
    assert {p["rule"] for p in json.loads(result.out)} == {"unicode-twins", "encoding"}
    assert [(digest.root / twin).read_text("utf-8") for twin in twins] == [note("하나"), note("둘")]
    assert korean.read_bytes() == note().encode("euc-kr")


WRONG = "오픈AI은 연다. `오픈AI은` [[openai]]을, 오픈\u200bAI와 <!-- 오픈AI은 -->"


def test_fix_shows_what_it_changes_first_and_a_dry_run_changes_nothing(site):
    digest = site()
    old, new = note("오픈AI은", body=WRONG), note("오픈AI는", body=WRONG.replace("오픈AI은 연다", "오픈AI는 연다"))
    new = new.replace("]]을", "]]를").replace("\u200b", "")
    file = digest.put(NOTE, old.replace("\n", "\r\n"))
    english = digest.put(NOTE.replace(".md", ".en.md"), note(body="오픈AI은"))
    dry = digest.run("check", "--fix", "--dry-run", "--format", "json")
    assert file.read_bytes() == old.replace("\n", "\r\n").encode()
    assert dry.err.splitlines() == [
        f"--- {NOTE}",
        f"+++ {NOTE}",
        "(line ends become those of Unix)",
        "@@ -2 +2 @@",
        "-title: 오픈AI은",
        "+title: 오픈AI는",
        "@@ -10 +10 @@",
        f"-{WRONG}".replace("\u200b", "\\u200b"),
        "+" + new.split("\n")[9],
    ]
    assert {p["rule"] for p in json.loads(dry.out)} >= {"particle", "unseen-character"}
    done = digest.run("check", "--fix")
    assert done.err.splitlines() == [*dry.err.splitlines(), f"mended {NOTE}"]
    assert file.read_text("utf-8") == new and "은" in english.read_text("utf-8")
    assert digest.run("check", "--fix").err == ""
    assert digest.run("check", "--dry-run").status == 2


def test_without_fix_nothing_is_written(site):
    digest = site()
    text = note().replace("\n", "\r\n").encode()
    file = digest.put(NOTE, text)
    before = sorted(digest.root.glob("content/**/*"))
    assert digest.run("check").status == 0
    assert file.read_bytes() == text
    assert sorted(digest.root.glob("content/**/*")) == before
    assert [file.name for file in sorted(digest.root.iterdir())] == [".sitegen", "content"]


@pytest.fixture
def at_home(monkeypatch):
    """Hosts of this machine may be asked, and at once."""
    monkeypatch.setattr(fetch, "may_be_asked", lambda address: address.startswith("127."))
    monkeypatch.setattr(polite, "PAUSE", 0.0)


@pytest.fixture
def outside(at_home):
    """A host that answers with the status that its path names; the address, and what it was asked."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(int(self.path[1:4]))
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_HEAD = do_GET

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    server.server_close()


def closed_port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def asked_outside(digest: Site, *options: str) -> tuple[int, list[tuple[str, int, int, str]]]:
    result = digest.run("check", "--links", "--format", "json", *options)
    return result.status, [(p["rule"], p["line"], p["column"], p["message"]) for p in json.loads(result.out)]


def test_addresses_outside_are_asked_and_only_those_that_are_gone_are_errors(site, outside):
    host, asked = outside
    closed = closed_port()
    digest = site()
    digest.put(
        NOTE,
        note(
            more=f"also:\n  - {{publisher: a, url: {host}/404, archive: {host}/200/archive}}\n",
            body=f"[좋은 곳]({host}/200) [없는 곳]({host}/410)\n"
            f"<{host}/403> [또]({host}/200#part) [닫힌 곳]({closed}/x)",
        ).replace("https://example.com/1", f"{host}/200/한글?q=1"),
    )
    status, said = asked_outside(digest)
    assert status == 1
    assert [(rule, line, column) for rule, line, column, _ in said] == [
        ("dead-address", 9, 25),
        ("dead-address", 12, said[1][2]),
        ("doubtful-address", 13, 2),
        ("doubtful-address", 13, said[3][2]),
    ]
    assert [message.split(": ")[0] for *_, message in said] == [
        f"{host}/404 answers 404 Not Found",
        f"{host}/410 answers 410 Gone",
        f"{host}/403 answers 403 Forbidden",
        f"{closed}/x does not answer",
    ]
    lines = (digest.root / NOTE).read_text("utf-8").split("\n")
    assert lines[11][said[1][2] - 1 :].startswith(f"{host}/410")
    assert lines[12][said[3][2] - 1 :].startswith(f"{closed}/x")
    twice = ["/403", "/404", "/410"] * 2  # what is answered to HEAD is not always what is answered to GET
    assert sorted(asked) == sorted(["/200", "/200/archive", "/200/%ED%95%9C%EA%B8%80?q=1", *twice])


def test_doubtful_addresses_alone_are_warnings(site, outside):
    host, _ = outside
    digest = site()
    digest.put("content/companies/x.md", f"---\nname: X\nurl: {host}/403\n---\n\n[y]({host}/500)\n")
    assert asked_outside(digest) == (
        0,
        [
            ("doubtful-address", 3, 6, f"{host}/403 answers 403 Forbidden"),
            ("doubtful-address", 6, 5, f"{host}/500 answers 500 Internal Server Error"),
        ],
    )
    assert asked_outside(digest, "--strict")[0] == 1


@pytest.fixture
def raw(at_home):
    """Hosts that send what they are told to, byte for byte: a function from a server's deeds to its address."""
    servers = []

    def host(deed: Callable[[socket.socket, bytes], None]) -> str:
        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):
                    deed(self.request, self.request.recv(4096).split(b" ")[1])

        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads, server.block_on_close = True, False
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield host
    for server in servers:
        server.shutdown()
        server.server_close()


def said_of(digest: Site, *addresses: str) -> dict[str, str]:
    """What is said of addresses outside, by what stands before the first space of it."""
    digest.put(
        NOTE, note(body=" ".join(f"<{address}>" for address in addresses)).replace(", url: https://example.com/1", "")
    )
    _, said = asked_outside(digest)
    assert {line for _, line, _, _ in said} <= {10}
    return dict(message.split(" ", 1) for *_, message in said)


def test_a_host_that_drips_is_waited_for_no_longer_than_an_address_may_take(site, raw, monkeypatch):
    over = threading.Event()

    def drip(to: socket.socket, _: bytes) -> None:
        to.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        while not over.wait(0.02):
            to.sendall(b"a")

    monkeypatch.setattr(links, "_SECONDS", 0.1)
    host = raw(drip)
    addresses = [f"{host}/{n}" for n in range(10)]  # more than are asked at once
    said = said_of(site(), *addresses)
    over.set()
    assert said == dict.fromkeys(addresses, "does not answer: not within 0.1 seconds")


def test_a_body_without_end_and_a_redirect_s_are_not_read(site, raw):
    def endless(to: socket.socket, path: bytes) -> None:
        head = b"HTTP/1.1 200 OK\r\n" if path == b"/there" else b"HTTP/1.1 302 Found\r\nLocation: /there\r\n"
        to.sendall(head + b"\r\n")
        while True:
            to.sendall(bytes(65536))

    assert said_of(site(), f"{raw(endless)}/here") == {}


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        (b"/200/%EA%B0%80", None),
        ("/200/가".encode(), None),
        (b"/410", "answers 410 Gone"),
        (b"/on", "does not answer: it leads on more than 5 times"),
        (b"ftp://127.0.0.1/x", "does not answer: unknown url type: ftp"),
        (b"file:///etc/hostname", "does not answer: unknown url type: file"),
        (b"data:,x", "does not answer: unknown url type: data"),
        (b"", "answers 302 Found"),
    ],
)
def test_a_redirect_is_followed_to_http_alone_and_not_for_ever(site, raw, location, expected):
    def lead(to: socket.socket, path: bytes) -> None:
        code = path[1:4] if path[1:4].isdigit() else b"302"
        to.sendall(b"HTTP/1.1 %s X\r\nContent-Length: 0\r\nLocation: %s\r\n\r\n" % (code, location))

    address = f"{raw(lead)}/on"
    assert said_of(site(), address) == ({address: expected} if expected else {})


def test_nothing_that_a_host_sends_reaches_the_terminal(site, raw):
    def shout(to: socket.socket, path: bytes) -> None:
        answers = {
            b"/reason": b"HTTP/1.1 404 \x1b[31mred",
            b"/status": b"\x1b]0;title",
            b"/head": b"HTTP/1.1 200 OK\r\n",
        }
        to.sendall(answers[path] + b"X: y\r\n" * (200 if path == b"/head" else 0) + b"\r\n\r\n")

    host = raw(shout)
    assert said_of(site(), f"{host}/reason", f"{host}/status", f"{host}/head") == {
        f"{host}/reason": "answers 404 Not Found",
        f"{host}/status": "does not answer: what it sends is no HTTP (BadStatusLine)",
        f"{host}/head": "does not answer: what it sends is no HTTP (HTTPException)",
    }


def test_a_host_with_a_name_in_hangul_is_asked_by_the_name_that_hosts_know(site, outside, monkeypatch):
    host, asked = outside
    port, there = host.rpartition(":")[2], socket.getaddrinfo

    def known(name: str, *more: Any, **others: Any) -> Any:
        return there({"xn--3e0b707e.kr": "127.0.0.1"}.get(name, name), *more, **others)

    monkeypatch.setattr(socket, "getaddrinfo", known)
    digest = site()
    own = f"http://한국.kr:{port}"
    digest.put(
        NOTE, note(body=f"[글]({own}/200/글) [없음]({own}/404/글)").replace("https://example.com/1", f"{own}/200/원문")
    )
    status, said = asked_outside(digest)
    encoded = f"http://xn--3e0b707e.kr:{port}/404/%EA%B8%80"
    line = (digest.root / NOTE).read_text("utf-8").split("\n")[9]
    column = line.index(f"{own}/404") + 1
    assert (status, said) == (1, [("dead-address", 10, column, f"{encoded} answers 404 Not Found")])
    assert set(asked) == {"/200/%EA%B8%80", "/200/%EC%9B%90%EB%AC%B8", "/404/%EA%B8%80"}


def test_nothing_outside_is_asked_without_being_told_to(site, outside):
    host, asked = outside
    digest = site()
    digest.put(NOTE, note(body=f"[a]({host}/404)").replace("https://example.com/1", f"{host}/404"))
    assert digest.run("check").status == 0
    digest.build()
    assert asked == []
