"""The ledger: commitments and measures in a table, the newest first, 50 a page; below it what they come to.

Nothing is added across actors: claims are counted by stage, and the largest of each unit stand side by side.

Beside the pages stands an index of all rows by what a reader may filter for: with it the script of the page finds the
rows, and fetches only the pages that hold them.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from msgspec import Struct

from sitegen.digest.claims.due_dates import DueState, due_state, last_day
from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.claims.stages import FARTHEST_FIRST
from sitegen.digest.listings import with_ancestors
from sitegen.digest.of_entity import concerned
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.claim_lines import ClaimLine, Stated, entry_line, stated
from sitegen.pages.parts.pagination import PER_PAGE, cut, numbers
from sitegen.pages.parts.stage_counts import StageCount, stage_counts, step_of
from sitegen.pages.views import Link, NoteCard, Pagination, View
from sitegen.text.amounts import unit_name, unit_place
from sitegen.text.amounts.units import COMPARED
from sitegen.text.initials import index_key

_DUE = 6
_LARGEST = 5  # of each unit
_FEWEST = 2  # of a unit, to be set side by side


class Row(Struct, frozen=True):
    """`step` of `steps`: how far it is on its ladder, from 1; 0 beside it. `differs`: reports disagree."""

    claim: ClaimLine
    step: int
    steps: int
    due_state: DueState
    differs: bool
    publishers: tuple[str, ...]
    note: NoteCard


class Largest(Struct, frozen=True):
    """The largest of one unit, side by side. `href`: the rows of this unit."""

    unit: str
    claims: tuple[ClaimLine, ...]
    href: str


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
    stages: tuple[StageCount, ...]
    largest: tuple[Largest, ...]
    ahead: tuple[Stated, ...]
    reported: tuple[Stated, ...]
    over: tuple[Stated, ...]
    rows: tuple[Row, ...]
    numbers: Pagination
    filters: tuple[Filter, ...]
    script: str
    index: str
    feed: str
    calendar: str
    relations: str
    statements: str
    data: tuple[Link, ...]


class Facets(Struct, frozen=True):
    """What a row may be filtered by."""

    company: tuple[str, ...]
    theme: tuple[str, ...]
    topic: tuple[str, ...]
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
    keys = list(_keys(context))
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
        total=len(_keys(context)),
        as_of=context.digest.as_of if first else None,
        stages=stage_counts(context.digest.ledger.values(), context, lang) if first else (),
        largest=_largest(context, lang) if first else (),
        ahead=_due(context, "ahead", lang) if first else (),
        reported=_due(context, "reported", lang) if first else (),
        over=_due(context, "over", lang) if first else (),
        rows=tuple(_row(context.digest.ledger[key], context, lang) for key in page_keys),
        numbers=numbers(here, last, partial(context.urls.claims, lang)),
        filters=_filters(context, lang) if first else (),
        script=context.asset("claims.js") if first else "",
        index=context.urls.at(_INDEX).href,
        feed=feed,
        relations=context.urls.relations(lang).href,
        statements=context.urls.statements(lang).href,
        calendar=context.urls.calendar(lang).href,
        data=tuple(Link(context.urls.data(f"claims.{end}").href, end.upper()) for end in ("csv", "json")),
    )


def _row(entry: ClaimHistory, context: PageContext, lang: str) -> Row:
    step, steps = step_of(entry)
    return Row(
        claim=entry_line(entry, context, lang),
        step=step,
        steps=steps,
        due_state=due_state(entry, context.digest.as_of) if entry.due else "",
        differs=bool(entry.differing),
        publishers=tuple(dict.fromkeys(report.claim.source.publisher for report in entry.reports)),
        note=context.note(entry.standing.note, lang),
    )


def _keys(context: PageContext) -> tuple[str, ...]:
    """Of all that the ledger holds: what is only said stands in a list of its own."""
    return context.memo(_ledger_keys, context)


def _ledger_keys(context: PageContext) -> tuple[str, ...]:
    return tuple(key for key, entry in context.digest.ledger.items() if entry.family != "statement")


def _largest(context: PageContext, lang: str) -> tuple[Largest, ...]:
    """By unit, of what is no part of another claim, no range and not only a rumour."""
    by_unit: dict[str, list[ClaimHistory]] = defaultdict(list)
    for key in _keys(context):
        entry = context.digest.ledger[key]
        figure, whole = entry.claim.figure, not entry.part_of and entry.claim.certainty != "rumoured"
        if figure and figure.value is not None and figure.unit in COMPARED and not figure.per and whole:
            by_unit[figure.unit].append(entry)
    url, rows = context.urls.claims(lang), []
    for unit in sorted(by_unit, key=unit_place):
        entries = sorted(by_unit[unit], key=_size, reverse=True)[:_LARGEST]
        if len(entries) >= _FEWEST:
            lines = tuple(entry_line(entry, context, lang) for entry in entries)
            rows.append(Largest(unit_name(unit, lang), lines, url.asking(unit=unit)))
    return tuple(rows)


def _size(entry: ClaimHistory) -> Decimal:
    return entry.claim.figure.high if entry.claim.figure else Decimal()


def _due(context: PageContext, state: DueState, lang: str) -> tuple[Stated, ...]:
    """What falls due next, the nearest first; what is overdue, the latest first."""
    today = context.digest.as_of
    entries = [entry for entry in context.digest.ledger.values() if entry.due and due_state(entry, today) == state]
    entries.sort(key=lambda entry: last_day(entry.due), reverse=state == "over")
    return tuple(stated(entry, context, lang) for entry in entries[:_DUE])


def _index(context: PageContext) -> IndexView:
    return IndexView(Index(PER_PAGE, context.memo(_ledger_facets, context)))


def _ledger_facets(context: PageContext) -> tuple[Facets, ...]:
    return tuple(_facets(context.digest.ledger[key], context) for key in _keys(context))


def _facets(entry: ClaimHistory, context: PageContext) -> Facets:
    keys = dict.fromkeys(above for key in concerned(entry) for above in with_ancestors(key, context.digest.terms))
    figures = [report.claim.figure for report in entry.reports if report.claim.figure]
    return Facets(
        company=tuple(dict.fromkeys(key[1] for key in keys if context.digest.terms[key].entity)),
        theme=tuple(id for taxonomy, id in keys if taxonomy == "themes"),
        topic=tuple(id for taxonomy, id in keys if taxonomy == "topics"),
        kind=(entry.claim.kind,),
        stage=(entry.stage,) if entry.stage else (),
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
        "theme": _named(context, facets["theme"], "themes", lang),
        "topic": _named(context, facets["topic"], "topics", lang),
        "company": _entities(context, lang),
        "kind": [Option(kind, "", f"kind.{kind}") for kind in facets["kind"]],
        "stage": [Option(stage, "", f"stage.{stage}") for stage in FARTHEST_FIRST if stage in facets["stage"]],
        "unit": [Option(unit, unit_name(unit, lang)) for unit in sorted(facets["unit"], key=unit_place)],
        "year": [Option(year, year) for year in sorted(facets["year"], reverse=True)],
    }
    return tuple(Filter(name, tuple(choices)) for name, choices in options.items() if choices)


def _named(context: PageContext, ids: Iterable[str], taxonomy: str, lang: str) -> list[Option]:
    return _by_name(context, [(taxonomy, id) for id in ids], lang)


def _entities(context: PageContext, lang: str) -> list[Option]:
    return _by_name(context, [key for key in context.digest.claimed if context.digest.terms[key].entity], lang)


def _by_name(context: PageContext, keys: Sequence[Key], lang: str) -> list[Option]:
    named = ((context.text(context.digest.terms[key].name, lang).words, key[1]) for key in keys)
    return [Option(id, name) for name, id in sorted(named, key=lambda item: index_key(item[0]))]


def listed(context: PageContext) -> Iterator[Listed]:
    yield Listed(context.languages, context.urls.claims, context.newest)


KIND = Kind(address="claims/", template="claims.html", view=view, pages=pages, listed=listed)
INDEX = Kind(address=_INDEX, template="rows.json", view=_index)
