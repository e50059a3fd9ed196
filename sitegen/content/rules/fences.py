"""Fenced code whose first line says more than a language: what else stands there is not shown."""

from collections.abc import Sequence

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from sitegen.content.rules import report


def fence(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    """A rule of the renderer."""
    words = tokens[index].info.strip()
    language, _, more = words.partition(" ")
    if lost := more.strip() if language.isascii() else words:
        message = f"`{lost}` stands behind the fence of the code below it and is not shown"
        report(env, "lost-text", message, lost, "put it on a line of its own", (tokens[index].map or [0])[0])
    return RendererHTML.fence(self, tokens, index, options, env)
