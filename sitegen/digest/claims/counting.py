"""Which claims are open, and which are counted: what has ended stands apart, and a whole counts once with its parts."""

import datetime as dt
from collections.abc import Container, Iterable, Mapping

from sitegen.content.schema import Stage
from sitegen.digest.chains import LEVELS
from sitegen.digest.claims.due_dates import last_day
from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.claims.stages import ENDED, FINAL, REFUSED, rung
from sitegen.digest.listings import with_ancestors
from sitegen.digest.model import Digest

# Enacted: what is still to come of it is its day alone.
_ENACTED: frozenset[Stage] = frozenset(("passed",))


def is_open(entry: ClaimHistory, ended: Container[str], today: dt.date) -> bool:
    """Whether something is still to come of a claim: it has stages, no outcome, its law holds, and it has not come to
    a stage after which nothing comes. What was enacted is open until its day.

    `ended`: keys of claims on laws that have ended.
    """
    if not entry.stage or entry.stage in FINAL | ENDED or entry.ended or entry.key in ended:
        return False
    return entry.stage not in _ENACTED or (bool(entry.due) and last_day(entry.due) >= today)


def stands(entry: ClaimHistory, ended: Container[str]) -> bool:
    """Whether a claim is a promise that may be counted: who refuses promises nothing, nor does a law that has ended."""
    return entry.family == "commitment" and entry.stage not in REFUSED and entry.key not in ended


def is_counted(entry: ClaimHistory, digest: Digest) -> bool:
    """Whether a promise counts among all: it stands, and is no part of another that does."""
    return stands(entry, digest.ended) and not any(
        stands(whole, digest.ended) for whole in wholes(entry, digest.ledger)
    )


def is_counted_own(entry: ClaimHistory, digest: Digest) -> bool:
    """Whether it counts among the promises of who makes it: a part of what others promise, one of sixteen firms, is
    all that it promised itself.
    """
    line = with_ancestors(entry.claim.by, digest.terms)
    own = (
        whole
        for whole in wholes(entry, digest.ledger)
        if whole.claim.by in line or line[0] in with_ancestors(whole.claim.by, digest.terms)
    )
    return stands(entry, digest.ended) and not any(stands(whole, digest.ended) for whole in own)


def outruns(entry: ClaimHistory, digest: Digest) -> bool:
    """Whether a part says more than what holds it: it is further along, or reports differ on how far it is."""
    above = [whole for whole in wholes(entry, digest.ledger) if stands(whole, digest.ended)]
    further = all(_height(entry) > _height(whole) for whole in above)
    return bool(above) and stands(entry, digest.ended) and (further or "stage" in entry.differing)


def _height(entry: ClaimHistory) -> int:
    """On the ladder that has all steps of commitments."""
    here = rung("building", entry.stage)
    return -1 if here is None else here


def wholes(entry: ClaimHistory, ledger: Mapping[str, ClaimHistory]) -> list[ClaimHistory]:
    """What holds a claim, and what holds that, as far as may be; nothing where it would hold itself."""
    line: dict[str, ClaimHistory] = {}
    while len(line) < LEVELS and entry.part_of and (above := ledger.get(entry.part_of)) and above.id:
        if above.key in line:
            return []
        line[above.key] = entry = above
    return list(line.values())


def once(keys: Iterable[str], ledger: Mapping[str, ClaimHistory]) -> tuple[str, ...]:
    """Claims without those of which the whole is among them: it counts once."""
    among = dict.fromkeys(keys)
    return tuple(key for key in among if not any(whole.key in among for whole in wholes(ledger[key], ledger)))
