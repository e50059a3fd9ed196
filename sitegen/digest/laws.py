"""A law as reports have it: where it stands, how it came there, what comes next, and when it was last looked at.

Nothing is settled here: what two reports of one day say of a law both stands, each with its outlet.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from sitegen.content.schema import Stage
from sitegen.digest.claims.due_dates import due_order, due_state
from sitegen.digest.claims.ledger import day_best_known
from sitegen.digest.claims.model import ClaimHistory, ClaimReport, LawEnding
from sitegen.digest.claims.stages import FARTHEST_FIRST, GIVEN_UP
from sitegen.digest.model import Digest, Term
from sitegen.digest.values import Key

_FORCE: tuple[Stage, ...] = ("in-force", "amended")


class LawReport(Struct, frozen=True):
    """What one report says of a law by one measure or commitment on it. `key`: of the claim."""

    key: str
    report: ClaimReport

    @property
    def stage(self) -> Stage:
        return self.report.claim.stage or "announced"


class LawRecord(Struct, frozen=True):
    """`status`: the report by which it stands, then others of that day that say otherwise. `in_force`: since which.

    `history`: what reports say of claims on it but of rulings, by day, each thing once. `ahead`, `rulings`: keys of
    claims that are still to come, the next first, and of what courts have before them. `checked`: the day of the newest
    note that reports of it.
    """

    status: tuple[LawReport, ...]
    in_force: LawReport | None
    history: tuple[LawReport, ...]
    ahead: tuple[str, ...]
    rulings: tuple[str, ...]
    checked: dt.date | None


def law_record(law: Key, digest: Digest) -> LawRecord:
    """A law by the measures and promises on it and on those below it, as of the digest's day."""
    entries = [digest.ledger[key] for key in digest.claimed.get(law, ())]
    steps = [entry for entry in entries if entry.claim.kind != "ruling"]
    own = _own(law, digest.terms[law].was, steps)
    status = tuple(_status(own)) if own else ()
    ahead = [entry for entry in entries if due_state(entry, digest) == "ahead"]
    ahead.sort(key=lambda entry: (*due_order(entry.due, digest.as_of), entry.key))
    return LawRecord(
        status=status,
        in_force=_in_force(own) if own and not all(each.stage in GIVEN_UP for each in status) else None,
        history=tuple(_history(steps, own)),
        ahead=tuple(entry.key for entry in ahead),
        rulings=tuple(entry.key for entry in entries if entry.claim.kind == "ruling"),
        checked=max((report.date for entry in entries for report in entry.reports), default=None),
    )


def law_endings(
    ledger: Mapping[str, ClaimHistory],
    parts: Mapping[str, tuple[str, ...]],
    claimed: Mapping[Key, tuple[str, ...]],
    terms: Mapping[Key, Term],
) -> dict[str, LawEnding]:
    """For each claim on a law that has ended, and for its parts, the report that says so; not for the law itself."""
    endings: dict[str, LawEnding] = {}
    for law in (law for law, term in terms.items() if term.measure and law in claimed):
        entries = [ledger[key] for key in claimed[law]]
        own = _own(law, terms[law].was, [entry for entry in entries if entry.claim.kind != "ruling"])
        end = next((each for each in _status(own) if each.stage in GIVEN_UP), None) if own else None
        for entry in entries if end else ():
            if end and entry.claim.on == law and entry.key != end.key:
                endings[entry.key] = LawEnding(law, end.key, end.report)
    below = list(endings)
    for key in below:
        others = [part for part in parts.get(key, ()) if part not in endings]
        endings.update((part, endings[key]) for part in others)
        below += others
    return endings


def _own(law: Key, was: Sequence[str], steps: Sequence[ClaimHistory]) -> ClaimHistory | None:
    """The measure that is the law itself: it has the law's id, or one that it had, for a claim's address stays as it
    is when a law is renamed. Without one, that on the law which has come furthest.

    What is promised counts where nothing was enacted: of a programme or a memorandum.
    """
    its = [entry for entry in steps if any(report.claim.on == law for report in entry.reports)]

    ids = [law[1], *was]

    def nearness(entry: ClaimHistory) -> tuple[bool, int, int]:
        own = ids.index(entry.id) if entry.id in ids else len(ids)
        return entry.family != "measure", own, FARTHEST_FIRST.index(entry.stage or "announced")

    return min(its, key=nearness, default=None)


def _status(own: ClaimHistory) -> Iterator[LawReport]:
    """The report by which it stands; of what is in force the first in a row that says so, for it is so since then."""
    telling = [report for report in own.reports if report.claim.stage != "announced"] or list(own.reports)
    since = position = telling.index(own.standing)
    while since and telling[since - 1].claim.stage == telling[position].claim.stage in _FORCE:
        since -= 1
    yield LawReport(own.key, day_best_known(telling[since : position + 1]))
    yield from (LawReport(own.key, report) for report in own.beside)


def _in_force(own: ClaimHistory) -> LawReport | None:
    """The first report that it is in force; where none says since when, the first that it was amended."""
    for stage in _FORCE:
        for report in own.reports:
            if report.claim.stage == stage:
                return LawReport(own.key, report)
    return None


def _history(steps: Sequence[ClaimHistory], own: ClaimHistory | None) -> list[LawReport]:
    reports = [LawReport(entry.key, report) for entry in steps for report in _news(entry)]
    # The law itself before what it brings about: sorting is stable.
    reports.sort(key=lambda each: own is None or each.key != own.key)
    return sorted(reports, key=lambda each: (each.report.day, each.report.note))


def _news(entry: ClaimHistory) -> Iterator[ClaimReport]:
    """The reports of a claim that say more than those before them: what is told again did not happen again."""
    told: set[tuple[str, str]] = set()
    for report in entry.reports:
        said = {("stage", report.claim.stage or ""), ("amount", report.claim.amount), ("due", report.claim.due)}
        if not said <= told:
            yield report
        told |= said
