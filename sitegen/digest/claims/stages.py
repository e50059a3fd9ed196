"""The stages of a claim as steps: in what order they come, which may be passed over, and which end it."""

from collections.abc import Collection
from typing import Literal

from sitegen.content.schema import ClaimKind, Stage
from sitegen.digest.claims.families import FAMILIES

LadderName = Literal["none", "short", "accord", "deal", "building", "regulation", "ruling"]

# Each is more than said, and less than bound: what was agreed without a paper that is named, a letter, a memorandum.
_PAPERS: tuple[Stage, ...] = ("agreed", "loi", "mou")
_COMMITTED: tuple[Stage, ...] = ("committed",)  # an investment that was decided on, by whoever makes it
# Rungs from the lowest to the highest; the stages of one rung come one or the other. `announced` says only that
# somebody said so.
_LADDERS: dict[LadderName, tuple[tuple[Stage, ...], ...]] = {
    "none": (),
    "short": (("announced",), ("operating", "done")),
    "accord": (("announced",), _PAPERS, ("contracted",), ("operating", "done")),
    "deal": (("announced",), _PAPERS, _COMMITTED, ("contracted",), ("operating", "done")),
    "building": (
        *(("announced",), _PAPERS, _COMMITTED, ("contracted",), ("permitted",)),
        *(("building",), ("operating", "done")),
    ),
    "regulation": (
        ("announced",),
        ("proposed",),
        ("provisional",),
        ("passed",),
        ("in-force", "amended"),
    ),
    # Nobody announces a suit; who says that one was brought says that it was filed.
    "ruling": (("announced", "filed"), ("preliminary",), ("settled", "decided"), ("appealed",)),
}
COMMITMENT_LADDERS: tuple[LadderName, ...] = ("building", "deal", "accord", "short")
# By kind; all others climb the ladder of deals.
_OF_KIND: dict[ClaimKind, LadderName] = {
    "investment": "building",
    "capacity": "building",
    "partnership": "accord",
    "agreement": "accord",
    "funding": "accord",
    "establishment": "short",
    "employment": "short",
    "regulation": "regulation",
    "ruling": "ruling",
    "forecast": "none",
    "position": "none",
}
# Not on every way: shown as steps only where a claim has reached them. A pledge needs no contract: it is kept, not run.
_BYWAYS: frozenset[Stage] = frozenset(
    (*_PAPERS, *_COMMITTED, "provisional", "amended", "preliminary", "settled", "appealed")
)
_OF_ACCORDS, _OF_OTHERS = frozenset(("contracted", "operating")), frozenset(("done",))
_SAID: frozenset[Stage] = frozenset(("announced",))
# Nothing is due any more.
FINAL: frozenset[Stage] = frozenset(
    (
        *("operating", "done", "cancelled", "declined", "unsigned", "vetoed"),
        *("in-force", "amended", "repealed", "settled", "decided"),
    )
)
# More than meant: somebody is bound by it.
BINDING: frozenset[Stage] = frozenset(
    ("contracted", "permitted", "building", "operating", "done", "passed", "in-force", "amended", "settled", "decided")
)
GIVEN_UP: frozenset[Stage] = frozenset(("cancelled", "declined", "unsigned", "vetoed", "repealed"))
# Nothing more comes of it, or is to.
ENDED: frozenset[Stage] = GIVEN_UP | frozenset(("rescinding",))
# What was to come has come.
REACHED: frozenset[Stage] = FINAL - GIVEN_UP
# Who refuses promises nothing: it is counted nowhere among promises.
REFUSED: frozenset[Stage] = frozenset(("declined", "unsigned"))
# From what is done to what is only said, then what has left the ladder: the order in which lists show stages.
FARTHEST_FIRST: tuple[Stage, ...] = (
    *("done", "operating", "building", "permitted", "contracted", "committed", "mou", "loi", "agreed"),
    *(
        "in-force",
        "amended",
        "passed",
        "provisional",
        "proposed",
        "appealed",
        "decided",
        "settled",
        "preliminary",
        "filed",
    ),
    *("announced", "changed", "delayed", "rescinding", "declined", "unsigned", "vetoed", "cancelled", "repealed"),
)


# From what is only said to what is done, then what has left the ladder.
NEAREST_FIRST: tuple[Stage, ...] = (
    *("announced", "agreed", "loi", "mou", "committed", "contracted", "permitted", "building", "operating", "done"),
    *("changed", "delayed", "cancelled"),
)


def ladder_of(kind: ClaimKind, stages: Collection[Stage]) -> LadderName:
    """The ladder of a kind of claim; of a commitment whose stages climb higher, the one that holds most of them."""
    own = _OF_KIND.get(kind, "deal")
    if FAMILIES[kind] != "commitment":
        return own
    said = [stage for stage in stages if stage != "announced"]

    def fits(name: LadderName) -> tuple[int, bool]:
        return sum(stage in steps(name) for stage in said), name == own

    return max(reversed(COMMITMENT_LADDERS), key=fits)


def steps(name: LadderName) -> tuple[Stage, ...]:
    """All stages of a ladder, from the lowest."""
    return tuple(stage for rung in _LADDERS[name] for stage in rung)


def way(name: LadderName, stages: Collection[Stage]) -> tuple[Stage, ...]:
    """The steps that a page shows of a ladder."""
    byways = _BYWAYS | (_OF_ACCORDS if name == "accord" else _OF_OTHERS) | (_SAID if name == "ruling" else frozenset())
    return tuple(stage for stage in steps(name) if stage not in byways or stage in stages)


def rung(name: LadderName, stage: Stage | None) -> int | None:
    """How high a stage stands; None where it is beside the ladder: delayed, changed, or come to an end, as what is
    cancelled, vetoed or repealed.
    """
    return next((i for i, stages in enumerate(_LADDERS[name]) if stage in stages), None)
