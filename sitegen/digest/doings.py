"""What entities did and said: the claims and the quotes that are theirs; and the claims that belong to a theme."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from sitegen.content.schema import ClaimKind, Stage
from sitegen.digest.ladders import FARTHEST_FIRST
from sitegen.digest.listings import with_ancestors
from sitegen.digest.model import Claim, Entry, Key, Note, Term
from sitegen.text.amounts import unit_place


def claimed(
    ledger: Mapping[str, Entry], notes: Mapping[str, Note], terms: Mapping[Key, Term]
) -> dict[Key, tuple[str, ...]]:
    """For each entity the claims made by it, with it, or by or with one below it; for each theme those of its notes.

    The farthest stage first, within it the largest of each unit, then those without an amount, the newest first;
    opinions last.
    """
    found: dict[Key, list[str]] = defaultdict(list)
    for entry in sorted(
        ledger.values(), key=lambda e: claim_order(e.amount or e.claim, e.stage)
    ):  # sorting is stable: the newest first
        for key in _listed(concerned(entry, notes), terms):
            found[key].append(entry.key)
    return {key: tuple(keys) for key, keys in found.items()}


def concerned(entry: Entry, notes: Mapping[str, Note]) -> Iterator[Key]:
    """The entities that make a claim or that it is made with, and the themes of its notes."""
    for report in entry.reports:
        yield report.claim.by
        yield from report.claim.with_
        yield from (("themes", id) for id in notes[report.note].terms.get("themes", ()))


def opinion(kind: ClaimKind, stage: Stage) -> bool:
    """A position or a forecast: it has no stage as long as it is only said."""
    return kind in ("position", "forecast") and stage == "announced"


def claim_order(claim: Claim, stage: Stage | None = None) -> tuple[bool, int, bool, tuple[int, str], Decimal]:
    """Where a claim stands in a list: by stage, unit and size, opinions last. `stage`: where it is not its own."""
    stage, figure = stage or claim.stage, claim.figure
    unit, size = (figure.unit, figure.high) if figure else ("", Decimal())
    return opinion(claim.kind, stage), FARTHEST_FIRST.index(stage), figure is None, unit_place(unit), -size


def quoted(notes: Mapping[str, Note], terms: Mapping[Key, Term]) -> dict[Key, tuple[str, ...]]:
    """For each entity the notes that quote its people, in any language."""
    found: dict[Key, dict[str, None]] = defaultdict(dict)
    for note in notes.values():
        speakers = [quote.of for text in note.texts.values() for quote in text.quotes if quote.of]
        for key in _listed(speakers, terms):
            found[key][note.id] = None
    return {key: tuple(ids) for key, ids in found.items()}


def _listed(keys: Iterable[Key], terms: Mapping[Key, Term]) -> dict[Key, None]:
    return dict.fromkeys(above for key in keys for above in with_ancestors(key, terms))
