"""Dates in running text: 24일, 지난 1일, 2030년까지, by 2030, October 1. What each means `read_date` says."""

import datetime as dt
import re
from collections.abc import Iterable

from msgspec import Struct

from sitegen.text.dates import DateProblem, DateRead, read_date

_YEAR = r"(?:(?:19|20|21)[0-9]{2}년|['’][0-9]{2}년|올해|금년|내년|지난해|작년|재작년|내후년|올)"
_MONTH = r"(?:(?:1[0-2]|0?[1-9])월)"
_MONTHS = r"(?:이달|이번\s?달|지난\s?달|다음\s?달|내달)"
_NEAR = r"(?:지난|오는|다가오는|이번)"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])일"
_PART = r"(?:초순|초반|초|중순|중반|하순|후반|말)"
_BOUND = r"(?:까지|부터|이후|이전|께|쯤)?"
# What stands behind a date. 3일간, 5일째, 10년 만에 and 2030년대 are none.
_NEXT = (
    r"(?=[^가-힣0-9]|$|(?:에|에는|에도|은|는|이|가|의|자|로|으로|과|와|을|를|도|경|중|만|에서|까지|부터|이후|이전|께|쯤|까지는|부터는|오전|오후|밤|새벽|저녁|기준|"
    r"현재|현지|이다|이며|이고|에만|엔|에야|보다|처럼|이나|나)(?:[^가-힣]|$))(?!\s?(?:간|동안|만에|째|치)(?:[^가-힣]|$))"
)
_RANGED = rf"(?:{_MONTH}\s?)?[0-9]{{1,2}}\s?[~∼〜–-]\s?{_DAY}"
_IN_KOREAN = re.compile(
    rf"(?<![0-9A-Za-z가-힣.,])(?:"
    rf"(?:{_YEAR}\s?)?{_RANGED}"
    rf"|(?:{_NEAR}\s?)?(?:(?:{_YEAR}\s?)?(?:{_MONTH}|{_MONTHS})\s?{_DAY}|{_DAY})"
    rf"|(?:{_YEAR}\s?)?(?:{_MONTH}|{_MONTHS})(?:\s?{_PART})?"
    rf"|(?:{_NEAR}\s?){_MONTH}(?:\s?{_PART})?"
    rf"|{_YEAR}(?:\s?(?:[상하]반기|[1-4]\s?분기|연?{_PART}))?"
    r"|(?:지난|오는)\s(?:[1-4]분기|[상하]반기)|(?:지난|이번|다음)\s?(?:주|분기)|[상하]반기|[1-4]분기|(?:연말|월말)"
    rf"|(?:이날|오늘|어제|전날|내일|모레|그제)"
    rf"){_BOUND}{_NEXT}"
)
_NUMERIC = re.compile(
    r"(?<![0-9.])(?:19|20)[0-9]{2}(?:\.\s?|-|/)(?:1[0-2]|0?[1-9])(?:\.\s?|-|/)(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
)
_ENGLISH_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|"
    r"Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_FOUR = r"(?:19|20)[0-9]{2}(?![0-9%])"
_NUMBER = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9])"
_LIMIT = r"(?:(?:by|until|before|since|from|after|no\slater\sthan)\s)?"
_WHEN = r"(?:by|in|until|before|since|from|after|through|during)\s"
_IN_ENGLISH = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    rf"{_LIMIT}(?:{_NUMBER}\s(?:of\s)?{_ENGLISH_MONTH}(?:,?\s{_FOUR})?|{_ENGLISH_MONTH}\s{_NUMBER}(?:,\s{_FOUR}|\s{_FOUR})?"
    rf"|(?:{_WHEN})?{_ENGLISH_MONTH}\s{_FOUR}|[QH][1-4]\s{_FOUR}"
    rf"|(?:the\s)?(?:first|second|third|fourth)\s(?:half|quarter)(?:\sof\s(?:{_FOUR}|next\syear|this\syear))?"
    r"|(?:the\s)?(?:early|mid|late|end\sof|beginning\sof|start\sof)[\s-]"
    rf"(?:{_FOUR}|next\syear|{_ENGLISH_MONTH}\s{_FOUR})"
    r"|(?:next|last|this)\s(?:year|quarter|month|week)|yesterday|today|tomorrow)"
    rf"|{_WHEN}(?:{_FOUR}|{_ENGLISH_MONTH})"
    r")(?![A-Za-z0-9])"
)
_COUNTED = ("어제", "전날", "내일", "모레", "그제", "yesterday", "today", "tomorrow", "오늘")
_PASSED = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_BOUNDED = re.compile(r"(?:까지|부터|이후|이전|께|쯤)$|^(?:by|until|before|since|from|after)\s")
_QUOTED = re.compile(r"“[^“”]*+”|\"[^\"]*+\"")


class DateFound(Struct, frozen=True):
    """A date where it stands in a text. `days`: as front matter writes it; empty where that is open, with `why`."""

    text: str
    start: int
    end: int
    days: str
    due: str
    by: bool
    why: str = ""


def dates_in(text: str, published: dt.date | None) -> list[DateFound]:
    """In their order. Without a day of publication only those that are printed whole are understood."""
    dates_read: list[DateFound] = []
    said = [match.span() for match in _QUOTED.finditer(text)]
    spans = [match.span() for pattern in (_IN_KOREAN, _NUMERIC, _IN_ENGLISH) for match in pattern.finditer(text)]
    end = 0
    for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
        printed = text[start:stop].strip()
        if start < end or (printed in _COUNTED and any(a < start < b for a, b in said)):
            continue
        end = stop
        read = read_date(printed, published or dt.date(2000, 1, 1))
        if published is None and not (isinstance(read, DateRead) and read.basis == "printed"):
            dates_read.append(DateFound(printed, start, stop, "", "", False, "no day of publication is known"))
        elif isinstance(read, DateProblem):
            dates_read.append(DateFound(printed, start, stop, "", "", False, read.message))
        else:
            dates_read.append(DateFound(printed, start, stop, *_written(read), read.bound in ("by", "before")))
    return dates_read


def _written(read: DateRead) -> tuple[str, str]:
    """The days for people, and as a claim's `due`, which has no part of a month."""
    start, end = read.start, read.end
    if read.precision == "day":
        return start.isoformat(), start.isoformat()
    if read.precision == "month":
        return f"{start:%Y-%m}", f"{start:%Y-%m}"
    if read.precision == "year":
        return f"{start:%Y}", f"{start:%Y}"
    if read.precision in ("half", "quarter"):
        part = f"H{(start.month + 5) // 6}" if read.precision == "half" else f"Q{(start.month + 2) // 3}"
        return f"{start:%Y}-{part}", f"{start:%Y}-{part}"
    same_month = (start.year, start.month) == (end.year, end.month)
    return f"{start}..{end}", f"{end:%Y-%m}" if same_month else f"{end:%Y}"


def event_day(dates: Iterable[DateFound], published: dt.date | None) -> str:
    """When what a sentence tells of happened, as a claim's `date` says it: the first day, or month, that is over.

    Empty where that is the day of publication, and where none is named.
    """
    for date in dates:
        if published and _PASSED.fullmatch(date.due) and not _BOUNDED.search(date.text):
            last = date.days.rpartition("..")[2]
            day, month = f"{published}", f"{published:%Y-%m}"
            if last <= (day if len(last) > 7 else month) and last != month:
                return "" if date.due == day else date.due
    return ""


def due_in(dates: Iterable[DateFound], published: dt.date | None) -> str:
    """By when: a day that is named as a limit, or one after the day of publication."""
    after = f"{published}" if published else "9999"
    due = (date.due for date in dates if date.due and (date.by or date.due[:4] > after[:4] or date.due > after))
    return next(due, "")
