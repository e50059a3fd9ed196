"""A line of time in hundredths: where a day stands, and what is written below it.

What is past and what is to come each have a scale of their own where the years to come would leave the past no room;
within each, equal times have equal widths.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

LEFT, RIGHT = 2.0, 98.0  # marks at the ends need room
APART = 9.0  # 24 pixels, the least for a finger, of the 280 that a phone of 320 has
_PAST_AT_LEAST = 0.55
LABEL = 13.0  # the room of a year's or month's name on such a phone
_MONTHS, _QUARTERS = 36, 108  # up to so many months are counted by month, by quarter, and then by year
_MONTHS_NAMED = 18


class Axis(Struct, frozen=True):
    """`end`: the last day that is past; `last`: the last day of all."""

    start: dt.date
    end: dt.date
    last: dt.date

    @property
    def turn(self) -> float:
        """Where the past ends."""
        if self.last <= self.end:
            return RIGHT
        memo = (self.end - self.start).days / max((self.last - self.start).days, 1)
        return LEFT + (RIGHT - LEFT) * max(memo, _PAST_AT_LEAST)

    def at(self, day: dt.date) -> float:
        if day <= self.end:
            return round(LEFT + (self.turn - LEFT) * _share(day, self.start, self.end), 2)
        return round(self.turn + (RIGHT - self.turn) * _share(day, self.end, self.last), 2)


class Tick(Struct, frozen=True):
    """The first day of a year, or of a month within one; `named`: there is room for its name."""

    x: float
    day: dt.date
    year: bool
    named: bool


class Bar(Struct, frozen=True):
    """Notes of a month, quarter or year, between two days of the line."""

    x: float
    width: float
    first: dt.date
    count: int


class AxisCell(Struct, frozen=True):
    """Bars that stand too near each other to be touched apart: one link for all of them, in its middle."""

    x: float
    bars: tuple[Bar, ...]


def ticks(axis: Axis, label: float = LABEL) -> tuple[Tick, ...]:
    """Years, and the quarters of a short past; years get their names first. `label`: the room that a name takes."""
    years = [dt.date(axis.start.year, axis.start.month, 1)]
    years += [dt.date(year, 1, 1) for year in range(axis.start.year + 1, axis.last.year + 1)]
    if len(years) > 1 and axis.at(years[1]) - axis.at(years[0]) < label:
        years = years[1:]  # the first year is too short to be named
    taken: list[float] = []
    axis_ticks = [_tick(axis, day, True, taken, label) for day in years]
    if (axis.end - axis.start).days < _MONTHS_NAMED * 31:
        quarters = [day for day in _months(axis.start, axis.end) if day.month in (4, 7, 10) and day not in years]
        axis_ticks += [tick for day in quarters if (tick := _tick(axis, day, False, taken, label)).named]
    return tuple(sorted(axis_ticks, key=lambda tick: tick.x))


def cells(axis: Axis, days: Sequence[dt.date]) -> tuple[AxisCell, ...]:
    """How many of some days, of the past, fall into each stretch of the line. `days` in descending order."""
    months = (axis.end.year - axis.start.year) * 12 + axis.end.month - axis.start.month
    size = 1 if months <= _MONTHS else 3 if months <= _QUARTERS else 12
    bars = []
    for first, group in groupby(reversed(days), key=lambda day: _first_of(day, size)):
        end = min(_following(first, size), axis.end)
        x, width = axis.at(max(first, axis.start)), axis.at(end) - axis.at(max(first, axis.start))
        inset = width * 0.1
        bars.append(Bar(round(x + inset, 2), round(max(width * 0.8, 0.6), 2), first, len(list(group))))
    grouped = groupby(bars, key=lambda bar: int((bar.x + bar.width / 2) // APART))
    return tuple(AxisCell(round((number + 0.5) * APART, 2), tuple(group)) for number, group in grouped)


def _tick(axis: Axis, day: dt.date, year: bool, taken: list[float], label: float) -> Tick:
    x = axis.at(day)
    named = x <= 100 - label and all(abs(x - other) >= label for other in taken)
    if named:
        taken.append(x)
    return Tick(x, day, year, named)


def _months(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    for n in range(start.year * 12 + start.month, end.year * 12 + end.month):
        yield dt.date(n // 12, n % 12 + 1, 1)


def _first_of(day: dt.date, size: int) -> dt.date:
    return dt.date(day.year, (day.month - 1) // size * size + 1, 1)


def _following(first: dt.date, size: int) -> dt.date:
    """The first day of the next stretch; the last day there is, when none follows."""
    number = first.year * 12 + first.month - 1 + size
    return dt.date(number // 12, number % 12 + 1, 1) if number < 12 * 10_000 else dt.date.max


def _share(day: dt.date, start: dt.date, end: dt.date) -> float:
    return min(max((day - start).days / max((end - start).days, 1), 0.0), 1.0)
