"""What machines ask for: sitemap, robots.txt, CNAME, .nojekyll."""

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

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
    texts = f"Disallow: {context.urls.at('').href}*/email.txt"  # an e-mail's HTML says `noindex`, its text cannot
    lines = ("User-agent: *", "Allow: /", texts, f"Sitemap: {context.urls.at('sitemap.xml').full}")
    yield Page(context.urls.at("robots.txt"), LINES, (lines,))
    yield Page(context.urls.at(".nojekyll"), LINES, ((),))
    if context.config.cname:
        yield Page(context.urls.at("CNAME"), LINES, ((context.config.cname,),))


def _lines(context: PageContext, lines: tuple[str, ...]) -> Whole:
    return Whole("".join(f"{line}\n" for line in lines).encode())


def _sitemaps(context: PageContext) -> Iterator[Page]:
    count = sum(len(listed.languages) for listed in _listed(context))
    if count <= _PER_SITEMAP:
        yield Page(context.urls.at("sitemap.xml"), KIND, (0,))
        return
    urls = []
    for number, start in enumerate(range(0, count, _PER_SITEMAP), 1):
        urls.append(context.urls.at(f"sitemap-{number}.xml"))
        yield Page(urls[-1], KIND, (start,))
    addresses = tuple(url.full for url in urls)
    yield Page(context.urls.at("sitemap.xml"), SITEMAPS, (addresses,))


def view(context: PageContext, start: int) -> SitemapView:
    entries = (entry for listed in _listed(context) for entry in _each(context, listed))
    return SitemapView(tuple(islice(entries, start, start + _PER_SITEMAP)))


def _listed(context: PageContext) -> Iterator[Listed]:
    return (listed for kind in context.kinds if kind.listed for listed in kind.listed(context))


def _each(context: PageContext, listed: Listed) -> Iterator[SitemapEntry]:
    urls = {lang: listed.url(lang) for lang in listed.languages}
    alternates = context.alternates(urls)
    for lang, url in urls.items():
        date = listed.modified(lang) if callable(listed.modified) else listed.modified
        yield SitemapEntry(url.full, date.isoformat() if date else "", alternates)


def _sitemaps_index(context: PageContext, addresses: tuple[str, ...]) -> SitemapIndexView:
    return SitemapIndexView(addresses)


KIND = Kind(address="sitemap.xml", template="sitemap.xml", view=view, pages=pages)
SITEMAPS = Kind(address="sitemap.xml", template="sitemap-index.xml", view=_sitemaps_index)
LINES = Kind(address="<file>", view=_lines)
