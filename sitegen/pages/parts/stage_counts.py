"""How many commitments stand at each stage, with the way to them in the ledger: what the macro `stage_bar` draws."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.claims.stages import NEAREST_FIRST
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext

_FILTERS = {"themes": "theme", "topics": "topic"}  # of the ledger, by taxonomy; entities have one for all


class StageCount(Struct, frozen=True):
    """How many commitments stand at a stage, and where they are listed."""

    stage: str
    count: int
    href: str


def stage_counts(
    entries: Iterable[ClaimHistory], context: PageContext, lang: str, of: Key | None = None
) -> tuple[StageCount, ...]:
    """From what is only announced to what is done, then what has left the ladder. `of`: the term whose claims they are.

    What is only said, and what a law or a court does, is nobody's promise.
    """
    counts = Counter(entry.stage for entry in entries if entry.family == "commitment")
    asked, url = _asked(of) if of else {}, context.urls.claims(lang)
    return tuple(
        StageCount(stage, counts[stage], url.asking(**asked, kind="commitment", stage=stage))
        for stage in NEAREST_FIRST
        if counts[stage]
    )


def ledger_of(key: Key, context: PageContext, lang: str) -> str:
    """The address of a term's claims in the ledger."""
    return context.urls.claims(lang).asking(**_asked(key))


def _asked(key: Key) -> dict[str, str]:
    return {_FILTERS.get(key[0], "company"): key[1]}
