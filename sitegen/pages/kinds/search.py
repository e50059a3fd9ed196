"""The page of search. A script fills it; without one it leads to the indexes, letter by letter."""

from collections.abc import Iterator

from msgspec import Struct

from sitegen.config import Taxonomy
from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Page
from sitegen.pages.urls import at_anchor
from sitegen.pages.views import Link, View
from sitegen.text.initials import index_key, initial


class Way(Struct, frozen=True):
    """An index, and the way to each of its letters where it has some."""

    index: Link
    letters: tuple[Link, ...] = ()


class SearchView(View, frozen=True, kw_only=True):
    ways: tuple[Way, ...]


def pages(context: PageContext) -> Iterator[Page]:
    for lang in context.languages:
        yield Page(context.urls.search(lang), KIND, (lang,))


def view(context: PageContext, lang: str) -> SearchView:
    urls = {other: context.urls.search(other) for other in context.languages}
    return SearchView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(context.ui("search.title", lang), context.ui("search.about", lang), urls, lang),
        switches=context.switches(urls, lang),
        ways=tuple(_ways(context, lang)),
    )


def _ways(context: PageContext, lang: str) -> Iterator[Way]:
    for taxonomy in context.taxonomies:
        index = context.urls.taxonomy(taxonomy.id, lang).href
        yield Way(Link(index, context.taxonomy_name(taxonomy.id, lang)), _letters(context, taxonomy, index, lang))
    for url, text in ((context.urls.notes, "archive.title"), (context.urls.claims, "claims.title")):
        yield Way(Link(url(lang).href, context.ui(text, lang)))
    yield Way(Link(context.urls.quotes(lang).href, context.ui("quotes.title", lang)))


def _letters(context: PageContext, taxonomy: Taxonomy, index: str, lang: str) -> tuple[Link, ...]:
    """As the index of who acts has them, in its order."""
    if not taxonomy.entity:
        return ()
    names = [context.term(key, lang).name.words for key in context.digest.terms if key[0] == taxonomy.id]
    letters = dict.fromkeys(initial(name) for name in sorted(names, key=index_key))
    return tuple(Link(at_anchor(index, f"section-{at}"), letter) for at, letter in enumerate(letters, 1))


KIND = Kind(address="search/", template="search.html", view=view, pages=pages)
