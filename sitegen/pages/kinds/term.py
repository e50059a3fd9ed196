"""One topic, company, theme or institution: what it is, its story, with whom it appears, and its notes."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from msgspec import Struct

from sitegen.digest.model import Term
from sitegen.digest.of_entity import opinion
from sitegen.digest.values import Key, Text
from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts import entity, term_context
from sitegen.pages.parts.bodies import term_body
from sitegen.pages.parts.charts import MonthCount, by_month
from sitegen.pages.parts.claim_lines import Stated, stated
from sitegen.pages.parts.entity import Former, PartCount
from sitegen.pages.parts.pagination import cut_from_oldest, in_months, numbers_from_oldest
from sitegen.pages.parts.quotes import Said
from sitegen.pages.parts.relation_rows import Ties, ties
from sitegen.pages.parts.term_context import TermGroup
from sitegen.pages.parts.theme_members import Member, cast
from sitegen.pages.parts.timeline import Timeline, timeline, told
from sitegen.pages.views import Html, Link, Month, Pagination, TermCard, View

_CLAIMS = 12
_FILTER = {"themes": "theme"}  # what the ledger calls a filter for terms of a taxonomy
_CHART_MONTHS, _FEWEST_CHARTED = 36, 3


class StageGroup(Struct, frozen=True):
    """Claims at one stage; `stage` is empty for opinions."""

    stage: str
    claims: tuple[Stated, ...]


class TermView(View, frozen=True, kw_only=True):
    """What has a default stands on the first page of the term's list alone."""

    acts: bool
    taxonomy_link: Link
    name: Text
    other_names: tuple[Text, ...]
    summary: Text
    kind: str
    country: str
    url: str
    parents: tuple[Link, ...]
    ledger: str
    themed: str  # of its page by theme
    all_quotes: str
    months: tuple[Month, ...]
    numbers: Pagination
    feed: str
    data: str  # of the page about the files of data
    count: int = 0
    first: dt.date | None = None
    last: dt.date | None = None
    claims_count: int = 0
    former_names: tuple[Former, ...] = ()
    children: tuple[TermCard, ...] = ()
    body: Html = Html()
    body_lang: str = ""
    chart: tuple[MonthCount, ...] = ()
    timeline: Timeline | None = None
    claims: tuple[StageGroup, ...] = ()
    claims_open: int = 0
    claims_more: int = 0
    ties: Ties | None = None
    quotes: tuple[Said, ...] = ()
    together: tuple[TermCard, ...] = ()
    cast: tuple[Member, ...] = ()  # of a theme, instead of those together with it
    subjects: tuple[TermGroup, ...] = ()
    mentions: tuple[Link, ...] = ()
    parts: tuple[PartCount, ...] = ()


def pages(context: PageContext) -> Iterator[Page]:
    for key, term in context.digest.terms.items():
        for page_ids, number, last in cut_from_oldest(context.digest.listings[key]):
            for lang in context.languages:
                url = context.urls.term(key, lang, number)
                yield Page(url, KIND, (key, lang, page_ids, number, last), term.path)


def view(context: PageContext, key: Key, lang: str, page_ids: Sequence[str], number: int, last: int) -> TermView:
    term = context.digest.terms[key]
    name, summary = context.text(term.name, lang), context.text(term.summary, lang)
    feed = context.urls.term(key, lang).feed.href
    index = Link(context.urls.taxonomy(key[0], lang).href, context.taxonomy_name(key[0], lang))
    urls = {other: context.urls.term(key, other, number) for other in context.languages}
    return TermView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(name.words, summary.words, urls, lang, feed=Link(feed, name.words)),
        switches=context.switches(urls, lang),
        section=index.href,
        acts=term.entity,
        taxonomy_link=index,
        name=name,
        other_names=_other_names(context, term, name.words, lang),
        summary=summary,
        kind=term.kind or "",
        country=term.country,
        url=term.url,
        parents=term_context.parents(context, term, lang),
        ledger=context.urls.claims(lang).asking(**{_FILTER.get(key[0], "company"): key[1]}),
        themed=context.urls.entity_themes(key, lang).href if context.digest.themed.get(key) else "",
        all_quotes=context.urls.quotes(lang).href,
        months=in_months(page_ids, context, lang, entity.roles(context, key, page_ids) if term.entity else ()),
        numbers=numbers_from_oldest(number, last, partial(context.urls.term, key, lang)),
        feed=feed,
        data=context.urls.data_page(lang).href,
        **{} if number else _on_first_page(context, term, lang),
    )


def _on_first_page(context: PageContext, term: Term, lang: str) -> dict[str, Any]:
    key, notes = term.key, context.digest.notes
    ids = context.digest.listings[key]
    body, body_lang = term_body(term, lang, context)
    claims = context.digest.claimed.get(key, ())
    line = timeline(context, key, lang) if claims else None
    is_theme = key[0] == "themes"
    return {
        "count": len(ids),
        "first": notes[ids[-1]].date if ids else None,
        "last": notes[ids[0]].date if ids else None,
        "claims_count": len(claims),
        "former_names": entity.former(context, term, lang),
        "children": term_context.children(context, term, lang),
        "body": body,
        "body_lang": body_lang,
        "chart": () if line else _chart(context, ids),
        "timeline": line,
        "claims": _claims(context, claims[:_CLAIMS], lang),
        "claims_open": told(context, key).open,
        "claims_more": max(len(claims) - _CLAIMS, 0),
        "ties": ties(key, context, lang),
        "quotes": entity.words(context, key, lang),
        "together": () if is_theme else term_context.together(context, key, lang),
        "cast": cast(context, key, lang) if is_theme else (),
        "subjects": term_context.subjects(context, term, lang),
        "mentions": term_context.mentions(context, key, lang),
        "parts": entity.parts(context, key) if term.entity else (),
    }


def _other_names(context: PageContext, term: Term, name: str, lang: str) -> tuple[Text, ...]:
    """What the other languages call it."""
    if isinstance(term.name, str):
        return ()
    return tuple(Text(words, other) for other, words in term.name.items() if other != lang and words != name)


def _chart(context: PageContext, ids: Sequence[str]) -> tuple[MonthCount, ...]:
    """Up to its own last month, not to the digest's: so that a note elsewhere does not change this page."""
    if len(ids) < _FEWEST_CHARTED:
        return ()
    dates = [context.digest.notes[id].date for id in ids]
    return by_month(dates, dates[0], _CHART_MONTHS)


def _claims(context: PageContext, keys: Sequence[str], lang: str) -> tuple[StageGroup, ...]:
    """In the order of the digest: by stage, within it by unit and size."""
    by_stage: dict[str, list[Stated]] = {}
    for entry in (context.digest.ledger[key] for key in keys):
        stage = "" if opinion(entry.claim.kind, entry.stage) else entry.stage
        by_stage.setdefault(stage, []).append(stated(entry, context, lang))
    return tuple(StageGroup(stage, tuple(claims)) for stage, claims in by_stage.items())


def listed(context: PageContext) -> Iterator[Listed]:
    for key, ids in context.digest.listings.items():
        newest = context.digest.notes[ids[0]].date if ids else None
        yield Listed(context.languages, partial(context.urls.term, key), newest)


KIND = Kind(address="<taxonomy>/<id>/", template="term.html", view=view, pages=pages, listed=listed)
