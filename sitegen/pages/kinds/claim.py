"""One claim with an id: what it says, how far it is, what is reported differently, and every note that reports it."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from sitegen.digest.claims.due_dates import DueState, due_state
from sitegen.digest.claims.model import ClaimHistory, ClaimReport, StageChange
from sitegen.digest.claims.parts import Held, held
from sitegen.digest.model import Digest
from sitegen.digest.values import Text
from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.citation import Foot, foot
from sitegen.pages.parts.claim_amounts import shown_amount
from sitegen.pages.parts.claim_elsewhere import moment, other_actor, stage_of_report
from sitegen.pages.parts.claim_lines import ClaimLine, entry_line, headed, line_today
from sitegen.pages.parts.claim_sentence import sentence
from sitegen.pages.parts.claim_versions import ClaimChange, Difference, changes, differences
from sitegen.pages.parts.ladder import Rung, rungs
from sitegen.pages.parts.ledger_summary import LaterReport, later_report
from sitegen.pages.parts.quotes import Said, said
from sitegen.pages.parts.structured_notes import claim_thing
from sitegen.pages.views import Link, Moment, NoteCard, View
from sitegen.text.dates import read_due

_MOST_PARTS = 50  # on the page of one of them


class Ending(Struct, frozen=True):
    """What became of a claim, why that is said, and the report that shows it. `href`: of the source."""

    outcome: str
    why: Text
    at: Moment
    publisher: str
    href: str
    note: NoteCard


class WholeAndParts(Struct, frozen=True):
    """A claim that holds others, then these. `here`: the number of that which the page is of. `held`: what it holds.

    `above`: what the whole itself is a part of. `more`: how many parts the whole's own page alone names.
    """

    claims: tuple[ClaimLine, ...]
    here: int
    held: Held
    above: ClaimLine | None
    more: int


class ReportRow(Struct, frozen=True):
    """What one note reports. `back`: as of a step, where the note is the first to report its stage.

    `by`, `what`: where they are others than in the report by which the claim stands. `named`: those who were called
    otherwise then than in the newest report. `at`: of the event, `published`: of the report, as far as either is known.
    """

    note: NoteCard
    at: Moment
    published: str
    publisher: str
    href: str  # of the source
    by: Link | None
    what: Text
    stage: str
    amount: Text
    normal: str
    due: str
    certainty: str
    back: bool
    named: tuple[Link, ...]


class ClaimView(View, frozen=True, kw_only=True):
    """`as_of`: the day up to which something is due, where it is; `later`: who reports of it after its day.

    `reported`: when notes told of it last.
    """

    index: Link
    title: Text
    claim: ClaimLine
    sentence: Text
    reported: dt.date
    ladder: tuple[Rung, ...]
    ending: Ending | None
    due_state: DueState
    as_of: dt.date | None
    later: LaterReport | None
    differences: tuple[Difference, ...]
    changes: tuple[ClaimChange, ...]
    told: tuple[ReportRow, ...]
    quotes: tuple[Said, ...]
    parts: WholeAndParts | None
    foot: Foot


def pages(context: PageContext) -> Iterator[Page]:
    for key, entry in context.digest.ledger.items():
        for lang in context.languages if entry.id else ():
            yield Page(context.urls.claim(key, lang), KIND, (key, lang))


def view(context: PageContext, key: str, lang: str) -> ClaimView:
    entry = context.digest.ledger[key]
    urls = {other: context.urls.claim(key, other) for other in context.languages}
    line, said = entry_line(entry, context, lang), sentence(entry, context, lang)
    title = _title(line, context, lang)
    state = _due_state(entry, context.digest)
    ledger = Link(context.urls.claims(lang).href, context.ui("claims.short", lang))
    told = max(report.told for report in entry.reports)
    return ClaimView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(
            *(title.words, said.words, urls, lang),
            above=(ledger,),
            card=urls[lang],
            thing=claim_thing(context, entry, title.words, said.words, lang),
        ),
        switches=context.switches(urls, lang),
        section=ledger.href,
        index=_index(entry, context, lang),
        title=title,
        claim=line,
        sentence=said,
        reported=told,
        ladder=rungs(entry, context, lang),
        ending=_ending(entry, context, lang),
        due_state=state,
        as_of=context.digest.as_of if state else None,
        later=later_report(entry, context, lang),
        differences=tuple(differences(entry, context, lang)),
        changes=tuple(changes(entry, context, lang)),
        told=_told(entry, context, lang),
        quotes=_quotes(entry, context, lang),
        parts=_parts(entry, context, lang),
        foot=foot(context, ("claim", key), title.words, told, None, urls[lang], lang),
    )


def _due_state(entry: ClaimHistory, digest: Digest) -> DueState:
    """Nothing during the year, the half or the month by which it is due: whether it has come meanwhile is not known."""
    state: DueState = due_state(entry, digest) if entry.due else ""
    return "" if state == "ahead" and read_due(entry.due).start <= digest.as_of else state


def _index(entry: ClaimHistory, context: PageContext, lang: str) -> Link:
    """The list that holds it, called by what it is: a law is nobody's promise."""
    if entry.family == "statement":
        return Link(context.urls.statements(lang).href, context.ui("statements.title", lang))
    url = context.urls.claims(lang)
    if entry.family == "measure":
        return Link(url.asking(kind="measure"), context.ui("family.measure", lang))
    return Link(url.href, context.ui("claims.short", lang))


def _title(line: ClaimLine, context: PageContext, lang: str) -> Text:
    """What is claimed and by whom, unless the words name them."""
    if line.by.words in line.what.words:
        return line.what
    return Text(context.ui("claim.title", lang, by=line.by.words, what=line.what.words), line.what.lang)


def _ending(entry: ClaimHistory, context: PageContext, lang: str) -> Ending | None:
    report = entry.ended
    if not report:
        return None
    source = report.claim.source
    return Ending(
        outcome=report.claim.outcome or "",
        why=context.text(report.claim.outcome_why, lang),
        at=moment(report),
        publisher=source.publisher,
        href=source.url,
        note=context.note(report.note, lang),
    )


def _parts(entry: ClaimHistory, context: PageContext, lang: str) -> WholeAndParts | None:
    """Side by side, and never added up: of the claim itself, or of the one that it is a part of."""
    ledger, parts_of = context.digest.ledger, context.digest.parts
    whole = entry.key if entry.key in parts_of else entry.part_of
    if not whole:
        return None
    every = parts_of.get(whole, ())
    keys = (whole, *(every if whole == entry.key else _beside(entry.key, every)))
    lines = tuple(line_today(ledger[key], context, lang) for key in keys)
    above = ledger[whole].part_of
    return WholeAndParts(
        claims=lines,
        here=keys.index(entry.key),
        held=context.memo(_held, context, whole),
        above=entry_line(ledger[above], context, lang) if above in ledger else None,
        more=len(every) + 1 - len(keys),
    )


def _beside(key: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """A part among the first others, or each of many would name them all."""
    return parts[:_MOST_PARTS] if key in parts[:_MOST_PARTS] else (*parts[: _MOST_PARTS - 1], key)


def _held(context: PageContext, whole: str) -> Held:
    ledger = context.digest.ledger
    return held(ledger[whole], *(ledger[key] for key in context.digest.parts.get(whole, ())))


def _told(entry: ClaimHistory, context: PageContext, lang: str) -> tuple[ReportRow, ...]:
    first: dict[tuple[str, str], StageChange] = {}
    for step in entry.steps:
        first.setdefault((step.note, step.stage), step)
    rows = []
    for report in entry.reports:
        claim = report.claim
        mark = first.get((report.note, claim.stage or ""))
        amount, normal = shown_amount(claim, lang)
        rows.append(
            ReportRow(
                note=context.note(report.note, lang),
                at=moment(report),
                published=report.reported,
                publisher=claim.source.publisher,
                href=claim.source.url,
                by=other_actor(report, entry.standing, context, lang),
                what=headed(claim, context, lang) if claim.what != entry.claim.what else Text(),
                stage=stage_of_report(report, entry, context),
                amount=amount,
                normal=normal,
                due=claim.due,
                certainty="" if claim.certainty == "stated" else claim.certainty,
                back=mark.back if mark else False,
                named=_named(report, entry, context, lang),
            )
        )
    return tuple(rows)


def _named(report: ClaimReport, entry: ClaimHistory, context: PageContext, lang: str) -> tuple[Link, ...]:
    pairs = [
        (context.link(key, lang, report.day), context.link(key, lang, entry.newest.day))
        for key in (report.claim.by, *report.claim.with_)
    ]
    return tuple(then for then, later in pairs if then != later)


def _quotes(entry: ClaimHistory, context: PageContext, lang: str) -> tuple[Said, ...]:
    """What is quoted of it, as its notes say: a note may quote its people on something else. Each sentence once."""
    by_text: dict[str, Said] = {}
    for id in dict.fromkeys(report.note for report in reversed(entry.reports)):
        note = context.digest.notes[id]
        for quote in note.text(lang).quotes:
            if quote.claim == entry.id:
                by_text.setdefault(quote.text, said(quote, note, context, lang))
    return tuple(by_text.values())


def listed(context: PageContext) -> Iterator[Listed]:
    for entry in context.digest.ledger.values():
        if entry.id:
            yield Listed(context.languages, partial(context.urls.claim, entry.id), entry.newest.date)


KIND = Kind(address="claims/<id>/", template="claim.html", view=view, pages=pages, listed=listed)
