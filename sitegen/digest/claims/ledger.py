"""The ledger: what several notes report of one claim, as one claim with a history.

Nothing is settled here: where reports differ, all of them stand, and pages show them with their outlets.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby
from operator import itemgetter

from sitegen.digest.claims.model import Claim, ClaimHistory, ClaimReport, StageChange
from sitegen.digest.claims.stages import LadderName, ladder_of, passed_over, rung
from sitegen.digest.model import Note
from sitegen.memo import remembered
from sitegen.problems import KeyPath, Problem
from sitegen.text.amounts import Amount
from sitegen.text.amounts.units import MONEY
from sitegen.text.dates import read_due

_MEASURES = MONEY.keys() | {"W", "Wh", "t", "%", "pp", "x"}
_SPANS = {"years": ("months", 12), "months": ("months", 1), "weeks": ("days", 7), "days": ("days", 1)}
_Figure = tuple[str, ...]  # unit, low, high, rate; of what is counted the unit is empty


def ledger(
    months: Iterable[tuple[Note, ...]], notes: Mapping[str, Note]
) -> tuple[dict[str, ClaimHistory], list[Problem]]:
    """Every claim of the digest, the one reported last first, then by key; and problems of ids with two meanings.

    `months`: the notes by month.
    """
    by_key: dict[str, ClaimHistory] = {}
    several: dict[str, list[ClaimHistory]] = defaultdict(list)  # of claims that notes of several months report
    for month in months:
        for key, entry in _entries(*month).items():
            if by_key.setdefault(key, entry) is not entry:
                several[key].append(entry)
    for key, others in several.items():
        by_key[key] = _joined(by_key[key], *others)
    entries = [*by_key.values()]
    entries.sort(key=lambda entry: entry.key)
    entries.sort(key=lambda entry: entry.newest.day, reverse=True)
    problems = [problem for entry in entries if entry.id for problem in _kinds(entry, notes)]
    return {entry.key: entry for entry in entries}, problems


def claims_by_month(ledger: Mapping[str, ClaimHistory]) -> list[tuple[ClaimHistory, ...]]:
    """Claims in the order of the ledger, by the month in which they were reported last."""
    months = groupby(ledger.values(), key=lambda entry: (entry.newest.day.year, entry.newest.day.month))
    return [tuple(month) for _, month in months]


def reported(note: Note, claim: Claim) -> ClaimReport:
    day = read_due(claim.date).start if claim.date else note.date
    return ClaimReport(note.id, note.date, day, claim, note.terms.get("themes", ()), note.terms.get("topics", ()))


def keyed(note: Note) -> Iterator[tuple[str, Claim]]:
    """A note's claims with their keys in the ledger."""
    for i, claim in enumerate(note.claims, 1):
        yield claim.id or f"{note.id}/{i}", claim


def place_of(report: ClaimReport, field: str, notes: Mapping[str, Note]) -> tuple[str, KeyPath]:
    """The file in which a note reports a claim, and where it says something of it."""
    note = notes[report.note]
    return next(iter(note.texts.values())).path, KeyPath(("claims", note.numbers[id(report.claim)], field))


@remembered
def _entries(*notes: Note) -> dict[str, ClaimHistory]:
    """The claims of some notes, as these report them."""
    reports_of: dict[str, list[ClaimReport]] = defaultdict(list)
    for note in notes:
        for key, claim in keyed(note):
            reports_of[key].append(reported(note, claim))
    return {key: _entry(key, reports) for key, reports in reports_of.items()}


@remembered
def _joined(*entries: ClaimHistory) -> ClaimHistory:
    return _entry(entries[0].key, [report for entry in entries for report in entry.reports])


def _entry(key: str, unsorted: Sequence[ClaimReport]) -> ClaimHistory:
    ladder = ladder_of(unsorted[0].claim.kind, {report.claim.stage for report in unsorted if report.claim.stage})
    # On one day the lower stage first: a letter in the morning and a contract at noon are a way up, not back.
    reports = sorted(unsorted, key=lambda report: (report.day, rung(ladder, report.claim.stage) or 0, report.note))
    return ClaimHistory(
        key=key,
        id=reports[0].claim.id,
        part_of=next((report.claim.part_of for report in reversed(reports) if report.claim.part_of), ""),
        ladder=ladder,
        reports=tuple(reports),
        steps=tuple(_steps(reports, ladder)) if reports[-1].claim.stage else (),
        at=_standing(reports, ladder),
        amounts=_amounts(reports),
        dues=_dues(reports),
    )


def _steps(reports: Sequence[ClaimReport], ladder: LadderName) -> Iterator[StageChange]:
    here: int | None = None  # the rung of the last stage that has one
    reached: set[int] = set()
    for stage, same in groupby(reports, key=lambda report: report.claim.stage):
        report, there = next(same), rung(ladder, stage)
        assert stage
        if there is None:
            yield StageChange(stage, report.day, report.when, report.note)
            continue
        passed = passed_over(ladder, range(max(reached), there), reached) if reached else ()
        yield StageChange(stage, report.day, report.when, report.note, here is not None and there < here, passed)
        here = there
        reached.add(there)


def _standing(reports: Sequence[ClaimReport], ladder: LadderName) -> int:
    """The report by which a claim stands: of the newest day that says more than `announced`, else of the newest.

    Where that day says two things, the lower counts: a letter of intent is not a contract. Of those that say the same,
    the one that names an amount.
    """
    telling = [i for i, report in enumerate(reports) if report.claim.stage != "announced"] or [*range(len(reports))]
    newest = [i for i in telling if reports[i].day == reports[telling[-1]].day]
    return min(newest, key=lambda i: (rung(ladder, reports[i].claim.stage) or 0, not reports[i].claim.amount, -i))


def _amounts(reports: Sequence[ClaimReport]) -> tuple[tuple[int, ...], ...]:
    """Numbers of the reports that agree on an amount, in groups, where there are groups that do not agree.

    Amounts of unlike units say different things of one claim, and are no disagreement.
    """
    said = [_figures(report.claim) for report in reports]
    groups = _sharing(said)
    units = [{unit for i in numbers for unit, *_ in said[i]} for numbers in groups]
    counts = Counter(chain.from_iterable(units))
    return tuple(tuple(group) for group, own in zip(groups, units, strict=True) if any(counts[u] > 1 for u in own))


def _sharing(sets: Sequence[set[_Figure]]) -> list[list[int]]:
    """Numbers of the sets that share something, or share with one that does; the group of the last set last."""
    above = list(range(len(sets)))

    def top(number: int) -> int:
        while above[number] != number:
            above[number] = number = above[above[number]]
        return number

    first: dict[_Figure, int] = {}
    for i, each in enumerate(sets):
        for figure in each:
            above[top(first.setdefault(figure, i))] = top(i)
    groups: dict[int, list[int]] = defaultdict(list)
    for i, each in enumerate(sets):
        if each:
            groups[top(i)].append(i)
    return sorted(groups.values(), key=lambda numbers: numbers[-1])


def _dues(reports: Sequence[ClaimReport]) -> tuple[tuple[int, ...], ...]:
    """The same of dates: 2027 and 2027-12-02 agree, 2027-H1 and 2027-12-02 do not."""
    years: dict[str, list[dict[str, list[int]]]] = defaultdict(list)  # dates of two years never agree
    for i, report in enumerate(reports):
        if due := report.claim.due:
            groups = years[due[:4]]
            agreeing = next((group for group in reversed(groups) if all(_within(other, due) for other in group)), {})
            years[due[:4]] = groups = [*(group for group in groups if group is not agreeing), agreeing]
            agreeing.setdefault(due, []).append(i)
    merged = [tuple(sorted(chain.from_iterable(group.values()))) for groups in years.values() for group in groups]
    return tuple(sorted(merged, key=itemgetter(-1))) if len(merged) > 1 else ()


@lru_cache(maxsize=4096)
def _within(one: str, other: str) -> bool:
    """Whether one of two dates is a part of the other."""
    a, b = read_due(one), read_due(other)
    return (a.start <= b.start and b.end <= a.end) or (b.start <= a.start and a.end <= b.end)


def _figures(claim: Claim) -> set[_Figure]:
    """What an amount says: 1000억 달러(약 140조 원) is both, and 8%에서 15% agrees with what was 8% before.

    26만 장 and 260,000 agree, for what is counted the claim says. 500MW와 384MW is not 500MW. What is not understood
    agrees with its own text.
    """
    if not claim.figure:
        return {("", claim.amount)} if claim.amount else set()
    beside = [other.amount for other in claim.figure.beside if other.role in ("same", "before")]
    listed = chain(*(_said(other.amount) for other in claim.figure.beside if other.role == "and"))
    return {(*_said(claim.figure), *listed), *map(_said, beside)}


def _said(amount: Amount) -> _Figure:
    unit, times = _SPANS.get(amount.unit, (amount.unit if amount.unit in _MEASURES else "", 1))
    per = "" if amount.per == "each" else amount.per
    return unit, str((amount.low * times).normalize()), str((amount.high * times).normalize()), per


def _kinds(entry: ClaimHistory, notes: Mapping[str, Note]) -> Iterator[Problem]:
    """One id for an investment and a supply would be two claims; for a promise and an opinion it cannot be one."""
    first: dict[str, str] = {}  # the first note of each kind
    families = {report.claim.family for report in entry.reports}
    rule = "claim-family" if len(families) > 1 else "claim-kind"
    for report in entry.reports:
        first.setdefault(report.claim.kind, report.note)
    for report in entry.reports if len(first) > 1 else ():
        others = ", ".join(f"`{kind}` in {note}" for kind, note in first.items() if kind != report.claim.kind)
        message = f"the claim `{entry.id}` is `{report.claim.kind}` here, but {others}"
        path, where = place_of(report, "kind", notes)
        yield Problem(rule=rule, path=path, message=message, hint="give one of them another id", where=where)
