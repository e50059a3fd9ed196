"""One note in one language: what it is, why it matters, says who."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from sitegen.content.schema import Correction, Source
from sitegen.digest.claims.ledger import keyed, reported
from sitegen.digest.editions import week_of
from sitegen.digest.model import Note
from sitegen.digest.of_entity import claim_order
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.kinds.edition import edition_link
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.bodies import fill
from sitegen.pages.parts.citation import Foot, foot
from sitegen.pages.parts.claim_lines import ClaimLine, claim_line
from sitegen.pages.parts.quotes import QuoteLine, quote_line
from sitegen.pages.views import Html, Link, NoteCard, View


class SourceLine(Struct, frozen=True):
    """A source as shown: `href` is empty for print and where no address is known."""

    publisher: str
    title: str
    href: str
    author: str
    published: str
    lang: str
    archive: str


class Involved(Struct, frozen=True):
    """An entity in a note, and the kinds of its claims there."""

    link: Link
    kinds: tuple[str, ...]


class RelatedCard(Struct, frozen=True):
    note: NoteCard
    taxonomy: str
    because: Link


class NoteTerms(Struct, frozen=True):
    """Terms of one taxonomy; `name` is empty for a built-in one, which the UI texts name."""

    taxonomy: str
    name: str
    terms: tuple[Link, ...]


class NoteView(View, frozen=True, kw_only=True):
    title: str
    date: dt.date
    updated: dt.date | None
    draft: bool
    summary: str
    why: str
    source: SourceLine
    also: tuple[SourceLine, ...]
    body: Html
    claims: tuple[ClaimLine, ...]
    quotes: tuple[QuoteLine, ...]
    involved: tuple[Involved, ...]
    groups: tuple[NoteTerms, ...]
    related: tuple[RelatedCard, ...]
    backlinks: tuple[Link, ...]
    corrections: tuple[Correction, ...]
    edition: Link
    foot: Foot
    newer: NoteCard | None
    older: NoteCard | None


def pages(context: PageContext) -> Iterator[Page]:
    by_language: dict[str, list[tuple[str, str]]] = {lang: [] for lang in context.languages}  # ids and paths
    for note in context.digest.notes.values():
        for lang, text in note.texts.items():
            by_language[lang].append((note.id, text.path))
    for lang, notes in by_language.items():
        beside = [("", ""), *notes, ("", "")]
        for (newer, _), (id, path), (older, _) in zip(beside, notes, beside[2:], strict=False):
            yield Page(context.urls.note(id, lang), KIND, (id, lang, newer, older), path)


def view(context: PageContext, id: str, lang: str, newer: str, older: str) -> NoteView:
    """`newer` and `older`: the notes beside it in its language; empty at the ends."""
    note = context.digest.notes[id]
    text = note.texts[lang]
    urls = {other: context.urls.note(note.id, other) for other in context.languages if other in note.texts}
    return NoteView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(text.front.title, text.front.summary, urls, lang, kind="article"),
        switches=context.switches(urls, lang),
        section=context.urls.notes(lang).href,
        title=text.front.title,
        date=note.date,
        updated=text.front.updated,
        draft=text.front.draft,
        summary=text.front.summary,
        why=text.front.why,
        source=_source(note.source),
        also=tuple(_source(source) for source in note.also),
        body=fill(text.body, text.path, lang, context, on=note.date),
        claims=_claims(note, context, lang),
        quotes=tuple(quote_line(quote, note, context, lang) for quote in text.quotes),
        involved=_involved(note, context, lang),
        groups=_groups(note, context, lang),
        related=tuple(
            RelatedCard(context.note(other.id, lang), other.because[0], context.link(other.because, lang, note.date))
            for other in context.digest.related[id]
        ),
        backlinks=tuple(context.link(key, lang) for key in context.digest.backlinks.get(("notes", note.id), ())),
        corrections=text.front.corrections,
        edition=edition_link(week_of(note.date), context, lang),
        foot=foot(context, ("note", id), text.front.title, note.date, text.front.updated, urls[lang], lang),
        newer=context.note(newer, lang) if newer else None,
        older=context.note(older, lang) if older else None,
    )


def _claims(note: Note, context: PageContext, lang: str) -> tuple[ClaimLine, ...]:
    """By stage, the largest first within a unit."""
    ordered = sorted(keyed(note), key=lambda item: claim_order(item[1]))
    return tuple(claim_line(reported(note, claim), context.digest.ledger[key], context, lang) for key, claim in ordered)


def _source(source: Source) -> SourceLine:
    return SourceLine(
        publisher=source.publisher,
        title=source.title,
        href=source.url,
        author=source.author,
        published=source.published,
        lang=source.lang,
        archive=source.archive,
    )


def _involved(note: Note, context: PageContext, lang: str) -> tuple[Involved, ...]:
    """Every entity of the note, those with claims first."""
    kinds: dict[Key, dict[str, None]] = {
        (taxonomy.id, id): {}
        for taxonomy in context.config.taxonomies
        if taxonomy.entity
        for id in note.terms[taxonomy.id]
    }
    for claim in note.claims:
        for key in (claim.by, *claim.with_):
            kinds[key][claim.kind] = None
    in_order = sorted(kinds, key=lambda key: not kinds[key])
    return tuple(Involved(context.link(key, lang, note.date), tuple(kinds[key])) for key in in_order)


def _groups(note: Note, context: PageContext, lang: str) -> tuple[NoteTerms, ...]:
    """The terms that do not act: topics, themes, and what else the digest declares."""
    groups = [
        NoteTerms(taxonomy.id, context.taxonomy_name(taxonomy.id, lang), context.links(note, taxonomy.id, lang))
        for taxonomy in context.config.taxonomies
        if not taxonomy.entity
    ]
    return tuple(group for group in groups if group.terms)


def listed(context: PageContext) -> Iterator[Listed]:
    for note in context.digest.notes.values():
        yield Listed(note.texts, partial(context.urls.note, note.id), partial(_modified, note))


def _modified(note: Note, lang: str) -> dt.date:
    return note.texts[lang].front.updated or note.date


KIND = Kind(address="notes/<id>/", template="note.html", view=view, pages=pages, listed=listed)
