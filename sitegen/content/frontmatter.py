"""A file's front matter and body."""

from typing import Any

from msgspec import Struct

from sitegen.content import yaml
from sitegen.problems import Place, Problem

_FENCE = "---"


class Parts(Struct, frozen=True):
    """The two parts of a text. `front_line` and `body_line` are the lines, from 1, that they begin at."""

    front: str
    body: str
    front_line: int = 2
    body_line: int = 1


def split(path: str, text: str) -> tuple[Parts, list[Problem]]:
    """Front matter and body of a text that begins with a line of `---`."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        hint = "a note begins with a line of `---`, then `title: …`, and so on, then `---`"
        return Parts("", text), [Problem(rule="front-matter", path=path, message="there is no front matter", hint=hint)]
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == _FENCE:
            return Parts("\n".join(lines[1 : number - 1]), "\n".join(lines[number:]), 2, number + 1), []
    message = "the front matter is never closed"
    return Parts("", ""), [
        Problem(rule="front-matter", path=path, message=message, hint="close it with a line of `---`")
    ]


def load(path: str, parts: Parts) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The front matter as a mapping; None when it is broken, empty or no mapping."""
    data, slips = yaml.load(parts.front)
    problems = [
        Problem(
            rule=slip.rule,
            path=path,
            message=slip.message,
            hint=slip.hint,
            where=Place(slip.place.line + parts.front_line - 1, slip.place.column),
        )
        for slip in slips
    ]
    if isinstance(data, dict):
        return data, problems
    if not problems:
        message = "the front matter is empty" if data is None else "the front matter must be keys and values"
        problems = [Problem(rule="front-matter", path=path, message=message, hint="begin with `title: …`")]
    return None, problems
