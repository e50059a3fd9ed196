"""What is only said: positions and forecasts by who says them, the newest first.

They have no stage and are never due.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from sitegen.digest.claims.model import ClaimHistory
from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.claim_lines import ClaimLine, entry_line
from sitegen.pages.parts.pagination import cut_from_oldest, numbers_from_oldest
from sitegen.pages.parts.row_filters import Filter, row_filters
from sitegen.pages.parts.row_index import RowIndexView, row_index, row_keys
from sitegen.pages.views import Link, NoteCard, Pagination, View

_INDEX = "statements/index.json"
_FILTERS = ("company", "theme", "topic", "country", "kind", "year")


class Statement(Struct, frozen=True):
    """`note`: of the one report that the row shows."""

    claim: ClaimLine
    note: NoteCard


class StatementsView(View, frozen=True, kw_only=True):
    """The filters and the total are there on the first page only."""

    total: int
    rows: tuple[Statement, ...]
    numbers: Pagination
    filters: tuple[Filter, ...]
    index: str
    csv: str
    ledger: Link


def pages(context: PageContext) -> Iterator[Page]:
    yield Page(context.urls.at(_INDEX), INDEX)
    keys = list(row_keys(context, "statements"))
    for lang in context.languages:
        for page_keys, number, last in cut_from_oldest(keys):
            yield Page(context.urls.statements(lang, number), KIND, (lang, page_keys, number, last))


def view(context: PageContext, lang: str, page_keys: Sequence[str], number: int, last: int) -> StatementsView:
    urls = {other: context.urls.statements(other, number) for other in context.languages}
    title, first = context.ui("statements.title", lang), not number
    ledger = Link(context.urls.claims(lang).href, context.ui("claims.title", lang))
    return StatementsView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(title, context.ui("statements.about", lang), urls, lang, above=(ledger,)),
        switches=context.switches(urls, lang),
        section=ledger.href,
        total=len(row_keys(context, "statements")) if first else 0,
        rows=tuple(_row(context.digest.ledger[key], context, lang) for key in page_keys),
        numbers=numbers_from_oldest(number, last, partial(context.urls.statements, lang)),
        filters=row_filters(context, "statements", _FILTERS, lang) if first else (),
        index=context.urls.at(_INDEX).href,
        csv=context.urls.data("claims.csv").href,
        ledger=ledger,
    )


def _row(entry: ClaimHistory, context: PageContext, lang: str) -> Statement:
    report = entry.standing
    return Statement(entry_line(entry, context, lang), context.note(report.note, lang))


def _index(context: PageContext) -> RowIndexView:
    return row_index(context, "statements", _FILTERS)


def listed(context: PageContext) -> Iterator[Listed]:
    yield Listed(context.languages, context.urls.statements, context.newest)


KIND = Kind(address="statements/", template="statements.html", view=view, pages=pages, listed=listed)
INDEX = Kind(address=_INDEX, template="rows.json", view=_index)
