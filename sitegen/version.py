"""The program's version, for all that it made earlier: the same code and the same libraries make the same bytes."""

import os
import sys
from functools import cache
from pathlib import Path

from sitegen.keys import key_of

_LIBRARIES = {
    "babel",
    "imagesize",
    "jinja2",
    "markdown_it_py",
    "markupsafe",
    "mdit_py_plugins",
    "msgspec",
    "pillow",
    "pyyaml",
}


@cache
def program() -> bytes:
    """A key of this program's own files, its libraries' versions and Python's."""
    own = [value for name, data in _own_files() for value in (name.encode(), data)]
    return key_of(sys.version.encode(), *(name.encode() for name in _installed()), *own)


def _own_files() -> list[tuple[str, bytes]]:
    package = str(Path(__file__).resolve().parent)
    files = []
    for parent, folders, names in os.walk(package):
        folders[:] = [folder for folder in folders if not folder.startswith(("_", "."))]
        for name in names:
            if name.endswith(".py"):
                path = os.path.join(parent, name)
                with open(path, "rb") as file:
                    files.append((os.path.relpath(path, package), file.read()))
    return sorted(files)


def _installed() -> list[str]:
    """`jinja2-3.1.6.dist-info` and its like. `importlib.metadata` says the same, but its import takes 40 ms."""
    names = (name for folder in sys.path if os.path.isdir(folder) for name in os.listdir(folder))
    return sorted(
        name for name in names if name.endswith(".dist-info") and name.partition("-")[0].lower() in _LIBRARIES
    )
