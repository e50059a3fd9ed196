"""All notes by month."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from sitegen.pages.kit import Kit
from sitegen.pages.lists import PER_PAGE, cut, in_months
from sitegen.pages.views import Month, Numbers, Page, View


class MonthLink(Struct, frozen=True):
    first: dt.date
    count: int
    href: str


class ArchiveView(View, frozen=True, kw_only=True):
    months: tuple[Month, ...]
    overview: tuple[MonthLink, ...]
    numbers: Numbers
    total: int


def pages(kit: Kit) -> Iterator[Page]:
    ids = list(kit.digest.notes)
    for lang in kit.languages:
        for part, numbers in cut(ids, lambda n, lang=lang: kit.routes.archive(lang, n), kit):  # type: ignore[misc]
            url = kit.routes.archive(lang, numbers.here)
            yield Page(url, "archive.html", partial(_view, kit, lang, ids, part, numbers))


def _view(kit: Kit, lang: str, ids: list[str], part: Sequence[str], numbers: Numbers) -> ArchiveView:
    urls = {other: kit.routes.archive(other, numbers.here) for other in kit.languages}
    return ArchiveView(
        lang=lang,
        frame=kit.frames[lang],
        head=kit.head(kit.ui("archive.title", lang), "", urls, lang),
        switches=kit.switches(urls, lang),
        months=in_months(part, kit, lang),
        overview=_overview(ids, kit, lang) if numbers.here == 1 else (),
        numbers=numbers,
        total=len(ids),
    )


def _overview(ids: list[str], kit: Kit, lang: str) -> tuple[MonthLink, ...]:
    """Every month with its number of notes, linked to where it begins."""
    starts: dict[tuple[int, int], list[int]] = {}
    for i, id in enumerate(ids):
        date = kit.digest.notes[id].date
        starts.setdefault((date.year, date.month), []).append(i)
    links = []
    for (year, month), places in starts.items():
        first = kit.digest.notes[ids[places[0]]].date.replace(day=1)
        address = kit.routes.address(kit.routes.archive(lang, places[0] // PER_PAGE + 1))
        links.append(MonthLink(first, len(places), f"{address}#section-{year:04}-{month:02}"))
    return tuple(links)
