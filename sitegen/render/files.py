"""The files of `templates/`: the shipped ones, then the site's own."""

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from sitegen.disk import LARGEST_FILE, LARGEST_TEXT, contents, trouble, walk
from sitegen.problems import Problem

FOLDER = "templates"


class TemplateFile(Struct, frozen=True):
    """A file below `templates/`: its name there, what messages call it, and its bytes; or what is wrong with it."""

    name: str
    path: str
    data: bytes
    problem: Problem | None = None


def template_files(root: Path) -> list[TemplateFile]:
    """All files of all layers, the shipped ones first."""
    return [file for shown, folder in _layers(root) for file in _files(folder, shown)]


def shipped_files() -> list[TemplateFile]:
    """Those that the program brings along."""
    return list(_files(_shipped_folder(), f"sitegen:{FOLDER}"))


def _shipped_folder() -> Path:
    package = Path(__file__).resolve().parent.parent
    shipped = package / "_shipped" / FOLDER
    return shipped if shipped.is_dir() else package.parent / FOLDER


def _layers(root: Path) -> list[tuple[str, Path]]:
    """The folders of templates, the shipped one first, and what messages call them."""
    shipped = _shipped_folder()
    own = root / FOLDER
    if os.path.realpath(own) == os.path.realpath(shipped):
        return [(FOLDER, shipped)]
    layers = [(f"sitegen:{FOLDER}", shipped)]
    return [*layers, (FOLDER, own)] if os.path.lexists(own) else layers


def _files(folder: Path, shown: str) -> Iterator[TemplateFile]:
    files, problems = walk(str(folder), shown, _is_passed)
    for problem in problems:
        yield TemplateFile(problem.path, problem.path, b"", problem)
    for file in files.values():
        name = file.path.removeprefix(f"{shown}/")
        try:
            data = contents(file, LARGEST_FILE if name.startswith("assets/") else LARGEST_TEXT)
        except OSError as error:
            yield TemplateFile(name, file.path, b"", trouble(file.path, error))
        else:
            yield TemplateFile(name, file.path, data)


def _is_passed(name: str) -> bool:
    return name.startswith(".") or name.endswith("~")
