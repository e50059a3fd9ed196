"""Images and other files beside notes, and the templates' own: what they are called by their bytes, and their size."""

import hashlib
from io import BytesIO
from pathlib import Path

from msgspec import Struct

from sitegen.content.files import File, unreadable
from sitegen.problems import Problem

IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")
STAND_IN = "~[0-9a-f]{16}~"
_LONGEST_NAME = 255  # bytes; file systems take no more


class Asset(Struct, frozen=True, tag=True):
    """A file that is published as it is, under `name` (which holds a hash of its bytes).

    `width` and `height` in CSS pixels, 0 when it is no image or does not say.
    """

    name: str
    width: int = 0
    height: int = 0


def read_asset(file: File) -> tuple[Asset | None, list[Problem]]:
    try:
        data = Path(file.real).read_bytes() if file.data is None else file.data
    except OSError as error:
        return None, [unreadable(file.path, error)]
    name = hashed_name(file.parts[-1], data)
    if len(name.encode()) > _LONGEST_NAME:
        message = f"this name is too long: published it takes {len(name.encode())} bytes of {_LONGEST_NAME}"
        return None, [Problem(rule="file-name", path=file.path, message=message, hint="shorten it")]
    if not name.endswith(IMAGES):
        return Asset(name), []
    import imagesize  # it takes 25 ms, and few builds have a new image

    width, height = imagesize.get(BytesIO(data))
    if width <= 0 or height <= 0:
        if name.endswith((".svg", ".avif")):  # these may do without
            return Asset(name), []
        hint = "save it again as PNG, JPEG, GIF, WebP or SVG"
        return None, [
            Problem(rule="bad-image", path=file.path, message="this is no image that browsers show", hint=hint)
        ]
    return Asset(name, int(width), int(height)), []


def stand_in(name: str) -> str:
    """What pages call an asset of the templates while they are rendered, for what it is called in the end may change.

    No page says it otherwise, and nothing that escapes texts or addresses alters it.
    """
    return f"~{hashlib.blake2b(name.encode(), digest_size=8).hexdigest()}~"


def hashed_name(name: str, data: bytes) -> str:
    """`photo.png` as `photo.1f3a….png`: a file whose bytes change gets another address, so caches never lie."""
    stem, dot, ending = name.rpartition(".")
    key = hashlib.blake2b(data, digest_size=5).hexdigest()
    return f"{stem}.{key}.{ending.lower()}" if dot else f"{name}.{key}"
