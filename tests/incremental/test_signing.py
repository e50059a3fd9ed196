"""A digest's folder may come from anybody, and its cache with it: what another put there is never believed, nor run."""

import os
import pickle
import sqlite3
import stat
from pathlib import Path

import pytest
from jinja2.bccache import bc_magic

from sitegen.incremental.cache import Cache
from sitegen.incremental.signing import signing_key
from sitegen.keys import key_of
from tests.process import sitegen
from tests.site import Site, note


class Runs:
    """A pickle that makes a folder when it is read."""

    def __init__(self, mark: Path) -> None:
        self.mark = str(mark)

    def __reduce__(self):
        return os.mkdir, (self.mark,)


@pytest.fixture
def user(tmp_path, monkeypatch):
    """Makes the program run as a user with a cache folder of this name."""

    def be(name: str) -> Path:
        folder = tmp_path / name
        folder.mkdir(mode=0o700, exist_ok=True)
        monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
        return folder / "sitegen"

    return be


@pytest.fixture
def built(site, user) -> Site:
    user("me")
    digest = site()
    digest.put("content/notes/2025-10-24-good.md", note(body="본문이다."))
    digest.build()
    return digest


def rows(digest: Site) -> list[tuple[bytes, bytes, bytes]]:
    with sqlite3.connect(digest.root / ".sitegen/cache.db") as store:
        return store.execute("SELECT key, made_of, value FROM stored").fetchall()


def plant(digest: Site, planted: list[tuple[bytes, bytes, bytes]], signed_with: bytes) -> None:
    with sqlite3.connect(digest.root / ".sitegen/cache.db") as store:
        for key, made_of, value in planted:
            sum = key_of(signed_with, key, made_of, value)
            store.execute("REPLACE INTO stored VALUES (?, ?, ?, ?)", (key, made_of, sum, value))


def test_code_in_a_cache_that_another_signed_is_not_run(built, tmp_path):
    built.put("templates/404.html", "compiled by this test alone")
    built.build()
    mark = tmp_path / "mark"
    evil = bc_magic + pickle.dumps(Runs(mark))
    compiled = [(key, made_of, evil) for key, made_of, value in rows(built) if value.startswith(bc_magic)]
    assert compiled
    expected = built.files()
    built.remove("_site")
    for command, signed_with in (("check", b""), ("build", b"another's")):
        plant(built, compiled, signed_with)
        done = sitegen(command, cwd=built.root)
        assert (done.returncode, mark.exists()) == (0, False), done.stderr
    assert built.files() == expected


def test_text_in_a_cache_that_another_signed_is_not_published(built):
    planted = [(k, m, v.replace("본문이다.".encode(), b"<script>...")) for k, m, v in rows(built)]
    assert planted != rows(built)
    plant(built, planted, b"another's")
    built.remove("_site")
    built.build()
    assert "<script>..." not in built.page("notes/good/")


def test_a_value_that_was_moved_to_another_key_is_not_believed(tmp_path, user):
    user("me")
    cache = Cache(tmp_path / "cache.db")
    cache.put([(b"one", b"1")])
    cache.put_last(b"place", b"made of", b"3")
    with sqlite3.connect(tmp_path / "cache.db") as store:
        store.execute(
            "INSERT INTO stored SELECT CAST('two' AS BLOB), made_of, sum, value FROM stored WHERE value = x'31'"
        )
        store.execute("UPDATE stored SET made_of = CAST('other' AS BLOB) WHERE value = ?", (b"3",))
    assert cache.get([b"one", b"two"]) == {b"one": b"1"}
    assert cache.last(b"place", b"other") is None


def test_a_cache_is_of_use_to_the_user_who_made_it_and_to_nobody_else(built, user):
    assert built.build("--json").data["rendered"] == 0
    user("other")
    built.remove("_site")
    assert built.build("--json").data["rendered"] == built.build("--json").data["pages"]


def test_a_cache_with_a_view_without_end_is_thrown_away(built):
    store = sqlite3.connect(built.root / ".sitegen/cache.db")
    store.executescript(
        "DROP TABLE stored; CREATE VIEW stored AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT x'00' AS key, x'00' AS made_of, x'00' AS sum, x'00' AS value FROM n"
    )
    store.close()
    built.build()
    built.build()
    assert rows(built)


def test_a_file_that_another_signed_is_thrown_away_before_it_is_searched(tmp_path, user):
    """Its pages may lead round in circles, and one value may take all memory."""
    file = tmp_path / "cache.db"
    for planted in ("DELETE FROM stored", "UPDATE stored SET sum = zeroblob(16)", "UPDATE stored SET sum = 'x'"):
        user("me")
        cache = Cache(file)
        cache.put([(b"one", b"1")])
        cache.close()
        with sqlite3.connect(file) as store:
            store.execute(planted)
            store.execute("INSERT INTO stored VALUES (x'00', x'', x'', zeroblob(1000))")
        assert Cache(file).get([b"one"]) == {}
        assert not file.exists()


def test_a_cache_that_was_emptied_is_still_its_users(tmp_path, user):
    user("me")
    cache = Cache(tmp_path / "cache.db")
    for empty in (cache.empty, lambda: cache.trim(0)):
        cache.put([(b"one", b"1")])
        empty()
        assert cache.put([(b"two", b"2")])
        assert Cache(tmp_path / "cache.db").get([b"one", b"two"]) == {b"two": b"2"}


def test_a_cache_in_a_folder_that_nobody_may_write_is_left_alone(tmp_path, user, monkeypatch):
    user("me")
    said: list[str] = []
    (tmp_path / "cache.db").write_bytes(b"no database" * 1000)
    (tmp_path / "cache.db-journal").touch()
    monkeypatch.setattr(Path, "unlink", lambda self, missing_ok=False: (_ for _ in ()).throw(PermissionError(13, "no")))
    assert Cache(tmp_path / "cache.db", said.append).get([b"one"]) == {}
    assert "goes on without the cache" in said[0]


def test_the_key_is_its_users_alone_and_stays(user):
    folder = user("me")
    key = signing_key()
    assert len(key) == 32
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "key")] == [0o700, 0o600]
    assert signing_key() == key
    assert [file.name for file in folder.iterdir()] == ["key"]


def test_a_key_that_others_may_know_is_replaced(user, tmp_path):
    folder = user("me")
    key = signing_key()
    (folder / "key").chmod(0o640)
    second = signing_key()
    assert second != key
    assert signing_key() == second

    given = tmp_path / "given"
    given.write_bytes(bytes(32))
    given.chmod(0o600)
    (folder / "key").unlink()
    (folder / "key").symlink_to(given)
    assert signing_key() not in (second, bytes(32))
    assert given.read_bytes() == bytes(32)

    (folder / "key").unlink()
    (folder / "key").write_bytes(b"half")
    (folder / "key").chmod(0o600)
    assert signing_key() == signing_key() != b"half"

    (folder / "key").unlink()
    os.mkfifo(folder / "key", 0o600)
    assert signing_key() == signing_key()


def test_a_folder_of_keys_that_others_may_write_is_not_used(user, tmp_path):
    folder = user("me")
    folder.mkdir()
    folder.chmod(0o770)
    assert signing_key() != signing_key()
    assert not any(folder.iterdir())
    folder.rmdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    folder.symlink_to(elsewhere)
    assert signing_key() != signing_key()
    assert not any(elsewhere.iterdir())


def test_without_a_home_every_build_is_a_first_one_and_goes_well(built, monkeypatch, tmp_path):
    expected, before = built.files(), {*tmp_path.rglob("*")}
    monkeypatch.delenv("XDG_CACHE_HOME")
    for home in (str(tmp_path / "nowhere"), "/dev/null", ""):
        monkeypatch.setenv("HOME", home)
        built.remove("_site")
        data = built.build("--json").data
        assert data["rendered"] == data["pages"]
        assert built.files() == expected
    assert {*tmp_path.rglob("*")} <= before
