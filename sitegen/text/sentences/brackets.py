"""What stands in brackets at the end of words, which a sentence gathers into one pair: 구축(태안, 20조원)."""

import re

_BRACKETS = re.compile(r"\([^()]*\)")


def apart(text: str) -> tuple[str, str]:
    """Words, and what stands in brackets at their end; by hand, for no pattern finds an end in the time of its text."""
    before, opening, inside = text.rpartition("(")
    if not opening or inside[-1:] != ")" or ")" in inside[:-1]:
        return text, ""
    return before.rstrip(), inside[:-1]


def core(what: str) -> str:
    """Without what stands in brackets at its end."""
    return apart(what.strip())[0] or what.strip()


def gathered(what: str, *asides: str) -> str:
    """What stands in brackets at its end, and other asides, as what one pair of brackets holds."""
    words, inside = apart(what.strip())
    first = [inside.strip()] if inside and words else []
    return ", ".join([*first, *(_plain(aside) for aside in asides if aside)])


def _plain(amount: str) -> str:
    """An amount that may stand in brackets itself: 4억5000만 달러, 약 5900억원."""
    _, inside = apart(amount)
    figure = f", {inside}" if any(c.isdigit() for c in inside) else ""
    return " ".join(_BRACKETS.sub("", amount).split()) + figure
