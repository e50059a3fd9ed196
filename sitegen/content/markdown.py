"""The one Markdown parser: CommonMark, tables, footnotes, strikethrough, and `[[names]]`.

Raw HTML stays text, and so does a link to anything but http, https, mailto and places in the digest.
"""

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLinkText
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.footnote import footnote_plugin

from sitegen.content.emphasis import emphasis
from sitegen.text.ids import anchor
from sitegen.text.normal import nfc, without_forbidden

_NAME = re.compile(r"\[\[([^\[\]|*\\\n]+)(?:\|([^\[\]|\n]+))?\]\]")
_SCHEME = re.compile(r"\A[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_OUTSIDE = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


@cache
def parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    md.use(footnote_plugin)
    md.use(anchors_plugin, max_level=6, slug_func=anchor)
    md.inline.ruler.at("emphasis", emphasis)
    md.inline.ruler.before("link", "name", _name)
    md.add_render_rule("th_open", _cell)
    md.add_render_rule("td_open", _cell)
    md.validateLink = may_be_link  # type: ignore[method-assign,assignment]
    md.normalizeLinkText = _shown  # type: ignore[method-assign,assignment]
    return md


def leads_outside(address: str) -> bool:
    return _OUTSIDE.match(address) is not None


def may_be_link(address: str) -> bool:
    """Whether an address may become a link: outside by http, https or mailto, or a place in the digest."""
    if _SCHEME.match(address):
        return leads_outside(address)
    return not address.startswith("//")


def _shown(address: str) -> str:
    """How `<https://…>` is shown: readable, but nothing that a percent-encoding hid from the text's own checks."""
    return without_forbidden(nfc(normalizeLinkText(address)))


def _cell(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    """A column keeps its side by a class: the pages' Content-Security-Policy allows no `style` in them."""
    token = tokens[index]
    side = str(token.attrs.pop("style", "")).removeprefix("text-align:")
    if side:
        token.attrSet("class", f"align-{side}")
    return self.renderToken(tokens, index, options, env)


def _name(state: StateInline, silent: bool) -> bool:
    """`[[id]]` and `[[id|words]]`: a link to a term, a note or a standing page by its id or name."""
    if state.linkLevel or not state.src.startswith("[[", state.pos):
        return False
    match = _NAME.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        words = (match[2] or "").strip()
        meta = {"name": match[1].strip(), "written": match[0]}
        if words:
            state.push("name_open", "a", 1).meta = meta
            state.push("text", "", 0).content = words
            state.push("name_close", "a", -1)
        else:
            state.push("name", "", 0).meta = meta
    state.pos = match.end()
    return True
