"""The one Markdown parser: CommonMark with tables, footnotes, strikethrough, bare addresses and `[[names]]`.

Raw HTML stays text, but for comments and `<br>`; so does a link to anything but http, https, mailto and targets in
the digest. What `rules/` finds odd while it parses stands in the environment (`rules.findings`).
"""

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLinkText
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore, block
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

from sitegen.content.rules import report
from sitegen.content.rules.addresses import address
from sitegen.content.rules.callouts import callout
from sitegen.content.rules.comments import comment_block
from sitegen.content.rules.definitions import definition, unused_definitions
from sitegen.content.rules.emphasis import emphasis, strikethrough
from sitegen.content.rules.fences import fence
from sitegen.content.rules.footnotes import footnote_without_text, footnotes_below
from sitegen.content.rules.headings import anchors
from sitegen.content.rules.html import html
from sitegen.content.rules.lists import list_or_day, numbers
from sitegen.content.rules.names import name
from sitegen.content.rules.not_links import not_a_link
from sitegen.content.rules.other_markup import other_markup
from sitegen.content.rules.tables import hidden_rows, table_rows
from sitegen.content.rules.tasks import task
from sitegen.text.normal import nfc, without_forbidden

_DEEPEST = 100  # levels of containers; a list within a list takes two, and each level some of Python's stack
_CONTAINERS = ("list_item_open", "blockquote_open", "footnote_reference_open")

_SCHEME = re.compile(r"\A[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_OUTSIDE = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


@cache
def parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "store_labels": True}).enable(["table", "strikethrough"])
    md.use(footnote_plugin)
    md.block.ruler.at("html_block", comment_block, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.at("list", list_or_day, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.at("reference", definition)
    md.inline.ruler.at("strikethrough", strikethrough)
    md.inline.ruler.at("emphasis", emphasis)
    md.inline.ruler.before("link", "name", name)
    md.inline.ruler.at("html_inline", html)
    for inline_rule in (address, footnote_without_text, not_a_link):
        md.inline.ruler.push(inline_rule.__name__, inline_rule)
    md.core.ruler.at("block", _block)
    md.core.ruler.before("inline", "hidden_rows", hidden_rows)
    md.core.ruler.at("inline", _inline)
    md.core.ruler.at("footnote_tail", footnotes_below)
    for core_rule in (anchors, numbers, table_rows, other_markup):
        md.core.ruler.push(core_rule.__name__, core_rule)
    md.core.ruler.before("footnote_tail", "unused_definitions", unused_definitions)
    md.add_render_rule("fence", fence)
    md.add_render_rule("th_open", _cell)
    md.add_render_rule("td_open", _cell)
    md.validateLink = may_be_link  # type: ignore[method-assign,assignment]
    md.normalizeLinkText = _shown  # type: ignore[method-assign,assignment]
    return md


def leads_outside(address: str) -> bool:
    return _OUTSIDE.match(address) is not None


def may_be_link(address: str) -> bool:
    """Whether an address may become a link: outside by http, https or mailto, or a target in the digest."""
    if _SCHEME.match(address):
        return leads_outside(address)
    return not address.startswith("//")


def _block(state: StateCore) -> None:
    """Replaces markdown-it's core rule of this name, which allows 20 levels, as many as brackets in a line may have.

    So few lose the tenth list within a list. Counting begins below zero, for brackets need no more.
    """
    if state.inlineMode or not state.src:
        return block(state)
    reading = StateBlock(state.src, state.md, state.env, state.tokens)
    reading.level = state.md.options["maxNesting"] - _DEEPEST
    state.md.block.tokenize(reading, reading.line, reading.lineMax)


def _inline(state: StateCore) -> None:
    """Replaces markdown-it's core rule of this name. It tells the inline rules which line they are at.

    markdown-it leaves out what stands in too many containers; that is seen by the innermost of them.
    """
    deepest = state.md.options["maxNesting"] - 1
    for number, token in enumerate(state.tokens):
        if token.type == "inline":
            if token.map:
                state.env["line"] = token.map[0]
            state.md.inline.parse(token.content, state.md, state.env, token.children)  # type: ignore[arg-type]
            if token.content.startswith("["):
                task(state.tokens, number)
                callout(state.tokens, number)
        elif token.level >= deepest and token.type in _CONTAINERS:
            message = "lists, quotations and footnotes stand too deep in each other: what is inside is not read"
            line = (token.map or [0])[0]
            report(state.env, "too-deep", message, "", f"{_DEEPEST // 2} lists in each other are the most", line)


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
