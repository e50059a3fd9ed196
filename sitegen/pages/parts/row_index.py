"""An index of the rows of the ledger, or of the statements: which fit a filter, and in what order they may stand.

With it the script of a list's page finds rows among thousands, and fetches only the pages that hold them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Literal

from msgspec import Struct

from sitegen.digest.claims.counting import is_counted, is_counted_own, is_open, stands
from sitegen.digest.claims.due_dates import due_order
from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.claims.stages import FARTHEST_FIRST, GIVEN_UP
from sitegen.digest.claims.voices import told_by_others
from sitegen.digest.listings import with_ancestors
from sitegen.digest.model import Digest
from sitegen.digest.of_entity import concerned
from sitegen.pages.context import PageContext
from sitegen.pages.parts.pagination import PER_PAGE
from sitegen.text.amounts import Amount, unit_place
from sitegen.text.amounts.units import COMPARED

RowList = Literal["ledger", "statements"]


class Facets(Struct, frozen=True):
    """What a row may be filtered by. `kind`: the family and the ladder too; `country`: of who makes the claim; `by`:
    who does, and those above; `count`: whether something is still to come, in which tallies it is, and else why not.
    """

    theme: tuple[str, ...]
    topic: tuple[str, ...]
    country: tuple[str, ...]
    company: tuple[str, ...]
    by: tuple[str, ...]
    kind: tuple[str, ...]
    stage: tuple[str, ...]
    outcome: tuple[str, ...]
    count: tuple[str, ...]
    amount: tuple[str, ...]
    unit: tuple[str, ...]
    year: tuple[str, ...]


class RowIndex(Struct, frozen=True):
    """`filters`: by name and value the numbers of the rows that fit, from 0, each as its distance from the one before:
    short numbers, for thousands of rows. `orders`: the rows that come first; the others follow as they stand in the
    table. An order that is missing is that of a filter's values. `units`: in the order by amount, how many rows follow
    each other in one unit; an empty unit is for amounts that cannot be compared.
    """

    per_page: int
    total: int
    filters: dict[str, dict[str, tuple[int, ...]]]
    orders: dict[str, tuple[int, ...]]
    units: tuple[tuple[str, int], ...]


class RowIndexView(Struct, frozen=True):
    data: RowIndex


def row_keys(context: PageContext, of: RowList) -> tuple[str, ...]:
    """Of all that the ledger's table holds, or of what is only said: that stands in a list of its own."""
    return context.memo(_keys, context, of)


def row_facets(context: PageContext, of: RowList) -> tuple[Facets, ...]:
    """One for each row."""
    return context.memo(_all_facets, context, of)


def row_index(context: PageContext, of: RowList, filters: Iterable[str]) -> RowIndexView:
    """`filters`: the names of those that the list has."""
    rows = row_facets(context, of)
    entries = [context.digest.ledger[key] for key in row_keys(context, of)]
    sized = _by_amount(entries)
    orders = {"amount": tuple(n for n, _ in sized), "due": _by_due(entries, context)} if of == "ledger" else {}
    units = tuple((unit, len(list(group))) for unit, group in groupby(unit for _, unit in sized)) if orders else ()
    fitting = {name: _fitting(rows, name) for name in filters}
    return RowIndexView(RowIndex(PER_PAGE, len(rows), fitting, orders, units))


def _keys(context: PageContext, of: RowList) -> tuple[str, ...]:
    """What somebody promises before the measures of a state: one law is many of those, and none has an amount."""
    said = of == "statements"
    keys = [key for key, entry in context.digest.ledger.items() if (entry.family == "statement") == said]
    if said:
        return tuple(keys)
    # By the day that a row shows; of one day as in the ledger.
    keys.sort(key=lambda key: context.digest.ledger[key].standing.day, reverse=True)
    return tuple(sorted(keys, key=lambda key: context.digest.ledger[key].family == "measure"))


def _all_facets(context: PageContext, of: RowList) -> tuple[Facets, ...]:
    return tuple(_facets(context.digest.ledger[key], context) for key in row_keys(context, of))


def _facets(entry: ClaimHistory, context: PageContext) -> Facets:
    terms, claim, figure = context.digest.terms, entry.claim, _figure(entry)
    keys = dict.fromkeys(above for key in concerned(entry) for above in with_ancestors(key, terms))
    countries = (terms[key].country for key in with_ancestors(claim.by, terms))
    return Facets(
        theme=tuple(id for taxonomy, id in keys if taxonomy == "themes"),
        topic=tuple(id for taxonomy, id in keys if taxonomy == "topics"),
        country=tuple(code for code in countries if code)[:1],
        company=tuple(dict.fromkeys(key[1] for key in keys if terms[key].entity)),
        by=tuple(id for _, id in with_ancestors(claim.by, terms)),
        kind=(claim.family, entry.ladder, claim.kind) if claim.family == "commitment" else (claim.family, claim.kind),
        stage=(entry.stage,) if entry.stage else (),
        outcome=(entry.ended.claim.outcome,) if entry.ended and entry.ended.claim.outcome else (),
        count=tuple(_counts(entry, context.digest)),
        amount=("with" if entry.amount_report else "without",),
        unit=(figure.unit,) if figure and figure.unit in COMPARED else (),
        year=tuple(dict.fromkeys(str(report.day.year) for report in entry.reports)),
    )


def _counts(entry: ClaimHistory, digest: Digest) -> Iterator[str]:
    if is_open(entry, digest.ended, digest.as_of):
        yield "open"
    if is_counted(entry, digest):
        yield "all"
    if is_counted_own(entry, digest):
        yield "others" if told_by_others(entry, digest.terms) else "own"
    if stands(entry, digest.ended) and not is_counted(entry, digest):
        yield "part"
    if entry.key in digest.ended:
        yield "ended"


def _fitting(rows: Sequence[Facets], name: str) -> dict[str, tuple[int, ...]]:
    rows_of: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for value in getattr(row, name):
            rows_of[value].append(number)
    values = sorted(rows_of) if name != "stage" else [stage for stage in FARTHEST_FIRST if stage in rows_of]
    return {value: tuple(_distances(rows_of[value])) for value in values}


def _distances(numbers: Iterable[int]) -> Iterator[int]:
    last = 0
    for number in numbers:
        yield number - last
        last = number


def _by_amount(entries: Sequence[ClaimHistory]) -> list[tuple[int, str]]:
    """Rows with their units: what may be compared by unit, the largest first; then the other amounts, without one.

    4조원 a year is not less than 5조원.
    """
    figures = [(number, _figure(entry)) for number, entry in enumerate(entries) if _figure(entry)]
    figures.sort(key=lambda item: _size(item[1]))
    return [(number, "" if _apart(figure) else figure.unit) for number, figure in figures if figure]


def _figure(entry: ClaimHistory) -> Amount | None:
    return entry.amount_report.claim.figure if entry.amount_report else None


def _apart(figure: Amount) -> bool:
    return figure.several or bool(figure.per) or figure.unit not in COMPARED


def _size(figure: Amount | None) -> tuple[bool, tuple[int, str], Decimal]:
    assert figure
    return _apart(figure), unit_place(figure.unit), Decimal() if figure.several else -figure.high


def _by_due(entries: Sequence[ClaimHistory], context: PageContext) -> tuple[int, ...]:
    """What is to come, the nearest first; then what is past, the latest first; not what is no longer due."""
    today = context.digest.as_of
    days = [
        (*(day.toordinal() - today.toordinal() for day in due_order(entry.due, today)), number)
        for number, entry in enumerate(entries)
        if entry.due and entry.stage not in GIVEN_UP and entry.key not in context.digest.ended
    ]
    return tuple(n for *_, n in sorted(days, key=lambda item: (item[0] < 0, abs(item[0]), abs(item[1]), item[2])))
