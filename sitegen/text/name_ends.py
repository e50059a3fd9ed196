"""What may follow a name in a text without being part of another word: `오픈AI는`, `삼성전자와의`, `Kakao’s`.

No dictionary is asked. A run of Hangul behind a name is taken for particles if it is made of them and agrees with the
name's last sound: 삼성은 is the company, 삼성동 a place and 삼성가 a family.
"""

import re
from functools import cache, lru_cache
from typing import get_args

from sitegen.text.particles import Particle, particle

_PAIRED = get_args(Particle)  # by the last sound of the word before: 은/는, 이/가, …
_ANY = (
    "에 에서 에게 에게서 께 께서 한테 도 만 까지 부터 조차 마저 뿐 밖에 보다 처럼 마다 대로 만큼 의 하고 에서부터 들 측"
)
# The same after a consonant and after a vowel; those in the second row take ㄹ for a vowel, as 으로/로 does.
_FORKED = (
    "이나/나 이든/든 이라도/라도 이란/란 이라는/라는 이라고/라고 이라며/라며 이라면/라면 이다/다 이었다/였다"
    " 이었던/였던 이지만/지만 이야말로/야말로 이랑/랑"
)
_FORKED_BUT_FOR_L = "으로서/로서 으로써/로써 으로부터/로부터"
# What another particle may follow, and which, beside the paired ones.
_FIRST = "에 에서 에게 에게서 까지 만 보다 처럼 대로 만큼 들 측 뿐 밖에 과 와 으로 로 으로서 로서 으로부터 로부터"
_SECOND = "도 만 의 까지 부터 조차 마저 에 에서 에게 에는 에서는 에도 만의"
_NEVER = frozenset(["만만"])

_HANGUL = re.compile("[가-힣]{1,9}")
# Behind a name or its particle: part of a longer word or address. A quotation mark may stand before a particle.
_GLUED = re.compile(r"[\w+\ufffc]|[-/@#&.]\w|['’](?!s\b)[^\W가-힣]")
_POSSESSIVE = re.compile(r"['’]s\b")
_ASIDE = re.compile(r"\([^()\n]{1,40}\)([가-힣]{0,9})(\w?)")
_CLOSED = re.compile(
    r"[)\]'’\"”」』》〉]([가-힣]{1,9})"
)  # the name in brackets or quotation marks, and what follows these
_CAPITAL = re.compile(r"[ ](?!(?:C[A-Z]O|Chief|President|Chair|Vice|Executive|Director|Minister|Head)\b)[A-Z][\w&]")
_LONGEST = 64  # characters behind a name that say what follows it


def stands_alone(name: str, text: str, end: int, exact: bool = False) -> bool:
    """Whether a name that ends at a place of a text is a word there, particles apart. `exact`: with none of these.

    U+FFFC stands for what is in a text and is no text of it.
    """
    rest = text[end : end + _LONGEST]
    run = _HANGUL.match(rest)
    if run and (exact or not follows(name, run[0])):
        return False
    after = rest[run.end() :] if run else rest
    if _GLUED.match(after):
        return False
    if run:
        return True
    if exact and _POSSESSIVE.match(after):
        return False
    return not _goes_on(name, after)


def follows(name: str, run: str) -> bool:
    """Whether a run of Hangul is made of particles that may follow a name. How Latin names sound is not asked."""
    if not "가" <= name[-1] <= "힣":
        return _may_follow(run)
    return run in _chains()[_sound(name[-1])]


def _goes_on(name: str, after: str) -> bool:
    """Whether what follows makes it another name: 인공지능(AI)기본법, Samsung Display."""
    if aside := _ASIDE.match(after):
        return bool(aside[2]) or not _may_follow(aside[1])
    if closed := _CLOSED.match(after):
        return not _may_follow(closed[1])
    return " " not in name and name[-1].isascii() and _CAPITAL.match(after) is not None


def _may_follow(run: str) -> bool:
    """Whether a run of Hangul is nothing, or particles behind a word of whatever sound."""
    return not run or any(run in chains for chains in _chains().values())


@lru_cache(maxsize=4096)
def _sound(word: str) -> str:
    """Words that end alike take the same particles: 는, 은으로, 은로."""
    return particle(word, "은/는") + particle(word, "으로/로")


@cache
def _chains() -> dict[str, frozenset[str]]:
    """All chains of particles, by the sound of the word before."""
    return {_sound(word): frozenset(_after(word)) for word in ("가", "각", "갈")}


def _after(word: str) -> set[str]:
    first = {*_ANY.split(), *(particle(word, pair) for pair in _PAIRED)}
    first |= {_side(forked, particle(word, "은/는") == "는") for forked in _FORKED.split()}
    first |= {_side(forked, particle(word, "으로/로") == "로") for forked in _FORKED_BUT_FOR_L.split()}
    return first | {one + other for one in first.intersection(_FIRST.split()) for other in _seconds(one)} - _NEVER


def _side(forked: str, vowel: bool) -> str:
    return forked.split("/")[vowel]


def _seconds(first: str) -> set[str]:
    return {*_SECOND.split(), *(particle(first, pair) for pair in _PAIRED)}
