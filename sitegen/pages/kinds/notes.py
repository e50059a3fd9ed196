"""All notes by month."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from sitegen.pages.context import Kit
from sitegen.pages.parts.pagination import PER_PAGE, cut, in_months, numbers
from sitegen.pages.views import Month, Numbers, Page, View


class MonthLink(Struct, frozen=True):
    """A month; without notes it has no address."""

    first: dt.date
    count: int
    href: str


class Year(Struct, frozen=True):
    first: dt.date
    count: int
    months: tuple[MonthLink, ...]  # all that have begun


class ArchiveView(View, frozen=True, kw_only=True):
    """`most`: the notes of the fullest month."""

    months: tuple[Month, ...]
    years: tuple[Year, ...]
    most: int
    numbers: Numbers
    total: int


def pages(kit: Kit) -> Iterator[Page]:
    ids, make = list(kit.digest.notes), partial(_view, kit)
    for lang in kit.languages:
        for part, here, last in cut(ids):
            yield Page(kit.routes.archive(lang, here), "archive.html", make, (lang, part, here, last))


def _view(kit: Kit, lang: str, part: Sequence[str], here: int, last: int) -> ArchiveView:
    urls = {other: kit.routes.archive(other, here) for other in kit.languages}
    years = _years(list(kit.digest.notes), kit, lang) if here == 1 else ()
    return ArchiveView(
        lang=lang,
        frame=kit.frame(lang),
        head=kit.head(kit.ui("archive.title", lang), "", urls, lang),
        switches=kit.switches(urls, lang),
        section=kit.routes.address(kit.routes.archive(lang)),
        months=in_months(part, kit, lang),
        years=years,
        most=max((month.count for year in years for month in year.months), default=0),
        numbers=numbers(here, last, partial(kit.routes.archive, lang), kit),
        total=len(kit.digest.notes),
    )


def _years(ids: list[str], kit: Kit, lang: str) -> tuple[Year, ...]:
    """Every year with notes, the newest first, and its months, each linked to where it begins in the list."""
    last = max([kit.digest.as_of, *(kit.digest.notes[id].date for id in ids[:1])])
    starts: dict[dt.date, list[int]] = {}
    for i, id in enumerate(ids):
        starts.setdefault(kit.digest.notes[id].date.replace(day=1), []).append(i)
    years = []
    for first in dict.fromkeys(month.replace(month=1) for month in starts):
        months = []
        for month in (first.replace(month=n) for n in range(1, 13)):
            if month > last:
                break
            places = starts.get(month, [])
            address = kit.routes.address(kit.routes.archive(lang, places[0] // PER_PAGE + 1)) if places else ""
            months.append(
                MonthLink(month, len(places), f"{address}#section-{month.year:04}-{month.month:02}" if places else "")
            )
        years.append(Year(first, sum(month.count for month in months), tuple(months)))
    return tuple(years)
