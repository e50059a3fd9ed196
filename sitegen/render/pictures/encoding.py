"""Pixels to the bytes of a variant."""

from io import BytesIO

from PIL import Image, ImageOps

from sitegen.pages.picture_variant import PictureVariant

_BY = Image.Resampling.LANCZOS
_QUALITY = {"webp": 78, "jpg": 82}
_EFFORT = 4  # of WebP, from 0 to 6; see docs/performance.md


def encoded(image: Image.Image, variant: PictureVariant) -> bytes:
    """In WebP, or JPEG. What was PNG is kept without loss where that takes no more: drawings, screens, charts."""
    size = variant.width, variant.height
    shown = image if image.size == size else _cut(image, size)
    if variant.ending == "jpg":
        return _saved(shown.convert("RGB"), "JPEG", quality=_QUALITY["jpg"], progressive=True, optimize=True)
    lossy = _saved(shown, "WEBP", quality=_QUALITY["webp"], method=_EFFORT)
    if variant.kind != "png":
        return lossy
    exact = _saved(shown, "WEBP", lossless=True, method=_EFFORT)
    return exact if len(exact) <= len(lossy) else lossy


def _cut(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Scaled, from the middle where it has another shape."""
    same = abs(image.width * size[1] - image.height * size[0]) <= max(image.size)
    return image.resize(size, _BY) if same else ImageOps.fit(image, size, _BY)


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()
