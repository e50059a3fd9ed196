"""Quotes as pages show them."""

from msgspec import Struct

from sitegen.digest.model import QuoteText
from sitegen.pages.kit import Kit
from sitegen.pages.views import Link, NoteCard


class QuoteLine(Struct, frozen=True):
    text: str
    lang: str
    speaker: str
    role: str
    of: Link | None


class Said(Struct, frozen=True):
    """A quote away from its note, and the note."""

    quote: QuoteLine
    note: NoteCard


def quote_line(quote: QuoteText, kit: Kit, lang: str) -> QuoteLine:
    return QuoteLine(quote.text, quote.lang, quote.speaker, quote.role, kit.link(quote.of, lang) if quote.of else None)
