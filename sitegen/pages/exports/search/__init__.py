"""What the page of search reads, for each language: the index, the names of all terms, cards of notes and of claims."""

from collections.abc import Iterator

from sitegen.pages.context import PageContext
from sitegen.pages.exports.search.cards import CLAIM_CARDS, NOTE_CARDS, card_pages
from sitegen.pages.exports.search.documents import Documents, documents
from sitegen.pages.exports.search.filters import FILTERS, filter_page
from sitegen.pages.exports.search.names import NAMES, names_page
from sitegen.pages.page import Kind, Page, Whole

__all__ = ["CLAIM_CARDS", "FILTERS", "KIND", "NAMES", "NOTE_CARDS"]


def pages(context: PageContext) -> Iterator[Page]:
    for lang in context.languages:
        known = documents(context, lang)
        yield from _index(context, known)
        yield names_page(context, known)
        yield filter_page(context, known)
        yield from card_pages(context, known)


def _index(context: PageContext, known: Documents) -> Iterator[Page]:
    for number in range(known.shards):
        yield Page(context.urls.search_file(f"words/{number}.txt", known.lang), KIND, (known.lang, number))


def view(context: PageContext, lang: str, number: int) -> Whole:
    return Whole(context.search[lang, number])


KIND = Kind(address="search/words/<number>.txt", view=view, pages=pages, led_to_by=(("search.html", ""),))
