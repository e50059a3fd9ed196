"""Who is in which theme: companies and institutions by themes, each cell with what it counts behind it."""

from collections.abc import Iterator
from functools import partial
from math import sqrt

from msgspec import Struct

from sitegen.digest.model import Key, Themed
from sitegen.pages.context import Kit
from sitegen.pages.kinds.entity_themes import themed_href
from sitegen.pages.views import Link, Page, View

_ROWS, _COLUMNS, _SHADES = 35, 12, 4


class Cell(Struct, frozen=True):
    """`shade`: from 1 to 4, by its notes; 0 where there are none."""

    href: str = ""
    notes: int = 0
    claims: int = 0
    shade: int = 0


class MatrixRow(Struct, frozen=True):
    link: Link
    cells: tuple[Cell, ...]


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


def pages(kit: Kit) -> Iterator[Page]:
    for lang in kit.languages:
        yield Page(kit.routes.matrix(lang), "matrix.html", partial(_view, kit), (lang,))


def _view(kit: Kit, lang: str) -> MatrixView:
    urls = {other: kit.routes.matrix(other) for other in kit.languages}
    themes = [key for key, ids in kit.digest.listings.items() if key[0] == "themes" and ids]
    themes.sort(key=lambda key: (-len(kit.digest.listings[key]), key))
    shown = themes[:_COLUMNS]
    return MatrixView(
        lang=lang,
        frame=kit.frame(lang),
        head=kit.head(kit.ui("matrix.title", lang), kit.ui("matrix.about", lang), urls, lang),
        switches=kit.switches(urls, lang),
        section=kit.routes.address(kit.routes.claims(lang)),
        relations=Link(kit.routes.address(kit.routes.relations(lang)), kit.ui("relations.title", lang)),
        themes=tuple(kit.link(key, lang) for key in shown),
        themes_out=len(themes) - len(shown),
        matrices=tuple(_matrices(kit, shown, lang)),
    )


def _matrices(kit: Kit, themes: list[Key], lang: str) -> Iterator[Matrix]:
    found = {key: {t.theme: t for t in shares if t.theme in themes} for key, shares in kit.digest.themed.items()}
    found = {key: shares for key, shares in found.items() if shares}
    most = max((len(share.notes) for shares in found.values() for share in shares.values()), default=1)
    for taxonomy in kit.config.taxonomies:
        keys = sorted(
            (key for key in found if key[0] == taxonomy.id), key=lambda key: (-len(kit.digest.listings[key]), key)
        )
        rows = tuple(
            MatrixRow(kit.link(key, lang), tuple(_cell(key, found[key].get(t), most, kit, lang) for t in themes))
            for key in keys[:_ROWS]
        )
        if rows:
            yield Matrix(kit.taxonomy_name(taxonomy.id, lang), rows, len(keys) - len(rows))


def _cell(key: Key, share: Themed | None, most: int, kit: Kit, lang: str) -> Cell:
    if not share:
        return Cell()
    # By the root of the count: a company in forty notes must not make all others look alike.
    shade = 1 + int((_SHADES - 1) * sqrt((len(share.notes) - 1) / max(most - 1, 1)) + 0.5)
    return Cell(themed_href(key, share.theme, kit, lang), len(share.notes), len(share.claims), shade)
