"""Claims as pages show them."""

import re

from msgspec import Struct

from sitegen.digest.model import Claim, Text
from sitegen.pages.kit import Kit
from sitegen.pages.views import Link, NoteCard

_HANGUL = re.compile("[가-힣]")


class ClaimLine(Struct, frozen=True):
    """What would say nothing is empty: the stage of an opinion, that a decision is decided, that something is stated,
    that its source says it."""

    kind: str
    by: Link
    with_: tuple[Link, ...]
    what: Text
    amount: Text
    due: str
    stage: str
    certainty: str
    said_by: Text
    publisher: str


class Stated(Struct, frozen=True):
    """A claim away from its note, and the note."""

    claim: ClaimLine
    note: NoteCard


def claim_line(claim: Claim, kit: Kit, lang: str) -> ClaimLine:
    opinion = claim.kind in ("position", "forecast") and claim.stage == "announced"
    decision = claim.kind == "ruling" and claim.stage == "decided"
    return ClaimLine(
        kind=claim.kind,
        by=kit.link(claim.by, lang),
        with_=tuple(kit.link(key, lang) for key in claim.with_),
        what=kit.text(claim.what, lang),
        amount=_amount(claim, lang),
        due=claim.due,
        stage="" if opinion or decision else claim.stage,
        certainty="" if claim.certainty == "stated" else claim.certainty,
        said_by=_said_by(claim, kit, lang),
        publisher=claim.source.publisher,
    )


def _amount(claim: Claim, lang: str) -> Text:
    """The amount as printed, in the language that it is printed in where it has words."""
    if _HANGUL.search(claim.amount):
        printed = "ko"
    else:
        printed = claim.source.lang if any(c.isalpha() for c in claim.amount) else ""
    return Text(claim.amount, "" if printed == lang else printed)


def _said_by(claim: Claim, kit: Kit, lang: str) -> Text:
    said_by = claim.said_by
    text = kit.text(kit.digest.terms[said_by].name if isinstance(said_by, tuple) else said_by, lang)
    return Text() if text.words in claim.source.publisher else text
