"""One note in one language: what it is, why it matters, says who."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from sitegen.digest.claims.families import FAMILIES
from sitegen.digest.claims.ledger import keyed, reported
from sitegen.digest.editions import edition_of
from sitegen.digest.entity_roles import undertaken
from sitegen.digest.model import Note
from sitegen.digest.of_entity import claim_order
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.exports import note_markdown
from sitegen.pages.kinds.edition import edition_link
from sitegen.pages.lazy import lazy
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.bodies import note_body
from sitegen.pages.parts.citation import Foot, foot
from sitegen.pages.parts.claim_lines import ClaimLine, claim_line
from sitegen.pages.parts.corrections import CorrectionText, corrections_of
from sitegen.pages.parts.lead_picture import LeadPicture, lead_picture, sent_picture
from sitegen.pages.parts.quotes import QuoteLine, quote_line
from sitegen.pages.parts.series import Series, SeriesPlace, series, series_places
from sitegen.pages.parts.source_line import SourceLine, source_line
from sitegen.pages.parts.structured_notes import note_thing
from sitegen.pages.urls import Url
from sitegen.pages.views import Extra, Head, Html, LazyView, Link, NoteCard, Switch, extra
from sitegen.text.zones import timestamp


class Involved(Struct, frozen=True):
    """An entity in a note, and the kinds of its claims there."""

    link: Link
    kinds: tuple[str, ...]


class RelatedCard(Struct, frozen=True):
    note: NoteCard
    taxonomy: str
    because: Link


class NoteTerms(Struct, frozen=True):
    """Terms of one taxonomy; `name` is empty for a built-in one, which the UI texts name. `kinds`: of laws."""

    taxonomy: str
    name: str
    terms: tuple[Link, ...]
    kinds: tuple[str, ...]


class NoteView(LazyView, frozen=True, kw_only=True, eq=False):
    _note: Note
    _beside: tuple[str, str]
    _place: SeriesPlace | None
    _edition: str
    title: str
    date: dt.date
    updated: dt.date | None
    draft: bool
    summary: str
    why: str
    corrections: tuple[CorrectionText, ...]
    source: SourceLine
    also: tuple[SourceLine, ...]
    extra: Extra

    @lazy
    def _urls(self) -> dict[str, Url]:
        context, note = self._context, self._note
        return {lang: context.urls.note(note.id, lang) for lang in context.languages if lang in note.texts}

    @lazy
    def head(self) -> Head:
        context, lang = self._context, self.lang
        archive = Link(context.urls.notes(lang).href, context.ui("archive.title", lang))
        thing = partial(note_thing, context, self._note, lang)
        url = self._urls[lang]
        sent = sent_picture(context, self._note.texts[lang])
        head = context.head(self.title, self.summary, self._urls, lang, None, (archive,), thing, url, sent)
        published, modified = (timestamp(day, context.config.zone) for day in (self.date, self.updated or self.date))
        return replace(head, kind="article", published=published, modified=modified)

    @lazy
    def markdown(self) -> str:
        """The address of the note as Markdown, which drafts do not have."""
        made = self._context.makes(note_markdown.KIND) and not self.draft
        return self._urls[self.lang].markdown.href if made else ""

    @lazy
    def keywords(self) -> tuple[str, ...]:
        """What its terms are called."""
        return tuple(self._context.link(key, self.lang).words for key in self._note.named)

    @lazy
    def switches(self) -> tuple[Switch, ...]:
        return self._context.switches(self._urls, self.lang)

    @lazy
    def body(self) -> Html:
        below = self.picture is not None
        return note_body(self._note, self.lang, self._context, below_picture=below)

    @lazy
    def picture(self) -> LeadPicture | None:
        return lead_picture(self._context, self._note.texts[self.lang])

    @lazy
    def others(self) -> int:
        """How many outlets beside the first report it."""
        return len({source.publisher for source in self.also} - {self.source.publisher})

    @lazy
    def claims(self) -> tuple[ClaimLine, ...]:
        """What has a figure, then what else is promised or ordered: by stage, the largest first within a unit."""
        return self._claim_lines(opinions=False)

    @lazy
    def opinions(self) -> tuple[ClaimLine, ...]:
        """Statements that name no figure."""
        return self._claim_lines(opinions=True)

    def _claim_lines(self, opinions: bool) -> tuple[ClaimLine, ...]:
        ordered = sorted(keyed(self._note), key=lambda item: (not item[1].amount, claim_order(item[1])))
        ledger = self._context.digest.ledger
        return tuple(
            claim_line(reported(self._note, claim), ledger[key], self._context, self.lang)
            for key, claim in ordered
            if (FAMILIES[claim.kind] == "statement" and not claim.amount) == opinions
        )

    @lazy
    def quotes(self) -> tuple[QuoteLine, ...]:
        quotes = self._note.texts[self.lang].quotes
        return tuple(quote_line(quote, self._note, self._context, self.lang) for quote in quotes)

    @lazy
    def involved(self) -> tuple[Involved, ...]:
        return _involved(self._note, self._context, self.lang)

    @lazy
    def groups(self) -> tuple[NoteTerms, ...]:
        return _groups(self._note, self._context, self.lang, laws=False)

    @lazy
    def laws(self) -> tuple[NoteTerms, ...]:
        return _groups(self._note, self._context, self.lang, laws=True)

    @lazy
    def related(self) -> tuple[RelatedCard, ...]:
        context, lang = self._context, self.lang
        return tuple(
            RelatedCard(context.note(other.id, lang), other.because[0], context.link(other.because, lang, self.date))
            for other in context.digest.related[self._note.id]
        )

    @lazy
    def backlinks(self) -> tuple[Link, ...]:
        linking = self._context.digest.backlinks.get(("notes", self._note.id), ())
        return tuple(self._context.link(key, self.lang) for key in linking)

    @lazy
    def edition(self) -> Link:
        return edition_link(self._edition, self._context, self.lang)

    @lazy
    def foot(self) -> Foot:
        url = self._urls[self.lang]
        return foot(self._context, ("note", self._note.id), self.title, self.date, self.updated, url, self.lang)

    @lazy
    def newer(self) -> NoteCard | None:
        return self._card(self._beside[0])

    @lazy
    def older(self) -> NoteCard | None:
        return self._card(self._beside[1])

    @lazy
    def series(self) -> Series | None:
        """Nothing where it leads to no other notes than `newer` and `older`."""
        if self._place is None or self._place[1:] in (self._beside, ("", "")):
            return None
        return series(self._place, self._context, self.lang)

    def _card(self, id: str) -> NoteCard | None:
        return self._context.note(id, self.lang) if id else None


def pages(context: PageContext) -> Iterator[Page]:
    by_language: dict[str, list[tuple[str, str]]] = {lang: [] for lang in context.languages}  # ids and paths
    for note in context.digest.notes.values():
        for lang, text in note.texts.items():
            by_language[lang].append((note.id, text.path))
    editions = {note.id: edition_of(note.date, context.digest.editions) for note in context.digest.notes.values()}
    for lang, notes in by_language.items():
        beside, places = [("", ""), *notes, ("", "")], series_places(context, lang)
        for (newer, _), (id, path), (older, _) in zip(beside, notes, beside[2:], strict=False):
            yield Page(context.urls.note(id, lang), KIND, (id, lang, newer, older, places.get(id), editions[id]), path)


def view(
    context: PageContext, id: str, lang: str, newer: str, older: str, place: SeriesPlace | None, edition: str
) -> NoteView:
    """`newer` and `older`: the notes beside it in its language, empty at the ends."""
    note = context.digest.notes[id]
    front = note.texts[lang].front
    return NoteView(
        _context=context,
        _note=note,
        _beside=(newer, older),
        _place=place,
        _edition=edition,
        lang=lang,
        section=context.urls.notes(lang).href,
        title=front.title,
        date=note.date,
        updated=front.updated,
        draft=front.draft,
        summary=front.summary,
        why=front.why,
        corrections=corrections_of(note, lang),
        source=source_line(note.source, context),
        also=tuple(source_line(source, context) for source in note.also),
        extra=extra(front.extra),
    )


def _involved(note: Note, context: PageContext, lang: str) -> tuple[Involved, ...]:
    """Every entity and person of the note, those with claims first. An opinion is of whoever holds it alone."""
    kinds: dict[Key, dict[str, None]] = {
        (taxonomy.id, id): {}
        for taxonomy in context.config.taxonomies
        if taxonomy.entity or taxonomy.person
        for id in note.terms[taxonomy.id]
    }
    for claim in undertaken(note):
        for key in (claim.by, *(claim.with_ if claim.family != "statement" else ())):
            kinds[key][claim.kind] = None
    in_order = sorted(kinds, key=lambda key: not kinds[key])
    return tuple(Involved(context.link(key, lang, note.date), tuple(kinds[key])) for key in in_order)


def _groups(note: Note, context: PageContext, lang: str, laws: bool) -> tuple[NoteTerms, ...]:
    """The terms that do not act: laws, or else topics, themes, and what else the digest declares."""
    groups = [
        NoteTerms(
            taxonomy=taxonomy.id,
            name=context.taxonomy_name(taxonomy.id, lang),
            terms=context.links(note, taxonomy.id, lang),
            kinds=_kinds(note, taxonomy.id, context) if laws else (),
        )
        for taxonomy in context.config.taxonomies
        if not (taxonomy.entity or taxonomy.person) and taxonomy.measure == laws
    ]
    return tuple(group for group in groups if group.terms)


def _kinds(note: Note, taxonomy: str, context: PageContext) -> tuple[str, ...]:
    return tuple(context.digest.terms[taxonomy, id].kind or "" for id in note.terms.get(taxonomy, ()))


def listed(context: PageContext) -> Iterator[Listed]:
    for note in context.digest.notes.values():
        yield Listed(note.texts, partial(context.urls.note, note.id), partial(_modified, note))


def _modified(note: Note, lang: str) -> dt.date:
    return note.texts[lang].front.updated or note.date


KIND = Kind(address="notes/<id>/", template="note.html", view=view, pages=pages, listed=listed)
