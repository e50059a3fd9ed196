"""The only functions that print text unescaped."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import markupsafe
import msgspec
from markupsafe import Markup, escape

from sitegen.pages.parts.schema_org import Thing
from sitegen.pages.views import Html
from sitegen.text.held import JOINER, NO_BREAK, held_together
from sitegen.text.wrap import wrap

# Of what is a string for sure: `Markup` looks whether it knows how to be HTML, which takes twice as long.
marked: Callable[[str], Markup] = partial(str.__new__, Markup)

escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)  # a release may call it otherwise

_NOT_IN_SCRIPTS = re.compile("[<>&\u2028\u2029]")


def escaped(value: Any) -> str:
    """What `escape` gives, for a string that is only joined with others."""
    kind = type(value)
    if kind is str:
        return escape_text(value)
    if kind is int or kind is float:
        return str(value)
    return value if kind is Markup else escape(value)


def html(value: Html) -> Markup:
    """HTML that the program made itself; plain text is refused, so that no text is ever taken for HTML."""
    if not isinstance(value, Html):
        raise TypeError(f"`html` prints bodies, not {type(value).__name__}: leave the filter out")
    return marked(value.text)


def held(value: Html | str) -> Markup:
    """Text or HTML in which no line begins with a middle dot, or with the particle after a closing mark or a link.

    The browser would break there even where Hangul breaks between words only, and no style sheet can tell it not to.
    """
    return marked(held_together(value.text if isinstance(value, Html) else escaped(value)))


def json(value: Any, indent: int = 1) -> Markup:
    """A view as JSON: a file of its own, never within HTML. With an indent of -1 nothing but it."""
    return marked(msgspec.json.format(msgspec.json.encode(value), indent=indent).decode())


def linked_data(things: tuple[Thing, ...]) -> Markup:
    """What a page tells programs, as JSON-LD for a `script` of HTML, in which nothing can end it or begin another.

    U+2028 and U+2029 are line ends to readers that take JSON for JavaScript.
    """
    if not all(isinstance(thing, Thing) for thing in things):
        raise TypeError("`linked_data` prints what views have as `things`")
    data = msgspec.json.encode({"@context": "https://schema.org", "@graph": things}).decode()
    return marked(_NOT_IN_SCRIPTS.sub(_escaped, data))


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def plain(value: str) -> Markup:
    """A line of a plain text file, where nothing that holds words together is of use."""
    return marked(_as_text(value).replace(JOINER, "").replace(NO_BREAK, " "))


def wrapped(value: str, indent: str = "") -> Markup:
    """A paragraph of a plain text file, in lines that tear as little as those of a page."""
    lines = wrap(held_together(_as_text(value)).replace(JOINER, ""), indent=indent)
    return marked(lines.replace(NO_BREAK, " "))


def _as_text(value: str) -> str:
    """What came out of a macro has been escaped."""
    return value.unescape() if isinstance(value, Markup) else value
