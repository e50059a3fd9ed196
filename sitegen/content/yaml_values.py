"""Where a value between quotes or brackets ends in a YAML text, and what people get wrong on the way there."""

import re
from typing import NoReturn

from msgspec import Struct

from sitegen.problems import Position

QUOTE_IT = "put the text between quotes"

_QUOTED = {"'": re.compile(r"'(?:[^']+|'')*+'"), '"': re.compile(r'"(?:[^"\\]+|\\.)*+"', re.DOTALL)}
_BAD_ESCAPE = re.compile(
    r"\\(?:\\|[0abt\tnvfre \"/N_LP\n]|x[0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U000[0-9a-fA-F]{5}"
    r"|U0010[0-9a-fA-F]{4})|(?P<bad>\\.)"
)
_KEY_LINE = re.compile(r"\n( *)(?:- +)*[\w.-]+:(?=\s)")
_PLAIN = re.compile(r"(?:[^,\[\]{}\n:#]|:(?![\s,\[\]{}]|\Z)|(?<!\s)#)++")
_CLOSERS = {"[": "]", "{": "}"}
_NEVER = "@`%|>*&!"  # what no text begins with unless it stands between quotes
_UNLESS_JOINED = "-?:"  # nor with these, when a space follows


class Mistake(Struct, frozen=True):
    """What is wrong at an index of a text."""

    index: int
    message: str
    hint: str

    def position(self, text: str) -> Position:
        return Position(text.count("\n", 0, self.index) + 1, self.index - text.rfind("\n", 0, self.index))


class YamlFlaw(Exception):
    def __init__(self, index: int, message: str, hint: str) -> None:
        self.mistake = Mistake(index, message, hint)


def line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def refuse_beginning(text: str, at: int) -> None:
    """Raises Found where a text begins with what YAML reads as a sign of its own."""
    first = text[at : at + 1]
    if (first and first in _NEVER) or (first and first in _UNLESS_JOINED and not text[at + 1 : at + 2].strip()):
        raise wrong_beginning(text, at)


def wrong_beginning(text: str, at: int) -> YamlFlaw:
    first = text[at]
    hint = f"a text that begins with `{first}` goes between quotes"
    return YamlFlaw(at, f"a text cannot begin with `{first}` as it stands", hint)


def end_of_quoted(text: str, at: int, column: int) -> int:
    """The index behind the closing quote of a text whose key or dash stands in a column (from 0). Raises Found."""
    closed = _QUOTED[text[at]].match(text, at)
    if closed is None or swallowed_key(text, at, closed.end(), column):
        raise _unclosed_quote(text, at)
    if text[at] == '"':
        for escape in _BAD_ESCAPE.finditer(text, at, closed.end()):
            if escape["bad"]:
                hint = "write `\\\\` for a backslash, or put the text between single quotes"
                raise YamlFlaw(escape.start(), f"`{escape[0]}` means nothing between double quotes", hint)
    return closed.end()


def swallowed_key(text: str, start: int, end: int, column: int) -> Mistake | None:
    """What is wrong when a text between quotes holds a line that is a key, as far to the left as its own key."""
    swallowed = any(len(line[1]) <= column for line in _KEY_LINE.finditer(text, start, end))
    return _unclosed_quote(text, start).mistake if swallowed else None


def _unclosed_quote(text: str, at: int) -> YamlFlaw:
    hint = f"end the text with `{text[at]}`; a text that holds this quote stands between the other kind"
    return YamlFlaw(at, f"the quote `{text[at]}` that opens here is not closed", hint)


def end_of_flow(text: str, at: int, column: int) -> int:
    """The index behind the closing bracket of a list or mapping between brackets. Raises Found."""
    flow = _Flow(text, column)
    flow.opened.append((at, False))
    at += 1
    while flow.opened:
        at = flow.step(at)
    return at


class _Flow:
    """What is open between brackets. `opened`: where each bracket opens, and whether a `: ` stands before it.

    `colon`: whether one stands in this entry; `done`: where the entry's text begins, once it has been read;
    `hidden`: where a comment begins that hides a closing bracket.
    """

    def __init__(self, text: str, column: int) -> None:
        self.text, self.column = text, column
        self.opened: list[tuple[int, bool]] = []
        self.colon, self.done, self.hidden = False, -1, -1

    def step(self, at: int) -> int:
        """Reads on from an index to the next one."""
        text = self.text
        first = text[at : at + 1]
        if not first:
            self._unclosed()
        if first == "\n" and (key := _KEY_LINE.match(text, at)) and len(key[1]) <= self.column:
            self._unclosed()
        if first.isspace():
            return at + 1
        if first == "#" and text[at - 1].isspace():
            end = line_end(text, at)
            self.hidden = at if _CLOSERS[text[self.opened[-1][0]]] in text[at:end] else self.hidden
            return end
        if first in "]}":
            return self._close(at)
        if first == ",":
            if self.done < 0 and not self.colon:
                raise YamlFlaw(at, "nothing stands before this comma", "remove one comma; or " + QUOTE_IT)
            self.colon, self.done = False, -1
            return at + 1
        if first == ":" and (self.done >= 0 or not text[at + 1 : at + 2].strip()):
            return self._colon(at)
        if self.done >= 0 and not self._goes_on(first):
            self._behind(at)
        return self._value(at, first)

    def _value(self, at: int, first: str) -> int:
        if first in _CLOSERS:
            self.opened.append((at, self.colon))
            self.colon, self.done = False, -1
            return at + 1
        begins, self.done = self.done < 0, at if self.done < 0 else self.done
        if begins and first in _QUOTED:
            return end_of_quoted(self.text, at, self.column)
        if begins:
            refuse_beginning(self.text, at)
        plain = _PLAIN.match(self.text, at)
        return plain.end() if plain else at + 1

    def _goes_on(self, first: str) -> bool:
        """A plain text may go on in the next line; nothing goes on behind a quote or a bracket."""
        return self.text[self.done] not in "\"'[{" and first not in _CLOSERS

    def _close(self, at: int) -> int:
        opened, colon = self.opened.pop()
        if _CLOSERS[self.text[opened]] != self.text[at]:
            self.opened.append((opened, colon))
            self._unclosed()
        self.colon, self.done = colon, opened
        return at + 1

    def _colon(self, at: int) -> int:
        if self.colon:
            raise YamlFlaw(at, "a second `: ` stands in this entry", "a text with `: ` in it goes between quotes")
        self.colon, self.done = True, -1
        return at + 1

    def _behind(self, at: int) -> NoReturn:
        text, start = self.text, self.done
        if text[start] in _QUOTED:
            raise text_behind_quote(at)
        if text[start] in _CLOSERS:
            raise text_behind_bracket(text, start)
        raise YamlFlaw(at, f"a `{text[at]}` stands in a text here", "a text that holds a bracket goes between quotes")

    def _unclosed(self) -> NoReturn:
        at = self.opened[-1][0]
        sign = self.text[at]
        if self.hidden > at:
            raise YamlFlaw(self.hidden, f"` #` begins a comment, which hides the closing `{_CLOSERS[sign]}`", QUOTE_IT)
        hint = f"close it with `{_CLOSERS[sign]}`; a text that begins with `{sign}` goes between quotes"
        raise YamlFlaw(at, f"the `{sign}` that opens here is not closed", hint)


def text_behind_quote(at: int) -> YamlFlaw:
    hint = "a value that begins with a quote must end with it; put the other kind of quote around it"
    return YamlFlaw(at, "text stands behind the closing quote", hint)


def text_behind_bracket(text: str, start: int) -> YamlFlaw:
    sign = text[start]
    hint = f"a text that begins with `{sign}` goes between quotes"
    return YamlFlaw(start, f"text stands behind the `{_CLOSERS[sign]}` of what this `{sign}` opens", hint)
