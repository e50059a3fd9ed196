"""One topic, company, theme or institution: what it is, with whom it appears, and its notes."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from sitegen.digest.listings import together
from sitegen.digest.model import Term, Text
from sitegen.pages.bodies import fill
from sitegen.pages.charts import MonthCount, by_month
from sitegen.pages.kit import Kit
from sitegen.pages.lists import cut, in_months
from sitegen.pages.views import Html, Link, Month, Numbers, Page, TermCard, View

_TOGETHER = 12
_CHART_MONTHS, _FEWEST_MONTHS = 36, 3


class TermView(View, frozen=True, kw_only=True):
    taxonomy: str
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
    together: tuple[TermCard, ...]
    mentions: tuple[Link, ...]
    months: tuple[Month, ...]
    numbers: Numbers
    feed: str


def pages(kit: Kit) -> Iterator[Page]:
    for term in kit.digest.terms.values():
        for lang in kit.languages:
            yield from _pages(kit, term, lang)


def _pages(kit: Kit, term: Term, lang: str) -> Iterator[Page]:
    for part, numbers in cut(kit.digest.listings[term.key], lambda n: kit.routes.term(term.key, lang, n), kit):
        url = kit.routes.term(term.key, lang, numbers.here)
        yield Page(url, "term.html", partial(_view, kit, term, lang, part, numbers), term.path)


def _view(kit: Kit, term: Term, lang: str, part: Sequence[str], numbers: Numbers) -> TermView:
    taxonomy = term.key[0]
    ids = kit.digest.listings[term.key]
    name, summary = kit.text(term.name, lang), kit.text(term.summary, lang)
    body, body_lang = _body(kit, term, lang)
    feed = kit.routes.address(kit.routes.term(term.key, lang) + "feed.xml")
    notes = kit.digest.notes
    urls = {other: kit.routes.term(term.key, other, numbers.here) for other in kit.languages}
    first_page = numbers.here == 1
    return TermView(
        lang=lang,
        frame=kit.frames[lang],
        head=kit.head(name.words, summary.words, urls, lang, feed=Link(feed, name.words)),
        switches=kit.switches(urls, lang),
        taxonomy=taxonomy,
        taxonomy_link=Link(kit.routes.address(kit.routes.taxonomy(taxonomy, lang)), kit.taxonomy_name(taxonomy, lang)),
        name=name,
        other_names=_other_names(kit, term, name.words, lang),
        former_names=term.names if first_page else (),
        summary=summary,
        kind=term.kind or "",
        country=term.country,
        url=term.url,
        parents=_parents(kit, term, lang),
        children=tuple(kit.term((taxonomy, id), lang) for id in term.children) if first_page else (),
        body=body if first_page else Html(),
        body_lang=body_lang,
        count=len(ids),
        first=notes[ids[-1]].date if ids else None,
        last=notes[ids[0]].date if ids else None,
        chart=_chart(kit, ids) if first_page else (),
        together=_together(kit, term, lang) if first_page else (),
        mentions=_mentions(kit, term, lang) if first_page else (),
        months=in_months(part, kit, lang),
        numbers=numbers,
        feed=feed,
    )


def _body(kit: Kit, term: Term, lang: str) -> tuple[Html, str]:
    """The term's text, and its language where it is not the page's."""
    own = lang if lang in term.bodies else kit.config.default
    if own not in term.bodies:
        return Html(), ""
    return fill(term.bodies[own], term.paths[own], lang, kit), "" if own == lang else own


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


def _chart(kit: Kit, ids: Sequence[str]) -> tuple[MonthCount, ...]:
    """Up to its own last month, not to the digest's: so that a note elsewhere does not change this page."""
    dates = [kit.digest.notes[id].date for id in ids]
    months = by_month(dates, dates[0], _CHART_MONTHS) if dates else ()
    return months if len(months) >= _FEWEST_MONTHS else ()


def _together(kit: Kit, term: Term, lang: str) -> tuple[TermCard, ...]:
    return tuple(kit.term_with(key, lang, count, ()) for key, count in together(term.key, kit.digest)[:_TOGETHER])


def _mentions(kit: Kit, term: Term, lang: str) -> tuple[Link, ...]:
    """What links here without being listed here."""
    listed = set(kit.digest.listings[term.key])
    found = kit.digest.backlinks.get(term.key, ())
    return tuple(kit.link(key, lang) for key in found if not (key[0] == "notes" and key[1] in listed))
