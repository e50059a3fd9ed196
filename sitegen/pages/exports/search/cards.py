"""What the page of search shows of a note or a claim, in files of a few each: by their numbers, so of days together."""

from collections.abc import Iterator

import msgspec

from sitegen.pages.context import PageContext
from sitegen.pages.exports.search.documents import Documents
from sitegen.pages.page import Kind, Page, Whole
from sitegen.pages.parts.claim_elsewhere import moment
from sitegen.pages.parts.claim_lines import headed, href, told_differently, with_as
from sitegen.search.numbers import Numbering
from sitegen.text.days import known_day_text
from sitegen.text.held import NO_BREAK, held_together
from sitegen.text.outlets import outlet

_Numbered = tuple[tuple[int, str], ...]
_DOT = f"{NO_BREAK}· "  # no line begins with one
_encode = msgspec.json.Encoder().encode


def card_pages(context: PageContext, known: Documents) -> Iterator[Page]:
    for folder, kind, numbering in (("notes", NOTE_CARDS, known.notes), ("claims", CLAIM_CARDS, known.claims)):
        for number, some in _files(numbering):
            yield Page(context.urls.search_file(f"{folder}/{number}.json", known.lang), kind, (known.lang, some))


def _files(numbering: Numbering) -> Iterator[tuple[int, _Numbered]]:
    files: dict[int, list[tuple[int, str]]] = {}
    for key, number in numbering.numbers.items():
        files.setdefault(number // numbering.span, []).append((number, key))
    yield from ((number, tuple(some)) for number, some in files.items())


def _notes(context: PageContext, lang: str, some: _Numbered) -> Whole:
    """Of each its number, address, title, day, outlet and summary; and its language where it is another."""
    rows: list[tuple[object, ...]] = []
    for number, id in some:
        card = context.note(id, lang)
        other = (card.lang,) if card.lang else ()
        day, publisher = context.memo(_day, context, card.date.isoformat(), lang), outlet(card.publisher, lang)
        shown = map(held_together, (card.title, day, publisher, card.summary))
        rows.append((number, card.href, *shown, *other))
    return _lines(rows)


def _claims(context: PageContext, lang: str, some: _Numbered) -> Whole:
    """Of each its number, address and words; and who makes it, of which kind it is, where it stands, its day, and
    whether reports differ.
    """
    rows: list[tuple[object, ...]] = []
    for number, key in some:
        entry = context.digest.ledger[key]
        claim = entry.claim
        address = href(entry, context, lang) or context.note(entry.standing.note, lang).href
        by, *others = (context.link(key, lang).words for key in (claim.by, *claim.with_))
        beside = f" ({context.ui(f'claim.{with_as(claim.kind)}', lang)}{NO_BREAK}{', '.join(others)})" if others else ""
        what = headed(claim, context, lang).words
        kind = context.ui(f"kind.{claim.kind}", lang)
        stage = context.ui(f"stage.{claim.stage}", lang) if claim.stage else ""
        differs = context.ui("claims.differs", lang) if told_differently(entry, context) else ""
        at = moment(entry.standing)
        when = at.day and context.memo(_day, context, at.day, lang)
        when = context.ui("claims.told", lang, day=when) if when and at.told else when
        facts = _DOT.join(filter(None, (by + beside, kind, stage, when, differs)))
        rows.append((number, address, held_together(what), held_together(facts)))
    return _lines(rows)


def _day(context: PageContext, day: str, lang: str) -> str:
    return known_day_text(day, "medium", lang, context.ui)


def _lines(rows: list[tuple[object, ...]]) -> Whole:
    return Whole(b"[\n" + b",\n".join(map(_encode, rows)) + b"\n]\n")


NOTE_CARDS = Kind(address="search/notes/<number>.json", view=_notes)
CLAIM_CARDS = Kind(address="search/claims/<number>.json", view=_claims)
