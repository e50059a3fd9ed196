"""The ladder of a claim as its page shows it: each step with its first report, that where it stands with the newest."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from sitegen.content.schema import Stage
from sitegen.digest.claims.model import ClaimHistory, ClaimReport, StageChange
from sitegen.digest.claims.stages import ENDED, rung, way
from sitegen.pages.context import PageContext
from sitegen.pages.parts.claim_elsewhere import moment, other_actor
from sitegen.pages.views import Link, Moment, NoteCard
from sitegen.text.dates import read_due

Place = Literal["here", "reached", "untold", "beyond", "ahead", "left"]
# Of a step in a row: reported; below where the claim stands, and no note tells of it; above that, as some report has
# it; above all that is reported.
Mark = Literal["told", "untold", "beyond", "ahead"]


class Rung(Struct, frozen=True):
    """A step of the ladder, and one report of it: the day as far as it is known, its outlet, its note. It is the one by
    which the claim stands where that is `here`, else the first.

    `place`: `here` where the claim stands; `reached` below that, `beyond` above it where somebody reports it; `untold`
    below it and `ahead` above it where no note tells of it; `left` what was reported beside the ladder. `off`: it
    stands beside the ladder. `late`: its day is after that of a higher step. `by`: who acts in that report, where that
    is somebody else than in the one by which the claim stands.
    """

    stage: str
    place: Place
    at: Moment | None = None
    publisher: str = ""
    note: NoteCard | None = None
    by: Link | None = None
    off: bool = False
    late: bool = False


def shown_steps(entry: ClaimHistory) -> tuple[Stage, ...]:
    """The steps of a claim's way. Of those that come one or the other, a letter or a memorandum, the one that came."""
    came = {step.stage for step in entry.steps}
    taken = {rung(entry.ladder, stage) for stage in came}
    return tuple(s for s in way(entry.ladder, came) if s in came or rung(entry.ladder, s) not in taken)


def marks(entry: ClaimHistory, stage: Stage | None) -> tuple[Mark, ...]:
    """The steps of a claim's ladder, as seen from a stage; none where that stands beside it."""
    steps = shown_steps(entry)
    if stage not in steps:
        return ()
    here, came = steps.index(stage), {report.claim.stage for report in _telling(entry)}
    return tuple(_mark(i - here, step in came) for i, step in enumerate(steps))


def _mark(above: int, reported: bool) -> Mark:
    if above > 0:
        return "beyond" if reported else "ahead"
    return "told" if reported or above == 0 else "untold"


def rungs(entry: ClaimHistory, context: PageContext, lang: str) -> tuple[Rung, ...]:
    """The steps, then what is beside the ladder: delayed, changed, cancelled. None where there is no way to climb."""
    stages = shown_steps(entry)
    if len(stages) < 2 or not entry.stage:
        return ()
    shown = _reports(entry, stages)
    reached = [i for i, stage in enumerate(stages) if stage in shown]
    here = stages.index(entry.stage) if entry.stage in stages else max(reached, default=-1)
    if entry.stage in ENDED:  # no step is left to it that nobody told of
        stages = stages[: max(reached, default=-1) + 1]
    ladder = []
    for i, stage in enumerate((*stages, *(stage for stage in shown if stage not in stages))):
        report, below, off = shown.get(stage), i <= here, i >= len(stages)
        if not report:
            ladder.append(Rung(stage, "untold" if below else "ahead"))
            continue
        late = not off and any(_after(report, shown[higher]) for higher in stages[i + 1 :] if higher in shown)
        ladder.append(
            Rung(
                stage=stage,
                place="here" if stage == entry.stage else "left" if off else "reached" if below else "beyond",
                at=moment(report),
                publisher=report.claim.source.publisher,
                note=context.note(report.note, lang),
                by=other_actor(report, entry.standing, context, lang),
                off=off,
                late=late,
            )
        )
    return tuple(ladder)


def _reports(entry: ClaimHistory, stages: Sequence[Stage]) -> dict[Stage, ClaimReport]:
    """For each stage that a claim came to, and each of the ladder that any report of it has, the report that its step
    shows.
    """
    first: dict[Stage, StageChange] = {}
    for step in entry.steps:
        first.setdefault(step.stage, step)
    shown = {stage: entry.told_by(step) for stage, step in first.items()}
    if entry.stage:
        shown[entry.stage] = entry.standing
    for report in sorted(_telling(entry), key=lambda report: (report.day, report.note)):
        if (stage := report.claim.stage) and stage in stages:
            shown.setdefault(stage, report)
    return shown


def _telling(entry: ClaimHistory) -> list[ClaimReport]:
    """The reports that tell of a step: who says later that it was announced tells nothing of when it was."""
    return [report for i, report in enumerate(entry.reports) if i not in entry.repeated]


def _after(one: ClaimReport, other: ClaimReport) -> bool:
    """Whether one surely came after the other: some time in December is not after the 26th, nor what was told later."""
    return one.dated and not other.unknown and read_due(one.when).start > read_due(other.when).end
