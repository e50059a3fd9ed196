"""Every claim of the ledger as data."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter

from msgspec import Struct

from sitegen.digest.claims.counting import is_counted, is_open
from sitegen.digest.claims.due_dates import DueState, due_state
from sitegen.digest.claims.model import ClaimHistory, StageChange
from sitegen.digest.claims.voices import due_named_by, stated_by
from sitegen.digest.model import Digest
from sitegen.pages.context import PageContext
from sitegen.pages.exports.data.claim_reports import (
    AmountData,
    DueData,
    ReportData,
    amount_data,
    due_data,
    report_data,
    speaker_data,
)
from sitegen.pages.exports.data.files import Cell, Columns, Table, each_language
from sitegen.pages.exports.data.shape import Named, SourceData, named, source_data, texts
from sitegen.pages.parts.claim_lines import href_full, told_differently
from sitegen.pages.urls import Url


class StageData(Struct, frozen=True):
    date: str
    dated: bool
    stage: str
    note: str
    back: bool


class OutcomeData(Struct, frozen=True):
    """What became of it in the end, and who shows it."""

    outcome: str
    why: dict[str, str]
    date: str
    note: str
    source: SourceData


class LawEndData(Struct, frozen=True):
    """To which last stage a law has come, and the note that says so."""

    law: Named
    stage: str
    date: str
    note: str


class ClaimData(Struct, frozen=True, rename={"with_": "with"}):
    """`stage`, `certainty`, `said_by`, `note`, `source`, `date`: of the one report by which it stands.

    `open`: something is still to come; `counted_by_stage`: it is one of the promises that are; `law_ended`: the law on
    which it is holds no more; `due_said_by`: who named the day, where that is not who should do it; `due_state`: `over`
    where it is past and nobody reports since, empty where nothing is due any more.
    """

    key: str
    id: str
    part_of: str
    url: str
    family: str
    kind: str
    by: Named
    with_: tuple[Named, ...]
    on: Named | None
    before: Named | None
    what: dict[str, str]
    date: str
    dated: bool
    stage: str
    outcome: OutcomeData | None
    law_ended: LawEndData | None
    open: bool
    counted_by_stage: bool
    certainty: str
    said_by: dict[str, str]
    note: str
    source: SourceData
    amount: AmountData | None
    due: DueData | None
    due_note: str
    due_said_by: dict[str, str]
    due_state: DueState
    amount_note: str
    amount_by: Named | None
    power: str
    differs: tuple[str, ...]
    changed: tuple[str, ...]
    history: tuple[StageData, ...]
    reports: tuple[ReportData, ...]


def _rows(context: PageContext, keys: Iterable[str]) -> Iterator[ClaimData]:
    return (_claim(context.digest.ledger[key], context) for key in keys)


def _claim(entry: ClaimHistory, context: PageContext) -> ClaimData:
    claim, repeated = entry.claim, entry.repeated
    return ClaimData(
        key=entry.key,
        id=entry.id,
        part_of=entry.part_of,
        url=href_full(entry, context, context.config.default),
        family=claim.family,
        kind=claim.kind,
        by=named(claim.by, context),
        with_=tuple(named(key, context) for key in claim.with_),
        on=named(claim.on, context) if claim.on else None,
        before=named(claim.before, context) if claim.before else None,
        what=texts(claim.what, context),
        date=entry.standing.when,
        dated=entry.standing.dated,
        stage=entry.stage or "",
        outcome=_outcome(entry, context),
        law_ended=_law_ended(entry, context),
        open=_is_open(entry, context.digest),
        counted_by_stage=is_counted(entry, context.digest),
        certainty=claim.certainty,
        said_by=speaker_data(stated_by(claim, context.digest.terms), context),
        note=entry.standing.note,
        source=source_data(claim.source),
        amount=amount_data(entry.amount_report.claim) if entry.amount_report else None,
        due=due_data(entry.due),
        amount_note=entry.amount_report.note if entry.amount_report else "",
        amount_by=named(entry.amount_report.claim.by, context) if entry.amount_report else None,
        power=entry.power or "",
        due_note=entry.due_report.note if entry.due_report else "",
        due_said_by=_due_said_by(entry, context),
        due_state=due_state(entry, context.digest),
        differs=told_differently(entry, context),
        changed=entry.changed,
        history=tuple(_stage(step) for step in entry.steps),
        reports=tuple(report_data(each, i in repeated, context) for i, each in enumerate(entry.reports)),
    )


def _is_open(entry: ClaimHistory, digest: Digest) -> bool:
    """The digest's day is asked only of what has one itself, for rows are made anew when what they asked changes."""
    return is_open(entry, digest.ended, digest.as_of if entry.due else dt.date.max)


def _outcome(entry: ClaimHistory, context: PageContext) -> OutcomeData | None:
    report = entry.ended
    if not report:
        return None
    claim = report.claim
    return OutcomeData(
        claim.outcome or "", texts(claim.outcome_why, context), report.when, report.note, source_data(claim.source)
    )


def _law_ended(entry: ClaimHistory, context: PageContext) -> LawEndData | None:
    ended = context.digest.ended.get(entry.key)
    if not ended:
        return None
    report = ended.report
    return LawEndData(named(ended.law, context), report.claim.stage or "", report.when, report.note)


def _due_said_by(entry: ClaimHistory, context: PageContext) -> dict[str, str]:
    report = entry.due_report
    return speaker_data(due_named_by(report.claim, context.digest.terms), context) if report else {}


def _stage(step: StageChange) -> StageData:
    return StageData(step.when, step.dated, step.stage, step.note, step.back)


def _columns(languages: tuple[str, ...]) -> Columns:
    def amount(name: str) -> Callable[[ClaimData], Cell]:
        return lambda row: getattr(row.amount, name) if row.amount else None

    def due(name: str) -> Callable[[ClaimData], Cell]:
        return lambda row: getattr(row.due, name) if row.due else None

    return {
        "key": attrgetter("key"),
        "id": attrgetter("id"),
        "part_of": attrgetter("part_of"),
        "family": attrgetter("family"),
        "kind": attrgetter("kind"),
        "by": attrgetter("by.id"),
        **each_language("by", attrgetter("by.name"), languages),
        "with": lambda row: " ".join(other.id for other in row.with_),
        **{f"with_{lang}": _with(lang) for lang in languages},
        **each_language("what", attrgetter("what"), languages),
        "on": lambda row: row.on.id if row.on else "",
        "before": lambda row: row.before.id if row.before else "",
        "date": attrgetter("date"),
        "dated": attrgetter("dated"),
        "stage": attrgetter("stage"),
        "outcome": lambda row: row.outcome.outcome if row.outcome else "",
        "law_ended": lambda row: row.law_ended.stage if row.law_ended else "",
        "open": attrgetter("open"),
        "counted_by_stage": attrgetter("counted_by_stage"),
        "certainty": attrgetter("certainty"),
        **each_language("said_by", attrgetter("said_by"), languages),
        "amount": amount("text"),
        **{name: amount(name) for name in AmountData.__struct_fields__[1:]},
        "due": due("text"),
        **{f"due_{name}": due(name) for name in DueData.__struct_fields__[1:]},
        "due_note": attrgetter("due_note"),
        **each_language("due_said_by", attrgetter("due_said_by"), languages),
        "due_state": attrgetter("due_state"),
        "amount_note": attrgetter("amount_note"),
        "amount_by": lambda row: row.amount_by.id if row.amount_by else "",
        "power": attrgetter("power"),
        "differs": lambda row: " ".join(row.differs),
        "changed": lambda row: " ".join(row.changed),
        "history": lambda row: "; ".join(f"{step.date} {step.stage}".lstrip() for step in row.history),
        "note": attrgetter("note"),
        "publisher": attrgetter("source.publisher"),
        "notes": lambda row: " ".join(dict.fromkeys(report.note for report in row.reports)),
        "publishers": lambda row: "; ".join(dict.fromkeys(report.source.publisher for report in row.reports)),
        "sources": lambda row: " ".join(dict.fromkeys(r.source.url for r in row.reports if r.source.url)),
        "url": attrgetter("url"),
    }


def _with(lang: str) -> Callable[[ClaimData], Cell]:
    return lambda row: "; ".join(other.name.get(lang, "") for other in row.with_)


def _home(context: PageContext) -> Url:
    return context.urls.claims(context.config.default)


TABLE = Table("claims", 2, _home, ClaimData, lambda context: context.digest.ledger, _rows, _columns)
