"""Quotes as pages show them."""

from msgspec import Struct

from sitegen.digest.model import Note, QuoteText
from sitegen.digest.speakers import speaker_id
from sitegen.pages.context import PageContext
from sitegen.pages.parts.pagination import page_of
from sitegen.pages.urls import at_anchor
from sitegen.pages.views import Link, NoteCard


class QuoteLine(Struct, frozen=True):
    """`href`: where all words of the speaker stand. `of`: as it was called then. `publisher`: who prints them.

    `translation`: in the language of the note. `date`: of the words, as far as it is known, where it is not the note's.
    """

    text: str
    lang: str
    speaker: str
    href: str
    role: str
    of: Link | None
    publisher: str
    translation: str
    date: str


class Said(Struct, frozen=True):
    """A quote away from its note, and the note."""

    quote: QuoteLine
    note: NoteCard


def quote_line(quote: QuoteText, note: Note, context: PageContext, lang: str) -> QuoteLine:
    """A quote of a note, for readers of a language."""
    of = context.link(quote.of, lang, note.date) if quote.of else None
    own = context.link(quote.by, lang).href if quote.by else ""
    href = own or speaker_href(speaker_id(quote.speaker), context, lang)
    words = (quote.translation, quote.date)
    return QuoteLine(quote.text, quote.lang, quote.speaker, href, quote.role, of, quote.source.publisher, *words)


def said(quote: QuoteText, note: Note, context: PageContext, lang: str) -> Said:
    return Said(quote_line(quote, note, context, lang), context.note(note.id, lang))


def speaker_href(id: str, context: PageContext, lang: str) -> str:
    """Where a speaker's words begin in the list of all."""
    first = context.urls.quotes(lang, page_of(context.digest.speakers[lang, id].position))
    return at_anchor(first.href, id)
