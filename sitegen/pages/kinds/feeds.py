"""The page that lists all feeds, and the same list as OPML for feed readers."""

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from sitegen.pages.context import Kit
from sitegen.pages.kinds.edition import editions_feed
from sitegen.pages.views import Link, Page, View
from sitegen.text.initials import index_key


class FeedGroup(Struct, frozen=True):
    taxonomy: str
    name: str
    feeds: tuple[Link, ...]


class FeedsView(View, frozen=True, kw_only=True):
    atom: str
    json: str
    opml: str
    gathered: tuple[Link, ...]
    groups: tuple[FeedGroup, ...]


class OpmlView(Struct, frozen=True):
    title: str
    feeds: tuple[tuple[str, str, str], ...]  # title, feed, page


def pages(kit: Kit) -> Iterator[Page]:
    for lang in kit.languages:
        yield Page(kit.routes.feeds(lang), "feeds.html", partial(_view, kit), (lang,))
    yield Page("opml.xml", "opml.xml", partial(_opml, kit))


def _view(kit: Kit, lang: str) -> FeedsView:
    urls = {other: kit.routes.feeds(other) for other in kit.languages}
    title, home = kit.ui("feeds.title", lang), kit.routes.home(lang)
    return FeedsView(
        lang=lang,
        frame=kit.frame(lang),
        head=kit.head(title, kit.ui("feeds.about", lang), urls, lang),
        switches=kit.switches(urls, lang),
        atom=kit.routes.address(f"{home}feed.xml"),
        json=kit.routes.address(f"{home}feed.json"),
        opml=kit.routes.address("opml.xml"),
        gathered=(
            Link(kit.routes.address(kit.routes.claims(lang) + "feed.xml"), kit.ui("claims.feed", lang)),
            Link(kit.routes.address(kit.routes.claims(lang) + "due.ics"), kit.ui("claims.calendar", lang)),
            Link(editions_feed(kit, lang).href, kit.ui("editions.feed", lang)),
        ),
        groups=_groups(kit, lang),
    )


def _groups(kit: Kit, lang: str) -> tuple[FeedGroup, ...]:
    groups = []
    for taxonomy in kit.config.taxonomies:
        names = [(kit.text(term.name, lang), key) for key, term in kit.digest.terms.items() if key[0] == taxonomy.id]
        names.sort(key=lambda item: index_key(item[0].words))
        feeds = tuple(
            Link(kit.routes.address(kit.routes.term(key, lang) + "feed.xml"), name.words, name.lang)
            for name, key in names
        )
        groups.append(FeedGroup(taxonomy.id, kit.taxonomy_name(taxonomy.id, lang), feeds))
    return tuple(groups)


def _opml(kit: Kit) -> OpmlView:
    feeds = []
    for lang in kit.languages:
        pages = [(kit.config.title[lang], kit.routes.home(lang))]
        pages += [(kit.ui("claims.title", lang), kit.routes.claims(lang))]
        pages += [(kit.ui("editions.title", lang), kit.routes.editions(lang))]
        pages += [
            (kit.text(term.name, lang).words, kit.routes.term(key, lang)) for key, term in kit.digest.terms.items()
        ]
        feeds += [(name, kit.routes.full(f"{url}feed.xml"), kit.routes.full(url)) for name, url in pages]
    return OpmlView(kit.config.title[kit.config.default], tuple(feeds))
