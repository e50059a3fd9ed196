"""Markup of other programs in a line: some of it is said in Markdown, the rest is named."""

import re
from collections.abc import Callable

from sitegen.desk.importing.marks import KRAMDOWN, LIQUID, SHORTCODE, TAG, TEMPLATE, replaced

_Say = Callable[[str], None]
_Ref = Callable[[str], str]

_POST_URL = re.compile(r"(?:post_url|link)\s++(\S++)")
_HOME = ("site.baseurl", "site.url")
_URL = re.compile(r"""\A["']([^"']*+)["']\s*+\|\s*+(?:relative_url|absolute_url|prepend:\s*+site\.\w)""")
_REF = re.compile(r"""\A(?:rel)?ref\s++(?:path=)?["']?([^"'\s]++)""")
_ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_IMG = re.compile(r"<img\s([^<>]*+)>", re.IGNORECASE)
_HIGHLIGHT = re.compile(r"\A(?:\{%-?\s*+highlight\s++(\w++).*%\}|\{\{[<%]\s*+highlight\s++(\w++).*[>%]\}\})")
_END = re.compile(r"\A(?:\{%-?\s*+endhighlight\s*+-?%\}|\{\{[<%]\s*+/\s*+highlight\s*+[>%]\}\})")
_COMMENT = re.compile(r"<!--.*?(?:-->|$)")
_OBSIDIAN = {
    "a highlight, whose marks stay as text": re.compile(r"==[^=\n]+=="),
    "a block's name, which stays as text": re.compile(r"(?<=\s)\^[a-zA-Z0-9-]+$"),
    "a tag in the text, which stays as text": re.compile(r"(?<![\w&#/\[(])#(?=[^\W\d_])[\w/-]+"),
    "mathematics, which stays as text": re.compile(r"\$\$[^$]*\$\$|\$\$$"),
}


def translated(text: str, kind: str, ref: _Ref, say: _Say) -> str:
    """Links, pictures and code in words of the former program, as Markdown."""
    if kind == "jekyll":
        text = replaced(text, LIQUID, lambda tag: _liquid(tag, ref))
    if kind == "hugo":
        text = replaced(text, SHORTCODE, lambda tag: _shortcode(tag, ref, say))
    return _IMG.sub(lambda match: _picture(match[0], match[1], ("src", "alt", "title"), say), text)


def highlighted(line: str) -> str:
    """The fence that begins or ends code in a block of Liquid's or Hugo's own; empty for any other line."""
    if start := _HIGHLIGHT.fullmatch(line.strip()):
        return f"```{start[1] or start[2]}"
    return "```" if _END.fullmatch(line.strip()) else ""


def foreign(text: str, kind: str, say: _Say) -> None:
    """Names what is text here and was more there."""

    def worked_out(tag: str) -> str:
        say(f"`{tag}` is worked out by {kind.capitalize()} alone: it stays as text")
        return ""

    rest = _COMMENT.sub("", text)
    for opening in {"jekyll": (LIQUID,), "hugo": (SHORTCODE, LIQUID), "obsidian": (TEMPLATE,)}[kind]:
        rest = replaced(rest, opening, worked_out)
    for match in TAG.finditer(rest):
        is_break = match["name"].lower() == "br" and not match["rest"].strip(" \t/")
        if not is_break and not match["name"].startswith("/"):
            say(f"`{match[0]}` is HTML, which is shown as text")
    if kind == "jekyll":
        for match in KRAMDOWN.finditer(rest):
            say(f"`{match[0]}` is kramdown's own: it stays as text")
    if kind == "obsidian":
        for what, pattern in _OBSIDIAN.items():
            for match in pattern.finditer(rest):
                say(f"`{match[0]}` is {what}")


def _liquid(tag: str, ref: _Ref) -> str:
    words = tag[2:-2].removeprefix("-").removesuffix("-").strip()
    if tag.startswith("{%"):
        text = _POST_URL.fullmatch(words)
        return (ref(text[1]) if text else "") or tag
    address = _URL.match(words)
    return "" if words in _HOME else address[1] if address else tag


def _shortcode(tag: str, ref: _Ref, say: _Say) -> str:
    words = tag[3:-3].strip()
    if text := _REF.match(words):
        return ref(text[1]) or tag
    name, _, attributes = words.partition(" ")
    return _picture(tag, attributes, ("src", "alt", "title", "caption"), say) if name == "figure" else tag


def _picture(tag: str, attributes: str, known: tuple[str, ...], say: _Say) -> str:
    """`<img>` or Hugo's figure as Markdown's image; what else it says is named."""
    given = {
        name.lower(): one or two or three for name, one, two, three in _ATTRIBUTE.findall(attributes.removesuffix("/"))
    }
    source = given.get("src", "")
    if not source:
        return tag
    words = re.sub(r"[\[\]\\]", "", given.get("alt") or given.get("caption") or given.get("title") or "")
    title = (given.get("caption") or given.get("title") or "").replace('"', "'")
    if others := [name for name in given if name not in known]:
        say(f"`{tag}`: {', '.join(others)} left out, for pictures have their own size and look here")
    shown = f' "{title}"' if title and title != words else ""
    return f"![{words}]({source if ' ' not in source else f'<{source}>'}{shown})"
