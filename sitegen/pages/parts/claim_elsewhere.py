"""What other reports of a claim say than the one that a line shows, of the same time or of another."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from sitegen.content.schema import Stage
from sitegen.digest.claims.model import Claim, ClaimHistory, ClaimReport, StageChange, Versions
from sitegen.digest.values import Text
from sitegen.pages.context import PageContext
from sitegen.pages.parts.claim_amounts import shown_amount
from sitegen.pages.views import Link, Moment

_Time = Literal["", "earlier", "later"]
_OTHERS = 8  # that are named beside a report: other amounts, and outlets of each


class Elsewhere(Struct, frozen=True):
    """What other reports of a claim say: a stage or an amount, and who says it.

    `time`: `earlier` or `later`, where it was so then, since when it changed; else they speak of the same time. `at`:
    for these, of the report by which it came to the stage, or of the newest that names the amount. `by`: who acts in
    that report, where that is somebody else than in the one that the line shows.
    """

    stage: str
    amount: Text
    publishers: tuple[str, ...]
    normal: str = ""
    time: _Time = ""
    at: Moment | None = None
    by: Link | None = None


class _Told(Struct, frozen=True):
    """What is reported of one claim: its stages; and by note, day and amount the other amounts to show beside it, as
    numbers of reports that agree. `repeated`: the notes and days of reports that say again that it was announced.
    """

    stages: tuple[Stage, ...]
    amounts: dict[tuple[str, str, str], tuple[tuple[_Time, tuple[int, ...]], ...]]
    repeated: frozenset[tuple[str, str]]


def elsewhere(
    report: ClaimReport,
    sized: ClaimReport,
    entry: ClaimHistory,
    context: PageContext,
    lang: str,
    stages: Sequence[Stage],
) -> tuple[Elsewhere, ...]:
    """Some stages, and amounts that the line does not show, with their outlets; the claim's own page has them all.

    That it was announced says nothing beside any other stage.
    """
    if len(entry.reports) == 1:
        return ()
    told, reports, claim = _told(entry, context), entry.reports, sized.claim
    elsewhere = [
        _other_stage(stage, report, entry, context, lang)
        for stage in stages
        if stage in told.stages and stage != "announced"
    ]
    if not claim.amount and any(r.claim.amount for r in reports):
        elsewhere.append(_named_amount(report, entry, context, lang))
    for time, numbers in told.amounts.get((sized.note, sized.when, claim.amount), ()) if claim.amount else ():
        elsewhere.append(_other_amount(time, numbers, report, entry, context, lang))
    return tuple(elsewhere)


def told_stages(entry: ClaimHistory, context: PageContext) -> tuple[Stage, ...]:
    """All that reports say, in their order."""
    return _told(entry, context).stages


def stage_of_report(report: ClaimReport, entry: ClaimHistory, context: PageContext) -> str:
    """What a line that is of one report says: nothing where it tells again that what had come further was announced."""
    said = shown_stage(report.claim, report.claim.stage)
    if said != "announced" or len(entry.reports) == 1:
        return said
    return "" if (report.note, report.when) in _told(entry, context).repeated else said


def other_actor(report: ClaimReport, shown: ClaimReport, context: PageContext, lang: str) -> Link | None:
    """Who acts in a report, where that is somebody else than in the one beside or below which it is shown."""
    by = report.claim.by
    return None if by == shown.claim.by else context.link(by, lang, report.day)


def moment(report: ClaimReport | StageChange) -> Moment:
    return Moment(report.when, not report.dated)


def moment_of_report(report: ClaimReport) -> Moment:
    """When its outlet reported it; the day of the event where nothing else is known."""
    return Moment(report.reported, True) if report.reported else moment(report)


def shown_stage(claim: Claim, stage: Stage | None) -> str:
    return "" if not stage or (claim.kind == "ruling" and stage == "decided") else stage


def _other_stage(stage: Stage, report: ClaimReport, entry: ClaimHistory, context: PageContext, lang: str) -> Elsewhere:
    """Who reports it of the time of which this report speaks; else by which report it came to that before or after:
    what is only told again is no move.
    """
    # By itself a note does not know before what higher stage one came whose day nobody knows.
    here = next(
        point
        for point, r in zip(entry.points, entry.reports, strict=True)
        if (r.note, r.claim) == (report.note, report.claim)
    )
    told = [(point, r) for point, r in zip(entry.points, entry.reports, strict=True) if r.claim.stage == stage]
    if same := [r for point, r in told if point == here]:
        return Elsewhere(stage, Text(), _outlets(same), by=other_actor(same[-1], report, context, lang))
    steps = [step for step in entry.steps if step.stage == stage]
    step = next((step for step in steps if step.point > here), steps[-1])
    came, time = entry.told_by(step), _time(step.point, here)
    by = other_actor(came, report, context, lang)
    return Elsewhere(stage, Text(), _outlets([came]), time=time, at=moment(step), by=by)


def _outlets(reports: Iterable[ClaimReport]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(report.claim.source.publisher for report in reports))[:_OTHERS]


def _time(one: int, here: int) -> _Time:
    return "earlier" if one < here else "later"


def _named_amount(report: ClaimReport, entry: ClaimHistory, context: PageContext, lang: str) -> Elsewhere:
    """Beside a report without one: the amount that others name of its time; else of another time, the newest."""
    here = entry.points[entry.reports.index(report)]
    named = [i for i, each in enumerate(entry.reports) if each.claim.amount]
    same = [i for i in named if entry.points[i] == here]
    if same:
        return _other_amount("", same[-1:], report, entry, context, lang)
    return _other_amount(_time(entry.points[named[-1]], here), named[-1:], report, entry, context, lang)


def _other_amount(
    time: _Time, numbers: Sequence[int], report: ClaimReport, entry: ClaimHistory, context: PageContext, lang: str
) -> Elsewhere:
    """What some reports agree on, in the words of the last of them, beside the report of a line."""
    outlets = _outlets(entry.reports[i] for i in numbers)
    last = entry.reports[numbers[-1]]
    amount, normal = shown_amount(last.claim, lang)
    by = other_actor(last, report, context, lang)
    return Elsewhere("", amount, outlets, normal, time, moment(last) if time else None, by)


def _told(entry: ClaimHistory, context: PageContext) -> _Told:
    """Looked through once for all the notes that show it; as editions have it, for each."""
    if entry is not context.digest.ledger[entry.key]:
        return _all_told(entry)
    return context.memo(_told_now, context, entry.key)


def _told_now(context: PageContext, key: str) -> _Told:
    return _all_told(context.digest.ledger[key])


def _all_told(entry: ClaimHistory) -> _Told:
    """What is reported of a claim, and by whom."""
    claims = [report.claim for report in entry.reports]
    stages = dict.fromkeys(claim.stage for claim in claims if claim.stage and shown_stage(claim, claim.stage))
    amounts = {}
    for versions in entry.amounts:
        for numbers, others in _others(versions):
            for report in (entry.reports[i] for i in numbers):
                amounts[report.note, report.when, report.claim.amount] = others
    repeated = frozenset((entry.reports[i].note, entry.reports[i].when) for i in entry.repeated)
    return _Told(tuple(stages), amounts, repeated)


def _others(versions: Versions) -> Iterator[tuple[tuple[int, ...], tuple[tuple[_Time, tuple[int, ...]], ...]]]:
    """For reports that agree: what others of their time say, what was said at the time before, and what in the end."""
    for at, groups in enumerate(versions):
        others: list[tuple[_Time, tuple[int, ...]]] = []
        if at:
            others.append(("earlier", versions[at - 1][-1]))
        if at < len(versions) - 1:
            others.append(("later", versions[-1][-1]))
        for numbers in groups:
            beside: list[tuple[_Time, tuple[int, ...]]] = [("", other) for other in groups if other is not numbers]
            yield numbers, (*beside[-_OTHERS:], *others)
