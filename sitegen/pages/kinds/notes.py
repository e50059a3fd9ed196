"""All notes by month."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.pagination import (
    cut_from_oldest,
    in_months,
    is_long,
    numbers_from_oldest,
    page_from_oldest,
)
from sitegen.pages.views import Month, Pagination, View


class MonthLink(Struct, frozen=True):
    """A month; without notes it has no address."""

    first: dt.date
    count: int
    href: str


class Year(Struct, frozen=True):
    first: dt.date
    count: int
    months: tuple[MonthLink, ...]  # all that have begun


class NotesView(View, frozen=True, kw_only=True):
    """`most`: the notes of the fullest month. `narrow`: where those of a long list can be narrowed down."""

    months: tuple[Month, ...]
    years: tuple[Year, ...]
    most: int
    numbers: Pagination
    narrow: str
    total: int  # on the first page


def pages(context: PageContext) -> Iterator[Page]:
    ids = list(context.digest.notes)
    for lang in context.languages:
        for page_ids, number, last in cut_from_oldest(ids):
            yield Page(context.urls.notes(lang, number), KIND, (lang, page_ids, number, last))


def view(context: PageContext, lang: str, page_ids: Sequence[str], number: int, last: int) -> NotesView:
    urls = {other: context.urls.notes(other, number) for other in context.languages}
    years = () if number else _years(list(context.digest.notes), context, lang)
    return NotesView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(context.ui("archive.title", lang), "", urls, lang),
        switches=context.switches(urls, lang),
        section=context.urls.notes(lang).href,
        months=in_months(page_ids, context, lang),
        years=years,
        most=max((month.count for year in years for month in year.months), default=0),
        numbers=numbers_from_oldest(number, last, partial(context.urls.notes, lang)),
        narrow=context.urls.found(lang, kind="notes") if is_long(page_ids, last) else "",
        total=0 if number else len(context.digest.notes),
    )


def _years(ids: list[str], context: PageContext, lang: str) -> tuple[Year, ...]:
    """Every year with notes, the newest first, and its months, each linked to where it begins in the list."""
    last = max([context.digest.as_of, *(context.digest.notes[id].date for id in ids[:1])])
    starts: dict[dt.date, list[int]] = {}
    for i, id in enumerate(ids):
        starts.setdefault(context.digest.notes[id].date.replace(day=1), []).append(i)
    years = []
    for first in dict.fromkeys(month.replace(month=1) for month in starts):
        months = []
        for month in (first.replace(month=n) for n in range(1, 13)):
            if month > last:
                break
            positions = starts.get(month, [])
            page = context.urls.notes(lang, page_from_oldest(positions[0], len(ids))) if positions else None
            months.append(MonthLink(month, len(positions), page.at_month(month) if page else ""))
        years.append(Year(first, sum(month.count for month in months), tuple(months)))
    return tuple(years)


def listed(context: PageContext) -> Iterator[Listed]:
    yield Listed(context.languages, context.urls.notes, context.newest)


KIND = Kind(address="notes/", template="notes.html", view=view, pages=pages, listed=listed, footer=(2, "archive.title"))
