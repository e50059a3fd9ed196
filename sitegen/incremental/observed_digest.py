"""Which facts of the digest each page was made from: seen until it is rendered, and declared by nobody.

A fact is what a table of the digest holds under one key, or the order of its keys. Where none of a page's facts has
changed, nor what it was given beside them, its view is what it was, and need not be made to know that.
"""

from collections.abc import Callable, Collection, ItemsView, Iterable, Iterator, Mapping, ValuesView
from functools import cache
from hashlib import blake2b
from typing import Any, Protocol, TypeVar, cast

import msgspec

from sitegen.config import Config
from sitegen.content.body import Prose
from sitegen.digest.model import Digest, Note
from sitegen.keys import key_of
from sitegen.pages.parts.name_links import Names

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_Made = TypeVar("_Made")
_encode = msgspec.msgpack.Encoder().encode
_MOST = 20_000  # that are shared at a time: of ten thousand notes and two processes, nearly all

# Of a digest, each field that is a table which pages may ask: it maps keys to values that can be encoded. A new one is
# named here too. fmt: off
_TABLES = (
    "terms",
    "in_use",
    "notes",
    "pages",
    "listings",
    "backlinks",
    "targets",
    "assets",
    "shown",
    "linked",
    "ledger",
    "parts",
    "ended",
    "claimed",
    "relations",
    "themed",
    "quoted",
    "speakers",
    "editions",
    "edition_texts",
    "related",
    "addresses",
)
# fmt: on


class Kept(Protocol):
    """What an earlier run made, with the numbers of the facts that it took."""

    def find(self, place: str, given: tuple[Any, ...]) -> tuple[bytes, Collection[int]] | None: ...

    def put(self, place: str, given: tuple[Any, ...], made: bytes, facts: Collection[int]) -> None: ...


class ObservedDigest:
    """A digest and its prose that note what is taken from them. `taken`: the numbers of the facts, up to now.

    `kept`: what is found again of `lasting` work; nothing where that is not known.
    """

    def __init__(
        self,
        digest: Digest,
        prose: Mapping[str, Prose],
        search: Mapping[tuple[str, int], bytes] | None = None,
        names: Mapping[tuple[str, str], Names | None] | None = None,
    ) -> None:
        self._real = digest
        self.taken: set[int] = set()
        self.watching = False  # pages are planned: tables are walked through at full speed, and nothing is noted
        self._shared: dict[tuple[object, ...], tuple[Any, Collection[int]]] = {}
        self.kept: Kept | None = None
        self.config: Config = digest.config
        self.prose: Mapping[str, Prose] = _ObservedTable("prose", prose, self)
        self.search: Mapping[tuple[str, int], bytes] = _ObservedTable("search", {} if search is None else search, self)
        self.names: Mapping[tuple[str, str], Names | None] = _ObservedTable(
            "names", {} if names is None else names, self
        )
        for name in _TABLES:
            setattr(self, name, _ObservedTable(name, getattr(digest, name), self))

    def release(self) -> None:
        """Nobody will ask any more. It refers to itself on many ways; cut, all of it goes at once."""
        self.__dict__.clear()

    @property
    def real(self) -> Digest:
        """The digest itself, for what makes no page."""
        return self._real

    @property
    def digest(self) -> Digest:
        return cast(Digest, self)  # it has all that pages may ask of a digest

    @property
    def as_of(self) -> object:
        self.taken.add(_number("as_of"))
        return self._real.as_of

    def watch(self, work: Callable[..., _Made], *given: Any) -> tuple[_Made, set[int]]:
        """What some work makes of what it is given, and the numbers of the facts that it took."""
        before, self.taken, self.watching = (self.taken, self.watching), set(), True
        try:
            return work(*given), self.taken
        finally:
            self.taken, self.watching = before

    def memo(self, make: Callable[..., _Made], *given: Any) -> _Made:
        """A `sitegen.memo.Memo`: who is given what was made before has taken the same facts."""
        key = (make, *given)
        known = self._shared.get(key)
        if known is None:
            fresh, facts = self.watch(make, *given)
            known = self._share(key, (fresh, tuple(facts)))  # sets take five times the memory
        made: _Made
        made, taken = known
        self.taken.update(taken)
        return made

    def lasting(self, place: str, given: tuple[Any, ...], make: Callable[[], bytes]) -> bytes:
        """A `sitegen.memo.LastingMemo`."""
        key = (place, given)
        if key not in self._shared:
            known = self.kept.find(place, given) if self.kept else None
            if known is None:
                made, facts = self.watch(make)
                known = made, tuple(facts)
                if self.kept:
                    self.kept.put(place, given, made, facts)
            self._share(key, known)
        found: bytes
        found, taken = self._shared[key]
        self.taken.update(taken)
        return found

    def _share(self, key: tuple[object, ...], known: tuple[Any, Collection[int]]) -> tuple[Any, Collection[int]]:
        if len(self._shared) >= _MOST:
            self._shared.clear()
        self._shared[key] = known
        return known


class _ObservedTable(Mapping[_Key, _Value]):
    def __init__(self, name: str, values: Mapping[_Key, _Value], digest: ObservedDigest) -> None:
        self._name, self._values, self._digest = name, values, digest
        self._numbers = _numbers(name)

    def __getitem__(self, key: _Key) -> _Value:
        self._digest.taken.add(self._numbers[key])  # that there is nothing under a key is a fact too
        return self._values[key]

    def get(self, key: _Key, default: Any = None) -> Any:
        self._digest.taken.add(self._numbers[key])
        return self._values.get(key, default)

    def values(self) -> ValuesView[_Value]:
        return super().values() if self._digest.watching else cast("dict[_Key, _Value]", self._values).values()

    def items(self) -> ItemsView[_Key, _Value]:
        return super().items() if self._digest.watching else cast("dict[_Key, _Value]", self._values).items()

    def __iter__(self) -> Iterator[_Key]:
        self._digest.taken.add(_number(self._name))
        return iter(self._values)

    def __len__(self) -> int:
        self._digest.taken.add(_number(self._name))
        return len(self._values)


def facts_of(digest: Digest) -> dict[int, bytes]:
    """What stands for each fact of a digest, by its number."""
    by_number = {_number("as_of"): _encode(digest.as_of)}
    for name in _TABLES:
        table = getattr(digest, name)
        by_number[_number(name)] = key_of(*map(_encode, table))
        by_number.update((_number(name, key), key_of(_encode(value))) for key, value in table.items())
    return by_number


class FactsInTurn:
    """The same of a digest that is joined again and again: what is the same object as before is encoded once."""

    def __init__(self) -> None:
        self._known: dict[str, dict[object, tuple[object, bytes]]] = {}

    def __call__(self, digest: Digest) -> dict[int, bytes]:
        by_number = {_number("as_of"): _encode(digest.as_of)}
        for name in _TABLES:
            table, was, now = getattr(digest, name), self._known.get(name, {}), {}
            for key, value in table.items():
                before = was.get(key)
                now[key] = before if before and before[0] is value else (value, key_of(_encode(value)))
            self._known[name] = now
            by_number[_number(name)] = key_of(*map(_encode, table))
            by_number.update((_number(name, key), fact) for key, (_, fact) in now.items())
        return by_number


def note_facts(notes: Mapping[str, Note]) -> dict[int, bytes]:
    """The same of some notes by their ids."""
    return {_number("notes", id): key_of(_encode(note)) for id, note in notes.items()}


def prose_facts(keys: Mapping[str, bytes]) -> dict[int, bytes]:
    """The same of prose, for which there are keys already."""
    return {_number("prose", path): key for path, key in keys.items()}


def search_facts(keys: Mapping[tuple[str, int], bytes]) -> dict[int, bytes]:
    """And of the files of the index of search."""
    return {_number("search", shard): key for shard, key in keys.items()}


def beside_digest(numbers: Collection[int]) -> bool:
    """Whether there are facts among these that are none of a digest's own tables."""
    return any(not _numbers(name).known.isdisjoint(numbers) for name in ("prose", "search", "names"))


def name_facts(texts: Iterable[tuple[str, str]]) -> frozenset[int]:
    """The numbers of the facts that say which names are linked in texts, by their languages and files."""
    return frozenset(_number("names", text) for text in texts)


def _number(name: str, key: object = None) -> int:
    return _numbers(name)[key]


@cache
def _numbers(name: str) -> "_Numbers":
    return _Numbers(name)


class _Numbers(dict[object, int]):
    """The numbers of a table's facts by their keys.

    The same in every run; two of a million facts share one with a chance of one in forty million.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def known(self) -> set[int]:
        return set(self.values())

    def __missing__(self, key: object) -> int:
        digest = blake2b(_encode((self._name, key)), digest_size=8).digest()
        number = self[key] = int.from_bytes(digest, "little")
        return number
