"""Style sheets of the templates: the neighbours that one names, a picture or a font, it names as they are published."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, unquote

from sitegen.problems import Position, Problem
from sitegen.render.files import TemplateFile
from sitegen.text.normal import nfc

_STRING = r""" "[^"\n]*+" | '[^'\n]*+' """
_TOKENS = re.compile(  # comments and other strings are passed over (CSS Syntax 3, 4.3)
    rf"""/\*.*?(?:\*/|\Z) | url\(\s*+ (?P<url>{_STRING}|[^()"'\s]*+) \s*+\)
    | @import\s*+(?P<sheet>{_STRING}) | {_STRING}""",
    re.S | re.I | re.X,
)
_ELSEWHERE = re.compile(r"\A(?:[a-z][a-z0-9+.-]*:|[/#]|\Z)", re.I)
_PATH_AND_REST = re.compile(r"([^?#]*)(.*)", re.S)


def style(file: TemplateFile, folder: str, published: Mapping[str, str], problems: list[Problem]) -> bytes:
    """A style sheet's bytes. `folder`: where it is published; `published`: names of assets, by their own.

    What is no neighbour is an error: it would not be there once the site is built.
    """
    text = file.data.decode("utf-8", "surrogateescape")
    unknown: list[tuple[int, str]] = []

    def named(token: re.Match[str]) -> str:
        written = (token["url"] or token["sheet"] or "").strip("\"'")
        match = _PATH_AND_REST.match(written)
        if _ELSEWHERE.match(written) or not match:
            return token[0]
        name = published.get(posixpath.normpath(posixpath.join(folder, nfc(unquote(match[1])))))
        if name is None:
            unknown.append((token.start(), written))
            return token[0]
        before = "@import " if token["sheet"] else ""
        return (
            f'{before}url("{posixpath.join(posixpath.dirname(match[1]), quote(posixpath.basename(name)))}{match[2]}")'
        )

    renamed = _TOKENS.sub(named, text)
    problems += _unknown(file.path, text, unknown)
    return renamed.encode("utf-8", "surrogateescape")


def _unknown(path: str, text: str, unknown: list[tuple[int, str]]) -> Iterator[Problem]:
    line, seen = 1, 0
    for at, written in unknown:
        line, seen = line + text.count("\n", seen, at), at
        yield Problem(
            rule="dangling-asset",
            path=path,
            message=f"there is no `{written}` among the assets that a style sheet may name",
            hint="the parts of one style sheet go into a folder of its name"
            if written.lower().endswith(".css")
            else "name a picture or a font of assets/ as it lies beside the style sheet",
            where=Position(line, at - text.rfind("\n", 0, at)),
        )
