"""A store of bytes under keys that may be lost at any time: what it holds can always be made anew.

One SQLite file, shared by processes and by runs at the same time. It is rebuilt when it is damaged, and never trusted:
each value carries its own checksum. Where it cannot be written, nothing is stored and nothing fails.
"""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

_AT_ONCE = 500  # keys in one question; SQLite allows 999 on its oldest builds
_SECONDS = 30  # to wait for another process that writes
KEY = 16  # bytes
_SCHEMA = "CREATE TABLE IF NOT EXISTS stored (key BLOB PRIMARY KEY, made_of BLOB, sum BLOB, value BLOB)"


def key_of(*parts: bytes) -> bytes:
    """`KEY` bytes that stand for the parts, each apart from the next."""
    made = hashlib.blake2b(digest_size=KEY)
    for part in parts:
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.digest()


_inherited: list[object] = []


class Cache:
    def __init__(self, file: Path) -> None:
        self._file = file
        self._connection: sqlite3.Connection | None = None
        self._process = 0  # a connection must not cross a fork

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values that are there and whole."""
        found: dict[bytes, bytes] = {}
        for start in range(0, len(keys), _AT_ONCE):
            part = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(part))
            try:
                rows = self._ask(f"SELECT key, sum, value FROM stored WHERE key IN ({marks})", part)
            except sqlite3.Error as error:
                self._recover(error)
                continue
            found.update((key, value) for key, sum, value in rows if _whole(sum, value))
        return found

    def put(self, items: Iterable[tuple[bytes, bytes]]) -> bool:
        """Stores values, all or none; whether that went well."""
        return self._put((key, b"", value) for key, value in items)

    def last(self, place: bytes, made_of: bytes) -> bytes | None:
        """What was put at a place last, if it was made of this: for what is large, and of use only once."""
        try:
            rows = self._ask("SELECT sum, value FROM stored WHERE key = ? AND made_of = ?", (place, made_of))
        except sqlite3.Error as error:
            self._recover(error)
            return None
        return next((value for sum, value in rows if _whole(sum, value)), None)

    def put_last(self, place: bytes, made_of: bytes, value: bytes) -> None:
        self._put([(place, made_of, value)])

    def trim(self, most: int) -> None:
        """Drops all values when there are more than so many: nobody knows which of them are of use."""

        def drop(store: sqlite3.Connection) -> None:
            (count,) = store.execute("SELECT count(*) FROM stored").fetchone()
            if count > most:
                store.execute("DELETE FROM stored")

        self._write(drop)

    def empty(self) -> None:
        self._write(lambda store: store.execute("DELETE FROM stored"))

    def close(self) -> None:
        if self._connection is not None and self._process == os.getpid():
            self._connection.close()
            self._connection = None

    def _ask(self, question: str, values: Sequence[bytes]) -> list[Any]:
        return self._open().execute(question, values).fetchall()

    def _put(self, items: Iterable[tuple[bytes, bytes, bytes]]) -> bool:
        rows = ((key, made_of, _sum(value), value) for key, made_of, value in items)  # one by one: some are large
        return self._write(lambda store: store.executemany("INSERT OR REPLACE INTO stored VALUES (?, ?, ?, ?)", rows))

    def _write(self, work: Callable[[sqlite3.Connection], object]) -> bool:
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
            self._recover(error)
            return False

    def _open(self) -> sqlite3.Connection:
        if self._process != os.getpid():
            _inherited.append(self._connection)  # SQLite forbids even to close it here
            self._connection, self._process = None, os.getpid()
        if self._connection is None:
            store = sqlite3.connect(self._file, timeout=_SECONDS, isolation_level=None, check_same_thread=False)
            store.execute("PRAGMA page_size = 65536")  # for values of many megabytes
            store.execute("PRAGMA journal_mode = WAL")
            store.execute("PRAGMA synchronous = OFF")  # a lost value is made anew; a torn one fails its checksum
            store.execute(_SCHEMA)
            self._connection = store
        return self._connection

    def _recover(self, error: sqlite3.Error) -> None:
        """Throws a damaged file away. What only failed this once (locked, disk full, no folder) is left as it is."""
        self.close()
        if isinstance(error, sqlite3.OperationalError) and "malformed" not in str(error):
            return
        for ending in ("", "-wal", "-shm"):
            Path(f"{self._file}{ending}").unlink(missing_ok=True)


def _sum(value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=KEY).digest()


def _whole(sum: object, value: object) -> bool:
    return isinstance(value, bytes) and sum == _sum(value)
