"""Spans of the calendar: days, weeks, months, quarters, halves, years, and the first, middle and last of them."""

import datetime as dt
from calendar import monthrange
from typing import NamedTuple

from sitegen.text.dates.model import Precision, Undated

_FAR = dt.timedelta(days=183)


class Span(NamedTuple):
    start: dt.date
    end: dt.date
    precision: Precision


def day(year: int, month: int, number: int) -> Span:
    try:
        date = dt.date(year, month, number)
    except ValueError:
        raise Undated(f"there is no {number} in {year}-{month:02}") from None
    return Span(date, date, "day")


def months(year: int, month: int, count: int, precision: Precision) -> Span:
    """So many months from one on; a month beyond December is one of the next year."""
    last = month - 1 + count - 1
    end_year, end_month = year + last // 12, last % 12 + 1
    start_year, start_month = year + (month - 1) // 12, (month - 1) % 12 + 1
    end = dt.date(end_year, end_month, monthrange(end_year, end_month)[1])
    return Span(dt.date(start_year, start_month, 1), end, precision)


def month(year: int, number: int) -> Span:
    return months(year, number, 1, "month")


def quarter(year: int, number: int) -> Span:
    return months(year, 3 * number - 2, 3, "quarter")


def half(year: int, number: int) -> Span:
    return months(year, 6 * number - 5, 6, "half")


def year(number: int) -> Span:
    return months(number, 1, 12, "year")


def week(of: dt.date) -> Span:
    """Monday to Sunday."""
    monday = of - dt.timedelta(days=of.weekday())
    return Span(monday, monday + dt.timedelta(days=6), "week")


def part(whole: Span, which: str) -> Span:
    """`early`, `mid`, `late` or `end`: thirds of a month as 초순, 중순 and 하순 are; of a year its first quarter, May
    to August, its last quarter, and December. That is this program's convention: papers do not say theirs.
    """
    first = whole.start
    if whole.precision == "month":
        starts, ends = {"early": 1, "mid": 11, "late": 21, "end": 21}, {"early": 10, "mid": 20}
        last = ends.get(which, whole.end.day)
        return Span(first.replace(day=starts[which]), first.replace(day=last), "part")
    if whole.precision == "year":
        month, count = {"early": (1, 3), "mid": (5, 4), "late": (10, 3), "end": (12, 1)}[which]
        return months(first.year, month, count, "part")
    raise Undated("names a part of something other than a month or a year")


def shifted(today: dt.date, number: int, unit: str) -> Span:
    """So many days, weeks, months or years from a day on, as precise as the unit."""
    if unit == "day":
        there = today + dt.timedelta(days=number)
        return Span(there, there, "day")
    if unit == "week":
        return week(today + dt.timedelta(weeks=number))
    if unit == "month":
        return month(today.year, today.month + number)
    return year(today.year + number)


def until(today: dt.date, number: int, unit: str) -> Span:
    """From a day on for so long; 31 January and one month is the end of February."""
    if unit in ("day", "week"):
        return Span(today, today + dt.timedelta(days=number * (7 if unit == "week" else 1)), "span")
    there = month(today.year, today.month + number) if unit == "month" else month(today.year + number, today.month)
    return Span(today, there.start.replace(day=min(today.day, there.end.day)), "span")


def not_far(span: Span, published: dt.date) -> Span:
    """The span, if it is within half a year of publication: 12월 20일 in an article of January may be last year's."""
    if span.start - published > _FAR or published - span.end > _FAR:
        raise Undated("may be of another year than the article", "write the year: 지난해, 올해, 내년, 2026년")
    return span
