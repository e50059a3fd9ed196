"""Known names in a text: the longest of them where several begin, and none inside of another word.

The work grows with the text, whatever the number of names: at the beginning of a word, those that begin with the same
characters are looked up by their lengths.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from sitegen.text.name_ends import stands_alone

# Behind the first character of a word: what may not stand before that, as in 친삼성, LG-AI, www.Samsung, O’Samsung.
_BEGINS = r"(?<![\w\-+/@#&.\ufffc](?s:.))(?<!\w['’](?s:.))"


class Found(Struct, frozen=True):
    """A name and where it stands in a text."""

    name: str
    start: int
    end: int


class _Beginning(Struct, frozen=True):
    """Names that begin with the same two characters. `thirds`: what may come third; `lengths`: the longest first."""

    thirds: frozenset[str]
    lengths: tuple[int, ...]


class NameFinder:
    """Finds names that begin with a letter or a digit and have two characters at least."""

    def __init__(self, names: Mapping[str, bool]) -> None:
        """`names`: for each whether it is found only as it stands, without a particle behind it."""
        self._names = names
        alike: dict[str, list[str]] = defaultdict(list)
        for name in names:
            alike[name[:2]].append(name)
        self._beginnings = {
            two: _Beginning(
                thirds=frozenset(name[2:3] for name in each),  # of a name of two, nothing
                lengths=tuple(sorted({len(name) for name in each}, reverse=True)),
            )
            for two, each in alike.items()
        }
        self._words = re.compile(f"{_one_of(two[0] for two in alike)}{_BEGINS}{_one_of(two[1] for two in alike)}")

    def find(self, text: str) -> list[Found]:
        """All of a text in their order, none over another. A line end separates, U+FFFC is part of a word."""
        mentions, end, beginnings = [], 0, self._beginnings
        for word in self._words.finditer(text):
            beginning = beginnings.get(word[0])
            if beginning is None:
                continue
            third = word.end()
            if text[third : third + 1] not in beginning.thirds and "" not in beginning.thirds:
                continue
            start = third - 2
            name = self._name_at(text, start, beginning.lengths) if start >= end else ""
            if name:
                end = start + len(name)
                mentions.append(Found(name, start, end))
        return mentions

    def _name_at(self, text: str, start: int, lengths: Iterable[int]) -> str:
        """The longest name that begins there; none where that one is part of a longer word."""
        for length in lengths:
            name = text[start : start + length]
            exact = self._names.get(name)
            if exact is not None:
                return name if stands_alone(name, text, start + length, exact) else ""
        return ""


def _one_of(characters: Iterable[str]) -> str:
    """A pattern of one of these, or of none where there are none."""
    return f"[{escaped}]" if (escaped := "".join(map(re.escape, sorted({*characters})))) else "(?!)"
