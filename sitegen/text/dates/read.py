"""Reads a date as printed, against the day on which its source was published (in Seoul, where that matters)."""

import datetime as dt
import re

from sitegen.text.dates import spans
from sitegen.text.dates.english import read_english
from sitegen.text.dates.korean import read_korean
from sitegen.text.dates.model import Basis, Bound, DateProblem, DateRead, Undated
from sitegen.text.dates.spans import Span

_LONGEST = 80  # characters
_BEFORE: dict[str, Bound] = {
    "by": "by",
    "until": "by",
    "to": "by",
    "no later than": "by",
    "within": "by",
    "before": "before",
}
_BEFORE |= {"from": "from", "since": "from", "as of": "from", "starting": "from", "after": "after"}
_BEFORE |= dict.fromkeys(("in", "on", "at", "during", "around", "for"), "")
_OPENING = re.compile(rf"(?i:({'|'.join(sorted(_BEFORE, key=len, reverse=True))})) ")
_AFTER: dict[str, Bound] = {
    "까지": "by",
    "안에": "by",
    "안": "by",
    "내에": "by",
    "내": "by",
    "이전": "by",
    "전": "before",
}
_AFTER |= {
    "부터": "from",
    "이후": "from",
    "이래": "from",
    "에": "",
    "께": "",
    "쯤": "",
    "경": "",
    "중": "",
    "중에": "",
    "자": "",
}
_CLOSING = re.compile(rf"\s?({'|'.join(sorted(_AFTER, key=len, reverse=True))})$")
# Where the clock or the local time is named, the day is all that counts.
_ASIDE = re.compile(
    r"\(?(?:현지|한국)\s?(?:시간|시각)(?:\s?기준)?\)?|\s(?:오전|오후)\s?[0-9]{1,2}시(?:\s?[0-9]{1,2}분)?|\slocal time$"
)
_WEEKDAY = re.compile(
    r"\s?\(?([월화수목금토일])요일\)?$|\s?\(([월화수목금토일])\)"
    rf"|\(?\b(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\b\.?\)?,?\s?(?=.{{0,{_LONGEST}}}[0-9])"
)
_WEEKDAYS = {name: i % 7 for i, name in enumerate("월화수목금토일")} | {
    name: i for i, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
}
_NUMERIC = re.compile(r"([0-9]{4})(?:-|/|\.\s?)(1[0-2]|0?[1-9])(?:(?:-|/|\.\s?)([0-9]{1,2}))?\.?")
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_DUE = re.compile(r"([0-9]{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])(?:-([0-9]{2}))?))?")
_SO_LONG_ENGLISH = re.compile(r"(?i:in|within) (?:the next )?(?:[0-9]{1,3}|[a-z-]+) (?:day|week|month|year)s?")
_SO_LONG_KOREAN = re.compile(
    r"(?:(?:향후|앞으로) )?"
    r"(?:[0-9]{1,3}\s?(?:일|주|주일|개월|달|년)|하루|이틀|사흘|나흘|닷새|열흘|일주일|[한두석]\s?달)\s?(?:이내|안|내|전)에?"
)
_RANGE = re.compile(r"([0-9]{1,4})\s?[~〜∼–-]\s?([0-9]{1,4})(?=일|월|년|분기| [A-Za-z])")
_FROM_TO = re.compile(r"\A(?=.*까지\Z)(.+?)부터\s?(.+)까지|\A(?i:from|between) (.+?) (?i:to|and|until) (.+)")
_HINTS = (
    (re.compile(r"\bfy|회계연도|fiscal"), "a fiscal year begins where it likes; write the months"),
    (
        re.compile(r"봄|여름|가을|겨울|spring|summer|autumn|\bfall\b|winter"),
        "a season is not the same everywhere; write the months",
    ),
    (
        re.compile(r"같은|이듬해|다음 날|이튿날|익일|그날|그해|same|following"),
        "it counts from another date; write that one out",
    ),
)


def read_date(text: str, published: dt.date) -> DateRead | DateProblem:
    """The days that a text may mean, or why it cannot be told; never a guess.

    A day or a month that names no year is one within half a year of publication, and must be the only one that a
    reader would think of: an article's 25일 that is not over yet is a problem, its 오는 25일 is not.
    """
    if len(text) > _LONGEST:
        return DateProblem(text[:_LONGEST], "is too long to be a date", "write the date alone")
    try:
        span, basis, bound = _read(" ".join(text.split()), published)
        return DateRead(text, span.start, span.end, span.precision, basis, bound)
    except Undated as undated:
        return DateProblem(text, undated.message, undated.hint)


def read_due(due: str) -> DateRead:
    """The `due` of a claim: 2030, 2030-H1, 2030-Q3, 2030-06 or 2030-06-01. Raises ValueError at any other text."""
    match = _DUE.fullmatch(due)
    try:
        span = _written(match) if match else None
    except Undated as undated:
        raise ValueError(f"{due!r}: {undated.message}") from None
    if not span:
        raise ValueError(f"{due!r} is no due date")
    return DateRead(due, span.start, span.end, span.precision, "printed", "by")


def _read(text: str, published: dt.date) -> tuple[Span, Basis, Bound]:
    if both := _ends(text):
        left, basis, _ = _read(both[0], published)
        right, _, _ = _read(both[1], published if basis == "published" else left.start)
        if right.end <= left.start:
            raise Undated("ends before it begins", "write both years")
        return Span(left.start, right.end, "span"), basis, ""
    plain, bound = _bound(_ASIDE.sub("", text).strip())
    plain, weekday = _weekday(plain.lower())
    span, basis = _span(plain, published)
    if weekday is not None and (span.precision != "day" or span.start.weekday() != weekday):
        raise Undated(f"{span.start} is another day of the week", "one of the two is wrong: look at the source")
    return span, basis, bound


def _weekday(text: str) -> tuple[str, int | None]:
    """The text without the day of the week beside a date, and that day: 10월 23일(목), Thursday, October 23."""
    match = _WEEKDAY.search(text) if any(char.isdigit() for char in text) else None
    if not match:
        return text, None
    name = next(group for group in match.groups() if group)
    return (text[: match.start()] + text[match.end() :]).strip(" ,"), _WEEKDAYS[name]


def _span(text: str, published: dt.date) -> tuple[Span, Basis]:
    if (match := _DUE.fullmatch(text.upper())) and text[:2] in ("19", "20", "21"):
        return _written(match), "printed"
    if match := _NUMERIC.fullmatch(text):
        year, month = int(match[1]), int(match[2])
        return (spans.day(year, month, int(match[3])) if match[3] else spans.month(year, month)), "printed"
    if match := _SLASHED.fullmatch(text):
        one, two, year = (int(group) for group in match.groups())
        if one <= 12 and two <= 12 and one != two:
            raise Undated("may be the day or the month first", "write 2025-10-24")
        return spans.day(year, min(one, two), max(one, two)), "printed"
    if dated := read_korean(text, published) or read_english(text, published):
        return dated
    hint = next((hint for words, hint in _HINTS if words.search(text)), "")
    raise Undated("is no date that is understood here", hint or "write 2025-10-24, 2025-10, 2026-H1 or 2026")


def _written(match: re.Match[str]) -> Span:
    year = int(match[1])
    _, half, quarter, month, day = (int(group) if group else 0 for group in match.groups())
    if half or quarter:
        return spans.half(year, half) if half else spans.quarter(year, quarter)
    if day:
        return spans.day(year, month, day)
    return spans.month(year, month) if month else spans.year(year)


def _bound(text: str) -> tuple[str, Bound]:
    """The text without the words that make it a limit, and the limit."""
    if _SO_LONG_ENGLISH.fullmatch(text):
        return text, "by" if text.lower().startswith("within") else ""
    if _SO_LONG_KOREAN.fullmatch(text):
        return text.removesuffix("에"), "" if text.endswith("전") else "by"
    if match := _OPENING.match(text):
        rest, inner = _bound(text[match.end() :])
        return rest, _BEFORE[match[1].lower()] or inner
    if match := _CLOSING.search(text):
        return text[: match.start()], _AFTER[match[1]]
    return text, ""


def _ends(text: str) -> tuple[str, str] | None:
    """The two ends of a range: 11월 1~2일, 1-2 November 2023, 10월 1일부터 11월 21일까지, from 2026 to 2028."""
    if match := _FROM_TO.fullmatch(text):
        return match[1] or match[3], match[2] or match[4]
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?\.?", text) is None and (match := _RANGE.search(text)):
        before, after = text[: match.start()], text[match.end() :]
        return f"{before}{match[1]}{after}", f"{before}{match[2]}{after}"
    if match := re.fullmatch(r"([0-9]{4})\s?[~–-]\s?([0-9]{4})", text) or re.fullmatch(
        r"\A(.*\S)\s?[~〜–]\s?(\S.*)", text
    ):
        return match[1], match[2]
    return None
