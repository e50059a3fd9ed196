"""Headings: their anchors, and their levels below the page's own title."""

from collections.abc import Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType

from sitegen.content.rules import report
from sitegen.text.ids import anchor

_LOWEST = 6


def anchors(state: StateCore) -> None:
    """A core rule: each heading gets an id of its own; the second `이름` is `이름-1`."""
    taken: set[str] = set()
    counts: dict[str, int] = {}
    for number, token in enumerate(state.tokens):
        if token.type != "heading_open":
            continue
        slug = id = anchor(_title(state.tokens[number + 1].children or ()))
        while id in taken:
            counts[slug] = counts.get(slug, 0) + 1
            id = f"{slug}-{counts[slug]}"
        taken.add(id)
        token.attrSet("id", id)


def below_title(headings: Sequence[Token], tokens: Sequence[Token], env: EnvType) -> None:
    """Puts a body's headings below its page's title, which is the one `<h1>`.

    Where a heading is of the first level, it goes down to the second, and others no further than that makes needful.
    `headings`: the opening token of each.
    """
    first = next((token for token in headings if token.tag == "h1"), None)
    if first is None:
        return
    message = "a page has one heading of the first level, its title: this one and those below it are shown lower"
    report(env, "heading", message, "", "begin with `## `", (first.map or [0])[0])
    levels: dict[str, str] = {}
    above = 1
    for tag in sorted({token.tag for token in headings}):
        above = min(max(int(tag[1]), above + 1), _LOWEST)
        levels[tag] = f"h{above}"
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = levels[token.tag]


def _title(children: Sequence[Token]) -> str:
    spoken = ("text", "code_inline")
    return "".join(
        " " if child.type == "hardbreak" else child.content
        for child in children
        if child.type in spoken or child.type == "hardbreak"
    )
