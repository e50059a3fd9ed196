"""What reports of one claim say of its amount and its day: where they differ, and where it changed.

Two reports *differ* only if they speak of one point in time: outlets that tell of one event within a week, before the
claim has come to another stage. What a later point says otherwise is a *change*: 98 tasks of a draft, 99 of the plan.
The order is that of the events, not of the notes: what is told late of an earlier day belongs to that day.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence
from functools import lru_cache
from itertools import chain, groupby

from sitegen.digest.claims.model import Claim, ClaimReport, Versions
from sitegen.digest.claims.stages import LadderName, rung
from sitegen.text.amounts import Amount
from sitegen.text.amounts.units import MEASURED, MONEY
from sitegen.text.dates import read_due

_TOLD_OVER = dt.timedelta(days=7)  # in which outlets tell of one event
_MEASURES = frozenset((*MONEY, *MEASURED))
_SPANS = {"years": ("months", 12), "months": ("months", 1), "weeks": ("days", 7), "days": ("days", 1)}
_BOUNDS = {"up-to": "most", "at-most": "most", "under": "most", "at-least": "least", "over": "least"}
_Figure = tuple[str, ...]  # unit, low, high, rate, and whether it is a bound; of what is counted the unit is empty


def points_in_time(reports: Sequence[ClaimReport], ladder: LadderName) -> list[int]:
    """For each report the number of the point in time that it speaks of. The reports are in the order of events.

    A report without a day of its own, or of one that nobody knows, may tell of an event some days late; one that has it
    speaks of that day. A day of
    which only the month or the year is known may be any of it, so that nothing in it comes later.
    """
    points: list[int] = []
    ends, highest, beside = dt.date.min, -1, ""
    for i, report in enumerate(reports):
        stage, height = report.claim.stage, rung(ladder, report.claim.stage)
        moved = height > highest if height is not None else stage is not None and stage != beside
        later = i > 0 and report.day > reports[i - 1].day
        latest = ends if report.claim.date and not report.unknown else ends + _TOLD_OVER
        if i == 0 or report.day > latest or (later and moved and stage != "announced"):
            points.append(points[-1] + 1 if points else 0)
            ends = report.day if report.unknown else read_due(report.when).end
        else:
            points.append(points[-1])
        highest, beside = max(highest, -1 if height is None else height), beside if height is not None else stage or ""
    return points


def amount_versions(reports: Sequence[ClaimReport], points: Sequence[int]) -> tuple[Versions, ...]:
    """One for each kind of amount: those of unlike units say different things of one claim, and are compared apart."""
    said = [_figures(report.claim) for report in reports]
    groups = _sharing(said)
    alike = _sharing([{unit for i in numbers for unit, *_ in said[i]} for numbers in groups])
    found = (_versions([groups[number] for number in numbers], points) for numbers in alike)
    return tuple(versions for versions in found if versions)


def due_versions(reports: Sequence[ClaimReport], points: Sequence[int]) -> Versions:
    """The same of dates: 2027 and 2027-12-02 agree, 2027-H1 and 2027-12-02 do not."""
    years: dict[str, list[dict[str, list[int]]]] = defaultdict(list)  # dates of two years never agree
    for i, report in enumerate(reports):
        if due := report.claim.due:
            groups = years[due[:4]]
            agreeing = next((group for group in reversed(groups) if all(_within(other, due) for other in group)), {})
            years[due[:4]] = groups = [*(group for group in groups if group is not agreeing), agreeing]
            agreeing.setdefault(due, []).append(i)
    merged = [sorted(chain.from_iterable(group.values())) for groups in years.values() for group in groups]
    return _versions(merged, points)


def _versions(groups: Sequence[Sequence[int]], points: Sequence[int]) -> Versions:
    """By point in time the reports that agree, where not all do.

    A point at which somebody still says what was said before is no later one: there the reports differ.
    """
    if len(groups) < 2:
        return ()
    placed = sorted((points[i], i, number) for number, numbers in enumerate(groups) for i in numbers)
    found: list[defaultdict[int, list[int]]] = []
    for _, those in groupby(placed, key=lambda item: item[0]):
        said: defaultdict[int, list[int]] = defaultdict(list)
        for _, i, number in those:
            said[number].append(i)
        if found and not found[-1].keys().isdisjoint(said):
            for number, numbers in said.items():
                found[-1][number] += numbers
        else:
            found.append(said)
    return tuple(tuple(sorted(map(tuple, point.values()), key=lambda numbers: numbers[-1])) for point in found)


def _sharing(sets: Sequence[Collection[Hashable]]) -> list[list[int]]:
    """Numbers of the sets that share something, or share with one that does; the group of the last set last."""
    above = list(range(len(sets)))

    def top(number: int) -> int:
        while above[number] != number:
            above[number] = number = above[above[number]]
        return number

    first: dict[Hashable, int] = {}
    for i, each in enumerate(sets):
        for item in each:
            above[top(first.setdefault(item, i))] = top(i)
    groups: dict[int, list[int]] = defaultdict(list)
    for i, each in enumerate(sets):
        if each:
            groups[top(i)].append(i)
    return sorted(groups.values(), key=lambda numbers: numbers[-1])


@lru_cache(maxsize=4096)
def _within(one: str, other: str) -> bool:
    """Whether one of two dates is a part of the other."""
    a, b = read_due(one), read_due(other)
    return (a.start <= b.start and b.end <= a.end) or (b.start <= a.start and a.end <= b.end)


def _figures(claim: Claim) -> set[_Figure]:
    """What an amount says: 1000억 달러(약 140조 원) is both, and 8%에서 15% agrees with what was 8% before.

    26만 장 and 260,000 agree, for what is counted the claim says; up to 260,000 is another thing, and so is 500MW와
    384MW beside 500MW. What is not understood agrees with its own text.
    """
    if not claim.figure:
        return {("", claim.amount)} if claim.amount else set()
    beside = [other.amount for other in claim.figure.beside if other.role in ("same", "before")]
    listed = chain(*(_said(other.amount) for other in claim.figure.beside if other.role == "and"))
    return {(*_said(claim.figure), *listed), *map(_said, beside)}


def _said(amount: Amount) -> _Figure:
    unit, times = _SPANS.get(amount.unit, (amount.unit if amount.unit in _MEASURES else "", 1))
    per = "" if amount.per == "each" else amount.per
    low, high = (str((each * times).normalize()) for each in (amount.low, amount.high))
    return unit, low, high, per, _BOUNDS.get(amount.qualifier, "")
