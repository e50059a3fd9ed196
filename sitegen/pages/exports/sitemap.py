"""What machines ask for: sitemap, robots.txt, CNAME, .nojekyll."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from itertools import islice

from msgspec import Struct

from sitegen.config import CORRECTIONS
from sitegen.digest.model import Digest, Key, Note
from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page, Whole
from sitegen.pages.views import Alternate

_PER_SITEMAP = 40_000  # a sitemap may hold 50,000 addresses (sitemaps.org)


class SitemapEntry(Struct, frozen=True):
    full: str
    modified: str
    alternates: tuple[Alternate, ...]


class SitemapView(Struct, frozen=True):
    entries: tuple[SitemapEntry, ...]


class SitemapIndexView(Struct, frozen=True):
    addresses: tuple[str, ...]


def pages(context: PageContext) -> Iterator[Page]:
    yield from _sitemaps(context)
    texts = f"Disallow: {context.urls.address('')}*/email.txt"  # an e-mail's HTML says `noindex`, its text cannot
    lines = ("User-agent: *", "Allow: /", texts, f"Sitemap: {context.urls.full('sitemap.xml')}")
    yield Page("robots.txt", LINES, (lines,))
    yield Page(".nojekyll", LINES, ((),))
    if context.config.cname:
        yield Page("CNAME", LINES, ((context.config.cname,),))


def _lines(context: PageContext, lines: tuple[str, ...]) -> Whole:
    return Whole("".join(f"{line}\n" for line in lines).encode())


def _sitemaps(context: PageContext) -> Iterator[Page]:
    count = sum(len(listed.languages) for listed in _lists(context))
    count += sum(len(note.texts) for note in context.digest.notes.values())
    if count <= _PER_SITEMAP:
        yield Page("sitemap.xml", KIND, (0,))
        return
    urls = []
    for number, start in enumerate(range(0, count, _PER_SITEMAP), 1):
        urls.append(f"sitemap-{number}.xml")
        yield Page(urls[-1], KIND, (start,))
    addresses = tuple(context.urls.full(url) for url in urls)
    yield Page("sitemap.xml", SITEMAPS, (addresses,))


def view(context: PageContext, start: int) -> SitemapView:
    entries = (entry for listed in (*_lists(context), *_notes(context)) for entry in _each(context, listed))
    return SitemapView(tuple(islice(entries, start, start + _PER_SITEMAP)))


def _lists(context: PageContext) -> Iterator[Listed]:
    """The pages that a reader may look for, but for notes; the later ones of lists are left out."""
    urls, languages, digest = context.urls, context.languages, context.digest
    newest = next((note.date for note in digest.notes.values()), None)
    for url in (urls.home, urls.notes, urls.claims, urls.quotes, urls.relations, urls.matrix):
        yield Listed(languages, url, partial(_on, newest))
    for entry in digest.ledger.values():
        if entry.id:
            yield Listed(languages, partial(urls.claim, entry.id), partial(_on, entry.newest.date))
    for key in digest.themed:
        yield Listed(languages, partial(urls.entity_themes, key), partial(_last_themed, key, digest))
    yield Listed(languages, urls.editions, partial(_on, newest))
    for edition in digest.editions.values():
        yield Listed(languages, partial(urls.edition, edition.id), partial(_on, digest.notes[edition.notes[0]].date))
    for url in (urls.feeds, urls.data_page, urls.changes, urls.corrections):
        yield Listed(languages, url, partial(_on, None))
    for taxonomy in context.config.taxonomies:
        yield Listed(languages, partial(urls.taxonomy, taxonomy.id), partial(_on, newest))
    for key, ids in digest.listings.items():
        yield Listed(languages, partial(urls.term, key), partial(_on, digest.notes[ids[0]].date if ids else None))
    for id, texts in digest.pages.items():
        if id != CORRECTIONS:
            yield Listed(texts, partial(urls.standing, id), partial(_on, None))


def _on(day: dt.date | None, lang: str) -> dt.date | None:
    return day


def _note_modified(note: Note, lang: str) -> dt.date:
    return note.texts[lang].front.updated or note.date


def _last_themed(key: Key, digest: Digest, lang: str) -> dt.date:
    return max(digest.notes[theme.notes[0]].date for theme in digest.themed[key])


def _notes(context: PageContext) -> Iterator[Listed]:
    for note in context.digest.notes.values():
        yield Listed(note.texts, partial(context.urls.note, note.id), partial(_note_modified, note))


def _each(context: PageContext, listed: Listed) -> Iterator[SitemapEntry]:
    urls = {lang: listed.url(lang) for lang in listed.languages}
    alternates = context.alternates(urls)
    for lang, url in urls.items():
        date = listed.modified(lang)
        yield SitemapEntry(context.urls.full(url), date.isoformat() if date else "", alternates)


def _sitemaps_index(context: PageContext, addresses: tuple[str, ...]) -> SitemapIndexView:
    return SitemapIndexView(addresses)


KIND = Kind(address="sitemap.xml", template="sitemap.xml", view=view, pages=pages)
SITEMAPS = Kind(address="sitemap.xml", template="sitemap-index.xml", view=_sitemaps_index)
LINES = Kind(address="robots.txt", view=_lines)
