"""The page that lists all feeds, and the same list as OPML for feed readers."""

from collections.abc import Iterator

from msgspec import Struct

from sitegen.pages.context import PageContext
from sitegen.pages.kinds.edition import editions_feed
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.views import Link, View
from sitegen.text.initials import index_key


class FeedGroup(Struct, frozen=True):
    taxonomy: str
    name: str
    feeds: tuple[Link, ...]


class FeedsView(View, frozen=True, kw_only=True):
    """`subscribe`: a page of the site's own where readers leave their address, if it has one."""

    subscribe: str
    atom: str
    json: str
    opml: str
    gathered: tuple[Link, ...]
    groups: tuple[FeedGroup, ...]


class OpmlView(Struct, frozen=True):
    title: str
    feeds: tuple[tuple[str, str, str], ...]  # title, feed, page


def pages(context: PageContext) -> Iterator[Page]:
    for lang in context.languages:
        yield Page(context.urls.feeds(lang), KIND, (lang,))
    yield Page(context.urls.at("opml.xml"), OPML)


def view(context: PageContext, lang: str) -> FeedsView:
    urls = {other: context.urls.feeds(other) for other in context.languages}
    title, home = context.ui("feeds.title", lang), context.urls.home(lang)
    return FeedsView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(title, context.ui("feeds.about", lang), urls, lang),
        switches=context.switches(urls, lang),
        subscribe=context.config.subscribe,
        atom=home.feed.href,
        json=home.json_feed.href,
        opml=context.urls.at("opml.xml").href,
        gathered=(
            Link(editions_feed(context, lang).href, context.ui("editions.feed", lang)),
            Link(context.urls.claims(lang).feed.href, context.ui("claims.feed", lang)),
            Link(context.urls.calendar(lang).href, context.ui("claims.calendar", lang)),
        ),
        groups=_groups(context, lang),
    )


def _groups(context: PageContext, lang: str) -> tuple[FeedGroup, ...]:
    groups = []
    for taxonomy in context.taxonomies:
        names = [
            (context.text(term.name, lang), key) for key, term in context.digest.terms.items() if key[0] == taxonomy.id
        ]
        names.sort(key=lambda item: index_key(item[0].words))
        feeds = tuple(Link(context.urls.term(key, lang).feed.href, name.words, name.lang) for name, key in names)
        groups.append(FeedGroup(taxonomy.id, context.taxonomy_name(taxonomy.id, lang), feeds))
    return tuple(groups)


def _opml(context: PageContext) -> OpmlView:
    feeds = []
    for lang in context.languages:
        pages = [(context.config.title[lang], context.urls.home(lang))]
        pages += [(context.ui("claims.title", lang), context.urls.claims(lang))]
        pages += [(context.ui("editions.title", lang), context.urls.editions(lang))]
        pages += [
            (context.text(term.name, lang).words, context.urls.term(key, lang))
            for key, term in context.digest.terms.items()
        ]
        feeds += [(name, url.feed.full, url.full) for name, url in pages]
    return OpmlView(context.config.title[context.config.default], tuple(feeds))


def listed(context: PageContext) -> Iterator[Listed]:
    yield Listed(context.languages, context.urls.feeds)


KIND = Kind(address="feeds/", template="feeds.html", view=view, pages=pages, listed=listed, footer=(7, "feeds.title"))
OPML = Kind(address="opml.xml", template="opml.xml", view=_opml)
