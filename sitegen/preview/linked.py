"""Links within `content/`: what a link leads to may change, and the file that it stands for changes with it."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from sitegen.content.files import CONTENT
from sitegen.text.normal import nfc


class Links:
    """The links that there are now."""

    def __init__(self, root: Path) -> None:
        found = _links(str(root / CONTENT))
        self._targets = [
            (os.path.realpath(link), nfc(os.path.relpath(link, root)).replace(os.sep, "/")) for link in found
        ]

    def to(self, paths: Iterable[str]) -> set[str]:
        """Names of the links that lead to these files, or into these folders."""
        if not self._targets:
            return set()
        reals = [os.path.realpath(path) for path in paths]
        return {
            name
            for target, name in self._targets
            for real in reals
            if target == real or target.startswith(real + os.sep)
        }


def _links(folder: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_symlink():
            yield entry.path
        elif not entry.name.startswith((".", "_")) and entry.is_dir(follow_symlinks=False):
            yield from _links(entry.path)
