"""Parts of pages that take long to make, found again in a later run where no fact that they took has changed."""

from array import array
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any

import msgspec
from msgspec import Struct

from sitegen.incremental.cache import Cache
from sitegen.incremental.facts import FactKeys, packed
from sitegen.incremental.observed_digest import beside_digest
from sitegen.keys import key_of

_encode = msgspec.msgpack.Encoder().encode


class _KeptPart(Struct, frozen=True, array_like=True):
    """`facts`: the numbers of those that it took; `key`: stands for what these were, and for what it was given."""

    facts: bytes
    key: bytes
    made: bytes


_decode = msgspec.msgpack.Decoder(_KeptPart).decode


class KeptParts:
    """The `Kept` of an observed digest."""

    def __init__(self, cache: Cache, options: bytes, ground: bytes, facts: FactKeys) -> None:
        """`options`: stands for those that decide what a site holds; `ground`: for all that is no fact."""
        self._cache, self._options, self._ground, self._all = cache, options, ground, facts

    @cached_property
    def _facts(self) -> Mapping[int, bytes]:
        return self._all.of_digest or {}

    def find(self, place: str, given: tuple[Any, ...]) -> tuple[bytes, Collection[int]] | None:
        stored = self._cache.last(self._place(place), self._ground)
        if stored is None or not self._facts:
            return None
        kept = _decode(stored)
        numbers = array("Q", kept.facts)
        return (kept.made, numbers) if kept.key == self._key(given, numbers) else None

    def put(self, place: str, given: tuple[Any, ...], made: bytes, facts: Collection[int]) -> None:
        """Keeps what was made, unless it was of facts that nobody here can tell again."""
        unknown = [number for number in facts if number not in self._facts]  # that there is nothing is a fact, too
        if not self._facts or (unknown and beside_digest(unknown)):
            return
        numbers = packed(facts)
        part = _KeptPart(numbers, self._key(given, array("Q", numbers)), made)
        self._cache.put_last(self._place(place), self._ground, _encode(part))

    def _place(self, place: str) -> bytes:
        return key_of(b"part", self._options, place.encode())

    def _key(self, given: tuple[Any, ...], numbers: Collection[int]) -> bytes:
        return key_of(_encode(given), *[self._facts.get(number, b"-") for number in numbers])
