"""What others left in an output folder, or in a digest's own: nothing outside is touched, and nothing hangs."""

import json
import os
import shutil
import sqlite3
import struct
import subprocess
from pathlib import Path

import pytest

from sitegen.incremental import cache
from sitegen.incremental.cache import Cache
from sitegen.incremental.workspace import Options, workspace
from sitegen.keys import key_of
from sitegen.output.folder import ForeignFolder
from sitegen.output.manifest import FileEntry, Manifest
from sitegen.output.staging import output_in
from tests.process import sitegen
from tests.site import Site, note

NOTE = "content/notes/2025-10-24-x.md"
SITE = ("index.html", "notes/x/index.html", "assets/a.css")


def write(folder: Path, *names: str, clean: bool = False) -> list[str]:
    """Writes a site of these files, each with its name in it; what was said."""
    said: list[str] = []
    with output_in(folder, clean, said.append) as output:
        old = output.manifest.files
        files = {name: FileEntry(key_of(name.encode())) for name in names}
        staged = [name for name in names if old.get(name) != files[name]]
        for name in staged:
            output.stage(name, name.encode())
        output.swap(Manifest(files=files), staged)
    return said


def holds(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if not file.is_dir()}


def is_whole(folder: Path) -> bool:
    return holds(folder) == {*SITE, ".sitegen/manifest.json"} and all((folder / n).read_text() == n for n in SITE)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder outside; at the end it must be as it was."""
    mine = tmp_path / "mine"
    for name in ("x/index.html", "index.html", "other.txt"):
        (mine / name).parent.mkdir(parents=True, exist_ok=True)
        (mine / name).write_text("precious", "utf-8")
    return mine


def untouched(mine: Path) -> bool:
    names = ["index.html", "other.txt", "x/index.html"]
    return sorted(holds(mine)) == names and all((mine / name).read_text() == "precious" for name in names)


LEADING_OUT = [
    *("../mine/other.txt", "notes/../../mine/other.txt", "./index.html", "a//b", "a/", "", ".", "..", "a/.."),
    *(".sitegen/lock", ".sitegen", ".SiteGen/x", "a\\b", "a\0b", "a" * 256, "가" * 86, "a/" * 3000 + "b"),
    *("notes/\x1b]0;x\x07/index.html", "notes/a\n::error::b/index.html"),
]


@pytest.mark.parametrize("name", LEADING_OUT, ids=lambda name: ascii(name[:30]))
def test_a_list_that_names_what_no_site_can_hold_is_not_believed(tmp_path, mine, name):
    for place, text in (
        ("manifest.json", {"version": 4, "files": {name: ["AA==", "", ""]}}),
        ("pending.json", [name]),
    ):
        output = tmp_path / place
        (output / ".sitegen").mkdir(parents=True)
        (output / ".sitegen" / place).write_text(json.dumps(text), "utf-8")
        (said,) = write(output, *SITE)
        assert f"{place} is damaged, or names what no site can hold" in said
        assert untouched(mine) and is_whole(output)


def test_an_absolute_name_in_a_list_removes_nothing(tmp_path, mine):
    output = tmp_path / "out"
    write(output, *SITE)
    listed = json.dumps({"version": 4, "files": {str(mine / "other.txt"): ["AA==", "", ""]}})
    (output / ".sitegen/manifest.json").write_text(listed, "utf-8")
    with pytest.raises(ForeignFolder, match=f"which files in {output} are sitegen's; remove the folder"):
        write(output, "index.html")
    assert untouched(mine) and holds(output) == {*SITE, ".sitegen/manifest.json"}


DAMAGED = [b"[]", b"{", b"\xff", b'"\xff"', b'{"files":{"\xff":["","",""]}}', b'{"files":[]}', b"null", b"7"]


@pytest.mark.parametrize(
    "data", [*DAMAGED, b'{"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}"], ids=lambda d: ascii(d)[:30]
)
def test_a_damaged_manifest_makes_nothing_sitegens_own(tmp_path, data):
    output = tmp_path / "out"
    write(output, *SITE)
    (output / ".sitegen/manifest.json").write_bytes(data)
    for clean in (False, True):
        with pytest.raises(ForeignFolder, match="remove"):
            write(output, "index.html", clean=clean)
    assert holds(output) == {*SITE, ".sitegen/manifest.json"}


@pytest.mark.parametrize("data", [b"{}", b"[1]", b"\xff", b""], ids=str)
def test_beside_a_damaged_list_of_what_is_pending_the_manifest_is_believed_as_far_as_it_is_seen(tmp_path, data):
    output = tmp_path / "out"
    write(output, *SITE)
    (output / ".sitegen/pending.json").write_bytes(data)
    (output / "index.html").write_text("half", "utf-8")
    assert len(write(output, *SITE)) == 1
    assert is_whole(output)


@pytest.mark.parametrize("place", ["notes", "assets", "notes/x"])
def test_a_folder_of_the_site_that_is_a_link_is_refused_before_anything_changes(tmp_path, mine, place):
    output = tmp_path / "out"
    write(output, *SITE)
    for file in sorted(output.glob(f"{place}/**/*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
    (output / place).rmdir()
    (output / place).symlink_to(mine)
    before = holds(output)
    new = f"{place}/new.html"
    for names, clean in (((*SITE, new, "a.html"), False), (("a.html",), False), (SITE, True)):
        with pytest.raises(ForeignFolder, match=f"{place} is a link, .*; remove it and build with --clean"):
            write(output, *names, clean=clean)
        assert untouched(mine) and holds(output) == before
    (output / place).unlink()
    write(output, *SITE, clean=True)
    assert is_whole(output)


def test_a_page_is_not_read_through_a_link_either(tmp_path, mine):
    output = tmp_path / "out"
    write(output, *SITE)
    (mine / "index.html").write_text("index.html")
    (output / "index.html").unlink()
    (output / "index.html").symlink_to(mine / "index.html")
    with output_in(output, False, print) as opened:
        assert opened.standing("index.html", opened.manifest.files["index.html"]) is None
        assert opened.standing("assets/a.css", opened.manifest.files["assets/a.css"]) == b"assets/a.css"


@pytest.mark.parametrize("kind", ["link", "hard link", "pipe"])
def test_a_file_of_the_site_that_became_something_else_is_replaced_and_not_written_through(tmp_path, mine, kind):
    output = tmp_path / "out"
    write(output, *SITE)
    for name in ("index.html", "notes/x/index.html"):
        (output / name).unlink()
        plant(output / name, kind, mine / "other.txt")
    write(output, *SITE, clean=True)
    assert untouched(mine) and is_whole(output)
    (output / "index.html").unlink()
    plant(output / "index.html", kind, mine / "other.txt")
    write(output, *SITE[1:])
    assert untouched(mine) and holds(output) == {*SITE[1:], ".sitegen/manifest.json"}


def test_a_folder_where_a_file_of_the_site_goes_is_named(tmp_path):
    output = tmp_path / "out"
    write(output, *SITE)
    (output / "index.html").unlink()
    (output / "index.html").mkdir()
    with pytest.raises(ForeignFolder, match=r"index\.html is a folder, .*; remove it and build with --clean"):
        write(output, *SITE, clean=True)
    write(output, *SITE[1:])
    assert (output / "index.html").is_dir(), "it is not sitegen's"


def plant(place: Path, kind: str, target: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if kind == "link":
        place.symlink_to(target)
    elif kind == "dangling link":
        place.symlink_to(target.with_name("nothing"))
    elif kind == "hard link":
        place.hardlink_to(target)
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        (place / "in it").mkdir(parents=True)


STATE = ["staging", "manifest.json.new", "pending.json.new", "pending.json", "manifest.json"]


@pytest.mark.parametrize("kind", ["link", "dangling link", "pipe", "folder"])
@pytest.mark.parametrize("name", STATE)
def test_what_is_planted_in_an_outputs_state_is_named_or_removed_and_clean_heals_it(tmp_path, mine, name, kind):
    output = tmp_path / "out"
    target = mine if name == "staging" else mine / "other.txt"
    if name != "manifest.json":
        write(output, *SITE)
    plant(output / ".sitegen" / name, kind, target)
    if kind == "folder" and name in STATE[:3]:  # a kill may leave such things
        write(output, *SITE)
    else:
        with pytest.raises(ForeignFolder, match=f"{name} is a .*, which sitegen did not make there; remove it"):
            write(output, *SITE)
        write(output, *SITE, clean=True)
    assert untouched(mine) and is_whole(output)
    assert not (mine.parent / "nothing").exists()


def test_a_file_may_become_a_folder_and_the_other_way_round(tmp_path):
    for names in (["old.html"], ["old.html/index.html", "a"], ["old.html", "a/b/c", "a/d"], ["a"], ["a/b/c"]):
        write(tmp_path / "out", *names)
        assert holds(tmp_path / "out") == {*names, ".sitegen/manifest.json"}


def test_a_folder_with_somebodys_file_in_it_does_not_become_a_file(tmp_path):
    write(tmp_path / "out", "a/b")
    (tmp_path / "out/a/mine").write_text("precious")
    with pytest.raises(ForeignFolder, match="a is a folder"):
        write(tmp_path / "out", "a")
    assert holds(tmp_path / "out") == {"a/b", "a/mine", ".sitegen/manifest.json"}


@pytest.mark.parametrize("name", ["_site", "content", "templates"])
def test_a_folder_of_the_digest_that_leads_out_of_it_is_not_followed(site, tmp_path, name):
    """Archives carry links, and nobody named what they lead to."""
    digest = site()
    digest.put("content/notes/2025-10-24-x.md", note())
    mine = Site(tmp_path / "mine")
    mine.put("content/notes/2025-10-24-mine.md", note("비밀").replace("\n", "\r\n"))
    mine.put("templates/assets/secret.txt", "비밀")
    mine.build()
    before = sorted((path, path.read_bytes()) for path in mine.root.rglob("*") if path.is_file())
    there = digest.root / name
    if there.exists():
        shutil.rmtree(there)
    there.symlink_to(mine.root / name)
    for words, status in ((("check", "--fix"), 0 if name == "_site" else 1), (("build",), 2 if name == "_site" else 1)):
        done = sitegen(*words, "--root", str(digest.root), cwd=tmp_path)
        assert done.returncode == status, done.stderr
        assert status == 0 or "leads out of the digest" in " ".join((done.stdout + done.stderr).split())
    assert sorted((path, path.read_bytes()) for path in mine.root.rglob("*") if path.is_file()) == before
    assert name == "_site" or not any(digest.root.glob("_site/**/*.html"))


def test_a_state_of_folders_in_folders_is_named_and_no_traceback(tmp_path):
    output = tmp_path / "out"
    write(output, *SITE)
    subprocess.run(["mkdir", "-p", str(output / ".sitegen/staging" / "/".join(["a"] * 1000))], check=True)
    with pytest.raises((ForeignFolder, OSError), match="staging"):
        write(output, *SITE)
    subprocess.run(["rm", "-r", str(output / ".sitegen/staging")], check=True)
    assert is_whole(output)


@pytest.mark.parametrize("kind", ["link", "dangling link", "pipe"])
def test_an_outputs_state_folder_that_is_none_is_refused(tmp_path, mine, kind):
    output = tmp_path / "out"
    plant(output / ".sitegen", kind, mine)
    for clean in (False, True):
        with pytest.raises(ForeignFolder, match=r"\.sitegen is a .*; remove it"):
            write(output, *SITE, clean=clean)
    assert untouched(mine) and [entry.name for entry in output.iterdir()] == [".sitegen"]


def test_the_output_itself_may_be_a_link_for_it_is_the_user_who_names_it(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    write(tmp_path / "out", *SITE)
    assert (tmp_path / "out").is_symlink() and is_whole(tmp_path / "real")


@pytest.mark.parametrize(
    "name", ["../x", "/x", "a/../../x", ".sitegen/manifest.json", "a\\x", "a\0", "a/\udcff", "x" * 256]
)
def test_no_file_can_be_staged_under_a_name_that_leads_elsewhere(tmp_path, name):
    with output_in(tmp_path / "out", False, print) as output, pytest.raises(OSError, match="can have this name"):
        output.stage(name, b"")
    assert os.listdir(tmp_path) == []


def test_a_word_about_a_link_and_an_exit_status_of_wrong_usage_reach_the_editor(site, mine):
    digest = site("-- " + NOTE + " --\n" + note())
    digest.build()
    (digest.output / "assets").rename(mine.parent / "assets")
    (digest.output / "assets").symlink_to(mine)
    digest.put("templates/assets/favicon.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    for options in ([], ["--clean", "--jobs", "2"]):
        result = digest.run("build", *options)
        assert result.status == 2
        assert f"{digest.output}/assets is a link, which sitegen did not make there; remove it" in " ".join(
            result.err.split()
        )
    assert untouched(mine)


def state_of(digest: Site) -> Path:
    return digest.root / ".sitegen"


@pytest.mark.parametrize("kind", ["link", "dangling link", "hard link", "pipe", "folder"])
@pytest.mark.parametrize("name", ["cache.db", "cache.db-wal", "cache.db-shm", "cache.db-journal", "lock", ".gitignore"])
def test_what_is_planted_in_a_digests_state_is_let_alone(site, mine, name, kind):
    digest = site()
    plant(state_of(digest) / name, kind, mine / "other.txt")
    said: list[str] = []
    for _ in range(2):
        with workspace(Options(root=digest.root, clean=True), said.append) as at:
            at.cache.put([(b"k" * 16, b"value")])
    assert untouched(mine) and not (mine / "nothing").exists()
    if not (name == ".gitignore" or (name, kind) == ("lock", "hard link")):  # nothing is ever written into these
        assert len(said) == 2
        assert all(f"{state_of(digest) / name} is " in line and "remove it" in line for line in said)


def test_a_digests_state_folder_that_is_a_link_is_not_followed(site, mine):
    digest = site("-- " + NOTE + " --\n" + note())
    state_of(digest).symlink_to(mine)
    result = digest.build()
    assert f"{state_of(digest)} is a link" in result.err
    assert untouched(mine)


def test_a_planted_journal_removes_no_file(tmp_path, mine):
    """SQLite finishes what a journal has begun, and removes the file that it names as the journal of them all."""
    store = tmp_path / "cache.db"
    first = Cache(store)
    first.put([(b"k" * 16, b"value")])
    first.close()
    with sqlite3.connect(store) as made:
        made.execute("PRAGMA journal_mode = DELETE")
    made.close()
    size = struct.unpack(">H", store.read_bytes()[16:18])[0]
    size = 65536 if size == 1 else size
    magic, name = bytes.fromhex("d9d505f920a163d7"), str(mine / "other.txt").encode()
    head = magic + struct.pack(">IIIII", 0, 0, store.stat().st_size // size, 512, size)
    tail = struct.pack(">I", 0x40000000 // size + 1) + name + struct.pack(">II", len(name), sum(name)) + magic
    Path(f"{store}-journal").write_bytes(head.ljust(512, b"\0") + tail)
    second = Cache(store)
    assert second.get([b"k" * 16]) == {b"k" * 16: b"value"}
    second.close()
    assert untouched(mine)


@pytest.mark.parametrize(
    "made",
    [
        "CREATE TRIGGER t BEFORE INSERT ON stored BEGIN SELECT RAISE(FAIL, 'ran'); END",
        "DROP TABLE stored; CREATE VIEW stored AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) "
        "SELECT i AS key, i AS made_of, i AS sum, i AS value FROM n",
        "DROP TABLE stored; CREATE TABLE stored (key)",
        "CREATE TABLE other (key)",
    ],
    ids=["trigger", "view without end", "another table", "one more table"],
)
def test_a_cache_with_what_this_program_never_puts_there_is_thrown_away(tmp_path, made):
    first = Cache(tmp_path / "cache.db")
    first.put([(b"k" * 16, b"value")])
    first.close()
    with sqlite3.connect(tmp_path / "cache.db") as store:
        store.executescript(made)
    store.close()
    second = Cache(tmp_path / "cache.db")
    assert second.get([b"k" * 16]) == {}
    assert second.put([(b"k" * 16, b"new")]) and second.get([b"k" * 16]) == {b"k" * 16: b"new"}
    second.close()


def test_a_cache_that_another_program_holds_is_waited_for_once_and_then_done_without(site, monkeypatch):
    monkeypatch.setattr(cache, "_SECONDS", 0.2)
    digest = site("-- " + NOTE + " --\n" + note())
    digest.build()
    whole = digest.files()
    other = sqlite3.connect(state_of(digest) / "cache.db", isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    for options in ([], ["--clean", "--jobs", "2"]):
        said = digest.build(*options).err
        assert said == f"{state_of(digest)}/cache.db is held by another program; this run goes on without the cache\n"
        assert digest.files() == whole
    other.close()
    assert digest.build().err == ""
