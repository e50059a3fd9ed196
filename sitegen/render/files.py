"""The files of `templates/`: the shipped ones, then the site's own."""

import os
from pathlib import Path

from msgspec import Struct

from sitegen.text.normal import nfc

FOLDER = "templates"


class TemplateFile(Struct, frozen=True):
    """A file below `templates/`: its name there, what messages call it, and its bytes."""

    name: str
    path: str
    data: bytes


def template_files(root: Path) -> list[TemplateFile]:
    """All files of all layers, the shipped ones first."""
    return [
        TemplateFile(name, f"{shown}/{name}", data) for shown, folder in _layers(root) for name, data in _files(folder)
    ]


def _layers(root: Path) -> list[tuple[str, Path]]:
    """The folders of templates, the shipped one first, and what messages call them."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "_shipped" / FOLDER
    shipped = shipped if shipped.is_dir() else package.parent / FOLDER
    own = root / FOLDER
    if own.is_dir() and own.resolve() != shipped.resolve():
        return [(f"sitegen:{FOLDER}", shipped), (FOLDER, own)]
    return [(FOLDER if own.is_dir() else f"sitegen:{FOLDER}", shipped)]


def _files(folder: Path) -> list[tuple[str, bytes]]:
    found = []
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if not name.startswith(".") and not name.endswith("~"):
                path = Path(place, name)
                found.append((nfc(path.relative_to(folder).as_posix()), path.read_bytes()))
    return found
