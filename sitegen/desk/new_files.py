"""Writes files that are not there yet, all of them or none: nothing is ever overwritten, and no link followed."""

from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from sitegen.output.folder import Folder


class InTheWay(Exception):
    """`paths`: what stands where a file, or a folder for it, is to be made."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__(", ".join(paths))
        self.paths = paths


def write_new(root: Path, files: Mapping[str, bytes]) -> None:
    """Writes files by their paths below an existing folder. Raises InTheWay before anything is written, and OSError."""
    written: list[str] = []
    with Folder.named(root) as top:
        if in_the_way := sorted({taken for taken in (_taken(top, path) for path in files) if taken}):
            raise InTheWay(in_the_way)
        try:
            for path, data in files.items():
                _write(top, path, data, written)
        except OSError:
            for path in written:
                _withdraw(top, path)
            raise


def _taken(top: Folder, path: str) -> str:
    """The part of a path that is taken by something else; empty where the file can be made."""
    segments = path.split("/")
    for end in range(1, len(segments) + 1):
        kind = top.kind("/".join(segments[:end]))
        if not kind:
            return ""
        if kind != "folder" or end == len(segments):
            return "/".join(segments[:end])
    return ""


def _write(top: Folder, path: str, data: bytes, written: list[str]) -> None:
    *folders, name = path.split("/")
    with ExitStack() as opened:
        here = top
        for folder in folders:
            below = here.below(folder, make=True)
            assert below is not None  # made, or it has raised
            here = opened.enter_context(below)
        written.append(path)
        here.create(name, data)


def _withdraw(top: Folder, path: str) -> None:
    """Removes a file that was begun. Its folders stay: others may have put something there."""
    *folders, name = path.split("/")
    with ExitStack() as opened, suppress(OSError):
        here = top
        for folder in folders:
            below = here.below(folder)
            if below is None:
                return
            here = opened.enter_context(below)
        here.remove(name)
