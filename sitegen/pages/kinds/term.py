"""One topic, company, theme or institution: what it is, its story, with whom it appears, and its notes."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TypeVar

from sitegen.digest.values import Key, Text
from sitegen.pages.context import PageContext
from sitegen.pages.lazy import lazy
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts import entity, structured_terms, term_context
from sitegen.pages.parts.citation import Foot, foot
from sitegen.pages.parts.pagination import cut_from_oldest, in_months, is_long, numbers_from_oldest
from sitegen.pages.parts.stage_counts import ledger_of
from sitegen.pages.parts.term_parts import TermParts
from sitegen.pages.urls import Url
from sitegen.pages.views import Extra, Head, Link, Month, Pagination, Switch, extra

_View = TypeVar("_View", bound="TermView")

_OPEN, _FEWEST_FOLDED = 3, 3  # notes


class TermView(TermParts, frozen=True, kw_only=True, eq=False):
    """`_page_ids`: the notes of the page; `_last`: the number of the last page."""

    _page_ids: Sequence[str]
    _last: int
    name: Text
    summary: Text
    taxonomy_link: Link
    kind: str
    country: str
    url: str
    extra: Extra

    @lazy
    def _urls(self) -> dict[str, Url]:
        return {lang: self._context.urls.term(self._key, lang, self._number) for lang in self._context.languages}

    @lazy
    def head(self) -> Head:
        name = self.name.words
        return self._context.head(
            *(name, self.summary.words, self._urls, self.lang),
            feed=Link(self.feed, name),
            above=(self.taxonomy_link, *self.parents),
            card=self._context.urls.term(self._key, self.lang),
            thing=partial(structured_terms.whole, self._context, self._key, self.lang),
        )

    @lazy
    def switches(self) -> tuple[Switch, ...]:
        return self._context.switches(self._urls, self.lang)

    @lazy
    def feed(self) -> str:
        return self._context.urls.term(self._key, self.lang).feed.href

    @lazy
    def data(self) -> str:
        """The address of the page about the files of data."""
        return self._context.urls.data_page(self.lang).href

    @lazy
    def ledger(self) -> str:
        return ledger_of(self._key, self._context, self.lang)

    @lazy
    def ledger_full(self) -> str:
        """The same with the host, to be read on paper."""
        return (self._context.urls.claims(self.lang).base.host + self.ledger).partition("#")[0]

    @lazy
    def foot(self) -> Foot | None:
        """How to cite it, as of the newest note; on the first page alone, and nothing where there is none."""
        if self._number or self._told is None:
            return None
        return foot(self._context, self._key, self.name.words, self._told, None, self._urls[self.lang], self.lang)

    @property
    def _told(self) -> dt.date | None:
        """The day up to which its page tells."""
        return self.last

    @lazy
    def themed(self) -> str:
        """The address of its page by theme."""
        has_one = self._context.digest.themed.get(self._key)
        return self._context.urls.entity_themes(self._key, self.lang).href if has_one else ""

    @lazy
    def all_statements(self) -> str:
        return self._context.urls.statements(self.lang).href

    @lazy
    def all_statements_full(self) -> str:
        """The same with the host, to be read on paper."""
        return self._context.urls.statements(self.lang).full

    @lazy
    def all_quotes(self) -> str:
        return self._context.urls.quotes(self.lang).href

    @lazy
    def other_names(self) -> tuple[Text, ...]:
        """What the other languages call it."""
        if isinstance(self._term.name, str):
            return ()
        names = self._term.name.items()
        return tuple(Text(words, other) for other, words in names if other != self.lang and words != self.name.words)

    @lazy
    def parents(self) -> tuple[Link, ...]:
        return term_context.parents(self._context, self._term, self.lang)

    @lazy
    def months(self) -> tuple[Month, ...]:
        return self._in_months(0, self._open)

    @lazy
    def months_folded(self) -> tuple[Month, ...]:
        """Of a brief list, on the first page: the notes after the newest, that the rest of the page may be reached."""
        return self._in_months(self._open, len(self._page_ids))

    @lazy
    def narrow(self) -> str:
        """Where the notes of a long list can be narrowed down."""
        long = is_long(self._page_ids, self._last)
        return self._context.urls.found(self.lang, self._key, kind="notes") if long else ""

    @property
    def _brief(self) -> bool:
        """Whether other things than its notes are what its page is for."""
        return self.acts

    @property
    def _open(self) -> int:
        """How many of the page's notes stand open."""
        total = len(self._page_ids)
        return _OPEN if self._brief and not self._number and total >= _OPEN + _FEWEST_FOLDED else total

    def _in_months(self, start: int, end: int) -> tuple[Month, ...]:
        ids = self._page_ids[start:end]
        roles = entity.roles(self._context, self._key, ids) if self.acts else ()
        return in_months(ids, self._context, self.lang, roles)

    @lazy
    def numbers(self) -> Pagination:
        return numbers_from_oldest(self._number, self._last, partial(self._context.urls.term, self._key, self.lang))


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
        extra=extra(term.extra),
    )


def listed(context: PageContext) -> Iterator[Listed]:
    return listed_of(context, laws=False)


def listed_of(context: PageContext, laws: bool) -> Iterator[Listed]:
    for key, ids in context.digest.listings.items():
        if context.digest.terms[key].measure != laws:
            continue
        newest = context.digest.notes[ids[0]].date if ids else None
        yield Listed(context.languages, partial(context.urls.term, key), newest)


KIND = Kind(address="<taxonomy>/<id>/", template="term.html", view=view, pages=pages, listed=listed)
