"""Fenced code whose first line says more than a language: what stands there is not shown."""

from markdown_it.rules_core import StateCore

from sitegen.content.rules import report


def fences(state: StateCore) -> None:
    """A core rule."""
    if "```" not in state.src and "~~~" not in state.src:
        return
    for token in state.tokens:
        if token.type == "fence" and token.info and not token.info.strip().isascii():
            message = f"`{token.info.strip()}` is taken for the language of the code below it and is not shown"
            report(state.env, "lost-text", message, token.info.strip(), "put it on a line of its own", token.map[0])  # type: ignore[index]
