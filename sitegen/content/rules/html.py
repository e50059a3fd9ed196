"""Raw HTML: comments are left out, `<br>` is a line break, and all else is text, which is said once a file."""

import re

from markdown_it.common import html_re
from markdown_it.common.html_blocks import block_names
from markdown_it.rules_inline import StateInline, html_inline

from sitegen.content.rules import report
from sitegen.content.rules.comments import comment

_BREAK = re.compile(r"<br\s*+/?>[ \t]*+\n?[ \t]*+", re.IGNORECASE)
_TAG_NAME = re.compile("</?([a-z][a-z0-9]*)", re.IGNORECASE)
_INLINE_TAGS = (
    "a abbr audio b bdi bdo big br button canvas cite code data del dfn em embed font i img input ins kbd label map"
    " mark math meter nobr noscript object output picture pre progress q rp rt ruby s samp script select slot small"
    " source span strike strong style sub sup svg template textarea time tt u var video wbr"
)
_TAGS = frozenset([*block_names, *_INLINE_TAGS.split()])
_SHORTCODE = re.compile(r"\{\{<|\{\{?%")


def html(state: StateInline, silent: bool) -> bool:
    """Replaces markdown-it's inline rule `html_inline`."""
    char = state.src[state.pos]
    if char not in "<%":
        return False
    if state.md.options["html"]:
        return html_inline(state, silent)
    if comment(state, silent) or (char == "<" and _line_break(state, silent)):
        return True
    if not silent:
        _warn(state)
    return False


def _line_break(state: StateInline, silent: bool) -> bool:
    match = _BREAK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.pending = state.pending.rstrip(" ")
        state.push("hardbreak", "br", 0)
    state.pos = match.end()
    return True


def _warn(state: StateInline) -> None:
    if state.env.get("raw_html"):
        return
    written = _raw(state.src, state.pos, state.posMax)
    if written:
        state.env["raw_html"] = True
        hint = "write it in Markdown, or in backticks where it is meant to be seen"
        report(state.env, "raw-html", f"`{written}…` is shown as text, and so is all other HTML here", written, hint)


def _raw(text: str, pos: int, end: int) -> str:
    """The beginning of a tag, or of a shortcode (Hugo's, Jekyll's), that stands here."""
    shortcode = _SHORTCODE.match(text, pos - 2) or _SHORTCODE.match(text, pos - 1) if pos else None
    if shortcode:
        return shortcode[0]
    name = _TAG_NAME.match(text, pos, end)
    if name is None or name[1].lower() not in _TAGS:
        return ""
    return name[0] if html_re.HTML_TAG_RE.match(text, pos, end) else ""
