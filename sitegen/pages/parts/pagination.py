"""Long lists: cut into pages of 50, each grouped by month."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from sitegen.pages.context import PageContext
from sitegen.pages.urls import Url
from sitegen.pages.views import Month, Pagination, Role

PER_PAGE = 50
_Item = TypeVar("_Item")


def cut(ids: Sequence[_Item]) -> Iterator[tuple[tuple[_Item, ...], int, int]]:
    """The pages of a list, each with its number and the last one's; an empty list has one empty page."""
    last = max(-(-len(ids) // PER_PAGE), 1)
    for here in range(1, last + 1):
        yield tuple(ids[(here - 1) * PER_PAGE : here * PER_PAGE]), here, last


def page_of(position: int) -> int:
    """The number of the page that an entry of a list stands on, by how many come before it."""
    return position // PER_PAGE + 1


def numbers(here: int, last: int, url: Callable[[int], Url], context: PageContext) -> Pagination:
    """`url`: of the nth page."""
    newer = url(here - 1).href if here > 1 else ""
    older = url(here + 1).href if here < last else ""
    return Pagination(here, last, newer, older)


def in_months(
    ids: Sequence[str], context: PageContext, lang: str, roles: Sequence[Role | None] = ()
) -> tuple[Month, ...]:
    """`roles`: one for each of the ids, or none at all."""
    months = []
    for first, group in groupby(enumerate(ids), key=lambda item: context.digest.notes[item[1]].date.replace(day=1)):
        positions, own = zip(*group, strict=True)
        months.append(Month(first, context.notes(own, lang), tuple(roles[positions[0] : positions[-1] + 1])))
    return tuple(months)
