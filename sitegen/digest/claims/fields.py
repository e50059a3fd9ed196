"""Fields that claims of a kind do not have, and fields that do not go together."""

import datetime as dt
from collections.abc import Iterator

from sitegen.content.notes import NoteFile
from sitegen.content.schema import UNKNOWN, ClaimFront
from sitegen.digest.claims.families import FAMILIES, stages_of
from sitegen.problems import KeyPath, Problem
from sitegen.text.dates import read_due

_ELSEWHERE = dt.timedelta(days=1)  # where it is still the day before, an outlet reports of tomorrow


def misused_fields(file: NoteFile) -> list[Problem]:
    """What the claims of a file say that those of their kind cannot."""
    return [
        Problem(rule=rule, path=file.path, message=message, hint=hint, where=KeyPath(("claims", i, field)))
        for i, claim in enumerate(file.front.claims)
        for rule, field, message, hint in (*_of_kind(claim), *_of_outcome(claim), *_of_day(file, claim))
    ]


_Found = tuple[str, str, str, str]  # rule, field, message, hint


def _of_kind(claim: ClaimFront) -> Iterator[_Found]:
    kind, family = claim.kind, FAMILIES[claim.kind]
    if claim.stage and claim.stage not in stages_of(kind):
        others = ", ".join(f"`{stage}`" for stage in stages_of(kind))
        hint = f"one of {others}" if others else "leave it out; what somebody undertakes has another kind"
        message = f"a {kind} has no stages" if not others else f"a {kind} cannot be at the stage `{claim.stage}`"
        yield "claim-field", "stage", message, hint
    if claim.due and family == "statement":
        yield "claim-field", "due", f"a {kind} promises nothing, and so is never due", "say the day in `what`"
    if claim.on and family == "statement":
        yield "claim-field", "on", f"a {kind} neither makes nor promises anything `on` a law", "leave it out"
    if claim.before and kind != "ruling":
        yield "claim-field", "before", f"a {kind} does not stand `before` a court", "give it the kind `ruling`"
    if claim.outcome and family != "commitment":
        yield "claim-field", "outcome", f"a {kind} has no outcome: nobody undertakes it", "leave it out"


def _of_outcome(claim: ClaimFront) -> Iterator[_Found]:
    if claim.outcome and claim.source is None:
        hint = "`source: 1` is the note's own, 2 the first of `also`"
        yield "outcome-source", "outcome", "an outcome needs the source that shows it", hint
    if claim.outcome and not claim.outcome_why:
        yield "outcome-source", "outcome", "an outcome needs its reason", "say in `outcome_why` what shows it"
    if claim.outcome_why and not claim.outcome:
        yield "outcome-source", "outcome_why", "there is no outcome that this would be the reason of", "add `outcome`"


def _of_day(file: NoteFile, claim: ClaimFront) -> Iterator[_Found]:
    if claim.date in ("", UNKNOWN):
        return
    day, start = file.front.date, read_due(claim.date).start
    hint = "a claim's `date` is the day of the event; `due` is what is to come"
    if day and start > day:
        yield "claim-date", "date", f"the claim is of {claim.date}, after its note, which is of {day}", hint
    told = _told(file, claim)
    if told and start > read_due(told).end + _ELSEWHERE:
        yield "claim-date", "date", f"the claim is of {claim.date}, after its source, which is of {told}", hint


def _told(file: NoteFile, claim: ClaimFront) -> str:
    """When the source that shows a claim was published, if it says so."""
    sources = (file.front.source, *file.front.also)
    source = sources[min(claim.source or 1, len(sources)) - 1]
    return source.published if source else ""
