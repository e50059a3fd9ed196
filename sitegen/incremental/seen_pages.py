"""What each page was made of, kept in chunks: an edit looks into few of them, and writes those anew."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from zlib import crc32

import msgspec
from msgspec import Raw, Struct

from sitegen.incremental.facts import holding

_PER_CHUNK = 128  # pages, about
_encode = msgspec.msgpack.Encoder().encode


class PageDependencies(Struct, frozen=True, array_like=True):
    """What a page was made of: what it was given, and the numbers of the facts that were taken while it was rendered.

    `data`: a key of what came of it, by which one knows that it is this that stands in the output. `drawn`: of a
    picture, a key of what it says and is drawn with; `unset`: the letters of it that no font here has.
    """

    data: bytes = b""
    given: bytes = b""
    facts: bytes = b""
    drawn: bytes = b""
    unset: str = ""


class _SeenChunk(Struct, array_like=True, dict=True):
    """Some pages. `facts` and `rest`: of each, in the order of `names`. `unset`: of those where it is not empty."""

    names: list[str]
    facts: Raw
    unset: dict[str, str]
    rest: Raw

    @cached_property
    def pages(self) -> dict[str, PageDependencies]:
        facts_of, rest = _decode_facts(self.facts), _decode_rest(self.rest)
        return {
            name: PageDependencies(data, given, facts, drawn, self.unset.get(name, ""))
            for name, facts, (data, given, drawn) in zip(self.names, facts_of, rest, strict=True)
        }


_decode_facts = msgspec.msgpack.Decoder(list[bytes]).decode
_decode_rest = msgspec.msgpack.Decoder(list[tuple[bytes, bytes, bytes]]).decode
_decode = msgspec.msgpack.Decoder(_SeenChunk).decode


class SeenPages:
    """What pages were made of, by their files."""

    def __init__(self, chunks: Iterable[bytes] = ()) -> None:
        """`chunks`: as they are kept. Raises MsgspecError for what is none."""
        self.chunks = list(chunks)
        self._opened = list(map(_decode, self.chunks))

    def __len__(self) -> int:
        return sum(len(chunk.names) for chunk in self._opened)

    def get(self, name: str) -> PageDependencies | None:
        return self._opened[_number(name, len(self.chunks))].pages.get(name) if self.chunks else None

    def items(self) -> Iterator[tuple[str, PageDependencies]]:
        return (item for chunk in self._opened for item in chunk.pages.items())

    def unset(self) -> dict[str, str]:
        """The letters that no font here has, of the pages that hold some."""
        return {name: letters for chunk in self._opened for name, letters in chunk.unset.items()}

    def made_of(self, facts: Collection[int]) -> set[str]:
        """The pages that one of these was taken for."""
        taken = [each for chunk in self._opened for each in _decode_facts(chunk.facts)]
        names = [name for chunk in self._opened for name in chunk.names]
        return {names[at] for at in holding(facts, taken)} if facts else set()

    def followed_by(
        self, pages: Collection[str], made: Iterable[tuple[str, PageDependencies]], stale: Collection[str]
    ) -> "SeenPages":
        """The same of the pages that there are now. `made`: of those that were `stale`, what each is made of now, as
        far as nothing is wrong with it: nothing is known of the others.
        """
        count = _count(len(pages))
        changed: dict[int, dict[str, PageDependencies]] = {}
        same = count == len(self.chunks)

        def chunk_of(name: str) -> dict[str, PageDependencies]:
            number = _number(name, count)
            if number not in changed:
                changed[number] = dict(self._opened[number].pages) if same else {}
            return changed[number]

        for name, page in () if same else self.items():
            chunk_of(name)[name] = page
        for name in (name for chunk in self._opened for name in chunk.names):
            if name in stale or name not in pages:
                chunk_of(name).pop(name, None)
        for name, page in made:
            chunk_of(name)[name] = page
        chunks = self.chunks if same else [_encoded({})] * count
        return SeenPages(_encoded(changed.pop(at)) if at in changed else chunk for at, chunk in enumerate(chunks))


def _encoded(pages: Mapping[str, PageDependencies]) -> bytes:
    rest = [(page.data, page.given, page.drawn) for page in pages.values()]
    unset = {name: page.unset for name, page in pages.items() if page.unset}
    return _encode((list(pages), [page.facts for page in pages.values()], unset, rest))


def _number(name: str, count: int) -> int:
    """Of the chunk that a page is kept in, whatever other pages there are."""
    return crc32(name.encode()) % count


def _count(pages: int) -> int:
    """A power of two, so that it changes seldom: with it, every chunk does."""
    count = 1
    while count * _PER_CHUNK < pages:
        count *= 2
    return count
