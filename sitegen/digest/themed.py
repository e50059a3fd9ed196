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
        for id, named in share(_named, *month):
            for pair in _pairs(named, terms):
                shared[pair].append(id)
    claims: dict[_Pair, list[str]] = defaultdict(list)
    for entry in filter(is_open, ledger.values()):
        for pair in _pairs(concerned(entry, [notes[report.note] for report in entry.reports]), terms):
            claims[pair].append(entry.key)
    found: dict[Key, list[Themed]] = defaultdict(list)
    for (entity, theme), ids in sorted(shared.items(), key=lambda item: (-len(item[1]), item[0])):
        found[entity].append(Themed(theme, tuple(ids), tuple(claims[entity, theme])))
    return {entity: tuple(themes) for entity, themes in found.items()}


def _named(*notes: Note) -> list[tuple[str, tuple[Key, ...]]]:
    """The notes that have a theme, and all that they name."""
    return [(note.id, note.named) for note in notes if note.terms.get("themes")]


def _pairs(named: Iterable[Key], terms: Mapping[Key, Term]) -> Iterator[_Pair]:
    every = dict.fromkeys(above for key in named for above in with_ancestors(key, terms))
    return product([key for key in every if terms[key].entity], [key for key in every if key[0] == "themes"])
