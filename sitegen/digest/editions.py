"""Editions: the notes of each month, and of each ISO week that has some, as an issue of the digest.

An edition leads with the newest of its notes that is marked `lead`; without one, with the weightiest: the most claims
with an amount, then the most claims, then the most sources; of equals the newest.
"""

import datetime as dt
from bisect import bisect_left, bisect_right, insort
from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from msgspec.structs import replace

from sitegen.digest.claims.counting import once
from sitegen.digest.claims.due_dates import last_day
from sitegen.digest.claims.model import ClaimHistory, LawEnding, StageChange
from sitegen.digest.claims.stages import FINAL
from sitegen.digest.edition_model import Edition
from sitegen.digest.model import Note
from sitegen.memo import remembered
from sitegen.text.dates import read_due

_DUE = 6
_LAW_ENDED = -1  # in place of a report's number
_FEWEST = 3  # notes of a week that is an edition of its own
_SOON = dt.timedelta(days=7)
_Reported = tuple[dt.date, str, int]  # the day of its note, the claim's key, and the report's number there
_Due = tuple[dt.date, str]  # the last day, and the claim's key
_Move = tuple[bool, str, int, int]  # whether no amount is named; the claim's key; the steps from which and to which


def editions(
    months: Iterable[tuple[Note, ...]],
    ledger: Mapping[str, ClaimHistory],
    claims: Iterable[tuple[ClaimHistory, ...]],
    ended: Mapping[str, LawEnding],
) -> dict[str, Edition]:
    """By id, the one that ends last first, a month before the week that ends with it.

    `months`: notes by month; `claims`: the ledger by month; `ended`: what has ended with its law, by key.
    """
    notes: dict[str, list[Note]] = defaultdict(list)
    for month in months:
        for id, of_month in _grouped(*month):
            notes[id] += of_month
    moves: dict[str, list[_Move]] = defaultdict(list)
    for reported in claims:
        for id, move in _moves(*reported):
            moves[id].append(move)
    kept = {id: group for id, group in notes.items() if len(group) >= fewest(id)}
    without_dues = [
        _among(kept, replace(_edition((id,), *group), **_ranked(moves[id], ledger))) for id, group in kept.items()
    ]
    without_dues.sort(key=lambda edition: (edition.end, edition.start), reverse=True)
    reports = [(report.date, entry.key, i) for entry in ledger.values() for i, report in enumerate(entry.reports)]
    # The report that its law has ended is one of each claim on that law: nothing of it is due from then on.
    reports += [(ending.report.date, key, _LAW_ENDED) for key, ending in ended.items()]
    reports.sort(reverse=True)
    weeks = _with_dues([edition for edition in without_dues if is_week(edition.id)], ledger, reports)
    others = _with_dues([edition for edition in without_dues if not is_week(edition.id)], ledger, reports)
    made = weeks | others
    return {edition.id: made[edition.id] for edition in without_dues}


def is_week(id: str) -> bool:
    return "w" in id


def fewest(id: str) -> int:
    """How many notes an edition has at least."""
    return _FEWEST if is_week(id) else 1


@lru_cache(maxsize=4096)  # a note asks some times, for its claims and its edition, and days have many notes
def week_of(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-w{week:02}"


@lru_cache(maxsize=4096)
def month_of(day: dt.date) -> str:
    return f"{day.year:04}-{day.month:02}"


def edition_of(day: dt.date, editions: Mapping[str, Edition]) -> str:
    """The week of a day, or its month where that week has too few notes to be an edition."""
    return week if (week := week_of(day)) in editions else month_of(day)


def _among(kept: Collection[str], edition: Edition) -> Edition:
    weeks = tuple(week for week in edition.weeks if week in kept)
    return edition if weeks == edition.weeks else replace(edition, weeks=weeks)


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
    """The editions in which a claim was first told of (from no step: -1), or in which it moved: from the step where it
    stood before to the last one. What outlets tell otherwise of one time is no move.
    """
    moves: dict[str, _Move] = {}
    told = {report.note: report.date for report in entry.reports}
    sized = {(report.note, report.claim.stage) for report in entry.reports if report.claim.amount}
    for i, step in enumerate(entry.steps):
        if i and not entry.moved(i):
            continue
        for id in _editions_of(step, told[step.note]):
            _, _, was, _ = moves.get(id, (False, "", -1, -1))
            moves[id] = ((step.note, step.stage) not in sized, entry.key, was if was >= 0 else i - 1, i)
    return moves.items()


def _editions_of(step: StageChange, told: dt.date) -> Iterable[str]:
    """The week and the month in which it was told, if that was soon after it came: an issue that has gone out does not
    change, and what was told later is history.
    """
    # Of what happened some time in a year, or nobody knows when, no edition can tell.
    precision = 0 if step.unknown else len(step.when.split("-"))
    soon = precision > 1 and told - read_due(step.when).end <= _SOON
    if soon or (precision > 1 and month_of(told) == month_of(step.date)):
        yield month_of(told)
    if soon and precision > 2:
        yield week_of(told)


def _ranked(moves: Iterable[_Move], ledger: Mapping[str, ClaimHistory]) -> dict[str, Any]:
    """What is new and what has moved, with an amount before without, else in the order of the ledger. What is new with
    its parts is one.
    """
    ranked = sorted(moves, key=itemgetter(0))
    return {
        "new": once((key for _, key, was, _ in ranked if was < 0), ledger),
        "moved": tuple((key, was, now) for _, key, was, now in ranked if was >= 0),
    }


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
    if i == _LAW_ENDED:
        if entry.key in known:
            del waiting[bisect_left(waiting, known.pop(entry.key))]
        return
    claim = entry.reports[i].claim
    if (claim.due or claim.stage in FINAL or claim.outcome) and entry.key in known:
        del waiting[bisect_left(waiting, known.pop(entry.key))]
    if claim.due and claim.stage not in FINAL and not claim.outcome and claim.family != "statement":
        known[entry.key] = (last_day(claim.due), entry.key)
        insort(waiting, known[entry.key])
