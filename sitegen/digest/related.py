"""Notes to read on with.

Candidates are the nearest by date on each side in the list of each term that a note names, so the work grows with the
number of notes and not with its square. They are weighed by the terms shared: a rare one says more. Rarity counts in
powers of two, so that one more note seldom changes what other notes are related to.
"""

from collections.abc import Callable, Iterator, Mapping, Sized

from sitegen.digest.listings import Listings
from sitegen.digest.model import Note, Related
from sitegen.digest.values import Key

EACH_SIDE = 8  # as many neighbours in each list are candidates
_SHOWN = 4
_KEPT = 100_000  # weights of terms together
_HEAVIEST = 20  # weight of a term that one note has; one less each time the number of its notes doubles


# From notes, in the order of lists, and the listings of the terms that they name, to what each note is related to.
Relate = Callable[[Mapping[str, Note], Listings], Mapping[str, tuple[Related, ...]]]


def weight(ids: Sized) -> int:
    """Of a term that so many notes name."""
    return max(_HEAVIEST - len(ids).bit_length(), 1)


class Relations(Mapping[str, tuple[Related, ...]]):
    """What each note is related to, found when it is asked for."""

    def __init__(self, notes: Mapping[str, Note], own: Listings) -> None:
        """`notes` in the order of lists; `own`: the listings of the terms that they name."""
        self._notes, self.own = notes, own
        self._places: dict[Key, dict[str, int]] = {}  # of the terms that were asked for
        weights = {key: weight(ids) for key, ids in own.items()}
        # What two notes share is found at once, as bits; the lowest is the rarest term, which is the reason shown.
        self._terms = {1 << at: key for at, key in enumerate(sorted(own, key=lambda key: (-weights[key], key)))}
        self._masks = _Masks(notes, {key: bit for bit, key in self._terms.items()})
        self._weights = _Weights({bit: weights[key] for bit, key in self._terms.items()})

    def __iter__(self) -> Iterator[str]:
        return iter(self._notes)

    def __len__(self) -> int:
        return len(self._notes)

    def __getitem__(self, id: str) -> tuple[Related, ...]:
        """Up to four other notes, the nearest in substance first."""
        note, own = self._notes[id], self._masks[id]
        others = set[str]().union(*[self._near(id, key) for key in note.named])
        others.discard(id)
        shared = map(own.__and__, map(self._masks.__getitem__, others))  # of each of a hundred, so by no loop of Python
        totals = list(map(self._weights.__getitem__, shared))
        enough = min(sorted(totals)[-_SHOWN:], default=0)
        ranked = sorted(
            [
                (-total, abs((self._notes[other].date - note.date).days), other)
                for other, total in zip(others, totals, strict=True)
                if total >= enough
            ]
        )
        return tuple([Related(other, self._reason(own & self._masks[other])) for _, _, other in ranked[:_SHOWN]])

    def _reason(self, shared: int) -> Key:
        return self._terms[shared & -shared]

    def _near(self, id: str, key: Key) -> tuple[str, ...]:
        if key not in self._places:
            self._places[key] = {other: i for i, other in enumerate(self.own[key])}
        at = self._places[key][id]
        return self.own[key][max(at - EACH_SIDE, 0) : at + EACH_SIDE + 1]


class _Masks(dict[str, int]):
    """Each note's terms as bits."""

    def __init__(self, notes: Mapping[str, Note], bits: Mapping[Key, int]) -> None:
        self._notes, self._bits = notes, bits

    def __missing__(self, id: str) -> int:
        self[id] = sum([self._bits[key] for key in {*self._notes[id].named}])
        return self[id]


class _Weights(dict[int, int]):
    """The weight of terms together, which are bits: notes share few terms, and the same again and again."""

    def __init__(self, of_one: Mapping[int, int]) -> None:
        self._of_one = of_one

    def __missing__(self, terms: int) -> int:
        total, left = 0, terms
        while left:
            rarest = left & -left
            total += self._of_one[rarest]
            left ^= rarest
        if len(self) < _KEPT:
            self[terms] = total
        return total
