"""Callouts of Obsidian and GitHub, `> [!note] 제목`: quotations with a title in bold type."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

_MARK = re.compile(r"\[!([a-z-]+)\][+-]?(?:[ \t]+|$)", re.IGNORECASE)


def callout(tokens: Sequence[Token], number: int) -> None:
    """Sees each text of a block that begins with `[`, by its number among the tokens."""
    inline = tokens[number]
    text = (inline.children or tokens)[0]
    if inline.children and number >= 2 and tokens[number - 2].type == "blockquote_open" and text.type == "text":
        mark = _MARK.match(text.content)
        if mark:
            text.content = text.content[mark.end() :]
            inline.children = _titled(inline.children, mark[1].replace("-", " ").capitalize())


def _titled(children: list[Token], kind: str) -> list[Token]:
    """The first line in bold type, which is the kind of the callout where it says nothing."""
    end = next((n for n, child in enumerate(children) if child.type in ("softbreak", "hardbreak")), len(children))
    title = [child for child in children[:end] if child.type != "text" or child.content]
    opening, closing = Token("strong_open", "strong", 1), Token("strong_close", "strong", -1)
    below = [Token("hardbreak", "br", 0), *children[end + 1 :]] if children[end:] else []
    return [opening, *(title or [Token("text", "", 0, content=kind)]), closing, *below]
