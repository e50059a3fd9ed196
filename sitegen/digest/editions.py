"""Editions: the notes of each ISO week and of each month as an issue of the digest.

An edition leads with the newest of its notes that is marked `lead`; without one, with the weightiest: the most claims
with an amount, then the most claims, then the most sources; of equals the newest.
"""

import datetime as dt
from bisect import bisect_left, bisect_right, insort
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from msgspec.structs import replace

from sitegen.digest.claims.due_dates import last_day
from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.claims.stages import FINAL
from sitegen.digest.model import Edition, Note
from sitegen.memo import remembered

_DUE = 6
_Reported = tuple[dt.date, str, int]  # the day of its note, the claim's key, and the report's number there
_Due = tuple[dt.date, str]  # the last day, and the claim's key
_Move = tuple[tuple[bool, bool], str, int]  # a rank, the least first; the claim's key; the number of the report


def editions(
    months: Iterable[tuple[Note, ...]],
    ledger: Mapping[str, ClaimHistory],
    claims: Iterable[tuple[ClaimHistory, ...]],
) -> dict[str, Edition]:
    """By id, the one that ends last first, a month before the week that ends with it.

    `months`: notes by month; `claims`: the ledger by month.
    """
    notes: dict[str, list[Note]] = defaultdict(list)
    for month in months:
        for id, of_month in _grouped(*month):
            notes[id] += of_month
    moves: dict[str, list[_Move]] = defaultdict(list)
    for reported in claims:
        for id, move in _moves(*reported):
            moves[id].append(move)
    without_dues = [replace(_edition((id,), *group), moved=_ranked(moves[id])) for id, group in notes.items()]
    without_dues.sort(key=lambda edition: (edition.end, edition.start), reverse=True)
    reports = [(report.date, entry.key, i) for entry in ledger.values() for i, report in enumerate(entry.reports)]
    reports.sort(reverse=True)
    weeks = _with_dues([edition for edition in without_dues if is_week(edition.id)], ledger, reports)
    others = _with_dues([edition for edition in without_dues if not is_week(edition.id)], ledger, reports)
    made = weeks | others
    return {edition.id: made[edition.id] for edition in without_dues}


def is_week(id: str) -> bool:
    return "w" in id


@lru_cache(maxsize=4096)  # a note asks some times, for its claims and its edition, and days have many notes
def week_of(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-w{week:02}"


@lru_cache(maxsize=4096)
def month_of(day: dt.date) -> str:
    return f"{day.year:04}-{day.month:02}"


@remembered
def _grouped(*notes: Note) -> list[tuple[str, list[Note]]]:
    """Notes of one month by the editions that they belong to."""
    groups: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        groups[week_of(note.date)].append(note)
        groups[month_of(note.date)].append(note)
    return list(groups.items())


@remembered
def _edition(key: tuple[str], *notes: Note) -> Edition:
    id, day = key[0], notes[0].date
    start = day - dt.timedelta(days=day.weekday()) if is_week(id) else day.replace(day=1)
    days = 7 if is_week(id) else monthrange(start.year, start.month)[1]
    end = dt.date.fromordinal(min(start.toordinal() + days - 1, dt.date.max.toordinal()))
    lead = next((note for note in notes if note.lead), None) or max(notes, key=_weight)  # the first of equals
    return Edition(
        id=id,
        start=start,
        end=end,
        notes=tuple(note.id for note in notes),
        lead=lead.id,
        sections=_sections([note for note in notes if note is not lead]),
        months=tuple(dict.fromkeys(month_of(note.date) for note in notes)) if is_week(id) else (),
        weeks=() if is_week(id) else tuple(dict.fromkeys(week_of(note.date) for note in notes)),
    )


def _weight(note: Note) -> tuple[int, int, int]:
    return sum(bool(claim.amount) for claim in note.claims), len(note.claims), len(note.also)


def _sections(notes: Sequence[Note]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Notes by the first theme that each names: the fullest section first, what has no theme last."""
    by_theme: dict[str, list[str]] = defaultdict(list)
    for note in notes:
        by_theme[next(iter(note.terms.get("themes", ())), "")].append(note.id)
    order = sorted(by_theme, key=lambda theme: (not theme, -len(by_theme[theme]), theme))
    return tuple((theme, tuple(by_theme[theme])) for theme in order)


@remembered
def _moves(*entries: ClaimHistory) -> list[tuple[str, _Move]]:
    return [move for entry in entries for move in _moves_of(entry)]


def _moves_of(entry: ClaimHistory) -> Iterable[tuple[str, _Move]]:
    """The editions in which a claim came to a stage, each with the number of the last report that says so.

    What has had another stage ranks before what is new, and what names an amount before what does not.
    """
    moves: dict[str, _Move] = {}
    numbers: dict[tuple[str, str | None], int] = {}  # of the first report of a stage in a note
    for n, report in enumerate(entry.reports):
        numbers.setdefault((report.note, report.claim.stage), n)
    for i, step in enumerate(entry.steps):
        number = numbers[step.note, step.stage]
        move = ((i == 0, not entry.reports[number].claim.amount), entry.key, number)
        # Of what happened some time in a year, or nobody knows when, no edition can tell.
        precision = 0 if step.unknown else len(step.when.split("-"))
        moves |= {month_of(step.date): move} if precision > 1 else {}
        moves |= {week_of(step.date): move} if precision > 2 else {}
    return moves.items()


def _ranked(moves: list[_Move]) -> tuple[tuple[str, int], ...]:
    """Of one rank in the order of the ledger."""
    return tuple((key, number) for _, key, number in sorted(moves, key=itemgetter(0)))


def _with_dues(
    newest_first: Sequence[Edition], ledger: Mapping[str, ClaimHistory], reports: Iterable[_Reported]
) -> dict[str, Edition]:
    """Editions that do not overlap, each with what falls due after it, by what was reported up to its end.

    `reports`: the newest first.
    """
    reports = [*reports]
    waiting: list[_Due] = []
    known: dict[str, _Due] = {}
    made = {}
    for edition in reversed(newest_first):
        while reports and reports[-1][0] <= edition.end:
            _, key, i = reports.pop()
            _learn(ledger[key], i, known, waiting)
        past = bisect_right(waiting, edition.end, key=itemgetter(0))
        for _, key in waiting[:past]:
            del known[key]
        del waiting[:past]
        made[edition.id] = replace(edition, due=tuple(key for _, key in waiting[:_DUE]))
    return made


def _learn(entry: ClaimHistory, i: int, known: dict[str, _Due], waiting: list[_Due]) -> None:
    """Takes up what a report says of the day by which something should come."""
    claim = entry.reports[i].claim
    if (claim.due or claim.stage in FINAL or claim.outcome) and entry.key in known:
        del waiting[bisect_left(waiting, known.pop(entry.key))]
    if claim.due and claim.stage not in FINAL and not claim.outcome and claim.family != "statement":
        known[entry.key] = (last_day(claim.due), entry.key)
        insort(waiting, known[entry.key])
