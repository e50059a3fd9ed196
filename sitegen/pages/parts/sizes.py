"""How large the power is that a topic's or theme's commitments name: each a dot on one logarithmic scale."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import get_args

from msgspec import Struct

from sitegen.content.schema import Power
from sitegen.digest.claims.counting import stands
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.parts.claim_lines import ClaimLine, entry_line
from sitegen.pages.parts.comparable import Comparable, comparable
from sitegen.pages.parts.stage_counts import asked_of
from sitegen.pages.views import NoteCard
from sitegen.text.amounts import Amount, write_amount

_FEWEST, _MOST = 3, 12
_UNIT = "W"


class SizeTick(Struct, frozen=True):
    """A power of ten on the scale; `x` in parts of a hundred."""

    x: float
    words: str


class Sized(Struct, frozen=True):
    """A commitment as it stands. `part`: another's amount holds it."""

    claim: ClaimLine
    note: NoteCard
    part: bool
    x: float


class SizeGroup(Struct, frozen=True):
    """The largest first. `power`: whether it is generated or used; empty where no note says so."""

    power: str
    rows: tuple[Sized, ...]


class Sizes(Struct, frozen=True):
    """What is generated, what is used, then the others: a plant and a data centre are no rivals, though of one unit.

    `more`: how many are left out; `href`: all of them in the ledger.
    """

    ticks: tuple[SizeTick, ...]
    groups: tuple[SizeGroup, ...]
    more: int
    href: str


class _Chosen(Struct, frozen=True):
    """Keys of claims; `low`, `high`: the powers of ten between which the scale runs."""

    rows: tuple[str, ...]
    more: int
    low: int
    high: int


def sizes(key: Key, context: PageContext, lang: str) -> Sizes | None:
    """None where too few name a power to be set side by side."""
    chosen = context.memo(_chosen, context, key)
    if not chosen.rows:
        return None
    powers = range(chosen.low, chosen.high + 1)
    return Sizes(
        ticks=tuple(SizeTick(_place(Decimal(10) ** n, chosen), _written(n, lang)) for n in powers),
        groups=tuple(_groups(chosen, context, lang)),
        more=chosen.more,
        href=context.urls.claims(lang).asking(**asked_of(key), kind="commitment", unit=_UNIT, sort="amount"),
    )


def _groups(chosen: _Chosen, context: PageContext, lang: str) -> Iterator[SizeGroup]:
    rows = list(_named(chosen.rows, context))
    for power in (*get_args(Power), None):
        of_power = [row for row in rows if row.entry.power == power]
        if of_power:
            yield SizeGroup(power or "", tuple(_sized(row, chosen, context, lang) for row in of_power))


def _named(keys: Iterable[str], context: PageContext) -> Iterator[Comparable]:
    """Of some claims those that name a power."""
    for key in keys:
        entry = context.digest.ledger[key]
        sized = comparable(entry, context.digest.ledger) if stands(entry, context.digest.ended) else None
        if sized and sized.unit == _UNIT and sized.value > 0:
            yield sized


def _chosen(context: PageContext, key: Key) -> _Chosen:
    sized = list(_named(context.digest.claimed.get(key, ()), context))
    if len(sized) < _FEWEST:
        return _Chosen((), 0, 0, 0)
    sized.sort(key=lambda each: (-each.value, each.entry.key))
    shown = sized[:_MOST]
    low, high = shown[-1].value.adjusted(), shown[0].value.adjusted()
    exact = shown[0].value == Decimal(10) ** high and high > low
    keys = tuple(each.entry.key for each in shown)
    return _Chosen(keys, len(sized) - len(shown), low, high if exact else high + 1)


def _sized(row: Comparable, chosen: _Chosen, context: PageContext, lang: str) -> Sized:
    return Sized(
        claim=entry_line(row.entry, context, lang, sized=row.report),
        note=context.note(row.entry.standing.note, lang),
        part=row.part,
        x=_place(row.value, chosen),
    )


def _place(value: Decimal, chosen: _Chosen) -> float:
    return round(float(100 * (value.log10() - chosen.low) / (chosen.high - chosen.low)), 2)


def _written(power: int, lang: str) -> str:
    value = Decimal(10) ** power
    return write_amount(Amount("", value, value, _UNIT), lang)
