"""The home page: what happened, which themes move, who is in the news, what was promised."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice, takewhile

from msgspec import Struct

from sitegen.digest.claims.ledger import keyed
from sitegen.digest.editions import is_week
from sitegen.digest.model import Key
from sitegen.pages.context import Kit
from sitegen.pages.exports.claim_feeds import moves
from sitegen.pages.kinds.editions import EditionCard, edition_card
from sitegen.pages.parts.charts import MonthCount, by_month
from sitegen.pages.parts.claim_lines import ClaimLine, Stated, entry_line, stated
from sitegen.pages.views import Link, NoteCard, Page, TermCard, View

_LEAD_DAYS = 30  # how long a note marked `lead` may stay at the top
_NEWS_DAYS = (90, 180, 365)  # the news: the shortest of these in which enough happened
_SECONDS, _LATEST, _THEMES, _COMPANIES, _PROMISES, _MOVED = 2, 7, 6, 10, 6, 5
_ENOUGH_THEMES, _ENOUGH_COMPANIES = 3, 5
_SPARK_MONTHS = 12
# What may be counted later: votes, deadlines and opinions have amounts too, but promise none.
_PROMISING = {"investment", "supply", "procurement", "funding", "capacity", "employment", "agreement", "partnership"}


class Lead(Struct, frozen=True):
    card: NoteCard
    why: str
    themes: tuple[Link, ...]
    entities: tuple[Link, ...]


class Moving(Struct, frozen=True):
    """A theme and its notes by month; the card counts those of all these months."""

    card: TermCard
    months: tuple[MonthCount, ...]


class Move(Struct, frozen=True):
    """A stage that a claim came to from another, and the note that says so."""

    was: str
    now: str
    claim: ClaimLine
    note: NoteCard


class HomeView(View, frozen=True, kw_only=True):
    """`news_days`: how far back the numbers of `companies` go. `id`: of the digest, for the script."""

    description: str
    as_of: dt.date
    lead: Lead | None
    seconds: tuple[NoteCard, ...]
    latest: tuple[NoteCard, ...]
    themes: tuple[Moving, ...]
    companies: tuple[TermCard, ...]
    news_days: int
    moved: tuple[Move, ...]
    promises: tuple[Stated, ...]
    ledger: str
    edition: EditionCard | None
    editions: str
    archive: str
    changes: str
    changes_file: str
    id: str
    script: str


def pages(kit: Kit) -> Iterator[Page]:
    for lang in kit.languages:
        yield Page(kit.routes.home(lang), "home.html", partial(_view, kit), (lang,))


def _view(kit: Kit, lang: str) -> HomeView:
    urls = {other: kit.routes.home(other) for other in kit.languages}
    lead = _lead(kit, lang)
    seconds = _seconds(kit, lead, lang)
    latest = islice((id for id in kit.digest.notes if id not in (lead, *seconds)), _LATEST)
    _, theme_notes = _news(kit, "themes", _ENOUGH_THEMES)
    days, company_notes = _news(kit, "companies", _ENOUGH_COMPANIES)
    return HomeView(
        lang=lang,
        frame=kit.frame(lang),
        head=kit.head("", kit.config.description[lang], urls, lang),
        switches=kit.switches(urls, lang),
        description=kit.config.description[lang],
        as_of=kit.digest.as_of,
        lead=_lead_view(kit, lead, lang) if lead else None,
        seconds=kit.notes(seconds, lang),
        latest=kit.notes(latest, lang),
        themes=tuple(_moving(kit, key, lang) for key in list(theme_notes)[:_THEMES]),
        companies=_companies(kit, company_notes, lang),
        news_days=days,
        moved=_moved(kit, lang),
        promises=_promises(kit, lang),
        ledger=kit.routes.address(kit.routes.claims(lang)),
        edition=_edition(kit, lang),
        editions=kit.routes.address(kit.routes.editions(lang)),
        archive=kit.routes.address(kit.routes.archive(lang)),
        changes=kit.routes.address(kit.routes.changes(lang)),
        changes_file=kit.routes.address(kit.routes.changes_file(lang)),
        id=kit.config.id,
        script=kit.asset("since.js"),
    )


def _lead(kit: Kit, lang: str) -> str:
    """The newest note marked `lead` of the last 30 days, else the newest; of those that this language has."""
    since = _days_before(kit.digest.as_of, _LEAD_DAYS)
    recent = takewhile(lambda note: note.date > since, kit.digest.notes.values())
    marked = next((note.id for note in recent if note.lead and lang in note.texts), "")
    return marked or next((id for id, note in kit.digest.notes.items() if lang in note.texts), "")


def _lead_view(kit: Kit, id: str, lang: str) -> Lead:
    note = kit.digest.notes[id]
    entities = tuple(
        link for taxonomy in kit.config.taxonomies if taxonomy.entity for link in kit.links(note, taxonomy.id, lang)
    )
    return Lead(kit.note(id, lang), note.text(lang).front.why, kit.links(note, "themes", lang), entities)


def _seconds(kit: Kit, lead: str, lang: str) -> list[str]:
    """The newest notes beside the lead that this language has, where there are enough for a list of others too."""
    if len(kit.digest.notes) <= _SECONDS + _LATEST:
        return []
    others = (id for id, note in kit.digest.notes.items() if lang in note.texts and id != lead)
    return list(islice(others, _SECONDS))


def _news(kit: Kit, taxonomy: str, enough: int) -> tuple[int, dict[Key, list[str]]]:
    """How many days back, and the terms with their notes of those days: most notes first, then the newest, then id."""
    found: dict[Key, list[str]] = {}
    days = 0
    for days in _NEWS_DAYS:
        since = _days_before(kit.digest.as_of, days)
        recent = {key: _later(kit, ids, since) for key, ids in kit.digest.listings.items() if key[0] == taxonomy}
        found = {key: recent[key] for key in sorted(recent) if recent[key]}
        if len(found) >= enough:
            break
    order = sorted(found, key=lambda key: (len(found[key]), kit.digest.notes[found[key][0]].date), reverse=True)
    return days, {key: found[key] for key in order}


def _later(kit: Kit, ids: Iterable[str], day: dt.date) -> list[str]:
    """The notes after a day, of notes of which the newest stand first."""
    return list(takewhile(lambda id: kit.digest.notes[id].date > day, ids))


def _companies(kit: Kit, notes: dict[Key, list[str]], lang: str) -> tuple[TermCard, ...]:
    """The first companies, each with its newest note that none before it shows; with its newest when all are shown."""
    shown: set[str] = set()
    cards = []
    for key, ids in list(notes.items())[:_COMPANIES]:
        newest = next((id for id in ids if id not in shown), ids[0])
        shown.add(newest)
        cards.append(kit.term_with(key, lang, len(ids), (newest,)))
    return tuple(cards)


def _moving(kit: Kit, key: Key, lang: str) -> Moving:
    ids = kit.digest.listings[key]
    months = by_month((kit.digest.notes[id].date for id in ids), kit.digest.as_of, _SPARK_MONTHS)
    return Moving(kit.term_with(key, lang, sum(month.count for month in months), ids), months)


def _moved(kit: Kit, lang: str) -> tuple[Move, ...]:
    """The newest changes of stage of the last year, one of each note."""
    since = _days_before(kit.digest.as_of, _NEWS_DAYS[-1])
    found: dict[str, Move] = {}
    for entry, number in moves(kit):
        step = entry.steps[number]
        if number and step.date > since and step.note not in found and len(found) < _MOVED:
            was = entry.steps[number - 1].stage
            found[step.note] = Move(was, step.stage, entry_line(entry, kit, lang), kit.note(step.note, lang))
    return tuple(found.values())


def _promises(kit: Kit, lang: str) -> tuple[Stated, ...]:
    """Of each of the newest notes that promise an amount, the first claim that does; each claim once."""
    found: dict[str, Stated] = {}
    for note in kit.digest.notes.values():
        for key, claim in keyed(note):
            if claim.amount and claim.kind in _PROMISING and key not in found:
                found[key] = stated(kit.digest.ledger[key], kit, lang)
                break
        if len(found) == _PROMISES:
            break
    return tuple(found.values())


def _edition(kit: Kit, lang: str) -> EditionCard | None:
    """The newest week."""
    newest = next((id for id in kit.digest.editions if is_week(id)), None)
    return edition_card(kit.digest.editions[newest], kit, lang) if newest else None


def _days_before(day: dt.date, days: int) -> dt.date:
    return day - dt.timedelta(days=days) if day.toordinal() > days else dt.date.min
