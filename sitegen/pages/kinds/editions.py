"""All editions: months, each with its weeks, by year; and their feed."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby, islice

from msgspec import Struct

from sitegen.digest.edition_model import Edition
from sitegen.digest.editions import is_week
from sitegen.pages.context import FEED_LENGTH, PageContext
from sitegen.pages.exports.feeds import FeedEntry, FeedView, feed, feed_id
from sitegen.pages.kinds.edition import (
    edition_dates,
    edition_link,
    edition_title,
    editions_feed,
    theme_link,
    written_title,
)
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.bodies import apart, edition_body
from sitegen.pages.views import Link, NoteCard, View
from sitegen.text.zones import timestamp


class EditionCard(Struct, frozen=True):
    """An edition in a list; `dates` of a week, and `sections`, its themes, that of the lead first.

    `written`: the title of its written lead, if that has one.
    """

    link: Link
    dates: str
    count: int
    lead: NoteCard
    sections: tuple[Link, ...]
    written: str


class MonthOfWeeks(Struct, frozen=True):
    month: EditionCard
    weeks: tuple[EditionCard, ...]


class YearOfEditions(Struct, frozen=True):
    first: dt.date
    months: tuple[MonthOfWeeks, ...]


class EditionsView(View, frozen=True, kw_only=True):
    """`feed`: of editions. `feeds`: the page that says how to follow; `subscribe`: one of the site's own where readers
    leave their address, if it has one.
    """

    years: tuple[YearOfEditions, ...]
    feed: str
    feeds: str
    subscribe: str


def pages(context: PageContext) -> Iterator[Page]:
    for lang in context.languages:
        url = context.urls.editions(lang)
        yield Page(url, KIND, (lang,))
        yield Page(url.feed, FEED, (lang,))


def edition_card(edition: Edition, context: PageContext, lang: str) -> EditionCard:
    leading = context.digest.notes[edition.lead].terms.get("themes", ())[:1]
    themes = dict.fromkeys((*leading, *(theme for theme, _ in edition.sections)))
    links = (theme_link(theme, context, lang) for theme in themes)
    return EditionCard(
        link=edition_link(edition.id, context, lang),
        dates=edition_dates(edition, context, lang),
        count=len(edition.notes),
        lead=context.note(edition.lead, lang),
        sections=tuple(link for link in links if link),
        written=written_title(edition.id, context, lang),
    )


def view(context: PageContext, lang: str) -> EditionsView:
    urls = {other: context.urls.editions(other) for other in context.languages}
    link, title = editions_feed(context, lang), context.ui("editions.title", lang)
    return EditionsView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(title, context.ui("editions.about", lang), urls, lang, feed=link),
        switches=context.switches(urls, lang),
        section=context.urls.editions(lang).href,
        years=tuple(_years(context, lang)),
        feed=link.href,
        feeds=context.urls.feeds(lang).href,
        subscribe=context.config.subscribe,
    )


def _years(context: PageContext, lang: str) -> Iterator[YearOfEditions]:
    editions = context.digest.editions.values()
    weeks: dict[str, list[EditionCard]] = {}
    for edition in editions:
        if is_week(edition.id):  # it stands under the month of its newest note
            weeks.setdefault(edition.months[0], []).append(edition_card(edition, context, lang))
    months = [edition for edition in editions if not is_week(edition.id)]
    for year, group in groupby(months, key=lambda edition: edition.start.year):
        cards = tuple(MonthOfWeeks(edition_card(m, context, lang), tuple(weeks.get(m.id, ()))) for m in group)
        yield YearOfEditions(dt.date(year, 1, 1), cards)


def _feed(context: PageContext, lang: str) -> FeedView:
    title = f"{context.ui('editions.title', lang)} · {context.config.title[lang]}"
    own = (entry for edition in context.digest.editions.values() if (entry := _entry(edition, context, lang)))
    entries = tuple(islice(own, FEED_LENGTH))
    return feed(
        context, lang, "editions/", context.urls.editions(lang), title, context.ui("editions.about", lang), entries
    )


def _entry(edition: Edition, context: PageContext, lang: str) -> FeedEntry | None:
    """An edition by its lead, or by its newest note if that is in another language; none if all its notes are."""
    own = [id for id in (edition.lead, *edition.notes) if lang in context.digest.notes[id].texts]
    if not own:
        return None
    first, newest = context.note(own[0], lang), context.digest.notes[edition.notes[0]].date
    themes = tuple(link.words for link in edition_card(edition, context, lang).sections)
    day = timestamp(newest, context.config.zone)
    url = context.urls.edition(edition.id, lang)
    title, text = edition_title(edition, context, lang), context.digest.edition_texts.get(edition.id, {}).get(lang)
    return FeedEntry(
        id=feed_id(context, f"editions/{edition.id}/{lang}"),
        title=f"{title} · {text.title}" if text and text.title else title,
        full=url.full,
        updated=day,
        published=day,
        summary=f"{first.title}. {first.summary}" + (f" ({' · '.join(themes)})" if themes else ""),
        why="",
        content=None,
        opening=apart(edition_body(text, context, full=True), url.full) if text else None,
        categories=themes,
        publisher=first.publisher,
        via="",
    )


def listed(context: PageContext) -> Iterator[Listed]:
    yield Listed(context.languages, context.urls.editions, context.newest)


KIND = Kind(address="editions/", template="editions.html", view=view, pages=pages, listed=listed)
FEED = Kind(address="editions/feed.xml", template="feed.xml", view=_feed)
