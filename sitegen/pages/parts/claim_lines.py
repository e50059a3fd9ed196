"""Claims as pages show them."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from sitegen.content.schema import Stage
from sitegen.digest.claims.model import Claim, ClaimHistory, ClaimReport, StageChange, Versions
from sitegen.digest.values import Key, Localized, Text
from sitegen.pages.context import PageContext
from sitegen.pages.parts.claim_amounts import shown_amount
from sitegen.pages.views import Link, Moment, NoteCard
from sitegen.text.sentences.brackets import apart

_Time = Literal["", "earlier", "later"]
_LISTED = re.compile("[,;/]")  # several outlets in one pair of brackets
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


class ClaimLine(Struct, frozen=True):
    """What would say nothing is empty: the stage of an opinion, that a decision is decided, that something is stated,
    that its source says it. `normal`: the amount in the page's language, where it is printed otherwise. `due_by`: the
    outlet that names the day, where that is another report's; `amount_by`, `amount_at`: the same of the amount. `at`:
    of the report, which its outlet `published` then.
    """

    href: str  # of the claim's own page
    kind: str
    by: Link
    with_: tuple[Link, ...]
    on: Link | None
    on_kind: str  # of the law
    before: Link | None
    what: Text
    amount: Text
    normal: str
    when: Moment | None  # the day of the event, where it is not the note's
    at: Moment
    due: str
    due_by: str
    amount_by: str
    amount_at: Moment | None
    stage: str
    outcome: str
    outcome_why: Text
    certainty: str
    power: str  # whether its watts are generated or used, where that is said
    said_by: Text
    publisher: str
    published: str
    elsewhere: tuple[Elsewhere, ...] = ()


class _Told(Struct, frozen=True):
    """What is reported of one claim: its stages; and by note, day and amount the other amounts to show beside it, as
    numbers of reports that agree.
    """

    stages: tuple[Stage, ...]
    amounts: dict[tuple[str, str, str], tuple[tuple[_Time, tuple[int, ...]], ...]]


class Stated(Struct, frozen=True):
    """A claim away from its note, and the note."""

    claim: ClaimLine
    note: NoteCard


def claim_line(report: ClaimReport, entry: ClaimHistory, context: PageContext, lang: str) -> ClaimLine:
    """A claim as one note has it, with what others say of it."""
    stages = [stage for stage in _told(entry, context).stages if stage != report.claim.stage]
    return _line(report, report, report, entry, context, lang, stages)


def entry_line(entry: ClaimHistory, context: PageContext, lang: str, by: ClaimReport | None = None) -> ClaimLine:
    """A claim as all notes together have it: by one report, with what others say instead of where it stands.

    `by`: another report than the one by which it stands.
    """
    report = by or entry.standing
    told = (each.claim.stage for each in (entry.standing, *entry.beside))
    stages = [stage for stage in told if stage and stage != report.claim.stage]
    sized = report if report.claim.amount else entry.amount_report
    return _line(report, sized or report, entry.due_report, entry, context, lang, stages)


def stated(entry: ClaimHistory, context: PageContext, lang: str) -> Stated:
    return Stated(entry_line(entry, context, lang), context.note(entry.standing.note, lang))


def href(entry: ClaimHistory, context: PageContext, lang: str) -> str:
    """Of the claim's page, which it has if it has an id."""
    return context.urls.claim(entry.id, lang).href if entry.id else ""


def href_full(entry: ClaimHistory, context: PageContext, lang: str) -> str:
    """With the host: of the claim's page, or of the note whose own it is."""
    note = context.digest.notes[entry.standing.note].text(lang)
    return (context.urls.claim(entry.id, lang) if entry.id else context.urls.note(entry.standing.note, note.lang)).full


def moment(report: ClaimReport | StageChange) -> Moment:
    return Moment(report.when, not report.dated)


def headed(claim: Claim, context: PageContext, lang: str) -> Text:
    """What is claimed, as the head of a row or a page: `memory chips` begin with a capital, xAI does not."""
    text = context.text(claim.what, lang)
    first = text.words.partition(" ")[0]
    return Text(f"{text.words[:1].upper()}{text.words[1:]}", text.lang) if first == first.lower() else text


def stated_by(claim: Claim, context: PageContext) -> Localized | Key:
    """Who states it, in every language or in none: an outlet that reports states nothing, whatever it is called."""
    said_by = claim.said_by
    own, beside = apart(claim.source.publisher)
    outlets = {_bare(name) for name in (claim.source.publisher, own, *_LISTED.split(beside))}
    return "" if not outlets.isdisjoint(map(_bare, all_names(said_by, context))) else said_by


def _bare(name: str) -> str:
    """The National Law Review is National Law Review."""
    return name.strip().casefold().removeprefix("the ")


def all_names(named: Localized | Key, context: PageContext) -> tuple[str, ...]:
    """The words of every language; of a term its aliases too."""
    if isinstance(named, tuple):
        term = context.digest.terms[named]
        return (*all_names(term.name, context), *term.aliases)
    return (named,) if isinstance(named, str) else tuple(named.values())


def shown_stage(claim: Claim, stage: Stage | None) -> str:
    return "" if not stage or (claim.kind == "ruling" and stage == "decided") else stage


def _line(
    report: ClaimReport,
    sized: ClaimReport,
    due: ClaimReport | None,
    entry: ClaimHistory,
    context: PageContext,
    lang: str,
    stages: Sequence[Stage],
) -> ClaimLine:
    """By one report; its entities bear the names that they had then. `stages`: of other reports, to show beside it.

    `sized`: the report that says how much; `due`: by when.
    """
    claim = report.claim
    amount, normal = shown_amount(sized.claim, lang)
    carried = sized is not report
    return ClaimLine(
        href=href(entry, context, lang),
        kind=claim.kind,
        by=context.link(claim.by, lang, report.day),
        with_=tuple(context.link(key, lang, report.day) for key in claim.with_),
        on=context.link(claim.on, lang) if claim.on else None,
        on_kind=context.digest.terms[claim.on].kind or "" if claim.on else "",
        before=context.link(claim.before, lang, report.day) if claim.before else None,
        what=headed(claim, context, lang),
        amount=amount,
        normal=normal,
        when=moment(report) if claim.date else None,
        at=moment(report),
        due=due.claim.due if due else "",
        due_by=due.claim.source.publisher if due and due.claim.due != claim.due else "",
        amount_by=sized.claim.source.publisher if carried else "",
        amount_at=moment(sized) if carried else None,
        stage=shown_stage(claim, claim.stage),
        outcome=entry.ended.claim.outcome or "" if entry.ended else "",
        outcome_why=context.text(entry.ended.claim.outcome_why, lang) if entry.ended else Text(),
        certainty="" if claim.certainty == "stated" else claim.certainty,
        power=entry.power or "",
        said_by=_said_by(report, context, lang),
        publisher=claim.source.publisher,
        published=claim.source.published,
        elsewhere=_elsewhere(report, sized, entry, context, lang, stages),
    )


def _elsewhere(
    report: ClaimReport,
    sized: ClaimReport,
    entry: ClaimHistory,
    context: PageContext,
    lang: str,
    stages: Sequence[Stage],
) -> tuple[Elsewhere, ...]:
    """Some stages, and amounts that the line does not show, with their outlets; the claim's own page has them all."""
    if len(entry.reports) == 1:
        return ()
    told, reports, claim = _told(entry, context), entry.reports, sized.claim
    elsewhere = [_other_stage(stage, report, entry) for stage in stages if stage in told.stages]
    if not claim.amount and any(r.claim.amount for r in reports):
        elsewhere.append(_named_amount(report, entry, lang))
    for time, numbers in told.amounts.get((sized.note, sized.when, claim.amount), ()) if claim.amount else ():
        elsewhere.append(_other_amount(time, numbers, entry, lang))
    return tuple(elsewhere)


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
    return context.memo(_all_told, context, entry.key)


def _all_told(context: PageContext, key: str) -> _Told:
    """What is reported of a claim, and by whom: looked through once for all the notes that show it."""
    entry = context.digest.ledger[key]
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


def _said_by(report: ClaimReport, context: PageContext, lang: str) -> Text:
    said_by = stated_by(report.claim, context)
    if not isinstance(said_by, tuple):
        return context.text(said_by, lang)
    link = context.link(said_by, lang, report.day)
    return Text(link.words, link.lang)
