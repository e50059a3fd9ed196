"""What of a text is nobody's words: comments, code and addresses. Spaces take its place, so that places stay."""

import re

from sitegen.content.rules.comments import COMMENT
from sitegen.text.fences import with_code

_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:[^\n]|\n(?![ \t]*\n))*?(?<!`)\1(?!`)")
_ADDRESS = re.compile(
    r"(?<=\])\((?:<[^<>\n]*>|(?:[^()\n\"]|\([^()\n]*\))*)\)?"  # of a link, up to its title
    r"|^ {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*\S+"  # of a definition
    r"|(?:https?://|www\.|mailto:)[^\s<>]*"
    r"|<[A-Za-z/!][^<>\n]*>",
    re.MULTILINE,
)
_LABEL = re.compile(
    r"(?<!\[)\[[^\[\]\n]+\](?![(\[:])|(?<=\])\[[^\[\]\n]+\]|\[\^[^\[\]\n]+\]"
)  # by which links find addresses
_NAME_OF_A_FILE = re.compile(r"\bfile:[^,}\n]*")
_NO_LINE_END = re.compile(r"[^\n]")


def without_marks(body: str) -> str:
    """A body with spaces in place of comments, code and addresses."""
    if "<!--" in body or "%%" in body:
        body = COMMENT.sub(blank, body)
    return words_of_body(body)


def words_of_body(body: str) -> str:
    """The same, but for comments: what a machine may change."""
    if any(mark in body for mark in ("```", "~~~", "\n    ", "\n\t")) or body[:1] in (" ", "\t"):
        body = "\n".join(" " * len(line) if is_code else line for line, is_code in with_code(body))
    return _without_addresses(_CODE.sub(blank, body) if "`" in body else body)


def words_of_front(front: str) -> str:
    """Front matter with spaces in place of addresses and names of files."""
    return _without_addresses(_NAME_OF_A_FILE.sub(blank, front) if "file:" in front else front)


def blank(match: re.Match[str]) -> str:
    return _NO_LINE_END.sub(" ", match[0])


def _without_addresses(text: str) -> str:
    marked = any(mark in text for mark in ("](", "]:", "://", "www.", "mailto:", "<"))
    if "]:" in text or "][" in text:
        text = _LABEL.sub(blank, text)
    return _ADDRESS.sub(blank, text) if marked else text
