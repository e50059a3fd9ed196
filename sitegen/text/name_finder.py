"""Known names in a text: the longest of them where several begin, and none inside of another word.

The work grows with the text, whatever the number of names: those that begin with the same two characters are looked up
only where these stand at the beginning of a word.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from sitegen.text.name_ends import stands_alone

# The first two characters of each word. What stands before is no part of it: 친삼성, LG-AI, www.Samsung, O’Samsung.
_BEGINNINGS = re.compile(r"(?<![\w\-+/@#&.\ufffc])(?<!\w['’])\w[^\n]")


class Found(Struct, frozen=True):
    """A name and where it stands in a text."""

    name: str
    start: int
    end: int


class NameFinder:
    """Finds names that begin with a letter or a digit and have two characters at least."""

    def __init__(self, names: Mapping[str, bool]) -> None:
        """`names`: for each whether it is found only as it stands, without a particle behind it."""
        self._names = names
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in names:
            lengths[name[:2]].add(len(name))
        self._lengths = {beginning: sorted(each, reverse=True) for beginning, each in lengths.items()}
        self._beginnings = frozenset(self._lengths)

    def find(self, text: str) -> list[Found]:
        """All of a text in their order, none over another. A line end separates, U+FFFC is part of a word."""
        found = []
        for beginning in self._beginnings.intersection(_BEGINNINGS.findall(text)):
            start = text.find(beginning)
            while start >= 0:
                name = self._name_at(text, start) if _BEGINNINGS.match(text, start) else ""
                if name:
                    found.append(Found(name, start, start + len(name)))
                start = text.find(beginning, start + 1)
        found.sort(key=lambda one: one.start)
        return _apart(found)

    def _name_at(self, text: str, start: int) -> str:
        """The longest name that begins there; none where that one is part of a longer word."""
        for length in self._lengths[text[start : start + 2]]:
            name = text[start : start + length]
            exact = self._names.get(name)
            if exact is not None:
                return name if stands_alone(name, text, start + length, exact) else ""
        return ""


def _apart(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
