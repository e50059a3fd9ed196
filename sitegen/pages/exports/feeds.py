"""Feeds: Atom for the site and for every term, JSON Feed for the site. Each holds only notes of its own language."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from msgspec import Struct

from sitegen.digest.model import Key, Note
from sitegen.pages.context import FEED_LENGTH, Kit
from sitegen.pages.parts.bodies import apart, fill
from sitegen.pages.urls import file_of
from sitegen.pages.views import Html, Page
from sitegen.text.days import timestamp

_NEVER = dt.date(1970, 1, 1)  # Atom wants a date even of a feed without entries


class Entry(Struct, frozen=True):
    id: str
    title: str
    full: str
    updated: str
    published: str
    summary: str
    why: str
    content: Html | None
    categories: tuple[str, ...]
    publisher: str
    via: str


class FeedView(Struct, frozen=True):
    lang: str
    id: str
    title: str
    subtitle: str
    full: str
    self_full: str
    updated: str
    icon: str
    author: str
    entries: tuple[Entry, ...]


class JsonItem(Struct, frozen=True, omit_defaults=True):
    id: str
    url: str
    title: str
    content_html: str
    summary: str
    date_published: str
    date_modified: str
    language: str
    external_url: str = ""
    tags: tuple[str, ...] = ()


class JsonFeed(Struct, frozen=True, omit_defaults=True):
    """JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

    version: str
    title: str
    home_page_url: str
    feed_url: str
    description: str
    language: str
    icon: str
    items: tuple[JsonItem, ...]


class JsonView(Struct, frozen=True):
    data: JsonFeed


def pages(kit: Kit) -> Iterator[Page]:
    for lang in kit.languages:
        home = kit.routes.home(lang)
        yield Page(f"{home}feed.xml", "feed.xml", partial(_site_feed, kit), (lang,))
        yield Page(f"{home}feed.json", "feed.json", partial(_json_feed, kit), (lang,))
        for key in kit.digest.listings:
            url, origin = kit.routes.term(key, lang), kit.digest.terms[key].path
            yield Page(f"{url}feed.xml", "feed.xml", partial(_term_feed, kit), (key, lang), origin)


def _site_feed(kit: Kit, lang: str) -> FeedView:
    title, subtitle = kit.config.title[lang], kit.config.description[lang]
    return feed(kit, lang, "", kit.routes.home(lang), title, subtitle, _newest(kit, lang))


def _json_feed(kit: Kit, lang: str) -> JsonView:
    title, subtitle = kit.config.title[lang], kit.config.description[lang]
    return JsonView(_json(kit, lang, kit.routes.home(lang), title, subtitle, _newest(kit, lang)))


def _newest(kit: Kit, lang: str) -> tuple[Entry, ...]:
    newest = islice((note for note in kit.digest.notes.values() if lang in note.texts), FEED_LENGTH)
    return tuple(_entry(kit, note, lang, whole=True) for note in newest)


def _term_feed(kit: Kit, key: Key, lang: str) -> FeedView:
    ids, term, url = kit.digest.listings[key], kit.digest.terms[key], kit.routes.term(key, lang)
    own = islice((note for note in map(kit.digest.notes.__getitem__, ids) if lang in note.texts), FEED_LENGTH)
    entries = tuple(_entry(kit, note, lang, whole=False) for note in own)
    title = f"{kit.text(term.name, lang).words} · {kit.config.title[lang]}"
    subtitle = kit.text(term.summary, lang).words
    return feed(kit, lang, f"{key[0]}/{key[1]}/", url, title, subtitle, entries)


def feed(kit: Kit, lang: str, what: str, url: str, title: str, subtitle: str, entries: tuple[Entry, ...]) -> FeedView:
    """A feed of what stands at a url, which `what` stands for in its id."""
    return FeedView(
        lang=lang,
        id=feed_id(kit, f"{what}{lang}"),
        title=title,
        subtitle=subtitle,
        full=kit.routes.full(url),
        self_full=kit.routes.full(f"{url}feed.xml"),
        updated=max((entry.updated for entry in entries), default=timestamp(_NEVER, kit.config.zone)),
        icon=kit.full_asset("favicon.svg"),
        author=kit.config.title[lang],
        entries=entries,
    )


def _entry(kit: Kit, note: Note, lang: str, whole: bool) -> Entry:
    text = note.texts[lang]
    full = kit.routes.full(kit.routes.note(note.id, lang))
    terms = (kit.text(kit.digest.terms[key].name, lang).words for key in note.named)
    return Entry(
        id=feed_id(kit, f"notes/{note.id}/{lang}"),
        title=text.front.title,
        full=full,
        updated=timestamp(text.front.updated or note.date, kit.config.zone),
        published=timestamp(note.date, kit.config.zone),
        summary=text.front.summary,
        why=text.front.why,
        content=apart(fill(text.body, text.path, lang, kit, full=True, on=note.date), full) if whole else None,
        categories=tuple(terms),
        publisher=note.source.publisher,
        via=note.source.url,
    )


def feed_id(kit: Kit, what: str) -> str:
    """Ids hang on the site's `id`, so that a site may move without showing its readers everything anew."""
    return f"{kit.config.id}:{what}"


def _json(kit: Kit, lang: str, home: str, title: str, subtitle: str, entries: Sequence[Entry]) -> JsonFeed:
    return JsonFeed(
        version="https://jsonfeed.org/version/1.1",
        title=title,
        home_page_url=kit.routes.full(home),
        feed_url=kit.routes.full(file_of(f"{home}feed.json")),
        description=subtitle,
        language=lang,
        icon=kit.full_asset("favicon.svg"),
        items=tuple(_item(entry, lang) for entry in entries),
    )


def _item(entry: Entry, lang: str) -> JsonItem:
    return JsonItem(
        id=entry.id,
        url=entry.full,
        title=entry.title,
        content_html=(entry.content or Html()).text,
        summary=entry.summary,
        date_published=entry.published,
        date_modified=entry.updated,
        language=lang,
        external_url=entry.via,
        tags=entry.categories,
    )
