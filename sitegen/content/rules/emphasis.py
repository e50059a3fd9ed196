"""`*` emphasis and `~~` that work in Korean: `**인공지능(AI)**을` is bold, `~~취소(안)~~를` is struck out.

CommonMark lets a run of `*` close only where what follows it is no letter, if what stands before it is punctuation
(and the mirror of that for opening). Korean glues particles to words, so the closing run after `)` or `”` is followed
by a letter all the time. The rules here also let a run open after, and close before, a Hangul, Han or kana character.
`_` keeps its rule: inside a word it is a letter. (commonmark/commonmark-spec#650, markdown-it/markdown-it#410)
"""

import re

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

# Hangul (jamo, syllables), Han, kana, and the punctuation set at their width.
_CJK = re.compile(
    "[\u1100-\u11ff\u2e80-\u303f\u3040-\u30ff\u3130-\u318f\u31c0-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\uff00-\uffef\U00020000-\U0003ffff]"
)


def emphasis(state: StateInline, silent: bool) -> bool:
    """Replaces markdown-it's inline rule of the same name."""
    marker = state.src[state.pos]
    if silent or marker not in "_*":
        return False
    can_open, can_close, length = _scanned(state, marker == "*")
    for _ in range(length):
        _push(state, marker, length, can_open, can_close)
    state.pos += length
    return True


def strikethrough(state: StateInline, silent: bool) -> bool:
    """Replaces markdown-it's inline rule of the same name: pairs of `~~`; of an odd run the first `~` is text."""
    if silent or state.src[state.pos] != "~":
        return False
    can_open, can_close, length = _scanned(state, True)
    if length < 2:
        return False
    if length % 2:
        state.push("text", "", 0).content = "~"
    for _ in range(length // 2):
        _push(state, "~~", 0, can_open, can_close)  # no length: the rule of three is one of emphasis alone
    state.pos += length
    return True


def _scanned(state: StateInline, in_words: bool) -> tuple[bool, bool, int]:
    """Whether the run of marks that begins here can open and close, and how long it is."""
    can_open, can_close, length = state.scanDelims(state.pos, in_words)
    if in_words:
        before = state.src[state.pos - 1 : state.pos]
        after = state.src[state.pos + length : state.pos + length + 1]
        # A single `*` behind a word and before punctuation is the mark of a remark: 매출*(연결), 이익*(별도).
        can_open = can_open or (length > 1 and bool(after.strip()) and _CJK.match(before) is not None)
        can_close = can_close or (bool(before.strip()) and _CJK.match(after) is not None)
    return can_open, can_close, length


def _push(state: StateInline, mark: str, length: int, can_open: bool, can_close: bool) -> None:
    state.push("text", "", 0).content = mark
    state.delimiters.append(Delimiter(ord(mark[0]), length, len(state.tokens) - 1, -1, can_open, can_close))
