"""A store of bytes under keys that may be lost at any time: what it holds can always be made anew.

One SQLite file, shared by processes and by runs at the same time. It is rebuilt when it is damaged, and never trusted:
it lies in a folder that may come from anybody, so each value is signed, together with its key, by whoever runs the
program (`signing.py`), and one that is damaged or another's is as good as absent. The file itself is signed too, by a
row of its own, and one of somebody else's is thrown away unsearched: its pages may lead round in circles, and a value
may take all memory. Where the file cannot be written,
nothing is stored and nothing fails. Where another program holds it, or what stands in its place was not made here, the
run goes on without, and says so once.
"""

import mmap
import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from sitegen.incremental.signing import signing_key
from sitegen.keys import KEY, key_of

_AT_ONCE = 500  # keys in one question; SQLite allows 999 on its oldest builds
_SECONDS = 5.0  # to wait for another process that writes, once in a run
_STEPS = 10_000  # of SQLite's machine, between two looks at the time
_TABLE = "CREATE TABLE stored (key BLOB PRIMARY KEY, made_of BLOB, sum BLOB, value BLOB)"
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite calls the files beside its own


_SIGNED = key_of(b"signed")  # of the row that says whose the file is
_inherited: list[object] = []


class Cache:
    def __init__(self, file: Path | None, say: Callable[[str], None] = lambda line: None) -> None:
        """Without a file nothing is kept."""
        self._file, self._say = file, say
        self._signing_key = signing_key()  # forked processes inherit it
        self._connection: sqlite3.Connection | None = None
        self._process = 0  # a connection must not cross a fork
        self._checked = False
        self._left = mmap.mmap(-1, 1)  # whether it is used no more; for all processes of a run

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values that are there and whole."""
        values: dict[bytes, bytes] = {}
        for start in range(0, len(keys), _AT_ONCE):
            chunk = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(chunk))
            rows = self._ask(f"SELECT key, sum, value FROM stored WHERE key IN ({marks})", chunk)
            values.update((key, value) for key, sum, value in rows if self._own(sum, key, b"", value))
        return values

    def put(self, items: Iterable[tuple[bytes, bytes]]) -> bool:
        """Stores values, all or none; whether that went well."""
        return self._put((key, b"", value) for key, value in items)

    def last(self, key: bytes, made_of: bytes) -> bytes | None:
        """What was put under a key last, if it was made of this: for what is large, and of use only once."""
        rows = self._ask("SELECT sum, value FROM stored WHERE key = ? AND made_of = ?", (key, made_of))
        return next((value for sum, value in rows if self._own(sum, key, made_of, value)), None)

    def put_last(self, key: bytes, made_of: bytes, value: bytes) -> bool:
        return self._put([(key, made_of, value)])

    def put_all_last(self, items: Iterable[tuple[bytes, bytes, bytes]]) -> None:
        """The same of several, all or none: keys, what they were made of, values."""
        self._put(items)

    def trim(self, most: int) -> None:
        """Drops all values when there are more than so many: nobody knows which of them are of use."""

        def drop(store: sqlite3.Connection) -> None:
            (count,) = store.execute("SELECT count(*) FROM stored").fetchone()
            if count > most:
                self._clear(store)

        self._write(drop)

    def empty(self) -> None:
        self._write(self._clear)

    def close(self) -> None:
        if self._connection is not None and self._process == os.getpid():
            self._connection.close()
            self._connection = None

    def _ask(self, question: str, values: Sequence[bytes]) -> list[Any]:
        began = time.monotonic()
        try:
            return self._open().execute(question, values).fetchall()
        except sqlite3.Error as error:
            self._recover(error, began)
            return []

    def _put(self, items: Iterable[tuple[bytes, bytes, bytes]]) -> bool:
        rows = ((*item[:2], self._sum(*item), item[2]) for item in items)  # one by one: some are large
        return self._write(lambda store: store.executemany("INSERT OR REPLACE INTO stored VALUES (?, ?, ?, ?)", rows))

    def _clear(self, store: sqlite3.Connection) -> None:
        store.execute("DELETE FROM stored")
        self._sign(store)

    def _sign(self, store: sqlite3.Connection) -> None:
        row = (_SIGNED, b"", self._sum(_SIGNED, b"", b""), b"")
        store.execute("INSERT OR REPLACE INTO stored VALUES (?, ?, ?, ?)", row)

    def _sum(self, *row: bytes) -> bytes:
        return key_of(self._signing_key, *row)

    def _own(self, sum: object, key: bytes, made_of: bytes, value: object) -> bool:
        """Whether this user put a value under a key, and it is whole."""
        return isinstance(value, bytes) and sum == self._sum(key, made_of, value)

    def _write(self, work: Callable[[sqlite3.Connection], object]) -> bool:
        began = time.monotonic()
        try:
            store = self._open()
            store.execute("BEGIN IMMEDIATE")
            try:
                work(store)
                store.execute("COMMIT")
            except BaseException:
                store.execute("ROLLBACK")
                raise
            return True
        except sqlite3.Error as error:
            self._recover(error, began)
            return False

    def _open(self) -> sqlite3.Connection:
        if self._process != os.getpid():
            _inherited.append(self._connection)  # SQLite forbids even to close it here
            self._connection, self._process = None, os.getpid()
        if self._connection is None:
            self._connection = self._connect()
        return self._connection

    def _connect(self) -> sqlite3.Connection:
        if not self._checked and self._file:
            self._check(self._file)
        self._checked = True
        if not self._file or self._left[0]:
            raise sqlite3.OperationalError("it is not used")
        store = sqlite3.connect(self._file, timeout=_SECONDS, isolation_level=None, check_same_thread=False)
        until = time.monotonic() + _SECONDS
        store.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        store.execute("PRAGMA page_size = 65536")  # for values of many megabytes
        store.execute("PRAGMA journal_mode = WAL")
        store.execute("PRAGMA synchronous = OFF")  # a lost value is made anew; a torn one fails its checksum
        self._make_or_know(store)
        store.set_progress_handler(None, 0)
        return store

    def _make_or_know(self, store: sqlite3.Connection) -> None:
        """Makes the table and signs the file; raises DatabaseError for one that was made, or signed, by others."""
        tables = store.execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL LIMIT 2").fetchall()
        if not tables:
            store.execute("BEGIN IMMEDIATE")
            store.execute(_TABLE.replace("TABLE", "TABLE IF NOT EXISTS"))
            self._sign(store)
            store.execute("COMMIT")
            return
        asked = "SELECT sum FROM stored WHERE key = ? AND length(sum) = ?"
        known = tables == [(_TABLE,)] and store.execute(asked, (_SIGNED, KEY)).fetchone()  # triggers, say, would run
        if known != (self._sum(_SIGNED, b"", b""),):
            raise sqlite3.DatabaseError("this was made by somebody else")

    def _check(self, file: Path) -> None:
        """SQLite opens files by their names, through links too. What was not made here is let alone."""
        for path in (str(file.parent), str(file), *(f"{file}{ending}" for ending in _BESIDE)):
            try:
                status = os.lstat(path)
            except OSError:
                continue
            is_folder = path == str(file.parent)
            if not (stat.S_ISDIR if is_folder else stat.S_ISREG)(status.st_mode) or (
                not is_folder and status.st_nlink > 1
            ):
                self._leave(f"{path} is not what sitegen made there; remove it")
        if not self._left[0]:
            self._remove(f"{file}-journal")  # one may name any file, which SQLite would then remove

    def _recover(self, error: sqlite3.Error, began: float) -> None:
        """Throws a damaged file away. What only failed this once (disk full, no folder) is left as it is."""
        self.close()
        if _code(error) == sqlite3.SQLITE_BUSY and time.monotonic() - began > 0.9 * _SECONDS:
            self._leave(f"{self._file} is held by another program")
        foreign = _code(error) == sqlite3.SQLITE_INTERRUPT  # it was searched for too long
        if isinstance(error, sqlite3.OperationalError) and "malformed" not in str(error) and not foreign:
            return
        for ending in ("", *_BESIDE):
            self._remove(f"{self._file}{ending}")

    def _remove(self, file: str) -> None:
        try:
            Path(file).unlink(missing_ok=True)
        except OSError as error:
            self._leave(f"{file} cannot be removed: {error.strerror}")

    def _leave(self, why: str) -> None:
        """Uses the file no more in this run."""
        if not self._left[0]:
            self._left[0] = 1
            self._say(f"{why}; this run goes on without the cache")


def _code(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
