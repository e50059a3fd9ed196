"""What falls due when."""

import datetime as dt
from typing import Literal

from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.claims.stages import FINAL
from sitegen.text.dates import read_due

DueState = Literal["", "ahead", "over"]


def last_day(due: str) -> dt.date:
    """The day by which what is due in 2030, in 2030-H1 or on 2030-06-01 should have come."""
    return read_due(due).end


def due_state(entry: ClaimHistory, today: dt.date) -> DueState:
    """Whether something is still to come, or should have come; nothing where it has, was given up or is a forecast."""
    if not entry.due or entry.stage in FINAL or entry.claim.kind == "forecast":
        return ""
    return "over" if last_day(entry.due) < today else "ahead"
