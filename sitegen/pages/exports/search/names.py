"""What search reads first: how the index is laid out, and all that has a name, found by any part of it."""

import msgspec

from sitegen.digest.model import Term
from sitegen.pages.context import PageContext
from sitegen.pages.exports.search.documents import EDITIONS, PAGES, Documents, every
from sitegen.pages.kinds.edition import edition_title
from sitegen.pages.page import Kind, Page, Whole
from sitegen.search.shards import FORMAT
from sitegen.text.held import held_together

_SUMMARY = 200  # letters
_TEXTS = (  # what the script says of what it found
    *("partly", "count", "listed", "none", "some", "notes", "claims", "names", "in_text", "all", "more"),
    *("narrow", "kind", "year", "any", "and", "clear"),
)
_encode = msgspec.json.Encoder().encode
_Row = tuple[int, str, str, str, list[str], str]


def names_page(context: PageContext, known: Documents) -> Page:
    layout = tuple(
        (kind.first.isoformat(), kind.slots, kind.span, len(kind.numbers)) for kind in (known.notes, known.claims)
    )
    numbers = tuple(known.named.items())
    return Page(context.urls.search_file("names.json", known.lang), NAMES, (known.lang, known.shards, layout, numbers))


def view(
    context: PageContext,
    lang: str,
    shards: int,
    layout: tuple[tuple[str, int, int, int], ...],
    numbers: tuple[tuple[str, int], ...],
) -> Whole:
    """A row for each term: its number, taxonomy, address, name, what it is called elsewhere, and its summary.

    Standing pages and editions have rows like it; `sorts` is what these are called.
    """
    notes, claims = (dict(zip(("first", "slots", "span", "count"), kind, strict=True)) for kind in layout)
    head = {
        "format": FORMAT,
        "lang": lang,
        "shards": shards,
        "notes": notes,
        "claims": claims,
        "texts": {text: context.ui(f"search.{text}", lang) for text in _TEXTS},
        "sorts": {PAGES: context.ui("search.pages", lang), EDITIONS: context.ui("editions.short", lang)},
        "taxonomies": {each.id: context.taxonomy_name(each.id, lang) for each in context.taxonomies},
    }
    rows = []
    for key, number in numbers:
        sort, _, id = key.partition("/")
        if sort == EDITIONS:
            title = held_together(edition_title(context.digest.editions[id], context, lang))
            row: _Row = number, sort, context.urls.edition(id, lang).href, title, [id], ""
        elif sort == PAGES:
            page = context.digest.pages[id][lang]
            row = (
                number,
                sort,
                context.urls.standing(id, lang).href,
                held_together(page.title),
                [],
                _short(page.summary),
            )
        else:
            row = _row(context.digest.terms[sort, id], number, context, lang)
        rows.append(_encode(row))
    return Whole(_encode(head)[:-1] + b',"terms":[\n' + b",\n".join(rows) + b"\n]}\n")


def _row(term: Term, number: int, context: PageContext, lang: str) -> _Row:
    name = context.text(term.name, lang).words
    called = [words for each in (term.name, *(dated.name for dated in term.names)) for words in every(each)]
    others = [words for words in dict.fromkeys((*called, *term.aliases)) if words != name]
    summary = _short(context.text(term.summary, lang).words)
    return number, term.key[0], context.urls.term(term.key, lang).href, held_together(name), others, summary


def _short(summary: str) -> str:
    """Up to the end of a word."""
    if len(summary) > _SUMMARY:
        cut = summary[:_SUMMARY]
        summary = (cut.rpartition(" ")[0] or cut).rstrip(" ,.·:;-–—") + "…"
    return held_together(summary)


NAMES = Kind(address="search/names.json", view=view)
