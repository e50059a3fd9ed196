"""An edition: the notes of one week or month by theme, what was promised in it, and what falls due after it.

What its editors have written about these days stands first. Beside each page stand the same edition as an e-mail and as
plain text, for whoever sends it to readers.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from sitegen.digest.claims.ledger import known_on
from sitegen.digest.claims.model import ClaimHistory, ClaimReport
from sitegen.digest.edition_model import Edition
from sitegen.digest.editions import is_week
from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.bodies import apart, edition_body
from sitegen.pages.parts.citation import Foot, foot
from sitegen.pages.parts.claim_elsewhere import moment
from sitegen.pages.parts.claim_lines import ClaimLine, Move, Stated, entry_line
from sitegen.pages.parts.mail_paragraphs import Paragraph, mail_paragraphs
from sitegen.pages.views import Html, Link, NoteCard, View
from sitegen.text.days import span_text

_MOVED = 40  # promises of each sort
Kinds = Literal["", "_measures", "_both"]
_MAILED = 40  # notes that an e-mail shows: Gmail cuts what is longer than 102 KB
_MOVED_MAILED = 12  # and promises of each sort


class EditionLead(Struct, frozen=True):
    card: NoteCard
    why: str
    themes: tuple[Link, ...]


class Section(Struct, frozen=True):
    """Notes of one theme; without a theme there is no link. `more`: how many of them are left out."""

    theme: Link | None
    notes: tuple[NoteCard, ...]
    more: int = 0


class WrittenLead(Struct, frozen=True):
    """What its editors have written. `paragraphs`: of an e-mail, in place of the body."""

    title: str
    body: Html = Html()
    paragraphs: tuple[Paragraph, ...] = ()


class EditionClaims(Struct, frozen=True):
    """What became of claims, as `EditionView` has it: its page and its e-mail say the same."""

    new: tuple[Stated, ...]
    moved: tuple[Move, ...]
    new_kinds: Kinds
    moved_kinds: Kinds
    due: tuple[Stated, ...]


class EditionView(View, frozen=True, kw_only=True):
    """`dates`: of a week; a month needs none. `new_kinds`, `moved_kinds`: whether these are promises (empty), rules and
    rulings, or both. `host`: what stands before an address in full.

    `mail`, `text`: the same edition as e-mail and as plain text. `feeds`: the page that says how to follow;
    `subscribe`: one of the site's own where readers leave their address, if it has one.
    """

    index: Link
    title: str
    dates: str
    end: dt.date
    count: int
    around: tuple[Link, ...]
    written: WrittenLead | None
    lead: EditionLead
    sections: tuple[Section, ...]
    new: tuple[Stated, ...]
    new_more: int
    moved: tuple[Move, ...]
    moved_more: int
    new_kinds: Kinds
    moved_kinds: Kinds
    due: tuple[Stated, ...]
    ledger: str
    newer: Link | None
    older: Link | None
    feeds: str
    subscribe: str
    mail: str
    text: str
    host: str
    address: str
    foot: Foot


def pages(context: PageContext) -> Iterator[Page]:
    for sort in (True, False):
        ids = [id for id in context.digest.editions if is_week(id) == sort]
        for i, id in enumerate(ids):
            beside = (ids[i - 1] if i else "", ids[i + 1] if i + 1 < len(ids) else "")
            for lang in context.languages:
                url, given = context.urls.edition(id, lang), (id, lang, *beside)
                yield Page(url, KIND, given)
                yield Page(url.email("html"), EMAIL, given)
                yield Page(url.email("txt"), EMAIL_TEXT, given)


def edition_dates(edition: Edition, context: PageContext, lang: str) -> str:
    """10월 20일–26일, 20–26 October; empty for a month."""
    start, end = edition.start, edition.end
    if not is_week(edition.id):
        return ""
    form = "years" if start.year != end.year else "year" if start.month != end.month else "month"
    return span_text(start, end, context.ui(f"edition.dates.{form}", lang), lang)


def edition_title(edition: Edition, context: PageContext, lang: str) -> str:
    """2025년 43주 (10월 20일–26일), October 2025."""
    name, dates = context.edition_name(edition.id, lang), edition_dates(edition, context, lang)
    return f"{name} ({dates})" if dates else name


def edition_link(id: str, context: PageContext, lang: str) -> Link:
    return Link(context.urls.edition(id, lang).href, context.edition_name(id, lang))


def theme_link(theme: str, context: PageContext, lang: str) -> Link | None:
    return context.link(("themes", theme), lang) if theme else None


def view(context: PageContext, id: str, lang: str, newer: str, older: str) -> EditionView:
    return _made(context, id, lang, newer, older, None)


def _mail(context: PageContext, id: str, lang: str, newer: str, older: str) -> EditionView:
    """Two pages show it, as HTML and as text."""
    return context.memo(_made, context, id, lang, newer, older, _MAILED)


def _made(context: PageContext, id: str, lang: str, newer: str, older: str, most: int | None) -> EditionView:
    """`newer`, `older`: the editions of the same sort beside it. `most`: notes to show, of an e-mail."""
    edition, url = context.digest.editions[id], context.urls.edition(id, lang)
    title = edition_title(edition, context, lang)
    urls = {other: context.urls.edition(id, other) for other in context.languages}
    index = Link(context.urls.editions(lang).href, context.ui("editions.short", lang))
    lead, written = _lead(edition.lead, context, lang), _written(id, context, lang, mail=most is not None)
    told = f"{lead.card.title}. {lead.card.summary}"
    claims, shown = context.memo(_claims, context, id, lang), _MOVED if most is None else _MOVED_MAILED
    return EditionView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(
            *(title, f"{written.title}. {told}" if written and written.title else told, urls, lang),
            feed=editions_feed(context, lang),
            above=(index,),
            card=url,
        ),
        switches=context.switches(urls, lang),
        section=index.href,
        index=index,
        title=context.edition_name(id, lang),
        dates=edition_dates(edition, context, lang),
        end=edition.end,
        count=len(edition.notes),
        around=tuple(edition_link(other, context, lang) for other in edition.months or edition.weeks),
        written=written,
        lead=lead,
        sections=tuple(_sections(edition, context, lang, most)),
        new=claims.new[:shown],
        new_more=max(len(edition.new) - shown, 0),
        moved=claims.moved[:shown],
        moved_more=max(len(edition.moved) - shown, 0),
        new_kinds=claims.new_kinds,
        moved_kinds=claims.moved_kinds,
        due=claims.due,
        ledger=context.urls.claims(lang).href,
        newer=edition_link(newer, context, lang) if newer else None,
        older=edition_link(older, context, lang) if older else None,
        feeds=context.urls.feeds(lang).href,
        subscribe=context.config.subscribe,
        mail=url.email("html").href,
        text=url.email("txt").href,
        host=context.urls.host,
        address=url.href,
        foot=foot(context, ("edition", id), title, _newest(edition, context), None, url, lang),
    )


def _newest(edition: Edition, context: PageContext) -> dt.date:
    return max(context.digest.notes[id].date for id in edition.notes)


def _claims(context: PageContext, id: str, lang: str) -> EditionClaims:
    edition = context.digest.editions[id]
    new, moved, end = edition.new[:_MOVED], edition.moved[:_MOVED], edition.end
    return EditionClaims(
        new=tuple(_new(key, end, context, lang) for key in new),
        moved=tuple(_moved(*move, end, context, lang) for move in moved),
        new_kinds=_kinds(new, context),
        moved_kinds=_kinds((key for key, _, _ in moved), context),
        due=tuple(_due(key, end, context, lang) for key in edition.due),
    )


def _kinds(keys: Iterable[str], context: PageContext) -> Kinds:
    measures = {context.digest.ledger[key].family == "measure" for key in keys}
    return "_both" if len(measures) > 1 else "_measures" if True in measures else ""


def editions_feed(context: PageContext, lang: str) -> Link:
    return Link(context.urls.editions(lang).feed.href, context.ui("editions.title", lang))


def written_title(id: str, context: PageContext, lang: str) -> str:
    text = context.digest.edition_texts.get(id, {}).get(lang)
    return text.title if text else ""


def _written(id: str, context: PageContext, lang: str, mail: bool) -> WrittenLead | None:
    """In the languages that it is written in."""
    text = context.digest.edition_texts.get(id, {}).get(lang)
    if text is None:
        return None
    if not mail:
        return WrittenLead(text.title, edition_body(text, context))
    sent = apart(edition_body(text, context, full=True), context.urls.edition(id, lang).full)
    return WrittenLead(text.title, paragraphs=mail_paragraphs(sent))


def _lead(id: str, context: PageContext, lang: str) -> EditionLead:
    note = context.digest.notes[id]
    return EditionLead(context.note(id, lang), note.text(lang).front.why, context.links(note, "themes", lang))


def _sections(edition: Edition, context: PageContext, lang: str, most: int | None) -> Iterator[Section]:
    left = most if most is not None else len(edition.notes)
    for theme, ids in edition.sections:
        shown = ids[:left]
        left -= len(shown)
        yield Section(theme_link(theme, context, lang), context.notes(shown, lang), len(ids) - len(shown))


def _known(key: str, end: dt.date, context: PageContext) -> ClaimHistory:
    """A claim as it was known at the end of an edition, whatever came later."""
    known = known_on(context.digest.ledger[key], end)
    assert known  # it is in the edition because a note of it, or one before, tells of it
    return known


def _new(key: str, end: dt.date, context: PageContext, lang: str) -> Stated:
    known = _known(key, end, context)
    return Stated(_line(known, known.standing, end, context, lang), context.note(known.standing.note, lang))


def _moved(key: str, was: int, now: int, end: dt.date, context: PageContext, lang: str) -> Move:
    known = _known(key, end, context)
    steps, report = known.steps, known.told_by(known.steps[now])
    line = _line(known, report, end, context, lang)
    card = context.note(report.note, lang)
    return Move(steps[was].stage, steps[now].stage, moment(report), line, card, report.claim.source.publisher)


def _due(key: str, end: dt.date, context: PageContext, lang: str) -> Stated:
    """By the newest report of the day by which it should come."""
    known = _known(key, end, context)
    report = known.due_report or known.standing
    return Stated(_line(known, report, end, context, lang), context.note(report.note, lang))


def _line(known: ClaimHistory, report: ClaimReport, end: dt.date, context: PageContext, lang: str) -> ClaimLine:
    """The end of its law counts where it had come by then."""
    line = entry_line(known, context, lang, report)
    ended = context.digest.ended.get(known.key)
    return replace(line, law_end=None) if ended and ended.report.date > end else line


def listed(context: PageContext) -> Iterator[Listed]:
    for edition in context.digest.editions.values():
        newest = context.digest.notes[edition.notes[0]].date
        yield Listed(context.languages, partial(context.urls.edition, edition.id), newest)


KIND = Kind(address="editions/<id>/", template="edition.html", view=view, pages=pages, listed=listed)
EMAIL = Kind(address="editions/<id>/email.html", template="edition-email.html", view=_mail)
EMAIL_TEXT = Kind(address="editions/<id>/email.txt", template="edition-email.txt", view=_mail)
