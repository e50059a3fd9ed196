"""An edition as plain text, for the plain part of an e-mail."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sitegen.pages.claims import ClaimLine, Stated
from sitegen.pages.kit import Kit
from sitegen.pages.views import NoteCard
from sitegen.text.days import day_text
from sitegen.text.wrap import columns_of, wrap

if TYPE_CHECKING:
    from sitegen.pages.edition import EditionView


def edition_text(view: "EditionView", kit: Kit) -> str:
    """Every link stands in full on a line of its own."""
    return "\n".join(_lines(view, kit)) + "\n"


def _lines(view: "EditionView", kit: Kit) -> Iterator[str]:
    lang, host = view.lang, view.host
    start, end = (
        day_text(day, kit.ui(f"date.{form}", lang), lang) for day, form in ((view.start, "from"), (view.end, "to"))
    )
    yield from (f"{view.frame.site}", f"{view.title} ({start}–{end})", host + view.address, "")
    yield from _note(view.lead.card, kit, lang, host)
    if view.lead.why:
        yield wrap(f"{kit.ui('note.why', lang)}: {view.lead.why}")
    for section in view.sections:
        yield from _heading(section.theme.words if section.theme else kit.ui("edition.other", lang))
        for card in section.notes:
            yield from (*_note(card, kit, lang, host), "")
        if section.more:
            yield host + view.address
    for title, items in (("edition.moved", view.moved), ("edition.due", view.due)):
        if items:
            yield from _heading(kit.ui(title, lang))
            for item in items:
                yield from (*_claim(item, kit, lang, host, dated=title == "edition.due"), "")


def _heading(words: str) -> tuple[str, ...]:
    return ("", words, "-" * columns_of(words), "")


def _note(card: NoteCard, kit: Kit, lang: str, host: str) -> tuple[str, ...]:
    day = day_text(card.date, kit.ui("date.day", lang), lang)
    return (wrap(card.title), wrap(card.summary, indent="  "), f"  {day} · {card.publisher}", f"  {host}{card.href}")


def _claim(item: Stated, kit: Kit, lang: str, host: str, dated: bool) -> tuple[str, ...]:
    claim = item.claim
    said = " · ".join(part for part in (claim.what.words, _amount(claim)) if part)
    stage = kit.ui(f"stage.{claim.stage}", lang) if claim.stage else kit.ui(f"kind.{claim.kind}", lang)
    about = " · ".join((claim.by.words, claim.due if dated else stage, claim.publisher))
    return (wrap(said), wrap(about, indent="  "), f"  {host}{claim.href or item.note.href}")


def _amount(claim: ClaimLine) -> str:
    return f"{claim.amount.words} ({claim.normal})" if claim.normal else claim.amount.words
