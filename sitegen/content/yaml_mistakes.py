"""Broken YAML in an editor's words: where the mistake begins, and what mends it.

libyaml says where it could go no further, which for a quote that opens in the second line may be the end of the file,
and why in words such as "did not find expected key". So a broken text is walked again, line by line, and the first
thing that people get wrong is named. Each character is looked at a fixed number of times.
"""

import re

from sitegen.content.yaml_values import (
    Mistake,
    YamlFlaw,
    end_of_flow,
    end_of_quoted,
    line_end,
    refuse_beginning,
    text_behind_bracket,
    text_behind_quote,
    wrong_beginning,
)
from sitegen.text.normal import unseen

_COLON = re.compile(r":(?=[ \t]|$)")
_BEHIND_KEY = re.compile(r"(?<!\s)\s*+:(?=[ \t]|$)")
_COMMENT = re.compile(r"(?<=[ \t])#")
_HEADER = re.compile(r"[|>](?:[-+][1-9]?|[1-9][-+]?)?[ \t]*(?:(?<=[ \t])#.*)?$")
_OTHER_COLON = re.compile(r"(?<![\w.-])[\w.-]++(?:\s*+(：)|:(?=[^\S \t]))")
_NO_SPACE = re.compile(r"(?<![\w-])([A-Za-z_][\w-]*+):(?!//)(\S.*)")
_LONGEST_KEY = 1024  # characters; YAML looks no further for a colon


def explain(text: str, stuck: int) -> Mistake:
    """The mistake in a text that libyaml could read only up to an index."""
    walk = _Walk(text)
    try:
        while walk.at < len(text):
            walk.line()
    except YamlFlaw as flaw:
        if flaw.mistake.index <= line_end(text, stuck):
            return flaw.mistake
    hint = "look at the spaces before this line, and at colons, quotes and brackets here and in the line above"
    return Mistake(min(stuck, len(text)), "this line does not fit what stands above it", hint)


class _Walk:
    """`levels`: the columns that keys and dashes stand in, the inner ones last. `open`: the last key has no value."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.levels: list[tuple[int, str]] = []
        self.open = False

    def line(self) -> None:
        """Reads the line that begins at `at`, with the lines below it that belong to its value."""
        text, start = self.text, self.at
        at, end = self._content(start), line_end(text, start)
        if at >= end or text[at] == "#":
            self.at = end + 1
            return
        if at == start:
            self._refuse_sign(at, end)
        while text[at] == "-" and not text[at + 1 : at + 2].strip():
            self._level(at - start, "-", at)
            at += 1
            while text[at : at + 1] in (" ", "\t"):
                at += 1
            self.open = True
            if at >= end or text[at] == "#":
                self.at = end + 1
                return
        if text[at] in ",]}":
            raise wrong_beginning(text, at)
        colon = self._colon(at, end)
        if colon >= 0:
            self._level(at - start, ":", at)
            self.open = True
            self._value(colon + 1, end)
        elif self.open and at - start > (self.levels[-1][0] if self.levels else -1):
            self._value(at, end)
        else:
            raise _no_key(text, at, end)

    def _content(self, start: int) -> int:
        """The index of a line's first sign behind its indentation, which is made of spaces alone."""
        at, end = start, line_end(self.text, start)
        is_blank = not self.text[start:end].strip()
        while at < end and ((sign := self.text[at]).isspace() or unseen(sign)):
            if sign == "\t" and not is_blank:
                raise YamlFlaw(at, "a tab indents this line", "indent with spaces, not with tabs")
            if sign not in " \t":
                raise YamlFlaw(at, f"{unseen(sign)} indents this line", "indent with spaces alone")
            at += 1
        return at

    def _refuse_sign(self, at: int, end: int) -> None:
        """Signs of YAML's own at the beginning of a line, which end or change all that follows."""
        line = self.text[at:end].rstrip()
        if line == "..." or (line.startswith("---") and (self.levels or line[3:].strip())):
            raise YamlFlaw(at, f"`{line[:3]}` ends the YAML here", "remove this line")
        if line.startswith("%"):
            raise wrong_beginning(self.text, at)

    def _level(self, column: int, kind: str, at: int) -> None:
        """Sorts a key or a dash in among those above."""
        back = False
        while self.levels and (self.levels[-1][0] > column or (self.levels[-1] == (column, "-") and kind == ":")):
            back = self.levels.pop()[0] > column or back
        if self.levels and self.levels[-1] == (column, kind):
            return
        above = self.levels[-1] if self.levels else None
        if above and above[0] == column and not self.open:
            raise YamlFlaw(at, "a list's dash stands among keys", "indent the list below its key, or remove the dash")
        if above and above[0] < column and back:
            raise YamlFlaw(at, "this line is indented like none of the lines above", "indent it like one of them")
        if above and above[0] < column and not self.open:
            raise _too_far(at)
        if above is None and back:
            raise YamlFlaw(at, "this line is indented less than the first", "indent it like the first line")
        self.levels.append((column, kind))

    def _colon(self, at: int, end: int) -> int:
        """The index of the colon behind a line's key; -1 when it has none."""
        text = self.text
        if text[at] in "\"'":
            closing = text.find(text[at], at + 1, end)
            behind_key = _BEHIND_KEY.match(text, closing + 1, end) if closing > 0 else None
            return behind_key.end() - 1 if behind_key else -1
        if text[at] in "[{":
            return -1
        colon = _COLON.search(text, at, end)
        if colon is None or _COMMENT.search(text, at, colon.start()):
            return -1
        refuse_beginning(text, at)
        if colon.start() - at > _LONGEST_KEY:
            raise YamlFlaw(at, "this line is no `key: value`", f"a key has {_LONGEST_KEY} characters at most")
        return colon.start()

    def _value(self, at: int, end: int) -> None:
        """Reads a value from behind its key or dash."""
        text, column = self.text, self.levels[-1][0] if self.levels else -1
        while text[at : at + 1] in (" ", "\t"):
            at += 1
        self.at = end + 1
        if at >= end or (text[at] == "#" and text[at - 1] in " \t"):
            return
        self.open = False
        if text[at] in "\"'":
            self._behind(end_of_quoted(text, at, column), at)
        elif text[at] in "[{":
            self._behind(end_of_flow(text, at, column), at)
        elif text[at] in "|>" and _HEADER.match(text, at, end):
            self._block(column)
        elif text[at] in ",]}":
            raise wrong_beginning(text, at)
        else:
            refuse_beginning(text, at)
            self._plain(at, end, column)

    def _behind(self, stop: int, start: int) -> None:
        text, end = self.text, line_end(self.text, stop)
        self.at = end + 1
        rest = text[stop:end].strip(" \t")
        if rest and not (rest[0] == "#" and text[stop] in " \t"):
            if text[start] in "[{":
                raise text_behind_bracket(text, start)
            raise text_behind_quote(end - len(text[stop:end].lstrip(" \t")))

    def _block(self, column: int) -> None:
        """Skips the lines of a text behind `|` or `>`."""
        while self.at < len(self.text):
            end = line_end(self.text, self.at)
            line = self.text[self.at : end]
            if line.strip() and len(line) - len(line.lstrip(" ")) <= column:
                return
            self.at = end + 1

    def _plain(self, at: int, end: int, column: int) -> None:
        """Reads a text without quotes, and the lines below it that are indented further than its key."""
        text = self.text
        comment = _COMMENT.search(text, at, end)
        if colon := _COLON.search(text, at, comment.start() if comment else end):
            hint = "a value with `: ` in it goes between quotes"
            raise YamlFlaw(colon.start(), "`: ` stands within a value", hint)
        while self.at < len(text):
            start, end = self.at, line_end(text, self.at)
            at = self._content(start)
            if at < end and at - start <= column:
                return
            self.at = end + 1
            if at >= end or text[at] == "#":
                continue
            if comment:
                hint = "put the text between quotes"
                raise YamlFlaw(comment.start(), "` #` begins a comment, but the text goes on in the next line", hint)
            comment = _COMMENT.search(text, at, end)
            if _COLON.search(text, at, comment.start() if comment else end):
                raise _too_far(at)


def _too_far(at: int) -> YamlFlaw:
    hint = "indent it like the line above; a text of several lines with `: ` in it goes between quotes"
    return YamlFlaw(at, "this line is indented further than the line above, which has a value already", hint)


def _no_key(text: str, at: int, end: int) -> YamlFlaw:
    """What is wrong with a line that is no key and belongs to no value."""
    if colon := _OTHER_COLON.match(text, at, end):
        if colon[1]:
            hint = f"write `{text[at : colon.start(1)].strip()}: …`, with the colon of a Latin keyboard and a space"
            return YamlFlaw(colon.start(1), "a full-width colon `：` stands here", hint)
        hint = "write a plain space in its place"
        return YamlFlaw(colon.end(), f"{unseen(text[colon.end()])} stands behind the colon", hint)
    if unspaced := _NO_SPACE.match(text, at, end):
        hint = f"write `{unspaced[1]}: {unspaced[2]}`"
        return YamlFlaw(unspaced.start(2), "no space stands behind the colon", hint)
    hint = "a text of several lines is indented further than its key"
    return YamlFlaw(at, "this line is no `key: value`", hint)
