"""How many commitments stand at each stage, with the way to them in the ledger: what the macro `stage_bar` draws.

Each ladder has a bar of its own: a body that works and a power plant that runs have not come equally far. What has left
its ladder (changed, delayed, cancelled) is no step of it, and is counted beside the bar. Who refuses promises nothing,
a law that has ended binds nobody, and a part is in its whole: that is said apart, and counted nowhere.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from sitegen.content.schema import Stage
from sitegen.digest.claims.counting import is_counted, is_counted_own, outruns, stands
from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.claims.stages import COMMITMENT_LADDERS, NEAREST_FIRST, REFUSED, rung
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext

# Of a digit, beside the number, and at most for all that is needed, in hundredths of the bar of a phone of 320 pixels.
_DIGIT, _MARGIN, _ALL = 2.6, 2.0, 95.0
_WHY_APART = ("part", "ended")
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

    What `total` leaves out: `refused`, what somebody did not take part in; `apart`, parts of what is counted, and what
    has ended with its law. `ahead`: how many of the parts are at which stage, where that is further than their whole's.
    """

    ladder: str
    total: int
    steps: tuple[StageCount, ...]
    beside: tuple[StageCount, ...]
    refused: tuple[StageCount, ...] = ()
    apart: tuple["Apart", ...] = ()
    ahead: tuple[tuple[Stage, int], ...] = ()


class Apart(Struct, frozen=True):
    """How many commitments are not counted, and why (`text` is a key of the texts); `href`: to them."""

    text: str
    count: int
    href: str


def stage_bars(
    entries: Iterable[ClaimHistory],
    context: PageContext,
    lang: str,
    of: Key | None = None,
    parts: Iterable[ClaimHistory] = (),
) -> tuple[StageBar, ...]:
    """One for each ladder that a commitment is on. `of`: the term whose claims they are; an entity makes them. `parts`:
    of the claims, where these are without them.

    What is only said, and what a law or a court does, is nobody's promise.
    """
    own = bool(of and context.digest.terms[of].entity)
    entries = [*entries]
    tally = Counter(
        (entry.ladder, _counted_as(entry, context, own)) for entry in entries if entry.family == "commitment"
    )
    asked, href = _asked_of_tally(of, own), context.urls.claims(lang).asking
    count = "own" if own else "all"
    bars, ahead = [], _ahead([*entries, *parts], context, own)
    for ladder in COMMITMENT_LADDERS:
        counts = {stage: tally[ladder, stage] for stage in NEAREST_FIRST if tally[ladder, stage]}
        if not counts:
            continue
        counted = [StageCount(s, n, href(**asked, kind=ladder, stage=s, count=count)) for s, n in counts.items()]
        steps = [each for each in counted if rung(ladder, each.stage) is not None]
        refused = (StageCount(s, tally[ladder, s], href(**asked, kind=ladder, stage=s)) for s in sorted(REFUSED))
        apart = (Apart(f"count.{w}", tally[ladder, w], href(**asked, kind=ladder, count=w)) for w in _WHY_APART)
        bars.append(
            StageBar(
                ladder=ladder,
                total=sum(counts.values()),
                steps=_placed(steps),
                beside=tuple(each for each in counted if each not in steps),
                refused=tuple(each for each in refused if each.count),
                apart=tuple(each for each in apart if each.count),
                ahead=tuple((s, ahead[ladder, s]) for s in NEAREST_FIRST if ahead[ladder, s]),
            )
        )
    return tuple(bars)


def _ahead(entries: Sequence[ClaimHistory], context: PageContext, own: bool) -> Counter[tuple[str, Stage]]:
    """Of the parts that are not counted those that say more than their wholes, by ladder and stage."""
    parts = (e for e in entries if e.family == "commitment" and e.stage and outruns(e, context.digest))
    return Counter((e.ladder, e.stage) for e in parts if e.stage and _counted_as(e, context, own) == "part")


def _counted_as(entry: ClaimHistory, context: PageContext, own: bool) -> str:
    """Its stage, where it is counted or refused; else why it is not. `own`: among the promises of who makes it."""
    if entry.stage in REFUSED or (is_counted_own if own else is_counted)(entry, context.digest):
        return entry.stage or ""
    return "part" if stands(entry, context.digest.ended) else "ended"


def _asked_of_tally(of: Key | None, own: bool) -> dict[str, str]:
    """What the ledger is asked for to show the commitments of a tally: of an entity those that it makes."""
    return {"by": of[1]} if own and of else asked_of(of) if of else {}


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
