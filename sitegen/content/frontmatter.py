"""A file's front matter and body."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct

from sitegen.content import yaml
from sitegen.content.plain_front import plain_front
from sitegen.problems import Position, Problem

_FENCE = "---"
_KEY = re.compile(r"\A[\w-]+:(\s|$)")
_NEARLY = re.compile(r"\A\s*[-‐-―−]{2,}\s*")  # dashes as word processors make them of `---`


class SplitText(Struct, frozen=True):
    """A text cut in two. `front_line` and `body_line` are the lines, from 1, that they begin at."""

    front: str
    body: str
    front_line: int = 2
    body_line: int = 1


def split(path: str, text: str, fence: str = _FENCE) -> tuple[SplitText, list[Problem]]:
    """Front matter and body of a text that begins with a line of the fence."""
    lines = text.split("\n")
    if lines[0].rstrip() != fence:
        message, hint = _other_front_matter(lines[0])
        message, hint = message or "there is no front matter", hint or _begin_hint(lines)
        return SplitText("", text), [Problem(rule="front-matter", path=path, message=message, hint=hint)]
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == fence:
            return SplitText("\n".join(lines[1 : number - 1]), "\n".join(lines[number:]), 2, number + 1), []
    message, hint = "the front matter is never closed", f"close it with a line of `{fence}`"
    near = next((number for number, line in enumerate(lines[1:], 2) if _NEARLY.fullmatch(line)), 0)
    hint += f"; line {near} is not quite one" if near else ""
    return SplitText("", ""), [Problem(rule="front-matter", path=path, message=message, hint=hint)]


def _other_front_matter(line: str) -> tuple[str, str]:
    """What is wrong with a first line that begins front matter, though not as ours does; both empty for another."""
    other = {"+++": "TOML", "{": "JSON", ";;;": "JSON", "---toml": "TOML", "---json": "JSON"}.get(line.rstrip())
    if not other:
        return "", ""
    hint = "write it in YAML, between two lines of `---`"
    return f"the front matter is in {other}", hint + ("; `sitegen import hugo` does that" * line.startswith("+++"))


def _begin_hint(lines: Sequence[str]) -> str:
    if _NEARLY.fullmatch(lines[0]):
        return "the first line must be `---`, three hyphens and nothing else"
    for number, (line, after) in enumerate(pairwise(lines), 1):
        if line.rstrip() == _FENCE and _KEY.match(after):
            return f"the first line must be `---`: move what stands above line {number}"
    return "a note begins with a line of `---`, then `title: …`, and so on, then `---`"


def load(path: str, split_text: SplitText) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The front matter as a mapping; None when it is broken, empty or no mapping."""
    if (plain := plain_front(split_text.front)) is not None:
        return plain, []
    data, slips = yaml.load(split_text.front)
    problems = [
        Problem(
            rule=slip.rule,
            path=path,
            message=slip.message,
            hint=slip.hint,
            where=Position(slip.place.line + split_text.front_line - 1, slip.place.column),
        )
        for slip in slips
    ]
    if isinstance(data, dict):
        return yaml.one_line(data), problems
    if not problems:
        message = "the front matter is empty" if data is None else "the front matter must be keys and values"
        problems = [Problem(rule="front-matter", path=path, message=message, hint="begin with `title: …`")]
    return None, problems
