"""Every claim as data: `data/claims.json` and `data/claims.csv`. docs/data.md says what each field means.

A change that a reader's program would notice raises the version.
"""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from msgspec import Struct

from sitegen.digest.model import Claim, Entry, Key, Localized, Step
from sitegen.pages.claimfeeds import TextView
from sitegen.pages.claims import href_full
from sitegen.pages.kit import Kit
from sitegen.pages.views import Page
from sitegen.text.amounts.units import MONEY
from sitegen.text.dates import read_due

VERSION = 1
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # what spreadsheets may take for the beginning of a formula
Number = int | float | None


class Named(Struct, frozen=True):
    id: str  # companies/openai
    name: dict[str, str]


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
    stage: str
    note: str
    back: bool
    passed: tuple[str, ...]


class SourceData(Struct, frozen=True):
    publisher: str
    url: str
    published: str


class ReportData(Struct, frozen=True):
    """What one note reports."""

    note: str
    date: str
    stage: str
    certainty: str
    said_by: dict[str, str]
    amount: AmountData | None
    due: DueData | None
    source: SourceData


class ClaimData(Struct, frozen=True, rename={"with_": "with"}):
    key: str
    id: str
    part_of: str
    url: str
    kind: str
    by: Named
    with_: tuple[Named, ...]
    what: dict[str, str]
    stage: str
    certainty: str
    amount: AmountData | None
    due: DueData | None
    differs: tuple[str, ...]
    history: tuple[StageData, ...]
    reports: tuple[ReportData, ...]


_NOTHING = ClaimData("", "", "", "", "", Named("", {}), (), {}, "", "", None, None, (), (), ())  # gives the columns


class ClaimsData(Struct, frozen=True):
    version: int
    title: dict[str, str]
    home: str
    claims: tuple[ClaimData, ...]


class DataView(Struct, frozen=True):
    data: ClaimsData


def pages(kit: Kit) -> Iterator[Page]:
    yield Page(kit.routes.data("claims.json"), "feed.json", partial(_json, kit))
    yield Page(kit.routes.data("claims.csv"), "text.txt", partial(_csv, kit))


def _json(kit: Kit) -> DataView:
    home = kit.routes.full(kit.routes.claims(kit.config.default))
    return DataView(ClaimsData(VERSION, dict(kit.config.title), home, kit.share(_claims_data, kit)))


def _claims_data(kit: Kit) -> tuple[ClaimData, ...]:
    return tuple(_claim(entry, kit) for entry in kit.digest.ledger.values())


def _claim(entry: Entry, kit: Kit) -> ClaimData:
    claim = entry.claim
    return ClaimData(
        key=entry.key,
        id=entry.id,
        part_of=entry.part_of,
        url=href_full(entry, kit, kit.config.default),
        kind=claim.kind,
        by=_named(claim.by, kit),
        with_=tuple(_named(key, kit) for key in claim.with_),
        what=_texts(claim.what, kit),
        stage=entry.stage,
        certainty=claim.certainty,
        amount=_amount(entry.amount) if entry.amount else None,
        due=_due(entry.due),
        differs=entry.differing,
        history=tuple(_stage(step) for step in entry.steps),
        reports=tuple(
            ReportData(
                note=report.note,
                date=report.date.isoformat(),
                stage=report.claim.stage,
                certainty=report.claim.certainty,
                said_by=_said_by(report.claim, kit),
                amount=_amount(report.claim) if report.claim.amount else None,
                due=_due(report.claim.due),
                source=SourceData(
                    report.claim.source.publisher, report.claim.source.url, report.claim.source.published
                ),
            )
            for report in entry.reports
        ),
    )


def _named(key: Key, kit: Kit) -> Named:
    return Named("/".join(key), _texts(kit.digest.terms[key].name, kit))


def _said_by(claim: Claim, kit: Kit) -> dict[str, str]:
    said_by = claim.said_by
    return _texts(kit.digest.terms[said_by].name if isinstance(said_by, tuple) else said_by, kit)


def _texts(text: Localized, kit: Kit) -> dict[str, str]:
    """A text in the languages that it has; one text for all counts for each."""
    if isinstance(text, str):
        return dict.fromkeys(kit.languages, text) if text else {}
    return {lang: text[lang] for lang in kit.languages if lang in text}


def _stage(step: Step) -> StageData:
    return StageData(step.date.isoformat(), step.stage, step.note, step.back, step.passed)


def _amount(claim: Claim) -> AmountData:
    figure = claim.figure
    if not figure:
        return AmountData(claim.amount)
    money = figure.unit in MONEY
    return AmountData(
        text=claim.amount,
        value=_number(figure.low) if figure.low == figure.high else None,
        low=_number(figure.low),
        high=_number(figure.high),
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


def _csv(kit: Kit) -> TextView:
    """By RFC 4180, with a byte order mark, without which spreadsheets take Korean for something else."""
    file = io.StringIO()
    rows = [_row(claim, kit.languages) for claim in kit.share(_claims_data, kit)]
    out = csv.DictWriter(file, _row(_NOTHING, kit.languages), lineterminator="\r\n")
    out.writeheader()
    out.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return TextView("\ufeff" + file.getvalue())


def _row(claim: ClaimData, languages: tuple[str, ...]) -> dict[str, str | Number]:
    amount, due = claim.amount or AmountData(""), claim.due or DueData("", "", "", "")
    return {
        "key": claim.key,
        "id": claim.id,
        "part_of": claim.part_of,
        "kind": claim.kind,
        "by": claim.by.id,
        **{f"by_{lang}": claim.by.name.get(lang, "") for lang in languages},
        "with": " ".join(other.id for other in claim.with_),
        **{f"with_{lang}": "; ".join(other.name.get(lang, "") for other in claim.with_) for lang in languages},
        **{f"what_{lang}": claim.what.get(lang, "") for lang in languages},
        "stage": claim.stage,
        "certainty": claim.certainty,
        "amount": amount.text,
        "value": amount.value,
        "low": amount.low,
        "high": amount.high,
        "unit": amount.unit,
        "currency": amount.currency,
        "qualifier": amount.qualifier,
        "per": amount.per,
        "counted": amount.counted,
        "due": due.text,
        "due_precision": due.precision,
        "due_start": due.start,
        "due_end": due.end,
        "differs": " ".join(claim.differs),
        "history": "; ".join(f"{step.date} {step.stage}" for step in claim.history),
        "notes": " ".join(dict.fromkeys(report.note for report in claim.reports)),
        "publishers": "; ".join(dict.fromkeys(report.source.publisher for report in claim.reports)),
        "sources": " ".join(dict.fromkeys(report.source.url for report in claim.reports if report.source.url)),
        "url": claim.url,
    }


def _cell(value: str | Number) -> str | Number:
    """A text that a spreadsheet would run as a formula begins with an apostrophe (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
