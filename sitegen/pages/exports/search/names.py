"""What search reads first: how the index is laid out, and the names of all terms, found by any part of them."""

import msgspec

from sitegen.digest.model import Term
from sitegen.pages.context import PageContext
from sitegen.pages.exports.search.documents import Documents, every
from sitegen.pages.page import Kind, Page, Whole
from sitegen.search.shards import FORMAT

_SUMMARY = 90  # letters
_TEXTS = (  # what the script says of what it found
    *("partly", "count", "listed", "none", "some", "notes", "claims", "names", "in_text", "all", "more"),
    *("narrow", "kind", "year", "any", "and", "clear"),
)
_encode = msgspec.json.Encoder().encode


def names_page(context: PageContext, known: Documents) -> Page:
    layout = tuple(
        (kind.first.isoformat(), kind.slots, kind.span, len(kind.numbers)) for kind in (known.notes, known.claims)
    )
    numbers = tuple(known.terms.items())
    return Page(context.urls.search_file("names.json", known.lang), NAMES, (known.lang, known.shards, layout, numbers))


def view(
    context: PageContext,
    lang: str,
    shards: int,
    layout: tuple[tuple[str, int, int, int], ...],
    numbers: tuple[tuple[str, int], ...],
) -> Whole:
    """A row for each term: its number, taxonomy, address, name, what it is called elsewhere, and its summary."""
    notes, claims = (dict(zip(("first", "slots", "span", "count"), kind, strict=True)) for kind in layout)
    head = {
        "format": FORMAT,
        "lang": lang,
        "shards": shards,
        "notes": notes,
        "claims": claims,
        "texts": {text: context.ui(f"search.{text}", lang) for text in _TEXTS},
        "taxonomies": {each.id: context.taxonomy_name(each.id, lang) for each in context.taxonomies},
    }
    rows = []
    for key, number in numbers:
        taxonomy, _, id = key.partition("/")
        rows.append(_encode(_row(context.digest.terms[taxonomy, id], number, context, lang)))
    return Whole(_encode(head)[:-1] + b',"terms":[\n' + b",\n".join(rows) + b"\n]}\n")


def _row(term: Term, number: int, context: PageContext, lang: str) -> tuple[int, str, str, str, list[str], str]:
    name = context.text(term.name, lang).words
    called = [words for each in (term.name, *(dated.name for dated in term.names)) for words in every(each)]
    others = [words for words in dict.fromkeys((*called, *term.aliases)) if words != name]
    summary = context.text(term.summary, lang).words
    short = summary if len(summary) <= _SUMMARY else summary[: _SUMMARY - 1].rstrip() + "…"
    return number, term.key[0], context.urls.term(term.key, lang).href, name, others, short


NAMES = Kind(address="search/names.json", view=view)
