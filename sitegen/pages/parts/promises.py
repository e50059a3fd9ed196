"""What an entity promised, as one table; what became of its own promises; and what it only said."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from sitegen.digest.claims.due_dates import DueState, due_state, last_day
from sitegen.digest.claims.model import ClaimHistory, ClaimReport
from sitegen.digest.claims.stages import FARTHEST_FIRST, REFUSED
from sitegen.digest.listings import with_ancestors
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.parts.claim_elsewhere import moment
from sitegen.pages.parts.claim_lines import ClaimLine, Stated, entry_line, stated
from sitegen.pages.parts.ladder import step_of
from sitegen.pages.parts.stage_counts import StageBar, stage_bars
from sitegen.pages.parts.time_axis import Axis, Tick, ticks
from sitegen.pages.views import Moment, NoteCard

_ROWS, _STATEMENTS = 10, 1
# What became of a promise; said by its stage where nobody says it otherwise: `done` is that it is met.
_TOLD = ("met", "partly", "missed", "contested", "superseded", "delayed", "cancelled")
_OF_STAGE = {"done": "met", "delayed": "delayed", "cancelled": "cancelled"}


class RecordCount(Struct, frozen=True):
    """Of how many promises one thing can be said; `text` is a key of the texts."""

    text: str
    count: int


class Record(Struct, frozen=True):
    """What became of the promises that an entity, or one below it, is said to have made; of most nobody says yet."""

    total: int
    counts: tuple[RecordCount, ...]


class Came(Struct, frozen=True):
    stage: str
    at: Moment


class PromiseDot(Struct, frozen=True):
    """A stage at a place of the line; with a `state` it is what falls due."""

    x: float
    state: DueState


class PromiseRow(Struct, frozen=True):
    """`own`: the entity itself makes it. `first`: the stage from which it came to that of its claim, if it came from
    one. `dots`: all of them on the line.
    """

    claim: ClaimLine
    own: bool
    step: int
    steps: int
    due_state: DueState
    note: NoteCard
    first: Came | None
    dots: tuple[PromiseDot, ...]


class Promises(Struct, frozen=True):
    """`measures`: there are some among them. `more`: rows that only the ledger has. `turn`: where the past ends."""

    record: Record | None
    stages: tuple[StageBar, ...]
    total: int
    measures: bool
    rows: tuple[PromiseRow, ...]
    more: int
    ticks: tuple[Tick, ...]
    turn: float


class Statements(Struct, frozen=True):
    total: int
    newest: tuple[Stated, ...]


class _ChosenClaims(Struct, frozen=True):
    """Keys of claims: those of the table's rows, own commitments, and the newest statements; and how many there are."""

    rows: tuple[str, ...]
    total: int
    measures: bool
    own: tuple[str, ...]
    statements: tuple[str, ...]
    said: int


def promises(key: Key, context: PageContext, lang: str) -> Promises | None:
    """None where an entity has nothing but statements."""
    chosen = context.memo(_chosen, context, key)
    if not chosen.rows:
        return None
    entries, own = _entries(chosen.rows, context), _entries(chosen.own, context)
    axis = _axis(entries, context.digest.as_of)
    return Promises(
        record=_record(own, context.digest.as_of),
        stages=stage_bars(own, context, lang, key),
        total=chosen.total,
        measures=chosen.measures,
        rows=tuple(_row(entry, key, axis, context, lang) for entry in entries),
        more=chosen.total - len(entries),
        ticks=ticks(axis),
        turn=round(axis.turn, 2),
    )


def statements(key: Key, context: PageContext, lang: str) -> Statements | None:
    chosen = context.memo(_chosen, context, key)
    newest = tuple(stated(entry, context, lang) for entry in _entries(chosen.statements, context))
    return Statements(chosen.said, newest) if newest else None


def _chosen(context: PageContext, key: Key) -> _ChosenClaims:
    entries = _entries(context.digest.claimed.get(key, ()), context)
    newest = sorted(entries, key=lambda entry: (-entry.standing.day.toordinal(), entry.key))
    staged = sorted(
        (entry for entry in newest if entry.stage), key=lambda e: FARTHEST_FIRST.index(e.stage) if e.stage else 0
    )
    said = [entry.key for entry in newest if entry.family == "statement"]
    return _ChosenClaims(
        rows=tuple(entry.key for entry in staged[:_ROWS]),
        total=len(staged),
        measures=any(entry.family == "measure" for entry in staged),
        own=tuple(e.key for e in staged if _undertakes(e) and _makes(e, key, context)),
        statements=tuple(said[:_STATEMENTS]),
        said=len(said),
    )


def _entries(keys: Iterable[str], context: PageContext) -> list[ClaimHistory]:
    return [context.digest.ledger[key] for key in keys]


def _undertakes(entry: ClaimHistory) -> bool:
    return entry.family == "commitment" and entry.stage not in REFUSED


def _makes(entry: ClaimHistory, key: Key, context: PageContext) -> bool:
    return key in with_ancestors(entry.claim.by, context.digest.terms)


def _record(own: Sequence[ClaimHistory], today: dt.date) -> Record | None:
    """Only where its day is over could an outcome be missing: a letter of intent of this year has none to report."""
    counts = Counter(_outcome(entry) for entry in own)
    told = [RecordCount(_text(word), counts[word]) for word in _TOLD if counts[word]]
    if over := sum(not _outcome(entry) and due_state(entry, today) in ("reported", "over") for entry in own):
        told.append(RecordCount("term.no_outcome", over))
    return Record(len(own), tuple(told)) if own else None


def _outcome(entry: ClaimHistory) -> str:
    """What became of it; where nobody says so, what its stage says of that, if anything."""
    if entry.ended and entry.ended.claim.outcome:
        return entry.ended.claim.outcome
    return _OF_STAGE.get(entry.stage or "", "")


def _text(word: str) -> str:
    return f"stage.{word}" if word in _OF_STAGE else f"outcome.{word}"


def _row(entry: ClaimHistory, key: Key, axis: Axis, context: PageContext, lang: str) -> PromiseRow:
    report = _naming(key, entry, context)
    reached, steps = step_of(entry, report.claim.stage)
    last = len(entry.steps) - 1
    came = last > 0 and entry.steps[0].point < entry.steps[last].point and entry.steps[last].stage == report.claim.stage
    state = due_state(entry, context.digest.as_of)
    # Of what came some time in a year no place of the line is true.
    placed = [change for change in entry.steps if not change.unknown and "-" in change.when]
    dots = [PromiseDot(axis.at(change.date), "") for change in placed]
    if state:
        dots.append(PromiseDot(axis.at(last_day(entry.due)), state))
    return PromiseRow(
        claim=entry_line(entry, context, lang, report),
        own=report.claim.by == key,
        step=reached,
        steps=steps,
        due_state=state,
        note=context.note(report.note, lang),
        first=Came(entry.steps[0].stage, moment(entry.steps[0])) if came else None,
        dots=tuple(dots),
    )


def _naming(key: Key, entry: ClaimHistory, context: PageContext) -> ClaimReport:
    """The report by which a claim stands if it names the entity, else the newest that does, of its stage if one is."""

    def names(report: ClaimReport) -> bool:
        claim = report.claim
        named = (claim.by, *claim.with_, *filter(None, (claim.on, claim.before)))
        return any(key in with_ancestors(each, context.digest.terms) for each in named)

    naming = [report for report in entry.reports if names(report)]
    if not naming or entry.standing in naming:
        return entry.standing
    alike = [report for report in naming if report.claim.stage == entry.stage]
    return (alike or naming)[-1]


def _axis(entries: Sequence[ClaimHistory], today: dt.date) -> Axis:
    """From the year in which the first of them was told to the last day on which one is due."""
    dues = [last_day(entry.due) for entry in entries if due_state(entry, today)]
    newest = max(entry.newest.day for entry in entries)
    end = today if dues else newest
    first = min(entry.steps[0].date for entry in entries if entry.steps)
    return Axis(first.replace(month=1, day=1), end, max(end, *dues) if dues else end)
