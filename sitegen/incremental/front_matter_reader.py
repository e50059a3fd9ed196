"""Reading front matter alone, so that there are pages to look at before all bodies are parsed.

A head is what a file gives when it is cut off behind its front matter. Where a link leads is not known before both of
its ends are read; so until all are, no body refers to anything, and the words of its links are shown as words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from sitegen.config import Grammar
from sitegen.content.assets import Asset
from sitegen.content.body import Body, Prose, as_words
from sitegen.content.files import File
from sitegen.content.read import FileRead, read_file
from sitegen.incremental.cached_reader import with_bytes
from sitegen.incremental.session import Heads
from sitegen.incremental.workers import in_processes
from sitegen.problems import has_errors

_CHUNK = 100  # files to a task
_WORTH_IT = 400  # fewer are read sooner than workers start

_END = re.compile(rb"\n---[ \t]*\r?\n")
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[FileRead | None]).decode


class FrontMatterReader:
    """`content.read.Reader` of heads, which takes what is known from `heads`, and leaves there what it reads."""

    def __init__(self, heads: Heads, jobs: int) -> None:
        self._heads, self._jobs = heads, jobs

    def __call__(self, files: Sequence[File], grammar: Grammar) -> tuple[list[FileRead], Mapping[str, Prose]]:
        new = [file for file in files if not self._known(file, grammar)]
        chunks = [new[start : start + _CHUNK] for start in range(0, len(new), _CHUNK)]

        def sound(chunk: Sequence[File]) -> bytes:
            heads = (_head(file, grammar) for file in chunk)  # stand-ins for what is wrong do not fit the schema
            return _encode([None if has_errors(head.problems) else head for head in heads])

        encoded = in_processes(sound, chunks, self._jobs if len(new) > _WORTH_IT else 1)
        for file, head in zip(new, (head for data in encoded for head in _decode(data)), strict=True):
            self._heads[file.path] = file, grammar, head or _head(file, grammar)
        return [self._heads[file.path][2] for file in files], _FrontWords({file.path: file for file in files}, grammar)

    def _known(self, file: File, grammar: Grammar) -> bool:
        known = self._heads.get(file.path)
        return known is not None and known[0].stamp == file.stamp and known[1] == grammar


class _FrontWords(Mapping[str, Prose]):
    """The prose of files as they are now, read when it is asked for; of one that is broken, as it was before."""

    def __init__(self, files: Mapping[str, File], grammar: Grammar) -> None:
        self._files, self._grammar = files, grammar
        self._good: dict[str, Prose] = {}

    def __getitem__(self, path: str) -> Prose:
        read, prose = read_file(self._files[path], self._grammar)
        if read.item is not None and not isinstance(read.item, Asset):
            self._good[path] = as_words(read.item.body, prose)
        return self._good.get(path, Prose())

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def _head(file: File, grammar: Grammar) -> FileRead:
    data = with_bytes(file).data
    end = _END.search(data) if data and data.startswith(b"---") else None
    whole = file.segments[0] == "pages"  # what its tables ask for is known from the terms alone
    read, _ = read_file(replace(file, data=data[: end.end()]) if data and end and not whole else file, grammar)
    if read.item is None or isinstance(read.item, Asset) or read.item.body == Body():
        return read
    # Of a file whose front matter has no plain end, or none, the body was read too.
    return replace(read, item=replace(read.item, body=Body(queries=read.item.body.queries)))
