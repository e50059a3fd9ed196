"""The only places that print text unescaped."""

from typing import Any

import msgspec
from markupsafe import Markup

from sitegen.pages.views import Html


def html(value: Html) -> Markup:
    """HTML that the program made itself; plain text is refused, so that no text is ever taken for HTML."""
    if not isinstance(value, Html):
        raise TypeError(f"`html` prints bodies, not {type(value).__name__}: leave the filter out")
    return Markup(value.text)


def json(value: Any) -> Markup:
    """A view as JSON: a file of its own, never a part of HTML."""
    return Markup(msgspec.json.format(msgspec.json.encode(value), indent=1).decode())


def plain(value: str) -> Markup:
    """A line of a plain text file."""
    return Markup(value)
