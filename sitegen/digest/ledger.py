"""The ledger: what several notes report of one claim, as one claim with a history.

Nothing is settled here: where reports differ, all of them stand, and pages show them with their outlets.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from sitegen.content.schema import Stage
from sitegen.digest.ladders import LadderName, ladder_of, passed_over, rung
from sitegen.digest.model import Claim, Entry, Note, Report, Step
from sitegen.problems import KeyPath, Problem
from sitegen.share import Share
from sitegen.text.amounts import Amount
from sitegen.text.amounts.units import MONEY, TIME

_MEASURES = MONEY.keys() | TIME | {"W", "Wh", "t", "%", "pp", "x"}
_Value = TypeVar("_Value")


def ledger(notes: Mapping[str, Note], share: Share) -> tuple[dict[str, Entry], list[Problem]]:
    """Every claim of the digest, the one reported last first, then by key; and problems of ids with two meanings."""
    naming: dict[str, list[Note]] = defaultdict(list)
    for note in notes.values():
        for key in dict.fromkeys(key for key, _ in keyed(note)):
            naming[key].append(note)
    entries = [share(_entry, (key,), *found) for key, found in naming.items()]
    entries.sort(key=lambda entry: entry.key)
    entries.sort(key=lambda entry: entry.newest.date, reverse=True)
    problems = [problem for entry in entries if entry.id for problem in _kinds(entry, notes)]
    return {entry.key: entry for entry in entries}, problems


def keyed(note: Note) -> Iterator[tuple[str, Claim]]:
    """A note's claims with their keys in the ledger."""
    for i, claim in enumerate(note.claims, 1):
        yield claim.id or f"{note.id}/{i}", claim


def _entry(key: tuple[str], *notes: Note) -> Entry:
    found = [Report(note.id, note.date, claim) for note in notes for own, claim in keyed(note) if own == key[0]]
    ladder = ladder_of(found[0].claim.kind, {report.claim.stage for report in found})
    # On one day the lower stage first: a letter in the morning and a contract at noon are a way up, not back.
    reports = sorted(found, key=lambda report: (report.date, rung(ladder, report.claim.stage) or 0, report.note))
    figures = [_figures(report.claim) for report in reports]
    return Entry(
        key=key[0],
        id=reports[0].claim.id,
        ladder=ladder,
        reports=tuple(reports),
        steps=tuple(_steps(reports, ladder)),
        stage=_stage(reports, ladder),
        amounts=_agreeing(figures),
        dues=_agreeing([frozenset([report.claim.due] if report.claim.due else ()) for report in reports]),
    )


def _steps(reports: Sequence[Report], ladder: LadderName) -> Iterator[Step]:
    here: int | None = None  # the rung of the last stage that has one
    reached: set[int] = set()
    for stage, same in groupby(reports, key=lambda report: report.claim.stage):
        report, there = next(same), rung(ladder, stage)
        if there is None:
            yield Step(stage, report.date, report.note)
            continue
        passed = passed_over(ladder, range(max(reached), there), reached) if reached else ()
        yield Step(stage, report.date, report.note, here is not None and there < here, passed)
        here = there
        reached.add(there)


def _stage(reports: Sequence[Report], ladder: LadderName) -> Stage:
    """Where a claim stands: at what the newest day that says more than `announced` says of it.

    Where that day says two things, the lower counts: a letter of intent is not a contract.
    """
    telling = [report for report in reports if report.claim.stage != "announced"]
    if not telling:
        return "announced"
    newest = [report.claim.stage for report in telling if report.date == telling[-1].date]
    return min(newest, key=lambda stage: rung(ladder, stage) or 0)


def _agreeing(values: Sequence[frozenset[_Value]]) -> tuple[tuple[int, ...], ...]:
    """Numbers of the values that have something in common, in groups, the one with the last number last; empty values
    say nothing."""
    groups: list[tuple[set[_Value], list[int]]] = []
    for i, value in enumerate(values):
        if value:
            agreeing = [group for group in groups if group[0] & value]
            joined = (set(value).union(*(group[0] for group in agreeing)), [n for g in agreeing for n in g[1]] + [i])
            groups = [group for group in groups if group not in agreeing] + [joined]
    return tuple(tuple(sorted(numbers)) for _, numbers in groups)


def _figures(claim: Claim) -> frozenset[tuple[str, ...]]:
    """What an amount says in money, measures and numbers: 26만 장 and 260,000 agree, and so do 1000억 달러(약 140조 원)
    and 140조 원. An amount that is not understood agrees with its own text."""
    if not claim.figure:
        return frozenset([(claim.amount,)] if claim.amount else ())
    same = [other.amount for other in claim.figure.beside if other.role == "same"]
    return frozenset(_said(amount) for amount in (claim.figure, *same))


def _said(amount: Amount) -> tuple[str, ...]:
    unit = amount.unit if amount.unit in _MEASURES else ""
    per = "" if amount.per == "each" else amount.per
    return str(amount.low.normalize()), str(amount.high.normalize()), unit, per


def _kinds(entry: Entry, notes: Mapping[str, Note]) -> Iterator[Problem]:
    """One id for an investment and a supply would be two claims."""
    kinds = {report.claim.kind for report in entry.reports}
    for report in entry.reports if len(kinds) > 1 else ():
        note = notes[report.note]
        number = next(i for i, claim in enumerate(note.claims) if claim is report.claim)
        others = ", ".join(f"`{kind}` in {other}" for kind, other in _elsewhere(entry, report).items())
        message = f"the claim `{entry.id}` is `{report.claim.kind}` here, but {others}"
        where = KeyPath(("claims", number, "kind"))
        path = next(iter(note.texts.values())).path
        yield Problem(rule="claim-kind", path=path, message=message, hint="give one of them another id", where=where)


def _elsewhere(entry: Entry, report: Report) -> dict[str, str]:
    found: dict[str, str] = {}
    for other in entry.reports:
        if other.claim.kind != report.claim.kind:
            found.setdefault(other.claim.kind, other.note)
    return found
