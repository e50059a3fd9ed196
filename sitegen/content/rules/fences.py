"""Fenced code whose first line says more than a language: what stands there is not shown."""

from collections.abc import Sequence

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from sitegen.content.rules import report


def fence(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    """A rule of the renderer."""
    words = tokens[index].info.strip()
    if not words.isascii():
        message = f"`{words}` is taken for the language of the code below it and is not shown"
        report(env, "lost-text", message, words, "put it on a line of its own", (tokens[index].map or [0])[0])
    return RendererHTML.fence(self, tokens, index, options, env)
