"""The home page: what happened, which themes move, who is in the news."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from itertools import islice

from msgspec import Struct

from sitegen.digest.model import Key
from sitegen.pages.kit import Kit
from sitegen.pages.views import Link, NoteCard, Page, TermCard, View

_LEAD_DAYS = 30  # how long a note marked `lead` may stay at the top
_NEWS_DAYS = 90
_LATEST, _THEMES, _COMPANIES = 12, 6, 10


class Lead(Struct, frozen=True):
    card: NoteCard
    why: str
    themes: tuple[Link, ...]
    entities: tuple[Link, ...]


class HomeView(View, frozen=True, kw_only=True):
    description: str
    lead: Lead | None
    latest: tuple[NoteCard, ...]
    themes: tuple[TermCard, ...]
    companies: tuple[TermCard, ...]
    archive: str
    sections: tuple[Link, ...]


def pages(kit: Kit) -> Iterator[Page]:
    for lang in kit.languages:
        yield Page(kit.routes.home(lang), "home.html", partial(_view, kit, lang))


def _view(kit: Kit, lang: str) -> HomeView:
    urls = {other: kit.routes.home(other) for other in kit.languages}
    lead = _lead(kit, lang)
    latest = islice((id for id in kit.digest.notes if id != lead), _LATEST)
    return HomeView(
        lang=lang,
        frame=kit.frames[lang],
        head=kit.head("", kit.config.description[lang], urls, lang),
        switches=kit.switches(urls, lang),
        description=kit.config.description[lang],
        lead=_lead_view(kit, lead, lang) if lead else None,
        latest=kit.notes(latest, lang),
        themes=_in_the_news(kit, "themes", lang)[:_THEMES],
        companies=_in_the_news(kit, "companies", lang)[:_COMPANIES],
        archive=kit.routes.address(kit.routes.archive(lang)),
        sections=kit.sections(lang),
    )


def _lead(kit: Kit, lang: str) -> str:
    """The newest note marked `lead` of the last 30 days, else the newest; of those that this language has."""
    notes = [note for note in kit.digest.notes.values() if lang in note.texts]
    since = _days_before(kit.digest.as_of, _LEAD_DAYS)
    marked = next((note.id for note in notes if note.lead and note.date > since), "")
    return marked or (notes[0].id if notes else "")


def _lead_view(kit: Kit, id: str, lang: str) -> Lead:
    note = kit.digest.notes[id]
    entities = tuple(
        link for taxonomy in kit.config.taxonomies if taxonomy.entity for link in kit.links(note, taxonomy.id, lang)
    )
    return Lead(kit.note(id, lang), note.text(lang).why, kit.links(note, "themes", lang), entities)


def _in_the_news(kit: Kit, taxonomy: str, lang: str) -> tuple[TermCard, ...]:
    """Terms by their notes of the last 90 days; those with the same number by their newest note, then by id."""
    since = _days_before(kit.digest.as_of, _NEWS_DAYS)
    recent: dict[Key, list[str]] = {}
    for key, ids in kit.digest.listings.items():
        if key[0] == taxonomy:
            found = [id for id in ids if kit.digest.notes[id].date > since]
            if found:
                recent[key] = found
    keys = sorted(recent)
    keys.sort(key=lambda key: (len(recent[key]), kit.digest.notes[recent[key][0]].date), reverse=True)
    return tuple(kit.term_with(key, lang, len(recent[key]), recent[key]) for key in keys[:_COMPANIES])


def _days_before(day: dt.date, days: int) -> dt.date:
    return day - dt.timedelta(days=days) if day.toordinal() > days else dt.date.min
