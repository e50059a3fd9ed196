"""Numbers of notes by month, for the small charts of terms and themes."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile

from msgspec import Struct

from sitegen.pages.context import PageContext

_MONTHS, _FEWEST = 36, 3


class MonthCount(Struct, frozen=True):
    first: dt.date
    count: int


def by_month(dates: Iterable[dt.date], last: dt.date, months: int) -> tuple[MonthCount, ...]:
    """So many months up to that of `last`, empty ones too: charts of one kind share one scale of time.

    `dates`: the newest first; older ones than are counted are not asked for.
    """
    end = last.year * 12 + last.month - 1
    start = max(end - months + 1, 12)  # there is no month before January of year 1
    counts = Counter(takewhile(lambda n: n >= start, (date.year * 12 + date.month - 1 for date in dates)))
    return tuple(MonthCount(dt.date(n // 12, n % 12 + 1, 1), counts[n]) for n in range(start, end + 1))


def of_notes(context: PageContext, ids: Sequence[str]) -> tuple[MonthCount, ...]:
    """Up to their own last month, not to the digest's: so that a note elsewhere does not change this page."""
    if len(ids) < _FEWEST:
        return ()
    dates = [context.digest.notes[id].date for id in ids]
    return by_month(dates, dates[0], _MONTHS)
