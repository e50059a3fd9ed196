"""Files of `static/`: published as they are, told from pages, and as well after any edit as by a clean build."""

import json
import os

import pytest

from sitegen.incremental import file_index
from sitegen.output.static_files import clashes
from tests.site import Site, clean, note

NOTE = "content/notes/2025-10-24-a.md"
HTML = "<!doctype html><script>alert(1)</script>\n"


def found(digest: Site) -> list[tuple[str, str]]:
    return [(p["rule"], p["file"]) for p in json.loads(digest.run("check", "--format", "json").out)]


def test_static_files_are_published_as_they_are(site):
    digest = site(f"-- {NOTE} --\n" + note())
    files = {
        ".well-known/security.txt": b"Contact: mailto:a@example.org\n",
        "favicon.ico": b"\x00\x01\xff",
        "tools/index.html": HTML.encode(),
        "google1234.html": b"google-site-verification: google1234.html",
        "글/노트.md": b"---\ntitle: [\n",
        "_headers": b"/*\n  X-Frame-Options: DENY\n",
        "empty": b"",
    }
    for name, data in files.items():
        digest.put(f"static/{name}", data)
    for name in (".DS_Store", ".git/config", "old.txt~"):
        digest.put(f"static/{name}", "")
    result = digest.build("--json")
    built = digest.files()
    assert {name: built[name] for name in files} == files
    assert not any(".DS_Store" in name or ".git/" in name or "~" in name for name in built)
    assert found(digest) == [] and result.data["problems"] == []


def test_what_begins_with_a_dot_and_is_not_published_is_named_and_litter_is_not(site):
    digest = site(f"-- {NOTE} --\n" + note())
    litter = ("Thumbs.db", "desktop.ini", "._x", "#x#", ".x.swp", "old~", ".gitignore", ".nojekyll", "a/.git/config")
    hidden = (".domains", ".well-known/.env", "a/.secret/b.txt", "a/.secret/c.txt")
    for name in (*litter, *hidden, "LICENSE", "x.tmp"):
        digest.put(f"static/{name}", "s3cret")
    (digest.root / "static/a/.secret/out").symlink_to("/etc/passwd")
    before = digest.build("--json")
    assert {name for name, data in digest.files().items() if data == b"s3cret"} == {"LICENSE", "x.tmp"}
    said = {p["file"]: p["message"] for p in before.data["problems"]}
    assert said == {
        "static/.domains": "static/.domains is not published, for its name begins with a dot",
        "static/.well-known/.env": "static/.well-known/.env is not published, for its name begins with a dot",
        "static/a/.secret/b.txt": "static/a/.secret is not published, for its name begins with a dot",
    }
    assert "s3cret" not in before.out + before.err
    assert digest.build("--json").data["problems"] == before.data["problems"]
    digest.put("static/.later", "")
    assert "static/.later" in digest.build().err


def test_after_each_edit_of_static_the_site_is_that_of_a_clean_build(site):
    digest = site(f"-- {NOTE} --\n" + note())
    digest.put("static/a.txt", "one")
    digest.build()

    def built() -> tuple[int, int, int]:
        done = digest.build("--json").data
        assert digest.files() == clean(digest)
        again = digest.build("--json").data
        assert (again["written"], again["removed"], again["rendered"]) == (0, 0, 0)
        return done["rendered"], done["written"], done["removed"]

    digest.put("static/a.txt", "two")  # of the same size
    assert built() == (0, 1, 0)
    digest.put("static/below/b.bin", b"\xff" * 70_000)
    assert built() == (0, 1, 0)
    digest.put(NOTE, note("다른 제목"))
    assert built()[2] == 0
    (digest.root / "static/a.txt").rename(digest.root / "static/c.txt")
    assert built() == (0, 1, 1)
    digest.remove("static/below")
    assert built() == (0, 0, 1)
    digest.remove("static")
    assert built() == (0, 0, 1)


def test_a_file_that_changed_among_too_many_to_look_at_first_is_published_anew(site, monkeypatch):
    monkeypatch.setattr(file_index, "_FEW", 0)
    digest = site()
    for text in ("one", "two"):
        digest.put("static/a.txt", text)
        digest.build()
        assert digest.build("--json").data["written"] == 0
        assert (digest.output / "a.txt").read_text() == text


def test_what_somebody_changed_in_the_output_is_put_right_by_a_clean_build(site):
    digest = site()
    digest.put("static/a.txt", "one")
    digest.build()
    (digest.output / "a.txt").write_text("other")
    digest.build("--clean")
    assert (digest.output / "a.txt").read_text() == "one"


PAGES = ("index.html", "notes/a/index.html", "404.html", "feed.xml", "robots.txt", "tools.html")
CLASHING = {
    "index.html": "index.html",
    "INDEX.html": "index.html",
    "robots.txt": "robots.txt",
    "notes/a/index.html": "notes/a/index.html",
    "notes/a.html": "notes/a/index.html",  # servers show both at /notes/a
    "notes/a": "notes/a/index.html",
    "notes": "notes/a/index.html",  # a file where a folder stands
    "tools": "tools.html",
    "tools/index.html": "tools.html",
    "feed.xml/b.txt": "feed.xml",
}


@pytest.mark.parametrize("name", CLASHING)
def test_what_stands_in_a_page_s_way_is_a_problem(name):
    [problem] = clashes([f"static/{name}"], dict.fromkeys(PAGES, "content/x.md"))
    assert (problem.rule, problem.path) == ("duplicate-url", f"static/{name}")
    assert problem.message.endswith(f"{CLASHING[name]}, from content/x.md")


@pytest.mark.parametrize("name", ["notes/b/index.html", "notes/a/b.txt", "feed.json", "robots", "not", "a.html"])
def test_what_stands_beside_a_page_is_none(name):
    assert clashes([f"static/{name}"], dict.fromkeys(PAGES, "")) == []


def test_a_clash_stops_the_build_and_is_said_by_check(site):
    digest = site(f"-- {NOTE} --\n" + note())
    digest.build()
    before = digest.files()
    digest.put("static/notes/a/index.html", HTML)
    result = digest.run("build")
    assert result.status == 1 and f"notes/a/index.html, from {NOTE}" in result.err
    assert digest.files() == before
    assert found(digest) == [("duplicate-url", "static/notes/a/index.html")]


def test_nothing_but_regular_files_below_static_is_read(site, tmp_path):
    digest = site()
    (tmp_path / "secret").write_text("x")
    digest.put("static/a.txt", "one")
    os.symlink(tmp_path / "secret", digest.root / "static/secret.txt")
    os.symlink("a.txt", digest.root / "static/b.txt")
    os.mkfifo(digest.root / "static/pipe")
    assert found(digest) == [("unreadable", "static/pipe"), ("symlink", "static/secret.txt")]
    digest.remove("static/secret.txt")
    digest.remove("static/pipe")
    digest.build()
    assert digest.files()["b.txt"] == b"one" and not (digest.output / "b.txt").is_symlink()


def test_static_itself_may_not_lead_out(site, tmp_path):
    digest = site()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/secret.txt").write_text("x")
    os.symlink(tmp_path / "elsewhere", digest.root / "static")
    assert found(digest) == [("symlink", "static")]


def test_a_file_without_end_is_said(site):
    digest = site()
    with open(digest.put("static/film.mp4", ""), "wb") as file:
        file.truncate(100_000_001)
    assert found(digest) == [("too-large", "static/film.mp4")]
