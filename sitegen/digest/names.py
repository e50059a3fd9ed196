"""What a term was called on a day: a ministry that was renamed in October has its former name in a note of May."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from heapq import heappop, heappush
from operator import itemgetter

from msgspec import Struct

from sitegen.content.schema import DatedName
from sitegen.digest.model import Term
from sitegen.digest.values import Localized
from sitegen.text.dates import read_due


class EarlierName(Struct, frozen=True):
    """`from_` and `to` as they were written; `to` may come from the name that followed."""

    name: Localized
    from_: str
    to: str


class NamesByDay(Struct, frozen=True):
    """`names`: what a term was called from each of `days` on; the days in order, the first of all days first."""

    days: tuple[dt.date, ...]
    names: tuple[Localized, ...]

    def on(self, day: dt.date) -> Localized:
        """The name that is known to have been the term's on a day, else today's."""
        return self.names[bisect_right(self.days, day) - 1]


def names_by_day(term: Term) -> NamesByDay:
    """A name begins with its `from` and is gone when its `to` begins; without one, when another name's `from` does.

    Of several that are right the one that began last counts, of these the last in the file. A former name whose end
    nobody gives is not used: nothing says on which days it was right.
    """
    spans = [(_first(dated.from_), _first(end), dated.name) for dated, end in _with_ends(term) if end]
    spans.sort(key=itemgetter(0))
    names = {dt.date.min: term.name}
    begun = 0
    open_: list[int] = []  # a heap: the numbers of spans that began, below zero, so that the last stands first
    for day in sorted({day for start, end, _ in spans for day in (start, end)}):
        while begun < len(spans) and spans[begun][0] <= day:
            heappush(open_, -begun)
            begun += 1
        while open_ and spans[-open_[0]][1] <= day:
            heappop(open_)
        names[day] = spans[-open_[0]][2] if open_ else term.name
    return NamesByDay(tuple(names), tuple(names.values()))


def former_names(term: Term) -> tuple[EarlierName, ...]:
    """The names that are not today's, in the order of their file."""
    return tuple(
        EarlierName(dated.name, dated.from_, end) for dated, end in _with_ends(term) if not _same(dated.name, term.name)
    )


def _with_ends(term: Term) -> Iterator[tuple[DatedName, str]]:
    """Each name with when it ended; empty where that is not known, or where it is today's."""
    begins: dict[dt.date, str] = {}
    for dated in term.names:
        if dated.from_:
            begins.setdefault(_first(dated.from_), dated.from_)
    days = sorted(begins)
    for dated in term.names:
        later = bisect_right(days, _first(dated.from_))
        followed = begins[days[later]] if later < len(days) and not _same(dated.name, term.name) else ""
        yield dated, dated.to or followed


@lru_cache(maxsize=1024)
def _first(when: str) -> dt.date:
    """The first day of a year, month or day; without one, of all days."""
    return read_due(when).start if when else dt.date.min


def _same(one: Localized, other: Localized) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return all(other.get(lang, words) == words for lang, words in one.items())
    return not set(_each(one)).isdisjoint(_each(other))


def _each(text: Localized) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())
