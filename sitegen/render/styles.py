"""Style sheets of the templates: the neighbours that one names, a picture or a font, it names as they are published."""

import re
from collections.abc import Mapping

from sitegen.problems import Problem
from sitegen.render.files import TemplateFile
from sitegen.render.neighbours import Neighbours

_STRING = r""" "[^"\n]*+" | '[^'\n]*+' """
_TOKENS = re.compile(  # comments and other strings are passed over (CSS Syntax 3, 4.3)
    rf"""/\*.*?(?:\*/|\Z) | url\(\s*+ (?P<url>{_STRING}|[^()"'\s]*+) \s*+\)
    | @import\s*+(?P<sheet>{_STRING}) | {_STRING}""",
    re.S | re.I | re.X,
)
_ELSEWHERE = re.compile(r"\A(?:[a-z][a-z0-9+.-]*:|[/#]|\Z)", re.I)
_HINTS = {
    ".css": "the parts of one style sheet go into a folder of its name",
    "": "name a picture or a font of assets/ as it lies beside the style sheet",
}


def style(
    file: TemplateFile, folder: str, published: Mapping[str, str], problems: list[Problem]
) -> tuple[bytes, set[str]]:
    """A style sheet's bytes, and the assets that it names. `folder`: where it is published; `published`: names of
    assets, by their own.

    What is no neighbour is an error: it would not be there once the site is built.
    """
    neighbours = Neighbours(file, folder, published)

    def named(token: re.Match[str]) -> str:
        written = (token["url"] or token["sheet"] or "").strip("\"'")
        name = None if _ELSEWHERE.match(written) else neighbours.renamed(written, token.start())
        return token[0] if name is None else f'{"@import " if token["sheet"] else ""}url("{name}")'

    renamed = _TOKENS.sub(named, neighbours.text)
    problems += neighbours.problems("style sheet", _HINTS)
    return renamed.encode("utf-8", "surrogateescape"), neighbours.named
