"""Bytes to pixels: upright, in the colours of the web, no larger than the largest variant."""

from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from sitegen.pages.picture_variant import PictureVariant

_FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
_BY = Image.Resampling.LANCZOS


def decoded(data: bytes, variant: PictureVariant) -> Image.Image:
    """RGB, or RGBA of what can be seen through. Raises all sorts of errors for bytes that are damaged."""
    with Image.open(BytesIO(data), formats=(_FORMATS[variant.kind],)) as opened:
        if sorted(opened.size) != sorted(variant.size):  # a head that says another size than the pixels' own
            raise ValueError("it does not say how large it is")
        width, height = variant.size
        most = variant.most, max(1, round(height * variant.most / width))
        profile = opened.info.get("icc_profile", b"")
        lying = most if opened.size == variant.size else most[::-1]
        opened.draft("RGB", lying)  # of a JPEG, no more pixels than are of use
        opened.load()
        upright = ImageOps.exif_transpose(opened)
    seen = _in_colours(_eight_bits(upright), profile)
    return seen if seen.size == most else seen.resize(most, _BY)


def _eight_bits(image: Image.Image) -> Image.Image:
    """Of 16 bits in a pixel, the higher 8."""
    if image.mode in ("I;16", "I;16B", "I;16L", "I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image


def _in_colours(image: Image.Image, profile: bytes) -> Image.Image:
    """As sRGB, which is what is meant where nothing is said."""
    clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    mode = "RGBA" if clear else "RGB"
    if not profile:
        return image if image.mode == mode else image.convert(mode)
    if image.mode not in ("RGB", "RGBA", "CMYK", "L"):
        image = image.convert(mode)
    try:
        meant, web = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        seen = ImageCms.profileToProfile(image, meant, web, outputMode=mode)
    except (OSError, ImageCms.PyCMSError):  # a profile that is damaged, or of another kind of pixels
        seen = None
    return seen or image.convert(mode)
