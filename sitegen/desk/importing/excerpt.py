"""A text's first heading, and its beginning as a summary."""

import re

from sitegen.content.rules.comments import without_comments
from sitegen.desk.importing.marks import KRAMDOWN, LINK, LIQUID, TAG, WIKI, replaced, without_html_comments

_MORE = re.compile(r"<!--\s*more\s*-->")
_LONGEST = 300  # characters of a summary
_NO_PARAGRAPH = re.compile(r"\A\s*+(#|>|```|~~~|\||!\[|[-*+] |\d+[.)] |\{[{%:]|<|---|\[\^?[^\[\]]+\]:|%%)")
_MARKUP = (
    (TAG, ""),
    (re.compile(r"<([a-z][a-z0-9+.-]*+:[^<>\s]*+)>"), r"\1"),
    (KRAMDOWN, ""),
    (re.compile(r"\[\^[^\[\]]+\]"), ""),
    (re.compile(r"\[([^\[\]]*)\]\[[^\[\]]*\]"), r"\1"),
    (re.compile(r"\*\*|__|~~|==|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)"), ""),
)


def first_heading(body: str) -> tuple[int, str]:
    """The index of the first line, where it is a heading of the first level, and what it says."""
    for number, line in enumerate(body.split("\n")):
        if line.strip():
            words = _heading(line)
            return (number, _plain(words)) if words else (-1, "")
    return -1, ""


def _heading(line: str) -> str:
    """What it says, without the `#` that may close it, as in `# C# #`."""
    if not line.startswith(("# ", "#\t")):
        return ""
    words = line[1:].strip(" \t")
    bare = words.rstrip("#")
    return bare.rstrip(" \t") if bare[-1:] in " \t" else words


def excerpt(body: str, kind: str) -> tuple[str, str]:
    """A summary, and what it is; both empty where there is no text."""
    before, more, _ = _cut(body)
    before = without_comments(before) if kind == "obsidian" else without_html_comments(before)
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
    text = replaced(without_comments(text), LIQUID, lambda tag: "")
    text = WIKI.sub(lambda match: "" if match["embed"] else match["words"] or match["name"], text)
    text = LINK.sub(_words, text)
    for pattern, by in _MARKUP:
        text = pattern.sub(by, text)
    return " ".join(text.split())


def _words(link: re.Match[str]) -> str:
    return "" if link["image"] else LINK.sub(_words, link["words"])


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition(" ")[0] + " …" if " " in text[:_LONGEST] else text[:_LONGEST] + "…"
