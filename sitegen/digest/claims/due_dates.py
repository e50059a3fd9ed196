"""What falls due when."""

import datetime as dt
from typing import Literal

from sitegen.digest.claims.model import ClaimHistory, ClaimReport
from sitegen.digest.claims.stages import FINAL
from sitegen.digest.model import Digest
from sitegen.text.dates import read_due

DueState = Literal["", "ahead", "reported", "over"]


def last_day(due: str) -> dt.date:
    """The day by which what is due in 2030, in 2030-H1 or on 2030-06-01 should have come."""
    return read_due(due).end


def due_order(due: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """By what lists put in order what falls due: the first day that is not past on which it may come, for what is due
    in 2026 may come tomorrow; then the last. What is past stands on its last day.
    """
    span = read_due(due)
    return min(max(span.start, today), span.end), span.end


def due_state(entry: ClaimHistory, digest: Digest) -> DueState:
    """Whether something is still to come; `reported`: a note reports of it after its day; `over`: none does.

    Nothing where it has come, was given up or has ended otherwise, be it with its law. The day of a duty or of an
    order's step passes as that of a promise does, and says of nobody that they are late.
    """
    if not entry.due or entry.stage in FINAL or entry.ended or entry.key in digest.ended:
        return ""
    if last_day(entry.due) >= digest.as_of:
        return "ahead"
    return "reported" if after(entry) else "over"


def after(entry: ClaimHistory) -> ClaimReport | None:
    """The first report of a claim from after the day on which it was due."""
    day = last_day(entry.due)
    return next((report for report in entry.reports if (report.date if report.unknown else report.day) > day), None)
