"""A text's first heading, and its beginning as a summary."""

import re

_HEADING = re.compile(r"#[ \t]+(.+?)[ \t]*#*[ \t]*")
_MORE = re.compile(r"<!--\s*more\s*-->")
_LONGEST = 300  # characters of a summary
_NO_PARAGRAPH = re.compile(r"\s*(#|>|```|~~~|\||!\[|[-*+] |\d+[.)] |\{[{%:]|<|---|\[\^?[^\]]+\]:|%%)")
_MARKUP = (
    (re.compile(r"<!--.*?-->|%%.*?%%|\{\{.*?\}\}|\{%.*?%\}|\{:.*?\}|</?[a-zA-Z][^<>]*>|\[\^[^\]]+\]", re.DOTALL), ""),
    (re.compile(r"!\[\[[^\]]*\]\]|!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]"), r"\1"),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]*)\]\[[^\]]*\]"), r"\1"),
    (re.compile(r"\*\*|__|~~|==|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)"), ""),
)


def first_heading(body: str) -> tuple[int, str]:
    """The index of the first line, where it is a heading of the first level, and what it says."""
    for number, line in enumerate(body.split("\n")):
        if line.strip():
            match = _HEADING.fullmatch(line)
            return (number, _plain(match[1])) if match else (-1, "")
    return -1, ""


def excerpt(body: str) -> tuple[str, str]:
    """A summary, and what it is; both empty where there is no text."""
    before, more, _ = _cut(body)
    words = [text for paragraph in before.split("\n\n") if (text := _paragraph(paragraph))]
    if not words:
        return "", ""
    if more:
        return _shortened(" ".join(words)), "what stands above `<!--more-->`"
    return _shortened(words[0]), "its first paragraph"


def _cut(body: str) -> tuple[str, bool, str]:
    match = _MORE.search(body)
    return (body[: match.start()], True, body[match.end() :]) if match else (body, False, "")


def _paragraph(text: str) -> str:
    text = text.strip("\n")
    return "" if _NO_PARAGRAPH.match(text) or text.startswith(("    ", "\t")) else _plain(text)


def _plain(text: str) -> str:
    for pattern, by in _MARKUP:
        text = pattern.sub(by, text)
    return " ".join(text.split())


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition(" ")[0] + " …" if " " in text[:_LONGEST] else text[:_LONGEST] + "…"
