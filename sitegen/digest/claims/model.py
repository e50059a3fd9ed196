"""A claim as one note makes it, and as the ledger has it: with all that notes report of it."""

import datetime as dt

from msgspec import Struct

from sitegen.content.schema import Certainty, ClaimKind, Source, Stage
from sitegen.digest.claims.stages import LadderName
from sitegen.digest.values import Key, Localized
from sitegen.text.amounts import Amount


class Claim(Struct, frozen=True):
    """A claim of a note, its entities resolved. `source` is the one that shows it.

    `figure` is the amount as it was understood. `said_by` is a term's key where the words given are its name.
    """

    id: str
    part_of: str
    kind: ClaimKind
    by: Key
    with_: tuple[Key, ...]
    what: Localized
    amount: str
    figure: Amount | None
    due: str
    stage: Stage
    certainty: Certainty
    said_by: Localized | Key
    source: Source


class ClaimReport(Struct, frozen=True):
    """A claim as one note reports it. `themes`: the note's."""

    note: str
    date: dt.date
    claim: Claim
    themes: tuple[str, ...]


class StageChange(Struct, frozen=True):
    """A stage that a claim was reported at, unlike the report before, and the note that says so.

    `back`: it is lower than the one before. `passed`: stages in between that nobody reported.
    """

    stage: Stage
    date: dt.date
    note: str
    back: bool = False
    passed: tuple[Stage, ...] = ()


class ClaimHistory(Struct, frozen=True):
    """One claim of the ledger, with all that notes report of it, the oldest first.

    `stage` is where it stands now. `amounts` and `dues`: where reports disagree, those that agree with each other, by
    their numbers; the group of the newest report last. Nobody here settles it.
    """

    key: str  # its id; without one the note's id and its number there: `blueprint/2`
    id: str  # empty: it is its note's alone, and has no page
    part_of: str  # the key of the claim whose amount holds this one's
    ladder: LadderName
    reports: tuple[ClaimReport, ...]
    steps: tuple[StageChange, ...]
    stage: Stage
    amounts: tuple[tuple[int, ...], ...]
    dues: tuple[tuple[int, ...], ...]

    @property
    def newest(self) -> ClaimReport:
        return self.reports[-1]

    @property
    def claim(self) -> Claim:
        """As the newest note has it."""
        return self.reports[-1].claim

    @property
    def amount(self) -> Claim | None:
        """The newest report's claim that names an amount."""
        return next((report.claim for report in reversed(self.reports) if report.claim.amount), None)

    @property
    def due(self) -> str:
        return next((report.claim.due for report in reversed(self.reports) if report.claim.due), "")

    @property
    def differing(self) -> tuple[str, ...]:
        """In what reports differ: stage (one goes back, or two are of one day), amount, due."""
        days = {report.date for report in self.reports}
        at_once = len({(report.date, report.claim.stage) for report in self.reports}) > len(days)
        stage = at_once or any(step.back for step in self.steps)
        by_field = {"stage": stage, "amount": self.amounts, "due": self.dues}
        return tuple(about for about, differs in by_field.items() if differs)
