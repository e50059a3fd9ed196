"""Cuts the text of an amount into numbers, units and words that say something; linear in its length."""

import re
from typing import NamedTuple

from sitegen.text.amounts import words as w
from sitegen.text.amounts.units import MONEY, UNITS, Unit, thing_at_the_end_of, unit_of


class Token(NamedTuple):
    """`kind` is digits, numeral, native, power, unit, word, open, close, range, ordinal, unknown, or of `words.py`."""

    kind: str
    says: str
    start: int
    end: int
    unit: Unit | None = None
    power: int = 0  # of ten; the value of a numeral


_SIGNS = [s for code, m in MONEY.items() for s in (code, m.sign, *m.words) if not re.search("[a-z가-힣]", s)]
_TOKEN = re.compile(
    rf"(?<![A-Za-z])(?P<sign>{'|'.join(map(re.escape, sorted(_SIGNS, key=len, reverse=True)))})(?![A-Za-z])"
    r"|(?P<digits>[0-9][0-9,.]*)"
    r"|(?P<hangul>(?:미국|캐나다|호주) 달러|[가-힣]+)"
    r"|(?P<latin>㎡|m²|[A-Za-z㎾㎿][A-Za-z0-9㎾㎿]*(?:[-'’&.][A-Za-z0-9]+)*)"
    r"|(?P<rate>(?:/ ?|-a-)(?:year|yr|y|년|연|month|mo|월|week|주|day|일)(?![A-Za-z가-힣]))"
    r"|(?P<percent>%p(?![A-Za-z])|%포인트|%)"
    r"|(?P<space>[\s'’“”‘\"]+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
# Full-width forms: one character for one, so that positions in the text stay the same.
_PLAIN = {0xFF01 + i: chr(0x21 + i) for i in range(94)} | {0x2212: "-", 0x2010: "-", 0x2011: "-"}
_OTHER = {
    **dict.fromkeys("([", "open"), **dict.fromkeys(")]", "close"), **dict.fromkeys("~〜∼–—", "range"), "→": "to",
    **dict.fromkeys(",;·、", "and"),
}  # fmt: skip
_GLUED: dict[str, tuple[str, str, Unit | None]] = {
    **{word: (*meaning, None) for word, meaning in w.KOREAN.items() if word not in w.BEFORE_ONLY},
    **{word: ("ordinal", word, None) for word in w.ORDINALS},
    **{word: ("unit", word, unit) for word, unit in UNITS.items()},
}
_LONGEST = max(len(word) for word in _GLUED if word[0] >= "가")
_ENGLISH: dict[str, tuple[str, str, Unit | None]] = {
    **{word: (*meaning, UNITS.get(word)) for word, meaning in w.ENGLISH.items()},
    **{word: ("unit", word, unit) for word, unit in UNITS.items() if re.fullmatch(r"[a-z.]+ [a-z]+", word)},
}
_PHRASES: dict[str, list[str]] = {}  # by their first words, the longest first
for _phrase in sorted(_ENGLISH, key=len, reverse=True):
    _PHRASES.setdefault(_phrase.split()[0].rstrip("."), []).append(_phrase)


def plain(text: str) -> str:
    return text.translate(_PLAIN)


def tokens(text: str) -> list[Token]:
    all_tokens: list[Token] = []
    at = 0
    while match := _TOKEN.match(text, at):
        start, at = match.span()
        word, kind = match[0], match.lastgroup
        if kind == "space":
            continue
        if kind == "digits":
            kept = word.rstrip(".,")  # `8160, ` and the full stop of a sentence
            at = start + len(kept)
            all_tokens.append(Token("digits", kept, start, at))
        elif kind == "hangul":
            all_tokens += _hangul(word, start, all_tokens)
        elif kind == "latin":
            token = _latin(text, word, start, all_tokens)
            at = token.end
            all_tokens.append(token)
        elif kind in ("sign", "percent"):
            all_tokens.append(Token("unit", word, start, at, UNITS[word]))
        elif kind == "rate":
            period = {"y": "year", "년": "year", "연": "year", "m": "month", "월": "month", "w": "week", "주": "week"}
            all_tokens.append(Token("per", period.get(word.removeprefix("-a-").lstrip("/ ")[0], "day"), start, at))
        elif other := _other(text, word, start, all_tokens):
            all_tokens.append(other)
    return all_tokens


def _other(text: str, char: str, start: int, earlier: list[Token]) -> Token | None:
    glued = earlier and earlier[-1].end == start
    numeric = glued and earlier[-1].kind in ("digits", "numeral", "power", "unit")
    if char == "-":
        after = text[start + 1 : start + 2]
        if numeric and after.isalpha():
            return None  # 10-gigawatt
        minus = after.isdigit() and not (earlier and earlier[-1].kind in ("digits", "power", "unit"))
        return Token("minus" if minus else "range", char, start, start + 1)
    if char == "+" and numeric:
        return Token("qualifier", "at-least", start, start + 1)
    if char in w.HAN:
        return Token(*w.HAN[char], start, start + 1)
    if char in ".…" and not text[start + 1 : start + 2].isdigit():
        return None
    return Token(_OTHER.get(char, "unknown"), char, start, start + 1)


def _latin(text: str, word: str, start: int, earlier: list[Token]) -> Token:
    before = earlier[-1] if earlier else None
    glued = before and before.kind == "digits" and before.end == start
    first = word.split("-")[0]
    if glued or first.lower() in w.ENGLISH_POWERS or (first.lower() in w.NUMBERS and word.lower() not in w.NUMBERS):
        word = first  # 100bn-plus, billion-a-year, four-year
    end = start + len(word)
    if glued:
        money = len(earlier) > 1 and earlier[-2].unit and earlier[-2].unit.kind == "money"
        if power := w.LETTER_POWERS.get(word) or (money and w.MONEY_POWERS.get(word)):
            return Token("power", word, start, end, None, power)
        if any(char.isdecimal() for char in word):
            return Token("unknown", word, start, end)  # 1e12, 0x10
    lower = word.lower()
    for phrase in _PHRASES.get(lower, ()):
        stop = start + len(phrase)
        if text[start:stop].lower() == phrase and not text[stop : stop + 1].isalnum():
            kind, says, unit = _ENGLISH[phrase]
            return Token(kind, says, start, stop, unit)
    if lower in w.NUMBERS:
        return Token("numeral", word, start, end, None, w.NUMBERS[lower])
    if lower in w.ENGLISH_POWERS:
        return Token("power", word, start, end, None, w.ENGLISH_POWERS[lower])
    unit = unit_of(word)
    return Token("unit" if unit else "word", word, start, end, unit)


def _hangul(run: str, start: int, earlier: list[Token]) -> list[Token]:
    """A run of Hangul: after a number it is counters and endings without spaces, elsewhere a word."""
    before = earlier[-1] if earlier else None
    if (
        before
        and before.kind in ("digits", "power", "unit", "native", "close", "qualifier", "filler")
        and (glued := _after_a_number(run, start, before))
    ):
        if run.endswith("당") and before.says == "1":
            earlier.pop()  # 1인당
        return glued
    end = start + len(run)
    if run in w.KOREAN and w.KOREAN[run][0] not in w.AFTER_ONLY:
        return [Token(*w.KOREAN[run], start, end)]
    if run in w.NATIVE:
        return [Token("native", run, start, end, None, w.NATIVE[run])]
    if run[0] in "백천" and run[1:2] in ("만", "억", "조") and (glued := _after_a_number(run, start, None)):
        return [Token("numeral", "", start, start, None, 1), *glued]  # 천만 명
    if run.endswith("당") and len(run) > 1 and run not in w.NOT_RATES:
        one = unit_of(run[:-1])
        return [Token("per", one.id if one else run[:-1], start, end)]
    unit = unit_of(run)
    known = unit and unit.kind in ("thing", "money", "measure")
    return [Token("unit", run, start, end, unit) if known else _word(run, start)]


def _after_a_number(run: str, start: int, before: Token | None) -> list[Token]:
    """The run cut into known words, the longest first; nothing where it cannot be."""
    words: list[Token] = []
    at = 0
    if before is None or before.kind == "digits":
        while power := w.KOREAN_POWERS.get(run[at : at + 1]):
            words.append(Token("power", run[at], start + at, start + at + 1, None, power))
            at += 1
    while at < len(run):
        for size in range(min(_LONGEST, len(run) - at), 0, -1):
            word = run[at : at + size]
            if word in _GLUED:
                break
        else:
            return _noun(run, at, start, words)
        span = (start + at, start + at + size)
        kind, says, unit = _GLUED[word]
        words.append(Token(kind, says, *span, unit))
        at += size
    return words


def _noun(run: str, at: int, start: int, words: list[Token]) -> list[Token]:
    """A run whose rest is not known: 인당 is a rate, 개부처 a counter and a noun, all else a noun as it stands."""
    first = next((i for i, token in enumerate(words) if token.kind != "power"), len(words))
    powers, begins = words[:first], words[first].start - start if first < len(words) else at
    rest = run[begins:]
    if rest.endswith("당") and (one := unit_of(rest[:-1])):
        return [*powers, Token("per", one.id, start + begins, start + len(run))]
    if rest[0] == "개" and len(rest) > 2:
        counter = Token("unit", "개", start + begins, start + begins + 1, UNITS["개"])
        return [*powers, counter, _word(rest[1:], start + begins + 1)]
    return [*powers, _word(rest, start + begins)]


def _word(run: str, start: int) -> Token:
    thing = thing_at_the_end_of(run)
    return Token("unit" if thing else "word", run, start, start + len(run), thing)
