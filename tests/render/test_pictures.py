"""Variants of pictures as they are drawn: upright, in the web's colours, in their size, and the same each time."""

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from sitegen.content.pictures.raster import Raster, raster
from sitegen.pages.picture_variant import PictureVariant
from sitegen.problems import Problem
from sitegen.render.pictures import decoding
from sitegen.render.pictures.drawing import PictureDrawing
from tests.pictures import SECRET, opened, photo, png, saved

WIDE = photo(900, 600)


def of(data: bytes, width: int = 480, height: int = 0, ending: str = "webp", most: int = 0) -> PictureVariant:
    found = raster(data)
    assert isinstance(found, Raster)
    width = min(width, found.width)
    return PictureVariant(
        path="content/notes/p.jpg",
        name="p.0.jpg",
        kind=found.kind,
        size=(found.width, found.height),
        width=width,
        height=height or round(found.height * width / found.width),
        most=most or min(found.width, 1440),
        ending=ending,
    )


def drawn(data: bytes, **wanted: object) -> Image.Image:
    found = raster(data)
    assert isinstance(found, Raster)
    made = PictureDrawing(lambda _: found.parts.data).draw(of(data, **wanted))
    assert isinstance(made, bytes), made
    assert SECRET not in made
    return opened(made)


def red(picture: Image.Image, box: tuple[float, float, float, float]) -> bool:
    """Whether a part of it, given in tenths, is of the colour of the marked quarter."""
    width, height = picture.size
    part = picture.convert("RGB").crop([round(e * s / 10) for e, s in zip(box, (width, height) * 2, strict=True)])
    r, g, b = ImageStat.Stat(part).mean
    return r > 190 and g < 60 and b < 70


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(("turn", "corner"), [(1, (1, 1)), (3, (6, 6)), (6, (6, 1)), (8, (1, 6)), (2, (6, 1))])
def test_it_stands_upright_whatever_the_camera_s_side(kind, turn, corner):
    picture = drawn(saved(WIDE, kind, turn))
    assert picture.size == ((480, 320) if turn < 5 else (480, 720)) and picture.format == "WEBP"
    assert red(picture, (*corner, *(edge + 3 for edge in corner)))
    assert not picture.getexif() and not {"exif", "xmp", "icc_profile"} & picture.info.keys()


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGB", "RGBA", "I;16", "1"])
def test_all_kinds_of_pixels_are_shown(mode):
    plain = WIDE.convert("L") if mode in ("I;16", "1", "LA") else WIDE
    source = (
        plain.convert("I").point(lambda value: value * 257).convert("I;16") if mode == "I;16" else plain.convert(mode)
    )
    picture = drawn(saved(source, "PNG", metadata=False))
    expected = ImageStat.Stat(plain.convert("L").resize(picture.size)).mean[0]
    assert abs(ImageStat.Stat(picture.convert("L")).mean[0] - expected) < 4


def test_what_can_be_seen_through_still_can():
    clear = WIDE.convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    picture = drawn(saved(clear, "PNG", metadata=False))
    assert picture.mode == "RGBA" and picture.getpixel((200, 5))[3] < 20 < 230 < picture.getpixel((200, 315))[3]
    assert drawn(saved(clear, "PNG", metadata=False), ending="jpg").mode == "RGB"


def test_printers_colours_and_profiles_become_those_of_the_web():
    assert drawn(saved(WIDE.convert("CMYK"), "JPEG", metadata=False)).mode == "RGB"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exchanged = profile.replace(b"rXYZ", b"?XYZ").replace(b"bXYZ", b"rXYZ").replace(b"?XYZ", b"bXYZ")
    shown = drawn(saved(Image.new("RGB", (500, 300), (220, 20, 30)), "JPEG", icc_profile=exchanged)).convert("RGB")
    r, _, b = ImageStat.Stat(shown).mean
    assert b > 200 and r < 60  # what is called red there is blue
    assert red(drawn(saved(WIDE, "JPEG", icc_profile=b"x" * 200)), (1, 1, 4, 4))  # of a damaged one nothing is known


def test_another_shape_is_the_middle_of_it():
    picture = drawn(saved(WIDE, "JPEG"), width=400, height=210, ending="jpg")
    assert (picture.format, picture.size) == ("JPEG", (400, 210))


def test_drawings_are_kept_without_loss_where_that_takes_no_more():
    drawing = Image.new("RGB", (480, 300), "white")
    drawing.paste((200, 0, 0), (40, 40, 200, 200))
    lossless = drawn(saved(drawing, "PNG", metadata=False))
    assert not ImageChops.difference(lossless.convert("RGB"), drawing).getbbox()


def test_the_same_bytes_come_of_it_each_time_and_it_is_decoded_once(monkeypatch):
    decodings = []
    decode = decoding.decoded
    monkeypatch.setattr(decoding, "decoded", lambda *given: decodings.append(given) or decode(*given))
    data = saved(WIDE, "JPEG")
    found = raster(data)
    assert isinstance(found, Raster)
    one, other = (PictureDrawing(lambda _: found.parts.data) for _ in range(2))
    every = [of(data, width) for width in (480, 900)] + [of(data, 400, 210, "jpg")]
    assert [one.draw(each) for each in every] == [other.draw(each) for each in reversed(every)][::-1]
    assert one.flaw(every[0]) is None and len(decodings) == 2


def cut(data: bytes) -> bytes:
    """With its head and its end, and half of its pixels."""
    return data[: len(data) // 2] + data[-12:]


@pytest.mark.parametrize(
    "data",
    [
        cut(saved(WIDE, "PNG", metadata=False)),
        png(9, 9).replace(b"IDAT", b"IDAT", 1)[:45] + b"\0" * 10 + png(9, 9)[55:],
        b"",
        b"\xff\xd8\xff\xd9",
    ],
)
def test_damaged_pixels_are_a_problem_and_no_traceback(data):
    drawing = PictureDrawing(lambda _: data)
    made = drawing.draw(of(saved(WIDE, "PNG" if data[:1] == b"\x89" else "JPEG")))
    assert isinstance(made, Problem) and made.rule == "bad-image" and made.path == "content/notes/p.jpg"


def test_a_head_that_says_another_size_than_the_pixels_is_not_believed():
    """A picture that says it is small would be decoded, whatever it takes."""
    made = PictureDrawing(lambda _: saved(photo(640, 480), "JPEG")).draw(of(saved(photo(64, 48), "JPEG")))
    assert isinstance(made, Problem) and "how large" in made.message


def test_a_file_that_went_or_changed_is_a_problem():
    def gone(_):
        raise OSError(2, "it went")

    made = PictureDrawing(gone).draw(of(png(5, 5)))
    assert isinstance(made, Problem) and "it went" in made.message
