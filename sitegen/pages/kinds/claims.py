"""The ledger: every claim in a table, the one reported last first, 50 a page; totals and what falls due above it.

Beside the pages stands an index of all rows by what a reader may filter for: with it the script of the page finds the
rows, and fetches only the pages that hold them.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from sitegen.digest.claims.due_dates import DueState, due_state, last_day
from sitegen.digest.claims.stages import FARTHEST_FIRST, rung, way
from sitegen.digest.claims.totals import Total, totals
from sitegen.digest.listings import with_ancestors
from sitegen.digest.model import Entry, Key
from sitegen.digest.of_entity import concerned, opinion
from sitegen.pages.context import Kit
from sitegen.pages.parts.claim_lines import ClaimLine, Stated, entry_line, query, stated, written_amount
from sitegen.pages.parts.pagination import PER_PAGE, cut, numbers
from sitegen.pages.views import Link, NoteCard, Numbers, Page, View
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
    numbers: Numbers
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


def pages(kit: Kit) -> Iterator[Page]:
    yield Page(_INDEX, "rows.json", partial(_index, kit))
    keys, make = list(kit.digest.ledger), partial(_view, kit)
    for lang in kit.languages:
        for part, here, last in cut(keys):
            yield Page(kit.routes.claims(lang, here), "claims.html", make, (lang, part, here, last))


_INDEX = "claims/index.json"


def _view(kit: Kit, lang: str, part: Sequence[str], here: int, last: int) -> LedgerView:
    urls = {other: kit.routes.claims(other, here) for other in kit.languages}
    first, url = here == 1, kit.routes.claims(lang)
    feed = kit.routes.address(url + "feed.xml")
    title = kit.ui("claims.title", lang)
    return LedgerView(
        lang=lang,
        frame=kit.frame(lang),
        head=kit.head(title, kit.ui("claims.about", lang), urls, lang, feed=Link(feed, title)),
        switches=kit.switches(urls, lang),
        section=kit.routes.address(url),
        total=len(kit.digest.ledger),
        as_of=kit.digest.as_of if first else None,
        totals=_totals(kit, lang) if first else (),
        ahead=_due(kit, "ahead", lang) if first else (),
        over=_due(kit, "over", lang) if first else (),
        rows=tuple(_row(kit.digest.ledger[key], kit, lang) for key in part),
        numbers=numbers(here, last, partial(kit.routes.claims, lang), kit),
        filters=_filters(kit, lang) if first else (),
        script=kit.asset("claims.js") if first else "",
        index=kit.routes.address(_INDEX),
        feed=feed,
        relations=kit.routes.address(kit.routes.relations(lang)),
        calendar=kit.routes.address(url + "due.ics"),
        data=tuple(Link(kit.routes.address(kit.routes.data(f"claims.{end}")), end.upper()) for end in ("csv", "json")),
    )


def _row(entry: Entry, kit: Kit, lang: str) -> Row:
    steps = () if opinion(entry.claim.kind, entry.stage) else way(entry.ladder, {step.stage for step in entry.steps})
    return Row(
        claim=entry_line(entry, kit, lang),
        step=steps.index(entry.stage) + 1
        if entry.stage in steps and rung(entry.ladder, entry.stage) is not None
        else 0,
        steps=len(steps),
        due_state=due_state(entry, kit.digest.as_of) if entry.due else "",
        differs=bool(entry.differing),
        publishers=tuple(dict.fromkeys(report.claim.source.publisher for report in entry.reports)),
        note=kit.note(entry.newest.note, lang),
    )


def _totals(kit: Kit, lang: str) -> tuple[TotalLine, ...]:
    return tuple(
        TotalLine(
            claims=tuple(entry_line(kit.digest.ledger[key], kit, lang) for key in total.keys[:_ADDED]),
            href=kit.routes.address(kit.routes.claims(lang)) + query(kind=total.kind, unit=total.sum.unit),
            kind=total.kind,
            tier=total.tier,
            amount=written_amount(total.sum, lang),
            counted=total.sum.words,
            count=len(total.keys),
            left_out=total.left_out,
        )
        for total in kit.share(_ledger_totals, kit)
    )


def _due(kit: Kit, state: DueState, lang: str) -> tuple[Stated, ...]:
    """What falls due next, the nearest first; what is overdue, the latest first."""
    today = kit.digest.as_of
    found = [entry for entry in kit.digest.ledger.values() if entry.due and due_state(entry, today) == state]
    found.sort(key=lambda entry: last_day(entry.due), reverse=state == "over")
    return tuple(stated(entry, kit, lang) for entry in found[:_DUE])


def _ledger_totals(kit: Kit) -> tuple[Total, ...]:
    return totals(kit.digest.ledger.values())


def _index(kit: Kit) -> IndexView:
    return IndexView(Index(PER_PAGE, kit.share(_ledger_facets, kit)))


def _ledger_facets(kit: Kit) -> tuple[Facets, ...]:
    return tuple(_facets(entry, kit) for entry in kit.digest.ledger.values())


def _facets(entry: Entry, kit: Kit) -> Facets:
    keys = dict.fromkeys(above for key in concerned(entry) for above in with_ancestors(key, kit.digest.terms))
    figures = [report.claim.figure for report in entry.reports if report.claim.figure]
    return Facets(
        company=tuple(dict.fromkeys(id for taxonomy, id in keys if taxonomy != "themes")),
        theme=tuple(id for taxonomy, id in keys if taxonomy == "themes"),
        kind=(entry.claim.kind,),
        stage=() if opinion(entry.claim.kind, entry.stage) else (entry.stage,),
        unit=tuple(dict.fromkeys(figure.unit for figure in figures if figure.unit)),
        year=tuple(dict.fromkeys(str(report.date.year) for report in entry.reports)),
    )


def _filters(kit: Kit, lang: str) -> tuple[Filter, ...]:
    """The filters, each with what it finds something for."""
    rows = kit.share(_ledger_facets, kit)
    found: dict[str, dict[str, None]] = {name: {} for name in Facets.__struct_fields__}
    for row in rows:
        for name, values in found.items():
            values.update(dict.fromkeys(getattr(row, name)))
    options = {
        "company": _named(kit, [key for key in kit.digest.claimed if key[0] != "themes"], lang),
        "theme": _named(kit, [key for key in kit.digest.claimed if key[0] == "themes"], lang),
        "kind": [Option(kind, "", f"kind.{kind}") for kind in found["kind"]],
        "stage": [Option(stage, "", f"stage.{stage}") for stage in FARTHEST_FIRST if stage in found["stage"]],
        "unit": [Option(unit, unit_name(unit, lang)) for unit in sorted(found["unit"], key=unit_place)],
        "year": [Option(year, year) for year in sorted(found["year"], reverse=True)],
    }
    return tuple(Filter(name, tuple(choices)) for name, choices in options.items() if choices)


def _named(kit: Kit, keys: Sequence[Key], lang: str) -> list[Option]:
    named = ((kit.text(kit.digest.terms[key].name, lang).words, key[1]) for key in keys)
    return [Option(id, name) for name, id in sorted(named, key=lambda item: index_key(item[0]))]
