"""Reading through the cache, and in several processes.

A file is parsed only when what it holds has never been parsed: by this program, at this path, under this grammar.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from sitegen.config import Grammar
from sitegen.content.body import Prose
from sitegen.content.files import File, largest
from sitegen.content.read import FileRead, read_file
from sitegen.disk import contents
from sitegen.incremental.cache import Cache
from sitegen.incremental.file_index import FileIndex, FileRecord
from sitegen.incremental.session import Session
from sitegen.incremental.workers import in_background, in_processes
from sitegen.keys import KEY, key_of
from sitegen.problems import has_errors
from sitegen.version import program

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess as Process

_CHUNK = 100  # files to a task
_WORTH_IT = 200  # fewer are read sooner than workers start

_facts = msgspec.msgpack.Decoder(FileRead)
_prose = msgspec.msgpack.Decoder(Prose)
_encode = msgspec.msgpack.Encoder().encode

_NOTHING = b"", None  # in the place of what is not known

Held = tuple[FileRead, Prose]  # what a file gave that cannot be kept


class CachedReader:
    """`content.read.Reader` by way of a cache."""

    def __init__(
        self,
        cache: Cache,
        file_index: FileIndex,
        jobs: int,
        session: Session | None = None,
        meanwhile: Callable[[], object] = lambda: None,
    ) -> None:
        """`meanwhile`: what this process does while others read."""
        self._cache, self._index, self._jobs, self._meanwhile = cache, file_index, jobs, meanwhile
        self._session = session or Session()
        self._held: dict[str, Held] = {}

    def refresh(self, files: Sequence[File], grammar: Grammar) -> None:
        """Reads the files that are new or changed, so that there is a record of each."""
        new = self._index.unread(files, grammar)
        texts = [file for file in new if file.path.endswith(".md")]
        chunks = [texts[start : start + _CHUNK] for start in range(0, len(texts), _CHUNK)]
        chunks += [[file] for file in new if not file.path.endswith(".md")]  # each of which may be of many megabytes
        records: list[tuple[str, FileRecord]] = []
        jobs = self._jobs if len(new) > _WORTH_IT else 1
        for chunk in in_processes(_Chunk(self._cache, grammar), chunks, jobs, self._meanwhile):
            for path, record, held in chunk:
                records.append((path, record))
                if held is not None:
                    self._held[path] = held
        self._index.update(records, grammar)

    def __call__(self, files: Sequence[File], grammar: Grammar) -> tuple[list[FileRead], Mapping[str, Prose]]:
        self.refresh(files, grammar)
        ground, items, known = _ground(grammar), self._session.items, self._index.of(files)
        new = [file for file in files if items.get(file.path, _NOTHING)[0] != known[file.path].facts]
        keys = {
            file.path: _key(ground, file.path, known[file.path].data) for file in new if file.path not in self._held
        }
        stored = self._cache.get(list(keys.values()))
        for file in new:
            read = self._one(file, stored.get(keys.get(file.path, b"")), grammar)
            items[file.path] = known[file.path].facts, read
        return [items[file.path][1] for file in files], self.shelf(files, grammar)

    def when(self, path: str, data: bytes, grammar: Grammar) -> FileRead | None:
        """What a file gave when its bytes were those that a key stands for; None where nobody knows any more."""
        key = _key(_ground(grammar), path, data)
        stored = self._cache.get([key])
        return _facts.decode(stored[key][KEY:]) if stored else None

    def shelf(self, files: Sequence[File], grammar: Grammar) -> "Shelf":
        """The prose of files that were read."""
        return Shelf({file.path: file for file in files}, grammar, self._cache, self._index.of(files), self._held)

    def _one(self, file: File, stored: bytes | None, grammar: Grammar) -> FileRead:
        if stored is not None:
            return _facts.decode(stored[KEY:])
        if file.path not in self._held:  # the cache lost it since
            self._held[file.path] = read_file(file, grammar)
        return self._held[file.path][0]


def read_ahead(cache: Cache, files: Sequence[File], grammar: Grammar, jobs: int) -> "list[Process]":
    """Begins to read files in processes of their own, for the cache alone: whoever reads them next finds it there."""
    chunks = [files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK)]
    return in_background(_Chunk(cache, grammar), chunks, jobs)


class Shelf(Mapping[str, Prose]):
    """The prose of files as they were read, by path, fetched when it is asked for."""

    def __init__(
        self,
        files: Mapping[str, File],
        grammar: Grammar,
        cache: Cache,
        file_index: dict[str, FileRecord],
        held: dict[str, Held],
    ) -> None:
        self.grammar = grammar
        self._files, self._cache, self._index, self._held = files, cache, file_index, held
        self._fetched: dict[bytes, bytes] = {}

    def keys_of_prose(self) -> dict[str, bytes]:
        """What stands for the prose of each file, by path."""
        return {path: self._index[path].prose for path in self._files}

    def refresh(self, files: Sequence[File]) -> list[tuple[str, FileRecord]]:
        """Reads files anew. The prose of one is taken up if all else that it says is as it was."""
        records = _Chunk(self._cache, self.grammar)(files)
        for path, record, held in records:
            if record.facts == self._index[path].facts:
                self._index[path] = record
                self._held.pop(path, None)
                if held is not None:
                    self._held[path] = held
        return [(path, record) for path, record, _ in records]

    def ahead(self, paths: Iterable[str]) -> None:
        """Fetches the prose of files that will be asked for, by one question; that of those before is let go."""
        keys = [self._index[path].prose for path in paths if path in self._files]
        self._fetched = self._cache.get(keys)

    def __getitem__(self, path: str) -> Prose:
        if path in self._held:
            return self._held[path][1]
        key = self._index[path].prose
        stored = self._fetched if key in self._fetched else self._cache.get([key])
        return _prose.decode(stored[key]) if key in stored else read_file(self._files[path], self.grammar)[1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


class _Chunk:
    """Reads some files, and stores what they gave."""

    def __init__(self, cache: Cache, grammar: Grammar) -> None:
        self._cache, self._grammar, self._ground = cache, grammar, _ground(grammar)

    def __call__(self, files: Sequence[File]) -> list[tuple[str, FileRecord, Held | None]]:
        """A record of each file, and what it gave where the cache does not keep that."""
        filled = [with_bytes(file) for file in files]
        data = [key_of(file.data or b"") for file in filled]
        keys = [_key(self._ground, file.path, key) for file, key in zip(filled, data, strict=True)]
        stored = self._cache.get(keys)
        made: dict[str, Held] = {}
        fresh: list[tuple[bytes, bytes]] = []
        file_index: dict[str, FileRecord] = {}
        for file, data_key, key in zip(filled, data, keys, strict=True):
            value = stored.get(key)
            if value is None:
                read, prose = made[file.path] = read_file(file, self._grammar)
                text = _encode(prose)
                value = key_of(text) + _encode(read)
                if _sound(made[file.path]):
                    fresh += [(key, value), (value[:KEY], text)]
            file_index[file.path] = FileRecord(file.stamp, data_key, key_of(value[KEY:]), value[:KEY])
        kept = self._cache.put(fresh)
        return [
            (path, record, made.get(path) if not kept or not _sound(made.get(path)) else None)
            for path, record in file_index.items()
        ]


def _sound(held: Held | None) -> bool:
    """Whether what a file gave can be stored: stand-ins for what is wrong do not fit the schema."""
    return held is None or not has_errors(held[0].problems)


def with_bytes(file: File) -> File:
    """A file with its bytes, so that they are read once; one that is too large, or gone, is left to `read_file`."""
    try:
        return replace(file, data=contents(file, largest(file.path)))
    except OSError:
        return file


def _ground(grammar: Grammar) -> bytes:
    return key_of(b"file", program(), _encode(grammar))


def _key(ground: bytes, path: str, data: bytes) -> bytes:
    return key_of(ground, path.encode(), data)
