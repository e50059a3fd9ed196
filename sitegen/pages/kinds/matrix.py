"""Who is in which theme: companies and institutions by themes, each cell with what it counts behind it."""

from collections.abc import Iterator
from math import sqrt

from msgspec import Struct

from sitegen.digest.model import Themed
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.kinds.entity_themes import themed_href
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.views import Link, View

_ROWS, _COLUMNS, _SHADES = 35, 12, 4


class MatrixCell(Struct, frozen=True):
    """`shade`: from 1 to 4, by its notes; 0 where there are none."""

    href: str = ""
    notes: int = 0
    claims: int = 0
    shade: int = 0


class MatrixRow(Struct, frozen=True):
    link: Link
    cells: tuple[MatrixCell, ...]


class Matrix(Struct, frozen=True):
    """The terms of one taxonomy. `left_out`: those that are in a theme, but have fewer notes."""

    name: str
    rows: tuple[MatrixRow, ...]
    left_out: int


class MatrixView(View, frozen=True, kw_only=True):
    relations: Link
    themes: tuple[Link, ...]
    themes_out: int
    matrices: tuple[Matrix, ...]


def pages(context: PageContext) -> Iterator[Page]:
    for lang in context.languages:
        yield Page(context.urls.matrix(lang), KIND, (lang,))


def view(context: PageContext, lang: str) -> MatrixView:
    urls = {other: context.urls.matrix(other) for other in context.languages}
    themes = [key for key, ids in context.digest.listings.items() if key[0] == "themes" and ids]
    themes.sort(key=lambda key: (-len(context.digest.listings[key]), key))
    shown = themes[:_COLUMNS]
    relations = Link(context.urls.relations(lang).href, context.ui("relations.title", lang))
    return MatrixView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(
            *(context.ui("matrix.title", lang), context.ui("matrix.about", lang), urls, lang), above=(relations,)
        ),
        switches=context.switches(urls, lang),
        section=context.urls.claims(lang).href,
        relations=relations,
        themes=tuple(context.link(key, lang) for key in shown),
        themes_out=len(themes) - len(shown),
        matrices=tuple(_matrices(context, shown, lang)),
    )


def _matrices(context: PageContext, themes: list[Key], lang: str) -> Iterator[Matrix]:
    themed = {key: {t.theme: t for t in shares if t.theme in themes} for key, shares in context.digest.themed.items()}
    themed = {key: shares for key, shares in themed.items() if shares}
    most = max((len(memo.notes) for shares in themed.values() for memo in shares.values()), default=1)
    for taxonomy in context.config.taxonomies:
        keys = sorted(
            (key for key in themed if key[0] == taxonomy.id), key=lambda key: (-len(context.digest.listings[key]), key)
        )
        rows = tuple(
            MatrixRow(
                context.link(key, lang), tuple(_cell(key, themed[key].get(t), most, context, lang) for t in themes)
            )
            for key in keys[:_ROWS]
        )
        if rows:
            yield Matrix(context.taxonomy_name(taxonomy.id, lang), rows, len(keys) - len(rows))


def _cell(key: Key, memo: Themed | None, most: int, context: PageContext, lang: str) -> MatrixCell:
    if not memo:
        return MatrixCell()
    # By the root of the count: a company in forty notes must not make all others look alike.
    shade = 1 + int((_SHADES - 1) * sqrt((len(memo.notes) - 1) / max(most - 1, 1)) + 0.5)
    return MatrixCell(themed_href(key, memo.theme, context, lang), len(memo.notes), len(memo.claims), shade)


def listed(context: PageContext) -> Iterator[Listed]:
    yield Listed(context.languages, context.urls.matrix, context.newest)


KIND = Kind(address="relations/matrix/", template="matrix.html", view=view, pages=pages, listed=listed)
