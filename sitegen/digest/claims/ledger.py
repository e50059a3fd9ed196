"""The ledger: what several notes report of one claim, as one claim with a history.

Nothing is settled here: where reports differ, all of them stand, and pages show them with their outlets.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec.structs import replace

from sitegen.content.schema import UNKNOWN, Stage
from sitegen.digest.claims.model import Claim, ClaimHistory, ClaimReport, StageChange
from sitegen.digest.claims.stages import LadderName, ladder_of, rung
from sitegen.digest.claims.versions import amount_versions, due_versions, points_in_time
from sitegen.digest.model import Note
from sitegen.memo import remembered
from sitegen.problems import KeyPath, Problem
from sitegen.text.dates import read_due


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


def known_on(entry: ClaimHistory, day: dt.date) -> ClaimHistory | None:
    """A claim as notes up to a day have it; None where none tells of it yet."""
    # What came later may have told before which day that was of which nobody knows the day.
    reports = [replace(r, day=_day(r.date, r.claim)) if r.unknown else r for r in entry.reports if r.date <= day]
    return entry if len(reports) == len(entry.reports) else _entry(entry.key, reports) if reports else None


def claims_by_month(ledger: Mapping[str, ClaimHistory]) -> list[tuple[ClaimHistory, ...]]:
    """Claims in the order of the ledger, by the month in which they were reported last."""
    months = groupby(ledger.values(), key=lambda entry: (entry.newest.day.year, entry.newest.day.month))
    return [tuple(month) for _, month in months]


def reported(note: Note, claim: Claim) -> ClaimReport:
    """The day of a note is that of its event, unless its source was published then: such a source tells of any day.

    What nobody knows the day of was before its source told of it, and before its note.
    """
    day = _day(note.date, claim)
    dated = claim.date != UNKNOWN and (bool(claim.date) or note.source.published != note.date.isoformat())
    themes = note.terms.get("themes", ()) if claim.themes is None else claim.themes
    topics = note.terms.get("topics", ()) if claim.topics is None else claim.topics
    return ClaimReport(note.id, note.date, day, claim, themes, topics, dated)


def _day(told: dt.date, claim: Claim) -> dt.date:
    """`told`: the day of the note."""
    published = claim.source.published
    if claim.date == UNKNOWN:
        return min(told, read_due(published).end) if published else told
    return read_due(claim.date).start if claim.date else told


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
    unsorted = _before_higher(unsorted, ladder)
    # On one day the lower stage first: a letter in the morning and a contract at noon are a way up, not back.
    reports = sorted(unsorted, key=lambda report: (report.day, rung(ladder, report.claim.stage) or 0, report.note))
    points = points_in_time(reports, ladder)
    return ClaimHistory(
        key=key,
        id=reports[0].claim.id,
        part_of=next((report.claim.part_of for report in reversed(reports) if report.claim.part_of), ""),
        ladder=ladder,
        reports=tuple(reports),
        steps=tuple(_steps(reports, points, ladder)) if reports[-1].claim.stage else (),
        at=_standing(reports, ladder),
        points=tuple(points),
        amounts=amount_versions(reports, points),
        dues=due_versions(reports, points),
    )


def _steps(reports: Sequence[ClaimReport], points: Sequence[int], ladder: LadderName) -> Iterator[StageChange]:
    """`announced` after any other stage is none: it takes nothing back, and says nothing that was not said."""
    here: int | None = None  # the rung of the last stage that has one
    first = next((i for i, report in enumerate(reports) if _tells(report)), len(reports))
    told = [each for i, each in enumerate(zip(reports, points, strict=True)) if i < first or _tells(each[0])]
    for stage, same in groupby(told, key=lambda each: each[0].claim.stage):
        reports_of, there = [*same], rung(ladder, stage)
        point = reports_of[0][1]
        report = day_best_known([report for report, at in reports_of if at == point])
        assert stage
        if there is None:
            yield _change(stage, report, point, False)
            continue
        yield _change(stage, report, point, here is not None and there < here)
        here = there


def day_best_known(reports: Sequence[ClaimReport]) -> ClaimReport:
    """Of reports that tell of one time the first; where it knows the month or the year, the one that names the day."""
    first = reports[0]
    if first.unknown or not first.dated:
        return first
    span = read_due(first.when)
    named = [r for r in reports if r.dated and not r.unknown and span.start <= r.day <= span.end]
    return max(named, key=lambda report: len(report.when))


def _change(stage: Stage, report: ClaimReport, point: int, back: bool) -> StageChange:
    return StageChange(stage, report.day, report.when, report.note, report.dated, point, back, report.unknown)


def _before_higher(reports: Sequence[ClaimReport], ladder: LadderName) -> list[ClaimReport]:
    """Of a stage that came on a day that nobody knows it is known at least that it came before what is higher."""
    known = [(rung(ladder, r.claim.stage) or 0, r.day) for r in reports if not r.unknown]
    placed = []
    for report in reports:
        height = rung(ladder, report.claim.stage) if report.unknown else None
        days = [day for other, day in known if height is not None and other > height]
        placed.append(replace(report, day=min(report.day, _day_before(min(days)))) if days else report)
    return placed


def _day_before(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=1) if day > dt.date.min else day


def _tells(report: ClaimReport) -> bool:
    """Whether a report says more than that somebody said so."""
    return report.claim.stage != "announced"


def _standing(reports: Sequence[ClaimReport], ladder: LadderName) -> int:
    """The report by which a claim stands: of the newest day that says more than `announced`, else of the newest.

    Where that day says two things, the lower counts: a letter of intent is not a contract. Of those that say the same,
    the one that names an amount.
    """
    telling = [i for i, report in enumerate(reports) if _tells(report)] or [*range(len(reports))]
    newest = [i for i in telling if reports[i].day == reports[telling[-1]].day]
    return min(newest, key=lambda i: (rung(ladder, reports[i].claim.stage) or 0, not reports[i].claim.amount, -i))


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
