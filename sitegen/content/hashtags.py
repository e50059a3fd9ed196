"""The hashtag in `summary: 정부는 #소버린AI 전략을 냈다`, which YAML takes for a comment.

To YAML whatever follows a ` #` is a comment, and gone without a word. Here a comment is a `#` with a space behind it,
or a line of its own. Behind a value that stands on one line, any other `#` belongs to the text; elsewhere nobody can
tell, and a warning says what is left out.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

import yaml
from msgspec import Struct

from sitegen.content.yaml_values import line_end
from sitegen.problems import Position

_COMMENT = re.compile(r"(?<!\S)#+")
_REAL = re.compile(r"(?<!\S)#+(?=\s|\Z)")
_HASHTAG = re.compile(r"(?<!\S)#+[^\s#]|[|>][-+0-9]*#")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(#+[^\s#][^\n]*)")
_HINT = "put the text between quotes; a comment is written `# …`, with a space behind the `#`"

Lost = tuple[str, Position, str]  # message, position, hint


class _Scalar(Struct, frozen=True):
    """A scalar in the text. `column`: that of the key or the dash that it belongs to; -1 for a key itself."""

    start: int
    end: int
    node: yaml.ScalarNode
    column: int
    flow: bool


def may_hold(text: str) -> bool:
    return "#" in text and _HASHTAG.search(text) is not None


def keep(text: str, root: yaml.Node) -> list[Lost]:
    """Gives the scalars of a composed text the hashtags behind them; what is left out, for it may be text too."""
    scalars = sorted(_scalars(root, -1, False, set()), key=lambda scalar: scalar.start)
    starts = [scalar.start for scalar in scalars]
    lost = list(_in_headers(text, scalars))
    line, line_start, end = 1, 0, -1
    for comment in _COMMENT.finditer(text):
        at = comment.start()
        before = scalars[number] if (number := bisect_right(starts, at) - 1) >= 0 else None
        if at < end or (before and at < before.end):
            continue  # within a comment, or within a text
        line, line_start = line + text.count("\n", line_start, at), text.rfind("\n", line_start, at) + 1 or line_start
        end = line_end(text, at)
        real = _REAL.search(text, at, end)
        words = text[at : real.start() if real else end].rstrip()
        behind = before is not None and before.end >= line_start and not text[before.end : at].strip()
        if not words:
            continue
        if before and behind and _is_one_line_value(text, before):
            before.node.value = (before.node.value + text[before.end : at] + words).strip()
            before.node.tag = ""  # whatever it was, it is not null
        elif text[line_start:at].strip() or (before and _may_continue(before, at - line_start)):
            lost.append(_lost(words, Position(line, at - line_start + 1)))
    return lost


def _scalars(node: yaml.Node, column: int, flow: bool, seen: set[int]) -> Iterator[_Scalar]:
    if id(node) in seen:  # an alias
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        yield _Scalar(node.start_mark.index, node.end_mark.index, node, column, flow)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _scalars(child, node.start_mark.column, flow or bool(node.flow_style), seen)
    elif isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _scalars(name, -1, True, seen)
            yield from _scalars(value, name.start_mark.column, flow or bool(node.flow_style), seen)


def _in_headers(text: str, scalars: list[_Scalar]) -> Iterator[Lost]:
    """`summary: |#소버린AI`: what stands behind the sign of a block is no line of it."""
    for scalar in scalars:
        if scalar.node.style in ("|", ">") and (header := _HEADER.match(text, scalar.start)):
            mark = scalar.node.start_mark
            yield _lost(header[1], Position(mark.line + 1, mark.column + 1 + header.start(1) - scalar.start))


def _is_one_line_value(text: str, scalar: _Scalar) -> bool:
    return not scalar.node.style and not scalar.flow and "\n" not in text[scalar.start : scalar.end]


def _may_continue(scalar: _Scalar, column: int) -> bool:
    """Whether a line that begins with a hashtag may be meant as one more line of the text before it."""
    is_value = scalar.column >= 0
    return is_value and column > 0 and (scalar.flow or (not scalar.node.style and column > scalar.column))


def _lost(words: str, position: Position) -> Lost:
    return f"`{words}` is taken for a comment here, and left out", position, _HINT
