"""The ledger: commitments, then measures, the one reported last first; below the table, what stands out.

It is cut from its end, so that one more commitment changes the first page alone.

Nothing is added across actors: claims are counted by stage, and the largest of each unit stand side by side.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.ledger_rows import LedgerRow, ledger_row
from sitegen.pages.parts.ledger_summary import DueClaim, Largest, due_claims, largest
from sitegen.pages.parts.pagination import cut_from_oldest, numbers_from_oldest
from sitegen.pages.parts.row_filters import Filter, row_filters
from sitegen.pages.parts.row_index import RowIndexView, row_facets, row_index, row_keys
from sitegen.pages.parts.stage_counts import StageBar, stage_bars
from sitegen.pages.views import Link, Pagination, View

_INDEX = "claims/index.json"
_FILTERS = ("theme", "topic", "country", "company", "by", "kind", "stage", "outcome", "count", "amount", "unit", "year")


class LedgerView(View, frozen=True, kw_only=True):
    """All but rows and numbers is there on the first page only. `parts`: how many of all are a part of another."""

    total: int
    parts: int
    as_of: dt.date | None
    rows: tuple[LedgerRow, ...]
    numbers: Pagination
    filters: tuple[Filter, ...]
    index: str
    stages: tuple[StageBar, ...]
    largest: tuple[Largest, ...]
    ahead: tuple[DueClaim, ...]
    over: tuple[DueClaim, ...]
    reported: tuple[DueClaim, ...]
    feed: str
    calendar: str
    relations: str
    statements: str
    csv: str
    json: str


def pages(context: PageContext) -> Iterator[Page]:
    yield Page(context.urls.at(_INDEX), INDEX)
    keys = list(row_keys(context, "ledger"))
    for lang in context.languages:
        for page_keys, number, last in cut_from_oldest(keys):
            yield Page(context.urls.claims(lang, number), KIND, (lang, page_keys, number, last))


def view(context: PageContext, lang: str, page_keys: Sequence[str], number: int, last: int) -> LedgerView:
    urls = {other: context.urls.claims(other, number) for other in context.languages}
    first, url = not number, context.urls.claims(lang)
    feed, title = url.feed.href, context.ui("claims.title", lang)
    return LedgerView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(title, context.ui("claims.about", lang), urls, lang, feed=Link(feed, title)),
        switches=context.switches(urls, lang),
        section=url.href,
        total=len(row_keys(context, "ledger")) if first else 0,
        parts=sum("part" in row.count for row in row_facets(context, "ledger")) if first else 0,
        as_of=context.digest.as_of if first else None,
        rows=tuple(ledger_row(context.digest.ledger[key], context, lang) for key in page_keys),
        numbers=numbers_from_oldest(number, last, partial(context.urls.claims, lang)),
        filters=row_filters(context, "ledger", _FILTERS, lang) if first else (),
        index=context.urls.at(_INDEX).href,
        stages=stage_bars(context.digest.ledger.values(), context, lang) if first else (),
        largest=largest(context, lang) if first else (),
        ahead=due_claims(context, "ahead", lang) if first else (),
        over=due_claims(context, "over", lang) if first else (),
        reported=due_claims(context, "reported", lang) if first else (),
        feed=feed,
        calendar=context.urls.calendar(lang).href,
        relations=context.urls.relations(lang).href,
        statements=context.urls.statements(lang).href,
        csv=context.urls.data("claims.csv").href,
        json=context.urls.data("claims.json").href,
    )


def _index(context: PageContext) -> RowIndexView:
    return row_index(context, "ledger", _FILTERS)


def listed(context: PageContext) -> Iterator[Listed]:
    yield Listed(context.languages, context.urls.claims, context.newest)


KIND = Kind(address="claims/", template="claims.html", view=view, pages=pages, listed=listed)
INDEX = Kind(address=_INDEX, template="rows.json", view=_index)
