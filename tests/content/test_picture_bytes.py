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
    clip = saved(SMALL, "AVIF", metadata=False, save_all=True, append_images=[photo(24, 16, 1)])
    assert read(clip).parts.data == clip and read(clip).parts.moving


def test_a_picture_is_drawn_in_so_many_scans_and_no_more():
    """Each is a few bytes that take as long to decode as all pixels."""
    plain = saved(SMALL, "JPEG", metadata=False, progressive=True)
    last = plain[plain.rindex(b"\xff\xda") : -2]
    assert read(plain[:-2] + last * 30 + plain[-2:]).parts.data
    assert "more than 50 scans" in flaw(plain[:-2] + last * 50 + plain[-2:]).message


def box(kind: bytes, *inside: bytes) -> bytes:
    """Of an AVIF."""
    return struct.pack(">I4s", sum(map(len, inside)) + 8, kind) + b"".join(inside)


def avif(*boxes: bytes, brand: bytes = b"avif") -> bytes:
    return box(b"ftyp", brand, bytes(4), brand, b"mif1") + b"".join(boxes)


def within(inside: bytes, *kinds: bytes) -> bytes:
    for kind in reversed(kinds):
        inside = box(kind, bytes(8) if kind == b"stsd" else b"", inside)
    return inside


SIZE = box(b"iprp", box(b"ipco", box(b"ispe", struct.pack(">III", 0, 24, 16))))
NAMED = box(b"iinf", bytes(5), b"\2", box(b"infe", b"\2\0\0\0\0\1\0\0av01\0"), box(b"infe", b"\2\0\0\0\0\1\0\0Exif\0"))


@pytest.mark.parametrize(
    "data",
    [
        avif(box(b"meta", bytes(4), NAMED), box(b"mdat", SECRET)),  # of one whose size is not found
        avif(box(b"meta", bytes(4), SIZE), box(b"uuid", bytes(16), SECRET)),
        avif(box(b"meta", bytes(4), SIZE, box(b"uuid", bytes(16), SECRET))),
        avif(box(b"meta", bytes(4), SIZE), box(b"free", SECRET)),
        avif(box(b"meta", bytes(4), box(b"iprp", box(b"ipco", box(b"udes", SECRET))))),
        avif(box(b"moov", box(b"udta", box(b"\xa9xyz", SECRET))), brand=b"avis"),
        avif(box(b"moov", box(b"trak", box(b"udta", SECRET))), brand=b"avis"),
        avif(box(b"moov", box(b"trak", box(b"meta", bytes(4), NAMED))), brand=b"avis"),
        avif(box(b"meta", bytes(4), box(b"iinf", bytes(5), b"\1", box(b"infe", bytes(9), SECRET)))),  # a kind in words
        avif(box(b"meta", bytes(4), SIZE, box(b"iinf", bytes(5), b"\1", box(b"infe")))),  # of nothing at all
        avif(within(box(b"mett", SECRET), b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd"), brand=b"avis"),
    ],
)  # fmt: skip
def test_what_cannot_be_looked_through_in_an_avif_is_not_published(data):
    assert "holds metadata" in flaw(data).message


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
    jpeg, dot, still = saved(SMALL, "JPEG", metadata=False), png(1, 1), saved(SMALL, "AVIF", metadata=False)
    for made in (
        lambda n: jpeg[:2] + b"\xff\xfe\0\2" * n + jpeg[2:],
        lambda n: jpeg[:2] + b"\xff" * n + jpeg[2:],
        lambda n: dot[:33] + chunk(b"tEXt", b"") * n + dot[33:],
        lambda n: still + box(b"free") * n,
    ):
        assert times_as_long(lambda n, made=made: seconds(lambda: raster(made(n))), 80_000, 20_000, 8) <= 8
