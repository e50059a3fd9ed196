"""Comments of Liquid, of kramdown and of Hugo's shortcodes as those in HTML, which are an editor's own here too.

Lines stay where they are, for remarks name them.
"""

import re
from collections.abc import Callable, Iterator

from sitegen.text.fences import fence_after

_LIQUID = re.compile(r"\{%-?\s*+(?P<word>#|(?:end)?(?:comment|raw)\b)(?P<rest>(?:(?!%\}|\{%).)*+)%\}", re.DOTALL)
_SHORTCODE = re.compile(r"\{\{(?P<mark>[<%])\s*+(?P<word>/?)\s*+comment\b[^{}]*+(?<=[>%])\}\}")
_KRAMDOWN = re.compile(r"\{:(?:(?P<word>/)(?:comment)?|:comment\b[^{}\n/]*+(?P<whole>/?)[^{}\n/]*+)\}")
_Span = tuple[int, int, str | None]


def with_own_comments(body: str, kind: str, say: Callable[[int, str], None]) -> str:
    """`say`: at a line of the body, from 0."""
    if kind == "hugo":
        return _replaced(body, list(_in_shortcodes(body)), True, say)
    if kind == "jekyll":
        body = _replaced(body, list(_in_liquid(body)), True, say)
        return _replaced(body, list(_in_kramdown(body)), False, say)
    return body


def _in_liquid(text: str) -> Iterator[_Span]:
    """Comments hold others; what is raw holds none."""
    depth, start, raw = 0, (0, 0), False
    for match in _LIQUID.finditer(text):
        word = match["word"]
        if raw:
            raw = word != "endraw"
        elif word == "raw" and not depth:
            raw = True
        elif word == "comment":
            start, depth = start if depth else match.span(), depth + 1
        elif word == "endcomment" and depth:
            depth -= 1
            if not depth:
                yield start[0], match.end(), text[start[1] : match.start()]
        elif word == "#" and not depth:
            yield *match.span(), match["rest"].removesuffix("-")


def _in_shortcodes(text: str) -> Iterator[_Span]:
    depth, start = 0, (0, 0)
    for match in _SHORTCODE.finditer(text):
        if not match["word"]:
            start, depth = start if depth else match.span(), depth + 1
        elif depth:
            depth -= 1
            if not depth:
                yield start[0], match.end(), text[start[1] : match.start()]


def _in_kramdown(text: str) -> Iterator[_Span]:
    start: tuple[int, int] | None = None
    for match in _KRAMDOWN.finditer(text):
        if match["word"]:
            if start:
                yield start[0], match.end(), text[start[1] : match.start()]
            start = None
        elif match["whole"] and not start:
            yield *match.span(), match[0][len("{::comment") : -1].replace("/", "")
        else:
            start = start or match.span()


class _Line:
    """What stands before a comment in its line. `fence`: that of the code that it stands in."""

    def __init__(self) -> None:
        self.number = self.ticks = 0
        self.fence = ""
        self.begun = self.indented = False

    def read(self, piece: str) -> None:
        for line in piece.split("\n"):
            self.fence = fence_after(line.lstrip(" >"), self.fence)
        above, breaks, tail = piece.rpartition("\n")
        if breaks or not self.begun:
            self.ticks, self.begun, self.indented = 0, False, tail.startswith(("    ", "\t"))
        self.number += above.count("\n") + len(breaks)
        self.ticks += tail.count("`")
        self.begun = self.begun or bool(tail)

    @property
    def is_code(self) -> bool:
        return bool(self.fence) or self.indented or self.ticks % 2 == 1


def _replaced(text: str, spans: list[_Span], code_too: bool, say: Callable[[int, str], None]) -> str:
    """`code_too`: whether comments are taken out before code is looked for; else code is left as it is."""
    pieces: list[str] = []
    line, done, owed = _Line(), 0, 0  # line breaks that stood in a comment which is one line now
    for start, end, inner in [*spans, (len(text), len(text), None)]:
        between, breaks = text[done:start], text.count("\n", start, end)
        line.read(between)
        done = end
        if owed and ("\n" in between or inner is None):
            at = between.find("\n") if "\n" in between else len(between)
            between, owed = between[:at] + "\n" * owed + between[at:], 0
        pieces.append(between)
        if inner is None:
            break
        if line.is_code:
            if code_too:
                say(line.number, "a comment among code is left out")
            pieces.append("\n" * breaks if code_too else text[start:end])
        elif line.begun:
            pieces.append(f"<!-- {' '.join(_harmless(inner).split()).replace('|', '/')} -->")
            owed += breaks
        else:
            pieces.append(f"<!--{_harmless(inner)}-->")
        line.number, line.begun = line.number + breaks, True
    return "".join(pieces)


def _harmless(text: str) -> str:
    """What would end the comment before its end is written apart."""
    return re.sub(r"\A(?=[->])", " ", re.sub("--+>", "-- >", text))
