"""All notes by month."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.pagination import cut, in_months, numbers, page_of
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
    """`most`: the notes of the fullest month."""

    months: tuple[Month, ...]
    years: tuple[Year, ...]
    most: int
    numbers: Pagination
    total: int


def pages(context: PageContext) -> Iterator[Page]:
    ids = list(context.digest.notes)
    for lang in context.languages:
        for page_ids, here, last in cut(ids):
            yield Page(context.urls.notes(lang, here), KIND, (lang, page_ids, here, last))


def view(context: PageContext, lang: str, page_ids: Sequence[str], here: int, last: int) -> NotesView:
    urls = {other: context.urls.notes(other, here) for other in context.languages}
    years = _years(list(context.digest.notes), context, lang) if here == 1 else ()
    return NotesView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(context.ui("archive.title", lang), "", urls, lang),
        switches=context.switches(urls, lang),
        section=context.urls.notes(lang).href,
        months=in_months(page_ids, context, lang),
        years=years,
        most=max((month.count for year in years for month in year.months), default=0),
        numbers=numbers(here, last, partial(context.urls.notes, lang), context),
        total=len(context.digest.notes),
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
            page = context.urls.notes(lang, page_of(positions[0])) if positions else None
            months.append(MonthLink(month, len(positions), page.at_month(month) if page else ""))
        years.append(Year(first, sum(month.count for month in months), tuple(months)))
    return tuple(years)


def listed(context: PageContext) -> Iterator[Listed]:
    yield Listed(context.languages, context.urls.notes, context.newest)


KIND = Kind(address="notes/", template="notes.html", view=view, pages=pages, listed=listed, footer=(2, "archive.title"))
