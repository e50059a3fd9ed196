"""Notes to read on with.

Candidates are the nearest by date on each side in the list of each term that a note names, so the work grows with the
number of notes and not with its square. They are weighed by the terms shared: a rare one says more. Rarity counts in
powers of two, so that one more note seldom changes what other notes are related to.
"""

from collections.abc import Mapping

from sitegen.digest.model import Key, Note, Related

_EACH_SIDE = 8
_SHOWN = 4
_HEAVIEST = 20  # weight of a term that one note has; one less each time the number of its notes doubles


def related(notes: Mapping[str, Note], own: Mapping[Key, tuple[str, ...]]) -> dict[str, tuple[Related, ...]]:
    """For each note up to four others, the nearest in substance first. `own`: notes that name a term themselves."""
    places = {key: {id: i for i, id in enumerate(ids)} for key, ids in own.items()}
    weights = {key: max(_HEAVIEST - len(ids).bit_length(), 1) for key, ids in own.items()}
    return {note.id: _of(note, notes, own, places, weights) for note in notes.values()}


def _of(
    note: Note,
    notes: Mapping[str, Note],
    own: Mapping[Key, tuple[str, ...]],
    places: Mapping[Key, Mapping[str, int]],
    weights: Mapping[Key, int],
) -> tuple[Related, ...]:
    keys = sorted(note.named(), key=lambda key: (-weights[key], key))  # the rarest first: it is the reason shown
    candidates: dict[str, None] = {}
    for key in keys:
        at = places[key][note.id]
        for id in own[key][max(at - _EACH_SIDE, 0) : at + _EACH_SIDE + 1]:
            candidates[id] = None
    candidates.pop(note.id, None)
    ranked = []
    for id in candidates:
        shared = [key for key in keys if id in places[key]]
        distance = abs((notes[id].date - note.date).days)
        ranked.append((-sum(weights[key] for key in shared), distance, id, shared[0]))
    ranked.sort()
    return tuple(Related(id, because) for _, _, id, because in ranked[:_SHOWN])
