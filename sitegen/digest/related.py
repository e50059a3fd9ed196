"""Notes to read on with.

Candidates are the nearest by date on each side in the list of each term that a note names, so the work grows with the
number of notes and not with its square. They are weighed by the terms shared: a rare one says more. Rarity counts in
powers of two, so that one more note seldom changes what other notes are related to.
"""

from collections.abc import Mapping

from sitegen.digest.listings import own_listings
from sitegen.digest.model import Key, Note, Related

_EACH_SIDE = 8
_SHOWN = 4
_HEAVIEST = 20  # weight of a term that one note has; one less each time the number of its notes doubles


class Relations:
    """What each note is related to, found when it is asked for."""

    def __init__(self, notes: Mapping[str, Note]) -> None:
        """`notes` in the order of lists."""
        self._notes = notes
        self._own = own_listings(notes)
        self._places = {key: {id: i for i, id in enumerate(ids)} for key, ids in self._own.items()}
        self._weights = {key: max(_HEAVIEST - len(ids).bit_length(), 1) for key, ids in self._own.items()}

    def of(self, id: str) -> tuple[Related, ...]:
        """Up to four other notes, the nearest in substance first."""
        note, weights = self._notes[id], self._weights
        keys = sorted(note.named(), key=lambda key: (-weights[key], key))  # the rarest first: it is the reason shown
        shared: dict[str, list[Key]] = {other: [] for key in keys for other in self._near(id, key)}
        shared.pop(id, None)
        for key in keys:
            places = self._places[key]
            for other in shared:
                if other in places:
                    shared[other].append(key)
        ranked = sorted(
            (-sum(weights[key] for key in common), abs((self._notes[other].date - note.date).days), other, common[0])
            for other, common in shared.items()
        )
        return tuple(Related(other, because) for _, _, other, because in ranked[:_SHOWN])

    def _near(self, id: str, key: Key) -> tuple[str, ...]:
        at = self._places[key][id]
        return self._own[key][max(at - _EACH_SIDE, 0) : at + _EACH_SIDE + 1]
