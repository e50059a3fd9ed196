"""The stages of a claim as steps: in what order they come, which may be passed over, and which end it."""

from collections.abc import Collection
from typing import Literal

from sitegen.content.schema import ClaimKind, Stage

LadderName = Literal["deal", "regulation", "ruling"]
Tier = Literal["said", "intended", "agreed"]

# Rungs from the lowest to the highest; the stages of one rung come one or the other. `announced` says only that
# somebody said so.
_LADDERS: dict[LadderName, tuple[tuple[Stage, ...], ...]] = {
    "deal": (("announced",), ("loi", "mou"), ("contracted",), ("permitted",), ("building",), ("operating",)),
    "regulation": (("announced",), ("proposed",), ("passed",), ("in-force", "amended"), ("repealed",)),
    "ruling": (("announced",), ("filed",), ("settled", "decided")),
}
# Not on every way: shown as steps only where a claim has reached them.
_BYWAYS: frozenset[Stage] = frozenset(("amended", "repealed", "settled"))
# Nothing is due any more.
FINAL: frozenset[Stage] = frozenset(
    ("operating", "cancelled", "declined", "in-force", "amended", "repealed", "settled", "decided")
)
GIVEN_UP: frozenset[Stage] = frozenset(("cancelled", "declined", "repealed"))
# From what is done to what is only said, then what has left the ladder: the order in which lists show stages.
FARTHEST_FIRST: tuple[Stage, ...] = (
    *("operating", "building", "permitted", "contracted", "mou", "loi"),
    *("in-force", "amended", "passed", "proposed", "decided", "settled", "filed"),
    *("announced", "changed", "delayed", "declined", "cancelled", "repealed"),
)


def ladder_of(kind: ClaimKind, stages: Collection[Stage]) -> LadderName:
    """The ladder of a kind of claim, unless its stages say that it climbs another one."""
    own: LadderName = kind if kind in ("regulation", "ruling") else "deal"
    said = [stage for stage in stages if stage != "announced"]

    def fits(name: LadderName) -> tuple[int, bool]:
        return sum(stage in steps(name) for stage in said), name == own

    return max(_LADDERS, key=fits)


def steps(name: LadderName) -> tuple[Stage, ...]:
    """All stages of a ladder, from the lowest."""
    return tuple(stage for rung in _LADDERS[name] for stage in rung)


def way(name: LadderName, stages: Collection[Stage]) -> tuple[Stage, ...]:
    """The steps that a page shows of a ladder."""
    return tuple(stage for stage in steps(name) if stage not in _BYWAYS or stage in stages)


def rung(name: LadderName, stage: Stage) -> int | None:
    """How high a stage stands; None where it is beside the ladder: delayed, changed, cancelled, declined."""
    return next((i for i, stages in enumerate(_LADDERS[name]) if stage in stages), None)


def passed_over(name: LadderName, rungs: range, reached: Collection[int]) -> tuple[Stage, ...]:
    """The stages on some rungs that were never reached."""
    return tuple(stage for i in rungs if i not in reached for stage in _LADDERS[name][i])


def tier(stage: Stage) -> Tier:
    """What may be added up with what: only said, meant in writing, or agreed and beyond."""
    if stage in ("loi", "mou", "proposed", "filed"):
        return "intended"
    return "said" if stage == "announced" else "agreed"
