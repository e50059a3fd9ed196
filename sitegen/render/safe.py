"""The only functions that print text unescaped."""

import re
from typing import Any

import msgspec
from markupsafe import Markup, escape

from sitegen.pages.views import Html
from sitegen.text.wrap import wrap

_MAY_BE_HELD = re.compile("[·’”」』)]")
# Tags and code are passed over; the characters around a place to be held are those that escaping leaves alone.
_HELD = re.compile(
    r"""<pre.*?(?:</pre>|\Z)|(?P<element><(?P<name>a|strong|em)\b[^<>]*>
        (?:[^<>\s]{1,12}|[^<>\s가-힣]{13,24})(?:</(?P=name)>·|[’”」』)]</(?P=name)>[가-힣]))
    |<[^<>]*>|(?P<text>[’”」』)][가-힣]·?|[가-힣A-Za-z0-9%’”」』)]·)""",
    re.VERBOSE | re.DOTALL,
)


def html(value: Html) -> Markup:
    """HTML that the program made itself; plain text is refused, so that no text is ever taken for HTML."""
    if not isinstance(value, Html):
        raise TypeError(f"`html` prints bodies, not {type(value).__name__}: leave the filter out")
    return Markup(value.text)


def held(value: Html | str) -> Markup:
    """Text or HTML in which no line begins with a middle dot or with the particle after a closing mark.

    The browser would break there even where Hangul breaks between words only, and no style sheet can tell it not to.
    """
    text = html(value) if isinstance(value, Html) else escape(value)
    if not _MAY_BE_HELD.search(text):
        return text
    return Markup(
        _HELD.sub(lambda match: f'<span class="held">{match[0]}</span>' if match.lastgroup else match[0], text)
    )


def json(value: Any, indent: int = 1) -> Markup:
    """A view as JSON: a file of its own, never within HTML. With an indent of -1 nothing but it."""
    return Markup(msgspec.json.format(msgspec.json.encode(value), indent=indent).decode())


def plain(value: str) -> Markup:
    """A line of a plain text file."""
    return Markup(value)


def wrapped(value: str, indent: str = "") -> Markup:
    """A paragraph of a plain text file, in lines."""
    return Markup(wrap(value, indent=indent))
