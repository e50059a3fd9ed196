"""One topic, company, theme or institution: what it is, with whom it appears, and its notes."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

from msgspec import Struct

from sitegen.digest.doings import opinion
from sitegen.digest.listings import with_ancestors
from sitegen.digest.model import Key, Term, Text
from sitegen.pages.bodies import term_body
from sitegen.pages.charts import MonthCount, by_month
from sitegen.pages.claims import Stated, query, stated
from sitegen.pages.kit import Kit
from sitegen.pages.lists import cut, in_months, numbers
from sitegen.pages.quotes import Said, quote_line
from sitegen.pages.ties import Ties, ties
from sitegen.pages.views import Html, Link, Month, Numbers, Page, TermCard, View

_TOGETHER, _SUBJECTS, _CLAIMS, _QUOTES = 12, 8, 12, 6
_FILTER = {"themes": "theme"}  # what the ledger calls a filter for terms of a taxonomy
_CHART_MONTHS, _FEWEST_CHARTED = 36, 3


class TermGroup(Struct, frozen=True):
    taxonomy: str
    name: str
    terms: tuple[TermCard, ...]


class StageGroup(Struct, frozen=True):
    """Claims at one stage; `stage` is empty for opinions."""

    stage: str
    claims: tuple[Stated, ...]


class TermView(View, frozen=True, kw_only=True):
    acts: bool
    taxonomy_link: Link
    name: Text
    other_names: tuple[Text, ...]
    former_names: tuple[Any, ...]
    summary: Text
    kind: str
    country: str
    url: str
    parents: tuple[Link, ...]
    children: tuple[TermCard, ...]
    body: Html
    body_lang: str
    count: int
    first: dt.date | None
    last: dt.date | None
    chart: tuple[MonthCount, ...]
    claims: tuple[StageGroup, ...]
    claims_count: int
    claims_more: int
    ledger: str
    ties: Ties | None
    themed: str  # of its page by theme
    quotes: tuple[Said, ...]
    together: tuple[TermCard, ...]
    subjects: tuple[TermGroup, ...]
    mentions: tuple[Link, ...]
    months: tuple[Month, ...]
    numbers: Numbers
    feed: str


def pages(kit: Kit) -> Iterator[Page]:
    make = partial(_view, kit)
    for key, term in kit.digest.terms.items():
        for part, here, last in cut(kit.digest.listings[key]):
            for lang in kit.languages:
                url = kit.routes.term(key, lang, here)
                yield Page(url, "term.html", make, (key, lang, part, here, last), term.path)


def _view(kit: Kit, key: Key, lang: str, part: Sequence[str], here: int, last: int) -> TermView:
    term, taxonomy = kit.digest.terms[key], key[0]
    ids = kit.digest.listings[key]
    name, summary = kit.text(term.name, lang), kit.text(term.summary, lang)
    body, body_lang = term_body(term, lang, kit)
    feed = kit.routes.address(kit.routes.term(term.key, lang) + "feed.xml")
    index = Link(kit.routes.address(kit.routes.taxonomy(taxonomy, lang)), kit.taxonomy_name(taxonomy, lang))
    claims = kit.digest.claimed.get(term.key, ())
    notes = kit.digest.notes
    urls = {other: kit.routes.term(term.key, other, here) for other in kit.languages}
    first_page = here == 1
    return TermView(
        lang=lang,
        frame=kit.frame(lang),
        head=kit.head(name.words, summary.words, urls, lang, feed=Link(feed, name.words)),
        switches=kit.switches(urls, lang),
        section=index.href,
        acts=term.entity,
        taxonomy_link=index,
        name=name,
        other_names=_other_names(kit, term, name.words, lang),
        former_names=term.names if first_page else (),
        summary=summary,
        kind=term.kind or "",
        country=term.country,
        url=term.url,
        parents=_parents(kit, term, lang),
        children=_children(kit, term, lang) if first_page else (),
        body=body if first_page else Html(),
        body_lang=body_lang,
        count=len(ids),
        first=notes[ids[-1]].date if ids else None,
        last=notes[ids[0]].date if ids else None,
        chart=_chart(kit, ids) if first_page else (),
        claims=_claims(kit, claims[:_CLAIMS], lang) if first_page else (),
        claims_count=len(claims),
        claims_more=max(len(claims) - _CLAIMS, 0),
        ledger=kit.routes.address(kit.routes.claims(lang)) + query(**{_FILTER.get(taxonomy, "company"): term.key[1]}),
        ties=ties(term.key, kit, lang) if first_page else None,
        themed=kit.routes.address(kit.routes.themed(key, lang)) if kit.digest.themed.get(key) else "",
        quotes=_quotes(kit, term, lang) if first_page else (),
        together=_together(kit, term, lang) if first_page else (),
        subjects=_subjects(kit, term, lang) if first_page else (),
        mentions=_mentions(kit, term, lang) if first_page else (),
        months=in_months(part, kit, lang),
        numbers=numbers(here, last, partial(kit.routes.term, key, lang), kit),
        feed=feed,
    )


def _other_names(kit: Kit, term: Term, name: str, lang: str) -> tuple[Text, ...]:
    """What the other languages call it."""
    if isinstance(term.name, str):
        return ()
    return tuple(Text(words, other) for other, words in term.name.items() if other != lang and words != name)


def _parents(kit: Kit, term: Term, lang: str) -> tuple[Link, ...]:
    """The terms above, the highest first."""
    line: list[Link] = []
    while term.parent:
        term = kit.digest.terms[term.key[0], term.parent]
        line.insert(0, kit.link(term.key, lang))
    return tuple(line)


def _children(kit: Kit, term: Term, lang: str) -> tuple[TermCard, ...]:
    """The terms right below, most notes first, then by id."""
    return tuple(sorted((kit.term((term.key[0], id), lang) for id in term.children), key=lambda card: -card.count))


def _chart(kit: Kit, ids: Sequence[str]) -> tuple[MonthCount, ...]:
    """Up to its own last month, not to the digest's: so that a note elsewhere does not change this page."""
    if len(ids) < _FEWEST_CHARTED:
        return ()
    dates = [kit.digest.notes[id].date for id in ids]
    return by_month(dates, dates[0], _CHART_MONTHS)


def _claims(kit: Kit, keys: Sequence[str], lang: str) -> tuple[StageGroup, ...]:
    """In the order of the digest: by stage, within it by unit and size."""
    found: dict[str, list[Stated]] = {}
    for entry in (kit.digest.ledger[key] for key in keys):
        stage = "" if opinion(entry.claim.kind, entry.stage) else entry.stage
        found.setdefault(stage, []).append(stated(entry, kit, lang))
    return tuple(StageGroup(stage, tuple(claims)) for stage, claims in found.items())


def _quotes(kit: Kit, term: Term, lang: str) -> tuple[Said, ...]:
    """The newest quotes of an entity's people, or of those of the entities below it."""
    said = (
        Said(quote_line(quote, kit, lang), kit.note(id, lang))
        for id in kit.digest.quoted.get(term.key, ())
        for quote in kit.digest.notes[id].text(lang).quotes
        if quote.of and term.key in with_ancestors(quote.of, kit.digest.terms)
    )
    return tuple(islice(said, _QUOTES))


def _subjects(kit: Kit, term: Term, lang: str) -> tuple[TermGroup, ...]:
    """The topics and themes of its notes; of a topic's or theme's own kind none, which the tree shows better."""
    subjects = kit.together(term.key, entities=False)
    groups = []
    for taxonomy in kit.config.taxonomies:
        found = [item for item in subjects if item[0][0] == taxonomy.id != term.key[0]]
        if found:
            cards = tuple(kit.term_with(key, lang, count, ()) for key, count in found[:_SUBJECTS])
            groups.append(TermGroup(taxonomy.id, kit.taxonomy_name(taxonomy.id, lang), cards))
    return tuple(groups)


def _together(kit: Kit, term: Term, lang: str) -> tuple[TermCard, ...]:
    return tuple(
        kit.term_with(key, lang, count, ()) for key, count in kit.together(term.key, entities=True)[:_TOGETHER]
    )


def _mentions(kit: Kit, term: Term, lang: str) -> tuple[Link, ...]:
    """What links here without being listed here."""
    listed = set(kit.digest.listings[term.key])
    found = kit.digest.backlinks.get(term.key, ())
    return tuple(kit.link(key, lang) for key in found if not (key[0] == "notes" and key[1] in listed))
