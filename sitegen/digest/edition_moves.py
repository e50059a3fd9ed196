"""What is new in an edition and what moved in it, by what was known at its end: what has gone out does not change."""

import datetime as dt
from bisect import bisect_right
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from sitegen.digest.claims.ledger import known_on
from sitegen.digest.claims.model import Claim, ClaimHistory, ClaimReport, StageChange
from sitegen.digest.claims.stages import ladder_of
from sitegen.memo import remembered
from sitegen.text.amounts.units import TIME
from sitegen.text.dates import read_due

_SOON = dt.timedelta(days=7)
# What lists are ordered by: whether no amount is named, how many notes tell of it, the day of the event. Then the key
# of the claim; and, of what was known of it at the end of the edition, from which step and to which.
EditionMove = tuple[bool, int, int, str, int, int]
_Telling = dict[tuple[str | None, int], list[ClaimReport]]  # who says of one time that a claim is at a stage


@lru_cache(maxsize=4096)  # a note asks some times, for its claims and its edition, and days have many notes
def week_of(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-w{week:02}"


@lru_cache(maxsize=4096)
def month_of(day: dt.date) -> str:
    return f"{day.year:04}-{day.month:02}"


def month_end(day: dt.date) -> dt.date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def week_end(day: dt.date) -> dt.date:
    return dt.date.fromordinal(min(day.toordinal() + 6 - day.weekday(), dt.date.max.toordinal()))


@remembered
def moves(*entries: ClaimHistory) -> list[tuple[str, EditionMove]]:
    """The editions in which claims were first told of (from no step: -1), or in which they moved: from the step where
    one stood before to the last one. What outlets tell otherwise of one time is no move.
    """
    return [move for entry in entries for move in _moves_of(entry)]


def _moves_of(entry: ClaimHistory) -> Iterator[tuple[str, EditionMove]]:
    if _told_in_order(entry):
        yield from _known_moves(entry).items()
        return
    days = (report.date for report in entry.reports)
    ends = {id: end for day in days for id, end in ((month_of(day), month_end(day)), (week_of(day), week_end(day)))}
    for id, end in ends.items():
        known = known_on(entry, end)
        if known and (move := _known_moves(known).get(id)):
            yield id, move


def _told_in_order(entry: ClaimHistory) -> bool:
    """Whether all that an edition knew stands in the history as it stood then: no note told late of an earlier event,
    named more exactly a day that another had told of, or opened a longer way.
    """
    reports = entry.reports
    if len(reports) == 1:
        return True
    late = any(one.date > other.date for one, other in pairwise(reports))
    if late or any(report.unknown for report in reports) or entry.ladder != ladder_of(reports[0].claim.kind, ()):
        return False
    telling = _telling(entry)
    return all(_report_of(step, telling) is telling[step.stage, step.point][0] for step in entry.steps)


def _known_moves(entry: ClaimHistory) -> dict[str, EditionMove]:
    moves: dict[str, EditionMove] = {}
    telling, dates = _telling(entry), sorted(report.date for report in entry.reports)
    for i, step in enumerate(entry.steps):
        if i and not entry.moved(i):
            continue
        sized = _size(_report_of(step, telling).claim)
        for id, end in _editions_of(telling[step.stage, step.point]):
            was = moves[id][4] if id in moves else -1
            told = bisect_right(dates, end)
            moves[id] = (not sized, -told, -step.date.toordinal(), entry.key, was if was >= 0 else i - 1, i)
    return moves


def _size(claim: Claim) -> bool:
    """A term of days or years is none."""
    return bool(claim.amount) and not (claim.figure and claim.figure.unit in TIME)


def _telling(entry: ClaimHistory) -> _Telling:
    telling: _Telling = defaultdict(list)
    for point, report in zip(entry.points, entry.reports, strict=True):
        telling[report.claim.stage, point].append(report)
    return telling


def _report_of(step: StageChange, telling: _Telling) -> ClaimReport:
    return next(r for r in telling[step.stage, step.point] if (r.note, r.when) == (step.note, step.when))


def _editions_of(reports: Iterable[ClaimReport]) -> Iterator[tuple[str, dt.date]]:
    """The month and the week, each with its end, in which it was first told that a claim came to a stage, if that was
    soon after it came: what was told later is history. Who names the day later, or more exactly, tells of nothing new.
    """
    month = week = None
    for report in sorted(reports, key=lambda report: report.date):
        told = report.date
        # Of what happened some time in a year, or nobody knows when, no edition can tell.
        precision = 0 if report.unknown else len(report.when.split("-"))
        soon = precision > 1 and told - read_due(report.when).end <= _SOON
        if soon or (precision > 1 and month_of(told) == month_of(report.day)):
            month = month or (month_of(told), month_end(told))
        if soon and precision > 2:
            week = week or (week_of(told), week_end(told))
    yield from filter(None, (month, week))
