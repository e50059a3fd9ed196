"""Lines for plain text: Hangul is two columns wide there."""

from collections.abc import Iterator
from unicodedata import east_asian_width


def wrap(text: str, columns: int = 72, indent: str = "") -> str:
    """A paragraph in lines of no more columns than asked for, but for a word that is longer by itself."""
    return "\n".join(indent + line for line in _lines(text.split(), columns - columns_of(indent)))


def columns_of(text: str) -> int:
    """Unicode's report 11: wide and full characters take two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _lines(words: list[str], columns: int) -> Iterator[str]:
    line, wide = "", 0
    for word in words:
        own = columns_of(word)
        if line and wide + 1 + own > columns:
            yield line
            line, wide = "", 0
        wide += own + bool(line)
        line = f"{line} {word}" if line else word
    if line:
        yield line
