"""What the picture of each page says: of notes, claims, terms and editions, and of the digest for all its other pages.

It says what stands on the page, in the page's language, and nothing that changes with every note.
"""

from collections.abc import Callable, Iterator
from functools import partial

from sitegen.digest.laws import LawReport
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.kinds.edition import edition_title, written_title
from sitegen.pages.page import Kind, Page
from sitegen.pages.parts.claim_elsewhere import moment
from sitegen.pages.parts.claim_lines import entry_line
from sitegen.pages.parts.law_status import jurisdiction, record
from sitegen.pages.parts.lead_picture import sent_picture
from sitegen.pages.social_card import SocialCard
from sitegen.pages.urls import Url
from sitegen.pages.views import Moment
from sitegen.text.days import known_day_text
from sitegen.text.outlets import outlet
from sitegen.text.sentences.brackets import apart
from sitegen.text.territories import territory


def pages(context: PageContext) -> Iterator[Page]:
    for lang in context.languages:
        if lang in context.pictured:
            for key, url, origin in _of_pages(context, lang):
                yield Page(url.card, KIND, (*key, lang), origin)


def _of_pages(context: PageContext, lang: str) -> Iterator[tuple[tuple[str, str], Url, str]]:
    """The pages that have pictures of their own: kind and id, address, and the file that most of it comes from."""
    urls, digest = context.urls, context.digest
    yield ("", ""), urls.home(lang), ""
    for note in digest.notes.values():
        if lang in note.texts and sent_picture(context, note.texts[lang]) is None:
            yield ("notes", note.id), urls.note(note.id, lang), note.texts[lang].path
    for key, entry in digest.ledger.items():
        if entry.id:
            yield ("claims", key), urls.claim(key, lang), digest.notes[entry.standing.note].text(lang).path
    for term in digest.terms.values():
        yield term.key, urls.term(term.key, lang), term.path
    for id, edition in digest.editions.items():
        yield ("editions", id), urls.edition(id, lang), digest.notes[edition.lead].text(lang).path


def view(context: PageContext, room: str, id: str, lang: str) -> SocialCard:
    """`room`: `notes`, `claims`, `editions` or a taxonomy; empty for the digest's own."""
    made: dict[str, Callable[[], SocialCard]] = {
        "": partial(_of_site, context, lang),
        "notes": partial(_of_note, context, id, lang),
        "claims": partial(_of_claim, context, id, lang),
        "editions": partial(_of_edition, context, id, lang),
    }
    return made.get(room, partial(_of_term, context, (room, id), lang))()


def _of_site(context: PageContext, lang: str) -> SocialCard:
    title = context.config.title[lang]
    return SocialCard("site", lang, title, title, under=context.config.description[lang])


def _of_note(context: PageContext, id: str, lang: str) -> SocialCard:
    """Over the headline the theme that it belongs to, or else its topic."""
    note = context.digest.notes[id]
    terms = [(taxonomy, id) for taxonomy in ("themes", "topics") for id in note.terms.get(taxonomy, ())]
    source = _outlet(note.source.publisher, lang)
    more = context.ui("card.outlets", lang, outlet=source, n=len(note.also)) if note.also else source
    return SocialCard(
        tone="note",
        lang=lang,
        site=context.config.title[lang],
        headline=note.texts[lang].front.title,
        over=context.link(terms[0], lang, note.date).words if terms else "",
        foot=(_day(context, note.date.isoformat(), lang), more),
    )


def _of_claim(context: PageContext, id: str, lang: str) -> SocialCard:
    """Who undertakes how much of what, how far that has come, whether all say so, and who does."""
    entry = context.digest.ledger[id]
    line = entry_line(entry, context, lang)
    # A picture has no room to say that an amount is of somebody else's report.
    others = line.amount_from is not None and line.amount_from.by is not None
    amount, _ = ("", "") if others else apart(line.normal or line.amount.words)
    stage = f"outcome.{line.outcome}" if line.outcome else f"stage.{line.stage}" if line.stage else ""
    foot = (
        context.ui(stage, lang) if stage else "",
        _small(context.ui("claims.differs", lang)) if line.differs else "",
        _moment(context, moment(entry.standing), lang),
        _outlet(line.publisher, lang),
    )
    return SocialCard(
        tone="claim",
        lang=lang,
        site=context.config.title[lang],
        headline=line.what.words,
        over=line.by.words,
        figure=_capital(amount),
        foot=_sentence(foot),
    )


def _of_term(context: PageContext, key: Key, lang: str) -> SocialCard:
    term = context.digest.terms[key]
    kind = context.taxonomy_name(key[0], lang)
    if term.measure:
        over = (
            context.ui(f"law.kind.{term.kind}", lang) if term.kind else kind,
            jurisdiction(context, term, lang).words,
        )
    else:
        own = context.ui(f"entity.{term.kind}", lang) if term.kind and term.kind != "company" else kind
        over = (own, territory(term.country, lang) if term.country else "")
    status = [_status(context, each, lang) for each in record(context, key).status[:1]] if term.measure else []
    return SocialCard(
        tone="law" if term.measure else "term",
        lang=lang,
        site=context.config.title[lang],
        headline=context.text(term.name, lang).words,
        over=_capital(" · ".join(filter(None, over))),
        under=context.text(term.summary, lang).words,
        foot=status[0] if status else (),
    )


def _status(context: PageContext, each: LawReport, lang: str) -> tuple[str, ...]:
    at = moment(each.report)
    if each.stage == "in-force" and not at.told:
        when = context.ui("law.since", lang, day=_day(context, at.day, lang))
    else:
        when = _moment(context, at, lang)
    return _capital(context.ui(f"stage.{each.stage}", lang)), when


def _of_edition(context: PageContext, id: str, lang: str) -> SocialCard:
    """What its editors call it, else the headline that leads it, under the edition's name."""
    edition = context.digest.editions[id]
    return SocialCard(
        tone="edition",
        lang=lang,
        site=context.config.title[lang],
        headline=written_title(id, context, lang) or context.note(edition.lead, lang).title,
        over=edition_title(edition, context, lang),
    )


def _moment(context: PageContext, at: Moment, lang: str) -> str:
    if not at.day:
        return context.ui("claims.undated", lang)
    said = _day(context, at.day, lang)
    return context.ui("claims.told", lang, day=said) if at.told else said


def _day(context: PageContext, day: str, lang: str) -> str:
    return known_day_text(day, "medium", lang, context.ui)


def _outlet(publisher: str, lang: str) -> str:
    """Without what stands in brackets beside its name, for which there is no room."""
    return apart(outlet(publisher, lang))[0] or publisher


def _sentence(facts: tuple[str, ...]) -> tuple[str, ...]:
    """What is said of several facts, the first with a capital."""
    first, *rest = (*filter(None, facts), "")
    return tuple(filter(None, (_capital(first), *rest)))


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


KIND = Kind(address="notes/<id>/card.png", view=view, pages=pages)
