"""Where the names and lines of a drawing of relations stand: who acts at the left, with whom at the right.

Somebody who does both stands on both sides, so that every line runs from left to right and needs no arrow. Each line
has a slot of its own at both ends; a name's bar is as long as it has lines. All is reckoned in whole pixels, from order
alone.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec import Struct

from sitegen.digest.values import Key

WIDTH, BAR = 880, 6  # of all, and of a bar
_SIDE, _GAP = 270, 10  # the column of names at each side, and what is between a name and its bar
# Where bars begin, and where names begin or, at the left, end.
BARS = (_SIDE, WIDTH - _SIDE - BAR)
NAMES = (_SIDE - _GAP, WIDTH - _SIDE + _GAP)
_SLOT, _ROW, _BETWEEN = 5, 20, 4  # the height of a line's slot, of a name without many, and what is between two
_SWEEPS = 12
_LETTER = 15  # the size of the names' letters
_NARROW = frozenset("iIjlfrt.,'’:;()[]|-/ ")


class GraphSpot(Struct, frozen=True):
    """A name's bar: its top and its height."""

    top: int
    height: int

    @property
    def middle(self) -> int:
        return self.top + self.height // 2


class Layout(Struct, frozen=True):
    """Bars by name for each side, from the top; `lines`: for each edge its height at the left and at the right."""

    height: int
    left: dict[Key, GraphSpot]
    right: dict[Key, GraphSpot]
    lines: tuple[tuple[int, int], ...]


def chosen(edges: Sequence[tuple[Key, Key]], names: int, lines: int) -> tuple[list[int], int]:
    """The numbers of the edges to be drawn, and how many names they leave out.

    Drawn are the names with most edges, and between them so many edges, the first ones.
    """
    counts = Counter(end for edge in edges for end in edge)
    first = set(sorted(counts, key=lambda name: (-counts[name], name))[:names])
    drawn = [i for i, edge in enumerate(edges) if first.issuperset(edge)][:lines]
    return drawn, len(counts) - len({end for i in drawn for end in edges[i]})


def layout(edges: Sequence[tuple[Key, Key]]) -> Layout:
    """Names are ordered so that lines cross little: each goes to the middle of those at the other ends of its lines."""
    left, right = _in_order(edges)
    tall = max(_tall(left), _tall(right))
    spots = tuple(_spots(side, tall) for side in (left, right))
    ends = [[0, 0] for _ in edges]
    for here, (side, spot) in enumerate(zip((left, right), spots, strict=True)):
        for name, numbers in side.items():
            numbers.sort(key=lambda i: (spots[1 - here][edges[i][1 - here]].top, i))
            top = spot[name].middle - _SLOT * len(numbers) // 2
            for slot, i in enumerate(numbers):
                ends[i][here] = top + _SLOT * slot + _SLOT // 2
    return Layout(tall, dict(spots[0]), dict(spots[1]), tuple((one, other) for one, other in ends))


def path(line: tuple[int, int]) -> str:
    """A line as SVG draws it."""
    start, end = BARS[0] + BAR, BARS[1]
    middle = (start + end) // 2
    return f"M{start} {line[0]}C{middle} {line[0]} {middle} {line[1]} {end} {line[1]}"


def fitting(name: str) -> str:
    """As much of a name as its column has room for."""
    room = _SIDE - _GAP
    if _width(name) <= room:
        return name
    short = name
    while _width(short + "…") > room:
        short = short[:-1]
    return short.rstrip() + "…"


def _width(words: str) -> int:
    """No less than any typeface takes: a Hangul syllable has the width of a letter's height."""
    return sum(map(_letter, words))


def _letter(letter: str) -> int:
    if unicodedata.east_asian_width(letter) in "WFA":
        return _LETTER
    fifteenths = 6 if letter in _NARROW else 13 if letter in "MWmw@%" else 11 if letter.isupper() else 9
    return _LETTER * fifteenths // 15


def _in_order(edges: Sequence[tuple[Key, Key]]) -> tuple[dict[Key, list[int]], dict[Key, list[int]]]:
    """For each side its names from the top, with the numbers of their edges."""
    sides: tuple[dict[Key, list[int]], dict[Key, list[int]]] = (defaultdict(list), defaultdict(list))
    for i, edge in enumerate(edges):
        for here in (0, 1):
            sides[here][edge[here]].append(i)
    orders = [sorted(side, key=lambda name: (-len(side[name]), name)) for side in sides]
    for sweep in range(_SWEEPS):
        here = (sweep + 1) % 2
        positions = {name: i for i, name in enumerate(orders[1 - here])}
        far = {name: [positions[edges[i][1 - here]] for i in numbers] for name, numbers in sides[here].items()}
        orders[here].sort(key=lambda name: 1000 * sum(far[name]) // len(far[name]))
    return {name: sides[0][name] for name in orders[0]}, {name: sides[1][name] for name in orders[1]}


def _height(numbers: Sequence[int]) -> int:
    return max(_ROW, _SLOT * len(numbers))


def _tall(side: dict[Key, list[int]]) -> int:
    return sum(_height(numbers) + _BETWEEN for numbers in side.values())


def _spots(side: dict[Key, list[int]], tall: int) -> dict[Key, GraphSpot]:
    """What is left of the height is spread between the names."""
    spare, top, spots = tall - _tall(side), 0, {}
    for i, (name, numbers) in enumerate(side.items()):
        height = _height(numbers)
        spots[name] = GraphSpot(top + _BETWEEN // 2 + spare * (2 * i + 1) // (2 * len(side)), height)
        top += height + _BETWEEN
    return spots
