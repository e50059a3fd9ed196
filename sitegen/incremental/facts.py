"""What stands for all facts that pages are made of, and which of them differ from those of an earlier build.

Where only bodies have changed, as mostly, the facts of the digest itself are not even looked at.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, compress, count

import msgspec

from sitegen.incremental.observed_digest import prose_facts, search_facts
from sitegen.keys import key_of

_encode = msgspec.msgpack.Encoder().encode
_FEW = 12  # numbers that are found sooner one by one
_NUMBER = 8  # bytes

Shard = tuple[str, int]  # of the index of search: a language and a number


class FactKeys:
    """By their numbers what stands for the facts of a digest, of its prose and of the files of its index of search."""

    def __init__(
        self,
        digest: bytes,
        of_digest: Callable[[], Mapping[int, bytes] | None],
        prose: Mapping[str, bytes],
        search: Callable[[], Mapping[Shard, bytes]] = dict,
    ) -> None:
        """`digest`: stands for all that `of_digest` gives; that gives None where it is lost. `prose`, by path, and
        `search`, which gives it by file: what stands for each.
        """
        self.digest, self._of_digest, self.prose, self._search = digest, of_digest, prose, search

    def with_search(self, search: Callable[[], Mapping[Shard, bytes]]) -> "FactKeys":
        return FactKeys(self.digest, lambda: self.of_digest, self.prose, search)

    @cached_property
    def search(self) -> Mapping[Shard, bytes]:
        return self._search()

    @cached_property
    def of_digest(self) -> Mapping[int, bytes] | None:
        return self._of_digest()

    @cached_property
    def key(self) -> bytes:
        """Stands for the facts of the digest and of prose, in whatever order."""
        return key_of(self.digest, _encode(sorted(self.prose.items())))

    def get(self, number: int, default: bytes) -> bytes:
        """What stands for a fact of the digest, or of prose."""
        return self._prose.get(number) or (self.of_digest or {}).get(number, default)

    def changed_since(self, was: "FactKeys") -> set[int] | None:
        """The numbers of the facts that are others, or came, or went; None where nobody knows."""
        changed = {*prose_facts(dict(self.prose.items() ^ was.prose.items()))}
        changed.update(search_facts(dict(self.search.items() ^ was.search.items())))
        if self.digest != was.digest:
            if self.of_digest is None or was.of_digest is None:
                return None
            changed.update(number for number, _ in self.of_digest.items() ^ was.of_digest.items())
        return changed

    @cached_property
    def _prose(self) -> Mapping[int, bytes]:
        return prose_facts(self.prose)


def holding(changed: Collection[int], taken: Sequence[bytes]) -> Iterator[int]:
    """The places of those that hold a number of `changed`, some more than once. `taken`: numbers, as `packed` gives."""
    ends = list(accumulate(map(len, taken)))
    return (bisect_right(ends, at * _NUMBER) for at in _places(changed, b"".join(taken)))


def packed(numbers: Collection[int]) -> bytes:
    return array("Q", sorted(numbers)).tobytes()


def _places(changed: Collection[int], numbers: bytes) -> Iterator[int]:
    if len(changed) > _FEW:
        yield from compress(count(), map(frozenset(changed).__contains__, memoryview(numbers).cast("Q")))
        return
    for number in changed:
        sought, start = packed([number]), 0
        while (start := numbers.find(sought, start)) >= 0:
            if start % _NUMBER == 0:
                yield start // _NUMBER
            start += 1
