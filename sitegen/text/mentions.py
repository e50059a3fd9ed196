"""Where a text mentions a name: as a word of its own, in Korean with the particles behind it.

`삼성전자와의` mentions 삼성전자, `삼성동` and `LGU+` mention neither 삼성 nor LG. Of two names that begin alike the
longer one counts. Each word of a text is looked up by its first letters, so that the number of names costs nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_PARTICLE = (
    "으로부터|로부터|에게서|에서는|에서도|에서|에게|께서|한테|이라는|라는|이라고|라고|으로서|로서|으로써|로써|으로는|로는|으로|로|와의|과의"
    "|와는|과는|와도|과도|하고|까지|부터|처럼|보다|에는|에도|이나|이며|이고|이자|이다|이었다|였다|이란|이든|마저|조차|같은|들|측|뿐"
    "|은|는|이|가|을|를|의|와|과|도|만|에|나|며|고|자|다|인|란|든|께"
)
_PARTICLES = re.compile(rf"(?:{_PARTICLE}){{0,3}}(?![^\W_]|\+)")
_END = re.compile(r"(?![^\W_]|\+)")


class Mention(NamedTuple):
    """A name in a text, from `start` to `end`, without the particles behind it."""

    start: int
    end: int
    name: str


class Mentions:
    """Finds names as they are written, capitals and all. Those of one letter are not looked for."""

    def __init__(self, names: Iterable[str]) -> None:
        by_head = defaultdict[str, list[str]](list)
        for name in sorted({name for name in names if len(name) > 1}, key=lambda name: (-len(name), name)):
            by_head[name[:2]].append(name)
        self._by_head = dict(by_head)

    def find(self, text: str) -> Iterator[Mention]:
        """Mentions in the order of the text, none within another."""
        by_head, after = self._by_head, 0
        for word in _WORD.finditer(text):
            start = word.start()
            names = by_head.get(text[start : start + 2])
            if names is None or start < after:
                continue
            for name in names:
                end = start + len(name)
                if text.startswith(name, start) and _ends(text, end):
                    yield Mention(start, end, name)
                    after = end
                    break


def _ends(text: str, end: int) -> bool:
    """Whether a name may end there: no letter follows but those of particles."""
    following = text[end : end + 1]
    return (_PARTICLES if "가" <= following <= "힣" else _END).match(text, end) is not None
