"""What a standing page says, with the tables that it asks for between its parts."""

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from sitegen.digest.claims.families import FAMILIES
from sitegen.digest.model import AskedTable, PageText
from sitegen.digest.queries import asked_claims, asked_notes
from sitegen.pages.context import PageContext
from sitegen.pages.parts.bodies import TABLE, page_body
from sitegen.pages.parts.ledger_rows import LedgerRow, ledger_row
from sitegen.pages.views import Html, NoteCard


class ClaimTable(Struct, frozen=True):
    """`more`: how many claims are like that beside those of the rows; `all`: the ledger, or the list of statements."""

    rows: tuple[LedgerRow, ...]
    more: int
    all: str


class NoteTable(Struct, frozen=True):
    """`more`: how many notes are like that beside these; `all`: the archive."""

    notes: tuple[NoteCard, ...]
    more: int
    all: str


class PagePart(Struct, frozen=True):
    """A stretch of a body, and the table that stands below it, of one sort or the other; none below the last."""

    body: Html
    claims: ClaimTable | None = None
    notes: NoteTable | None = None


def page_parts(text: PageText, context: PageContext) -> tuple[PagePart, ...]:
    """A standing page's body, cut where a table stands."""
    return tuple(_parts(text, context))


def _parts(text: PageText, context: PageContext) -> Iterator[PagePart]:
    pieces = TABLE.split(page_body(text, context).text)
    for piece, number in zip(pieces[0::2], [*pieces[1::2], None], strict=True):
        body = Html(piece.strip("\n"))
        if number is None:
            if body.text:
                yield PagePart(body)
            continue
        table = text.tables[int(number)]
        if table.asked == "claims":
            yield PagePart(body, claims=_claims(table, context, text.lang))
        else:
            yield PagePart(body, notes=_notes(table, context, text.lang))


def _claims(table: AskedTable, context: PageContext, lang: str) -> ClaimTable:
    entries = asked_claims(context.digest, table.query)
    rows = tuple(ledger_row(entry, context, lang) for entry in islice(entries, table.limit))
    families = {FAMILIES[kind] for kind in table.query.kinds}
    every = context.urls.statements(lang) if families == {"statement"} else context.urls.claims(lang)
    return ClaimTable(rows, sum(1 for _ in entries), every.href)


def _notes(table: AskedTable, context: PageContext, lang: str) -> NoteTable:
    notes = asked_notes(context.digest, table.query)
    cards = tuple(context.note(note.id, lang) for note in islice(notes, table.limit))
    return NoteTable(cards, sum(1 for _ in notes), context.urls.notes(lang).href)
