"""Images and other files beside notes, and the templates' own: what they are called by their bytes, and their size."""

import errno
import hashlib
from io import BytesIO

from msgspec import Struct

from sitegen.content import svg
from sitegen.content.pictures.raster import Raster, raster
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
_LARGEST_SIDE = 65_535  # pixels of an SVG, which browsers show as they do other images
_SAME = {"jpeg": "jpg"}  # endings of one kind
_SPACE = b"\xef\xbb\xbf \t\r\n\f"


class Asset(Struct, frozen=True, tag=True):
    """A file that is published under `name` (which holds a hash of its bytes), as it is but for a picture's metadata.

    `width` and `height` in CSS pixels, 0 when it is no image or does not say. Of a picture made of pixels: `kind`, as
    an ending, whatever the file's own; `moving`; `turned`: its pixels do not lie as they are seen.
    """

    name: str
    width: int = 0
    height: int = 0
    kind: str = ""
    moving: bool = False
    turned: bool = False


def ending(name: str) -> str:
    """`png` of `photo.PNG`; nothing where there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def read_asset(file: File) -> tuple[Asset | None, list[Problem]]:
    try:
        data = contents(file, LARGEST_FILE)
    except OSError as error:
        return None, [trouble(file.path, error)]
    kind = ending(file.path)
    if kind in PICTURES and kind != "svg":
        return _picture(file.path, data)
    name = _name(file.path, kind, data)
    if flaw := _unfit(file.path, name):
        return None, [flaw]
    if kind == "svg":
        return _drawing(file.path, name, data)
    if kind in _OTHERS and data.lstrip(_SPACE).startswith(b"<"):  # browsers may guess, and run it
        message = f"this is HTML or XML, and no `{kind}`"
        return None, [Problem(rule="file-kind", path=file.path, message=message, hint="save it again as what it is")]
    return Asset(name), []


def published_bytes(file: File, asset: Asset) -> bytes:
    """What is published of a file as an asset. Raises OSError, for one that has changed since it was read as well."""
    data = contents(file, LARGEST_FILE)
    kind = asset.kind or ending(file.path)
    if asset.kind:
        found = raster(data)
        data = found.parts.data if isinstance(found, Raster) else b""
    if _name(file.path, kind, data) != asset.name:
        raise OSError(errno.EAGAIN, "it has changed since it was read")
    return data


def _picture(path: str, data: bytes) -> tuple[Asset | None, list[Problem]]:
    found = raster(data)
    if not isinstance(found, Raster):
        return None, [Problem(rule="bad-image", path=path, message=found.message, hint=found.hint)]
    name, last = _name(path, found.kind, found.parts.data), ending(path)
    if flaw := _unfit(path, name):
        return None, [flaw]
    problems = []
    if found.kind != _SAME.get(last, last):
        message = f"this is a picture of the kind {found.kind}, and its name ends with `.{last}`"
        hint = f"call it `{path.rpartition('/')[2][: -len(last)]}{found.kind}`; it is published as what it is"
        problems.append(Problem(rule="image-ending", path=path, message=message, hint=hint))
    parts = found.parts
    return Asset(name, found.width, found.height, found.kind, parts.moving, parts.turn > 1), problems


def _drawing(path: str, name: str, data: bytes) -> tuple[Asset | None, list[Problem]]:
    """An SVG, which may do without a size."""
    if flaw := svg.flaw(data):
        return None, [Problem(rule=flaw.rule, path=path, message=flaw.message, hint=flaw.hint, where=flaw.where)]
    width, height = _size(data)
    if width <= 0 or height <= 0:
        return Asset(name), []
    if width > _LARGEST_SIDE or height > _LARGEST_SIDE:
        message = f"this image is {width:.0f} by {height:.0f} pixels large"
        return None, [Problem(rule="bad-image", path=path, message=message, hint=f"at most {_LARGEST_SIDE} are shown")]
    return Asset(name, int(width), int(height)), []


def _size(data: bytes) -> tuple[float, float]:
    import imagesize  # it takes 25 ms, and few builds have a new image

    try:
        width, height = imagesize.get(BytesIO(data))
    except Exception:  # whatever it makes of damaged bytes
        return 0.0, 0.0
    return float(width), float(height)


def _unfit(path: str, name: str) -> Problem | None:
    if not (why := unfit(name)):
        return None
    message = f"no file of a site can be called so: {why}"
    return Problem(rule="file-name", path=path, message=message, hint="give it another name")


def _name(path: str, kind: str, data: bytes) -> str:
    """What a file is called where it is published, by its kind and by what is published of it."""
    stem, _, last = path.rpartition("/")[2].rpartition(".")
    kind = last if _SAME.get(last.lower(), last.lower()) == kind else kind
    return hashed_name(f"{stem.replace('.', '-')}.{kind}", data)  # some servers run `x.php.png`


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
