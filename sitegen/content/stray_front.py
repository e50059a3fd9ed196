"""Front matter where none is read: at the head of a body. It would be published, and `draft: true` in it not count.

Templates of Obsidian put a second block below the first, copies bring one along, a stray `---` cuts one in two; and in
a text that may go without, it does not count behind an empty line or as TOML.
"""

import re
from itertools import takewhile

from msgspec.structs import fields

from sitegen.content.rules.comments import COMMENT
from sitegen.content.schema import ClaimFront, NoteFront, PageFront, TermFront
from sitegen.problems import Position, Problem

_FENCE = re.compile(r"[ ]{0,3}(?:[-‐-―−]{2,}|\+{3,})[ \t]*")  # those too that word processors make of `---`
_KEY = re.compile(r"\A[ \t]*(?:- +)?[\"']?([\w-]+)[\"']?[ \t]*(?::(?:[ \t]|\Z)|=[ \t])")
# A line of a list, of a mapping or of a long text; a comment; a table of TOML.
_GOES_ON = re.compile(r"[ \t]|- |#|\[|\Z")
_BLANK = re.compile(r"[ \t\n\ufeff]*")
_MAY_BEGIN = re.compile(r"[ \[#\"'+-]|[‐-―−]|[\w-]{1,40}[ \t]{0,4}[:=]")
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
    if not _MAY_BEGIN.match(body, start):  # most bodies begin with a word
        return []
    head = body[start : start + 20_000].split("\n", _MOST)[:_MOST]
    above = len(list(takewhile(lambda line: not line.strip() or _FENCE.fullmatch(line), head)))
    opened = above > 0 and head[above - 1].strip() != ""
    block = head[above:]
    if not block or not (_begins(block, opened) or _is_closed(block, opened)):
        return []
    message = "this is no front matter here: it would stand on the page, and its keys would not count"
    hint = "front matter is one block of YAML that begins in the first line: move these keys into it, or remove them"
    hint += "; a thematic break has an empty line below it" if opened else ""
    where = Position(first_line + body.count("\n", 0, start) + above - opened, 1)
    return [Problem(rule="front-matter", path=path, message=message, hint=hint, where=where)]


def _beginning(body: str) -> int:
    """Where the first line with words is, behind comments."""
    at = 0
    while True:
        at = _BLANK.match(body, at).end()  # type: ignore[union-attr]
        comment = COMMENT.match(body, at) if body.startswith(("<!--", "%%"), at) else None
        if comment is None or comment.end() == at:
            return at
        at = comment.end()


def _begins(block: list[str], opened: bool) -> bool:
    """Whether its first line says it, whatever follows."""
    return _PLAIN.fullmatch(block[0]) is not None or (opened and _is_known(block[0]))


def _is_closed(block: list[str], opened: bool) -> bool:
    """Whether there is nothing but keys and values up to a line that closes it."""
    end = next((number for number, line in enumerate(block) if _FENCE.fullmatch(line)), 0)
    lines = block[:end]
    if not lines or not lines[-1].strip():
        return False
    whole = all(_KEY.match(line) or _GOES_ON.match(line) for line in lines)
    return whole and ((opened and _KEY.match(lines[0]) is not None) or any(map(_is_known, lines)))


def _is_known(line: str) -> bool:
    match = _KEY.match(line)
    return match is not None and match[1] in _KNOWN
