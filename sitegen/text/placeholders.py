"""Texts with names to fill in: `{n} notes`. A brace that is meant is written twice.

Nothing else may stand between braces: Python's own format would reach the attributes of what is filled in, and ask for
any amount of memory by a width.
"""

import re
from collections.abc import Mapping

_BRACES = re.compile(r"\{\{|\}\}|\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)\}|(?P<wrong>\{[^{}]*\}?|\})")


def names_in(text: str) -> frozenset[str]:
    """The names that a text asks for. Raises ValueError with the first piece of it that is none."""
    names = set()
    for brace in _BRACES.finditer(text):
        if brace["wrong"]:
            raise ValueError(brace["wrong"])
        names.add(brace["name"] or "")
    return frozenset(names - {""})


def literal(text: str) -> str:
    """A text that asks for nothing, and reads as this one is written."""
    return text.replace("{", "{{").replace("}", "}}")


def fill(text: str, values: Mapping[str, object]) -> str:
    """A text that `names_in` understands, with its names filled in; where none is given, they stay for a script.

    Raises KeyError with a name that is not given.
    """
    return text.format_map(values or _AS_WRITTEN)


class _AsWritten(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


_AS_WRITTEN = _AsWritten()
