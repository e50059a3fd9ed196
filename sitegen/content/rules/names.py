"""`[[id]]` and `[[id|words]]`: a link to a term, a note or a standing page by its id or name; `[[#words]]` is one to a
heading of the same text.

In CommonMark `[[1]](https://example.org/)` is a link with the words `[1]`, and so it is here; but Korean glues words
in brackets to those before them, so `[[openai]](이하 오픈)` is a name.
"""

import re

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline

from sitegen.content.rules import report
from sitegen.content.rules.comments import without_comments

NAME = re.compile(r"\[\[([^\[\]|*\\\n]+)(?:\|([^\[\]|\n]+))?\]\]")
_ADDRESS = re.compile(r"\((?:<|#|\.{0,2}/|[a-z][a-z0-9+.-]*:|[^\s()]+\.[a-z]{2,5}[)#?\s])", re.IGNORECASE)
_LABEL = re.compile(r"\[([^\[\]]+)\]")


def name(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[[", state.pos) or state.linkLevel:
        return False
    match = NAME.match(state.src, state.pos, state.posMax)
    if match is None or _is_the_text_of_a_link(state, match.end()):
        return False
    if not silent:
        _refuse_embedding(state, match[0])
        meta = {"name": match[1].strip(), "written": match[0]}
        words = without_comments(match[2] or "").strip()
        if not words and meta["name"].startswith("#"):  # a heading of this text, below others maybe: `#one#two`
            words = meta["name"].rpartition("#")[2].strip()
        if words:
            state.push("name_open", "a", 1).meta = meta
            state.push("text", "", 0).content = words
            state.push("name_close", "a", -1)
        else:
            state.push("name", "", 0).meta = meta
    state.pos = match.end()
    return True


def _is_the_text_of_a_link(state: StateInline, end: int) -> bool:
    if _ADDRESS.match(state.src, end, state.posMax):
        return True
    label = _LABEL.match(state.src, end, state.posMax)
    return label is not None and normalizeReference(label[1]) in state.env.get("references", ())


def _refuse_embedding(state: StateInline, written: str) -> None:
    """`![[x]]`, with which Obsidian shows one file in another, becomes the link alone."""
    if state.pending.endswith("!") and not state.pending[-2:-1].isalnum():
        state.pending = state.pending[:-1]
        hint = "`![words](photo.png)` shows an image; without the `!` it is a link"
        report(state.env, "embed", f"`!{written}` is shown as a link: no text is put into another", f"!{written}", hint)
