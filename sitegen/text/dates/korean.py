"""Korean dates: 24일, 지난 1일, 오는 30일, 내달 5일, 내년 상반기, 2027년 말."""

import datetime as dt
import re
from collections.abc import Callable

from sitegen.text.dates import spans
from sitegen.text.dates.model import Basis, Undated
from sitegen.text.dates.spans import Span

_YEARS = {"올해": 0, "올": 0, "금년": 0, "연": 0, "내년": 1, "지난해": -1, "작년": -1, "재작년": -2, "내후년": 2}
_MONTHS = {"이달": 0, "이번달": 0, "월": 0, "지난달": -1, "내달": 1, "다음달": 1, "다다음달": 2}
_DAYS = {
    "오늘": 0,
    "이날": 0,
    "당일": 0,
    "금일": 0,
    "어제": -1,
    "전날": -1,
    "그제": -2,
    "그저께": -2,
    "내일": 1,
    "모레": 2,
}
_PARTS = {"초": "early", "초순": "early", "초반": "early", "중순": "mid", "중반": "mid"}
_PARTS |= {"하순": "late", "후반": "late", "말": "end"}
_WEEKS = {"지난주": -1, "이번주": 0, "금주": 0, "다음주": 1, "내주": 1}
_QUARTERS = {"지난": -1, "이번": 0, "다음": 1}
_WEEKDAYS = "월화수목금토일"
_LENGTHS = {"하루": (1, "day"), "이틀": (2, "day"), "사흘": (3, "day"), "나흘": (4, "day"), "닷새": (5, "day")}
_LENGTHS |= {
    "열흘": (10, "day"),
    "일주일": (1, "week"),
    "한달": (1, "month"),
    "두달": (2, "month"),
    "석달": (3, "month"),
}
_UNITS = {"일": "day", "주": "week", "주일": "week", "개월": "month", "달": "month", "년": "year"}

_DATE = re.compile(
    r"(?P<near>지난|오는|다가오는|이번)?\s?"
    r"(?:(?:['’]?(?P<digits>[0-9]{2,4})년|(?P<year>올해|올|금년|연|내년|지난해|작년|재작년|내후년))\s?)?"
    r"(?:(?P<month>[0-9]{1,2})월|(?P<months>이달|이번\s?달|월|지난\s?달|내달|다음\s?달|다다음\s?달))?\s?"
    r"(?:(?P<day>[0-9]{1,2})일|(?P<quarter>[1-4])(?:[/·]4)?\s?분기|(?P<half>[상하]반기)"
    r"|연?(?P<part>초순|초반|초|중순|중반|하순|후반|말))?"
)
_WEEK = re.compile(r"(지난\s?주|이번\s?주|금주|다음\s?주|내주)(?:\s?([월화수목금토일])요일)?")
_LENGTH = re.compile(
    r"(?:향후|앞으로|지난)?\s?(?:([0-9]{1,3})\s?(일|주일|주|개월|달|년)|(하루|이틀|사흘|나흘|닷새|열흘|일주일|한\s?달|두\s?달|석\s?달))"
    r"\s?(뒤|후|전|내|안|이내|간|동안)"
)


def read_korean(text: str, today: dt.date) -> tuple[Span, Basis] | None:
    """The span, and where what is missing came from; None where the text is no Korean date. Raises Undated."""
    if text in _DAYS:
        return spans.shifted(today, _DAYS[text], "day"), "published"
    if match := _WEEK.fullmatch(text):
        monday = spans.week(today + dt.timedelta(weeks=_WEEKS[match[1].replace(" ", "")])).start
        weekday = monday + dt.timedelta(days=_WEEKDAYS.index(match[2])) if match[2] else None
        return (Span(weekday, weekday, "day") if weekday else spans.week(monday)), "published"
    if match := re.fullmatch(r"(지난|이번|다음)\s?분기", text):
        month = today.month + 3 * _QUARTERS[match[1]]
        return spans.months(today.year, 3 * ((month - 1) // 3) + 1, 3, "quarter"), "published"
    if match := _LENGTH.fullmatch(text):
        return _counted(match, text, today), "published"
    if re.fullmatch(r"(지난 |오는 |이번 |다음 )?[월화수목금토일]요일", text):
        raise Undated("leaves open which week it is", "write the date, or 지난주, 이번 주, 다음 주")
    if (match := _DATE.fullmatch(text)) and any(match.groupdict().values()):
        return _date(match, today)
    return None


def _counted(match: re.Match[str], text: str, today: dt.date) -> Span:
    number, unit = (int(match[1]), _UNITS[match[2]]) if match[1] else _LENGTHS[match[3].replace(" ", "")]
    if match[4] in ("뒤", "후", "전"):
        return spans.shifted(today, -number if match[4] == "전" else number, unit)
    if text.startswith("지난"):
        back = spans.shifted(today, -number, unit)
        return Span(back.start if unit in ("day", "week") else _back(today, number, unit), today, "span")
    if match[4] in ("간", "동안") and not text.startswith(("향후", "앞으로")):
        raise Undated("says how long, not when")
    return spans.until(today, number, unit)


def _back(today: dt.date, number: int, unit: str) -> dt.date:
    return spans.until(today, -number, unit).end


def _date(match: re.Match[str], today: dt.date) -> tuple[Span, Basis]:
    year, basis = _year(match, today)
    month = int(match["month"]) if match["month"] else None
    if match["months"]:
        if year is not None:
            raise Undated("names a year and a month of the article's")
        there = spans.month(today.year, today.month + _MONTHS[match["months"].replace(" ", "")]).start
        year, month, basis = there.year, there.month, "published"
    near = match["near"] or ""
    if near and basis == "published":
        raise Undated(f"`{near}` and `{match['year'] or match['months']}` say two things")
    if month is not None and not 1 <= month <= 12:
        raise Undated(f"there is no month {month}")
    if match["day"] and month is None:
        if year is not None:
            raise Undated("names a year and a day, but no month")
        return _day_of_a_month(int(match["day"]), near, today)
    if year is None and month is None and not (match["quarter"] or match["half"]):
        raise Undated("names no month and no year")
    if year is not None:
        return _within(match, year, month), basis
    return _nearest(near, lambda years: _within(match, today.year + years, month), today)


def _year(match: re.Match[str], today: dt.date) -> tuple[int | None, Basis]:
    if digits := match["digits"]:
        if len(digits) == 4 and 1900 <= int(digits) <= 2199:
            return int(digits), "printed"
        if len(digits) == 2 and match[0].lstrip("지난오는 ").startswith(("'", "’")):
            return 2000 + int(digits), "printed"
        raise Undated(f"`{digits}년` leaves open which year it is", "write four digits")
    if match["year"]:
        return today.year + _YEARS[match["year"]], "year" if match["year"] == "연" else "published"  # 연말
    return None, "year"


def _within(match: re.Match[str], year: int, month: int | None) -> Span:
    if match["day"] and month:
        return spans.day(year, month, int(match["day"]))
    if match["quarter"] or match["half"]:
        if month:
            raise Undated("names a month and a longer time")
        return (
            spans.quarter(year, int(match["quarter"]))
            if match["quarter"]
            else spans.half(year, 1 if match["half"] == "상반기" else 2)
        )
    if match["part"] in ("초순", "중순", "하순") and not month:
        raise Undated(f"`{match['part']}` is of a month, and names none")
    whole = spans.month(year, month) if month else spans.year(year)
    return spans.part(whole, _PARTS[match["part"]]) if match["part"] else whole


def _nearest(near: str, at: Callable[[int], Span], today: dt.date) -> tuple[Span, Basis]:
    """지난 9월 is the last September that is over, 오는 9월 the next that has not begun; 9월 that of the year."""
    this = at(0)
    if near not in ("지난", "오는", "다가오는"):
        return spans.not_far(this, today), "year"
    if this.start <= today <= this.end:
        raise Undated(f"`{near}` leaves open whether it is this one or another", "write the year")
    if near == "지난":
        return (this if this.end < today else at(-1)), "published"
    return (this if this.start > today else at(1)), "published"


def _day_of_a_month(number: int, near: str, today: dt.date) -> tuple[Span, Basis]:
    """24일 is of the month of publication, or of the one before where this month has no such day behind it."""
    previous, following = (spans.month(today.year, today.month + n).start for n in (-1, 1))
    if near and near != "이번":
        if number == today.day:
            raise Undated(f"`{near} {number}일` may be this month's or another's", "write the month")
        other = previous if near == "지난" else following
        there = today if (number < today.day) == (near == "지난") else other
        return spans.day(there.year, there.month, number), "published"
    if number <= today.day or near:
        return spans.day(today.year, today.month, number), "month"
    if number > spans.month(today.year, today.month).end.day and today.day <= 7:
        return spans.day(previous.year, previous.month, number), "published"  # 31일 in an article of 1 November
    message = f"{number}일 is still to come in the month of the article, or was in the one before"
    raise Undated(message, "write 지난달, 이달 or 오는")
