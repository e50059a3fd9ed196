"""What is kept of an index of search beside its files, and which of its documents have changed since."""

from array import array
from collections.abc import Mapping

from msgspec import Struct

from sitegen.digest.values import Key
from sitegen.incremental.facts import FactKeys, holding


class KnownDocument(Struct, frozen=True, array_like=True):
    """A document as it was: its number, where its tokens lie, the facts it was made of and what these were."""

    number: int
    chunk: int
    facts: bytes
    values: bytes


class KeptIndex(Struct, frozen=True):
    """A language's index as it was made last. `chunks`, `files`: keys of what lies beside it."""

    shards: int
    documents: dict[str, KnownDocument] = {}
    chunks: dict[int, bytes] = {}
    files: list[bytes] = []

    def numbers(self) -> dict[Key, int]:
        """Of all documents, by kind and key."""
        split = ((key.partition("/"), known.number) for key, known in self.documents.items())
        return {(kind, rest): number for (kind, _, rest), number in split}


def changed_documents(numbers: Mapping[str, tuple[Key, int]], last: KeptIndex, facts: FactKeys) -> set[str]:
    """The documents that came, went, or are made of something else."""
    same = numbers.keys() & last.documents.keys()
    others = {key for key in same if values_of(last.documents[key].facts, facts) != last.documents[key].values}
    return _moved(numbers, last) | others


def changed_by(changes: set[int], numbers: Mapping[str, tuple[Key, int]], last: KeptIndex) -> set[str]:
    """The same, where one knows the facts that have changed."""
    keys = list(last.documents)
    return _moved(numbers, last) | {
        keys[at] for at in holding(changes, [known.facts for known in last.documents.values()])
    }


def _moved(numbers: Mapping[str, tuple[Key, int]], last: KeptIndex) -> set[str]:
    """Those that came, went, or have another number."""
    was = {(key, known.number) for key, known in last.documents.items()}
    return {key for key, _ in was ^ {(key, number) for key, (_, number) in numbers.items()}}


def values_of(made_of: bytes, facts: FactKeys) -> bytes:
    """What stands for the facts of some numbers, one after the other; a fact that is none is marked."""
    return b"".join([facts.get(number, b"-") for number in array("Q", made_of)])
