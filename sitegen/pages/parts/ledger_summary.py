"""What stands below the ledger's table: the largest of each unit, and what falls due. Nothing is added up."""

from collections import defaultdict
from operator import attrgetter

from msgspec import Struct

from sitegen.digest.claims.counting import stands
from sitegen.digest.claims.due_dates import DueState, after, due_order, due_state
from sitegen.digest.claims.model import ClaimHistory
from sitegen.pages.context import PageContext
from sitegen.pages.parts.claim_elsewhere import moment
from sitegen.pages.parts.claim_lines import ClaimLine, entry_line
from sitegen.pages.parts.comparable import Comparable, comparable
from sitegen.pages.parts.row_filters import Option, unit_option
from sitegen.pages.parts.row_index import row_keys
from sitegen.pages.views import Moment, NoteCard
from sitegen.text.amounts import unit_place

_DUE = 6  # of what comes next; days that went by are told of all together, up to so many:
_PAST = 30
_LARGEST = 5  # of each unit
_FEWEST = 2  # of a unit, to be set side by side


class Largest(Struct, frozen=True):
    """The largest of one unit, side by side. `href`: all of this unit, the largest first."""

    unit: Option
    claims: tuple[ClaimLine, ...]
    href: str


class LaterReport(Struct, frozen=True):
    """Who reports of a claim after the day on which it was due, and when."""

    publisher: str
    at: Moment
    published: str
    note: NoteCard


class DueClaim(Struct, frozen=True):
    claim: ClaimLine
    later: LaterReport | None


def largest(context: PageContext, lang: str) -> tuple[Largest, ...]:
    """Commitments by unit; parts of others are left out."""
    by_unit: dict[str, list[Comparable]] = defaultdict(list)
    for key in row_keys(context, "ledger"):
        entry = context.digest.ledger[key]
        size = comparable(entry, context.digest.ledger) if stands(entry, context.digest.ended) else None
        if size and not size.part:
            by_unit[size.unit].append(size)
    url, groups = context.urls.claims(lang), []
    for unit in sorted(by_unit, key=unit_place):
        sized = sorted(by_unit[unit], key=attrgetter("value"), reverse=True)
        if len(sized) >= _FEWEST:
            lines = tuple(entry_line(each.entry, context, lang, sized=each.report) for each in sized[:_LARGEST])
            groups.append(
                Largest(unit_option(unit, lang), lines, url.asking(kind="commitment", unit=unit, sort="amount"))
            )
    return tuple(groups)


def due_claims(context: PageContext, state: DueState, lang: str) -> tuple[DueClaim, ...]:
    """What falls due next, the nearest first; what is overdue, or was reported of since, the latest first."""
    entries = [e for e in context.digest.ledger.values() if e.due and due_state(e, context.digest) == state]
    entries.sort(key=lambda entry: due_order(entry.due, context.digest.as_of), reverse=state != "ahead")
    return tuple(
        DueClaim(entry_line(e, context, lang), later_report(e, context, lang))
        for e in entries[: _DUE if state == "ahead" else _PAST]
    )


def later_report(entry: ClaimHistory, context: PageContext, lang: str) -> LaterReport | None:
    """Of a claim whose day is over."""
    if not entry.due or due_state(entry, context.digest) != "reported":
        return None
    report = after(entry)
    assert report
    source = report.claim.source
    return LaterReport(source.publisher, moment(report), report.reported, context.note(report.note, lang))
