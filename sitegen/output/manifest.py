"""What stands in the output folder, and what each file there was made of: as it was written, or so it says."""

from typing import TypeVar

import msgspec
from msgspec import Struct

from sitegen.text.paths import unfit

VERSION = 5
STATE = ".sitegen"  # the folder in the output that is no part of the site

_Kind = TypeVar("_Kind")


class FileEntry(Struct, frozen=True, array_like=True):
    """A file as it was made: keys of its bytes, and of the names of assets in it."""

    data: bytes
    names: bytes = b""


class Manifest(Struct, frozen=True, kw_only=True):
    version: int = VERSION
    files: dict[str, FileEntry] = {}


def manifest_of(data: bytes) -> Manifest | None:
    """A manifest as it was written; None where it is damaged, or names what no site can hold."""
    manifest = _decoded(data, Manifest)
    return manifest if manifest and all(map(is_name, manifest.files)) else None


def pending_of(data: bytes) -> list[str] | None:
    """The names of a swap that has begun; None as with a manifest."""
    names = _decoded(data, list[str])
    return names if names is not None and all(map(is_name, names)) else None


def is_name(name: str) -> bool:
    """Whether a file of a site can have a name: one that leads into the output, and not into its state."""
    return not unfit(name)


def _decoded(data: bytes, kind: type[_Kind]) -> _Kind | None:
    try:
        return msgspec.json.decode(data, type=kind)
    except (ValueError, RecursionError):  # of msgspec's own, and of text that is not UTF-8
        return None
