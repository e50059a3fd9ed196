"""Feeds: Atom for the site and for every term, JSON Feed for the site. Each holds only notes of its own language."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from sitegen.digest.model import Note
from sitegen.digest.values import Key
from sitegen.pages.context import FEED_LENGTH, PageContext
from sitegen.pages.page import Kind, Page
from sitegen.pages.parts.bodies import apart, note_body
from sitegen.pages.parts.lead_picture import LeadPicture, as_figure, lead_picture, sent_picture
from sitegen.pages.urls import Url
from sitegen.pages.views import Html
from sitegen.text.zones import timestamp

_NEVER = dt.date(1970, 1, 1)  # Atom wants a date even of a feed without entries


class FeedEntry(Struct, frozen=True):
    """`opening`: what stands before its summary where there is room for a text."""

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
    picture: str = ""
    opening: Html | None = None


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
    hub: str
    entries: tuple[FeedEntry, ...]


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
    image: str = ""
    tags: tuple[str, ...] = ()


class JsonHub(Struct, frozen=True):
    type: str
    url: str


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
    hubs: tuple[JsonHub, ...] = ()


class JsonView(Struct, frozen=True):
    data: JsonFeed


def pages(context: PageContext) -> Iterator[Page]:
    for lang in context.languages:
        home = context.urls.home(lang)
        yield Page(home.feed, KIND, (lang,))
        yield Page(home.json_feed, JSON, (lang,))
        for key in context.digest.listings:
            term = context.digest.terms[key]
            for id in (
                key[1],
                *term.was,
            ):  # nobody tells a subscriber of a new address
                yield Page(context.urls.term((key[0], id), lang).feed, OF_TERM, (key, lang), term.path)


def view(context: PageContext, lang: str) -> FeedView:
    title, subtitle = context.config.title[lang], context.config.description[lang]
    return feed(context, lang, "", context.urls.home(lang), title, subtitle, _newest(context, lang))


def _json_feed(context: PageContext, lang: str) -> JsonView:
    title, subtitle = context.config.title[lang], context.config.description[lang]
    return JsonView(_json(context, lang, context.urls.home(lang), title, subtitle, _newest(context, lang)))


def _newest(context: PageContext, lang: str) -> tuple[FeedEntry, ...]:
    newest = islice((note for note in context.digest.notes.values() if lang in note.texts), FEED_LENGTH)
    return tuple(_entry(context, note, lang, whole=True) for note in newest)


def _term_feed(context: PageContext, key: Key, lang: str) -> FeedView:
    ids, term, url = context.digest.listings[key], context.digest.terms[key], context.urls.term(key, lang)
    own = islice((note for note in map(context.digest.notes.__getitem__, ids) if lang in note.texts), FEED_LENGTH)
    entries = tuple(_entry(context, note, lang, whole=False) for note in own)
    title = f"{context.text(term.name, lang).words} · {context.config.title[lang]}"
    subtitle = context.text(term.summary, lang).words
    return feed(context, lang, f"{key[0]}/{key[1]}/", url, title, subtitle, entries)


def feed(
    context: PageContext, lang: str, what: str, url: Url, title: str, subtitle: str, entries: tuple[FeedEntry, ...]
) -> FeedView:
    """A feed of what stands at a url, which `what` stands for in its id."""
    return FeedView(
        lang=lang,
        id=feed_id(context, f"{what}{lang}"),
        title=title,
        subtitle=subtitle,
        full=url.full,
        self_full=url.feed.full,
        updated=max((entry.updated for entry in entries), default=timestamp(_NEVER, context.config.zone)),
        icon=context.icon,
        author=context.config.title[lang],
        hub=context.config.hub,
        entries=entries,
    )


def _entry(context: PageContext, note: Note, lang: str, whole: bool) -> FeedEntry:
    text = note.texts[lang]
    full = context.urls.note(note.id, lang).full
    lead, sent = lead_picture(context, text, full=True) if whole else None, sent_picture(context, text)
    terms = (context.text(context.digest.terms[key].name, lang).words for key in note.named)
    return FeedEntry(
        id=feed_id(context, f"notes/{note.id}/{lang}"),
        title=text.front.title,
        full=full,
        updated=timestamp(text.front.updated or note.date, context.config.zone),
        published=timestamp(note.date, context.config.zone),
        summary=text.front.summary,
        why=text.front.why,
        content=_with_picture(lead, apart(note_body(note, lang, context, full=True), full)) if whole else None,
        categories=tuple(terms),
        publisher=note.source.publisher,
        via=note.source.url,
        picture=sent.full if sent else "",
    )


def _with_picture(lead: LeadPicture | None, body: Html) -> Html:
    return Html(as_figure(lead).text + body.text) if lead else body


def feed_id(context: PageContext, what: str) -> str:
    """Ids hang on the site's `id`, so that a site may move without showing its readers everything anew."""
    return f"{context.config.id}:{what}"


def _json(
    context: PageContext, lang: str, home: Url, title: str, subtitle: str, entries: Sequence[FeedEntry]
) -> JsonFeed:
    return JsonFeed(
        version="https://jsonfeed.org/version/1.1",
        title=title,
        home_page_url=home.full,
        feed_url=home.json_feed.full,
        description=subtitle,
        language=lang,
        icon=context.icon,
        hubs=(JsonHub("WebSub", context.config.hub),) if context.config.hub else (),
        items=tuple(_item(entry, lang) for entry in entries),
    )


def _item(entry: FeedEntry, lang: str) -> JsonItem:
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
        image=entry.picture,
        tags=entry.categories,
    )


KIND = Kind(address="feed.xml", template="feed.xml", view=view, pages=pages)
JSON = Kind(address="feed.json", template="feed.json", view=_json_feed)
OF_TERM = Kind(address="<taxonomy>/<id>/feed.xml", template="feed.xml", view=_term_feed)
