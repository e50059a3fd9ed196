"""How many commitments stand at each stage, with the way to them in the ledger: what the macro `stage_bar` draws.

Each ladder has a bar of its own: a body that works and a power plant that runs have not come equally far. What has left
its ladder (changed, delayed, cancelled) is no step of it, and is counted beside the bar. Who refuses promises nothing:
that is said apart, and counted nowhere.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from sitegen.content.schema import Stage
from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.claims.stages import COMMITMENT_LADDERS, NEAREST_FIRST, REFUSED, rung
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext

# Of a digit, beside the number, and at most for all that is needed, in hundredths of the bar of a phone of 320 pixels.
_DIGIT, _MARGIN, _ALL = 2.6, 2.0, 95.0
_FILTERS = {"themes": "theme", "topics": "topic"}  # of the ledger, by taxonomy; entities have one for all


class StageCount(Struct, frozen=True):
    """How many commitments stand at a stage, and where they are listed. `x`, `width`: its place in the bar of its
    ladder, in hundredths; nothing of what stands beside that.
    """

    stage: Stage
    count: int
    href: str
    x: float = 0
    width: float = 0


class StageBar(Struct, frozen=True):
    """The commitments of one ladder: by step, from what is only announced to what is done; and those beside it.

    `refused`: what somebody did not take part in, which `total` leaves out.
    """

    ladder: str
    total: int
    steps: tuple[StageCount, ...]
    beside: tuple[StageCount, ...]
    refused: tuple[StageCount, ...] = ()


def stage_bars(
    entries: Iterable[ClaimHistory], context: PageContext, lang: str, of: Key | None = None
) -> tuple[StageBar, ...]:
    """One for each ladder that a commitment is on. `of`: the term whose claims they are.

    What is only said, and what a law or a court does, is nobody's promise.
    """
    tally = Counter((entry.ladder, entry.stage) for entry in entries if entry.family == "commitment")
    asked, url = asked_of(of) if of else {}, context.urls.claims(lang)
    bars = []
    for ladder in COMMITMENT_LADDERS:
        counted = [
            StageCount(stage, count, url.asking(**asked, kind=ladder, stage=stage))
            for stage in (*NEAREST_FIRST, *sorted(REFUSED))
            if (count := tally[ladder, stage])
        ]
        refused = tuple(each for each in counted if each.stage in REFUSED)
        steps = [each for each in counted if rung(ladder, each.stage) is not None]
        beside = tuple(each for each in counted if each not in steps and each not in refused)
        if total := sum(each.count for each in (*steps, *beside)):
            bars.append(StageBar(ladder, total, _placed(steps), beside, refused))
    return tuple(bars)


def _placed(steps: Sequence[StageCount]) -> tuple[StageCount, ...]:
    """One after the other, each as wide as its share, but so wide at least that its number can be read on a phone."""
    widths = shares([step.count for step in steps])
    starts = accumulate(widths, initial=0.0)
    return tuple(
        replace(step, x=round(x, 2), width=round(width, 2))
        for step, x, width in zip(steps, starts, widths, strict=False)
    )


def shares(counts: Sequence[int]) -> list[float]:
    """What each is of all, in hundredths; what its number needs where that is more, at the others' expense."""
    needed = [_DIGIT * len(f"{count:,}") + _MARGIN for count in counts]
    fit = min(1.0, _ALL / sum(needed)) if needed else 1.0
    needed = [fit * width for width in needed]
    short: set[int] = set()  # those for whose number their share is too little
    while True:
        rest = 100 - sum(needed[i] for i in short)
        total = sum(count for i, count in enumerate(counts) if i not in short)
        widths = [needed[i] if i in short else rest * count / total for i, count in enumerate(counts)]
        more = {i for i, width in enumerate(widths) if width < needed[i]}
        if more <= short:
            return widths
        short |= more


def ledger_of(key: Key, context: PageContext, lang: str) -> str:
    """The address of a term's claims in the ledger."""
    return context.urls.claims(lang).asking(**asked_of(key))


def asked_of(key: Key) -> dict[str, str]:
    """What the address of the ledger asks for to show a term's claims."""
    return {_FILTERS.get(key[0], "company"): key[1]}
