"""The ladder of a claim as its page shows it: every step, with the day and the outlet of its first report."""

from typing import Literal

from msgspec import Struct

from sitegen.content.schema import Stage
from sitegen.digest.claims.model import ClaimHistory, StageChange
from sitegen.digest.claims.stages import rung, way
from sitegen.pages.parts.claim_elsewhere import moment
from sitegen.pages.views import Moment
from sitegen.text.dates import read_due

Place = Literal["here", "reached", "beyond", "left", "untold"]


class Rung(Struct, frozen=True):
    """A step of the ladder, and the first report of it: the day as far as it is known, its outlet.

    `place`: `here` where the claim stands; `reached` below that, `beyond` above it where somebody reports it; `left`
    what was reported beside the ladder; `untold` of which no note tells, and so nothing can be said. `off`: it stands
    beside the ladder. `late`: its day is after that of a higher step.
    """

    stage: str
    place: Place
    at: Moment | None = None
    publisher: str = ""
    off: bool = False
    late: bool = False


def shown_steps(entry: ClaimHistory) -> tuple[Stage, ...]:
    """The steps of a claim's way. Of those that come one or the other, a letter or a memorandum, the one that came."""
    came = {step.stage for step in entry.steps}
    taken = {rung(entry.ladder, stage) for stage in came}
    return tuple(s for s in way(entry.ladder, came) if s in came or rung(entry.ladder, s) not in taken)


def step_of(entry: ClaimHistory, stage: Stage | None) -> tuple[int, int]:
    """How far a stage is on a claim's ladder, from 1, and how many steps that has; 0 where it stands beside it."""
    steps = shown_steps(entry)
    return (steps.index(stage) + 1 if stage in steps else 0), len(steps)


def rungs(entry: ClaimHistory) -> tuple[Rung, ...]:
    """The steps, then what is beside the ladder: delayed, changed, cancelled. None where there is no way to climb."""
    stages = shown_steps(entry)
    if len(stages) < 2 or not entry.stage:
        return ()
    first: dict[Stage, StageChange] = {}
    for change in entry.steps:
        first.setdefault(change.stage, change)
    outlets = {(report.note, report.claim.stage): report.claim.source.publisher for report in entry.reports}
    reached = [i for i, stage in enumerate(stages) if stage in first]
    here = stages.index(entry.stage) if entry.stage in stages else max(reached, default=-1)
    ladder = []
    for i, stage in enumerate((*stages, *(stage for stage in first if stage not in stages))):
        step, below = first.get(stage), i <= here
        place: Place = ("reached" if below else "beyond") if step else "untold"
        off = i >= len(stages)
        place = "here" if stage == entry.stage else "left" if off else place
        if step:
            late = not off and any(_after(step, first[higher]) for higher in stages[i + 1 :] if higher in first)
            ladder.append(Rung(stage, place, moment(step), outlets[step.note, stage], off, late))
        else:
            ladder.append(Rung(stage, place))
    return tuple(ladder)


def _after(one: StageChange, other: StageChange) -> bool:
    """Whether one surely came after the other: some time in December is not after the 26th, nor what was told later."""
    return one.dated and not other.unknown and read_due(one.when).start > read_due(other.when).end
