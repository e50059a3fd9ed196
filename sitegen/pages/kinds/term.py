"""One topic, company, theme or institution: what it is, its story, with whom it appears, and its notes."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

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
from sitegen.pages.parts.pagination import cut, in_months, numbers
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
    acts: bool
    taxonomy_link: Link
    name: Text
    other_names: tuple[Text, ...]
    former_names: tuple[Former, ...]
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
    timeline: Timeline | None
    claims: tuple[StageGroup, ...]
    claims_count: int
    claims_open: int
    claims_more: int
    ledger: str
    ties: Ties | None
    themed: str  # of its page by theme
    quotes: tuple[Said, ...]
    all_quotes: str
    together: tuple[TermCard, ...]
    cast: tuple[Member, ...]  # of a theme, instead of those together with it
    subjects: tuple[TermGroup, ...]
    mentions: tuple[Link, ...]
    parts: tuple[PartCount, ...]
    months: tuple[Month, ...]
    numbers: Pagination
    feed: str
    data: str  # of the page about the files of data


def pages(context: PageContext) -> Iterator[Page]:
    for key, term in context.digest.terms.items():
        for page_ids, here, last in cut(context.digest.listings[key]):
            for lang in context.languages:
                url = context.urls.term(key, lang, here)
                yield Page(url, KIND, (key, lang, page_ids, here, last), term.path)


def view(context: PageContext, key: Key, lang: str, page_ids: Sequence[str], here: int, last: int) -> TermView:
    term, ids, taxonomy = context.digest.terms[key], context.digest.listings[key], key[0]
    name, summary = context.text(term.name, lang), context.text(term.summary, lang)
    body, body_lang = term_body(term, lang, context)
    feed, first_page = context.urls.term(key, lang).feed.href, here == 1
    index = Link(context.urls.taxonomy(taxonomy, lang).href, context.taxonomy_name(taxonomy, lang))
    claims, notes = context.digest.claimed.get(key, ()), context.digest.notes
    urls = {other: context.urls.term(key, other, here) for other in context.languages}
    line = timeline(context, key, lang) if first_page and claims else None
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
        former_names=entity.former(context, term, lang) if first_page else (),
        summary=summary,
        kind=term.kind or "",
        country=term.country,
        url=term.url,
        parents=term_context.parents(context, term, lang),
        children=term_context.children(context, term, lang) if first_page else (),
        body=body if first_page else Html(),
        body_lang=body_lang,
        count=len(ids),
        first=notes[ids[-1]].date if ids else None,
        last=notes[ids[0]].date if ids else None,
        chart=_chart(context, ids) if first_page and not line else (),
        timeline=line,
        claims=_claims(context, claims[:_CLAIMS], lang) if first_page else (),
        claims_count=len(claims),
        claims_open=told(context, key).open if first_page else 0,
        claims_more=max(len(claims) - _CLAIMS, 0),
        ledger=context.urls.claims(lang).asking(**{_FILTER.get(taxonomy, "company"): key[1]}),
        ties=ties(term.key, context, lang) if first_page else None,
        themed=context.urls.entity_themes(key, lang).href if context.digest.themed.get(key) else "",
        quotes=entity.words(context, key, lang) if first_page else (),
        all_quotes=context.urls.quotes(lang).href,
        together=term_context.together(context, key, lang) if first_page and taxonomy != "themes" else (),
        cast=cast(context, key, lang) if first_page and taxonomy == "themes" else (),
        subjects=term_context.subjects(context, term, lang) if first_page else (),
        mentions=term_context.mentions(context, key, lang) if first_page else (),
        parts=entity.parts(context, key) if first_page and term.entity else (),
        months=in_months(page_ids, context, lang, entity.roles(context, key, page_ids) if term.entity else ()),
        numbers=numbers(here, last, partial(context.urls.term, key, lang), context),
        feed=feed,
        data=context.urls.data_page(lang).href,
    )


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
