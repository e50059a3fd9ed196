"""What an entity does in a note, by the note's claims."""

from collections.abc import Mapping
from typing import Literal

from sitegen.content.schema import ClaimKind
from sitegen.digest.claims.families import FAMILIES
from sitegen.digest.listings import with_ancestors
from sitegen.digest.model import Note, Term
from sitegen.digest.values import Key

Part = Literal["acts", "decides", "counterpart"]


def role_in(note: Note, key: Key, terms: Mapping[Key, Term]) -> tuple[Part, tuple[ClaimKind, ...]] | None:
    """Its role, or that of one below it, and the kinds of the claims that say so; None where it is only named.

    Who makes a claim acts, or decides where all that it makes are measures; so does a court that a claim is before. Who
    goes before a court acts. Else it is the counterpart.
    """
    if not note.claims:
        return None
    acting = [claim for claim in note.claims if key in with_ancestors(claim.by, terms)]
    judged = [claim.kind for claim in note.claims if claim.before and key in with_ancestors(claim.before, terms)]
    if acting or judged:
        decides = all(FAMILIES[claim.kind] == "measure" and not claim.before for claim in acting)
        own = [claim.kind for claim in acting] + judged
        return "decides" if decides else "acts", tuple(dict.fromkeys(own))
    others = [c.kind for c in note.claims if any(key in with_ancestors(other, terms) for other in c.with_)]
    return ("counterpart", tuple(dict.fromkeys(others))) if others else None
