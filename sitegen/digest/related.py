"""Notes to read on with.

Candidates are the nearest by date on each side in the list of each term that a note names, so the work grows with the
number of notes and not with its square. They are weighed by the terms shared: a rare one says more. Rarity counts in
powers of two, so that one more note seldom changes what other notes are related to.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from itertools import chain

from sitegen.digest.listings import Listings
from sitegen.digest.model import Note, Related
from sitegen.digest.values import Key

EACH_SIDE = 8  # as many neighbours in each list are candidates
_SHOWN = 4
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
        self._weights = {key: weight(ids) for key, ids in own.items()}
        self._bits = {key: 1 << number for number, key in enumerate(own)}
        self._masks: dict[str, int] = {}  # each note's terms as bits: what two share is found at once

    def __iter__(self) -> Iterator[str]:
        return iter(self._notes)

    def __len__(self) -> int:
        return len(self._notes)

    def __getitem__(self, id: str) -> tuple[Related, ...]:
        """Up to four other notes, the nearest in substance first."""
        note, weights = self._notes[id], self._weights
        keys = sorted(note.named, key=lambda key: (-weights[key], key))  # the rarest first: it is the reason shown
        near = set(chain.from_iterable([self._near(id, key) for key in keys]))
        near.discard(id)
        own, weighed, total = self._mask(id), {}, {}
        for other in near:
            shared = own & self._mask(other)
            if shared not in weighed:
                weighed[shared] = sum([weights[key] for key in keys if self._bits[key] & shared])
            total[other] = weighed[shared]
        enough = min(sorted(total.values())[-_SHOWN:], default=0)
        ranked = sorted(
            [
                (-weight, abs((self._notes[other].date - note.date).days), other)
                for other, weight in total.items()
                if weight >= enough
            ]
        )
        return tuple([Related(other, self._reason(other, keys)) for _, _, other in ranked[:_SHOWN]])

    def _mask(self, id: str) -> int:
        if id not in self._masks:
            self._masks[id] = sum([self._bits[key] for key in {*self._notes[id].named}])
        return self._masks[id]

    def _reason(self, other: str, keys: Iterable[Key]) -> Key:
        return next(key for key in keys if self._bits[key] & self._masks[other])

    def _near(self, id: str, key: Key) -> tuple[str, ...]:
        if key not in self._places:
            self._places[key] = {other: i for i, other in enumerate(self.own[key])}
        at = self._places[key][id]
        return self.own[key][max(at - EACH_SIDE, 0) : at + EACH_SIDE + 1]
