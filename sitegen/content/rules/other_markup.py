"""Markup of other programs, and our own with a slip in it: it would be published as text without a word.

What is surely a comment there is an error, and all else a warning. Code, escapes and addresses are not looked at.
"""

import re

from markdown_it.rules_core import StateCore

from sitegen.content.rules import findings, report
from sitegen.content.rules.comments import FOREIGN, HINT
from sitegen.content.rules.names import NAME

_NO_TEXT = re.compile(
    r"\\<!--(?s:.)*?(?:-->|\Z)|\\.|(?<!`)(`+)(?!`)(?s:.)*?(?<!`)\1(?!`)|<!--(?s:.)*?(?:-->|\Z)|(?<!\S)%%(?s:.)*?%%|\]\((?:<[^<>\n]*>|[^\s()<>]*)"
)
_COMMENT = re.compile(FOREIGN)
_FILE = r"[^\s()\[\]]+\.(?:md|pdf|png|jpe?g|gif|webp|svg|html?)"
_SPACE = "[\u00a0\u2000-\u200a\u202f\u3000]"  # spaces that are no space to Markdown: Option and Space on a Mac

# What is written, and its hint.
_MARKS = {
    rf"(?<!\])\[[^\[\]\n]+\] (?=\((?:https?://|www\.|{_FILE}\)))": "no space stands between `]` and `(`",
    rf"\)\[(?=https?://|www\.|{_FILE}\])": "a link is written `[words](address)`",
    r"!\[\[(?![^\[\]\n]*\]\])[^\s\[\]]*": "`![words](photo.png)` shows an image",
    r"\[\[(?=[*|]*[^\W\d])[^\[\]\n]*\]\](?![(\[])": "a link to a term or note is written `[[id]]` or `[[id|words]]`",
    rf"^(?:#{{1,6}}|[-*+]|[0-9]{{1,9}}[.)]){_SPACE}": "put an ordinary space behind it: this one is another",
    r"^#{2,6}(?=[^\s#])": "put a space behind `#`",
    r"(?<![<-])-->": "a comment begins with `<!--`; an arrow is written `→`",
    r"\{(?:#[\w-]+|:[^{}\n]*|\.[\w-][^{}\n]*)\}": "remove it: a heading has the anchor that its words make",
    r"^(?::{3,}|(?:!{3}|\?{3}\+?)[ \t]+[a-z])": "a callout is written `> [!note] …`",
    r"^\[(?:\[_?)?(?:TOC|toc)(?:_?\])?\]$": "remove it: pages have no table of contents",
    r"(?<!=)==(?=[^\s=])[^=\n]*==(?!=)": "make it bold, `**…**`",
    r"\{(?:\+\+|--|~~|==)(?=\S)": "take the change up, or remove it",
    r"^\*\[[^\[\]\n]+\]:": "say what it stands for where it stands first",
    r"(?<=\n):[ \t]+(?=\S)": "a list begins its lines with `- `",
    r"(?<=\s)\^[A-Za-z0-9-]+\Z": "remove it: links lead to headings",
}
_MARK = re.compile("|".join(f"({mark})" for mark in _MARKS), re.MULTILINE)
_HINTS = tuple(_MARKS.values())


def other_markup(state: StateCore) -> None:
    """A core rule: looks at the text of each block."""
    line = 0
    for token in state.tokens:
        line = token.map[0] if token.map else line
        if token.type == "inline":
            _look(state, token.content, line)


def _look(state: StateCore, written: str, line: int) -> None:
    text = _NO_TEXT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), written)
    for found in _COMMENT.finditer(text):
        message = f"`{found[0]}` begins a comment of another program: what follows would be published"
        report(state.env, "comment", message, found[0], HINT, line + text.count("\n", 0, found.start()))
    is_unclosed = any(found.rule == "comment" for found in findings(state.env))  # what is left of it is told already
    for found in _MARK.finditer(text):
        if found[0] == "-->" and is_unclosed:
            continue
        words = written[found.start() : found.end()]
        if NAME.fullmatch(words) or (found[0].startswith("{") and _COMMENT.match(text, found.start())):
            continue
        at = line + text.count("\n", 0, found.start())
        message = f"`{words.strip() or words}` is shown as text"
        report(state.env, "other-markup", message, words, _HINTS[found.lastindex - 1], at)  # type: ignore[operator]
