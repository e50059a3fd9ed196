"""Who does what to whom: the claims that name somebody they are made with, as edges between entities."""

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping

from msgspec import Struct

from sitegen.content.schema import ClaimKind
from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.claims.stages import REFUSED
from sitegen.digest.listings import with_ancestors
from sitegen.digest.model import Relation, Term
from sitegen.digest.values import Key

_Edge = tuple[Key, ClaimKind, Key]


class _Evidence(Struct):
    claims: dict[str, None] = {}
    notes: dict[str, dt.date] = {}


def relations(
    ledger: Mapping[str, ClaimHistory], terms: Mapping[Key, Term], ended: Container[str]
) -> dict[Key, tuple[Relation, ...]]:
    """For each entity the relations that it, or one below it, is either end of; the one reported last first.

    How far a claim has come, and the note that says so, are of one report: that by which it stands, if it is of who
    makes it with whom. What is only said binds nobody, what somebody refuses neither, nor a law that has ended
    (`ended`: keys of claims on these), and a court is nobody's counterpart.
    """
    evidence: dict[_Edge, _Evidence] = defaultdict(_Evidence)
    for entry in (entry for entry in ledger.values() if entry.key not in ended):
        for edge, note, date in _edges(entry, terms):
            evidence[edge].claims[entry.key] = None
            evidence[edge].notes[note] = date
    newest_first = [_relation(edge, evidence[edge]) for edge in sorted(evidence)]
    newest_first.sort(key=lambda relation: relation.last, reverse=True)
    ends: dict[Key, list[Relation]] = defaultdict(list)
    for relation in newest_first:
        for key in dict.fromkeys(
            above for end in (relation.by, relation.with_) for above in with_ancestors(end, terms)
        ):
            ends[key].append(relation)
    return {key: tuple(relations) for key, relations in ends.items()}


def every(relations: Mapping[Key, tuple[Relation, ...]]) -> list[Relation]:
    """Each relation of that table once, the one reported last first, then by its ends."""
    newest_first = [relation for key, ends in relations.items() for relation in ends if relation.by == key]
    newest_first.sort(key=lambda relation: (relation.by, relation.kind, relation.with_))
    newest_first.sort(key=lambda relation: relation.last, reverse=True)
    return newest_first


def _edges(entry: ClaimHistory, terms: Mapping[Key, Term]) -> Iterator[tuple[_Edge, str, dt.date]]:
    pair, report = entry.paired.claim, entry.related
    if entry.family == "statement" or report.claim.stage in REFUSED:
        return
    by = pair.by
    for other in pair.with_:
        if other != by and "court" not in (terms[other].kind, terms[by].kind):
            yield (by, entry.claim.kind, other), report.note, report.date


def _relation(edge: _Edge, evidence: _Evidence) -> Relation:
    notes = sorted(evidence.notes)
    notes.sort(key=evidence.notes.__getitem__, reverse=True)
    return Relation(*edge, tuple(evidence.claims), tuple(notes), evidence.notes[notes[0]])
