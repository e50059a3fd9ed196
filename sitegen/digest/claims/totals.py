"""Sums of claims, as far as they may be added up.

Only different claims of one kind, unit, rate and tier of stages are: an offer and a contract are not, won and dollars
are not. A part of another claim is left out, for parts may overlap. What is left out is counted with its reason. That
two claims hold the same money under two names nobody can see here, unless notes say that one is a part of the other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from sitegen.content.schema import ClaimKind
from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.claims.stages import GIVEN_UP, Tier, rung, tier
from sitegen.text.amounts import Amount, unit_place
from sitegen.text.amounts.units import COUNTERS, MONEY, TIME

Reason = Literal["differs", "bound", "range", "unread", "none", "given-up", "rumoured", "part"]
_KINDS: tuple[ClaimKind, ...] = ("investment", "funding", "supply", "procurement", "capacity", "employment")
_NO_SUMS = TIME | {"votes", "points", "%", "pp", "x"}
_FEWEST = 2


class Total(Struct, frozen=True):
    """`sum` has the unit and rate of all; `about` where an addend of it is. `keys`: the claims that it holds."""

    kind: ClaimKind
    tier: Tier
    sum: Amount
    keys: tuple[str, ...]
    left_out: tuple[tuple[Reason, int], ...]


_Group = tuple[ClaimKind, Tier, str, str, str]


def totals(entries: Iterable[ClaimHistory]) -> tuple[Total, ...]:
    """Of every group in which two claims or more can be added up."""
    addends: dict[_Group, list[tuple[str, Amount]]] = defaultdict(list)
    left: dict[_Group, Counter[Reason]] = defaultdict(Counter)
    silent: dict[tuple[ClaimKind, Tier], Counter[Reason]] = defaultdict(Counter)
    for entry in entries:
        if entry.claim.kind not in _KINDS:
            continue
        kind, level, claim = entry.claim.kind, _tier(entry), entry.amount
        if not claim or not claim.figure:
            silent[kind, level]["unread" if claim else "none"] += 1
        elif _addable(claim.figure):
            figure = claim.figure
            group = (kind, level, figure.unit, figure.per, _counted(figure))
            if reason := _reason(entry, figure):
                left[group][reason] += 1
            else:
                addends[group].append((entry.key, figure))
    return tuple(
        _total(group, addends[group], left[group] + silent[group[0], group[1]])
        for group in sorted(addends, key=_sort_key)
        if len(addends[group]) >= _FEWEST
    )


def _tier(entry: ClaimHistory) -> Tier:
    """Of the last stage on the ladder: what is delayed stands where it stood."""
    on_ladder = [step.stage for step in entry.steps if rung(entry.ladder, step.stage) is not None]
    here = rung(entry.ladder, entry.stage)
    return tier(entry.stage if here is not None else on_ladder[-1] if on_ladder else "announced")


def _addable(figure: Amount) -> bool:
    """장 and 건 only say how something is counted: what, the words beside them must say. Bare numbers say nothing."""
    if not figure.unit or figure.unit in _NO_SUMS:
        return False
    return bool(figure.words) if figure.unit in COUNTERS else True


def _counted(figure: Amount) -> str:
    return "" if figure.unit in MONEY or figure.unit in ("W", "Wh", "t") else figure.words


def _reason(entry: ClaimHistory, figure: Amount) -> Reason | None:
    if entry.stage in GIVEN_UP:
        return "given-up"
    if entry.part_of:
        return "part"
    if entry.claim.certainty == "rumoured":
        return "rumoured"
    if entry.amounts:
        return "differs"
    if figure.low != figure.high:
        return "range"
    return None if figure.qualifier in ("", "about") else "bound"


def _total(group: _Group, addends: list[tuple[str, Amount]], left: Counter[Reason]) -> Total:
    kind, level, unit, per, words = group
    whole = sum((figure.low for _, figure in addends), Decimal())
    about = any(figure.qualifier == "about" for _, figure in addends)
    amount = Amount("", whole, whole, unit, per, "about" if about else "", words)
    return Total(kind, level, amount, tuple(key for key, _ in addends), tuple(sorted(left.items())))


def _sort_key(group: _Group) -> tuple[int, int, tuple[int, str], str, str]:
    kind, level, unit, per, words = group
    return _KINDS.index(kind), ("agreed", "intended", "said").index(level), unit_place(unit), per, words
