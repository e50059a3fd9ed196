"""How many commitments stand at each stage, with the way to them in the ledger: what the macro `stage_bar` draws.

Each ladder has a bar of its own: a body that works and a power plant that runs have not come equally far. What has left
its ladder (changed, delayed, declined, cancelled) is no step of it, and is counted beside the bar.
"""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.claims.stages import COMMITMENT_LADDERS, NEAREST_FIRST, rung
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext

_FILTERS = {"themes": "theme", "topics": "topic"}  # of the ledger, by taxonomy; entities have one for all


class StageCount(Struct, frozen=True):
    """How many commitments stand at a stage, and where they are listed."""

    stage: str
    count: int
    href: str


class StageBar(Struct, frozen=True):
    """The commitments of one ladder: by step, from what is only announced to what is done; and those beside it."""

    ladder: str
    total: int
    steps: tuple[StageCount, ...]
    beside: tuple[StageCount, ...]


def stage_bars(
    entries: Iterable[ClaimHistory], context: PageContext, lang: str, of: Key | None = None
) -> tuple[StageBar, ...]:
    """One for each ladder that a commitment is on. `of`: the term whose claims they are.

    What is only said, and what a law or a court does, is nobody's promise.
    """
    found = Counter((entry.ladder, entry.stage) for entry in entries if entry.family == "commitment")
    asked, url = asked_of(of) if of else {}, context.urls.claims(lang)
    bars = []
    for ladder in COMMITMENT_LADDERS:
        steps: list[StageCount] = []
        beside: list[StageCount] = []
        for stage in NEAREST_FIRST:
            if count := found[ladder, stage]:
                counted = StageCount(stage, count, url.asking(**asked, kind=ladder, stage=stage))
                (beside if rung(ladder, stage) is None else steps).append(counted)
        if total := sum(count.count for count in (*steps, *beside)):
            bars.append(StageBar(ladder, total, tuple(steps), tuple(beside)))
    return tuple(bars)


def ledger_of(key: Key, context: PageContext, lang: str) -> str:
    """The address of a term's claims in the ledger."""
    return context.urls.claims(lang).asking(**asked_of(key))


def asked_of(key: Key) -> dict[str, str]:
    """What the address of the ledger asks for to show a term's claims."""
    return {_FILTERS.get(key[0], "company"): key[1]}
