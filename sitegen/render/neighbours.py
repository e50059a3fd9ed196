"""Assets of the templates that name others: a style sheet a picture or a font, a script another script.

Each is published under a name that holds a key of its bytes, so whoever names it has to name it so.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, unquote

from sitegen.problems import Position, Problem
from sitegen.render.files import TemplateFile
from sitegen.text.normal import nfc

_PATH_AND_REST = re.compile(r"([^?#]*)(.*)", re.S)


class Neighbours:
    """Those of one file. `named`: which of them it names, once it was asked for their names."""

    def __init__(self, file: TemplateFile, folder: str, published: Mapping[str, str]) -> None:
        """`folder`: where the file is published; `published`: names of assets, by their own."""
        self.text = file.data.decode("utf-8", "surrogateescape")
        self.named: set[str] = set()
        self._path, self._folder, self._published = file.path, folder, published
        self._unknown: list[tuple[int, str]] = []

    def renamed(self, written: str, at: int) -> str | None:
        """A neighbour's name as it is published; nothing where there is none, which is a problem then."""
        match = _PATH_AND_REST.match(written)
        assert match
        own = posixpath.normpath(posixpath.join(self._folder, nfc(unquote(match[1]))))
        name = self._published.get(own)
        if name is None:
            self._unknown.append((at, written))
            return None
        self.named.add(own)
        return posixpath.join(posixpath.dirname(match[1]), quote(posixpath.basename(name))) + match[2]

    def problems(self, what: str, hints: Mapping[str, str]) -> Iterator[Problem]:
        """What it names and is not there. `hints`: by the ending that a name has."""
        line, seen = 1, 0
        for at, written in self._unknown:
            line, seen = line + self.text.count("\n", seen, at), at
            yield Problem(
                rule="dangling-asset",
                path=self._path,
                message=f"there is no `{written}` among the assets that a {what} may name",
                hint=next((hint for ending, hint in hints.items() if written.lower().endswith(ending)), ""),
                where=Position(line, at - self.text.rfind("\n", 0, at)),
            )
