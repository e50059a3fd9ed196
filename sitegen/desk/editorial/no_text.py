"""What of a text is nobody's words: comments, code and addresses. Spaces take its place, so that places stay."""

import re
from collections.abc import Iterator

from sitegen.content.rules.comments import COMMENT
from sitegen.text.fences import fence_after

_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:[^\n]|\n(?![ \t]*\n))*?(?<!`)\1(?!`)")
_ADDRESS = re.compile(
    r"(?<=\])\((?:<[^<>\n]*>|(?:[^()\n\"]|\([^()\n]*\))*)\)?"  # of a link, up to its title
    r"|^ {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*\S+"  # of a definition
    r"|(?:https?://|www\.|mailto:)[^\s<>]*"
    r"|<[A-Za-z/!][^<>\n]*>",
    re.MULTILINE,
)
_NAME_OF_A_FILE = re.compile(r"\bfile:[^,}\n]*")
_NO_LINE_END = re.compile(r"[^\n]")


def without_marks(body: str) -> str:
    """A body with spaces in place of comments, code and addresses."""
    if "<!--" in body or "%%" in body:
        body = COMMENT.sub(blank, body)
    return words_of_body(body)


def words_of_body(body: str) -> str:
    """The same, but for comments: what a machine may change."""
    if "```" in body or "~~~" in body:
        body = "\n".join(_outside_fences(body))
    return _without_addresses(_CODE.sub(blank, body) if "`" in body else body)


def words_of_front(front: str) -> str:
    """Front matter with spaces in place of addresses and names of files."""
    return _without_addresses(_NAME_OF_A_FILE.sub(blank, front) if "file:" in front else front)


def blank(match: re.Match[str]) -> str:
    return _NO_LINE_END.sub(" ", match[0])


def _without_addresses(text: str) -> str:
    marked = any(mark in text for mark in ("](", "]:", "://", "www.", "mailto:", "<"))
    return _ADDRESS.sub(blank, text) if marked else text


def _outside_fences(body: str) -> Iterator[str]:
    fence = ""
    for line in body.split("\n"):
        was, fence = fence, fence_after(line, fence)
        yield " " * len(line) if was or fence else line
