"""`*` emphasis that works in Korean: `**인공지능(AI)**을` is bold.

CommonMark lets a run of `*` close only where what follows it is no letter, if what stands before it is punctuation
(and the mirror of that for opening). Korean glues particles to words, so the closing run after `)` or `”` is followed
by a letter all the time. The rule here also lets a run open after, and close before, a Hangul, Han or kana character.
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
    scanned = state.scanDelims(state.pos, marker == "*")
    can_open, can_close = scanned.can_open, scanned.can_close
    if marker == "*":
        before = state.src[state.pos - 1 : state.pos]
        after = state.src[state.pos + scanned.length : state.pos + scanned.length + 1]
        can_open = can_open or (bool(after.strip()) and _CJK.match(before) is not None)
        can_close = can_close or (bool(before.strip()) and _CJK.match(after) is not None)
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(Delimiter(ord(marker), scanned.length, len(state.tokens) - 1, -1, can_open, can_close))
    state.pos += scanned.length
    return True
