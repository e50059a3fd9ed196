"""What is only said: positions and forecasts, the newest first, 50 a page. They have no stage and are never due."""

from collections.abc import Iterator, Sequence
from functools import partial

from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.claim_lines import Stated, stated
from sitegen.pages.parts.pagination import cut, numbers
from sitegen.pages.views import Link, Pagination, View


class StatementsView(View, frozen=True, kw_only=True):
    total: int
    statements: tuple[Stated, ...]
    numbers: Pagination
    ledger: Link


def pages(context: PageContext) -> Iterator[Page]:
    keys = [key for key, entry in context.digest.ledger.items() if entry.family == "statement"]
    for lang in context.languages:
        for page_keys, here, last in cut(keys):
            yield Page(context.urls.statements(lang, here), KIND, (lang, page_keys, here, last, len(keys)))


def view(context: PageContext, lang: str, page_keys: Sequence[str], here: int, last: int, total: int) -> StatementsView:
    urls = {other: context.urls.statements(other, here) for other in context.languages}
    title = context.ui("statements.title", lang)
    return StatementsView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(title, context.ui("statements.about", lang), urls, lang),
        switches=context.switches(urls, lang),
        section=context.urls.claims(lang).href,
        total=total,
        statements=tuple(stated(context.digest.ledger[key], context, lang) for key in page_keys),
        numbers=numbers(here, last, partial(context.urls.statements, lang)),
        ledger=Link(context.urls.claims(lang).href, context.ui("claims.title", lang)),
    )


def listed(context: PageContext) -> Iterator[Listed]:
    yield Listed(context.languages, context.urls.statements, context.newest)


KIND = Kind(address="statements/", template="statements.html", view=view, pages=pages, listed=listed)
