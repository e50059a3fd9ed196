"""Front matter where none is read: at the head of a body. It would be published, and `draft: true` in it not count.

Templates of Obsidian put a second block below the first, copies bring one along, a stray `---` cuts one in two; and in
a text that may go without, it does not count behind an empty line or as TOML.
"""

import re
from itertools import dropwhile

from msgspec.structs import fields

from sitegen.content.rules.comments import COMMENT
from sitegen.content.schema import ClaimFront, NoteFront, PageFront, TermFront
from sitegen.problems import Position, Problem

_FENCE = re.compile(r"[ ]{0,3}(?:[-‐-―−]{2,}|\+{3,})[ \t]*")  # those too that word processors make of `---`
_KEY = re.compile(r"\A[ \t]*(?:- +)?[\"']?([\w-]+)[\"']?[ \t]*(?::(?:[ \t]|\Z)|=[ \t])")
_GOES_ON = re.compile(
    r"[ \t]|- |#|\[|\Z"
)  # a line of a list, of a mapping or of a long text; a comment; a table of TOML
_PLAIN = re.compile(r"(?:draft:[ \t]*(?:true|false)|lang:[ \t]*[a-z]{2,3})[ \t]*")
_OTHERS = (
    "aliases author categories created cssclasses description layout modified permalink publish published slug tags"
)
_KNOWN = {field.encode_name for front in (NoteFront, ClaimFront, TermFront, PageFront) for field in fields(front)}
_KNOWN |= {*_OTHERS.split()}
_MOST = 200  # lines that a block may have


def stray_front(path: str, body: str, first_line: int) -> list[Problem]:
    """What of the head of a body is front matter; `first_line`: the line of the file, from 1, that it begins at."""
    start = _beginning(body)
    head = body[start : start + 20_000].split("\n", _MOST)[:_MOST]
    opened = _FENCE.fullmatch(head[0]) is not None
    if not opened and not _is_known(head[0]):
        return []
    block = head[1:] if opened else head
    if opened and block and not block[0].strip():  # a thematic break; but what follows it may be closed
        opened, block = False, list(dropwhile(lambda line: not line.strip(), block))
    if not (_begins(block, opened) or _is_closed(block, opened)):
        return []
    message = "this is no front matter here: it would stand on the page, and its keys would not count"
    hint = "front matter is one block of YAML that begins in the first line: move these keys into it, or remove them"
    hint += "; a thematic break has an empty line below it" if opened else ""
    where = Position(first_line + body.count("\n", 0, start), 1)
    return [Problem(rule="front-matter", path=path, message=message, hint=hint, where=where)]


def _beginning(body: str) -> int:
    """Where the first line with words is, behind comments."""
    at = 0
    while True:
        at += len(body[at:]) - len(body[at:].lstrip(" \t\n\ufeff"))
        comment = COMMENT.match(body, at) if body.startswith(("<!--", "%%"), at) else None
        if comment is None or comment.end() == at:
            return at
        at = comment.end()


def _begins(block: list[str], opened: bool) -> bool:
    """Whether its first line says it, whatever follows."""
    first = block[0] if block else ""
    return _PLAIN.fullmatch(first) is not None or (opened and _is_known(first))


def _is_closed(block: list[str], opened: bool) -> bool:
    """Whether there is nothing but keys and values up to a line that closes it."""
    end = next((number for number, line in enumerate(block) if _FENCE.fullmatch(line)), 0)
    lines = block[:end]
    if not lines or not lines[-1].strip():
        return False
    keys = [match[1] for line in lines if (match := _KEY.match(line))]
    whole = all(_KEY.match(line) or _GOES_ON.match(line) for line in lines)
    begins = _KEY.match(lines[0]) is not None if opened else True
    return whole and begins and (opened or any(key in _KNOWN for key in keys))


def _is_known(line: str) -> bool:
    match = _KEY.match(line)
    return match is not None and match[1] in _KNOWN
