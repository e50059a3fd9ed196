"""The number of each document of an index, which hangs on its own day and not on how many came before.

A day has so many numbers that the fullest has room, a power of two. So a new document moves none but those of its day
that come after it, and a browser that has one file of yesterday in store still reads the right numbers in it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

_ROOMY = 8  # documents to a file of cards, about
_HASHES = 1 << 16


class Numbering(Struct, frozen=True):
    """`first`: the day of number 0; `slots`: numbers of a day; `span`: numbers of a file of cards."""

    first: dt.date
    slots: int
    span: int
    numbers: dict[str, int]


def by_day(days: Mapping[str, dt.date]) -> Numbering:
    """Of documents by their keys."""
    of_day: dict[dt.date, list[str]] = defaultdict(list)
    for key, day in days.items():
        of_day[day].append(key)
    if not of_day:
        return Numbering(dt.date(2000, 1, 1), 1, 1, {})
    first, last = dt.date(min(of_day).year, 1, 1), max(of_day)
    slots = _power(max(map(len, of_day.values())), 4)
    density = len(days) / (((last - first).days + 1) * slots)
    numbers = {
        key: (day - first).days * slots + at for day in sorted(of_day) for at, key in enumerate(sorted(of_day[day]))
    }
    return Numbering(first, slots, _power(int(_ROOMY / density), slots), numbers)


def by_name(keys: Iterable[str]) -> dict[str, int]:
    """Of documents that have no day: a number of its name's own, or the next that is free; in rising order."""
    taken: dict[int, str] = {}
    for key in sorted(keys):
        number = _hash(key)
        while number in taken:
            number += 1
        taken[number] = key
    return {taken[number]: number for number in sorted(taken)}


def _hash(key: str) -> int:
    value = 2166136261
    for byte in key.encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return (value ^ value >> 16) % _HASHES


def _power(least: int, start: int) -> int:
    while start < least:
        start *= 2
    return start
