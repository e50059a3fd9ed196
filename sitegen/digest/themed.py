"""Which entity stands in which theme: the notes that they share, and the claims in them that are still open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from sitegen.digest.doings import concerned, is_open
from sitegen.digest.listings import with_ancestors
from sitegen.digest.model import Entry, Key, Note, Term, Themed
from sitegen.share import Share

_Pair = tuple[Key, Key]  # an entity and a theme


def themed(
    months: Iterable[tuple[Note, ...]],
    ledger: Mapping[str, Entry],
    notes: Mapping[str, Note],
    terms: Mapping[Key, Term],
    share: Share,
) -> dict[Key, tuple[Themed, ...]]:
    """For each entity its themes, those with most notes first; notes and claims of terms below count as its own."""
    shared: dict[_Pair, list[str]] = defaultdict(list)
    for month in months:
        for pair, part in share(_shared, terms, *month).items():
            shared[pair] += part
    claims: dict[_Pair, list[str]] = defaultdict(list)
    for entry in ledger.values():
        for pair in share(_still_open, entry, terms, *[notes[report.note] for report in entry.reports]):
            claims[pair].append(entry.key)
    found: dict[Key, list[Themed]] = defaultdict(list)
    for (entity, theme), ids in sorted(shared.items(), key=lambda item: (-len(item[1]), item[0])):
        found[entity].append(Themed(theme, tuple(ids), tuple(claims[entity, theme])))
    return {entity: tuple(themes) for entity, themes in found.items()}


def _shared(terms: Mapping[Key, Term], *notes: Note) -> dict[_Pair, list[str]]:
    """Of each pair the notes that name both."""
    found: dict[_Pair, list[str]] = defaultdict(list)
    for note in notes:
        if note.terms.get("themes"):
            for pair in _pairs(note.named, terms):
                found[pair].append(note.id)
    return found


def _still_open(entry: Entry, terms: Mapping[Key, Term], *notes: Note) -> tuple[_Pair, ...]:
    """The pairs that a claim belongs to while it is open. `notes`: those of its reports."""
    return tuple(_pairs(concerned(entry, notes), terms)) if is_open(entry) else ()


def _pairs(named: Iterable[Key], terms: Mapping[Key, Term]) -> Iterator[_Pair]:
    every = dict.fromkeys(above for key in named for above in with_ancestors(key, terms))
    return product([key for key in every if terms[key].entity], [key for key in every if key[0] == "themes"])
