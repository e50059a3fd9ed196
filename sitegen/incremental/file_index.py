"""What is known of the files of `content/` since earlier runs: which have changed, and keys of what they hold.

A file whose stamp is the recorded one is not opened.
"""

import time
from collections.abc import Container, Iterable, Mapping

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen.config import SITE_FILE, Grammar
from sitegen.content.files import File, largest
from sitegen.disk import contents
from sitegen.incremental.cache import Cache, key_of
from sitegen.version import program

_FEW = 1000  # new files that are worth hashing only to find that nothing changed
_DOUBTED = (-1, 0, 0)  # the stamp of no file
_FRESH = 2_000_000_000  # ns; a file changed so lately may change again within the same stamp (FAT counts in 2 s)


class Record(Struct, frozen=True, array_like=True):
    """Keys of a file's bytes, of what it gave, and of its prose; the latter two are empty while it is only hashed."""

    stamp: tuple[int, int, int]
    data: bytes
    facts: bytes = b""
    prose: bytes = b""


class _Saved(Struct, frozen=True, array_like=True):
    grammar: Grammar
    records: dict[str, Record]


class Records:
    """The records of the files that there are now."""

    def __init__(self, cache: Cache, files: Mapping[str, File]) -> None:
        self._cache, self._files = cache, files
        self._scanned = time.time_ns()
        self._key = key_of(b"records", program())
        self._saved = self._load()
        self.grammar = self._saved.grammar
        self._records = {path: self._saved.records[path] for path in files if path in self._saved.records}

    def __getitem__(self, path: str) -> Record:
        return self._records[path]

    def of(self, files: Iterable[File]) -> dict[str, Record]:
        records = self._records
        return {file.path: records[file.path] for file in files}

    def unread(self, files: Iterable[File], grammar: Grammar) -> list[File]:
        """Those that were not read as they are now, by this grammar."""
        records, none = self._records if grammar == self.grammar else {}, Record(_DOUBTED, b"")
        found = ((file, records.get(file.path, none)) for file in files)
        return [file for file, record in found if record.stamp != file.stamp or not record.facts]

    def follow(self, files: Mapping[str, File], changed: Iterable[str]) -> None:
        """Takes note of the files that there are now; those that changed are read whatever their stamp says."""
        self._files = files
        self._records = {path: record for path, record in self._records.items() if path in files}
        for path in changed:
            if path in self._records:
                self._records[path] = replace(self._records[path], stamp=_DOUBTED)

    def assets(self) -> list[File]:
        """The files other than texts that something referred to when they were last read."""
        return [self._files[path] for path, record in self._records.items() if record.facts and not _is_text(path)]

    def forget_assets(self, used: Container[str]) -> None:
        """Drops what was read of assets, but for those that are still used."""
        for file in self.assets():
            if file.path not in used:
                del self._records[file.path]

    def update(self, found: Iterable[tuple[str, Record]], grammar: Grammar) -> None:
        if grammar != self.grammar:  # what a file gave under another grammar is nothing now
            self._records = {path: Record(old.stamp, old.data) for path, old in self._records.items()}
            self.grammar = grammar
        self._records.update(found)

    def data(self, path: str) -> bytes:
        """Stands for a file's bytes as they were last read; empty where they were not."""
        record = self._records.get(path)
        return record.data if record else b""

    def data_key(self) -> bytes:
        """Stands for the bytes of all files; empty where too many are new to know without reading them all.

        Of files that nobody refers to, the names alone count.
        """
        new = [file for path, file in self._files.items() if self._matters(path) and not self._current(file)]
        if len(new) > _FEW:
            return b""
        for file in new:
            if not self._hash(file):
                return b""  # reading it says what is wrong
        return key_of(*(part for path in self._files for part in (path.encode(), self.data(path))))

    def facts_key(self) -> bytes:
        """Stands for what all files gave, but for their prose."""
        read = sorted((path, record.facts) for path, record in self._records.items() if record.facts)
        return key_of(*(part for path, facts in read for part in (path.encode(), facts)))

    def save(self) -> None:
        """Keeps the records for the next run. A stamp that may not tell the next change is not believed then."""
        fresh = self._scanned - _FRESH
        records = {
            path: replace(record, stamp=_DOUBTED) if record.stamp[1] > fresh else record
            for path, record in self._records.items()
        }
        saved = _Saved(self.grammar, records)
        if saved != self._saved:
            self._cache.put([(self._key, msgspec.msgpack.encode(saved))])

    def _load(self) -> _Saved:
        stored = self._cache.get([self._key])
        try:
            return msgspec.msgpack.decode(stored[self._key], type=_Saved)
        except (KeyError, msgspec.MsgspecError):
            return _Saved(Grammar((), ()), {})

    def _matters(self, path: str) -> bool:
        return path in self._records or _is_text(path)

    def _current(self, file: File) -> bool:
        record = self._records.get(file.path)
        return record is not None and record.stamp == file.stamp

    def _hash(self, file: File) -> bool:
        """Records a file's bytes; where they are the recorded ones, what they gave stays known."""
        try:
            data = key_of(contents(file, largest(file.path)))
        except OSError:
            return False
        old = self._records.get(file.path)
        same = old is not None and old.data == data
        self._records[file.path] = replace(old, stamp=file.stamp) if old and same else Record(file.stamp, data)
        return True


def _is_text(path: str) -> bool:
    return path.endswith(".md") or path == SITE_FILE
