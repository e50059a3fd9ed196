"""What an entity does in a note, by the note's claims."""

from collections.abc import Mapping, Sequence
from typing import Literal

from sitegen.content.schema import ClaimKind
from sitegen.digest.claims.families import FAMILIES
from sitegen.digest.claims.model import Claim
from sitegen.digest.claims.stages import REFUSED
from sitegen.digest.listings import with_ancestors
from sitegen.digest.model import Note, Term
from sitegen.digest.values import Key

Part = Literal["acts", "decides", "counterpart"]


def role_in(note: Note, key: Key, terms: Mapping[Key, Term]) -> tuple[Part, tuple[ClaimKind, ...]] | None:
    """Its role, or that of one below it, and the kinds of the claims that say so; None where it is only named.

    Who makes a claim acts, or decides where all that it makes are measures; so does a court that a claim is before. Who
    goes before a court acts. Else it is the counterpart.
    """
    claims = undertaken(note)
    if not claims:
        return None
    acting = [claim for claim in claims if key in with_ancestors(claim.by, terms)]
    judged = [claim.kind for claim in claims if claim.before and key in with_ancestors(claim.before, terms)]
    if acting or judged:
        decides = all(FAMILIES[claim.kind] == "measure" and not claim.before for claim in acting)
        own = [claim.kind for claim in acting] + judged
        return "decides" if decides else "acts", tuple(dict.fromkeys(own))
    others = [c.kind for c in claims if any(key in with_ancestors(other, terms) for other in c.with_)]
    return ("counterpart", tuple(dict.fromkeys(others))) if others else None


def undertaken(note: Note) -> Sequence[Claim]:
    """Claims of a note without the promises that somebody refused: who did not sign takes no part in an agreement."""
    return [c for c in note.claims if c.stage not in REFUSED or c.family != "commitment"]
