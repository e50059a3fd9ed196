"""What other reports of a claim say than the one that a line shows, of the same time or of another."""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from sitegen.content.schema import Stage
from sitegen.digest.claims.model import Claim, ClaimHistory, ClaimReport, StageChange, Versions
from sitegen.digest.values import Text
from sitegen.pages.context import PageContext
from sitegen.pages.parts.claim_amounts import shown_amount
from sitegen.pages.views import Moment

_Time = Literal["", "earlier", "later"]
_OTHERS = 8  # that are named beside a report: other amounts, and outlets of each


class Elsewhere(Struct, frozen=True):
    """What other reports of a claim say: a stage or an amount, and who says it.

    `time`: `earlier` or `later`, where it was so then, since when it changed; else they speak of the same time. `at`:
    of the newest that says so, for these.
    """

    stage: str
    amount: Text
    publishers: tuple[str, ...]
    normal: str = ""
    time: _Time = ""
    at: Moment | None = None


class _Told(Struct, frozen=True):
    """What is reported of one claim: its stages; and by note, day and amount the other amounts to show beside it, as
    numbers of reports that agree.
    """

    stages: tuple[Stage, ...]
    amounts: dict[tuple[str, str, str], tuple[tuple[_Time, tuple[int, ...]], ...]]


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
        _other_stage(stage, report, entry) for stage in stages if stage in told.stages and stage != "announced"
    ]
    if not claim.amount and any(r.claim.amount for r in reports):
        elsewhere.append(_named_amount(report, entry, lang))
    for time, numbers in told.amounts.get((sized.note, sized.when, claim.amount), ()) if claim.amount else ():
        elsewhere.append(_other_amount(time, numbers, entry, lang))
    return tuple(elsewhere)


def told_stages(entry: ClaimHistory, context: PageContext) -> tuple[Stage, ...]:
    """All that reports say, in their order."""
    return _told(entry, context).stages


def moment(report: ClaimReport | StageChange) -> Moment:
    return Moment(report.when, not report.dated)


def shown_stage(claim: Claim, stage: Stage | None) -> str:
    return "" if not stage or (claim.kind == "ruling" and stage == "decided") else stage


def _other_stage(stage: Stage, report: ClaimReport, entry: ClaimHistory) -> Elsewhere:
    """Who reports it of the time of which this report speaks; else the last to do so, before or after."""
    # By itself a note does not know before what higher stage one came whose day nobody knows.
    here = next(
        point
        for point, r in zip(entry.points, entry.reports, strict=True)
        if (r.note, r.claim) == (report.note, report.claim)
    )
    told = [(point, r) for point, r in zip(entry.points, entry.reports, strict=True) if r.claim.stage == stage]
    last, newest = told[-1]
    same = [r for point, r in told if point == here]
    outlets = tuple(dict.fromkeys(r.claim.source.publisher for r in same or [newest]))[:_OTHERS]
    if same:
        return Elsewhere(stage, Text(), outlets)
    return Elsewhere(stage, Text(), outlets, time="earlier" if last < here else "later", at=moment(newest))


def _named_amount(report: ClaimReport, entry: ClaimHistory, lang: str) -> Elsewhere:
    """Beside a report without one: the amount that others name of its time; else of another time, the newest."""
    here = entry.points[entry.reports.index(report)]
    named = [i for i, each in enumerate(entry.reports) if each.claim.amount]
    same = [i for i in named if entry.points[i] == here]
    if same:
        return _other_amount("", same[-1:], entry, lang)
    return _other_amount("earlier" if entry.points[named[-1]] < here else "later", named[-1:], entry, lang)


def _other_amount(time: _Time, numbers: Sequence[int], entry: ClaimHistory, lang: str) -> Elsewhere:
    """What some reports agree on, in the words of the last of them."""
    outlets = tuple(dict.fromkeys(entry.reports[i].claim.source.publisher for i in numbers))[:_OTHERS]
    last = entry.reports[numbers[-1]]
    amount, normal = shown_amount(last.claim, lang)
    return Elsewhere("", amount, outlets, normal, time, moment(last) if time else None)


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
    return _Told(tuple(stages), amounts)


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
