"""The commands: every option and its default, exit statuses, what goes to which stream, and command lines that hurt."""

import datetime as dt
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from sitegen.cli import cli
from sitegen.output.owner import other_owner
from sitegen.text import zones
from tests.pictures import png
from tests.process import environment, on_terminal, sitegen
from tests.site import Site, note

NOTE = "content/notes/2025-10-24-x.md"
LATER = "content/notes/2025-12-24-later.md"


def whole(site) -> Site:
    digest = site()
    digest.put(NOTE, note("첫째"))
    return digest


def flaw(digest: Site) -> None:
    digest.put("content/notes/2025-10-25-bad.md", note(day="2025-10-25", more="titel: x\n"))


COMMON = {"root": ["--root"], "jobs": ["--jobs"], "drafts": ["--drafts"], "as_of": ["--as-of"], "strict": ["--strict"]}
COMMON |= {"every": ["--all"]}
OPTIONS = {
    "build": COMMON | {"output": ["--output"], "base_url": ["--base-url"], "clean": ["--clean"], "as_json": ["--json"]},
    "check": COMMON
    | {"form": ["--format"], "mend": ["--fix"], "outside": ["--links"], "translations": ["--languages"]}
    | {"explain": ["--explain"], "dry_run": ["--dry-run"], "archive": ["--archive"]},
    "schema": {"what": ["what"], "root": ["--root"]},
    "new": {"what": ["what"], "called": ["called"], "root": ["--root"], "title": ["--title"], "day": ["--date"]}
    | {name: [f"--{name}"] for name in ("publisher", "url", "terms", "name", "kind", "jurisdiction", "summary", "id")}
    | {
        "source": ["--from"],
        "lang": ["--lang"],
        "translates": ["--translates"],
        "create": ["--create"],
        "no_edit": ["--no-edit"],
    },
    "clip": {"what": ["what"], "root": ["--root"], "day": ["--date"], "anew": ["--new"], "no_edit": ["--no-edit"]}
    | {name: [f"--{name}"] for name in ("published", "url", "publisher", "author", "headline", "title", "summary")}
    | {name: [f"--{name}"] for name in ("terms", "id", "also")},
    "init": {"folder": ["folder"], "title": ["--title"], "languages": ["--lang"], "base_url": ["--base-url"]},
}
ARGUMENTS = {
    "schema what": "{note|term|page|edition|site}",
    "new called": "[ID]",
    "new what": "note|page|edition|topic|company|theme|TAXONOMY",
    "init folder": "DIR",
    "clip what": "FILE|URL|-",
}
DEFAULTS = {
    "build": {"jobs": None, "drafts": False, "as_of": None, "strict": False, "every": False}
    | {"output": None, "base_url": "", "clean": False, "as_json": False},
    "check": {"jobs": None, "drafts": False, "as_of": None, "strict": False, "every": False}
    | {"form": "text", "mend": False, "dry_run": False, "outside": False, "archive": False, "translations": False},
    "schema": {"what": "note"},
}


@pytest.mark.parametrize("name", OPTIONS)
def test_a_command_has_these_options_and_no_others(name):
    assert {option.name: option.opts for option in cli.commands[name].params} == OPTIONS[name]


@pytest.mark.parametrize("name", DEFAULTS)
def test_an_option_that_is_not_given_means_this(site, name):
    digest = site()
    words = ["--root", str(digest.root), *(["note"] if name == "schema" else [])]
    given = cli.commands[name].make_context(name, words).params
    assert given == DEFAULTS[name] | {"root": digest.root}


@pytest.mark.parametrize("name", ["", *OPTIONS])
def test_help_names_every_option(name):
    done = sitegen(*name.split(), "-h", cwd=Path("/"))
    assert (done.returncode, done.stderr) == (0, "")
    for option in [*OPTIONS] if not name else [words[0] for words in OPTIONS[name].values()]:
        assert ARGUMENTS.get(f"{name} {option}", option) in done.stdout


@pytest.mark.parametrize(
    ("rule", "status", "words"),
    [
        ("unknown-term", 0, "unknown-term (error)"),
        ("no-why", 0, "`check: {no-why: off}`"),
        ("unknown-trem", 2, "did you mean `unknown-term`?"),
        ("규칙", 2, "docs/rules.md lists the rules"),
    ],
)
def test_a_rule_is_explained_wherever_one_is(tmp_path, rule, status, words):
    done = sitegen("check", "--explain", rule, cwd=tmp_path)
    assert done.returncode == status
    assert words in (done.stderr if status else done.stdout)


def test_the_site_goes_into_site_in_the_root_and_elsewhere_when_told(site, tmp_path):
    digest = whole(site)
    digest.build()
    files = digest.files()
    assert "notes/x/index.html" in files
    digest.build("--output", str(tmp_path / "new/deep"))
    assert (tmp_path / "new/deep/notes/x/index.html").read_bytes() == files["notes/x/index.html"]
    assert digest.files() == files


def test_an_output_folder_counts_from_the_current_folder_and_not_from_the_root(site, tmp_path):
    digest = whole(site)
    done = sitegen("build", "--root", str(digest.root), "--output", "다른 곳", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "다른 곳/notes/x/index.html").is_file()
    assert not digest.output.exists()


@pytest.mark.parametrize("place", ["", "content/뿌리 밑/깊은 곳"])
def test_the_root_is_the_nearest_folder_upwards_with_a_site_yaml(site, tmp_path, place):
    outer, inner = Site(tmp_path), Site(tmp_path / "안쪽 digest")
    outer.put(NOTE, note("바깥"))
    inner.put(NOTE, note("안쪽"))
    (inner.root / place).mkdir(parents=True, exist_ok=True)
    done = sitegen("build", cwd=inner.root / place)
    assert (done.returncode, done.stderr) == (0, "")
    assert "안쪽" in inner.page("notes/x/")
    assert not outer.output.exists()
    assert sitegen("build", "--root", "../..", cwd=inner.root / "content").returncode == 0, "relative to this folder"
    assert "바깥" in outer.page("notes/x/")


@pytest.fixture
def somebody(monkeypatch) -> int:
    """Another user, whom the tests' files belong to: root may give files away, others may only seem to be another."""
    monkeypatch.delenv("SUDO_UID", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 4321)
    return 4322 if os.getuid() == 0 else os.getuid()


@pytest.mark.parametrize("part", [".", "content", "content/site.yaml", "templates"])
def test_a_digest_of_another_user_is_taken_only_if_it_is_named(site, monkeypatch, somebody, part):
    digest = whole(site)
    (digest.root / "templates").mkdir()
    (digest.root / "deep/er").mkdir(parents=True)
    if os.getuid() == 0:
        os.chown(digest.root / part, somebody, -1)
    for place in (digest.root, digest.root / "deep/er"):
        monkeypatch.chdir(place)
        for words in (["check"], ["build"], ["schema", "note"], ["serve"]):
            done = CliRunner().invoke(cli, words, prog_name="sitegen")
            assert (done.exit_code, done.stdout) == (2, "")
            said = " ".join(done.stderr.split())
            assert "belongs to another user" in said and f"name it: --root {digest.root}" in said
    monkeypatch.chdir(digest.root)
    assert CliRunner().invoke(cli, ["check", "--root", "."], prog_name="sitegen").exit_code == 0


def test_whoever_called_sudo_is_no_other_user(site, monkeypatch, somebody):
    digest = whole(site)
    if os.getuid() == 0:
        os.chown(digest.root / "content", somebody, -1)
    assert other_owner(digest.root)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert other_owner(digest.root)
    monkeypatch.setenv("SUDO_UID", str(somebody))
    assert not other_owner(digest.root)


def test_make_names_the_digest_so_that_a_clone_of_another_user_is_built(repository):
    makefile = (repository / "Makefile").read_text("utf-8")
    assert {line.split("sitegen ")[1] for line in makefile.splitlines() if "$(BIN)/sitegen " in line} == {
        "build --root .",
        "check --root .",
        "serve --root .",
    }


def test_the_root_that_is_given_is_not_searched_for_upwards(site):
    digest = whole(site)
    done = sitegen("check", "--root", "notes", cwd=digest.root / "content")
    assert done.returncode == 2
    assert "there is no content/site.yaml in" in done.stderr


def test_a_current_folder_that_is_gone_and_a_root_that_leads_to_itself_are_said(tmp_path, monkeypatch):
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    for words, said in (
        (["check"], "the current folder is gone"),
        (["check", "--root", str(tmp_path / "loop")], "no content"),
    ):
        done = CliRunner().invoke(cli, words, prog_name="sitegen")
        assert (done.exit_code, said in done.stderr) == (2, True)


def test_the_base_address_may_be_given_with_and_without_its_slash(site):
    digest = whole(site)
    digest.build()
    assert 'href="https://example.org/digest/notes/x/"' in digest.page("notes/x/")
    seen = []
    for address in ("https://other.example/a/b", "https://other.example/a/b/"):
        digest.build("--base-url", address)
        seen.append(digest.files())
        assert 'href="https://other.example/a/b/notes/x/"' in digest.page("notes/x/")
        assert 'href="/a/b/notes/"' in digest.page("notes/x/")
        assert "https://example.org/" not in digest.page("notes/x/")
    assert seen[0] == seen[1]


NO_BASES = [
    "example.org",
    "//example.org/",
    "ftp://example.org/",
    "https://",
    "https:///digest/",
    "https://[::1/",
    "https://example.org:99999/",
    "https://example.org/digest/?page=1",
    "https://example.org/#top",
    "https://example.org//digest/",
    "https://example.org/a/../b/",
    "https://example.org/my digest/",
    "https://name:secret@example.org/",
    "https://example.org/%2Fevil.example/",
    "https://example.org/%2e%2e/",
    "https://example.org/a%00b/",
    "https://example.org/a\u200e/",
]


@pytest.mark.parametrize("address", NO_BASES)
def test_an_address_that_no_site_can_live_at_is_refused_wherever_it_is_said(site, address):
    digest = whole(site)
    result = digest.run("build", "--base-url", address)
    assert result.status == 2
    assert f"no site can live at `{address}`" in " ".join(result.err.split())
    settings = (digest.root / "content/site.yaml").read_text("utf-8")
    digest.put("content/site.yaml", settings.replace("https://example.org/digest/", f'"{address}"'))
    flaw(digest)
    result = digest.run("check", "--format", "json")
    assert result.status == 1
    assert [(p["rule"], p["file"], p["line"]) for p in json.loads(result.out)] == [
        ("unknown-key", "content/notes/2025-10-25-bad.md", 8),
        ("url", "content/site.yaml", 2),
    ]
    assert not digest.output.exists()


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("https://한국.example/다이제스트/", "/%EB%8B%A4%EC%9D%B4%EC%A0%9C%EC%8A%A4%ED%8A%B8/"),
        ("http://localhost:8000/", "/"),
        ("http://[::1]:8000", "/"),
        ("https://example.org/~me/a.b", "/~me/a.b/"),
    ],
)
def test_addresses_in_hangul_with_ports_and_without_a_path_are_fine(site, address, base):
    digest = whole(site)
    digest.build("--base-url", address)
    assert f'href="{base}notes/"' in digest.page("notes/x/")


def test_drafts_are_built_and_checked_only_when_asked_for(site):
    digest = whole(site)
    digest.put(NOTE, note("첫째", body="[[later]]"))
    digest.put(LATER, note("초안", day="2025-12-24", more="draft: true\n"))
    digest.build()
    assert "notes/later/index.html" not in digest.files()
    assert "[link-to-draft]" in digest.run("check").out
    assert digest.run("check", "--drafts").out == "no problems\n"
    digest.build("--drafts")
    assert "초안" in digest.page("notes/later/")
    digest.build()
    assert "notes/later/index.html" not in digest.files()


def test_as_of_holds_back_later_notes_and_without_it_nothing_is(site):
    digest = whole(site)
    digest.put(LATER, note("나중", day="2025-12-24", body="[[x]]"))
    digest.put(NOTE, note("첫째", body="[[later]]"))
    digest.build("--as-of", "2025-12-23")
    assert {"notes/x/index.html", "notes/x/index.md"} == {
        name for name in digest.files() if re.match(r"notes/\w+/index", name)
    }
    digest.build("--as-of", "2025-12-24")
    assert "나중" in digest.page("notes/later/")
    digest.build("--as-of", "0001-01-01")
    assert not (digest.output / "notes/x").exists()
    digest.build()
    assert "나중" in digest.page("notes/later/")
    assert "later" not in digest.run("check").out


def test_as_of_today_is_today_where_the_digest_is_at_home_and_without_it_a_line_counts_what_lies_ahead(
    site, monkeypatch
):
    digest = whole(site)
    monkeypatch.setattr(zones, "dt", Clock("2025-12-23T20:00:00+00:00"))
    digest.put(LATER, note("나중", day="2025-12-24"))
    said = digest.build()
    assert "나중" in digest.page("notes/later/")
    line = "1 note lies after today, 2025-12-23 in UTC; with `--as-of today` it waits\n"
    assert said.err.endswith(line) and digest.build().err.endswith(line)  # of a build that finds nothing to do, too
    digest.build("--as-of", "today")
    assert not (digest.output / "notes/later").exists()
    settings = (digest.root / "content/site.yaml").read_text("utf-8")
    digest.put("content/site.yaml", settings + "zone: Asia/Seoul\n")
    assert digest.build("--as-of", "today").err == digest.build().err == ""
    assert "나중" in digest.page("notes/later/")
    digest.put("content/notes/2025-12-25-last.md", note("끝", day="2025-12-25"))
    digest.put("content/notes/2025-12-26-end.md", note("끝", day="2025-12-26"))
    assert "2 notes lie after today, 2025-12-24 in Asia/Seoul; with `--as-of today` they wait\n" in digest.build().err
    assert "notes/end" not in digest.run("check", "--as-of", "today").out


class Clock:
    """The module `datetime`, on a clock that stands still."""

    def __init__(self, now: str) -> None:
        standing = dt.datetime.fromisoformat(now)
        self.datetime = type("datetime", (dt.datetime,), {"now": staticmethod(standing.astimezone)})

    def __getattr__(self, name: str) -> object:
        return getattr(dt, name)


def test_with_strict_a_warning_is_an_error_and_without_it_is_said_and_passes(site):
    digest = whole(site)
    digest.put(LATER, note(day="2025-12-24").replace("why: 까닭이다.\n", ""))
    result = digest.run("build", "--strict")
    assert result.status == 1
    assert "[no-why]" in result.err
    assert not digest.output.exists()
    assert digest.run("check", "--strict").status == 1
    assert "[no-why]" in digest.build().err
    assert digest.run("build", "--strict").status == 1, "also when nothing has changed since"


def test_json_is_one_line_with_the_contracts_keys_and_counts_what_was_done(site):
    digest = whole(site)
    first = digest.build("--json")
    assert first.err == "", "in a pipe nothing else is said"
    assert list(first.data) == ["pages", "rendered", "written", "removed", "unchanged", "seconds", "problems"]
    assert len(first.out.splitlines()) == 1
    files = {name for name in digest.files() if not name.startswith(".sitegen/")}
    assert first.data["pages"] == first.data["rendered"]
    assert (first.data["written"], first.data["removed"], first.data["unchanged"]) == (len(files), 0, 0)
    assert isinstance(first.data["seconds"], float) and 0 < first.data["seconds"] < 60
    again = digest.build("--json").data
    assert (again["pages"], again["written"], again["unchanged"]) == (first.data["pages"], 0, len(files))
    digest.put(LATER, note(day="2025-12-24").replace("why: 까닭이다.\n", ""))
    more = digest.build("--json")
    assert more.data["problems"][0].keys() >= {"rule", "severity", "file", "line", "column", "message", "hint"}
    assert [p["rule"] for p in more.data["problems"]] == ["no-why"]
    assert "[no-why]" in more.err
    digest.remove(LATER)
    gone = digest.build("--json").data
    editions = 2 * (
        3 + 1
    )  # in two languages: the page of a month, its e-mail and text; that of a week, which leads there
    assert gone["removed"] == more.data["pages"] - first.data["pages"] == 2 + editions, (
        "a note's page, and its text as Markdown"
    )
    assert gone["unchanged"] + gone["written"] == len(files)


def test_a_failed_builds_json_counts_no_files(site):
    digest = whole(site)
    flaw(digest)
    result = digest.run("build", "--json")
    assert result.status == 1
    assert {key: result.data[key] for key in ("written", "removed", "unchanged")} == dict.fromkeys(
        ("written", "removed", "unchanged"), 0
    )
    assert [p["rule"] for p in result.data["problems"]] == ["unknown-key"]


def test_exit_statuses(site, tmp_path):
    digest = whole(site)
    assert [digest.run(*words).status for words in (["build"], ["check"], ["schema", "note"])] == [0, 0, 0]
    assert digest.run("build", "--output", str(tmp_path)).status == 2
    (tmp_path / "file").touch()
    assert digest.run("build", "--output", str(tmp_path / "file/below")).status == 3
    flaw(digest)
    assert [digest.run(*words).status for words in (["build"], ["check"], ["schema", "note"])] == [1, 1, 0]
    digest.put("content/site.yaml", "")
    assert [digest.run(*words).status for words in (["build"], ["check"], ["schema", "note"])] == [1, 1, 1]


def test_a_command_that_goes_well_is_quiet_in_a_pipe(site):
    digest = whole(site)
    done = sitegen("build", cwd=digest.root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_terminal_is_told_what_a_build_came_to(site):
    digest = whole(site)
    status, shown = on_terminal("build", "--root", str(digest.root))
    pages = sum(
        name.endswith((".html", ".md", ".xml", ".json", ".txt", ".csv", ".ics", ".nojekyll")) for name in digest.files()
    )
    assert status == 0
    assert re.fullmatch(r"\d+ pages in \d+\.\d\d s: \d+ files written, 0 removed, 0 unchanged\n", shown)
    assert int(shown.split()[0]) in range(pages - 2, pages + 1)


def test_problems_go_to_standard_error_when_building_and_to_standard_output_when_checking(site):
    digest = whole(site)
    flaw(digest)
    built, checked = digest.run("build"), digest.run("check")
    assert built.out == "" and "titel" in built.err and str(digest.output) in built.err
    assert checked.err == "" and "titel" in checked.out


WRONG = [
    ["build", "--as-of", ""],
    ["build", "--as-of", "0000-01-01"],
    ["build", "--as-of", "２０２５-01-01"],
    ["build", "--as-of", "2025-10-24T00:00"],
    ["build", "--base-url", ""],
    ["build", "--output", ""],
    ["build", "--jobs", "99999999999999999999"],
    ["build", "--jobs", "1.5"],
    ["build", "--jobs", ""],
    ["build", "here"],
    ["build", "--root", "content/site.yaml"],
    ["build", "--root", "/nowhere/at/all"],
    ["check", "--format", ""],
    ["check", "--output", "x"],
    ["schema"],
    ["schema", "note", "term"],
    ["nonsense"],
    ["--root", "x", "build"],
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_usage_is_said_in_a_line_and_does_nothing(site, monkeypatch, words):
    digest = whole(site)
    before = sorted(digest.root.rglob("*"))
    monkeypatch.chdir(digest.root)
    done = CliRunner().invoke(cli, words, prog_name="sitegen")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("Usage: sitegen") and "\nError: " in done.stderr
    assert sorted(digest.root.rglob("*")) == before


@pytest.mark.parametrize(
    "place",
    ["", ".", "..", "/", "content", "content/new", "content/notes/new", "templates/new", ".sitegen/new", "link/new"],
)
def test_an_output_folder_among_the_digests_own_files_is_refused_even_when_it_is_new(site, place):
    digest = whole(site)
    (digest.root / "templates").mkdir()
    (digest.root / ".sitegen").mkdir()  # what marks an output folder as this program's own stands in every root too
    (digest.root / "link").symlink_to("content")
    before = sorted(digest.root.parent.rglob("*"))
    result = digest.run("build", "--output", str(digest.root / place))
    assert result.status == 2
    assert "the digest's own files" in " ".join(result.err.split())
    assert sorted(digest.root.parent.rglob("*")) == before


def test_an_output_folder_that_is_named_may_be_a_link_and_stays_one(site, tmp_path):
    digest = whole(site)
    (tmp_path / "real").mkdir()
    digest.output.symlink_to(tmp_path / "real")
    for clean in ([], ["--clean"]):
        assert digest.run("build", "--output", str(digest.output), *clean).status == 0
    assert digest.output.is_symlink()
    assert (tmp_path / "real/notes/x/index.html").is_file()


def test_a_digest_may_lie_behind_links_and_in_folders_with_any_name(tmp_path):
    digest = Site(tmp_path / "이름 'with' $HOME & 100%")
    digest.put(NOTE, note(body="[[openai]]"))
    (digest.root / "content").rename(digest.root / "내용")
    (digest.root / "content").symlink_to("내용")
    (tmp_path / "문").symlink_to(digest.root)
    assert sitegen("build", "--strict", cwd=tmp_path / "문").stderr == ""
    assert "오픈AI" in digest.page("notes/x/")


@pytest.mark.parametrize("words", [["check"], ["build", "--json"]], ids=" ".join)
class TestStandardOutput:
    def test_closed(self, site, words):
        digest = whole(site)
        done = sitegen(*words, cwd=digest.root, preexec_fn=lambda: os.close(1), stdout=None)
        assert (done.returncode, done.stderr) == (0, "")

    def test_of_a_reader_that_left(self, site, words):
        digest = whole(site)
        reader, writer = os.pipe()
        os.close(reader)
        done = sitegen(*words, cwd=digest.root, stdout=writer)
        os.close(writer)
        assert "Traceback" not in done.stderr and "Exception" not in done.stderr

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this machine")
    def test_on_a_full_disk(self, site, words):
        digest = whole(site)
        with open("/dev/full", "w") as full:
            done = sitegen(*words, cwd=digest.root, stdout=full)
        assert (done.returncode, done.stderr) == (3, "sitegen: No space left on device (standard output)\n")


@pytest.mark.parametrize("locale", [{"PYTHONIOENCODING": "utf-8:strict"}, {"PYTHONIOENCODING": "cp949"}], ids=str)
def test_messages_are_utf8_in_any_locale_and_names_that_are_no_text_are_escaped(site, locale):
    digest = whole(site)
    digest.put("content/notes/2025-10-25-뷁.md", note(day="2025-10-25", topics="없는 토픽 🦉"))
    odd = os.path.join(os.fsencode(digest.root), b"content/notes/\xff.md")
    try:
        Path(os.fsdecode(odd)).write_text(note())
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    env = {**environment(**locale), "PYTHONUTF8": "0"}
    words = [sys.executable, "-m", "sitegen", "check", "--root", str(digest.root), "--format"]
    text = subprocess.run([*words, "text"], env=env, capture_output=True)
    assert (text.returncode, text.stderr) == (1, b"")
    assert "없는 토픽 🦉" in text.stdout.decode()
    data = subprocess.run([*words, "json"], env=env, capture_output=True)
    assert {p["rule"] for p in json.loads(data.stdout)} == {"unknown-term", "file-name"}


def test_a_digest_in_a_folder_whose_name_is_no_text_is_built_and_named_in_messages(site, tmp_path):
    digest = whole(site)
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))
    try:
        digest.root.rename(odd)
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    done = sitegen("build", cwd=odd)
    assert (done.returncode, done.stderr) == (0, "")
    (odd / "content/site.yaml").write_text("")
    done = sitegen("build", cwd=odd)
    assert done.returncode == 1
    assert "udcff/_site is as it was" in done.stderr


def test_a_pipe_among_the_notes_is_a_problem_and_not_waited_for(site):
    digest = whole(site)
    os.mkfifo(digest.root / "content/notes/2025-10-25-pipe.md")
    done = sitegen("check", cwd=digest.root, timeout=30)
    assert done.returncode == 1
    assert "content/notes/2025-10-25-pipe.md:1:1: error: this is no file that can be read [unreadable]" in done.stdout


def test_a_link_that_leads_to_itself_is_a_problem(site):
    digest = whole(site)
    (digest.root / "content/notes/loop.md").symlink_to("loop.md")
    result = digest.run("check", "--fix")
    assert result.status == 1
    assert "content/notes/loop.md:1:1: error:" in result.out


def test_an_images_name_that_is_too_long_to_be_published_is_a_problem(site):
    digest = whole(site)
    image = png(2, 3)
    digest.put(NOTE, note(body=f"![가]({'a' * 251}.png) ![나]({'b' * 240}.png)"))
    digest.put(f"content/notes/{'a' * 251}.png", image)
    digest.put(f"content/notes/{'b' * 240}.png", image)
    result = digest.run("build", "--json")
    assert result.status == 1
    assert [p["rule"] for p in result.data["problems"] if p["file"].endswith("a.png")] == ["file-name"]
    assert not [p for p in result.data["problems"] if p["file"].endswith("b.png")]


def test_a_note_with_the_longest_name_that_a_file_can_have_is_built(site):
    digest = site()
    for id in ("a" * 241, "가" * 80):
        digest.put(f"content/notes/2025-10-24-{id}.md", note(id[:9]))
    digest.build()
    assert {"a" * 241, "가" * 80} <= {folder.name for folder in (digest.output / "notes").iterdir()}


@pytest.mark.parametrize(
    "room",
    [
        "notes",
        "page",
        "en",
        "topics",
        "claims",
        "editions",
        "assets",
        "data",
        "search",
        "title",
        "source",
        "was",
        "pages",
        "corrections",
        "themes",
    ],
)
def test_a_taxonomy_cannot_hide_a_page_of_the_sites_own(site, room):
    digest = site()
    settings = (digest.root / "content/site.yaml").read_text("utf-8")
    digest.put("content/site.yaml", settings.replace("institutions:", f"{room}:"))
    result = digest.run("check", "--format", "json")
    assert [(p["rule"], p["line"], p["column"]) for p in json.loads(result.out)] == [("reserved-id", 5, 14)]


def test_a_taxonomy_may_have_a_name_in_hangul(site):
    digest = site("-- content/주제/반도체.md --\n---\nname: {ko: 반도체, en: Chips}\n---\n")
    settings = (digest.root / "content/site.yaml").read_text("utf-8")
    digest.put("content/site.yaml", settings.replace("institutions: {name: {ko: 기관", "주제: {name: {ko: 주제어"))
    digest.put(NOTE, note("첫째", more="주제: [반도체]\n"))
    digest.build("--strict")
    assert "첫째" in digest.page("주제/반도체/")
    assert 'href="/digest/%EC%A3%BC%EC%A0%9C/%EB%B0%98%EB%8F%84%EC%B2%B4/"' in digest.page("notes/x/")


@pytest.mark.parametrize(
    ("text", "said"), [("languages: []", "must hold one entry at least"), ("languages: ko", "must be a list")]
)
def test_schema_shows_where_site_yaml_is_wrong(site, text, said):
    digest = site()
    settings = (digest.root / "content/site.yaml").read_text("utf-8")
    digest.put("content/site.yaml", settings.replace("languages: [ko, en]", text))
    result = digest.run("schema", "note")
    assert (result.status, result.out) == (1, "")
    assert "content/site.yaml:4:12: error: `languages` " in result.err
    assert said in result.err
    assert "  4 | languages: " in result.err


def test_an_address_of_broken_brackets_is_doubtful_and_no_traceback(site):
    digest = site()
    digest.put("content/companies/x.md", "---\nname: X\nurl: http://[x/#y\n---\n")
    result = digest.run("check", "--links", "--format", "json")
    assert [(p["rule"], p["line"]) for p in json.loads(result.out)] == [("doubtful-address", 3)]


class EditorsYaml(yaml.SafeLoader):
    """YAML as editors read it: version 1.2, where a day is text and `NO` is no truth value."""


EditorsYaml.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorsYaml.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))


def front(text: str) -> Any:
    return yaml.load(text.split("---\n")[1], EditorsYaml)


def schema(root: Path, what: str) -> jsonschema.Draft202012Validator:
    described = json.loads(sitegen("schema", what, cwd=root).stdout)
    jsonschema.Draft202012Validator.check_schema(described)
    assert described["title"] in (f"Front matter of a {what}", f"Front matter of an {what}")
    return jsonschema.Draft202012Validator(described, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.own_digest
def test_the_schemas_fit_all_of_the_digests_own_content(repository):
    validators = {what: schema(repository, what) for what in ("note", "term", "page", "edition")}
    seen = dict.fromkeys(validators, 0)
    for file in sorted((repository / "content").rglob("*.md")):
        room = file.relative_to(repository / "content").parts[0]
        what = {"notes": "note", "pages": "page", "editions": "edition"}.get(room, "term")
        if what == "term" and file.stem.endswith(".en"):
            continue  # an introduction in another language has no front matter to speak of
        data = front(file.read_text("utf-8"))
        assert [f"{file.name}: {error.message}" for error in validators[what].iter_errors(data)] == []
        seen[what] += 1
    assert min(seen.values()) > 0


GOOD = {
    "note": note(more="claims: [{kind: supply, by: openai, what: 반도체, due: 2030, amount: 20}]\ndraft: true\n"),
    "term": "---\nname: {ko: 오픈AI, en: OpenAI}\nkind: company\ncountry: NO\nnames: [{name: 1, from: 2024}]\n---\n",
    "page": "---\ntitle: 소개\norder: 2\n---\n",
    "edition": "---\ntitle: 한 달\n---\n",
}


@pytest.mark.parametrize("what", GOOD)
def test_a_schema_takes_what_the_program_takes(site, what):
    assert list(schema(site().root, what).iter_errors(front(GOOD[what]))) == []


@pytest.mark.parametrize(
    ("what", "old", "new", "where"),
    [
        ("note", "title: 제목\n", "", []),
        ("note", "title: 제목", "title: [제목]", ["title"]),
        ("note", "title: 제목", "titel: 제목\ntitle: 제목", []),
        ("note", "date: 2025-10-24", "date: 2025-02-30", ["date"]),
        ("note", "publisher: 더팩트, ", "", ["source"]),
        ("note", "https://example.com/1", "example.com", ["source"]),
        ("note", "topics: [sovereign-ai]", "topics: sovereign-ai", ["topics"]),
        ("note", "topics:", "laws: [x]\ntopics:", []),
        ("note", "kind: supply", "kind: suply", ["claims", 0, "kind"]),
        ("note", "due: 2030", "due: 2030-Q5", ["claims", 0, "due"]),
        ("note", "draft: true", "draft: maybe", ["draft"]),
        ("term", "name: {ko: 오픈AI, en: OpenAI}\n", "", []),
        ("term", "kind: company", "kind: club", ["kind"]),
        ("term", "country: NO", "country: Norway", ["country"]),
        ("page", "order: 2", "order: -1", ["order"]),
        ("page", "order: 2", "rank: 2", []),
    ],
)
def test_a_schema_refuses_mistakes(site, what, old, new, where):
    assert GOOD[what].count(old) == 1
    errors = list(schema(site().root, what).iter_errors(front(GOOD[what].replace(old, new))))
    assert [list(error.path) for error in errors] == [where]


def test_a_schema_outside_of_a_digest_has_the_taxonomies_that_are_built_in(tmp_path):
    assert {"topics", "companies", "themes"} <= schema(tmp_path, "note").schema["properties"].keys()
    result = sitegen("schema", "note", "--root", str(tmp_path), cwd=tmp_path)
    assert result.returncode == 2 and "there is no content/site.yaml" in result.stderr  # of a digest that was named


def test_the_schema_of_a_note_knows_the_digests_own_taxonomies(site):
    digest = site()
    data = front(note(more="institutions: [msit]\n"))
    assert list(schema(digest.root, "note").iter_errors(data)) == []
    settings = (digest.root / "content/site.yaml").read_text("utf-8")
    digest.put("content/site.yaml", "\n".join(line for line in settings.split("\n") if "taxonomies" not in line))
    assert ["institutions" in error.message for error in schema(digest.root, "note").iter_errors(data)] == [True]
