"""Which notes stand under which term, and which entities stand together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain, groupby

from sitegen.digest.model import Digest, Note, Term
from sitegen.digest.values import Key
from sitegen.memo import remembered

Listings = dict[Key, tuple[str, ...]]


def months(notes: Mapping[str, Note]) -> list[tuple[Note, ...]]:
    """Notes in the order of lists, cut where a month ends: what is joined by month is joined anew only in part."""
    return [tuple(month) for _, month in groupby(notes.values(), key=lambda note: (note.date.year, note.date.month))]


def own_listings(months: Iterable[tuple[Note, ...]]) -> Listings:
    """Note ids of each term that notes name themselves."""
    ids_of: dict[Key, list[str]] = defaultdict(list)
    for month in months:
        for key, ids in _own(*month).items():
            ids_of[key] += ids
    return {key: tuple(ids) for key, ids in ids_of.items()}


def listings(own: Listings, notes: Mapping[str, Note], terms: Mapping[Key, Term]) -> Listings:
    """Note ids of each term, in the order of `notes`; a parent's hold those of the terms below it too."""
    below: dict[Key, list[Key]] = {key: [] for key in terms}
    for key in terms:
        for above in with_ancestors(key, terms):
            below[above].append(key)
    positions = {id: i for i, id in enumerate(notes)} if any(len(keys) > 1 for keys in below.values()) else {}
    return {
        key: own.get(key, ())
        if keys == [key]
        else tuple(sorted({id for k in keys for id in own.get(k, ())}, key=positions.__getitem__))
        for key, keys in below.items()
    }


@remembered
def _own(*notes: Note) -> dict[Key, list[str]]:
    ids_of: dict[Key, list[str]] = defaultdict(list)
    for note in notes:
        for key in note.named:
            ids_of[key].append(note.id)
    return ids_of


def together(key: Key, digest: Digest) -> list[tuple[Key, int]]:
    """The terms in whose lists a term's notes stand too, with how many do; most often first. Its own are left out:
    those above it, and those below."""
    named = [digest.notes[id].named for id in digest.listings[key]]
    counts = Counter(chain.from_iterable(named))
    lines = {other: with_ancestors(other, digest.terms) for other in counts}
    if any(len(line) > 1 for line in lines.values()):
        counts = Counter(chain.from_iterable({above for other in keys for above in lines[other]} for keys in named))
    own = {key, *with_ancestors(key, digest.terms), *(other for other, line in lines.items() if key in line)}
    beside = ((other, count) for other, count in counts.items() if other not in own)
    return sorted(beside, key=lambda item: (-item[1], item[0]))


def with_ancestors(key: Key, terms: Mapping[Key, Term]) -> list[Key]:
    line = [key]
    while terms[line[-1]].parent:
        line.append((key[0], terms[line[-1]].parent))
    return line
