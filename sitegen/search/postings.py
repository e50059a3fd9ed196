"""Rising numbers as text: their differences in printable letters, the small ones in one.

Servers compress text, and not every other file; and a browser reads it with a few lines.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from operator import sub

_FIRST, _LETTERS = ord("#"), 92  # up to `~`: neither space nor tab, quotation mark or control
_ONE = 64  # differences less one that take one letter
_TWO = _ONE + 19 * _LETTERS  # two
_THREE = _TWO + 8 * _LETTERS**2  # and three; the others take five


def encoded(numbers: Sequence[int]) -> str:
    """Numbers from 0, each above the one before."""
    return "".join(map(_CODES.__getitem__, map(sub, numbers, chain((-1,), numbers))))


def decoded(text: str) -> list[int]:
    numbers, number, letters = [], -1, iter(map(_value, text))
    for letter in letters:
        number += _difference(letter, letters)
        numbers.append(number)
    return numbers


def _value(letter: str) -> int:
    return ord(letter) - _FIRST


def _difference(letter: int, more: Iterator[int]) -> int:
    if letter < _ONE:
        return letter + 1
    if letter < 83:
        return _ONE + _whole(letter - _ONE, more, 1) + 1
    if letter < _LETTERS - 1:
        return _TWO + _whole(letter - 83, more, 2) + 1
    return _whole(0, more, 4) + 1


def _whole(value: int, more: Iterator[int], letters: int) -> int:
    for _ in range(letters):
        value = value * _LETTERS + next(more)
    return value


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


_CODES = _Codes()
