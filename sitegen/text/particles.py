"""The form of a Korean particle that fits the word before it: `오픈AI는`, `삼성은`, `SK하이닉스로`.

The sentence of a claim is made with it.
"""

import re
from typing import Literal

Particle = Literal["은/는", "이/가", "을/를", "과/와", "으로/로"]

_UNKNOWN: dict[Particle, str] = {
    "은/는": "은(는)",
    "이/가": "이(가)",
    "을/를": "을(를)",
    "과/와": "과(와)",
    "으로/로": "(으)로",
}
_ASIDE = re.compile(r"\([^()]*\)$")  # 인공지능(AI)은 is read 인공지능은
# Of a word read from its end: sought from the front, every digit might begin the number.
_REVERSED_NUMBER = re.compile(r"\A(?:[0-9]+\.)?[0-9,]*[0-9]")
_CAPITALS = re.compile(r"([A-Z]|(?<![A-Za-z])[a-z])$")  # OpenAI, SKT, GPT-4o; not Anthropic, Google
_COUNTRY = re.compile(r"\.[a-z]([a-z])$")  # finance-news.co.kr: a country's letters are spelled out
_LETTERS = {"L": "엘", "M": "엠", "N": "엔", "R": "알"}  # names of all other letters end in a vowel
_LIKE_L = re.compile(r"(l|[bcdfgkpstz]le)$")  # Journal, Google
_LIKE_N = re.compile(r"(m|n|ng|[aeiou]c?k|[aeiou][pqt]|ic|ine|ime|ome|ame)$")  # Arm, Bing, Slack, Magic, Time
_DIGITS = "영일이삼사오육칠팔구"
_SIGNS = {"%": "퍼센트", "％": "퍼센트", "+": "플러스"}


def particle(word: str, kind: Particle, reading: str = "") -> str:
    """The particle alone; `reading` says how a Latin name is read in Korean.

    A Latin word without a reading gets both forms, as Korean does where it cannot know: `Anthropic은(는)`.
    """
    final = _final(reading) or _final(word)
    if not final:
        return _UNKNOWN[kind]
    after_consonant, after_vowel = kind.split("/")
    if kind == "으로/로" and final == "ㄹ":
        return after_vowel
    return after_vowel if final == "vowel" else after_consonant


def likely_particle(word: str, kind: Particle, reading: str = "") -> str:
    """One form even where the word's sound is not known: by how Korean takes over words of such an ending.

    `Daily Journal이`, `Reuters가`: to most consonants at its end it adds a vowel.
    """
    known = particle(word, kind, reading)
    if "(" not in known:
        return known
    letters = _without_marks(_ASIDE.sub("", _without_marks(word))).lower()
    end = "일" if _LIKE_L.search(letters) else "은" if _LIKE_N.search(letters) else "이"
    return particle(end, kind)


def _final(word: str) -> Literal["vowel", "ㄹ", "consonant", ""]:
    """What the word ends in when it is read aloud; nothing when that is not known."""
    said = _said(word)
    if not said or not "가" <= said[-1] <= "힣":
        return ""
    final = (ord(said[-1]) - 0xAC00) % 28  # Unicode orders syllables by their 28 finals: none, ㄱ, … ㄹ is the ninth
    return "vowel" if not final else "ㄹ" if final == 8 else "consonant"


def _said(word: str) -> str:
    """The word's end in Hangul, or as it stands."""
    word = _without_marks(word)
    word = _without_marks(_ASIDE.sub("", word)) or word.strip("()")
    if word[-1:] in _SIGNS:
        return _SIGNS[word[-1]]
    if number := _REVERSED_NUMBER.match(word[::-1]):
        return _number(number[0][::-1])
    if country := _COUNTRY.search(word):
        return _LETTERS.get(country[1].upper(), "이")
    if letter := _CAPITALS.search(word):
        return _LETTERS.get(letter[0].upper(), "이")
    return word


def _without_marks(word: str) -> str:
    return word.rstrip(" \t\n.,!?…·’”'\"」』》〉]*_")


def _number(digits: str) -> str:
    """The last syllable of a number: 20 is 이십, 1,000,000,000,000 일조. 영 ends as 십 does, so 0 needs no care."""
    digits = digits.replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0"))
    if not zeros:
        return _DIGITS[int(digits[-1])]
    return "십백천"[zeros - 1] if zeros < 4 else "만억조경"[min(zeros // 4 - 1, 3)]
