"""What an entity promised, as one table; what became of its own promises; and what it only said."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from sitegen.digest.claims.counting import is_counted_own, outruns, wholes
from sitegen.digest.claims.due_dates import DueState, due_state, last_day
from sitegen.digest.claims.model import ClaimHistory, ClaimReport
from sitegen.digest.claims.stages import FARTHEST_FIRST
from sitegen.digest.claims.voices import due_is_own, told_by_others
from sitegen.digest.listings import with_ancestors
from sitegen.digest.model import Digest
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.parts.claim_elsewhere import moment
from sitegen.pages.parts.claim_lines import ClaimLine, Stated, entry_line, stated
from sitegen.pages.parts.ladder import Mark, marks
from sitegen.pages.parts.stage_counts import StageBar, stage_bars
from sitegen.pages.parts.time_axis import Axis, Tick, ticks
from sitegen.pages.views import Moment, NoteCard

_ROWS, _STATEMENTS = 8, 1
_LABEL = 24.0  # the room of a year's name in a column of 125 pixels
# What became of a promise; said by its stage where nobody says it otherwise: `done` is that it is met.
_TOLD = ("met", "partly", "missed", "contested", "superseded", "delayed", "cancelled")
_OF_STAGE = {"done": "met", "delayed": "delayed", "cancelled": "cancelled"}


class RecordCount(Struct, frozen=True):
    """Of how many promises one thing can be said; `text` is a key of the texts."""

    text: str
    count: int


class Record(Struct, frozen=True):
    """What became of the promises that an entity, or one below it, made; of most nobody says yet. `others`: how many
    more only others tell of.
    """

    total: int
    others: int
    counts: tuple[RecordCount, ...]


class Came(Struct, frozen=True):
    stage: str
    at: Moment


class PromiseDot(Struct, frozen=True):
    """A stage at a place of the line; with a `state` it is what falls due."""

    x: float
    state: DueState


class PromiseRow(Struct, frozen=True):
    """`own`: the entity itself makes it; `within`: it does, or a unit of its own; `others`: but only others tell of
    that. `marks`: the steps of its ladder; none where it stands beside that. `first`: the stage from which it came to
    that of its claim, if it came from one. `dots`: all of them on the line.
    """

    claim: ClaimLine
    own: bool
    within: bool
    others: bool
    marks: tuple[Mark, ...]
    due_state: DueState
    note: NoteCard
    first: Came | None
    dots: tuple[PromiseDot, ...]


class Promises(Struct, frozen=True):
    """`measures`: there are some among them. `turn`: where the past ends.

    `total`: of all that the ledger has of the entity, of which `rows` are some; `ended`: how many of them have ended
    with their law. `others`, `ended_href`: where those are listed that only others tell of, and these. `partners`,
    `amounts`, `dues`: a row has one, for what is empty in all of them is no column.
    """

    record: Record | None
    stages: tuple[StageBar, ...]
    total: int
    measures: bool
    rows: tuple[PromiseRow, ...]
    others: str
    ended: int
    ended_href: str
    ticks: tuple[Tick, ...]
    turn: float
    partners: bool
    amounts: bool
    dues: bool


class Statements(Struct, frozen=True):
    total: int
    newest: tuple[Stated, ...]


class _ChosenClaims(Struct, frozen=True):
    """Keys of claims: those of the table's rows, own commitments, and the newest statements; and how many there are, as
    the ledger lists them.

    `others`: how many commitments of its own only others tell of. `parts`: of its own, in their wholes.
    """

    rows: tuple[str, ...]
    total: int
    measures: bool
    ended: int
    own: tuple[str, ...]
    parts: tuple[str, ...]
    others: int
    statements: tuple[str, ...]
    said: int


def promises(key: Key, context: PageContext, lang: str) -> Promises | None:
    """None where an entity has nothing but statements, and what has ended with its law."""
    chosen = context.memo(_chosen, context, key)
    if not chosen.rows:
        return None
    entries, own = _entries(chosen.rows, context), _entries(chosen.own, context)
    axis = _axis(entries, context.digest)
    rows = tuple(_row(entry, key, axis, context, lang) for entry in entries)
    return Promises(
        record=_record(own, chosen.others, context.digest),
        stages=stage_bars(own, context, lang, key, _entries(chosen.parts, context)),
        total=chosen.total,
        measures=chosen.measures,
        rows=rows,
        others=context.urls.claims(lang).asking(by=key[1], count="others"),
        ended=chosen.ended,
        ended_href=context.urls.claims(lang).asking(company=key[1], count="ended"),
        ticks=ticks(axis, _LABEL),
        turn=round(axis.turn, 2),
        partners=any(row.claim.with_ or not row.within for row in rows),
        amounts=any(row.claim.amount or row.claim.amount_from for row in rows),
        dues=any(row.claim.due for row in rows),
    )


def statements(key: Key, context: PageContext, lang: str) -> Statements | None:
    chosen = context.memo(_chosen, context, key)
    newest = tuple(stated(entry, context, lang) for entry in _entries(chosen.statements, context))
    return Statements(chosen.said, newest) if newest else None


def _chosen(context: PageContext, key: Key) -> _ChosenClaims:
    entries = _entries(context.digest.claimed.get(key, ()), context)
    newest = sorted(entries, key=lambda entry: (-entry.standing.day.toordinal(), entry.key))
    staged = sorted((e for e in newest if e.stage), key=lambda e: FARTHEST_FIRST.index(e.stage) if e.stage else 0)
    held = [entry.key for entry in staged if entry.key not in context.digest.ended]
    own = [entry for entry in staged if _promises(entry, key, context)]
    mine, among = {entry.key for entry in own}, set(held)
    shown = [key for key in held if key in mine or not _hidden(context.digest.ledger[key], among, context.digest)]
    vouched = [entry.key for entry in own if not told_by_others(entry, context.digest.terms)]
    said = [entry.key for entry in newest if entry.family == "statement"]
    return _ChosenClaims(
        rows=tuple(_first(shown, mine)),
        total=len(staged),
        measures=any(context.digest.ledger[each].family == "measure" for each in shown),
        ended=len(staged) - len(held),
        own=tuple(vouched),
        parts=tuple(_parts(key, staged, mine, context)),
        others=len(own) - len(vouched),
        statements=tuple(said[:_STATEMENTS]),
        said=len(said),
    )


def _parts(key: Key, entries: Sequence[ClaimHistory], own: set[str], context: PageContext) -> Iterator[str]:
    """What an entity, or one below it, promises as a part of what it promises as a whole."""
    terms = context.digest.terms
    for entry in entries:
        if entry.key not in own and key in with_ancestors(entry.claim.by, terms) and not told_by_others(entry, terms):
            yield entry.key


def _hidden(entry: ClaimHistory, among: set[str], digest: Digest) -> bool:
    """Whether the row of its whole stands for a part; not for one that says more."""
    return any(whole.key in among for whole in wholes(entry, digest.ledger)) and not outruns(entry, digest)


def _first(shown: Sequence[str], mine: set[str]) -> Iterator[str]:
    """The rows of the table in their order: what counts in the tally above it, then others while there is room."""
    counted = [key for key in shown if key in mine][:_ROWS]
    chosen = {*counted, *[key for key in shown if key not in mine][: _ROWS - len(counted)]}
    return (key for key in shown if key in chosen)


def _entries(keys: Iterable[str], context: PageContext) -> list[ClaimHistory]:
    return [context.digest.ledger[key] for key in keys]


def _promises(entry: ClaimHistory, key: Key, context: PageContext) -> bool:
    """Whether it counts among what the entity, or one below it, promises."""
    return key in with_ancestors(entry.claim.by, context.digest.terms) and is_counted_own(entry, context.digest)


def _record(own: Sequence[ClaimHistory], others: int, digest: Digest) -> Record | None:
    """Only where its day is over could an outcome be missing: a letter of intent of this year has none to report. A day
    that somebody else named is not its own.
    """
    counts = Counter(_outcome(entry) for entry in own)
    told = [RecordCount(_text(word), counts[word]) for word in _TOLD if counts[word]]
    over = [e for e in own if not _outcome(e) and due_state(e, digest) in ("reported", "over")]
    if count := sum(due_is_own(entry, digest.terms) for entry in over):
        told.append(RecordCount("term.no_outcome", count))
    return Record(len(own), others, tuple(told)) if own or others else None


def _outcome(entry: ClaimHistory) -> str:
    """What became of it; where nobody says so, what its stage says of that, if anything."""
    if entry.ended and entry.ended.claim.outcome:
        return entry.ended.claim.outcome
    return _OF_STAGE.get(entry.stage or "", "")


def _text(word: str) -> str:
    return f"stage.{word}" if word in _OF_STAGE else f"outcome.{word}"


def _row(entry: ClaimHistory, key: Key, axis: Axis, context: PageContext, lang: str) -> PromiseRow:
    report = _naming(key, entry, context)
    # What somebody else did is no first stage of who acts in the line.
    own = [step for step in entry.steps if entry.told_by(step).claim.by == report.claim.by]
    came = len(own) > 1 and own[0].point < own[-1].point and own[-1].stage == report.claim.stage
    state = due_state(entry, context.digest)
    # Of what came some time in a year no place of the line is true.
    placed = [change for change in own if not change.unknown and "-" in change.when]
    dots = [PromiseDot(axis.at(change.date), "") for change in placed]
    if entry.again is report and "-" in report.when:
        dots.append(PromiseDot(axis.at(report.day), ""))
    if state:
        dots.append(PromiseDot(axis.at(last_day(entry.due)), state))
    return PromiseRow(
        claim=entry_line(entry, context, lang, report),
        own=report.claim.by == key,
        within=key in with_ancestors(report.claim.by, context.digest.terms),
        others=_promises(entry, key, context) and told_by_others(entry, context.digest.terms),
        marks=marks(entry, report.claim.stage),
        due_state=state,
        note=context.note(report.note, lang),
        first=Came(own[0].stage, moment(own[0])) if came else None,
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


def _axis(entries: Sequence[ClaimHistory], digest: Digest) -> Axis:
    """From the year in which the first of them was told to the last day on which one is due."""
    dues = [last_day(entry.due) for entry in entries if due_state(entry, digest)]
    newest = max(entry.newest.day for entry in entries)
    end = digest.as_of if dues else newest
    first = min(entry.steps[0].date for entry in entries if entry.steps)
    return Axis(first.replace(month=1, day=1), end, max(end, *dues) if dues else end)
