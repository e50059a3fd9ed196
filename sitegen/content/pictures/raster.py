"""A picture made of pixels: what it is, or why it is none that can be published."""

from collections.abc import Callable
from io import BytesIO

from msgspec import Struct

from sitegen.content.pictures import avif, gif, jpeg, png, webp
from sitegen.content.pictures.parts import Damaged, Parts

MOST_PIXELS = 50_000_000  # decoded they take 200 MB; a telephone's largest have as many
_LARGEST_SIDE = 65_535  # pixels; JPEG has no larger, and browsers show none
_WALKS: dict[str, Callable[[bytes], Parts]] = {
    "png": png.parts, "jpg": jpeg.parts, "gif": gif.parts, "webp": webp.parts, "avif": avif.parts
}  # fmt: skip
# What else pictures are saved as, by what it begins with; browsers show none of these.
_OTHERS = ((b"%PDF", "PDF"), (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"), (b"BM", "BMP"), (b"8BPS", "PSD"), (b"<", "text"))
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_SAVE, _SAVE_AGAIN = "save it as PNG, JPEG or WebP", "save it again as PNG, JPEG, GIF, WebP or SVG"


class Raster(Struct, frozen=True):
    """`kind` as an ending: png, jpg, gif, webp or avif. `width`, `height`: in pixels, as it is seen."""

    kind: str
    width: int
    height: int
    parts: Parts


class RasterFlaw(Struct, frozen=True):
    message: str
    hint: str


def raster(data: bytes) -> Raster | RasterFlaw:
    """The kind is known by the bytes, whatever the file's ending says."""
    kind = _kind(data)
    if kind not in _WALKS:
        return _no_picture(data, kind)
    width, height = _size(data)
    if (width <= 0 or height <= 0) and kind != "avif":  # of one that moves, the size stands where it is not sought
        return RasterFlaw("this image has no size", _SAVE_AGAIN)
    if max(width, height) > _LARGEST_SIDE or width * height > MOST_PIXELS:
        message = f"this image is {width} by {height} pixels large"
        hint = f"scale it down: at most {MOST_PIXELS // 1_000_000} million pixels are read, and 1,440 in width shown"
        return RasterFlaw(message, hint)
    try:
        found = _WALKS[kind](data)
    except Damaged as flaw:
        return RasterFlaw(str(flaw), _SAVE_AGAIN)
    return Raster(kind, *((height, width) if found.turn > 4 else (width, height)), found)


def _kind(data: bytes) -> str:
    """An ending; the name of a format that browsers do not show; nothing for what is no picture at all."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        brands = data[8 : int.from_bytes(data[:4], "big")]
        if b"avif" in brands or b"avis" in brands:
            return "avif"
        return "HEIC" if any(brand in brands for brand in _HEIC) else ""
    return next((name for start, name in _OTHERS if data.startswith(start)), "")


def _no_picture(data: bytes, kind: str) -> RasterFlaw:
    if not data:
        return RasterFlaw("this image is empty: no byte is in it", "copy or download it again")
    if kind:
        return RasterFlaw(f"this is {kind}, whatever its name says: browsers show no picture of it", _SAVE)
    return RasterFlaw("this is no image that browsers show", _SAVE_AGAIN)


def _size(data: bytes) -> tuple[int, int]:
    """As it is stored, before it is turned."""
    import imagesize  # it takes 25 ms, and few builds have a new image

    try:
        width, height = imagesize.get(BytesIO(data), exif_rotation=False)
    except Exception:  # whatever it makes of damaged bytes
        return 0, 0
    return int(width), int(height)
