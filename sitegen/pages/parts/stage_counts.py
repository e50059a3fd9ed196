"""How many commitments stand at each stage: what the macro `stage_bar` draws."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.claims.stages import NEAREST_FIRST
from sitegen.pages.urls import Url


class StageCount(Struct, frozen=True):
    """How many commitments stand at a stage, and where they are listed."""

    stage: str
    count: int
    href: str


def stage_counts(entries: Iterable[ClaimHistory], ledger: Url, **asked: str) -> tuple[StageCount, ...]:
    """From what is only announced to what is done, then what has left the ladder. `asked`: which rows of the ledger
    these are, as its filters ask for them.
    """
    counts = Counter(entry.stage for entry in entries if entry.family == "commitment")
    return tuple(
        StageCount(stage, counts[stage], ledger.asking(**asked, kind="commitment", stage=stage))
        for stage in NEAREST_FIRST
        if counts[stage]
    )
