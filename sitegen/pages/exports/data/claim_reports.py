"""What one note reports of a claim, as data."""

from decimal import Decimal

from msgspec import Struct

from sitegen.digest.claims.model import Claim, ClaimReport
from sitegen.digest.claims.voices import stated_by
from sitegen.digest.values import Key, Localized
from sitegen.pages.context import PageContext
from sitegen.pages.exports.data.shape import Named, SourceData, named, source_data, texts
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


def report_data(report: ClaimReport, repeated: bool, context: PageContext) -> ReportData:
    """`repeated`: it says again that what had come further was announced."""
    claim = report.claim
    return ReportData(
        note=report.note,
        by=named(claim.by, context),
        what=texts(claim.what, context),
        date=report.when,
        dated=report.dated,
        stage="" if repeated else claim.stage or "",
        certainty=claim.certainty,
        said_by=speaker_data(stated_by(claim, context.digest.terms), context),
        amount=amount_data(claim) if claim.amount else None,
        due=due_data(claim.due),
        source=source_data(claim.source),
    )


def speaker_data(speaker: Localized | Key, context: PageContext) -> dict[str, str]:
    return texts(context.digest.terms[speaker].name if isinstance(speaker, tuple) else speaker, context)


def amount_data(claim: Claim) -> AmountData:
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


def due_data(due: str) -> DueData | None:
    if not due:
        return None
    read = read_due(due)
    return DueData(due, read.precision, read.start.isoformat(), read.end.isoformat())


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
