"""Scripts of the templates: what one imports, or makes a URL of beside itself, it names as it is published."""

import re
from collections.abc import Mapping

from sitegen.problems import Problem
from sitegen.render.files import TemplateFile
from sitegen.render.neighbours import Neighbours

_NEIGHBOUR = re.compile(rb"""["']\.\.?/""")
_TOKENS = re.compile(  # comments and other strings are passed over
    r"""/\*.*?(?:\*/|\Z) | //[^\n]*+
    | \b(?:from|import)\s*+(?:\(\s*+)?(?P<mark>["'])(?P<module>\.{1,2}/[^"'\\\n]*+)(?P=mark)
    | \bnew\s++URL\(\s*+(?P<sign>["'])(?P<url>\.{1,2}/[^"'\\\n]*+)(?P=sign)\s*+,\s*+import\.meta\.url
    | "(?:[^"\\\n]|\\.)*+"? | '(?:[^'\\\n]|\\.)*+'? | `(?:[^`\\]|\\.)*+`?""",
    re.S | re.X,
)
_HINTS = {"": "name a script or another file of assets/ as it lies beside this one"}


def script(
    file: TemplateFile, folder: str, published: Mapping[str, str], problems: list[Problem]
) -> tuple[bytes, set[str]]:
    """A script's bytes, and the assets that it names; as of a style sheet."""
    if not _NEIGHBOUR.search(file.data):
        return file.data, set()
    neighbours = Neighbours(file, folder, published)

    def named(token: re.Match[str]) -> str:
        group = "module" if token["module"] else "url"
        name = neighbours.renamed(token[group], token.start()) if token[group] else None
        if name is None:
            return token[0]
        start, end = (at - token.start() for at in token.span(group))
        return token[0][:start] + name + token[0][end:]

    renamed = _TOKENS.sub(named, neighbours.text)
    problems += neighbours.problems("script", _HINTS)
    return renamed.encode("utf-8", "surrogateescape"), neighbours.named
