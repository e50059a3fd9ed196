"""Lines for plain text, where Hangul is two columns wide."""

import re
from collections.abc import Iterator

from sitegen.text.normal import width

_GAP = re.compile(r"[^\S\u00a0]+")  # a space that holds is none


def wrap(text: str, columns: int = 72, indent: str = "") -> str:
    """A paragraph in lines of no more columns than asked for, but for a word that is longer by itself."""
    return "\n".join(
        indent + line for line in _lines([word for word in _GAP.split(text) if word], columns - width(indent))
    )


def _lines(words: list[str], columns: int) -> Iterator[str]:
    line, wide = "", 0
    for word in words:
        own = width(word)
        if line and wide + 1 + own > columns:
            yield line
            line, wide = "", 0
        wide += own + bool(line)
        line = f"{line} {word}" if line else word
    if line:
        yield line
