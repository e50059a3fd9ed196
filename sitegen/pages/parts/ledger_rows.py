"""Claims as rows of the ledger's table: on its own pages, and where a standing page asks for some of them."""

from msgspec import Struct

from sitegen.digest.claims.due_dates import DueState, due_state
from sitegen.digest.claims.model import ClaimHistory
from sitegen.pages.context import PageContext
from sitegen.pages.parts.claim_lines import ClaimLine, entry_line
from sitegen.pages.parts.ladder import Mark, marks
from sitegen.pages.parts.ledger_summary import LaterReport, later_report
from sitegen.pages.views import NoteCard


class LedgerRow(Struct, frozen=True):
    """`marks`: the steps of its ladder; none where it stands beside that.

    `note`: of the one report that the row shows. `later`: who reports of it after its day.
    """

    claim: ClaimLine
    marks: tuple[Mark, ...]
    due_state: DueState
    later: LaterReport | None
    note: NoteCard


def ledger_row(entry: ClaimHistory, context: PageContext, lang: str) -> LedgerRow:
    return LedgerRow(
        claim=entry_line(entry, context, lang),
        marks=marks(entry, entry.stage),
        due_state=due_state(entry, context.digest) if entry.due else "",
        later=later_report(entry, context, lang),
        note=context.note(entry.standing.note, lang),
    )
