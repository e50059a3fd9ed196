"""Long lists: cut into pages of 50, those of notes from the oldest, each grouped by month."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from sitegen.pages.context import PageContext
from sitegen.pages.urls import Url
from sitegen.pages.views import Month, Pagination, Role

PER_PAGE = 50
_LONG = 12
_Item = TypeVar("_Item")


def cut(ids: Sequence[_Item]) -> Iterator[tuple[tuple[_Item, ...], int, int]]:
    """The pages of a list, each with its number and the last one's; an empty list has one empty page."""
    last = max(-(-len(ids) // PER_PAGE), 1)
    for here in range(1, last + 1):
        yield tuple(ids[(here - 1) * PER_PAGE : here * PER_PAGE]), here, last


def page_of(position: int) -> int:
    """The number of the page that an entry of a list stands on, by how many come before it."""
    return position // PER_PAGE + 1


def numbers(here: int, last: int, url: Callable[[int], Url]) -> Pagination:
    """`url`: of the nth page."""
    newer = url(here - 1).href if here > 1 else ""
    older = url(here + 1).href if here < last else ""
    return Pagination(here, last, newer, older)


def cut_from_oldest(ids: Sequence[_Item]) -> Iterator[tuple[tuple[_Item, ...], int, int]]:
    """The same of a list by day, the newest page first; its number is 0, and it holds up to 99.

    The others are counted from the oldest, so that one more note changes the newest page alone.
    """
    last = _archived(len(ids))
    yield tuple(ids[: len(ids) - last * PER_PAGE]), 0, last
    for number in range(last, 0, -1):
        end = len(ids) - (number - 1) * PER_PAGE
        yield tuple(ids[end - PER_PAGE : end]), number, last


def page_from_oldest(position: int, total: int) -> int:
    """The number there of the page that an entry stands on, by how many come before it, of how many."""
    number = (total - 1 - position) // PER_PAGE + 1
    return number if number <= _archived(total) else 0


def numbers_from_oldest(number: int, last: int, url: Callable[[int], Url]) -> Pagination:
    """Readers count from the newest."""
    newer = "" if number == 0 else url(number + 1 if number < last else 0).href
    older = url(number - 1 if number else last).href if number != 1 and last else ""
    return Pagination(last - number + 2 if number else 1, last + 1, newer, older)


def is_long(page_ids: Sequence[str], last: int) -> bool:
    """Whether a list by day, of which this is the newest page, has so many entries that a reader may look for some."""
    return last > 0 or len(page_ids) >= _LONG


def _archived(total: int) -> int:
    return max(total // PER_PAGE - 1, 0)


def in_months(
    ids: Sequence[str], context: PageContext, lang: str, roles: Sequence[Role | None] = ()
) -> tuple[Month, ...]:
    """`roles`: one for each of the ids, or none at all."""
    months, start = [], 0
    for (year, month), group in groupby(context.notes(ids, lang), key=lambda card: (card.date.year, card.date.month)):
        cards = tuple(group)
        months.append(Month(dt.date(year, month, 1), cards, tuple(roles[start : start + len(cards)])))
        start += len(cards)
    return tuple(months)
