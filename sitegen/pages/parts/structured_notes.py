"""Notes and claims as programs are told of them: what a note is based on, what it is about, who says what in it."""

from collections.abc import Iterator

from sitegen.content.schema import Correction, Source
from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.claims.voices import stated_by
from sitegen.digest.model import Note, QuoteText
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.parts.claim_lines import headed
from sitegen.pages.parts.schema_org import (
    ClaimThing,
    CorrectionCommentThing,
    CreativeWorkThing,
    NewsArticleThing,
    OrganizationThing,
    PersonThing,
    QuotationThing,
    Thing,
    ThingReference,
)
from sitegen.pages.parts.structured_data import publisher, site
from sitegen.pages.parts.structured_terms import named


def note_thing(context: PageContext, note: Note, lang: str) -> NewsArticleThing:
    text, url, license = note.texts[lang], context.urls.note(note.id, lang), context.config.license
    whose = publisher(context, lang)
    acting = {taxonomy.id for taxonomy in context.config.taxonomies if taxonomy.entity or taxonomy.person}
    return NewsArticleThing(
        id=url.full,
        headline=text.front.title,
        description=text.front.summary,
        url=url.full,
        in_language=lang,
        date_published=note.date.isoformat(),
        date_modified=(text.front.updated or note.date).isoformat(),
        author=whose,
        publisher=whose,
        license=license.url if license else "",
        is_accessible_for_free=True,
        is_part_of=site(context, lang),
        is_based_on=source_thing(note.source),
        citation=tuple(map(source_thing, note.also)),
        about=tuple(named(context, key, lang) for key in note.named if key[0] not in acting),
        mentions=(
            *(named(context, key, lang) for key in note.named if key[0] in acting),
            *_claims(context, note, lang),
        ),
        has_part=tuple(_quotation(context, quote, lang) for quote in text.quotes),
        correction=tuple(_correction(each, lang) for each in text.front.corrections),
    )


def claim_thing(context: PageContext, entry: ClaimHistory, title: str, sentence: str, lang: str) -> ClaimThing:
    """A claim as its page tells of it. `sentence`: the claim in words."""
    claim, said_by = entry.claim, stated_by(entry.claim, context.digest.terms)
    about = dict.fromkeys(key for key in (claim.by, *claim.with_, claim.on, claim.before) if key)
    reports = sorted(entry.reports, key=lambda report: (report.date, report.note))
    notes = tuple(_note_in_short(context, id, lang) for id in dict.fromkeys(report.note for report in reports))
    return ClaimThing(
        id=_claim_id(context, entry.id),
        name=title,
        text=sentence,
        url=context.urls.claim(entry.id, lang).full,
        in_language=lang,
        date_created=entry.standing.when,
        author=named(context, said_by, lang) if isinstance(said_by, tuple) else None,
        publisher=publisher(context, lang),
        is_part_of=site(context, lang),
        is_based_on=source_thing(claim.source),
        about=tuple(named(context, key, lang) for key in about),
        appearance=notes,
        first_appearance=notes[0],
    )


def source_thing(source: Source) -> CreativeWorkThing:
    return CreativeWorkThing(
        id=source.url,
        name=source.title,
        url=source.url,
        credit_text=source.author,
        publisher=OrganizationThing(name=source.publisher),
        date_published=source.published,
        in_language=source.lang,
        archived_at=source.archive,
    )


def _again(source: Source) -> CreativeWorkThing | ThingReference:
    """One that the note names already."""
    return ThingReference(source.url) if source.url else source_thing(source)


def _claims(context: PageContext, note: Note, lang: str) -> Iterator[Thing]:
    """Those with a page, each once."""
    for claim in {claim.id: claim for claim in note.claims if claim.id}.values():
        words, full = headed(claim, context, lang).words, context.urls.claim(claim.id, lang).full
        yield ClaimThing(id=_claim_id(context, claim.id), name=words, url=full)


def _claim_id(context: PageContext, id: str) -> str:
    return context.urls.claim(id, context.config.default).standing_for("claim")


def _quotation(context: PageContext, quote: QuoteText, lang: str) -> QuotationThing:
    speaker = _speaker(context, quote.by, quote.of, quote.speaker, lang)
    return QuotationThing(
        text=quote.text, in_language=quote.lang or lang, creator=speaker, is_based_on=_again(quote.source)
    )


def _speaker(context: PageContext, by: Key | None, of: Key | None, speaker: str, lang: str) -> Thing:
    """The person; where the words are those of a body, that one."""
    if by:
        return named(context, by, lang)
    body = named(context, of, lang) if of else None
    return body if body and body.name == speaker else PersonThing(name=speaker)


def _note_in_short(context: PageContext, id: str, lang: str) -> NewsArticleThing:
    text = context.digest.notes[id].text(lang)
    full = context.urls.note(id, text.lang).full
    return NewsArticleThing(id=full, headline=text.front.title, url=full)


def _correction(correction: Correction, lang: str) -> CorrectionCommentThing:
    return CorrectionCommentThing(text=correction.what, date_published=correction.date.isoformat(), in_language=lang)
