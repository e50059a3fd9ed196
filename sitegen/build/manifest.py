"""What stands in the output folder, and what each file there was made of."""

from typing import TypeVar

import msgspec
from msgspec import Struct

VERSION = 4
_Kind = TypeVar("_Kind")


class Made(Struct, frozen=True, array_like=True):
    """A file as it was made: keys of its bytes, of its view and template, and of the names of assets in it."""

    data: bytes
    made_of: bytes = b""
    names: bytes = b""


class Manifest(Struct, frozen=True, kw_only=True):
    version: int = VERSION
    files: dict[str, Made] = {}


def decoded(data: bytes, kind: type[_Kind]) -> _Kind | None:
    """Data as it was written; None where there is none, or where it is damaged."""
    try:
        return msgspec.json.decode(data, type=kind) if data else None
    except msgspec.MsgspecError:
        return None
