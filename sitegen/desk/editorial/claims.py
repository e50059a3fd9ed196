"""`claim-amount`, `claim-certainty`, `claim-source`: what a claim says, and what its note says of it."""

import re
from collections.abc import Iterator

from sitegen.content.schema import ClaimFront, Source
from sitegen.desk.editorial.written import WrittenNote, each_text, own_words
from sitegen.problems import KeyPath, Problem
from sitegen.text.figures import figures

_HEARSAY = re.compile(
    r"알려졌|전해졌|알려진|전해진|것으로 보인|추정[된됐되]|소문|루머|관측이 나|관측된"
    r"|\b(?:reportedly|rumou?r(?:s|ed)?|allegedly|apparently"
    r"|(?:is|are|was|were) (?:said|understood|believed|thought) to)\b",
    re.I,
)
_SPACES = re.compile(r"[\s\[\]*\u00a0]")
_FIGURES_OF = ("ko", "en")  # in other languages nobody here can tell 2兆ウォン from another figure
_MOST = 200  # claims of a note whose amounts are looked for letter by letter
_KOREAN = re.compile("[가-힣一-龥]")
_ENGLISH = re.compile("[a-z]{2}")


def amounts(note: WrittenNote) -> Iterator[Problem]:
    """Amounts whose figures a text of the note does not name; in the claim's own file, as they were printed."""
    claims = [(i, claim) for i, claim in enumerate(note.first.front.claims) if claim.amount]
    for file in note.files if claims else ():
        if file.lang not in _FIGURES_OF:
            continue
        own = own_words(file)
        named, spelled = figures(own), _spelled(own)
        for i, claim in claims:
            amount = _amount(claim, file.lang)
            as_printed = i < _MOST and file is note.files[0] and _language(amount) in ("", file.lang)
            if figures(amount) <= named and (not as_printed or _spelled(amount) in spelled):
                continue
            message = f"the amount `{amount}` of a claim is not named in {file.path}"
            hint = "name it there" + (", as it is printed" if as_printed else "")
            yield _of_claim("claim-amount", note, i, "amount", message, hint)


def certainty(note: WrittenNote) -> Iterator[Problem]:
    for i, claim in enumerate(note.first.front.claims):
        if claim.certainty != "stated":
            continue
        for field in ("what", "sentence"):
            if match := next(filter(None, map(_HEARSAY.search, each_text(getattr(claim, field)))), None):
                message = f"`{match[0]}` tells of hearsay, and the claim's certainty is `stated`"
                hint = "set `certainty: reported` or `rumoured`, or say who stated it"
                yield _of_claim("claim-certainty", note, i, field, message, hint)
                break


def sources(note: WrittenNote) -> Iterator[Problem]:
    front = note.first.front
    every = (front.source, *front.also)
    for i, claim in enumerate(front.claims):
        number = claim.source or 1
        source = every[number - 1] if number <= len(every) else None
        if source and not _can_be_found(source):
            message = f"of the claim's source {source.publisher} nothing is known, neither address nor title nor day"
            yield _of_claim(
                "claim-source", note, i, "source" if claim.source else "kind", message, "add one to the source"
            )


def _can_be_found(source: Source) -> bool:
    return bool(source.url or source.title or source.published or source.archive)


def _amount(claim: ClaimFront, lang: str) -> str:
    amount = claim.amount
    return amount if isinstance(amount, str) else amount.get(lang) or next(iter(amount.values()))


def _language(amount: str) -> str:
    """The language that an amount is printed in; empty where any could have printed it, as with 25%."""
    return "ko" if _KOREAN.search(amount) else "en" if _ENGLISH.search(amount) else ""


def _spelled(words: str) -> str:
    return _SPACES.sub("", words).casefold()


def _of_claim(rule: str, note: WrittenNote, i: int, field: str, message: str, hint: str) -> Problem:
    where = KeyPath(("claims", i, field))
    return Problem(rule=rule, path=note.first.path, message=message, hint=hint, where=where)
