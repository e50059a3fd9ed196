"""Markup of other programs in a line: some of it is said in Markdown, the rest is named."""

import re
from collections.abc import Callable

from markdown_it.common import html_re

_Say = Callable[[str], None]
_Ref = Callable[[str], str]

_LIQUID = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_SHORTCODE = re.compile(r"\{\{<.*?>\}\}|\{\{%.*?%\}\}")
_TEMPLATE = re.compile(r"\{\{.*?\}\}|<%.*?%>")
_POST_URL = re.compile(r"\{%-?\s*(?:post_url|link)\s+(\S+?)\s*-?%\}")
_REF = re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+(?:path=)?[\"']?([^\"'\s]+)[\"']?[^}]*[>%]\}\}")
_HOME = re.compile(r"\{\{-?\s*site\.(?:baseurl|url)\s*-?\}\}")
_URL = re.compile(r"""\{\{-?\s*["']([^"']*)["']\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.\w+)[^}]*\}\}""")
_FIGURE = re.compile(r"\{\{<\s*figure\s+([^}]*?)/?>\}\}")
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_IMG = re.compile(r"<img\s+([^<>]*?)/?>", re.IGNORECASE)
_HIGHLIGHT = re.compile(r"\s*(?:\{%-?\s*highlight\s+(\w+).*?%\}|\{\{[<%]\s*highlight\s+(\w+).*?[>%]\}\})\s*")
_END = re.compile(r"\s*(?:\{%-?\s*endhighlight\s*-?%\}|\{\{[<%]\s*/\s*highlight\s*[>%]\}\})\s*")
_COMMENT = re.compile(r"<!--.*?(?:-->|$)")
_HTML = re.compile(html_re.HTML_TAG_RE.pattern.removeprefix("^"), re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_KRAMDOWN = re.compile(r"\{::?[^{}\n]*\}")
_OBSIDIAN = {
    "a highlight, whose marks stay as text": re.compile(r"==[^=\n]+=="),
    "a block's name, which stays as text": re.compile(r"(?<=\s)\^[a-zA-Z0-9-]+$"),
    "a tag in the text, which stays as text": re.compile(r"(?<![\w&#/\[(])#(?=[^\W\d_])[\w/-]+"),
    "mathematics, which stays as text": re.compile(r"\$\$[^$]*\$\$|\$\$$"),
}


def translated(text: str, kind: str, ref: _Ref, say: _Say) -> str:
    """Links, pictures and code in words of the former program, as Markdown."""
    if kind == "jekyll":
        text = _POST_URL.sub(lambda match: ref(match[1]) or match[0], text)
        text = _URL.sub(r"\1", _HOME.sub("", text))
    if kind == "hugo":
        text = _REF.sub(lambda match: ref(match[1]) or match[0], text)
        text = _FIGURE.sub(lambda match: _picture(match, ("src", "alt", "title", "caption"), say), text)
    return _IMG.sub(lambda match: _picture(match, ("src", "alt", "title"), say), text)


def highlighted(line: str) -> str:
    """The fence that begins or ends code in a block of Liquid's or Hugo's own; empty for any other line."""
    if start := _HIGHLIGHT.fullmatch(line):
        return f"```{start[1] or start[2]}"
    return "```" if _END.fullmatch(line) else ""


def foreign(text: str, kind: str, say: _Say) -> None:
    """Names what is text here and was more there."""
    rest = _COMMENT.sub("", text)
    patterns = {"jekyll": (_LIQUID,), "hugo": (_SHORTCODE, _LIQUID), "obsidian": (_TEMPLATE,)}[kind]
    for pattern in patterns:
        for match in pattern.finditer(rest):
            say(f"`{match[0]}` is worked out by {kind.capitalize()} alone: it stays as text")
        rest = pattern.sub("", rest)
    for match in _HTML.finditer(rest):
        if not _BREAK.fullmatch(match[0]) and not match[0].startswith("</"):
            say(f"`{match[0]}` is HTML, which is shown as text")
    if kind == "jekyll":
        for match in _KRAMDOWN.finditer(rest):
            say(f"`{match[0]}` is kramdown's own: it stays as text")
    if kind == "obsidian":
        for what, pattern in _OBSIDIAN.items():
            for match in pattern.finditer(rest):
                say(f"`{match[0]}` is {what}")


def _picture(match: re.Match[str], known: tuple[str, ...], say: _Say) -> str:
    """`<img>` or Hugo's figure as Markdown's image; what else it says is named."""
    given = {name.lower(): one or two or three for name, one, two, three in _ATTRIBUTE.findall(match[1])}
    source = given.get("src", "")
    if not source:
        return match[0]
    words = re.sub(r"[\[\]\\]", "", given.get("alt") or given.get("caption") or given.get("title") or "")
    title = (given.get("caption") or given.get("title") or "").replace('"', "'")
    if others := [name for name in given if name not in known]:
        say(f"`{match[0]}`: {', '.join(others)} left out, for pictures have their own size and look here")
    shown = f' "{title}"' if title and title != words else ""
    return f"![{words}]({source if ' ' not in source else f'<{source}>'}{shown})"
