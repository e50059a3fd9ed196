"""Images and other files beside notes, and the templates' own: what they are called by their bytes, and their size."""

import hashlib
from io import BytesIO

from msgspec import Struct

from sitegen.content import svg
from sitegen.disk import LARGEST_FILE, File, contents, trouble
from sitegen.problems import Problem
from sitegen.text.paths import unfit

# Kinds of files, by their endings. What is published beside notes runs nothing in the site's name when it is opened: no
# HTML, XML or scripts. `publish` in site.yaml adds to them.
PICTURES = frozenset(("png", "jpg", "jpeg", "gif", "webp", "avif", "svg"))
_TEXTS = frozenset(("txt", "csv", "tsv", "json", "ics", "vtt", "srt"))
_OTHERS = frozenset((
    "pdf", "epub", "rtf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "hwp", "hwpx", "zip",
    "mp3", "m4a", "ogg", "opus", "wav", "flac", "mp4", "m4v", "mov", "webm",
))  # fmt: skip
PUBLISHED = PICTURES | _TEXTS | _OTHERS
STAND_IN = "~[0-9a-f]{16}~"
_LARGEST_SIDE = 65_535  # pixels; JPEG has no larger, and browsers show none
_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
_SPACE = b"\xef\xbb\xbf \t\r\n\f"


class Asset(Struct, frozen=True, tag=True):
    """A file that is published as it is, under `name` (which holds a hash of its bytes).

    `width` and `height` in CSS pixels, 0 when it is no image or does not say.
    """

    name: str
    width: int = 0
    height: int = 0


def ending(name: str) -> str:
    """`png` of `photo.PNG`; nothing where there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def read_asset(file: File) -> tuple[Asset | None, list[Problem]]:
    try:
        data = contents(file, LARGEST_FILE)
    except OSError as error:
        return None, [trouble(file.path, error)]
    stem, _, last = file.segments[-1].rpartition(".")
    name = hashed_name(f"{stem.replace('.', '-')}.{last}", data)  # some servers run `x.php.png`
    if why := unfit(name):
        message = f"no file of a site can be called so: {why}"
        return None, [Problem(rule="file-name", path=file.path, message=message, hint="give it another name")]
    kind = ending(name)
    if kind == "svg" and (flaw := svg.flaw(data)):
        return None, [Problem(rule=flaw.rule, path=file.path, message=flaw.message, hint=flaw.hint, where=flaw.where)]
    if kind in PICTURES:
        return _image(file.path, name, kind, data)
    if kind in _OTHERS and data.lstrip(_SPACE).startswith(b"<"):  # browsers may guess, and run it
        message = f"this is HTML or XML, and no `{kind}`"
        return None, [Problem(rule="file-kind", path=file.path, message=message, hint="save it again as what it is")]
    return Asset(name), []


def _image(path: str, name: str, kind: str, data: bytes) -> tuple[Asset | None, list[Problem]]:
    message, hint = "this is no image that browsers show", "save it again as PNG, JPEG, GIF, WebP or SVG"
    width, height = _size(data) if kind == "svg" or _is_raster(data) else (0.0, 0.0)
    if 0 < width <= _LARGEST_SIDE and 0 < height <= _LARGEST_SIDE:
        return Asset(name, int(width), int(height)), []
    if width > 0 and height > 0:
        message, hint = f"this image is {width:.0f} by {height:.0f} pixels large", f"at most {_LARGEST_SIDE} are shown"
    elif kind == "svg" or (kind == "avif" and _is_raster(data)):  # these may do without
        return Asset(name), []
    return None, [Problem(rule="bad-image", path=path, message=message, hint=hint)]


def _size(data: bytes) -> tuple[float, float]:
    import imagesize  # it takes 25 ms, and few builds have a new image

    try:
        width, height = imagesize.get(BytesIO(data))
    except Exception:  # whatever it makes of damaged bytes
        return 0.0, 0.0
    return float(width), float(height)


def _is_raster(data: bytes) -> bool:
    """Whether these are the bytes of an image of one of our kinds, by whatever ending: browsers do not mind."""
    if data[4:8] == b"ftyp":
        brands = data[8 : int.from_bytes(data[:4], "big")]
        return b"avif" in brands or b"avis" in brands
    return data.startswith(_BEGINNINGS) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")


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
