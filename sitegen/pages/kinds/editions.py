"""All editions: months, each with its weeks, by year; and their feed."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from itertools import groupby, islice

from msgspec import Struct

from sitegen.digest.editions import is_week
from sitegen.digest.model import Edition
from sitegen.pages.context import FEED_LENGTH, Kit
from sitegen.pages.exports.feeds import Entry, FeedView, feed, feed_id
from sitegen.pages.kinds.edition import edition_dates, edition_link, edition_title, editions_feed, theme_link
from sitegen.pages.views import Link, NoteCard, Page, View
from sitegen.text.days import timestamp


class EditionCard(Struct, frozen=True):
    """An edition in a list; `dates` of a week, and `sections`, its themes, that of the lead first."""

    link: Link
    dates: str
    count: int
    lead: NoteCard
    sections: tuple[Link, ...]


class MonthOfWeeks(Struct, frozen=True):
    month: EditionCard
    weeks: tuple[EditionCard, ...]


class YearOfEditions(Struct, frozen=True):
    first: dt.date
    months: tuple[MonthOfWeeks, ...]


class EditionsView(View, frozen=True, kw_only=True):
    years: tuple[YearOfEditions, ...]
    feed: str


def pages(kit: Kit) -> Iterator[Page]:
    for lang in kit.languages:
        url = kit.routes.editions(lang)
        yield Page(url, "editions.html", partial(_view, kit), (lang,))
        yield Page(f"{url}feed.xml", "feed.xml", partial(_feed, kit), (lang,))


def edition_card(edition: Edition, kit: Kit, lang: str) -> EditionCard:
    leading = kit.digest.notes[edition.lead].terms.get("themes", ())[:1]
    themes = dict.fromkeys((*leading, *(theme for theme, _ in edition.sections)))
    links = (theme_link(theme, kit, lang) for theme in themes)
    return EditionCard(
        link=edition_link(edition.id, kit, lang),
        dates=edition_dates(edition, kit, lang),
        count=len(edition.notes),
        lead=kit.note(edition.lead, lang),
        sections=tuple(link for link in links if link),
    )


def _view(kit: Kit, lang: str) -> EditionsView:
    urls = {other: kit.routes.editions(other) for other in kit.languages}
    link, title = editions_feed(kit, lang), kit.ui("editions.title", lang)
    return EditionsView(
        lang=lang,
        frame=kit.frame(lang),
        head=kit.head(title, kit.ui("editions.about", lang), urls, lang, feed=link),
        switches=kit.switches(urls, lang),
        section=kit.routes.address(kit.routes.editions(lang)),
        years=tuple(_years(kit, lang)),
        feed=link.href,
    )


def _years(kit: Kit, lang: str) -> Iterator[YearOfEditions]:
    editions = kit.digest.editions.values()
    weeks: dict[str, list[EditionCard]] = {}
    for edition in editions:
        if is_week(edition.id):  # it stands under the month of its newest note
            weeks.setdefault(edition.months[0], []).append(edition_card(edition, kit, lang))
    months = [edition for edition in editions if not is_week(edition.id)]
    for year, group in groupby(months, key=lambda edition: edition.start.year):
        cards = tuple(MonthOfWeeks(edition_card(m, kit, lang), tuple(weeks.get(m.id, ()))) for m in group)
        yield YearOfEditions(dt.date(year, 1, 1), cards)


def _feed(kit: Kit, lang: str) -> FeedView:
    title = f"{kit.ui('editions.title', lang)} · {kit.config.title[lang]}"
    own = (entry for edition in kit.digest.editions.values() if (entry := _entry(edition, kit, lang)))
    entries = tuple(islice(own, FEED_LENGTH))
    return feed(kit, lang, "editions/", kit.routes.editions(lang), title, kit.ui("editions.about", lang), entries)


def _entry(edition: Edition, kit: Kit, lang: str) -> Entry | None:
    """An edition by its lead, or by its newest note if that is in another language; none if all its notes are."""
    own = [id for id in (edition.lead, *edition.notes) if lang in kit.digest.notes[id].texts]
    if not own:
        return None
    first, newest = kit.note(own[0], lang), kit.digest.notes[edition.notes[0]].date
    themes = tuple(link.words for link in edition_card(edition, kit, lang).sections)
    day = timestamp(newest, kit.config.zone)
    return Entry(
        id=feed_id(kit, f"editions/{edition.id}/{lang}"),
        title=edition_title(edition, kit, lang),
        full=kit.routes.full(kit.routes.edition(edition.id, lang)),
        updated=day,
        published=day,
        summary=f"{first.title}. {first.summary}" + (f" ({' · '.join(themes)})" if themes else ""),
        why="",
        content=None,
        categories=themes,
        publisher=first.publisher,
        via="",
    )
