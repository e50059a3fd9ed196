"""Claims as pages show them."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from sitegen.content.schema import ClaimKind, Stage
from sitegen.digest.claims.counting import wholes
from sitegen.digest.claims.due_dates import DueState, due_state
from sitegen.digest.claims.families import FAMILIES
from sitegen.digest.claims.model import Claim, ClaimHistory, ClaimReport
from sitegen.digest.claims.parts import larger
from sitegen.digest.claims.stages import REACHED
from sitegen.digest.claims.voices import due_named_by, stated_by
from sitegen.digest.values import Key, Localized, Text
from sitegen.pages.context import PageContext
from sitegen.pages.parts.claim_amounts import shown_amount
from sitegen.pages.parts.claim_elsewhere import (
    Elsewhere,
    elsewhere,
    moment,
    moment_of_report,
    other_actor,
    stage_of_report,
    told_stages,
)
from sitegen.pages.parts.law_status import LawEnd, law_end
from sitegen.pages.views import Link, Moment, NoteCard
from sitegen.text.amounts.units import TIME


class ClaimLine(Struct, frozen=True):
    """What would say nothing is empty: the stage of an opinion, that a decision is decided, that what had come further
    was announced, that something is stated, that its source says it. `normal`: the amount in the page's language, where
    it is printed otherwise. `due_by`: the outlet that names the day, where that is another report's; `due_said`: who
    named it, where that is not who should do it; `amount_from`: the report of the amount, where that is another's.
    `at`: of the event, which its outlet `published` then. `differs`: outlets tell it otherwise of one time. `law_end`:
    of the law on which it is. `whole`: what it is a part of. `reached`: what was due has come. `due_state`: of
    `line_today` alone.
    """

    href: str  # of the claim's own page
    kind: str
    by: Link
    with_: tuple[Link, ...]
    with_as: str  # to, concerns, with: how these take part
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
    due_said: Text
    amount_from: "AmountReport | None"
    stage: str
    outcome: str
    outcome_why: Text
    certainty: str
    power: str  # whether its watts are generated or used, where that is said
    said_by: Text
    publisher: str
    published: str
    elsewhere: tuple[Elsewhere, ...] = ()
    differs: bool = False
    law_end: LawEnd | None = None
    term: bool = False  # the amount is one of days or years, and stands among the facts
    whole: Link | None = None
    reached: bool = False
    due_state: DueState = ""


class AmountReport(Struct, frozen=True):
    """The report of an amount that stands in another's line. `by`: who acts in it, where that is not who acts in the
    line; then `said_by` is who states it.
    """

    publisher: str
    at: Moment
    by: Link | None
    said_by: Text


class Stated(Struct, frozen=True):
    """A claim away from its note, and the note."""

    claim: ClaimLine
    note: NoteCard


class Move(Struct, frozen=True):
    """A stage that a claim came to from another, since when, the note that says so, and its outlet for it."""

    was: str
    now: str
    at: Moment
    claim: ClaimLine
    note: NoteCard
    publisher: str


def claim_line(report: ClaimReport, entry: ClaimHistory, context: PageContext, lang: str) -> ClaimLine:
    """A claim as one note has it, with what others say of it."""
    stages = [stage for stage in told_stages(entry, context) if stage != report.claim.stage]
    return _line(report, report, report, entry, context, lang, stages)


def entry_line(
    entry: ClaimHistory,
    context: PageContext,
    lang: str,
    by: ClaimReport | None = None,
    sized: ClaimReport | None = None,
) -> ClaimLine:
    """A claim as all notes together have it: by one report, with what others say instead of where it stands.

    `by`: another report than the one by which it stands. `sized`: the one whose amount a list goes by.
    """
    report = by or entry.standing
    told = (each.claim.stage for each in (entry.standing, *entry.beside))
    stages = [stage for stage in told if stage and stage != report.claim.stage]
    sized = sized or (report if report.claim.amount else entry.amount_report)
    return _line(report, sized or report, entry.due_report, entry, context, lang, stages)


def line_today(entry: ClaimHistory, context: PageContext, lang: str) -> ClaimLine:
    """As all notes together have it on the digest's day, up to which what is due is still ahead: no line of a note or
    of an edition, which say what was known then.
    """
    line = entry_line(entry, context, lang)
    return replace(line, due_state=due_state(entry, context.digest)) if line.due else line


def stated(entry: ClaimHistory, context: PageContext, lang: str) -> Stated:
    return Stated(line_today(entry, context, lang), context.note(entry.standing.note, lang))


def href(entry: ClaimHistory, context: PageContext, lang: str) -> str:
    """Of the claim's page, which it has if it has an id."""
    return context.urls.claim(entry.id, lang).href if entry.id else ""


def href_full(entry: ClaimHistory, context: PageContext, lang: str) -> str:
    """With the host: of the claim's page, or of the note whose own it is."""
    note = context.digest.notes[entry.standing.note].text(lang)
    return (context.urls.claim(entry.id, lang) if entry.id else context.urls.note(entry.standing.note, note.lang)).full


def larger_parts(entry: ClaimHistory, context: PageContext) -> tuple[ClaimHistory, ...]:
    """The parts of a claim that other outlets tell larger than it tells the whole."""
    keys = context.digest.parts.get(entry.key, ())
    return larger(entry, [context.digest.ledger[key] for key in keys]) if keys else ()


def told_differently(entry: ClaimHistory, context: PageContext) -> tuple[str, ...]:
    """In what reports differ, of one time or of a whole and its parts, by all that is known: the same on every page,
    one of an earlier day too.
    """
    known = context.digest.ledger[entry.key]
    return (*known.differing, *(("parts",) if context.memo(_has_larger, context, entry.key) else ()))


def _has_larger(context: PageContext, key: str) -> bool:
    """The line of a whole stands on the pages of all its parts."""
    return bool(larger_parts(context.digest.ledger[key], context))


def _whole(entry: ClaimHistory, context: PageContext, lang: str) -> Link | None:
    above = wholes(entry, context.digest.ledger)
    if not above:
        return None
    what = headed(above[0].claim, context, lang)
    return Link(href(above[0], context, lang), what.words, what.lang)


def headed(claim: Claim, context: PageContext, lang: str) -> Text:
    """What is claimed, as the head of a row or a page: `memory chips` begin with a capital, xAI does not."""
    text = context.text(claim.what, lang)
    first = text.words.partition(" ")[0]
    return Text(f"{text.words[:1].upper()}{text.words[1:]}", text.lang) if first == first.lower() else text


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
    return ClaimLine(
        href=href(entry, context, lang),
        kind=claim.kind,
        by=context.link(claim.by, lang, report.day),
        with_=tuple(context.link(key, lang, report.day) for key in claim.with_),
        with_as=with_as(claim.kind),
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
        due_said=_words_of(due_named_by(due.claim, context.digest.terms), due, context, lang) if due else Text(),
        amount_from=_amount_report(sized, report, context, lang) if sized is not report else None,
        stage=stage_of_report(report, entry, context),
        outcome=entry.ended.claim.outcome or "" if entry.ended else "",
        outcome_why=context.text(entry.ended.claim.outcome_why, lang) if entry.ended else Text(),
        certainty="" if claim.certainty == "stated" else claim.certainty,
        power=entry.power or "",
        said_by=_words_of(stated_by(claim, context.digest.terms), report, context, lang),
        publisher=claim.source.publisher,
        published=report.reported,
        elsewhere=elsewhere(report, sized, entry, context, lang, stages),
        differs=bool(told_differently(entry, context)),
        law_end=law_end(entry, context, lang),
        term=bool(sized.claim.figure and sized.claim.figure.unit in TIME),
        whole=_whole(entry, context, lang),
        reached=claim.stage in REACHED,
    )


def with_as(kind: ClaimKind) -> str:
    """How those take part whom a claim names beside who makes it: as `claim.` of the interface's texts says it."""
    if FAMILIES[kind] != "commitment":
        return "concerns"
    if kind in ("supply", "funding"):
        return "to"
    # Who is chosen for something, or was only told of it, does not act.
    return "with" if kind in ("cooperation", "agreement") else "concerns"


def _amount_report(sized: ClaimReport, shown: ClaimReport, context: PageContext, lang: str) -> AmountReport:
    by = other_actor(sized, shown, context, lang)
    said_by = _words_of(stated_by(sized.claim, context.digest.terms), sized, context, lang) if by else Text()
    return AmountReport(sized.claim.source.publisher, moment_of_report(sized), by, said_by)


def _words_of(speaker: Localized | Key, report: ClaimReport, context: PageContext, lang: str) -> Text:
    """A speaker as they were called then."""
    if not isinstance(speaker, tuple):
        return context.text(speaker, lang)
    link = context.link(speaker, lang, report.day)
    return Text(link.words, link.lang)
