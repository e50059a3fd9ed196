"""Front matter of nothing but keys, texts on their own lines, and lists and mappings; no comment, no empty line.

So is nearly all. It is read here in a third of the time that the C loader takes, whose nodes are Python's; what holds
anything else, or anything that is not known to come out alike, is left to it. It stays the reference, and alone finds
what is wrong. tests/content/test_plain_front.py holds the two together.
"""

import re
import unicodedata
from typing import Any

_KEY = "[A-Za-z_][A-Za-z0-9_-]{0,60}"
_LINE = re.compile(rf"^( *)(- )?(?:({_KEY}):(?: (?! )|$))?(.*)", re.M)
_FLOW_TEXT = r"[^\W_][^\[\]{},:?\"'`|>%@&*!=]*(?<! )"  # no mark in it, not even where YAML would let it stand
_LIST = re.compile(rf"\[{_FLOW_TEXT}(?:, {_FLOW_TEXT})*\]")
_PAIR = rf"{_KEY}: (?:{_FLOW_TEXT}|\"[^\"\\]*\")"
_MAPPING = re.compile(rf"\{{{_PAIR}(?:, {_PAIR})*\}}")
_PAIRS = re.compile(rf"({_KEY}): ({_FLOW_TEXT}|\"[^\"\\]*\")")
_NULLS = ("null", "Null", "NULL")  # those that begin with a letter
_COMMENTS = ("#", "<!", "%%", "{>", "{:", "{{", "{%")  # of YAML, and what may be taken for one
_DEEPEST = 24  # spaces


class _NotPlain(Exception):
    """Only the loader can say what this is."""


def plain_front(text: str) -> dict[str, Any] | None:
    """What the loader (`yaml.load`) makes of it, without a problem; None where that is not known for sure."""
    if not text.replace("\n", " ").isprintable() or any(map(text.__contains__, _COMMENTS)):  # a tab, say
        return None
    if not unicodedata.is_normalized("NFC", text):
        return None
    lines = [(len(spaces), dash != "", key, value) for spaces, dash, key, value in _LINE.findall(text.rstrip("\n"))]
    try:
        return _FrontReading(lines).whole()
    except _NotPlain:
        return None


_Line = tuple[int, bool, str, str]  # spaces, whether an entry of a list begins, a key if there is one, what is behind


class _FrontReading:
    def __init__(self, lines: list[_Line]) -> None:
        self._lines = [*lines, (-1, False, "", "")]
        self._at = 0

    def whole(self) -> dict[str, Any]:
        data = self._mapping(0)
        if self._at != len(self._lines) - 1:
            raise _NotPlain
        return data

    def _mapping(self, depth: int, first: bool = False) -> dict[str, Any]:
        """The keys at a depth; `first`: of an entry of a list, whose dash stands before its first key."""
        data: dict[str, Any] = {}
        while True:
            spaces, dash, key, value = self._lines[self._at]
            if (dash and not first) or spaces + 2 * dash != depth:
                break
            if not key or key in data:
                raise _NotPlain
            first = False
            self._at += 1
            data[key] = self._text(value, depth) if value else self._below(depth)
        if not data or self._lines[self._at][0] > depth:
            raise _NotPlain
        return data

    def _below(self, depth: int) -> Any:
        """What a key holds with nothing behind it."""
        spaces, dash, _, _ = self._lines[self._at]
        if spaces > _DEEPEST:
            raise _NotPlain
        if dash and spaces >= depth:
            return self._list(spaces)
        return self._mapping(spaces) if spaces > depth else None

    def _list(self, depth: int) -> list[Any]:
        entries: list[Any] = []
        while True:
            spaces, dash, key, value = self._lines[self._at]
            if spaces != depth or not dash:
                break
            if key:
                entries.append(self._mapping(depth + 2, first=True))
            else:
                self._at += 1
                entries.append(self._text(value, depth))
        if self._lines[self._at][0] > depth:
            raise _NotPlain
        return entries

    def _text(self, value: str, depth: int) -> Any:
        """A value on its line, which goes on on none below."""
        if self._lines[self._at][0] > depth:
            raise _NotPlain
        first, last = value[:1], value[-1:]
        if first == '"':
            return _quoted(value)
        if first == "[" and _LIST.fullmatch(value):
            return [_plain(entry) for entry in value[1:-1].split(", ")]
        if first == "{" and _MAPPING.fullmatch(value):
            pairs = _PAIRS.findall(value)
            data = {key: _quoted(text) if text[0] == '"' else _plain(text) for key, text in pairs}
            if len(data) == len(pairs):
                return data
        if not first.isalnum() or ": " in value or last in (":", " "):
            raise _NotPlain
        return _plain(value)


def _plain(text: str) -> str:
    if text in _NULLS:
        raise _NotPlain
    return text


def _quoted(value: str) -> str:
    text = value[1:-1]
    if len(value) < 2 or value[-1] != '"' or '"' in text or "\\" in text:
        raise _NotPlain
    return "" if text.isspace() else text
