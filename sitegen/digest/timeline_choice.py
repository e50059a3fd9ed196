"""What a line of time shows of the claims of a theme."""

from msgspec import Struct

from sitegen.digest.claims.due_dates import due_state
from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.model import Digest
from sitegen.digest.values import Key

_SHOWN = 12


class Story(Struct, frozen=True):
    """`staged`: how many claims have a stage; `shown`: the keys of some of them."""

    staged: int
    shown: tuple[str, ...]


def story(key: Key, digest: Digest) -> Story:
    """Twelve claims at most: first those that moved or fall due, among them and after them the newest.

    They stand in the order in which they were first reported. One of whose stages nobody knows the day has no place.
    """
    entries = [digest.ledger[claim] for claim in digest.claimed.get(key, ())]
    staged = [entry for entry in entries if entry.stage]
    placed = [entry for entry in staged if not all(step.unknown for step in entry.steps)]
    weighed = sorted(placed, key=lambda entry: _weight(entry, digest))[:_SHOWN]
    shown = sorted(weighed, key=lambda entry: (entry.steps[0].date, entry.key))
    return Story(len(staged), tuple(entry.key for entry in shown))


def _weight(entry: ClaimHistory, digest: Digest) -> tuple[bool, int, str]:
    """A step of an order whose day went by, and of which nobody tells, is no news beside the order."""
    state = due_state(entry, digest)
    due = state in ("ahead", "reported") or (state == "over" and entry.family == "commitment")
    return len(entry.steps) < 2 and not due, -entry.newest.day.toordinal(), entry.key
