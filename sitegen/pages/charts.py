"""Numbers of notes by month, for the small charts of terms and themes."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct


class MonthCount(Struct, frozen=True):
    first: dt.date
    count: int


def by_month(dates: Iterable[dt.date], last: dt.date, most: int) -> tuple[MonthCount, ...]:
    """Every month up to that of `last`, from the first that has a date but `most` of them; empty months count 0."""
    counts = Counter(date.year * 12 + date.month - 1 for date in dates)
    end = last.year * 12 + last.month - 1
    months = [month for month in counts if month <= end]
    start = max(min(months, default=end), end - most + 1)
    return tuple(MonthCount(dt.date(n // 12, n % 12 + 1, 1), counts[n]) for n in range(start, end + 1))
