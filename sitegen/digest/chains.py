"""Things that name one above them, which may name another: how deep they stand, and which go in a circle."""

from collections.abc import Mapping
from typing import TypeVar

_Thing = TypeVar("_Thing")

# What stands above a thing is looked through for each that stands below, and a page shows all of it.
LEVELS = 20


def levels(above: Mapping[_Thing, _Thing]) -> dict[_Thing, int]:
    """For each thing that names one above it, its level: 2 right below one that names none or goes in a circle.

    0 for those in a circle. Each thing is looked at once.
    """
    level_of: dict[_Thing, int] = {}
    for start in above:
        line: dict[_Thing, None] = {}  # upwards, as far as is not known
        thing = start
        while thing in above and thing not in level_of and thing not in line:
            line[thing] = None
            thing = above[thing]
        upwards = list(line)
        if thing in line:
            circle = upwards[upwards.index(thing) :]
            level_of.update(dict.fromkeys(circle, 0))
            upwards = upwards[: -len(circle)]
        for below in reversed(upwards):
            level_of[below] = (level_of.get(above[below]) or 1) + 1
    return level_of
