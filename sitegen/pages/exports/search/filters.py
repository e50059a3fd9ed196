"""By what found notes and claims can be narrowed down: for each term, the numbers of those that name it."""

import msgspec

from sitegen.pages.context import PageContext
from sitegen.pages.exports.search.documents import Documents, documents
from sitegen.pages.page import Kind, Page, Whole
from sitegen.search.postings import encoded

_encode = msgspec.json.Encoder().encode


def filter_page(context: PageContext, known: Documents) -> Page:
    return Page(context.urls.search_file("filters.json", known.lang), FILTERS, (known.lang,))


def view(context: PageContext, lang: str) -> Whole:
    """By the number of each term: the notes in its list, and the claims of whom it is about."""
    known, digest = context.memo(documents, context, lang), context.digest
    rows = []
    for key in digest.terms:
        notes = sorted(known.notes.numbers[note] for note in digest.listings[key])
        claims = sorted(known.claims.numbers[claim] for claim in digest.claimed.get(key, ()))
        if notes or claims:
            rows.append(_encode((known.named["/".join(key)], encoded(notes), encoded(claims))))
    return Whole(b"[\n" + b",\n".join(rows) + b"\n]\n")


FILTERS = Kind(address="search/filters.json", view=view)
