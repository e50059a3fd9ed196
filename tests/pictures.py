"""Pictures for tests."""

import struct
import zlib
from functools import cache
from io import BytesIO

from PIL import Image, PngImagePlugin

SECRET = b"SECRET-37.5665N"  # stands wherever metadata may


def png(width: int, height: int, shade: int = 0) -> bytes:
    """A grey picture of so many pixels."""

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + bytes([shade]) * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def chunk(kind: bytes, data: bytes) -> bytes:
    """Of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@cache
def photo(width: int, height: int, seed: int = 0) -> Image.Image:
    """Something like a photograph: soft shapes, a gradient, some noise. The left upper quarter is red."""
    small = [(x * 7919 + y * 104729 + seed * 15485863) % 251 for y in range(9) for x in range(12)]
    shapes = Image.frombytes("L", (12, 9), bytes(small)).resize((width, height), Image.Resampling.BICUBIC)
    gradient = Image.linear_gradient("L").resize((width, height))
    picture = Image.merge("RGB", (shapes, gradient, Image.blend(shapes, gradient, 0.5)))
    picture.paste((220, 20, 30), (0, 0, width // 2, height // 2))
    return picture


def exif(turn: int = 1) -> Image.Exif:
    """What a telephone says of where a picture was taken, and how it was held."""
    made = Image.Exif()
    made[0x010F] = SECRET.decode()
    made[0x0112] = turn
    made.get_ifd(0x8825).update({1: "N", 2: (37.0, 33.0, 59.0), 29: SECRET.decode()})
    return made


def saved(picture: Image.Image, kind: str, turn: int = 1, metadata: bool = True, **options: object) -> bytes:
    """As `JPEG`, `PNG`, `WEBP`, `GIF` or `AVIF`, with all the metadata that it may have."""
    target = BytesIO()
    if metadata and kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", SECRET.decode())
        info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        options["pnginfo"] = info
    if metadata and kind in ("JPEG", "GIF"):
        options["comment"] = SECRET
    if metadata and kind in ("JPEG", "WEBP"):
        options["xmp"] = SECRET
    if metadata and kind != "GIF":
        options["exif"] = exif(turn)
    picture.save(target, kind, **options)
    return target.getvalue()


def opened(data: bytes) -> Image.Image:
    """Decoded."""
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture
