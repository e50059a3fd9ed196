"""All relations: pairs, those bound furthest first, 50 rows a page; on its first page a drawing of the busiest."""

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from sitegen.digest.claims.stages import BINDING
from sitegen.digest.model import Relation
from sitegen.digest.relations import every
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.claim_elsewhere import shown_stage
from sitegen.pages.parts.pagination import PER_PAGE, numbers, page_of
from sitegen.pages.parts.relation_graph import BAR, BARS, NAMES, WIDTH, Layout, chosen, fitting, layout, path
from sitegen.pages.parts.relation_rows import PairRow, Tie, disputed, fragment, grounds, rows, tie
from sitegen.pages.views import Link, Pagination, View

_NAMES, _LINES = 40, 160
_Edges = tuple[tuple[Key, str, Key], ...]  # of each relation of a row who does what with whom


class GraphLine(Struct, frozen=True):
    """A relation as a line that leads to its row. `differs`: reports differ on its stage. `firm`: a claim of it is
    agreed or in force, or more than that.
    """

    href: str
    by: str
    other: str
    kind: str
    stage: str
    differs: bool
    path: str
    firm: bool


class GraphName(Struct, frozen=True):
    """An entity on one side of the drawing: its bar, its name, as much of it as fits, and the lines that begin here."""

    link: Link
    short: str
    x: int  # of the name
    bar: int
    top: int
    height: int
    middle: int
    lines: tuple[GraphLine, ...]


class Drawing(Struct, frozen=True):
    """`names`, `names_out`, `lines`, `lines_out`: how many are drawn, and how many are not."""

    width: int
    height: int
    bar: int  # the width of bars
    left: tuple[GraphName, ...]
    right: tuple[GraphName, ...]
    names: int
    names_out: int
    lines: int
    lines_out: int


class RelationsView(View, frozen=True, kw_only=True):
    total: int
    names: int
    ties: tuple[Tie, ...]
    drawing: Drawing | None
    numbers: Pagination
    matrix: str
    data: tuple[Link, ...]
    claims: Link


class _Drawn(Struct, frozen=True):
    """What is the same in all languages. `pages`: the number of the page of each relation's row."""

    relations: tuple[Relation, ...]
    layout: Layout
    pages: dict[Relation, int]
    names_out: int
    lines_out: int


def pages(context: PageContext) -> Iterator[Page]:
    every_relation = every(context.digest.relations)
    every_row = rows(every_relation, context.digest.ledger)
    names = len({end for relation in every_relation for end in (relation.by, relation.with_)})
    last = max(-(-len(every_row) // PER_PAGE), 1)
    for lang in context.languages:
        for here in range(1, last + 1):
            page_rows = tuple(map(_edges, every_row[(here - 1) * PER_PAGE : here * PER_PAGE]))
            url = context.urls.relations(lang, here)
            yield Page(url, KIND, (lang, page_rows, here, last, len(every_relation), names))


def view(
    context: PageContext, lang: str, page_rows: Sequence[_Edges], here: int, last: int, total: int, names: int
) -> RelationsView:
    urls = {other: context.urls.relations(other, here) for other in context.languages}
    title = context.ui("relations.title", lang)
    return RelationsView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(title, context.ui("relations.about", lang), urls, lang),
        switches=context.switches(urls, lang),
        section=context.urls.claims(lang).href,
        total=total,
        names=names,
        ties=tuple(tie(row, context, lang) for row in _rows(page_rows, context)),
        drawing=_drawing(context, lang) if here == 1 and page_rows else None,
        numbers=numbers(here, last, partial(context.urls.relations, lang)),
        matrix=context.urls.matrix(lang).href,
        data=tuple(Link(context.urls.data(f"relations.{end}").href, end.upper()) for end in ("csv", "json")),
        claims=Link(context.urls.claims(lang).href, context.ui("claims.short", lang)),
    )


def _edges(row: PairRow) -> _Edges:
    return tuple((relation.by, relation.kind, relation.with_) for relation in row)


def _rows(page_rows: Sequence[_Edges], context: PageContext) -> Iterator[PairRow]:
    """The relations of each row; those of an entity are looked through once, however many rows it has."""
    named = {by for edges in page_rows for by, _, _ in edges}
    by_edge: dict[tuple[Key, str, Key], Relation] = {
        (each.by, each.kind, each.with_): each
        for key in named
        for each in context.digest.relations[key]
        if each.by == key
    }
    return (tuple(by_edge[edge] for edge in edges) for edges in page_rows)


def _drawing(context: PageContext, lang: str) -> Drawing:
    drawn = context.memo(_drawn, context)
    at, ends = drawn.layout, [(relation.by, relation.with_) for relation in drawn.relations]
    lines: dict[Key, list[GraphLine]] = {}
    for i in sorted(range(len(ends)), key=lambda i: at.lines[i]):
        lines.setdefault(ends[i][0], []).append(_line(drawn, i, context, lang))
    sides = []
    for side, (spots, own) in enumerate(((at.left, lines), (at.right, {}))):
        sides.append(
            tuple(
                GraphName(
                    link=(link := context.link(key, lang)),
                    short=fitting(link.words),
                    x=NAMES[side],
                    bar=BARS[side],
                    top=spot.top,
                    height=spot.height,
                    middle=spot.middle,
                    lines=tuple(own.get(key, ())),
                )
                for key, spot in spots.items()
            )
        )
    return Drawing(
        width=WIDTH,
        height=at.height,
        bar=BAR,
        left=sides[0],
        right=sides[1],
        names=len(at.left.keys() | at.right.keys()),
        names_out=drawn.names_out,
        lines=len(ends),
        lines_out=drawn.lines_out,
    )


def _drawn(context: PageContext) -> _Drawn:
    every_relation = every(context.digest.relations)
    numbers, names_out = chosen([(relation.by, relation.with_) for relation in every_relation], _NAMES, _LINES)
    relations = tuple(every_relation[i] for i in numbers)
    every_row = rows(every_relation, context.digest.ledger)
    return _Drawn(
        relations=relations,
        layout=layout([(relation.by, relation.with_) for relation in relations]),
        pages={relation: page_of(i) for i, row in enumerate(every_row) for relation in row},
        names_out=names_out,
        lines_out=len(every_relation) - len(relations),
    )


def _line(drawn: _Drawn, i: int, context: PageContext, lang: str) -> GraphLine:
    relation = drawn.relations[i]
    entries = grounds([relation], context)
    claims = [entry.related.claim for entry in entries]
    return GraphLine(
        href=context.urls.relations(lang, drawn.pages[relation]).href + fragment(relation),
        by=context.link(relation.by, lang).words,
        other=context.link(relation.with_, lang).words,
        kind=relation.kind,
        stage=shown_stage(claims[0], claims[0].stage),
        differs=any(entry.related.claim.stage == claims[0].stage for entry in disputed([relation], context)),
        path=path(drawn.layout.lines[i]),
        firm=any(claim.stage in BINDING for claim in claims),
    )


def listed(context: PageContext) -> Iterator[Listed]:
    yield Listed(context.languages, context.urls.relations, context.newest)


KIND = Kind(
    address="relations/",
    template="relations.html",
    view=view,
    pages=pages,
    listed=listed,
    footer=(4, "relations.title"),
)
