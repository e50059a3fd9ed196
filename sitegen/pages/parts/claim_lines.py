"""Claims as pages show them."""

import re
from collections.abc import Sequence

from msgspec import Struct

from sitegen.content.schema import Stage
from sitegen.digest.claims.model import Claim, ClaimHistory, ClaimReport
from sitegen.digest.values import Text
from sitegen.pages.context import PageContext
from sitegen.pages.views import Link, NoteCard
from sitegen.text.amounts import Amount, write_amount

_HANGUL = re.compile("[가-힣]")
_OTHERS = 8  # that are named beside a report: other amounts, and outlets of each
_AS_NUMBERS = re.compile(r"[\s,]")


class Elsewhere(Struct, frozen=True):
    """What other reports of a claim say: a stage or an amount, and who says it."""

    stage: str
    amount: Text
    publishers: tuple[str, ...]


class ClaimLine(Struct, frozen=True):
    """What would say nothing is empty: the stage of an opinion, that a decision is decided, that something is stated,
    that its source says it. `normal`: the amount in the page's language, where it is printed otherwise.
    """

    href: str  # of the claim's own page
    kind: str
    by: Link
    with_: tuple[Link, ...]
    on: Link | None
    before: Link | None
    what: Text
    amount: Text
    normal: str
    when: str  # the day of the event, where it is not the note's: a month or a year too
    due: str
    stage: str
    outcome: str
    outcome_why: Text
    certainty: str
    said_by: Text
    publisher: str
    elsewhere: tuple[Elsewhere, ...] = ()


class _Versions(Struct, frozen=True):
    """What is reported of one claim: outlets by stage; the group of agreeing reports by amount; the groups' outlets."""

    stages: dict[Stage, tuple[str, ...]]
    amounts: dict[str, int]
    outlets: tuple[tuple[str, ...], ...]


class Stated(Struct, frozen=True):
    """A claim away from its note, and the note."""

    claim: ClaimLine
    note: NoteCard


def claim_line(report: ClaimReport, entry: ClaimHistory, context: PageContext, lang: str) -> ClaimLine:
    """A claim as one note has it, with what others say of it."""
    stages = [stage for stage in _shown_versions(entry, context).stages if stage != report.claim.stage]
    return _line(report, report.claim.due, entry, context, lang, stages)


def entry_line(entry: ClaimHistory, context: PageContext, lang: str) -> ClaimLine:
    """A claim as all notes together have it: by one report, with what others of its day, or its sum, say instead."""
    stages = [report.claim.stage for report in entry.beside if report.claim.stage]
    return _line(entry.standing, entry.due, entry, context, lang, stages)


def stated(entry: ClaimHistory, context: PageContext, lang: str) -> Stated:
    return Stated(entry_line(entry, context, lang), context.note(entry.standing.note, lang))


def href(entry: ClaimHistory, context: PageContext, lang: str) -> str:
    """Of the claim's page, which it has if it has an id."""
    return context.urls.claim(entry.id, lang).href if entry.id else ""


def href_full(entry: ClaimHistory, context: PageContext, lang: str) -> str:
    """With the host: of the claim's page, or of the note whose own it is."""
    note = context.digest.notes[entry.standing.note].text(lang)
    return (context.urls.claim(entry.id, lang) if entry.id else context.urls.note(entry.standing.note, note.lang)).full


def shown_stage(claim: Claim, stage: Stage | None) -> str:
    return "" if not stage or (claim.kind == "ruling" and stage == "decided") else stage


def printed(claim: Claim, lang: str) -> Text:
    """The amount as printed, in the language that it is printed in where it has words."""
    if _HANGUL.search(claim.amount):
        language = "ko"
    else:
        language = claim.source.lang if any(c.isalpha() for c in claim.amount) else ""
    return Text(claim.amount, "" if language == lang else language)


def normal(claim: Claim, lang: str) -> str:
    """The amount as a language writes it; empty where that is what is printed."""
    if not claim.figure:
        return ""
    written = written_amount(claim.figure, lang)
    return "" if _AS_NUMBERS.sub("", written) in _AS_NUMBERS.sub("", claim.amount) else written


def written_amount(figure: Amount, lang: str) -> str:
    """An amount and what is printed beside it: 8% → 15%; $100 billion (about ₩140 trillion)."""
    text = write_amount(figure, lang)
    for other in figure.beside:
        beside = write_amount(other.amount, lang)
        if other.role == "before":
            text = f"{beside} → {text}"
        elif other.role == "same":
            text = f"{text} ({beside})"
    listed = [figure, *(other.amount for other in figure.beside if other.role == "and")]
    if len(listed) > 1:  # B200 8160장, H200 2296장: what is told apart otherwise is left as it is printed
        named = all(each.words.isascii() and each.words for each in listed)
        text = ", ".join(f"{each.words} {write_amount(each, lang)}" for each in listed) if named else ""
    return text


def _line(
    report: ClaimReport, due: str, entry: ClaimHistory, context: PageContext, lang: str, stages: Sequence[Stage]
) -> ClaimLine:
    """By one report; its entities bear the names that they had then. `stages`: of other reports, to show beside it."""
    claim = report.claim
    return ClaimLine(
        href=href(entry, context, lang),
        kind=claim.kind,
        by=context.link(claim.by, lang, report.day),
        with_=tuple(context.link(key, lang, report.day) for key in claim.with_),
        on=context.link(claim.on, lang) if claim.on else None,
        before=context.link(claim.before, lang, report.day) if claim.before else None,
        what=context.text(claim.what, lang),
        amount=printed(claim, lang),
        normal=normal(claim, lang),
        when=claim.date,
        due=due,
        stage=shown_stage(claim, claim.stage),
        outcome=entry.ended.claim.outcome or "" if entry.ended else "",
        outcome_why=context.text(entry.ended.claim.outcome_why, lang) if entry.ended else Text(),
        certainty="" if claim.certainty == "stated" else claim.certainty,
        said_by=_said_by(report, context, lang),
        publisher=claim.source.publisher,
        elsewhere=_elsewhere(report, entry, context, lang, stages),
    )


def _elsewhere(
    report: ClaimReport, entry: ClaimHistory, context: PageContext, lang: str, stages: Sequence[Stage]
) -> tuple[Elsewhere, ...]:
    """Some stages, and amounts that are not this report's, each with its outlets; the claim's own page has them all."""
    if len(entry.reports) == 1:
        return ()
    own, reports = _shown_versions(entry, context), entry.reports
    elsewhere = [Elsewhere(stage, Text(), own.stages[stage]) for stage in stages if stage in own.stages]
    number = own.amounts.get(report.claim.amount)
    if number is not None:
        others = [group for group in range(len(entry.amounts)) if group != number][-_OTHERS:]
        last = [reports[entry.amounts[group][-1]].claim for group in others]
        elsewhere += [Elsewhere("", printed(c, lang), own.outlets[g]) for g, c in zip(others, last, strict=True)]
    elif not report.claim.amount and (named := [r for r in reports if r.claim.amount]):
        elsewhere.append(Elsewhere("", printed(named[-1].claim, lang), (named[-1].claim.source.publisher,)))
    return tuple(elsewhere)


def _shown_versions(entry: ClaimHistory, context: PageContext) -> _Versions:
    return context.memo(_versions, context, entry.key)


def _versions(context: PageContext, key: str) -> _Versions:
    """What is reported of a claim, and by whom: looked through once for all the notes that show it."""
    entry = context.digest.ledger[key]
    stages: dict[Stage, dict[str, None]] = {}
    for report in entry.reports:
        if report.claim.stage and shown_stage(report.claim, report.claim.stage):
            stages.setdefault(report.claim.stage, {})[report.claim.source.publisher] = None
    groups = [[entry.reports[i].claim for i in numbers] for numbers in entry.amounts]
    return _Versions(
        stages={stage: tuple(outlets)[:_OTHERS] for stage, outlets in stages.items()},
        amounts={claim.amount: number for number, claims in enumerate(groups) for claim in claims},
        outlets=tuple(tuple(dict.fromkeys(c.source.publisher for c in claims))[:_OTHERS] for claims in groups),
    )


def _said_by(report: ClaimReport, context: PageContext, lang: str) -> Text:
    said_by = report.claim.said_by
    if isinstance(said_by, tuple):
        link = context.link(said_by, lang, report.day)
        text = Text(link.words, link.lang)
    else:
        text = context.text(said_by, lang)
    return Text() if text.words in report.claim.source.publisher else text
