"""Long lists: cut into pages of 50, each grouped by month."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from sitegen.pages.kit import Kit
from sitegen.pages.views import Month, Numbers

PER_PAGE = 50


def cut(ids: Sequence[str]) -> Iterator[tuple[Sequence[str], int, int]]:
    """The parts of a list, each with its number and the last one's; an empty list has one empty part."""
    last = max(-(-len(ids) // PER_PAGE), 1)
    for here in range(1, last + 1):
        yield ids[(here - 1) * PER_PAGE : here * PER_PAGE], here, last


def numbers(here: int, last: int, url: Callable[[int], str], kit: Kit) -> Numbers:
    """`url`: of the nth part."""
    newer = kit.routes.address(url(here - 1)) if here > 1 else ""
    older = kit.routes.address(url(here + 1)) if here < last else ""
    return Numbers(here, last, newer, older)


def in_months(ids: Sequence[str], kit: Kit, lang: str) -> tuple[Month, ...]:
    months = groupby(ids, key=lambda id: kit.digest.notes[id].date.replace(day=1))
    return tuple(Month(first, kit.notes(group, lang)) for first, group in months)
