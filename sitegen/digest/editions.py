"""Editions: the notes of each month, and of each ISO week that has some, as an issue of the digest.

An edition leads with the newest of its notes that is marked `lead`; without one, with the weightiest: the most claims
with an amount, then the most claims, then the most sources; of equals the newest.
"""

import datetime as dt
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from msgspec.structs import replace

from sitegen.digest.claims.counting import once
from sitegen.digest.claims.model import ClaimHistory, LawEnding
from sitegen.digest.claims.stages import FINAL
from sitegen.digest.edition_model import Edition
from sitegen.digest.edition_moves import EditionMove, month_end, month_of, moves, week_end, week_of
from sitegen.digest.model import Note
from sitegen.memo import remembered
from sitegen.text.dates import read_due

_DUE = 6
_LAW_ENDED = -1  # in place of a report's number
_FEWEST = 3  # notes of a week that is an edition of its own
_Reported = tuple[dt.date, str, int]  # the day of its note, the claim's key, and the report's number there
_Due = tuple[dt.date, dt.date, str]  # the first and the last day, and the claim's key


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
    moved: dict[str, list[EditionMove]] = defaultdict(list)
    for reported in claims:
        for id, move in moves(*reported):
            moved[id].append(move)
    kept = {id: group for id, group in notes.items() if len(group) >= fewest(id)}
    without_dues = [
        _among(kept, replace(_edition((id,), *group), **_ranked(moved[id], ledger))) for id, group in kept.items()
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
    lead = next((note for note in notes if note.lead), None) or max(notes, key=_weight)  # the first of equals
    return Edition(
        id=id,
        start=start,
        end=week_end(day) if is_week(id) else month_end(day),
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


def _ranked(moves: Iterable[EditionMove], ledger: Mapping[str, ClaimHistory]) -> dict[str, Any]:
    """What is new and what has moved: with an amount before without, then what most notes tell of, then the newest, all
    as of then. What is new with its parts is one.
    """
    ranked = sorted(moves)
    return {
        "new": once((key for *_, key, was, _ in ranked if was < 0), ledger),
        "moved": tuple((key, was, now) for *_, key, was, now in ranked if was >= 0),
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
        begun = bisect_right(waiting, edition.end, key=itemgetter(0))
        still = [due for due in waiting[:begun] if due[1] > edition.end]
        for *_, key in (due for due in waiting[:begun] if due[1] <= edition.end):
            del known[key]
        waiting[:begun] = still
        # What may come on any day of its month or year may come tomorrow.
        next_ = [*sorted(still, key=itemgetter(1, 2)), *waiting[len(still) : len(still) + _DUE]][:_DUE]
        made[edition.id] = replace(edition, due=tuple(key for *_, key in next_))
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
        span = read_due(claim.due)
        known[entry.key] = (span.start, span.end, entry.key)
        insort(waiting, known[entry.key])
