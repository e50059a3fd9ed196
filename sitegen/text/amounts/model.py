"""What an amount is, once it has been read."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

Qualifier = Literal["", "about", "up-to", "at-most", "under", "at-least", "over"]

# What another figure printed beside the main one is to it.
#   same    the same in other money or units      1000억 달러(약 140조 원)
#   before  what it was, or is to be no longer    15%에서 20%
#   whole   what it is a part of                  15개 팀 중 10개 팀
#   part    what it is the sum of                 팀당 256장씩 총 512장
#   and     another figure, not added to it       B200 8160장, H200 2296장
Role = Literal["same", "before", "whole", "part", "and"]


class Amount(Struct, frozen=True, omit_defaults=True):
    """One figure, exact. `low` and `high` differ only for a range; how they are meant is the qualifier's to say.

    `unit` is an ISO 4217 code for money, a symbol for a measure (`W`, `Wh`, `t`, `m²`, `%`, `pp`, `x`: times), an
    English plural for what is often counted (`people`, `countries`, `months`), else the noun as printed; empty for a
    bare number. Measures are in whole units: 500 MW has the value 500,000,000. `per` is `day`, `week`, `month`, `year`,
    `each`, or a noun as printed (`팀당`: 팀). `words` are those beside the number that say what is counted, and `when`
    those that say by when or over how long, both as printed.
    """

    text: str
    low: Decimal
    high: Decimal
    unit: str = ""
    per: str = ""
    qualifier: Qualifier = ""
    words: str = ""
    when: str = ""
    beside: tuple["Beside", ...] = ()

    @property
    def value(self) -> Decimal | None:
        """The one value; None for a range, and where several figures stand in one text."""
        return self.low if self.low == self.high and not self.several else None

    @property
    def several(self) -> bool:
        """Whether it is one of two figures that say different things: 500메가와트와 384MW."""
        return any(other.role == "and" for other in self.beside)


class Beside(Struct, frozen=True):
    role: Role
    amount: Amount


class AmountProblem(Struct, frozen=True):
    """Why a text could not be read as an amount, and what would mend it."""

    text: str
    message: str
    hint: str = ""


class Unread(Exception):
    """Raised while reading where a text says nothing certain; becomes an `AmountProblem`."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
