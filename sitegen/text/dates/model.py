"""What a date is, once it has been read."""

import datetime as dt
from typing import Literal

from msgspec import Struct

Precision = Literal["day", "week", "part", "month", "quarter", "half", "year", "span"]  # part: 초, 중순, early, late

# Where what the text does not print was taken from.
#   printed    nothing was missing                                    2025년 10월 1일
#   year       the year is that of publication                        10월 1일, 3분기
#   month      year and month are those of publication                24일
#   published  counted from the day of publication                    지난 1일, 내달 5일, 이날, next year
Basis = Literal["printed", "year", "month", "published"]
Bound = Literal["", "by", "before", "from", "after"]  # 까지, 전, 부터, 이후


class DateRead(Struct, frozen=True):
    """The first and the last day that a text may mean, both included."""

    text: str
    start: dt.date
    end: dt.date
    precision: Precision
    basis: Basis
    bound: Bound = ""


class DateProblem(Struct, frozen=True):
    """Why a text could not be read as a date, and what would mend it."""

    text: str
    message: str
    hint: str = ""


class Undated(Exception):
    """Raised while reading where a text names no one date; becomes a `DateProblem`."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
