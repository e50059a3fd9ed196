"""`overdue-claim`, `repeated-claim`: what only the whole ledger shows."""

from collections import defaultdict
from collections.abc import Iterator

from sitegen.desk.editorial.written import each_text
from sitegen.digest.claims.due_dates import due_state
from sitegen.digest.claims.model import ClaimHistory, ClaimReport
from sitegen.digest.model import Digest
from sitegen.problems import KeyPath, Problem


def problems_of_ledger(digest: Digest) -> Iterator[Problem]:
    yield from _overdue(digest)
    yield from _repeated(digest)


def _overdue(digest: Digest) -> Iterator[Problem]:
    for entry in digest.ledger.values():
        if entry.due and due_state(entry, digest) == "over" and (report := entry.due_report):
            message = f"the day of `{entry.key}`, {entry.due}, is over, and no later note says what became of it"
            hint = "write a note of the same claim with its `outcome`, or its new `stage`"
            yield _of_report("overdue-claim", digest, report, "due", message, hint)


def _repeated(digest: Digest) -> Iterator[Problem]:
    """Claims that agree in all that says which promise they are, but have two keys."""
    alike = defaultdict[object, list[ClaimHistory]](list)
    for entry in digest.ledger.values():
        alike[_identity(entry)].append(entry)
    for entries in alike.values():
        for entry in entries[1:]:
            other = entries[0]
            message = f"`{entry.key}` and `{other.key}` say the same of the same"
            hint = "if they are one claim, give both one `id`"
            for each in (entry, other):
                yield _of_report("repeated-claim", digest, each.newest, "what", message, hint)


def _identity(entry: ClaimHistory) -> object:
    claim = entry.claim
    words = tuple(" ".join(text.casefold().split()) for text in each_text(claim.what))
    who = (claim.kind, claim.by, claim.with_, claim.on, claim.before)
    return who, words, claim.amount.replace(" ", ""), entry.due, claim.date


def _of_report(rule: str, digest: Digest, report: ClaimReport, field: str, message: str, hint: str) -> Problem:
    note = digest.notes[report.note]
    number = next(i for i, claim in enumerate(note.claims) if claim is report.claim or claim == report.claim)
    path = next(iter(note.texts.values())).path
    return Problem(rule=rule, path=path, message=message, hint=hint, where=KeyPath(("claims", number, field)))
