"""One topic, company, theme or institution: what it is, its story, with whom it appears, and its notes."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial, wraps
from typing import Any, TypeVar

from msgspec import Struct

from sitegen.digest.model import Term
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
from sitegen.pages.urls import Url
from sitegen.pages.views import Head, Html, LazyView, Link, Month, Pagination, Switch, TermCard

_T = TypeVar("_T")
_View = TypeVar("_View", bound="TermView")

_CLAIMS = 12
_FILTER = {"themes": "theme"}  # what the ledger calls a filter for terms of a taxonomy
_CHART_MONTHS, _FEWEST_CHARTED = 36, 3


class StageGroup(Struct, frozen=True):
    """Claims at one stage; `stage` is empty for statements."""

    stage: str
    claims: tuple[Stated, ...]


def _on_first_page(otherwise: Any) -> "Callable[[Callable[[TermView], _T]], cached_property[_T]]":
    """Marks a part that stands on the first page of the term's list alone; `otherwise`: what it is on later ones."""

    def lazy(make: "Callable[[TermView], _T]") -> "cached_property[_T]":
        @wraps(make)
        def made(view: "TermView") -> _T:
            return otherwise if view._number else make(view)

        return cached_property(made)

    return lazy


class TermView(LazyView, frozen=True, kw_only=True, eq=False):
    """`_number`: of the page in the term's list; 0 for the first."""

    _term: Term
    _page_ids: Sequence[str]
    _number: int
    _last: int
    name: Text
    summary: Text
    taxonomy_link: Link
    acts: bool
    kind: str
    country: str
    url: str

    @property
    def _key(self) -> Key:
        return self._term.key

    @property
    def _ids(self) -> Sequence[str]:
        return self._context.digest.listings[self._key]

    @property
    def _claimed(self) -> Sequence[str]:
        return self._context.digest.claimed.get(self._key, ())

    @cached_property
    def _urls(self) -> dict[str, Url]:
        return {lang: self._context.urls.term(self._key, lang, self._number) for lang in self._context.languages}

    @cached_property
    def _text(self) -> tuple[Html, str]:
        return term_body(self._term, self.lang, self._context)

    @cached_property
    def head(self) -> Head:
        name = self.name.words
        return self._context.head(name, self.summary.words, self._urls, self.lang, feed=Link(self.feed, name))

    @cached_property
    def switches(self) -> tuple[Switch, ...]:
        return self._context.switches(self._urls, self.lang)

    @cached_property
    def feed(self) -> str:
        return self._context.urls.term(self._key, self.lang).feed.href

    @cached_property
    def data(self) -> str:
        """The address of the page about the files of data."""
        return self._context.urls.data_page(self.lang).href

    @cached_property
    def ledger(self) -> str:
        """The address of its claims in the ledger."""
        asked = _FILTER.get(self._key[0], "company")
        return self._context.urls.claims(self.lang).asking(**{asked: self._key[1]})

    @cached_property
    def themed(self) -> str:
        """The address of its page by theme."""
        has_one = self._context.digest.themed.get(self._key)
        return self._context.urls.entity_themes(self._key, self.lang).href if has_one else ""

    @cached_property
    def all_quotes(self) -> str:
        return self._context.urls.quotes(self.lang).href

    @cached_property
    def other_names(self) -> tuple[Text, ...]:
        """What the other languages call it."""
        if isinstance(self._term.name, str):
            return ()
        names = self._term.name.items()
        return tuple(Text(words, other) for other, words in names if other != self.lang and words != self.name.words)

    @cached_property
    def parents(self) -> tuple[Link, ...]:
        return term_context.parents(self._context, self._term, self.lang)

    @cached_property
    def months(self) -> tuple[Month, ...]:
        roles = entity.roles(self._context, self._key, self._page_ids) if self.acts else ()
        return in_months(self._page_ids, self._context, self.lang, roles)

    @cached_property
    def numbers(self) -> Pagination:
        return numbers_from_oldest(self._number, self._last, partial(self._context.urls.term, self._key, self.lang))

    @_on_first_page(0)
    def count(self) -> int:
        return len(self._ids)

    @_on_first_page(None)
    def first(self) -> dt.date | None:
        return self._context.digest.notes[self._ids[-1]].date if self._ids else None

    @_on_first_page(None)
    def last(self) -> dt.date | None:
        return self._context.digest.notes[self._ids[0]].date if self._ids else None

    @_on_first_page(())
    def former_names(self) -> tuple[Former, ...]:
        return entity.former(self._context, self._term, self.lang)

    @_on_first_page(())
    def children(self) -> tuple[TermCard, ...]:
        return term_context.children(self._context, self._term, self.lang)

    @_on_first_page(Html())
    def body(self) -> Html:
        return self._text[0]

    @_on_first_page("")
    def body_lang(self) -> str:
        return self._text[1]

    @_on_first_page(())
    def chart(self) -> tuple[MonthCount, ...]:
        return () if self.timeline else _chart(self._context, self._ids)

    @_on_first_page(None)
    def timeline(self) -> Timeline | None:
        return timeline(self._context, self._key, self.lang) if self._claimed else None

    @_on_first_page(())
    def claims(self) -> tuple[StageGroup, ...]:
        return _claims(self._context, self._claimed[:_CLAIMS], self.lang)

    @_on_first_page(0)
    def claims_count(self) -> int:
        return len(self._claimed)

    @_on_first_page(0)
    def claims_open(self) -> int:
        return told(self._context, self._key).open

    @_on_first_page(0)
    def claims_more(self) -> int:
        return max(len(self._claimed) - _CLAIMS, 0)

    @_on_first_page(None)
    def ties(self) -> Ties | None:
        return ties(self._key, self._context, self.lang)

    @_on_first_page(())
    def quotes(self) -> tuple[Said, ...]:
        return entity.words(self._context, self._key, self.lang)

    @_on_first_page(())
    def together(self) -> tuple[TermCard, ...]:
        return () if self._key[0] == "themes" else term_context.together(self._context, self._key, self.lang)

    @_on_first_page(())
    def cast(self) -> tuple[Member, ...]:
        """Of a theme, in place of those together with it."""
        return cast(self._context, self._key, self.lang) if self._key[0] == "themes" else ()

    @_on_first_page(())
    def subjects(self) -> tuple[TermGroup, ...]:
        return term_context.subjects(self._context, self._term, self.lang)

    @_on_first_page(())
    def mentions(self) -> tuple[Link, ...]:
        return term_context.mentions(self._context, self._key, self.lang)

    @_on_first_page(())
    def parts(self) -> tuple[PartCount, ...]:
        return entity.parts(self._context, self._key) if self.acts else ()


def pages(context: PageContext) -> Iterator[Page]:
    return pages_of(context, KIND, laws=False)


def pages_of(context: PageContext, kind: Kind, laws: bool) -> Iterator[Page]:
    """The pages of all terms that are laws, or of all others."""
    for key, term in context.digest.terms.items():
        if term.measure != laws:
            continue
        for page_ids, number, last in cut_from_oldest(context.digest.listings[key]):
            for lang in context.languages:
                url = context.urls.term(key, lang, number)
                yield Page(url, kind, (key, lang, page_ids, number, last), term.path)


def view(context: PageContext, key: Key, lang: str, page_ids: Sequence[str], number: int, last: int) -> TermView:
    return term_view(TermView, context, key, lang, page_ids, number, last)


def term_view(
    made: type[_View], context: PageContext, key: Key, lang: str, page_ids: Sequence[str], number: int, last: int
) -> _View:
    """`made`: what it is a view of: a term, or a law, whose page shows more."""
    term = context.digest.terms[key]
    return made(
        _context=context,
        _term=term,
        _page_ids=page_ids,
        _number=number,
        _last=last,
        lang=lang,
        section=context.urls.taxonomy(key[0], lang).href,
        name=context.text(term.name, lang),
        summary=context.text(term.summary, lang),
        taxonomy_link=Link(context.urls.taxonomy(key[0], lang).href, context.taxonomy_name(key[0], lang)),
        acts=term.entity,
        kind=term.kind or "",
        country=term.country,
        url=term.url,
    )


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
        stage = entry.stage or ""
        by_stage.setdefault(stage, []).append(stated(entry, context, lang))
    return tuple(StageGroup(stage, tuple(claims)) for stage, claims in by_stage.items())


def listed(context: PageContext) -> Iterator[Listed]:
    return listed_of(context, laws=False)


def listed_of(context: PageContext, laws: bool) -> Iterator[Listed]:
    for key, ids in context.digest.listings.items():
        if context.digest.terms[key].measure != laws:
            continue
        newest = context.digest.notes[ids[0]].date if ids else None
        yield Listed(context.languages, partial(context.urls.term, key), newest)


KIND = Kind(address="<taxonomy>/<id>/", template="term.html", view=view, pages=pages, listed=listed)
