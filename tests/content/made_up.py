"""Texts made up at random, to hold a quick reader of plain ones against the reader of all."""

import random
from collections.abc import Callable, Sequence

Maker = Callable[[random.Random], str]


def read_alike(is_alike: Callable[[str], bool], make: Maker, share: float, chance: random.Random, count: int) -> None:
    """Fails where one of `count` texts is read otherwise, or fewer than that share of them by the quick reader."""
    assert sum(is_alike(make(chance)) for _ in range(count)) >= share * count


def with_marks(text: str, marks: Sequence[str], chance: random.Random) -> str:
    """The text with a few marks set between or upon its letters."""
    for _ in range(chance.randint(1, 3)):
        pos = chance.randint(0, len(text))
        text = text[:pos] + chance.choice(marks) + text[pos + chance.randint(0, 1) :]
    return text


def wild(marks: Sequence[str], chance: random.Random) -> str:
    """Marks alone."""
    return "".join(chance.choices(marks, k=chance.randint(1, 14)))


def two_letters(chance: random.Random) -> list[str]:
    """Letters of all Unicode, the lower ones more often."""
    return [
        chr(chance.randrange(32, chance.choice((0x3000, 0xD800, 0xD800)))),
        chr(chance.randrange(0xE000, 0x30000)),
    ]
