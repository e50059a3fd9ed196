"""What goes wrong beside the content: templates, their texts, the output folder, the machine, the command line."""

import errno
import os
import re

import pytest

from tests.process import sitegen
from tests.site import Result, Site, note

NOTE = "content/notes/2025-10-24-good.md"
SHIPPED = "sitegen:templates/"


def built(site) -> Site:
    digest = site()
    digest.put(NOTE, note())
    digest.build()
    return digest


def found(digest: Site) -> list[tuple[str, int, int, str, str, str]]:
    """What a build that must fail says of its templates; the last good site must be as it was."""
    before = digest.files()
    result = digest.run("build", "--json")
    assert result.status == 1
    assert digest.files() == before
    assert "Traceback" not in result.err
    checked = digest.run("check", "--format", "github")
    assert checked.status == 1
    assert len(checked.out.splitlines()) == len(result.data["problems"])
    return [
        tuple(p[key] for key in ("file", "line", "column", "rule", "message", "hint")) for p in result.data["problems"]
    ]


# Mistakes that can be seen in the templates' own text: (text of notes.html, line, column, message, hint).
SEEN = {
    "missing include": ('a\n  {% include "parts/macro.html" %}', 2, 3, "no template `parts/macro.html`", "macros.html"),
    "missing extends": ('{% extends "bas.html" %}', 1, 1, "there is no template `bas.html`", "`base.html`"),
    "missing import": ('{% import "x/y.html" as x %}', 1, 1, "there is no template `x/y.html`", ""),
    "include itself": ('x\n{% include "notes.html" %}', 2, 1, "`notes.html` leads back to this template", ""),
    "name from a value": ('\n{% include view.lang ~ ".html" %}', 2, 1, "must be written out", ""),
    "name from a list": ('{% include ["home.html", "x.html"] %}', 1, 1, "must be written out", ""),
    "no expression": ("x\n  {% if %}", 2, 3, "Expected an expression", ""),
    "unclosed block": ("x\n{% if view %}\n", 2, 1, "Unexpected end of template", ""),
    "unknown tag": ("{% fro x in y %}", 1, 1, "Encountered unknown tag 'fro'", ""),
    "unknown filter": ("x\n  {{ view.lang | daay(view.lang) }}", 2, 3, "No filter named 'daay'", "`day`"),
    "removed filter": ("{{ view.lang | safe }}", 1, 1, "No filter named 'safe'", ""),
    "unknown text": (
        '\n{{ "archive.titel" | t(view.lang) }}',
        2,
        1,
        "there is no text `archive.titel`",
        "`archive.title`",
    ),
}


@pytest.mark.parametrize("case", SEEN)
def test_a_mistake_in_a_template_is_said_once_with_its_line(site, case):
    text, line, column, message, hint = SEEN[case]
    digest = built(site)
    digest.put("templates/notes.html", text)
    [said] = found(digest)
    assert said[:4] == ("templates/notes.html", line, column, "ui-text" if case == "unknown text" else "template")
    assert message in said[4]
    assert hint in said[5]


def test_templates_that_go_round_are_all_named(site):
    digest = built(site)
    digest.put("templates/notes.html", '\n{% extends "home.html" %}')
    digest.put("templates/home.html", '{% include "parts/x.html" %}')
    digest.put("templates/parts/x.html", '\n\n{% from "notes.html" import x %}')
    assert [p[:3] for p in found(digest)] == [
        ("templates/home.html", 1, 1),
        ("templates/notes.html", 2, 1),
        ("templates/parts/x.html", 3, 1),
    ]


# Mistakes that show when a note is rendered: (text of note.html, line, message).
FAILING = {
    "undefined name": ("a\nb\n{{ nothing }}", 3, "'nothing' is undefined"),
    "undefined field": ("\n{{ view.titel }}", 2, "there is no `titel` here"),
    "global of Jinja": ("{{ lipsum() }}", 1, "'lipsum' is undefined"),
    "exception": ("\n\n{{ 1 // 0 }}", 3, "integer division or modulo by zero"),
    "plain text as html": ("{{ view.title | html }}", 1, "`html` prints bodies, not str"),
    "endless macro": ("{% macro a() %}\n{{ a() }}\n{% endmacro %}\n{{ a() }}", 2, "it calls itself without end"),
    "half a character": ('{{ "\\ud800" }}', 1, "surrogates not allowed"),
    "unknown test": ("\n{{ 1 if view is odds }}", 2, "No test named 'odds'"),
}


@pytest.mark.parametrize("case", FAILING)
def test_a_failing_template_names_its_line_and_the_note(site, case):
    text, line, message = FAILING[case]
    digest = built(site)
    digest.put("templates/note.html", text)
    [said] = found(digest)
    assert said[:2] == ("templates/note.html", line)
    assert message in said[4]
    assert said[5].endswith(f"it happened on the page /notes/good/, made from {NOTE}")
    assert ("ask first: `{% if ….titel is defined and … %}`" in said[5]) == (case == "undefined field")


def test_an_exception_inside_a_macro_names_the_macros_line_and_the_note(site):
    digest = built(site)
    digest.put("templates/parts/mine.html", "{% macro more(x) %}\n<b>\n{{ x + 1 }}</b>\n{% endmacro %}")
    digest.put("templates/note.html", '{% from "parts/mine.html" import more %}\n{{ more(view.title) }}')
    [said] = found(digest)
    assert said[:4] == ("templates/parts/mine.html", 3, 1, "template")
    assert 'can only concatenate str (not "int") to str' in said[4]
    assert said[5] == f"it happened on the page /notes/good/, made from {NOTE}"


def test_a_mistake_of_a_template_is_told_once_with_the_number_of_pages_that_it_happened_on(site):
    digest = built(site)
    digest.put("templates/base.html", "{{ view.nothing }}")
    told = digest.run("build").err
    assert told.count("there is no `nothing` here") == 1
    others = re.search(r"it happened on the page /[^ ]*, and on ([0-9]+) more\n", told)[1]
    assert len(found(digest)) == int(others) + 1 > 10 and "\n1 error\n" in told


def test_every_note_that_a_template_fails_on_is_named_in_the_same_order_each_time(site):
    digest = built(site)
    for i in range(5):
        digest.put(f"content/notes/2025-10-24-n{i}.md", note())
    digest.put("templates/note.html", "{{ nothing }}")
    pages = [said[5].split(", ")[0] for said in found(digest)]
    assert pages == [f"it happened on the page /notes/{id}/" for id in ("good", "n0", "n1", "n2", "n3", "n4")]


def test_a_text_whose_key_is_put_together_is_missed_when_it_is_asked_for(site):
    digest = built(site)
    digest.put("templates/note.html", '\n{{ ("kind." ~ view.title) | t(view.lang) }}')
    [said] = found(digest)
    assert said[:4] == ("templates/note.html", 2, 1, "ui-text")
    assert said[4] == "there is no text `kind.제목` in templates/i18n/ko.yaml"
    assert NOTE in said[5]


def test_a_text_that_one_language_lacks_stands_in_english_and_is_counted(site):
    digest = built(site)
    digest.put("templates/i18n/en.yaml", "mine: {deep: Mine}\n")
    digest.put("templates/notes.html", '{{ "mine.deep" | t(view.lang) }}')
    [said] = digest.build("--json").data["problems"]
    assert (said["rule"], said["file"]) == ("untranslated", "templates/i18n/ko.yaml")
    assert re.fullmatch(
        r"1 of the [0-9]+ texts of the interface is missing in `ko`, and stands in English", said["message"]
    )
    assert digest.page("notes/") == digest.page("en/notes/") == "Mine"
    digest.put("templates/i18n/ko.yaml", "mine: {deep: 내 것}\n")
    assert digest.build("--json").data["problems"] == []
    assert digest.page("notes/") == "내 것"


def test_a_text_that_only_another_language_has_stands_in_that_one(site):
    digest = built(site)
    digest.put("templates/i18n/ko.yaml", "mine: 내 것\n")
    digest.put("templates/notes.html", '{{ "mine" | t(view.lang) }}')
    [said] = digest.build("--json").data["problems"]
    assert (said["rule"], said["file"]) == ("untranslated", "templates/i18n/en.yaml")
    assert said["message"].endswith("is missing in `en`, and stands in `ko`")
    assert digest.page("en/notes/") == "내 것"


def test_a_text_that_nothing_asks_for_is_said_with_its_line_and_not_counted_as_missing(site):
    digest = built(site)
    digest.put(
        "templates/i18n/ko.yaml", "archve:\n  title: 모음\nnav.skip: 건너\nown.a: 가\nown.b.one: 나\nown.kind.x: 다\n"
    )
    digest.put("templates/i18n/en.yaml", "own: {a: A, b: {one: B, other: Bs}, kind: {x: X}}\n")
    digest.put(
        "templates/notes.html",
        """{{ "own.a" | t("ko") }}{{ 'own.b' | t("en", n=2) }}{{ ("own.kind." ~ "x") | t("en") }}""",
    )
    said = [(p["rule"], p["file"], p["line"], p["column"], p["hint"]) for p in digest.build("--json").data["problems"]]
    assert said == [
        ("unused-text", "templates/i18n/ko.yaml", 2, 3, "did you mean `archive.title`?"),
        ("unused-text", "templates/i18n/ko.yaml", 3, 1, "did you mean `frame.skip`?"),
    ]
    digest.put("templates/i18n/jp.yaml", "home: {all: 全部}\n")
    said = [(p["rule"], p["file"], p["message"]) for p in digest.build("--json").data["problems"]]
    assert said[0][:2] == ("unused-text", "templates/i18n/jp.yaml")
    assert "`jp` is none of the digest's languages" in said[0][2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\narchive: title: x\n", (2, 15, "yaml")),
        ("- a\n", (1, 1, "type")),
        ("archive:\n  title: [a]\n", (2, 10, "type")),
        ("a: x\na: y\n", (2, 1, "duplicate-key")),
        ("a: 제목\n".encode("euc-kr"), (1, 1, "encoding")),
    ],
    ids=["yaml", "list", "type", "twice", "encoding"],
)
def test_a_broken_file_of_texts_is_said_with_its_place(site, text, expected):
    digest = built(site)
    digest.put("templates/i18n/ko.yaml", text)
    assert [(p[0], *p[1:4]) for p in found(digest) if p[0].startswith("templates/")] == [
        ("templates/i18n/ko.yaml", *expected)
    ]


@pytest.mark.parametrize(
    "piece",
    ["{n.__class__}", "{n[0]}", "{n:>2000000000}", "{n!r}", "{0}", "{}", "{ n }", "{n:{n}}", "{", "}", "{n"],
)
def test_a_text_with_more_than_a_name_between_braces_is_said_with_its_place(site, piece):
    digest = built(site)
    digest.put("templates/i18n/ko.yaml", f'archive: {{title: "모두"}}\nnotes:\n  count: "노트 {piece}"\n')
    [said] = found(digest)
    assert said[:4] == ("templates/i18n/ko.yaml", 3, 10, "ui-text")
    assert "cannot be filled in: between braces stands a name, and nothing else" in said[4]
    assert said[5] == "write `{n}`; for a brace that is meant write two: `{{`"


def test_a_text_that_asks_for_a_name_that_nobody_gives_it_is_said_with_its_place(site):
    digest = built(site)
    digest.put(
        "templates/i18n/ko.yaml",
        'claim: {said_by: "{whom}에 따르면"}\nnumbers: {place: "{hear}쪽"}\nterm: {now: "{nam}"}\n'
        'notes: {count: {one: "{m}", other: "{n}"}}\n',
    )
    assert [(line, column, hint) for _, line, column, _, _, hint in found(digest)] == [
        (1, 18, ""),
        (2, 18, "did you mean `here`?"),
        (3, 13, "did you mean `name`?"),
        (4, 22, "it is given n"),
    ]


def test_a_sites_own_template_may_give_a_text_more_than_the_shipped_one_does(site):
    digest = built(site)
    digest.put("templates/i18n/ko.yaml", 'claim: {said_by: "{who}에 따르면"}\nkind: {mine: "{what} {{글}}"}\n')
    digest.put("templates/i18n/en.yaml", "kind: {mine: mine}\n")
    digest.put(
        "templates/404.html",
        '{{ "claim.said_by" | t("ko", who="나") }}, {{ ("kind." ~ "mine") | t("ko", what="그") }}, '
        '{{ "notes.count" | t("ko") }}',
    )
    digest.build()
    assert digest.page("404.html") == "나에 따르면, 그 {글}, 노트 {n}개"


def test_a_text_that_is_given_too_little_fails_where_it_is_used(site):
    digest = built(site)
    digest.put("templates/note.html", '\n{{ "numbers.place" | t(view.lang, here=1) }}')
    [said] = found(digest)
    assert said[:4] == ("templates/note.html", 2, 1, "ui-text")
    assert said[4] == "the text `numbers.place` asks for `{last}`, which it is not given here"


def test_a_key_that_is_given_with_a_dot_and_in_tables_is_said(site):
    digest = built(site)
    digest.put("templates/i18n/ko.yaml", "archive.title: 하나\narchive:\n  title: 둘\n")
    assert [said[:4] for said in found(digest)] == [("templates/i18n/ko.yaml", 3, 10, "duplicate-key")]


def test_a_control_character_in_a_template_is_said_with_its_place(site):
    digest = built(site)
    digest.put("templates/feed.xml", "<feed/>\n가\0나\n")
    digest.put("templates/i18n/ko.yaml", 'archive: {title: "\u202e"}\n')
    assert [said[:4] for said in found(digest)] == [
        ("templates/feed.xml", 2, 2, "control-character"),
        ("templates/i18n/ko.yaml", 1, 19, "control-character"),
    ]


def test_a_template_that_is_not_utf8_is_said(site):
    digest = built(site)
    digest.put("templates/notes.html", "제목".encode("euc-kr"))
    assert [p[:4] for p in found(digest)] == [("templates/notes.html", 1, 1, "encoding")]


def test_a_foreign_output_folder_is_refused_and_untouched(site, tmp_path):
    digest = built(site)
    home = tmp_path / "home"
    home.mkdir()
    (home / "thesis.txt").write_text("the only copy")
    result = digest.run("build", "--output", str(home))
    assert result.status == 2
    assert "holds files that sitegen did not write" in result.err
    assert [file.name for file in home.rglob("*")] == ["thesis.txt"]
    assert (home / "thesis.txt").read_text() == "the only copy"


def test_a_foreign_file_in_the_way_of_a_page_is_refused_and_untouched(site):
    digest = built(site)
    digest.put("content/notes/2025-10-25-new.md", note(day="2025-10-25"))
    digest.put("_site/notes/new/index.html", "mine")
    before = digest.files()
    result = digest.run("build")
    assert result.status == 2
    assert "notes/new/index.html stands in the way" in result.err
    assert digest.files() == before


def test_foreign_files_beside_the_pages_stay(site):
    digest = built(site)
    digest.put("_site/notes/mine.txt", "mine")
    digest.remove(NOTE)
    digest.build()
    assert digest.page("notes/mine.txt") == "mine"
    assert "notes/good/index.html" not in digest.files()


def test_an_output_path_that_is_a_file_is_refused(site, tmp_path):
    digest = built(site)
    file = tmp_path / "file"
    file.write_text("mine")
    result = digest.run("build", "--output", str(file))
    assert result.status == 2
    assert f"{file} is a file" in result.err
    assert file.read_text() == "mine"


def test_an_output_folder_that_cannot_be_made_is_the_machines_failure(site, tmp_path):
    digest = built(site)
    (tmp_path / "file").write_text("mine")
    result = digest.run("build", "--output", str(tmp_path / "file/below"))
    assert_machine_failed(result, "Not a directory")


def test_an_output_folder_of_the_kernels_is_the_machines_failure(site):
    if not os.path.isdir("/proc/self"):
        pytest.skip("no /proc on this machine")
    result = built(site).run("build", "--output", "/proc/nothing/here")
    assert_machine_failed(result, "No such file or directory")


@pytest.mark.parametrize("room", [0, 500, 2000])
def test_a_disk_without_room_leaves_the_old_site(site, room):
    resource = pytest.importorskip("resource")
    digest = built(site)
    before = digest.files()
    digest.put("content/notes/2025-10-25-new.md", note("새 글", day="2025-10-25"))
    done = sitegen("build", cwd=digest.root, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)))
    assert_machine_failed(Result(done.returncode, done.stdout, done.stderr), "File too large")
    assert digest.files() == before
    digest.build()
    assert "새 글" in digest.page("notes/new/")


def test_a_disk_that_fails_during_the_swap_is_said_and_the_next_build_finishes_it(site, monkeypatch):
    digest = built(site)
    digest.put("content/notes/2025-10-25-new.md", note("새 글", day="2025-10-25"))
    real, calls = os.replace, []

    def replace(one, other, **folders):
        calls.append(other)
        if len(calls) > 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(other))
        real(one, other, **folders)

    monkeypatch.setattr(os, "replace", replace)
    result = digest.run("build")
    monkeypatch.undo()
    assert result.status == 3
    assert "No space left on device" in result.err
    digest.build()
    finished = digest.files()
    digest.remove("_site")
    digest.build()
    assert digest.files() == finished


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build", "--as-of", "yesterday"], "`yesterday` is no day written YYYY-MM-DD"),
        (["build", "--as-of", "2025-02-30"], "`2025-02-30` is no day written YYYY-MM-DD"),
        (["check", "--as-of", "2025-W01-1"], "`2025-W01-1` is no day written YYYY-MM-DD"),
        (["build", "--base-url", "example.org"], "no site can live at `example.org`"),
        (["build", "--base-url", "ftp://example.org/"], "no site can live at `ftp://example.org/`"),
        (["build", "--jobs", "0"], "--jobs"),
        (["build", "--nonsense"], "--nonsense"),
        (["check", "--format", "xml"], "'xml' is not one of 'text', 'json', 'github'"),
        (["schema", "nothing"], "'nothing' is not one of 'note', 'term', 'page'"),
    ],
)
def test_wrong_usage_is_refused_before_anything_is_done(site, words, said):
    digest = built(site)
    before = digest.files()
    result = digest.run(*words)
    assert result.status == 2
    assert said in re.sub(r"\s+", " ", result.err)
    assert digest.files() == before


def test_without_a_digest_upwards_it_is_wrong_usage_and_no_traceback(tmp_path):
    done = sitegen("build", cwd=tmp_path)
    assert done.returncode == 2
    assert "there is no content/site.yaml in" in done.stderr
    assert "or any folder above it" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_digest_is_found_upwards(site):
    digest = built(site)
    done = sitegen("check", cwd=digest.root / "content/notes")
    assert (done.returncode, done.stdout) == (0, "no problems\n")


def assert_machine_failed(result: Result, said: str) -> None:
    assert result.status == 3
    assert said in result.err
    assert result.err.startswith("sitegen: ")
    assert "Traceback" not in result.err


def test_a_template_that_no_page_is_made_with_is_named(site):
    digest = built(site)
    digest.put("templates/archive.html", "옛 이름")
    digest.put("templates/parts/own.html", "어디에도 없다")
    digest.put("templates/404.html", "{% include 'parts/used.html' %}")
    digest.put("templates/parts/used.html", "쓰인다")
    for _ in range(2):  # the second time, what templates refer to is known
        problems = digest.build("--json").data["problems"]
        assert [(p["rule"], p["severity"], p["file"]) for p in problems] == [
            ("unused-template", "warning", "templates/archive.html"),
            ("unused-template", "warning", "templates/parts/own.html"),
        ]


def test_a_block_that_the_extended_template_does_not_have_is_named(site):
    digest = built(site)
    digest.put(
        "templates/note.html",
        '{% extends "shipped/note.html" %}\n{% block text %}{% block inner %}x{% endblock %}{% endblock %}\n'
        "{% block imprint %}y{% endblock %}\n  {% block sumary %}{% block deep %}z{% endblock %}{% endblock %}\n",
    )
    digest.put("templates/own.html", "{% block any %}{% endblock %}")  # which extends none
    digest.put("templates/feeds.html", '{% extends "own.html" %}{% block any %}{{ super() }}{% endblock %}')
    for _ in range(2):
        [problem] = digest.build("--json").data["problems"]
        assert (problem["rule"], problem["severity"], problem["file"]) == (
            *("unused-block", "warning"),
            "templates/note.html",
        )
        assert (problem["line"], problem["column"], problem["hint"]) == (4, 3, "did you mean `summary`?")
