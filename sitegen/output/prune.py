"""Removing what is no file of the site any more: the page of a note that was deleted, say."""

import os
from contextlib import suppress

from sitegen.output.folder import Folder


def remove(folder: Folder, name: str) -> bool:
    """Removes a file, whose name may have several segments, and the folders it leaves empty; whether it was there."""
    first, _, rest = name.partition("/")
    if not rest:
        return folder.remove(first)
    below = None if folder.kind(first) == "file" else folder.below(first)
    if below is None:
        return False
    with below:
        removed = remove(below, rest)
    with suppress(OSError):  # it is not empty
        os.rmdir(first, dir_fd=folder.descriptor)
    return removed


def in_the_way(removed: list[str], staged: list[str]) -> list[str]:
    """Files to be removed where a folder is to stand, or below where a file is to stand."""
    files, folders = set(staged), {folder for name in staged for folder in _folders(name)}
    return [name for name in removed if name in folders or not files.isdisjoint(_folders(name))]


def _folders(name: str) -> list[str]:
    """The folders that a file lies in: `a` and `a/b` of `a/b/c`."""
    segments = name.split("/")
    return ["/".join(segments[:n]) for n in range(1, len(segments))]
