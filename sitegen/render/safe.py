"""The only functions that print text unescaped."""

import re
from typing import Any

import msgspec
from markupsafe import Markup, escape

from sitegen.pages.parts.schema_org import Thing
from sitegen.pages.views import Html
from sitegen.text.held import held_together
from sitegen.text.wrap import wrap

_NOT_IN_SCRIPTS = re.compile("[<>&\u2028\u2029]")


def html(value: Html) -> Markup:
    """HTML that the program made itself; plain text is refused, so that no text is ever taken for HTML."""
    if not isinstance(value, Html):
        raise TypeError(f"`html` prints bodies, not {type(value).__name__}: leave the filter out")
    return Markup(value.text)


def held(value: Html | str) -> Markup:
    """Text or HTML in which no line begins with a middle dot, or with the particle after a closing mark or a link.

    The browser would break there even where Hangul breaks between words only, and no style sheet can tell it not to.
    """
    return Markup(held_together(html(value) if isinstance(value, Html) else escape(value)))


def json(value: Any, indent: int = 1) -> Markup:
    """A view as JSON: a file of its own, never within HTML. With an indent of -1 nothing but it."""
    return Markup(msgspec.json.format(msgspec.json.encode(value), indent=indent).decode())


def linked_data(things: tuple[Thing, ...]) -> Markup:
    """What a page tells programs, as JSON-LD for a `script` of HTML, in which nothing can end it or begin another.

    U+2028 and U+2029 are line ends to readers that take JSON for JavaScript.
    """
    if not all(isinstance(thing, Thing) for thing in things):
        raise TypeError("`linked_data` prints what views have as `things`")
    data = msgspec.json.encode({"@context": "https://schema.org", "@graph": things}).decode()
    return Markup(_NOT_IN_SCRIPTS.sub(_escaped, data))


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def plain(value: str) -> Markup:
    """A line of a plain text file."""
    return Markup(value)


def wrapped(value: str, indent: str = "") -> Markup:
    """A paragraph of a plain text file, in lines."""
    return Markup(wrap(value, indent=indent))
