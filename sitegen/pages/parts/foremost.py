"""How far the claims of a topic or theme have come: its commitments by stage, the furthest of them and the largest."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import attrgetter

from msgspec import Struct

from sitegen.digest.claims.counting import is_counted, outruns, stands
from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.claims.stages import BINDING, FARTHEST_FIRST, GIVEN_UP
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.parts.claim_lines import Stated, entry_line, stated
from sitegen.pages.parts.comparable import Comparable, comparable
from sitegen.pages.parts.law_status import record
from sitegen.pages.parts.stage_counts import StageBar, ledger_of, stage_bars
from sitegen.text.amounts import unit_place

_FURTHEST, _LARGEST = 4, 4


class Foremost(Struct, frozen=True):
    """`href`: of the claims in the ledger; `measures`: there are some among them. `largest`: one of each unit.

    `rules`: the measures that have come furthest, where promises show nothing.
    """

    measures: bool
    stages: tuple[StageBar, ...]
    furthest: tuple[Stated, ...]
    largest: tuple[Stated, ...]
    rules: tuple[Stated, ...]
    href: str


class _Choice(Struct, frozen=True):
    """Keys of claims; `measures`: there are some among all of them."""

    measures: bool
    furthest: tuple[str, ...]
    largest: tuple[str, ...]
    rules: tuple[str, ...]


def foremost(key: Key, context: PageContext, lang: str) -> Foremost | None:
    """None where there is nothing to show."""
    choice = context.memo(_choice, context, key)
    entries = [context.digest.ledger[claim] for claim in context.digest.claimed.get(key, ())]
    stages = stage_bars(entries, context, lang, key)
    stages = stages if sum(bar.total for bar in stages) > 1 else ()  # of one there is nothing to compare
    rules = () if stages or choice.furthest or choice.largest else choice.rules
    if not (stages or choice.furthest or choice.largest or rules):
        return None
    return Foremost(
        stages=stages,
        measures=choice.measures,
        furthest=tuple(stated(context.digest.ledger[claim], context, lang) for claim in choice.furthest),
        largest=tuple(_sized(context.digest.ledger[claim], context, lang) for claim in choice.largest),
        rules=tuple(stated(context.digest.ledger[claim], context, lang) for claim in rules),
        href=ledger_of(key, context, lang),
    )


def _choice(context: PageContext, key: Key) -> _Choice:
    entries = [context.digest.ledger[claim] for claim in context.digest.claimed.get(key, ())]
    staged = [entry for entry in entries if entry.stage]
    promised = [entry for entry in staged if stands(entry, context.digest.ended)]
    digest = context.digest
    furthest = _furthest([entry for entry in promised if is_counted(entry, digest) or outruns(entry, digest)])
    largest = [entry for entry in _largest(promised, context.digest.ledger) if entry not in furthest]
    return _Choice(
        any(entry.family == "measure" for entry in staged),
        tuple(e.key for e in furthest),
        tuple(e.key for e in largest[:_LARGEST]),
        tuple(e.key for e in _rules(staged, context)),
    )


def _sized(entry: ClaimHistory, context: PageContext, lang: str) -> Stated:
    """With the amount by which it is the largest."""
    return Stated(entry_line(entry, context, lang, sized=entry.sized), context.note(entry.standing.note, lang))


def _furthest(entries: Sequence[ClaimHistory]) -> list[ClaimHistory]:
    """Those to which somebody is bound, or that stand; where there are none, what is at least written down."""
    telling = [entry for entry in entries if entry.stage in BINDING] or [
        entry for entry in entries if entry.stage in ("loi", "mou", "agreed")
    ]
    newest = sorted(telling, key=lambda entry: (-entry.standing.day.toordinal(), entry.key))
    return sorted(newest, key=lambda entry: FARTHEST_FIRST.index(entry.stage) if entry.stage else 0)[:_FURTHEST]


def _rules(entries: Sequence[ClaimHistory], context: PageContext) -> list[ClaimHistory]:
    """The measures that hold, or are to: laws themselves before what is in them, each the furthest first."""
    holding = [
        e for e in entries if e.family == "measure" and e.stage not in GIVEN_UP and e.key not in context.digest.ended
    ]
    newest = sorted(holding, key=lambda entry: (-entry.standing.day.toordinal(), entry.key))

    def nearness(entry: ClaimHistory) -> tuple[bool, int]:
        law = entry.claim.on
        within = law is not None and entry.key not in {each.key for each in record(context, law).status}
        return within, FARTHEST_FIRST.index(entry.stage or "announced")

    return sorted(newest, key=nearness)[:_FURTHEST]


def _largest(entries: Sequence[ClaimHistory], ledger: Mapping[str, ClaimHistory]) -> list[ClaimHistory]:
    """Of each unit the one whose amount is the largest, and no part of another's."""
    by_unit: dict[str, list[Comparable]] = defaultdict(list)
    for size in (comparable(entry, ledger) for entry in entries):
        if size and not size.part:
            by_unit[size.unit].append(size)
    return [max(by_unit[unit], key=attrgetter("value")).entry for unit in sorted(by_unit, key=unit_place)]
