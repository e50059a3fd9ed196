"""Headings: their anchors, and their levels below the page's own title."""

from collections.abc import Iterator, Sequence

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
    for opening, inline in _headings(state.tokens):
        slug = id = anchor(_title(inline.children or ()))
        while id in taken:
            counts[slug] = counts.get(slug, 0) + 1
            id = f"{slug}-{counts[slug]}"
        taken.add(id)
        opening.attrSet("id", id)


def below_title(tokens: Sequence[Token], env: EnvType) -> None:
    """Puts a body's headings below its page's title, which is the one `<h1>`.

    Where a heading is of the first level, it goes down to the second, and others no further than that makes needful.
    """
    found = [(opening, int(opening.tag[1])) for opening, _ in _headings(tokens)]
    if all(level > 1 for _, level in found):
        return
    first = next(opening for opening, level in found if level == 1)
    message = "a page has one heading of the first level, its title: this one and those below it are shown lower"
    report(env, "heading", message, "", "begin with `## `", (first.map or [0])[0])
    levels: dict[int, int] = {}
    for level in sorted({level for _, level in found}):
        levels[level] = min(max(level, max(levels.values(), default=1) + 1), _LOWEST)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{levels[int(token.tag[1])]}"


def _headings(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Each opening token with the inline token behind it."""
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            yield token, tokens[number + 1]


def _title(children: Sequence[Token]) -> str:
    spoken = ("text", "code_inline")
    return "".join(
        " " if child.type == "hardbreak" else child.content
        for child in children
        if child.type in spoken or child.type == "hardbreak"
    )
