"""The three families of claims, by their kinds.

A *commitment* is what somebody undertakes: it has stages and an outcome. A *measure* is what a law, an order or a court
does: it has stages. A *statement* is what somebody says or expects: it has neither, and is never due.
"""

from typing import Literal, get_args

from sitegen.content.schema import ClaimKind, Stage

Family = Literal["commitment", "measure", "statement"]

_OTHERS: dict[ClaimKind, Family] = {
    "regulation": "measure",
    "ruling": "measure",
    "forecast": "statement",
    "position": "statement",
}
FAMILIES: dict[ClaimKind, Family] = {kind: _OTHERS.get(kind, "commitment") for kind in get_args(ClaimKind)}
_STAGES: dict[str, tuple[Stage, ...]] = {
    "commitment": (
        *("announced", "loi", "mou", "agreed", "committed", "contracted", "permitted", "building", "operating", "done"),
        *("delayed", "changed", "cancelled", "declined", "unsigned"),
    ),
    "regulation": (
        *("announced", "proposed", "provisional", "passed", "in-force", "amended", "repealed"),
        *("delayed", "changed", "rescinding", "cancelled", "declined", "vetoed"),
    ),
    "ruling": ("announced", "filed", "preliminary", "settled", "decided", "appealed", "declined"),
    "statement": (),
}


def stages_of(kind: ClaimKind) -> tuple[Stage, ...]:
    """The stages that a claim of a kind may be at."""
    family = FAMILIES[kind]
    return _STAGES[kind if family == "measure" else family]
