"""What machines ask for: sitemap, robots.txt, CNAME, .nojekyll."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from functools import partial
from itertools import islice

from msgspec import Struct

from sitegen.config import CORRECTIONS
from sitegen.digest.model import Digest, Key, Note
from sitegen.pages.context import Kit
from sitegen.pages.views import Alternate, Page, Whole

_PER_SITEMAP = 40_000  # a sitemap may hold 50,000 addresses (sitemaps.org)


class _Listed(Struct, frozen=True):
    """A page that a reader may look for. `url`, `modified`: in a language; worked out only where they are shown."""

    languages: Collection[str]
    url: Callable[[str], str]
    modified: Callable[[str], dt.date | None]


class SitemapEntry(Struct, frozen=True):
    full: str
    modified: str
    alternates: tuple[Alternate, ...]


class SitemapView(Struct, frozen=True):
    entries: tuple[SitemapEntry, ...]


class SitemapIndexView(Struct, frozen=True):
    addresses: tuple[str, ...]


def pages(kit: Kit) -> Iterator[Page]:
    yield from _sitemaps(kit)
    texts = f"Disallow: {kit.routes.address('')}*/email.txt"  # an e-mail's HTML says `noindex`, its text cannot
    lines = ("User-agent: *", "Allow: /", texts, f"Sitemap: {kit.routes.full('sitemap.xml')}")
    yield Page("robots.txt", "", _lines, (lines,))
    yield Page(".nojekyll", "", _lines, ((),))
    if kit.config.cname:
        yield Page("CNAME", "", _lines, ((kit.config.cname,),))


def _lines(lines: tuple[str, ...]) -> Whole:
    return Whole("".join(f"{line}\n" for line in lines).encode())


def _sitemaps(kit: Kit) -> Iterator[Page]:
    count = sum(len(listed.languages) for listed in _lists(kit))
    count += sum(len(note.texts) for note in kit.digest.notes.values())
    if count <= _PER_SITEMAP:
        yield Page("sitemap.xml", "sitemap.xml", partial(_sitemap, kit), (0,))
        return
    urls = []
    for number, start in enumerate(range(0, count, _PER_SITEMAP), 1):
        urls.append(f"sitemap-{number}.xml")
        yield Page(urls[-1], "sitemap.xml", partial(_sitemap, kit), (start,))
    addresses = tuple(kit.routes.full(url) for url in urls)
    yield Page("sitemap.xml", "sitemap-index.xml", SitemapIndexView, (addresses,))


def _sitemap(kit: Kit, start: int) -> SitemapView:
    entries = (entry for listed in (*_lists(kit), *_notes(kit)) for entry in _each(kit, listed))
    return SitemapView(tuple(islice(entries, start, start + _PER_SITEMAP)))


def _lists(kit: Kit) -> Iterator[_Listed]:
    """The pages that a reader may look for, but for notes; the later ones of lists are left out."""
    routes, languages, digest = kit.routes, kit.languages, kit.digest
    newest = next((note.date for note in digest.notes.values()), None)
    for url in (routes.home, routes.archive, routes.claims, routes.quotes, routes.relations, routes.matrix):
        yield _Listed(languages, url, partial(_on, newest))
    for entry in digest.ledger.values():
        if entry.id:
            yield _Listed(languages, partial(routes.claim, entry.id), partial(_on, entry.newest.date))
    for key in digest.themed:
        yield _Listed(languages, partial(routes.themed, key), partial(_last_themed, key, digest))
    yield _Listed(languages, routes.editions, partial(_on, newest))
    for edition in digest.editions.values():
        yield _Listed(languages, partial(routes.edition, edition.id), partial(_on, digest.notes[edition.notes[0]].date))
    for url in (routes.feeds, routes.data_page, routes.changes, routes.corrections):
        yield _Listed(languages, url, partial(_on, None))
    for taxonomy in kit.config.taxonomies:
        yield _Listed(languages, partial(routes.taxonomy, taxonomy.id), partial(_on, newest))
    for key, ids in digest.listings.items():
        yield _Listed(languages, partial(routes.term, key), partial(_on, digest.notes[ids[0]].date if ids else None))
    for id, texts in digest.pages.items():
        if id != CORRECTIONS:
            yield _Listed(texts, partial(routes.standing, id), partial(_on, None))


def _on(day: dt.date | None, lang: str) -> dt.date | None:
    return day


def _note_modified(note: Note, lang: str) -> dt.date:
    return note.texts[lang].front.updated or note.date


def _last_themed(key: Key, digest: Digest, lang: str) -> dt.date:
    return max(digest.notes[theme.notes[0]].date for theme in digest.themed[key])


def _notes(kit: Kit) -> Iterator[_Listed]:
    for note in kit.digest.notes.values():
        yield _Listed(note.texts, partial(kit.routes.note, note.id), partial(_note_modified, note))


def _each(kit: Kit, listed: _Listed) -> Iterator[SitemapEntry]:
    urls = {lang: listed.url(lang) for lang in listed.languages}
    alternates = kit.alternates(urls)
    for lang, url in urls.items():
        date = listed.modified(lang)
        yield SitemapEntry(kit.routes.full(url), date.isoformat() if date else "", alternates)
