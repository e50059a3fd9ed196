"""What machines ask for: sitemap, robots.txt, CNAME, .nojekyll."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from msgspec import Struct

from sitegen.pages.kit import CORRECTIONS, Kit
from sitegen.pages.views import Alternate, Page

_PER_SITEMAP = 40_000  # a sitemap may hold 50,000 addresses (sitemaps.org)
_Modified = dict[str, dt.date] | dt.date | None  # one day for all languages, or one for each


class SitemapEntry(Struct, frozen=True):
    full: str
    modified: str
    alternates: tuple[Alternate, ...]


class SitemapView(Struct, frozen=True):
    entries: tuple[SitemapEntry, ...]


class SitemapIndexView(Struct, frozen=True):
    addresses: tuple[str, ...]


class LinesView(Struct, frozen=True):
    """A plain text file."""

    lines: tuple[str, ...]


def pages(kit: Kit) -> Iterator[Page]:
    yield from _sitemaps(kit)
    texts = f"Disallow: {kit.routes.address('')}*/email.txt"  # an e-mail's HTML says `noindex`, its text cannot
    lines = ("User-agent: *", "Allow: /", texts, f"Sitemap: {kit.routes.full('sitemap.xml')}")
    yield Page("robots.txt", "lines.txt", LinesView, (lines,))
    yield Page(".nojekyll", "lines.txt", LinesView, ((),))
    if kit.config.cname:
        yield Page("CNAME", "lines.txt", LinesView, ((kit.config.cname,),))


def _sitemaps(kit: Kit) -> Iterator[Page]:
    count = sum(len(urls) for urls, _ in _lists(kit)) + sum(len(note.texts) for note in kit.digest.notes.values())
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
    entries = (entry for urls, modified in (*_lists(kit), *_notes(kit)) for entry in _each(kit, urls, modified))
    return SitemapView(tuple(islice(entries, start, start + _PER_SITEMAP)))


def _lists(kit: Kit) -> Iterator[tuple[dict[str, str], _Modified]]:
    """The urls, by language, of the pages that a reader may look for, but for notes; the later ones of lists are left
    out."""
    routes, languages = kit.routes, kit.languages
    newest = next((note.date for note in kit.digest.notes.values()), None)
    yield ({lang: routes.home(lang) for lang in languages}, newest)
    yield ({lang: routes.archive(lang) for lang in languages}, newest)
    yield ({lang: routes.claims(lang) for lang in languages}, newest)
    for entry in kit.digest.ledger.values():
        if entry.id:
            yield ({lang: routes.claim(entry.id, lang) for lang in languages}, entry.newest.date)
    yield ({lang: routes.quotes(lang) for lang in languages}, newest)
    yield ({lang: routes.relations(lang) for lang in languages}, newest)
    yield ({lang: routes.matrix(lang) for lang in languages}, newest)
    for key, themes in kit.digest.themed.items():
        latest = max(kit.digest.notes[theme.notes[0]].date for theme in themes)
        yield ({lang: routes.themed(key, lang) for lang in languages}, latest)
    yield ({lang: routes.editions(lang) for lang in languages}, newest)
    for edition in kit.digest.editions.values():
        yield (
            {lang: routes.edition(edition.id, lang) for lang in languages},
            kit.digest.notes[edition.notes[0]].date,
        )
    for url in (routes.feeds, routes.data_page, routes.changes, routes.corrections):
        yield ({lang: url(lang) for lang in languages}, None)
    for taxonomy in kit.config.taxonomies:
        yield ({lang: routes.taxonomy(taxonomy.id, lang) for lang in languages}, newest)
    for key, ids in kit.digest.listings.items():
        date = kit.digest.notes[ids[0]].date if ids else None
        yield ({lang: routes.term(key, lang) for lang in languages}, date)
    for id, texts in kit.digest.pages.items():
        if id != CORRECTIONS:
            yield ({lang: routes.standing(id, lang) for lang in texts}, None)


def _notes(kit: Kit) -> Iterator[tuple[dict[str, str], _Modified]]:
    routes, languages = kit.routes, kit.languages
    for note in kit.digest.notes.values():
        urls = {lang: routes.note(note.id, lang) for lang in languages if lang in note.texts}
        dates = {lang: note.texts[lang].front.updated or note.date for lang in urls}
        yield (urls, dates)


def _each(kit: Kit, urls: dict[str, str], modified: _Modified) -> Sequence[SitemapEntry]:
    alternates = kit.alternates(urls)
    entries = []
    for lang, url in urls.items():
        date = modified[lang] if isinstance(modified, dict) else modified
        entries.append(SitemapEntry(kit.routes.full(url), date.isoformat() if date else "", alternates))
    return entries
