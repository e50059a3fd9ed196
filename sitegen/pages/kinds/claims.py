"""The ledger: every claim in a table, the one reported last first, 50 a page; totals and what falls due above it.

Beside the pages stands an index of all rows by what a reader may filter for: with it the script of the page finds the
rows, and fetches only the pages that hold them.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from sitegen.digest.claims.due_dates import DueState, due_state, last_day
from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.claims.stages import FARTHEST_FIRST, rung, way
from sitegen.digest.claims.totals import Total, totals
from sitegen.digest.listings import with_ancestors
from sitegen.digest.of_entity import concerned, opinion
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.claim_lines import ClaimLine, Stated, entry_line, stated, written_amount
from sitegen.pages.parts.pagination import PER_PAGE, cut, numbers
from sitegen.pages.views import Link, NoteCard, Pagination, View
from sitegen.text.amounts import unit_name, unit_place
from sitegen.text.initials import index_key

_DUE = 6
_ADDED = 20  # claims of a total to name


class Row(Struct, frozen=True):
    """`step` of `steps`: how far it is on its ladder, from 1; 0 beside it. `differs`: reports disagree."""

    claim: ClaimLine
    step: int
    steps: int
    due_state: DueState
    differs: bool
    publishers: tuple[str, ...]
    note: NoteCard


class TotalLine(Struct, frozen=True):
    """`claims`: what it holds, or the first of many. `href`: the rows of this kind and unit."""

    claims: tuple[ClaimLine, ...]
    href: str
    kind: str
    tier: str
    amount: str
    counted: str  # what is counted, as printed
    count: int
    left_out: tuple[tuple[str, int], ...]


class Option(Struct, frozen=True):
    """What a filter may be set to; `text` is a key of the texts where `words` are empty."""

    value: str
    words: str
    text: str = ""


class Filter(Struct, frozen=True):
    name: str
    options: tuple[Option, ...]


class LedgerView(View, frozen=True, kw_only=True):
    """All but rows and numbers is there on the first page only."""

    total: int
    as_of: dt.date | None
    totals: tuple[TotalLine, ...]
    ahead: tuple[Stated, ...]
    over: tuple[Stated, ...]
    rows: tuple[Row, ...]
    numbers: Pagination
    filters: tuple[Filter, ...]
    script: str
    index: str
    feed: str
    calendar: str
    relations: str
    data: tuple[Link, ...]


class Facets(Struct, frozen=True):
    """What a row may be filtered by."""

    company: tuple[str, ...]
    theme: tuple[str, ...]
    kind: tuple[str, ...]
    stage: tuple[str, ...]
    unit: tuple[str, ...]
    year: tuple[str, ...]


class Index(Struct, frozen=True):
    """A row for each row of the table, which has `per_page` of them on a page."""

    per_page: int
    rows: tuple[Facets, ...]


class IndexView(Struct, frozen=True):
    data: Index


def pages(context: PageContext) -> Iterator[Page]:
    yield Page(context.urls.at(_INDEX), INDEX)
    keys = list(context.digest.ledger)
    for lang in context.languages:
        for page_keys, here, last in cut(keys):
            yield Page(context.urls.claims(lang, here), KIND, (lang, page_keys, here, last))


_INDEX = "claims/index.json"


def view(context: PageContext, lang: str, page_keys: Sequence[str], here: int, last: int) -> LedgerView:
    urls = {other: context.urls.claims(other, here) for other in context.languages}
    first, url = here == 1, context.urls.claims(lang)
    feed = url.feed.href
    title = context.ui("claims.title", lang)
    return LedgerView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(title, context.ui("claims.about", lang), urls, lang, feed=Link(feed, title)),
        switches=context.switches(urls, lang),
        section=url.href,
        total=len(context.digest.ledger),
        as_of=context.digest.as_of if first else None,
        totals=_totals(context, lang) if first else (),
        ahead=_due(context, "ahead", lang) if first else (),
        over=_due(context, "over", lang) if first else (),
        rows=tuple(_row(context.digest.ledger[key], context, lang) for key in page_keys),
        numbers=numbers(here, last, partial(context.urls.claims, lang)),
        filters=_filters(context, lang) if first else (),
        script=context.asset("claims.js") if first else "",
        index=context.urls.at(_INDEX).href,
        feed=feed,
        relations=context.urls.relations(lang).href,
        calendar=context.urls.calendar(lang).href,
        data=tuple(Link(context.urls.data(f"claims.{end}").href, end.upper()) for end in ("csv", "json")),
    )


def _row(entry: ClaimHistory, context: PageContext, lang: str) -> Row:
    steps = () if opinion(entry.claim.kind, entry.stage) else way(entry.ladder, {step.stage for step in entry.steps})
    return Row(
        claim=entry_line(entry, context, lang),
        step=steps.index(entry.stage) + 1
        if entry.stage in steps and rung(entry.ladder, entry.stage) is not None
        else 0,
        steps=len(steps),
        due_state=due_state(entry, context.digest.as_of) if entry.due else "",
        differs=bool(entry.differing),
        publishers=tuple(dict.fromkeys(report.claim.source.publisher for report in entry.reports)),
        note=context.note(entry.newest.note, lang),
    )


def _totals(context: PageContext, lang: str) -> tuple[TotalLine, ...]:
    return tuple(
        TotalLine(
            claims=tuple(entry_line(context.digest.ledger[key], context, lang) for key in total.keys[:_ADDED]),
            href=context.urls.claims(lang).asking(kind=total.kind, unit=total.sum.unit),
            kind=total.kind,
            tier=total.tier,
            amount=written_amount(total.sum, lang),
            counted=total.sum.words,
            count=len(total.keys),
            left_out=total.left_out,
        )
        for total in context.memo(_ledger_totals, context)
    )


def _due(context: PageContext, state: DueState, lang: str) -> tuple[Stated, ...]:
    """What falls due next, the nearest first; what is overdue, the latest first."""
    today = context.digest.as_of
    entries = [entry for entry in context.digest.ledger.values() if entry.due and due_state(entry, today) == state]
    entries.sort(key=lambda entry: last_day(entry.due), reverse=state == "over")
    return tuple(stated(entry, context, lang) for entry in entries[:_DUE])


def _ledger_totals(context: PageContext) -> tuple[Total, ...]:
    return totals(context.digest.ledger.values())


def _index(context: PageContext) -> IndexView:
    return IndexView(Index(PER_PAGE, context.memo(_ledger_facets, context)))


def _ledger_facets(context: PageContext) -> tuple[Facets, ...]:
    return tuple(_facets(entry, context) for entry in context.digest.ledger.values())


def _facets(entry: ClaimHistory, context: PageContext) -> Facets:
    keys = dict.fromkeys(above for key in concerned(entry) for above in with_ancestors(key, context.digest.terms))
    figures = [report.claim.figure for report in entry.reports if report.claim.figure]
    return Facets(
        company=tuple(dict.fromkeys(id for taxonomy, id in keys if taxonomy != "themes")),
        theme=tuple(id for taxonomy, id in keys if taxonomy == "themes"),
        kind=(entry.claim.kind,),
        stage=() if opinion(entry.claim.kind, entry.stage) else (entry.stage,),
        unit=tuple(dict.fromkeys(figure.unit for figure in figures if figure.unit)),
        year=tuple(dict.fromkeys(str(report.date.year) for report in entry.reports)),
    )


def _filters(context: PageContext, lang: str) -> tuple[Filter, ...]:
    """The filters, each with what it finds something for."""
    rows = context.memo(_ledger_facets, context)
    facets: dict[str, dict[str, None]] = {name: {} for name in Facets.__struct_fields__}
    for row in rows:
        for name, values in facets.items():
            values.update(dict.fromkeys(getattr(row, name)))
    options = {
        "company": _named(context, [key for key in context.digest.claimed if key[0] != "themes"], lang),
        "theme": _named(context, [key for key in context.digest.claimed if key[0] == "themes"], lang),
        "kind": [Option(kind, "", f"kind.{kind}") for kind in facets["kind"]],
        "stage": [Option(stage, "", f"stage.{stage}") for stage in FARTHEST_FIRST if stage in facets["stage"]],
        "unit": [Option(unit, unit_name(unit, lang)) for unit in sorted(facets["unit"], key=unit_place)],
        "year": [Option(year, year) for year in sorted(facets["year"], reverse=True)],
    }
    return tuple(Filter(name, tuple(choices)) for name, choices in options.items() if choices)


def _named(context: PageContext, keys: Sequence[Key], lang: str) -> list[Option]:
    named = ((context.text(context.digest.terms[key].name, lang).words, key[1]) for key in keys)
    return [Option(id, name) for name, id in sorted(named, key=lambda item: index_key(item[0]))]


def listed(context: PageContext) -> Iterator[Listed]:
    yield Listed(context.languages, context.urls.claims, context.newest)


KIND = Kind(address="claims/", template="claims.html", view=view, pages=pages, listed=listed)
INDEX = Kind(address=_INDEX, template="rows.json", view=_index)
