"""English dates: 24 October 2025, Oct. 24, H1 2026, early next year, the 1st of this month, two weeks ago."""

import datetime as dt
import re
from collections.abc import Callable

from sitegen.text.amounts.words import NUMBERS
from sitegen.text.dates import spans
from sitegen.text.dates.model import Basis, Undated
from sitegen.text.dates.spans import Span

_NAMES = "january february march april may june july august september october november december"
_MONTHS = {name: i for i, name in enumerate(_NAMES.split(), 1)}
_MONTHS |= {name[:3]: i for name, i in _MONTHS.items()} | {"sept": 9}
_TURNS = {"last": -1, "this": 0, "the": 0, "next": 1, "previous": -1}
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_PARTS = {"early": "early", "beginning of": "early", "start of": "early", "mid": "mid", "middle of": "mid"}
_PARTS |= {"late": "late", "end of": "end"}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

# A date is taken apart into these; what is left over makes it no date.
_PART = re.compile(r"(?:the )?(early|mid|late|end of|beginning of|start of|middle of)[ -]")
_YEAR = re.compile(r"(?:,? ?(?:of |in )?)(?:\b((?:19|20|21)[0-9]{2})|\b(this|next|last|the) year)$")
_MONTH = re.compile(rf"\b({'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?|\b(this|next|last|the) month\b")
_PERIOD = re.compile(
    r"(?:the )?(?:([qh])([1-4])|([1-4])([qh])|(first|second|third|fourth|1st|2nd|3rd|4th) (quarter|half))"
)
_NUMBER = re.compile(r"(?:the )?([0-9]{1,2})(?:st|nd|rd|th)?(?: of)?")
_AGO = re.compile(
    r"\A(?:(in|within) )?(?:the next )?([0-9]{1,3}|[a-z-]+) (day|week|month|year)s?(?: (ago|from now|later))?"
)


def read_english(text: str, today: dt.date) -> tuple[Span, Basis] | None:
    """The span, and where what is missing came from; None where the text is no English date. Raises Undated."""
    if text in _DAYS:
        return spans.shifted(today, _DAYS[text], "day"), "published"
    if match := re.fullmatch(r"(this|next|last) (week|quarter)", text):
        return _turn(_TURNS[match[1]], match[2], today), "published"
    if re.search(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", text):
        raise Undated("leaves open which week it is", "write the date")
    if (match := _AGO.fullmatch(text)) and (counted := _counted(match, today)):
        return counted
    if text in ("year-end", "the year-end"):
        return spans.part(spans.year(today.year), "end"), "published"
    opening = _PART.match(text)
    rest = text[opening.end() :] if opening else text
    year, basis, rest = _year(rest, today)
    span, basis = _rest(rest.strip(" ,"), year, basis, today)
    return (spans.part(span, _PARTS[opening[1]]) if opening else span, basis) if span else None


def _rest(rest: str, year: int | None, basis: Basis, today: dt.date) -> tuple[Span | None, Basis]:
    """What a text without its year says."""
    if not rest:
        return (None if year is None else spans.year(year)), basis
    if match := _PERIOD.fullmatch(rest):
        letter = (match[1] or match[4] or match[6])[0]
        nth = _ORDINALS[match[5]] if match[5] else int(match[2] or match[3])
        if letter == "h" and nth > 2:
            return None, basis
        make = spans.half if letter == "h" else spans.quarter
        return _in_year(lambda of: make(of, nth), year, today), basis
    turned = re.fullmatch(r"(last|next|this) ([a-z]+)\.?", rest)
    if turned and turned[2] in _MONTHS and year is None:
        return _near(turned[1], _MONTHS[turned[2]], today), "published"
    if year is None and (day := _NUMBER.fullmatch(rest)) and rest.startswith("the "):
        return _bare_day(int(day[1]), today), "month"
    month = _MONTH.search(rest)
    if not month:
        return None, basis
    left = (rest[: month.start()] + rest[month.end() :]).strip(" ,")
    number = _NUMBER.fullmatch(left)
    if left and not number:
        return None, basis
    if month[2]:
        if year is not None:
            return None, basis
        there = spans.month(today.year, today.month + _TURNS[month[2]])
        return (spans.day(there.start.year, there.start.month, int(number[1])) if number else there), "published"
    which = _MONTHS[month[1]]
    if number:
        return _in_year(lambda of: spans.day(of, which, int(number[1])), year, today), basis
    return _in_year(lambda of: spans.month(of, which), year, today), basis


def _year(text: str, today: dt.date) -> tuple[int | None, Basis, str]:
    if match := re.match(r"(20[0-9]{2}) (?=[qh][1-4]$)", text):
        return int(match[1]), "printed", text[match.end() :]
    if match := re.fullmatch(r"([1-4][qh])\s?([0-9]{2}|20[0-9]{2})", text):  # 1H26
        return int(match[2]) % 100 + 2000, "printed", match[1]
    if not (match := _YEAR.search(text)):
        return None, "year", text
    if match[1]:
        return int(match[1]), "printed", text[: match.start()]
    return today.year + _TURNS[match[2]], "published", text[: match.start()]


def _in_year(at: Callable[[int], Span], year: int | None, today: dt.date) -> Span:
    return at(year) if year is not None else spans.not_far(at(today.year), today)


def _near(turn: str, month: int, today: dt.date) -> Span:
    """Next January in October is clear; next December may be this year's or the next's."""
    same = (month < today.month) if turn == "last" else (month > today.month)
    if turn == "this":
        return spans.month(today.year, month)
    if same or month == today.month:
        raise Undated(f"`{turn}` leaves open whether it is of this year or another", "write the year")
    return spans.month(today.year + _TURNS[turn], month)


def _bare_day(number: int, today: dt.date) -> Span:
    if number > today.day:
        message = f"the {number}th is still to come in the month of the article, or was in the one before"
        raise Undated(message, "write the month")
    return spans.day(today.year, today.month, number)


def _turn(by: int, what: str, today: dt.date) -> Span:
    if what == "week":
        return spans.shifted(today, by, "week")
    return spans.months(today.year, 3 * ((today.month - 1) // 3 + by) + 1, 3, "quarter")


def _counted(match: re.Match[str], today: dt.date) -> tuple[Span, Basis] | None:
    within, word, unit, ago = match.groups()
    number = int(word) if word.isdigit() else 1 if word in ("a", "an") else NUMBERS.get(word, 0)
    if not number or not (within or ago) or (within and ago):
        return None
    if within == "within":
        return spans.until(today, number, unit), "published"
    return spans.shifted(today, -number if ago == "ago" else number, unit), "published"
