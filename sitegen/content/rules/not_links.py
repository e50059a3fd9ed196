"""What looks like a link or an image and is none: `[글](my file.pdf)`, `[전화](tel:02-1234)`, `[a](//host/)`."""

import re

from markdown_it.rules_inline import StateInline

from sitegen.content.rules import report

_ADDRESS = re.compile(
    r"\]\(\s*(?!data:image/)"
    r"(<?(?:(?P<scheme>[a-z][a-z0-9+.-]*:)|(?P<host>//)|[#/]|\.{1,2}/|[^)\n]{0,200}\.[a-z]{2,5}(?=[)#?>]|\s+[\"'“”‘’=]))[^()\n]{0,200})",
    re.IGNORECASE,
)
_AUTOLINK = re.compile(r"<(?!data:image/)([a-z][a-z0-9+.-]{1,31}:)[^<>\s]*>", re.IGNORECASE)
_TITLED = re.compile("\\s[\"'“”‘’]")
_SIZED = re.compile(r"\s=[0-9x%]+")
_ALLOWED = ("http:", "https:", "mailto:")


def not_a_link(state: StateInline, silent: bool) -> bool:
    """Comes last, for it only sees what no other rule has taken."""
    char = state.src[state.pos]
    if silent or char not in "]<":
        return False
    match = (_ADDRESS if char == "]" else _AUTOLINK).match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if char == "<":
        _report(state, match[0], match[1], "")
    else:
        _report(state, match[1].strip(), match["scheme"] or "", match["host"] or "")
    return False


def _report(state: StateInline, written: str, scheme: str, host: str) -> None:
    message = f"`{written}` is shown as text: it is no link"
    if scheme and scheme.lower() not in _ALLOWED:
        hint = "only http, https, mailto and places in the digest become links"
    elif scheme and not re.match("https?://|mailto:", written.lstrip("<"), re.IGNORECASE):
        hint = "an address begins with `https://`"
    elif host:
        hint = f"write `https:{written}`"
    elif _TITLED.search(written):
        hint = 'a title stands between two straight quotes of one kind: `[words](address "title")`'
    elif _SIZED.search(written):
        hint = "an image is shown in its own size: leave out what stands behind its name"
    elif " " in written:
        hint = f"an address that holds spaces stands between `<` and `>`: `<{written.strip('<>')}>`"
    else:
        hint = "brackets go in pairs, and no link holds another"
    report(state.env, "address", message, written, hint)
