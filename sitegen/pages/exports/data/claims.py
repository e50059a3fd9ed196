"""Every claim of the ledger as data."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from operator import attrgetter

from msgspec import Struct

from sitegen.digest.claims.model import Claim, ClaimHistory, StageChange
from sitegen.pages.context import PageContext
from sitegen.pages.exports.data.files import Cell, Columns, Table, each_language
from sitegen.pages.exports.data.shape import Named, SourceData, named, source_data, texts
from sitegen.pages.parts.claim_lines import href_full, stated_by
from sitegen.pages.urls import Url
from sitegen.text.amounts.units import MONEY
from sitegen.text.dates import read_due

Number = int | float | None


class AmountData(Struct, frozen=True):
    text: str
    value: Number = None
    low: Number = None
    high: Number = None
    unit: str = ""
    currency: str = ""
    qualifier: str = ""
    per: str = ""
    counted: str = ""


class DueData(Struct, frozen=True):
    text: str
    precision: str
    start: str
    end: str


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


class ReportData(Struct, frozen=True):
    """What one note reports. `stage`: empty where it says again that what had come further was announced."""

    note: str
    by: Named
    what: dict[str, str]
    date: str
    dated: bool
    stage: str
    certainty: str
    said_by: dict[str, str]
    amount: AmountData | None
    due: DueData | None
    source: SourceData


class ClaimData(Struct, frozen=True, rename={"with_": "with"}):
    """`stage`, `certainty`, `said_by`, `note`, `source`, `date`: of the one report by which it stands."""

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
    certainty: str
    said_by: dict[str, str]
    note: str
    source: SourceData
    amount: AmountData | None
    due: DueData | None
    due_note: str
    amount_note: str
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
        certainty=claim.certainty,
        said_by=_said_by(claim, context),
        note=entry.standing.note,
        source=source_data(claim.source),
        amount=_amount(entry.amount_report.claim) if entry.amount_report else None,
        due=_due(entry.due),
        amount_note=entry.amount_report.note if entry.amount_report else "",
        power=entry.power or "",
        due_note=entry.due_report.note if entry.due_report else "",
        differs=entry.differing,
        changed=entry.changed,
        history=tuple(_stage(step) for step in entry.steps),
        reports=tuple(
            ReportData(
                note=report.note,
                by=named(report.claim.by, context),
                what=texts(report.claim.what, context),
                date=report.when,
                dated=report.dated,
                stage="" if i in repeated else report.claim.stage or "",
                certainty=report.claim.certainty,
                said_by=_said_by(report.claim, context),
                amount=_amount(report.claim) if report.claim.amount else None,
                due=_due(report.claim.due),
                source=source_data(report.claim.source),
            )
            for i, report in enumerate(entry.reports)
        ),
    )


def _outcome(entry: ClaimHistory, context: PageContext) -> OutcomeData | None:
    report = entry.ended
    if not report:
        return None
    claim = report.claim
    return OutcomeData(
        claim.outcome or "", texts(claim.outcome_why, context), report.when, report.note, source_data(claim.source)
    )


def _said_by(claim: Claim, context: PageContext) -> dict[str, str]:
    said_by = stated_by(claim, context)
    return texts(context.digest.terms[said_by].name if isinstance(said_by, tuple) else said_by, context)


def _stage(step: StageChange) -> StageData:
    return StageData(step.when, step.dated, step.stage, step.note, step.back)


def _amount(claim: Claim) -> AmountData:
    figure = claim.figure
    if not figure:
        return AmountData(claim.amount)
    money = figure.unit in MONEY
    return AmountData(
        text=claim.amount,
        value=_number(figure.value) if figure.value is not None else None,
        low=None if figure.several else _number(figure.low),
        high=None if figure.several else _number(figure.high),
        unit="" if money else figure.unit,
        currency=figure.unit if money else "",
        qualifier=figure.qualifier,
        per=figure.per,
        counted=figure.words,
    )


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _due(due: str) -> DueData | None:
    if not due:
        return None
    read = read_due(due)
    return DueData(due, read.precision, read.start.isoformat(), read.end.isoformat())


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
        "certainty": attrgetter("certainty"),
        **each_language("said_by", attrgetter("said_by"), languages),
        "amount": amount("text"),
        **{name: amount(name) for name in AmountData.__struct_fields__[1:]},
        "due": due("text"),
        **{f"due_{name}": due(name) for name in DueData.__struct_fields__[1:]},
        "due_note": attrgetter("due_note"),
        "amount_note": attrgetter("amount_note"),
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
