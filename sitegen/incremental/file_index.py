"""What is known of the files of `content/` and `static/` since earlier runs: which have changed, and keys of them.

A file whose stamp is the recorded one is not opened.
"""

import time
from collections.abc import Container, Iterable, Mapping

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen.config import SITE_FILE, Grammar
from sitegen.content.addresses import ADDRESSES
from sitegen.content.files import File, largest
from sitegen.disk import contents, trouble
from sitegen.incremental.cache import Cache
from sitegen.keys import key_of
from sitegen.output.static_files import STATIC
from sitegen.problems import Problem
from sitegen.version import program

_encode = msgspec.msgpack.Encoder().encode
_FEW = 1000  # new files that are worth hashing only to find that nothing changed
_DOUBTED = (-1, 0, 0)  # the stamp of no file
_FRESH = 2_000_000_000  # ns; a file changed so lately may change again within the same stamp (FAT counts in 2 s)


class FileRecord(Struct, frozen=True, array_like=True):
    """Keys of a file's bytes, of what it gave, and of its prose; the latter two are empty while it is only hashed."""

    stamp: tuple[int, int, int]
    data: bytes
    facts: bytes = b""
    prose: bytes = b""


class _SavedIndex(Struct, frozen=True, array_like=True):
    grammar: Grammar
    file_index: dict[str, FileRecord]


class FileIndex:
    """What is known of the files that there are now."""

    def __init__(self, cache: Cache, files: Mapping[str, File]) -> None:
        self._cache, self._files = cache, files
        self._scanned = time.time_ns()
        self._key = key_of(b"records", program())
        self._saved = self._load()
        self.grammar = self._saved.grammar
        self._index = {path: self._saved.file_index[path] for path in files if path in self._saved.file_index}

    def __getitem__(self, path: str) -> FileRecord:
        return self._index[path]

    def of(self, files: Iterable[File]) -> dict[str, FileRecord]:
        file_index = self._index
        return {file.path: file_index[file.path] for file in files}

    def unread(self, files: Iterable[File], grammar: Grammar) -> list[File]:
        """Those that were not read as they are now, by this grammar."""
        file_index, none = self._index if grammar == self.grammar else {}, FileRecord(_DOUBTED, b"")
        recorded = ((file, file_index.get(file.path, none)) for file in files)
        return [file for file, record in recorded if record.stamp != file.stamp or not record.facts]

    def follow(self, files: Mapping[str, File], changed: Iterable[str]) -> None:
        """Takes note of the files that there are now; those that changed are read whatever their stamp says."""
        self._files = files
        self._index = {path: record for path, record in self._index.items() if path in files}
        for path in changed:
            if path in self._index:
                self._index[path] = replace(self._index[path], stamp=_DOUBTED)

    def assets(self) -> list[File]:
        """The files other than texts that something referred to when they were last read."""
        return [self._files[path] for path, record in self._index.items() if record.facts and not _is_text(path)]

    def forget_assets(self, used: Container[str]) -> None:
        """Drops what was read of assets, but for those that are still used."""
        for file in self.assets():
            if file.path not in used:
                del self._index[file.path]

    def update(self, records: Iterable[tuple[str, FileRecord]], grammar: Grammar) -> None:
        if grammar != self.grammar:  # what a file gave under another grammar is nothing now
            self._index = {path: FileRecord(old.stamp, old.data) for path, old in self._index.items()}
            self.grammar = grammar
        self._index.update(records)

    def data(self, path: str) -> bytes:
        """Stands for a file's bytes as they were last read; empty where they were not."""
        record = self._index.get(path)
        return record.data if record else b""

    def data_key(self) -> bytes:
        """Stands for the bytes of all files; empty where too many are new to know without reading them all.

        Of files that nobody refers to, the names alone count.
        """
        new = [file for path, file in self._files.items() if self._matters(path) and not self._current(file)]
        if len(new) > _FEW:
            return b""
        if self.look_at(new):
            return b""  # reading it says what is wrong
        return key_of(_encode([(path, self.data(path)) for path in self._files]))

    def look_at(self, files: Iterable[File]) -> list[Problem]:
        """Takes note of what files hold, of those alone that are new; and why one cannot be read."""
        problems = []
        for file in files:
            if not self._current(file):
                try:
                    self._hash(file)
                except OSError as error:
                    problems.append(trouble(file.path, error))
        return problems

    def read(self) -> dict[str, tuple[bytes, bytes]]:
        """Of all files that were read, what stands for the bytes of each and for what it gave but for its prose."""
        return {path: (record.data, record.facts) for path, record in self._index.items() if record.facts}

    def facts_key(self) -> bytes:
        """Stands for what all files gave, but for their prose."""
        return key_of(_encode(sorted([(path, record.facts) for path, record in self._index.items() if record.facts])))

    def save(self) -> None:
        """Keeps all of it for the next run. A stamp that may not tell the next change is not believed then."""
        fresh = self._scanned - _FRESH
        file_index = {
            path: replace(record, stamp=_DOUBTED) if record.stamp[1] > fresh else record
            for path, record in self._index.items()
        }
        saved = _SavedIndex(self.grammar, file_index)
        if saved != self._saved:
            self._cache.put([(self._key, msgspec.msgpack.encode(saved))])

    def _load(self) -> _SavedIndex:
        stored = self._cache.get([self._key])
        try:
            return msgspec.msgpack.decode(stored[self._key], type=_SavedIndex)
        except (KeyError, msgspec.MsgspecError):
            return _SavedIndex(Grammar((), ()), {})

    def _matters(self, path: str) -> bool:
        return path in self._index or _is_text(path) or path.startswith(f"{STATIC}/")

    def _current(self, file: File) -> bool:
        record = self._index.get(file.path)
        return record is not None and record.stamp == file.stamp

    def _hash(self, file: File) -> None:
        """Records a file's bytes; where they are the recorded ones, what they gave stays known. Raises OSError."""
        data = key_of(contents(file, largest(file.path)))
        old = self._index.get(file.path)
        same = old is not None and old.data == data
        self._index[file.path] = replace(old, stamp=file.stamp) if old and same else FileRecord(file.stamp, data)


def _is_text(path: str) -> bool:
    return path.endswith(".md") or path in (SITE_FILE, ADDRESSES)
