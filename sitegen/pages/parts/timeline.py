"""The line of time of an entity or theme: its notes, and of its claims each stage that was reported and what is due."""

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from sitegen.digest.claims.due_dates import DueState, due_state, last_day
from sitegen.digest.claims.model import ClaimHistory, ClaimReport, StageChange
from sitegen.digest.timeline_choice import Story, story
from sitegen.digest.values import Key, Text
from sitegen.pages.context import PageContext
from sitegen.pages.parts.claim_elsewhere import moment, other_actor
from sitegen.pages.parts.claim_lines import ClaimLine, headed, href, line_today
from sitegen.pages.parts.pagination import page_from_oldest
from sitegen.pages.parts.time_axis import APART, Axis, AxisCell, Tick, cells, ticks
from sitegen.pages.views import Link, Moment, NoteCard

_FEWEST = 3  # stages and dates: of fewer there is no story


class Happening(Struct, frozen=True):
    """A stage, and the note that reports it; or, with a `due`, what falls due. `x`: in hundredths.

    `at`: of a stage, as far as it is known. `what`: in the words of the report that says so. `by`: who acts in it,
    where that is somebody else than in the report by which the claim stands. `publisher`: the outlet that says so.
    """

    x: float
    day: dt.date
    at: Moment
    kind: str
    what: Text
    stage: str
    due: str
    state: DueState
    note: NoteCard
    publisher: str
    by: Link | None = None


class Mark(Struct, frozen=True):
    """What happens at about one point of the line, as one link."""

    x: float
    href: str
    happenings: tuple[Happening, ...]


class Track(Struct, frozen=True):
    """A claim. `start` to `end` is what was reported; `due`: where it falls due, if that is later.

    `undated`: stages that came on a day that nobody knows, which have no place.
    """

    claim: ClaimLine
    start: float
    end: float
    due: float | None
    marks: tuple[Mark, ...]
    undated: tuple[Happening, ...]


class Count(Struct, frozen=True):
    """Notes between two months; `href`: where the newest of them stand in the list."""

    cell: AxisCell
    first: dt.date
    last: dt.date
    count: int
    href: str


class TimelineLine(Struct, frozen=True):
    what: Text
    happening: Happening


class Timeline(Struct, frozen=True):
    """`today`: the day up to which something is due, where something is; `turn`: its place.

    `list`: all that happens on the tracks, by day. `states`: of what falls due on them, each once.
    """

    ticks: tuple[Tick, ...]
    today: dt.date | None
    turn: float
    notes: tuple[Count, ...]
    most: int
    tracks: tuple[Track, ...]
    list: tuple[TimelineLine, ...]
    staged: int
    states: tuple[DueState, ...]


def told(context: PageContext, key: Key) -> Story:
    return context.memo(_story, context, key)


def timeline(context: PageContext, key: Key, lang: str) -> Timeline | None:
    """None where there is no story to tell."""
    ids, choice = context.digest.listings[key], told(context, key)
    entries = [context.digest.ledger[claim] for claim in choice.shown]
    dues = [entry for entry in entries if entry.due and due_state(entry, context.digest)]
    if sum(len(entry.steps) for entry in entries) + len(dues) < _FEWEST or not ids:
        return None
    days = [context.digest.notes[id].date for id in ids]
    axis = _axis(days, entries, dues, context)
    notes = tuple(_count(cell, days, context, key, lang) for cell in cells(axis, days))
    tracks = tuple(_track(entry, axis, entry in dues, context, lang) for entry in entries)
    return Timeline(
        ticks=ticks(axis),
        today=axis.end if dues else None,
        turn=round(axis.turn, 2),
        notes=notes,
        most=max(bar.count for count in notes for bar in count.cell.bars),
        tracks=tracks,
        list=_list(tracks),
        staged=choice.staged,
        states=tuple(dict.fromkeys(due_state(entry, context.digest) for entry in dues)),
    )


def _story(context: PageContext, key: Key) -> Story:
    return story(key, context.digest)


def _axis(
    days: Sequence[dt.date], entries: Sequence[ClaimHistory], dues: Sequence[ClaimHistory], context: PageContext
) -> Axis:
    """From the first month to the day up to which something is due, else to the newest day, and on to the last due."""
    first = min(days[-1], *(entry.steps[0].date for entry in entries))
    newest = max(days[0], *(entry.newest.date for entry in entries))
    end = context.digest.as_of if dues else newest
    return Axis(first.replace(day=1), end, max(end, *(last_day(entry.due) for entry in dues)) if dues else end)


def _count(cell: AxisCell, days: Sequence[dt.date], context: PageContext, key: Key, lang: str) -> Count:
    first = cell.bars[0].first
    total = sum(bar.count for bar in cell.bars)
    newer = sum(day >= first for day in days) - total
    last = days[newer]
    position = next(i for i, day in enumerate(days) if (day.year, day.month) == (last.year, last.month))
    page = context.urls.term(key, lang, page_from_oldest(position, len(days)))
    return Count(cell, days[newer + total - 1], last, total, page.at_month(last))


def _track(entry: ClaimHistory, axis: Axis, due: bool, context: PageContext, lang: str) -> Track:
    def came(step: StageChange) -> Happening:
        return told_at(step.date, moment(step), step.stage, entry.told_by(step))

    def told_at(day: dt.date, at: Moment, stage: str, report: ClaimReport) -> Happening:
        what, by = headed(report.claim, context, lang), other_actor(report, entry.standing, context, lang)
        note, kind, publisher = context.note(report.note, lang), entry.claim.kind, report.claim.source.publisher
        return Happening(axis.at(day), day, at, kind, what, stage, "", "", note, publisher, by)

    happenings = [came(step) for step in entry.steps if not step.unknown]
    if again := entry.again:
        happenings.append(told_at(again.day, moment(again), again.claim.stage or "", again))
    undated = tuple(came(step) for step in entry.steps if step.unknown)
    start, end = happenings[0].x, happenings[-1].x
    if due:
        day, state = last_day(entry.due), due_state(entry, context.digest)
        what, note = headed(entry.claim, context, lang), context.note(entry.newest.note, lang)
        kind, publisher = entry.claim.kind, entry.newest.claim.source.publisher
        at = Moment(entry.due)
        happenings.append(Happening(axis.at(day), day, at, kind, what, "", entry.due, state, note, publisher))
    planned = happenings[-1].x if due and happenings[-1].x > end else None
    marks = _marks(happenings, entry, context, lang)
    return Track(line_today(entry, context, lang), start, end, planned, marks, undated)


def _list(tracks: Sequence[Track]) -> tuple[TimelineLine, ...]:
    """By day; what came on a day that nobody knows stands last."""
    drawn = (each for track in tracks for mark in track.marks for each in mark.happenings)
    undated = (each for track in tracks for each in track.undated)
    by_day = [*sorted(drawn, key=lambda happening: happening.day), *undated]
    return tuple(TimelineLine(each.what, each) for each in by_day)


def _marks(happenings: Sequence[Happening], entry: ClaimHistory, context: PageContext, lang: str) -> tuple[Mark, ...]:
    """Those too near to each other to be touched apart as one, which leads to the claim's own page."""
    groups: list[list[Happening]] = []
    for happening in sorted(happenings, key=lambda happening: happening.x):
        if groups and happening.x - groups[-1][-1].x < APART:
            groups[-1].append(happening)
        else:
            groups.append([happening])
    page = href(entry, context, lang)
    return tuple(
        Mark(
            x=round((group[0].x + group[-1].x) / 2, 2),
            href=group[0].note.href if (len(group) == 1 and group[0].stage) or not page else page,
            happenings=tuple(group),
        )
        for group in groups
    )
