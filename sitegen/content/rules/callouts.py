"""Callouts of Obsidian and GitHub, `> [!note] 제목`: quotations with a title in bold type."""

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_MARK = re.compile(r"\[!([a-z-]+)\][+-]?(?:[ \t]+|$)", re.IGNORECASE)


def callouts(state: StateCore) -> None:
    """A core rule."""
    if "[!" not in state.src:
        return
    for quote, paragraph, inline in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if quote.type == "blockquote_open" and paragraph.type == "paragraph_open" and inline.children:
            text = inline.children[0]
            mark = _MARK.match(text.content) if text.type == "text" else None
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
