"""What entities did and said: the claims and the quotes that are theirs; and the claims that belong to a theme."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from operator import itemgetter

from sitegen.digest.claims.model import Claim, ClaimHistory
from sitegen.digest.claims.stages import FARTHEST_FIRST
from sitegen.digest.listings import with_ancestors
from sitegen.digest.model import Note, Term
from sitegen.digest.values import Key
from sitegen.memo import remembered
from sitegen.text.amounts import unit_place

_Order = tuple[bool, int, bool, tuple[int, str], Decimal]


def claimed(months: Iterable[tuple[ClaimHistory, ...]], terms: Mapping[Key, Term]) -> dict[Key, tuple[str, ...]]:
    """For each entity the claims made by it, with it, or by or with one below it; for each theme and topic those of
    its notes; for each law those on it.

    The farthest stage first, within it the largest of each unit, then those without an amount, the newest first;
    statements last. `months`: the ledger by month.
    """
    claims: dict[Key, list[str]] = defaultdict(list)
    placed = [row for month in months for row in _placed(terms, *month)]
    for row in sorted(placed, key=itemgetter(0)):  # sorting is stable: the newest first
        for key in row[1]:
            claims[key].append(row[2])
    return {key: tuple(keys) for key, keys in claims.items()}


def concerned(entry: ClaimHistory) -> Iterator[Key]:
    """Who makes a claim, with whom, on which law and before which court; and the themes and topics of its notes."""
    for report in entry.reports:
        claim = report.claim
        yield claim.by
        yield from claim.with_
        yield from (key for key in (claim.on, claim.before) if key)
        yield from (("themes", id) for id in report.themes)
        yield from (("topics", id) for id in report.topics)


def claim_order(claim: Claim) -> _Order:
    """Where a claim stands in a list: by stage, unit and size, statements last."""
    figure = claim.figure if claim.figure and not claim.figure.several else None
    unit, size = (figure.unit, figure.high) if figure else ("", Decimal())
    stage = FARTHEST_FIRST.index(claim.stage) if claim.stage else len(FARTHEST_FIRST)
    return not claim.stage, stage, figure is None, unit_place(unit), -size


def quoted(months: Iterable[tuple[Note, ...]], terms: Mapping[Key, Term]) -> dict[Key, tuple[str, ...]]:
    """For each person, and each entity by its people, the notes that quote them, in any language."""
    quoting: dict[Key, list[str]] = defaultdict(list)
    for month in months:
        for id, speakers in _speakers(*month):
            for key in _listed(speakers, terms):
                quoting[key].append(id)
    return {key: tuple(ids) for key, ids in quoting.items()}


@remembered
def _speakers(*notes: Note) -> list[tuple[str, list[Key]]]:
    """The notes that quote people or those of entities, and whom."""
    quotes = [(note.id, q) for note in notes for text in note.texts.values() for q in text.quotes]
    said: dict[str, list[Key]] = defaultdict(list)
    for id, quote in quotes:
        said[id].extend(key for key in (quote.by, quote.of) if key)
    return [(id, speakers) for id, speakers in said.items() if speakers]


@remembered
def _placed(terms: Mapping[Key, Term], *entries: ClaimHistory) -> list[tuple[_Order, tuple[Key, ...], str]]:
    return [(claim_order(entry.claim), tuple(_listed(concerned(entry), terms)), entry.key) for entry in entries]


def _listed(keys: Iterable[Key], terms: Mapping[Key, Term]) -> dict[Key, None]:
    return dict.fromkeys(above for key in keys for above in with_ancestors(key, terms))
