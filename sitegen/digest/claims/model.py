"""A claim as one note makes it, and as the ledger has it: with all that notes report of it."""

import datetime as dt

from msgspec import Struct

from sitegen.content.schema import UNKNOWN, Certainty, ClaimKind, Outcome, Power, Source, Stage
from sitegen.digest.claims.families import FAMILIES, Family
from sitegen.digest.claims.stages import LadderName
from sitegen.digest.values import Key, Localized
from sitegen.text.amounts import Amount

# By point in time the reports that agree with each other, by their numbers, the newest last; empty where all agree.
Versions = tuple[tuple[tuple[int, ...], ...], ...]

_DAY, _MONTH = len("2025-10-24"), len("2025-10")


class Claim(Struct, frozen=True):
    """A claim of a note, its entities resolved. `source` is the one that shows it.

    `amount` is as printed, `amount_in` in the words of each language where the note gives them, `figure` as it was
    understood. `said_by` is a term's key where the words given are its name. Only
    statements have no `stage`. `date`: of the event as it was given, a day, a month, a year or `unknown`; empty for the
    note's. `themes`, `topics`: those of the note's that it is of, where it is not all. `released_by`: the entity whose
    own words the source is, where it is no outlet.
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
    stage: Stage | None
    certainty: Certainty
    said_by: Localized | Key
    source: Source
    date: str = ""
    on: Key | None = None
    before: Key | None = None
    outcome: Outcome | None = None
    outcome_why: Localized = ""
    sentence: Localized = ""
    amount_in: dict[str, str] = {}
    power: Power | None = None
    themes: tuple[str, ...] | None = None
    topics: tuple[str, ...] | None = None
    was: tuple[str, ...] = ()
    released_by: Key | None = None

    @property
    def family(self) -> Family:
        return FAMILIES[self.kind]


class ClaimReport(Struct, frozen=True):
    """A claim as one note reports it. `themes`, `topics`: its own, else the note's.

    `date`: the note's; `day`: of the event, the first of its month or year where no more is known. `dated`: that is
    known; else it is known only that the event was told of then; of one whose day is `unknown`, `day` is the last on
    which it can have been.
    """

    note: str
    date: dt.date
    day: dt.date
    claim: Claim
    themes: tuple[str, ...]
    topics: tuple[str, ...] = ()
    dated: bool = True

    @property
    def unknown(self) -> bool:
        return self.claim.date == UNKNOWN

    @property
    def told(self) -> dt.date:
        """The day up to which it tells: that of the report where that is known to the day; else the note's."""
        return max(self.date, dt.date.fromisoformat(self.reported)) if len(self.reported) == _DAY else self.date

    @property
    def reported(self) -> str:
        """When its outlet reported it, as far as that is known: of a source without a date the month of the note, where
        the event has a day of its own. Empty where nothing is known.
        """
        own = self.claim.date and not self.unknown
        return self.claim.source.published or (self.date.isoformat()[:_MONTH] if own else "")

    @property
    def when(self) -> str:
        """The day of the event as far as it is known: 2025, 2025-10 or 2025-10-24; else that of the report. Empty where
        the note says that the day is not known, nor does it know when its source told of it.
        """
        told = "" if self.dated else self.claim.source.published
        return told if self.unknown else self.claim.date or told or self.date.isoformat()


class StageChange(Struct, frozen=True):
    """A stage that a claim was reported at, unlike the report before, and the note that says so.

    `date`, `when`, `dated`, `unknown`: as of the report. `point`: the point in time of which it tells.
    `back`: it is lower than the one before.
    """

    stage: Stage
    date: dt.date
    when: str
    note: str
    dated: bool
    point: int
    back: bool = False
    unknown: bool = False


class ClaimHistory(Struct, frozen=True):
    """One claim with all that notes report of it, the earliest event first.

    `at`: the number of the report by which it stands. `points`: for each report the point in time that it speaks of.
    `amounts`, for each kind of amount, and `dues`: what reports say of it. Where those of one point do not agree,
    nobody here settles it.
    """

    key: str  # its id; without one the note's id and its number there: `blueprint/2`
    id: str  # empty: it is its note's alone, and has no page
    part_of: str  # the key of the claim that this one is a part of
    ladder: LadderName
    reports: tuple[ClaimReport, ...]
    steps: tuple[StageChange, ...]
    at: int
    points: tuple[int, ...]
    amounts: tuple[Versions, ...]
    dues: Versions

    @property
    def newest(self) -> ClaimReport:
        return self.reports[-1]

    @property
    def standing(self) -> ClaimReport:
        """Whose stage, day, speaker and source a line shows, and whose amount if it names one: never one of each."""
        return self.reports[self.at]

    @property
    def was(self) -> tuple[str, ...]:
        """Its former ids, whichever note names them."""
        return tuple(dict.fromkeys(old for report in self.reports for old in report.claim.was))

    @property
    def claim(self) -> Claim:
        """As the report has it by which it stands."""
        return self.reports[self.at].claim

    @property
    def stage(self) -> Stage | None:
        """Where it stands now; statements stand nowhere."""
        return self.reports[self.at].claim.stage

    @property
    def family(self) -> Family:
        return FAMILIES[self.claim.kind]

    @property
    def due(self) -> str:
        """The day by which it should come; statements promise nothing."""
        return self.due_report.claim.due if self.due_report else ""

    @property
    def due_report(self) -> ClaimReport | None:
        """The newest report that names a day by which it should come."""
        named = (report for report in reversed(self.reports) if report.claim.due)
        return next(named, None) if self.family != "statement" else None

    @property
    def amount_report(self) -> ClaimReport | None:
        """The report by which it stands if that names an amount, else the newest that does: ground is broken for a
        data centre of 7조원 whether or not the report of that day says so.
        """
        named = (report for report in (self.standing, *reversed(self.reports)) if report.claim.amount)
        return next(named, None)

    @property
    def paired(self) -> ClaimReport:
        """The report by which a line says who does it with whom: the one by which it stands, unless it names nobody and
        another does.
        """
        named = (report for report in (self.standing, *reversed(self.reports)) if report.claim.with_)
        return next(named, self.standing)

    @property
    def related(self) -> ClaimReport:
        """The report by which a relation tells how far it has come: the one by which the claim stands, even if only an
        earlier one names the other party. Where that one is of somebody else's doing, it tells its own.
        """
        return self.standing if self.standing.claim.by == self.paired.claim.by else self.paired

    @property
    def repeated(self) -> frozenset[int]:
        """The numbers of reports that say of a claim that it was announced, when an earlier one said more: that is told
        of it still, and is no step back.
        """
        told = zip(self.points, self.reports, strict=True)
        more = min((at for at, report in told if report.claim.stage not in (None, "announced")), default=None)
        if more is None:
            return frozenset()
        stages = (report.claim.stage for report in self.reports)
        told_at = enumerate(zip(self.points, stages, strict=True))
        return frozenset(i for i, (at, stage) in told_at if stage == "announced" and at > more)

    @property
    def power(self) -> Power | None:
        """What the newest report says that says whether its watts are generated or used."""
        return next((report.claim.power for report in reversed(self.reports) if report.claim.power), None)

    @property
    def ended(self) -> ClaimReport | None:
        """The newest report that says what became of it in the end."""
        return next((report for report in reversed(self.reports) if report.claim.outcome), None)

    @property
    def sized(self) -> ClaimReport | None:
        """The report by which it stands if its amount has one value, else the newest whose amount has."""
        figured = ((report, report.claim.figure) for report in (self.standing, *reversed(self.reports)))
        return next((report for report, figure in figured if figure and figure.value is not None), None)

    def told_by(self, step: StageChange) -> ClaimReport:
        """The report that says of a stage when it came."""
        place = step.note, step.stage, step.when
        return next(r for r in self.reports if (r.note, r.claim.stage, r.when) == place)

    def moved(self, number: int) -> bool:
        """Whether a claim came to a stage from the one before; what reports of one time say otherwise is no way."""
        return number > 0 and self.steps[number].point > self.steps[number - 1].point

    @property
    def again(self) -> ClaimReport | None:
        """The report by which it stands, where its event came later than the last step and was of the same stage: a
        plan after its draft, both proposed.
        """
        its, last = self.standing, self.steps[-1] if self.steps else None
        if not last or its.unknown or not its.claim.date or its.claim.stage != last.stage:
            return None
        return its if its.day > last.date else None

    @property
    def beside(self) -> tuple[ClaimReport, ...]:
        """Reports of the day by which it stands that have another stage: all of them stand."""
        its = self.standing
        same_day = [r for r in self.reports if r.day == its.day and r.claim.stage not in ("announced", its.claim.stage)]
        return tuple({report.claim.stage: report for report in same_day}.values()) if its.claim.stage else ()

    @property
    def differing(self) -> tuple[str, ...]:
        """In what reports of one point in time differ: stage, amount, due.

        A stage that goes back differs from the one before at any time. That somebody said so, `announced`, differs from
        nothing: a letter, too, is announced.
        """
        told = {(at, r.claim.stage) for at, r in zip(self.points, self.reports, strict=True)}
        told -= {(at, "announced") for at in self.points}
        back = any(step.back for step in self.steps)
        stage = back or len(told) > len({at for at, _ in told})
        amount, due = (any(_differ(versions) for versions in each) for each in (self.amounts, (self.dues,)))
        by_field = {"stage": stage, "amount": amount, "due": due}
        return tuple(about for about, differs in by_field.items() if differs)

    @property
    def changed(self) -> tuple[str, ...]:
        """In what later reports say otherwise than earlier ones: amount, due. Stages have a history of their own."""
        by_field = {"amount": self.amounts, "due": (self.dues,)}
        return tuple(about for about, each in by_field.items() if any(len(versions) > 1 for versions in each))


class LawEnding(Struct, frozen=True):
    """That a law has come to its end, repealed, vetoed or withdrawn: the report that says so, of the claim `key`."""

    law: Key
    key: str
    report: ClaimReport


def _differ(versions: Versions) -> bool:
    return any(len(groups) > 1 for groups in versions)
