"""`extra`, of the settings, notes, terms and standing pages: plain data for a site's own templates.

Texts, lists and keys with values, in each other. It says nothing to the program, which only bounds it.
"""

from collections.abc import Iterator
from typing import Any

from sitegen.content.decode import Flaw
from sitegen.problems import KeyPath

_MOST = 1000  # values
_LONGEST = 50_000  # characters of all its keys and texts: cards hold it, and each page what the settings say


def extra_flaws(extra: dict[str, Any]) -> list[Flaw]:
    """Values with nothing behind them, and what is more than a page should carry."""
    if not extra:
        return []
    flaws = []
    count = size = 0
    for where, value in _values(extra, ("extra",)):
        count += 1
        size += len(str(where[-1])) + (len(value) if isinstance(value, str) else 0)
        if value is None:
            flaws.append(Flaw("type", f"`{where[-1]}` in `extra` says nothing", KeyPath(where), "leave it out"))
    if count > _MOST or size > _LONGEST:
        message = f"`extra` holds {count:,} values of {size:,} characters; {_MOST:,} and {_LONGEST:,} are the most"
        hint = "what is long is a text: put it into a body or a page"
        flaws.append(Flaw("too-many", message, KeyPath(("extra",), key_itself=True), hint))
    return flaws


def _values(value: Any, where: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every value below one, each with the way to it."""
    waiting = [(where, value)]
    while waiting:
        above, value = waiting.pop()
        below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        inner = [((*above, key), each) for key, each in below]
        yield from inner
        waiting += inner
