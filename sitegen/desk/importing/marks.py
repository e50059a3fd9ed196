"""Links, tags and words for another program in a line or a paragraph: one scan of the text finds each."""

import re
from collections.abc import Callable

LINK = re.compile(
    r"(?<!\\)(?P<image>!?)\[(?P<words>(?:[^\[\]\\]++|\\.|\[[^\[\]]*+\])*+)\]"
    r"\(\s*+(?P<target><[^<>\n]*+>|[^\s()<>]*+(?:\([^\s()]*+\)[^\s()<>]*+)*+)"
    r"(?P<title>\s++(?:\"[^\"\n]*+\"|'[^'\n]*+'))?+\s*+\)"
)
# In tables its bar is written `\|`, or else it would end a cell.
WIKI = re.compile(r"(?P<embed>!?)\[\[(?P<name>(?:[^\[\]|\\\n]|\\(?!\|))*+)(?:(?P<bar>\\?\|)(?P<words>[^\[\]\n]*))?\]\]")
TAG = re.compile(r"<(?P<name>/?[a-z][a-z0-9-]*+(?=[\s/>])|[?!])(?P<rest>[^<>]*+)>", re.IGNORECASE)
KRAMDOWN = re.compile(r"\{::?[^{}\n]*\}")

# What words for another program begin with, and what ends them.
LIQUID = re.compile(r"\{[{%]")
SHORTCODE = re.compile(r"\{\{[<%]")
TEMPLATE = re.compile(r"\{\{|<%")
_CLOSING = {"{{": "}}", "{%": "%}", "{{<": ">}}", "{{%": "%}}", "<%": "%>"}

_COMMENT = re.compile(r"<!--(?:(?!-->).)*+(?:-->|(?P<open>\Z))", re.DOTALL)


def without_html_comments(text: str) -> str:
    """Without those that are closed."""
    return _COMMENT.sub(lambda match: match[0] if match["open"] is not None else "", text)


def replaced(text: str, opening: re.Pattern[str], by: Callable[[str], str]) -> str:
    """`by`: what to have in place of each part, which it is given with its marks. What is never closed stays."""
    pieces: list[str] = []
    unclosed: set[str] = set()
    done = at = 0
    while match := opening.search(text, at):
        mark = match[0]
        end = -1 if mark in unclosed else text.find(_CLOSING[mark], match.end())
        if end < 0:
            unclosed.add(mark)
            at = match.start() + 1
            continue
        at = end + len(_CLOSING[mark])
        pieces += [text[done : match.start()], by(text[match.start() : at])]
        done = at
    return "".join([*pieces, text[done:]])
