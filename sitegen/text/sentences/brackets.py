"""What stands in brackets at the end of words, which a sentence gathers into one pair: 구축(태안, 20조원)."""

import re

_ASIDE = re.compile(r"\s*\(([^()]*)\)$")
_BRACKETS = re.compile(r"\s*\([^()]*\)")


def core(what: str) -> str:
    """Without what stands in brackets at its end."""
    return _ASIDE.sub("", what.strip()) or what.strip()


def gathered(what: str, *asides: str) -> str:
    """What stands in brackets at its end, and other asides, as what one pair of brackets holds."""
    found = _ASIDE.search(what.strip())
    inside = [found[1].strip()] if found and found.start() else []
    return ", ".join([*inside, *(_plain(aside) for aside in asides if aside)])


def _plain(amount: str) -> str:
    """An amount that may stand in brackets itself: 4억5000만 달러, 약 5900억원."""
    found = _ASIDE.search(amount)
    figure = f", {found[1]}" if found and any(c.isdigit() for c in found[1]) else ""
    return _BRACKETS.sub("", amount) + figure
