"""Which amounts of commitments may stand beside each other; they are never added."""

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from sitegen.digest.claims.model import ClaimHistory, ClaimReport
from sitegen.text.amounts.units import COMPARED


class Comparable(Struct, frozen=True):
    """A commitment's one value, and the report that names it. `part`: the amount of another holds this one's."""

    unit: str
    value: Decimal
    part: bool
    report: ClaimReport
    entry: ClaimHistory


def comparable(entry: ClaimHistory, ledger: Mapping[str, ClaimHistory]) -> Comparable | None:
    """None for a rate, for what is only a rumour, and for nobody's commitment."""
    report = entry.sized
    if entry.family != "commitment" or not report or report.claim.certainty == "rumoured":
        return None
    figure = report.claim.figure
    if not figure or figure.unit not in COMPARED or figure.per:
        return None
    return Comparable(figure.unit, figure.high, _unit(ledger.get(entry.part_of)) == figure.unit, report, entry)


def _unit(whole: ClaimHistory | None) -> str:
    """A whole of megawatts may be told in won: then it holds none of them."""
    figure = whole.sized.claim.figure if whole and whole.sized else None
    return figure.unit if figure else ""
