"""One claim with an id: what it says, how far it is, what is reported differently, and every note that reports it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from msgspec import Struct

from sitegen.content.schema import Stage
from sitegen.digest.claims.due_dates import DueState, due_state
from sitegen.digest.claims.model import ClaimHistory, ClaimReport, StageChange, Versions
from sitegen.digest.claims.parts import Held, held
from sitegen.digest.listings import with_ancestors
from sitegen.digest.values import Text
from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.citation import Foot, foot
from sitegen.pages.parts.claim_amounts import shown_amount
from sitegen.pages.parts.claim_lines import ClaimLine, entry_line, moment, shown_stage
from sitegen.pages.parts.claim_sentence import sentence
from sitegen.pages.parts.ladder import Rung, rungs
from sitegen.pages.parts.ledger_summary import LaterReport, later_report
from sitegen.pages.parts.quotes import Said, said
from sitegen.pages.views import Link, Moment, NoteCard, View


class Ending(Struct, frozen=True):
    """What became of a claim, why that is said, and the report that shows it. `href`: of the source."""

    outcome: str
    why: Text
    at: Moment
    publisher: str
    href: str
    note: NoteCard


class WholeAndParts(Struct, frozen=True):
    """A claim that holds others, then these. `here`: the number of that which the page is of. `held`: what it holds."""

    claims: tuple[ClaimLine, ...]
    here: int
    held: Held


class Outlet(Struct, frozen=True):
    """`at`: the day of which it tells."""

    publisher: str
    at: Moment
    note: NoteCard


class Version(Struct, frozen=True):
    """One of several things that are reported, and by whom. `words` are an amount; else `stage` or `due` is said."""

    words: Text
    normal: str
    stage: str
    due: str
    outlets: tuple[Outlet, ...]


class Difference(Struct, frozen=True):
    about: str  # stage, amount or due
    versions: tuple[Version, ...]


class ClaimChange(Struct, frozen=True):
    """What was reported at one time and otherwise at the next; at each of them mostly one version."""

    about: str  # amount or due
    moments: tuple[tuple[Version, ...], ...]


class ReportRow(Struct, frozen=True):
    """What one note reports. `back`: as of a step, where the note is the first to report its stage.

    `named`: those who were called otherwise then than in the newest report. `at`: of the event, `published`: of the
    report, as far as either is known.
    """

    note: NoteCard
    at: Moment
    published: str
    publisher: str
    href: str  # of the source
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
    state: DueState = due_state(entry, context.digest.as_of) if entry.due else ""
    index = Link(context.urls.claims(lang).href, context.ui("claims.short", lang))
    told = max(report.date for report in entry.reports)  # when notes told of it last
    return ClaimView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(title.words, said.words, urls, lang),
        switches=context.switches(urls, lang),
        section=index.href,
        index=index,
        title=title,
        claim=line,
        sentence=said,
        reported=told,
        ladder=rungs(entry),
        ending=_ending(entry, context, lang),
        due_state=state,
        as_of=context.digest.as_of if state else None,
        later=later_report(entry, context, lang),
        differences=tuple(_differences(entry, context, lang)),
        changes=tuple(_changes(entry, context, lang)),
        told=_told(entry, context, lang),
        quotes=_quotes(entry, context, lang),
        parts=_parts(entry, context, lang),
        foot=foot(context, ("claim", key), title.words, told, None, urls[lang], lang),
    )


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
    keys = (whole, *parts_of.get(whole, ()))
    lines = tuple(entry_line(ledger[key], context, lang) for key in keys)
    return WholeAndParts(lines, keys.index(entry.key), held(*(ledger[key] for key in keys)))


def _differences(entry: ClaimHistory, context: PageContext, lang: str) -> Iterator[Difference]:
    if "stage" in entry.differing:
        reports = _contested(entry)
        told = [[r for r in reports if r.claim.stage == stage] for stage in _in_order(reports)]
        yield Difference("stage", tuple(_version(g, "stage", context, lang) for g in told if _shown(g)))
    for about, versions in _versions(entry):
        for groups in versions:
            if len(groups) > 1:
                yield Difference(about, _moment(groups, about, entry, context, lang))


def _changes(entry: ClaimHistory, context: PageContext, lang: str) -> Iterator[ClaimChange]:
    for about, versions in _versions(entry):
        if len(versions) > 1:
            yield ClaimChange(about, tuple(_moment(groups, about, entry, context, lang) for groups in versions))


def _versions(entry: ClaimHistory) -> tuple[tuple[str, Versions], ...]:
    return (*(("amount", versions) for versions in entry.amounts), ("due", entry.dues))


def _moment(
    groups: Iterable[tuple[int, ...]], about: str, entry: ClaimHistory, context: PageContext, lang: str
) -> tuple[Version, ...]:
    return tuple(_version([entry.reports[i] for i in numbers], about, context, lang) for numbers in groups)


def _shown(group: Sequence[ClaimReport]) -> bool:
    return bool(shown_stage(group[0].claim, group[0].claim.stage))


def _contested(entry: ClaimHistory) -> Sequence[ClaimReport]:
    """Reports of a time of which others give another stage; all of them where a stage goes back."""
    told = [*zip(entry.points, entry.reports, strict=True)]
    stages = {point: {report.claim.stage for at, report in told if at == point} for point in entry.points}
    return [report for point, report in told if len(stages[point]) > 1] or entry.reports


def _in_order(reports: Sequence[ClaimReport]) -> list[Stage]:
    return list(dict.fromkeys(report.claim.stage for report in reports if report.claim.stage))


def _version(group: Sequence[ClaimReport], about: str, context: PageContext, lang: str) -> Version:
    claim = group[-1].claim
    words, normal = shown_amount(claim, lang) if about == "amount" else (Text(), "")
    return Version(
        words=words,
        normal=normal,
        stage=claim.stage or "" if about == "stage" else "",
        due=claim.due if about == "due" else "",
        outlets=tuple(Outlet(r.claim.source.publisher, moment(r), context.note(r.note, lang)) for r in group),
    )


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
                published=claim.source.published,
                publisher=claim.source.publisher,
                href=claim.source.url,
                stage=shown_stage(claim, claim.stage),
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
    """What its people say in its notes, each sentence once."""
    its = {key for report in entry.reports for key in (report.claim.by, *report.claim.with_)}
    by_text: dict[str, Said] = {}
    for id in dict.fromkeys(report.note for report in reversed(entry.reports)):
        note = context.digest.notes[id]
        for quote in note.text(lang).quotes:
            if quote.of and not its.isdisjoint(with_ancestors(quote.of, context.digest.terms)):
                by_text.setdefault(quote.text, said(quote, note, context, lang))
    return tuple(by_text.values())


def listed(context: PageContext) -> Iterator[Listed]:
    for entry in context.digest.ledger.values():
        if entry.id:
            yield Listed(context.languages, partial(context.urls.claim, entry.id), entry.newest.date)


KIND = Kind(address="claims/<id>/", template="claim.html", view=view, pages=pages, listed=listed)
