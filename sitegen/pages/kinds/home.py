"""The home page: what happened, which themes move, how far promises have come, what comes next, who is in the news."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile

from msgspec import Struct

from sitegen.digest.claims.ledger import keyed
from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.claims.voices import all_names
from sitegen.digest.editions import edition_of
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.exports.claim_feeds import moves
from sitegen.pages.kinds.editions import EditionCard, edition_card
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.claim_elsewhere import moment
from sitegen.pages.parts.claim_lines import Move, entry_line
from sitegen.pages.parts.ledger_summary import DueClaim, due_claims
from sitegen.pages.parts.stage_counts import StageBar, stage_bars
from sitegen.pages.parts.structured_data import website
from sitegen.pages.views import Link, NoteCard, TermCard, View
from sitegen.text.name_finder import NameFinder

_LEAD_DAYS = 30  # how long a note marked `lead` may stay at the top
_NEWS_DAYS = (90, 180, 365)  # the news: the shortest of these in which enough happened
_SECONDS, _LATEST, _THEMES, _COMPANIES, _MOVED = 2, 7, 6, 10, 5
_ENOUGH_THEMES, _ENOUGH_COMPANIES = 3, 5
_TRIED = 12  # notes of a company, for a headline that is its own


class HomeLead(Struct, frozen=True):
    card: NoteCard
    why: str
    themes: tuple[Link, ...]
    entities: tuple[Link, ...]


class Moving(Struct, frozen=True):
    """A theme, and how far the commitments of one ladder have come: of that which has most."""

    card: TermCard
    stages: StageBar | None


class HomeView(View, frozen=True, kw_only=True):
    """`ahead`: what falls due next, `ahead_all` all of it. `news_days`: how far back the news of `companies` goes.

    `id`: of the digest, for the script.
    """

    description: str
    as_of: dt.date
    lead: HomeLead | None
    seconds: tuple[NoteCard, ...]
    latest: tuple[NoteCard, ...]
    themes: tuple[Moving, ...]
    companies: tuple[TermCard, ...]
    news_days: int
    stages: tuple[StageBar, ...]
    moved: tuple[Move, ...]
    ahead: tuple[DueClaim, ...]
    ahead_all: str
    ledger: str
    edition: EditionCard | None
    editions: str
    archive: str
    changes: str
    changes_file: str
    id: str


def pages(context: PageContext) -> Iterator[Page]:
    for lang in context.languages:
        yield Page(context.urls.home(lang), KIND, (lang,))


def view(context: PageContext, lang: str) -> HomeView:
    urls = {other: context.urls.home(other) for other in context.languages}
    lead = _lead(context, lang)
    seconds = _seconds(context, lead, lang)
    latest = islice((id for id in context.digest.notes if id not in (lead, *seconds)), _LATEST)
    _, theme_notes = _news(context, "themes", _ENOUGH_THEMES)
    days, company_notes = _news(context, "companies", _ENOUGH_COMPANIES)
    return HomeView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head("", context.config.description[lang], urls, lang, thing=website(context, lang)),
        switches=context.switches(urls, lang),
        description=context.config.description[lang],
        as_of=context.digest.as_of,
        lead=_lead_view(context, lead, lang) if lead else None,
        seconds=context.notes(seconds, lang),
        latest=context.notes(latest, lang),
        themes=tuple(_moving(context, key, lang) for key in list(theme_notes)[:_THEMES]),
        companies=_companies(context, company_notes, lang),
        news_days=days,
        stages=stage_bars(context.digest.ledger.values(), context, lang),
        moved=_moved(context, lang),
        ahead=due_claims(context, "ahead", lang),
        ahead_all=context.urls.claims(lang).asking(sort="due"),
        ledger=context.urls.claims(lang).href,
        edition=_edition(context, lang),
        editions=context.urls.editions(lang).href,
        archive=context.urls.notes(lang).href,
        changes=context.urls.changes(lang).href,
        changes_file=context.urls.changes_file(lang).href,
        id=context.config.id,
    )


def _lead(context: PageContext, lang: str) -> str:
    """The newest note marked `lead` of the last 30 days, else the newest; of those that this language has."""
    since = _days_before(context.digest.as_of, _LEAD_DAYS)
    recent = takewhile(lambda note: note.date > since, context.digest.notes.values())
    marked = next((note.id for note in recent if note.lead and lang in note.texts), "")
    return marked or next((id for id, note in context.digest.notes.items() if lang in note.texts), "")


def _lead_view(context: PageContext, id: str, lang: str) -> HomeLead:
    note = context.digest.notes[id]
    entities = tuple(
        link
        for taxonomy in context.config.taxonomies
        if taxonomy.entity
        for link in context.links(note, taxonomy.id, lang)
    )
    return HomeLead(context.note(id, lang), note.text(lang).front.why, context.links(note, "themes", lang), entities)


def _seconds(context: PageContext, lead: str, lang: str) -> list[str]:
    """The newest notes beside the lead that this language has, where there are enough for a list of others too."""
    if len(context.digest.notes) <= _SECONDS + _LATEST:
        return []
    others = (id for id, note in context.digest.notes.items() if lang in note.texts and id != lead)
    return list(islice(others, _SECONDS))


def _news(context: PageContext, taxonomy: str, enough: int) -> tuple[int, dict[Key, list[str]]]:
    """How many days back, and the terms with their notes of those days: most notes first, then the newest, then id."""
    by_term: dict[Key, list[str]] = {}
    days = 0
    for days in _NEWS_DAYS:
        since = _days_before(context.digest.as_of, days)
        recent = {
            key: _later(context, ids, since) for key, ids in context.digest.listings.items() if key[0] == taxonomy
        }
        by_term = {key: recent[key] for key in sorted(recent) if recent[key]}
        if len(by_term) >= enough:
            break
    order = sorted(
        by_term, key=lambda key: (len(by_term[key]), context.digest.notes[by_term[key][0]].date), reverse=True
    )
    return days, {key: by_term[key] for key in order}


def _later(context: PageContext, ids: Iterable[str], day: dt.date) -> list[str]:
    """The notes after a day, of notes of which the newest stand first."""
    return list(takewhile(lambda id: context.digest.notes[id].date > day, ids))


def _companies(context: PageContext, notes: dict[Key, list[str]], lang: str) -> tuple[TermCard, ...]:
    """The first companies, each with its newest note that none before it shows, if there is one. A headline that names
    other companies alone is none of its news.
    """
    shown: set[str] = set()
    cards = []
    for key, ids in list(notes.items())[:_COMPANIES]:
        others = islice((id for id in ids if id not in shown), _TRIED)
        newest = [*islice((id for id in others if _is_news_of(key, id, context, lang)), 1)]
        shown.update(newest)
        cards.append(context.term_with(key, lang, 0, newest))
    return tuple(cards)


def _is_news_of(key: Key, id: str, context: PageContext, lang: str) -> bool:
    note, terms = context.digest.notes[id], context.digest.terms
    among = [(key[0], each) for each in note.terms.get(key[0], ())]
    by_name = {name: each for each in among for name in all_names(terms[each].name, terms) + terms[each].aliases}
    finder = NameFinder({name: False for name in by_name if len(name) > 1 and name[0].isalnum()})
    named = {by_name[found.name] for found in finder.find(note.text(lang).front.title)}
    return not named or key in named


def _moving(context: PageContext, key: Key, lang: str) -> Moving:
    entries = [context.digest.ledger[claim] for claim in context.digest.claimed.get(key, ())]
    card = context.term_with(key, lang, 0, context.digest.listings[key])
    bars = (bar for bar in stage_bars(entries, context, lang, key) if len(bar.steps) > 1)
    return Moving(card, max(bars, key=lambda bar: bar.total, default=None))


def _moved(context: PageContext, lang: str) -> tuple[Move, ...]:
    """The newest changes of stage of the last year, by the day on which they came: the last of each claim, for a former
    one would say that it still stands there; and one of each note, of the claim that the note names first.
    """
    since = _days_before(context.digest.as_of, _NEWS_DAYS[-1])
    by_note: dict[str, list[ClaimHistory]] = {}
    for entry, number in moves(context):
        step = entry.steps[number]
        if number == len(entry.steps) - 1 and entry.moved(number) and step.date > since:
            by_note.setdefault(step.note, []).append(entry)
    moved = {note: _named_first(context, note, entries) for note, entries in by_note.items()}
    newest = sorted(moved.items(), key=lambda each: each[1].steps[-1].date, reverse=True)
    return tuple(_move(context, note, entry, lang) for note, entry in newest[:_MOVED])


def _named_first(context: PageContext, note: str, entries: Sequence[ClaimHistory]) -> ClaimHistory:
    """Of claims that a note has moved last."""
    named = [key for key, _ in keyed(context.digest.notes[note])]
    return min(entries, key=lambda entry: named.index(entry.key))


def _move(context: PageContext, note: str, entry: ClaimHistory, lang: str) -> Move:
    was, now = entry.steps[-2:]
    report = next(r for r in entry.reports if r.note == note and r.claim.stage == now.stage)
    line, card = entry_line(entry, context, lang), context.note(note, lang)
    return Move(was.stage, now.stage, moment(now), line, card, report.claim.source.publisher)


def _edition(context: PageContext, lang: str) -> EditionCard | None:
    """That of the newest note."""
    editions = context.digest.editions
    newest = context.newest
    return edition_card(editions[edition_of(newest, editions)], context, lang) if newest else None


def _days_before(day: dt.date, days: int) -> dt.date:
    return day - dt.timedelta(days=days) if day.toordinal() > days else dt.date.min


def listed(context: PageContext) -> Iterator[Listed]:
    yield Listed(context.languages, context.urls.home, context.newest)


KIND = Kind(template="home.html", view=view, pages=pages, listed=listed)
