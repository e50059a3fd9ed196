"""Footnotes that lose nothing: what stands where it may not, twice, or without a partner is kept or reported.

The plugin of mdit-py-plugins reads and writes them. The rule here replaces the one that puts them below the text: it
numbers them as readers meet them, takes both texts of a label that has two, and one from within another.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from msgspec import Struct

from sitegen.content.rules import report

_MARK = re.compile(r"\[\^([^\[\]\n]+)\]")


class _Footnote(Struct):
    """`label` is empty for an inline one: `^[…]`."""

    label: str
    tokens: list[Token]
    uses: int = 0


def footnote_without_text(state: StateInline, silent: bool) -> bool:
    """Sees each `[^label]` that is no footnote; it stays text."""
    if silent or not state.src.startswith("[^", state.pos):
        return False
    mark = _MARK.match(state.src, state.pos, state.posMax)
    if mark:
        spaces = any(char.isspace() for char in mark[1])
        message = "a footnote's label holds no space" if spaces else "there is no footnote of this label"
        hint = f"write `[^{'-'.join(mark[1].split())}]`" if spaces else f"write it below, beginning with `{mark[0]}: `"
        report(state.env, "footnote", f"`{mark[0]}` is shown as text: {message}", mark[0], hint)
    return False


def footnotes_below(state: StateCore) -> None:
    """Replaces the plugin's core rule `footnote_tail`."""
    footnotes = state.env.get("footnotes", {})
    if not footnotes.get("refs") and not footnotes.get("list"):
        return
    body, texts = _apart(state.tokens, state.env)
    shown = _numbered(body, texts, footnotes["list"])
    used = {footnote.label for footnote in shown}
    for label, (_, line) in texts.items():
        if label not in used:
            message = f"`[^{label}]` stands nowhere in the text, so this footnote is left out"
            report(state.env, "lost-text", message, f"[^{label}]", "refer to it, or remove it", line)
    state.tokens = [*body, *_below(shown)] if shown else body


def _apart(tokens: Sequence[Token], env: EnvType) -> tuple[list[Token], dict[str, tuple[list[Token], int]]]:
    """The tokens outside of footnotes; for each label the tokens of its text, and the line it begins at."""
    body: list[Token] = []
    texts: dict[str, tuple[list[Token], int]] = {}
    inside = [body]  # the lists that are being filled, the innermost last
    for token in tokens:
        if token.type == "footnote_reference_open":
            label, line = token.meta["label"], (token.map or [0])[0]
            if label in texts:
                message = f"there is another footnote `[^{label}]` above: both are shown under one number"
                report(env, "footnote", message, f"[^{label}]", "give one of them another label", line)
            inside.append(texts.setdefault(label, ([], line))[0])
        elif token.type == "footnote_reference_close":
            inside.pop()
        else:
            inside[-1].append(token)
    return body, texts


def _numbered(
    body: Sequence[Token], texts: dict[str, tuple[list[Token], int]], read: dict[int, dict[str, object]]
) -> list[_Footnote]:
    """The footnotes that the body, or one of them, refers to, in that order; each mark gets its number."""
    numbers: dict[int, int] = {}
    shown: list[_Footnote] = []
    for inline in chain(body, _growing(shown)):
        for mark in inline.children or ():
            if mark.type != "footnote_ref":
                continue
            id, label = mark.meta["id"], mark.meta.get("label", "")
            if id not in numbers:
                numbers[id] = len(shown)
                tokens = texts[label][0] if label else _paragraph(read[id]["tokens"], inline)  # type: ignore[arg-type]
                shown.append(_Footnote(label, tokens))
            footnote = shown[numbers[id]]
            mark.meta = {"id": numbers[id], "subId": footnote.uses, "label": label}
            footnote.uses += 1
    return shown


def _growing(shown: Sequence[_Footnote]) -> Iterator[Token]:
    """The tokens of footnotes, those included that are found in the meantime."""
    number = 0
    while number < len(shown):
        yield from shown[number].tokens
        number += 1


def _paragraph(children: list[Token], inline: Token) -> list[Token]:
    text = Token("inline", "", 0, map=inline.map, children=children)
    return [Token("paragraph_open", "p", 1, block=True), text, Token("paragraph_close", "p", -1, block=True)]


def _below(shown: Sequence[_Footnote]) -> Iterator[Token]:
    yield Token("footnote_block_open", "", 1)
    for number, footnote in enumerate(shown):
        *tokens, last = footnote.tokens or [Token("text", "", 0)]
        yield Token("footnote_open", "", 1, meta={"id": number, "label": footnote.label})
        yield from tokens
        anchors = (Token("footnote_anchor", "", 0, meta={"id": number, "subId": n}) for n in range(footnote.uses))
        yield from chain(anchors, [last]) if last.type == "paragraph_close" else chain([last], anchors)
        yield Token("footnote_close", "", -1)
    yield Token("footnote_block_close", "", -1)
