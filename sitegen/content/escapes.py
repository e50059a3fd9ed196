"""A stretch of Markdown as it is read: `%20` in an address is a space, `\\|` in a table a bar."""

import re
from bisect import bisect_right
from urllib.parse import unquote

_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})++|\\(?=[!-/:-@\[-`{-~])|&amp;")


class Unescaped:
    """`find` takes and gives indices of the text in which the stretch stands."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._read, self._written = [0], [start]  # indices that mean the same place, at both ends of each escape
        pieces, read, done = [], 0, start
        for match in _ESCAPED.finditer(text, start, end):
            meant = {"\\": "", "&": "&"}.get(match[0][0], unquote(match[0]))
            for piece, at in ((text[done : match.start()], match.start()), (meant, match.end())):
                pieces.append(piece)
                read += len(piece)
                self._read.append(read)
                self._written.append(at)
            done = match.end()
        self._text = "".join([*pieces, text[done:end]])

    def find(self, words: str, start: int) -> int:
        """Where words begin, from an index on; -1 where they do not stand."""
        at = bisect_right(self._written, start) - 1
        found = self._text.find(words, self._read[at] + start - self._written[at])
        if found < 0:
            return -1
        at = bisect_right(self._read, found) - 1
        return self._written[at] + found - self._read[at]
