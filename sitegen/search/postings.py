"""Rising numbers as text: their differences in printable letters, the small ones in one.

Servers compress text, and not every other file; and a browser reads it with a few lines.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, chain, islice
from operator import sub

_FIRST, _LETTERS = ord("#"), 92  # up to `~`: neither space nor tab, quotation mark or control
_ONE = 64  # differences less one that take one letter
_TWO = _ONE + 19 * _LETTERS  # two
_THREE = _TWO + 8 * _LETTERS**2  # and three; the others take five
_CODE = re.compile("[#-b]|[c-u].|[v-}]..|~....")
_BY_LENGTH = {1: (0, 1), 2: (_ONE, _ONE + 1), 3: (83, _TWO + 1), 5: (_LETTERS - 1, 1)}  # the first letter, the least


def encoded(numbers: Sequence[int]) -> str:
    """Numbers from 0, each above the one before."""
    return "".join(map(_CODES.__getitem__, map(sub, numbers, chain((-1,), numbers))))


def decoded(text: str) -> list[int]:
    # All but the sum of a long list is done in C: a list of a frequent token has thousands of numbers.
    return list(islice(accumulate(map(_DIFFERENCES.__getitem__, _CODE.findall(text)), initial=-1), 1, None))


class _Codes(dict[int, str]):
    def __missing__(self, difference: int) -> str:
        made = "".join(chr(_FIRST + letter) for letter in _code(difference - 1))
        if difference <= _TWO:
            self[difference] = made
        return made


def _code(value: int) -> list[int]:
    if value < 0:
        raise ValueError("numbers that do not rise")
    if value < _ONE:
        return [value]
    if value < _TWO:
        value += _ONE * _LETTERS - _ONE
        return [value // _LETTERS, value % _LETTERS]
    if value < _THREE:
        value += 83 * _LETTERS**2 - _TWO
        return [value // _LETTERS**2, value // _LETTERS % _LETTERS, value % _LETTERS]
    return [_LETTERS - 1, *(value // _LETTERS**power % _LETTERS for power in (3, 2, 1, 0))]


class _Differences(dict[str, int]):
    def __missing__(self, code: str) -> int:
        first, *more = (ord(letter) - _FIRST for letter in code)
        start, least = _BY_LENGTH[len(code)]
        value = first - start
        for letter in more:
            value = value * _LETTERS + letter
        made = value + least
        if len(code) <= 2:
            self[code] = made
        return made


_CODES, _DIFFERENCES = _Codes(), _Differences()
