"""Pictures by their bytes: metadata is left out and pixels stay, and what is damaged is said to be."""

import struct
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from sitegen.content.pictures.raster import MOST_PIXELS, Raster, RasterFlaw, raster
from tests.growth import seconds, times_as_long
from tests.pictures import SECRET, chunk, opened, photo, png, saved

KINDS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}
SMALL = photo(24, 16)


def alike(one: bytes, other: bytes) -> bool:
    """Whether the pixels are the same."""
    a, b = (opened(data).convert("RGB") for data in (one, other))
    return a.size == b.size and not ImageChops.difference(a, b).getbbox()


def read(data: bytes) -> Raster:
    found = raster(data)
    assert isinstance(found, Raster), found
    return found


def flaw(data: bytes) -> RasterFlaw:
    found = raster(data)
    assert isinstance(found, RasterFlaw)
    return found


@pytest.mark.parametrize(("kind", "ending"), KINDS.items())
@pytest.mark.parametrize("turn", [1, 3, 6, 8])
def test_metadata_is_left_out_and_pixels_stay(kind, ending, turn):
    data = saved(SMALL, kind, turn)
    found = read(data)
    assert SECRET in data and SECRET not in found.parts.data
    assert (found.kind, found.parts.moving) == (ending, False)
    assert alike(data, found.parts.data)
    clean = opened(found.parts.data)
    turned = turn if kind != "GIF" else 1
    assert dict(clean.getexif()) == ({0x0112: turned} if turned > 1 else {})
    assert not {"comment", "xmp", "XML:com.adobe.xmp", "Comment"} & clean.info.keys()
    assert (found.width, found.height) == ((16, 24) if turned > 4 else (24, 16))
    assert read(found.parts.data).parts == found.parts


@pytest.mark.parametrize("kind", KINDS)
def test_what_comes_behind_a_picture_is_none_of_it(kind):
    """Telephones put a film there, or a second picture."""
    data = saved(SMALL, kind, metadata=False)
    assert read(data + SECRET).parts == read(data).parts


def test_the_second_picture_of_a_jpeg_and_its_small_one_are_left_out():
    plain = saved(SMALL, "JPEG", metadata=False)
    segments = b"".join(
        b"\xff" + bytes([mark]) + struct.pack(">H", len(inside) + 2) + inside
        for mark, inside in [
            (0xE0, b"JFXX\0\x10" + SECRET),
            (0xE2, b"MPF\0" + SECRET),
            (0xED, b"Photoshop 3.0\0" + SECRET),
        ]
    )
    found = read(plain[:2] + b"\xff\xff" + segments[1:] + plain[2:] + plain).parts.data
    assert SECRET not in found and found == read(plain).parts.data


def test_progressive_pictures_and_profiles_of_colour_stay():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind, options in (("JPEG", {"progressive": True}), ("PNG", {}), ("WEBP", {})):
        data = saved(SMALL, kind, icc_profile=profile, **options)
        found = read(data).parts.data
        assert opened(found).info["icc_profile"] == profile and alike(data, found)


def test_what_moves_is_known_to():
    frames = [photo(20, 10, seed) for seed in range(3)]
    for kind in ("GIF", "WEBP", "PNG"):
        data = saved(frames[0], kind, metadata=False, save_all=True, append_images=frames[1:], duration=80, loop=0)
        found = read(data)
        assert found.parts.moving
        assert Image.open(BytesIO(found.parts.data)).n_frames == 3


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("progressive", [False, True])
def test_a_picture_that_was_cut_off_is_said_to_be_wherever_that_was(kind, progressive):
    data = saved(SMALL, kind, metadata=False, **({"progressive": progressive} if kind == "JPEG" else {}))
    for length in range(1, len(data)):
        assert isinstance(raster(data[:length]), RasterFlaw), length
    assert "ends in the middle" in flaw(data[: len(data) // 2]).message


HEAD = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "this is HEIC"),
        (b"%PDF-1.7", "this is PDF"),
        (b"II*\0\x08\0\0\0", "this is TIFF"),
        (b"<!doctype html>", "this is text"),
        (b"\0" * 99, "no image that browsers show"),
        (HEAD + chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)), "60000 by 60000 pixels"),
        (HEAD + chunk(b"IHDR", struct.pack(">IIBBBBB", 70_000, 1, 1, 0, 0, 0, 0)), "70000 by 1 pixels"),
        (png(0, 5), "has no size"),
    ],
)
def test_what_is_no_picture_or_too_large_says_so(data, said):
    assert said in flaw(data).message and flaw(data).hint


def test_a_telephone_s_largest_picture_is_read():
    assert MOST_PIXELS > 8160 * 6120


def test_an_avif_is_published_as_it_is_or_not_at_all():
    plain = saved(SMALL, "AVIF", metadata=False)
    assert read(plain).parts.data == plain and read(plain).kind == "avif"
    assert "holds metadata" in flaw(saved(SMALL, "AVIF")).message
    for length in range(40, len(plain), 7):
        raster(plain[:length])


PICTURES = [saved(SMALL, kind, turn=6) for kind in (*KINDS, "AVIF")]


@given(data=st.data(), picture=st.sampled_from(PICTURES))
@settings(deadline=None)
def test_no_bytes_are_a_traceback_and_none_bring_metadata_along(data, picture):
    changed = bytearray(picture)
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, min(len(changed), 400) - 1))] = data.draw(st.integers(0, 255))
    found = raster(bytes(changed))
    if isinstance(found, Raster) and found.kind != "avif":
        assert raster(found.parts.data) == found


def test_time_grows_with_the_size_of_what_is_read():
    jpeg, dot = saved(SMALL, "JPEG", metadata=False), png(1, 1)
    for made in (
        lambda n: jpeg[:2] + b"\xff\xfe\0\2" * n + jpeg[2:],
        lambda n: jpeg[:2] + b"\xff" * n + jpeg[2:],
        lambda n: dot[:33] + chunk(b"tEXt", b"") * n + dot[33:],
    ):
        assert times_as_long(lambda n, made=made: seconds(lambda: raster(made(n))), 80_000, 20_000, 8) <= 8
