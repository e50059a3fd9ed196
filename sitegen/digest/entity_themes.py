"""Which entity stands in which theme: the notes that they share, and the claims in them that are still open."""

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from sitegen.digest.claims.counting import is_open, once
from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.listings import with_ancestors
from sitegen.digest.model import Note, Term, Themed
from sitegen.digest.of_entity import concerned
from sitegen.digest.values import Key
from sitegen.memo import remembered

_Month = dict[Key, dict[Key, list[str]]]  # of entities, by theme: ids of notes, or keys of claims


def themed(
    notes: Iterable[tuple[Note, ...]],
    ledger: Mapping[str, ClaimHistory],
    claims: Iterable[tuple[ClaimHistory, ...]],
    terms: Mapping[Key, Term],
    ended: Container[str],
    today: dt.date,
) -> "Themes":
    """For each entity its themes; notes and claims of terms below count as its own. Notes and claims are by month.

    `ended`: keys of claims on laws that have ended.
    """
    still_open = ([entry for entry in month if is_open(entry, ended, today)] for month in claims)
    return Themes([_shared(terms, *month) for month in notes], [_naming(terms, *month) for month in still_open], ledger)


class Themes(Mapping[Key, tuple[Themed, ...]]):
    """The themes of each entity that has any, those with most notes first, found when they are asked for."""

    def __init__(self, notes: Sequence[_Month], claims: Sequence[_Month], ledger: Mapping[str, ClaimHistory]) -> None:
        """Notes and open claims by month, the newest first."""
        self._notes, self._claims, self._ledger = notes, claims, ledger
        self._keys = dict.fromkeys(sorted(set().union(*notes)))
        self._found: dict[Key, tuple[Themed, ...]] = {}

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, entity: Key) -> tuple[Themed, ...]:
        if entity not in self._found:
            if entity not in self._keys:
                raise KeyError(entity)
            notes, claims = _of(entity, self._notes), _of(entity, self._claims)
            self._found[entity] = tuple(
                Themed(theme, tuple(notes[theme]), once(claims.get(theme, ()), self._ledger))
                for theme in sorted(notes, key=lambda theme: (-len(notes[theme]), theme))
            )
        return self._found[entity]


def _of(entity: Key, months: Sequence[_Month]) -> dict[Key, list[str]]:
    ids_of: dict[Key, list[str]] = defaultdict(list)
    for month in months:
        for theme, ids in month.get(entity, {}).items():
            ids_of[theme] += ids
    return ids_of


@remembered
def _shared(terms: Mapping[Key, Term], *notes: Note) -> _Month:
    return _sorted_out(((note.id, note.named) for note in notes if note.terms.get("themes")), terms)


@remembered
def _naming(terms: Mapping[Key, Term], *entries: ClaimHistory) -> _Month:
    return _sorted_out(((entry.key, concerned(entry)) for entry in entries), terms)


def _sorted_out(naming: Iterable[tuple[str, Iterable[Key]]], terms: Mapping[Key, Term]) -> _Month:
    """What names terms, under each pair of an entity and a theme among these and those above them."""
    by_entity: _Month = defaultdict(lambda: defaultdict(list))
    lines = {key: with_ancestors(key, terms) for key in terms}
    for id, named in naming:
        every = dict.fromkeys(chain.from_iterable([lines[key] for key in named]))
        themes = [key for key in every if key[0] == "themes"]
        for entity in (key for key in every if terms[key].entity):
            for theme in themes:
                by_entity[entity][theme].append(id)
    return by_entity
