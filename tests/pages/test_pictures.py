"""Pictures beside notes on a site: what pages say of them, which files there are, and what an edit costs."""

import json
import re

import pytest

from sitegen.content.pictures.raster import Raster, raster
from sitegen.pages.exports import pictures as exported
from sitegen.render.pictures import decoding, drawing
from tests.dom import read
from tests.pictures import SECRET, opened, photo, png, saved
from tests.site import Site, clean, note

NOTE = "content/notes/2025-10-24-x.md"
PHOTO = saved(photo(2000, 1500), "JPEG", turn=6)
BODY = """글

![강가의 서울](p.jpg '한강에서 본 <서울> "저녁"')

글 ![화면](s.png 'a') 글

![그림](m.gif) [원본](p.jpg)"""


def moving() -> bytes:
    frames = [photo(30, 20, seed) for seed in range(2)]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:])


def files(digest: Site) -> dict[str, bytes]:
    """Those beside notes, by their names without the keys of their bytes."""
    every = {
        re.sub(r"\.[0-9a-f]{10}", "", name[7:]): data for name, data in digest.files().items() if name[:7] == "assets/"
    }
    return {name: data for name, data in every.items() if name[:2] in ("p.", "p-", "s.", "s-", "m.", "m-", "q-", "q.")}


def images(page: str):
    return read(page).one("main").all("img")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Site:
    digest = Site(tmp_path_factory.mktemp("pictures") / "site", f"-- {NOTE} --\n{note(body=BODY)}")
    for name, data in (("p.jpg", PHOTO), ("s.png", saved(photo(700, 400, 1), "PNG")), ("m.gif", moving())):
        digest.put(f"content/notes/{name}", data)
    assert digest.build().err == ""
    return digest


@pytest.fixture
def decodings(monkeypatch) -> list[str]:
    """The pictures that are decoded, each time that they are."""
    decoded: list[str] = []
    decode = decoding.decoded

    def counted(data, variant):
        decoded.append(variant.path.rpartition("/")[2])
        return decode(data, variant)

    monkeypatch.setattr(decoding, "decoded", counted)
    return decoded


def test_there_are_three_widths_none_wider_than_the_picture_and_only_linked_files_themselves(built):
    found = files(built)
    assert {name: opened(data).size for name, data in found.items()} == {
        **{f"p-{width}.webp": (width, width * 4 // 3) for width in (480, 960, 1440)},
        **{"s-480.webp": (480, 274), "s-700.webp": (700, 400), "m.gif": (30, 20), "p.jpg": (2000, 1500)},
    }


def test_nothing_that_is_published_says_where_a_picture_was_taken(built):
    assert SECRET in PHOTO and not any(SECRET in data for data in built.files().values())
    assert opened(files(built)["p.jpg"]).getexif() == {0x0112: 6}


def test_pages_name_the_widths_and_the_size_and_let_all_but_the_first_wait(built):
    one, two, three = images(built.page("notes/x/"))
    keys = [re.sub(r"\.[0-9a-f]{10}", "", candidate) for candidate in one["srcset"].split(", ")]
    assert keys == [f"/digest/assets/p-{width}.webp {width}w" for width in (480, 960, 1440)]
    assert one["src"] == one["srcset"].split(", ")[-1].split()[0] and "41rem" in one["sizes"]
    assert (one["width"], one["height"], one["alt"]) == ("1500", "2000", "강가의 서울")
    assert [image["loading"] for image in (one, two, three)] == ["", "lazy", "lazy"]
    assert (two["width"], two["title"], three["srcset"], three["width"]) == ("700", "a", "", "30")
    assert all(image["src"].removeprefix("/digest/") in built.files() for image in (one, two, three))


def test_a_title_of_one_that_stands_alone_is_its_caption(built):
    page = built.page("notes/x/")
    [figure] = read(page).one("main").all("figure")
    assert figure.one("figcaption").text == '한강에서 본 <서울> "저녁"' and not figure.one("img")["title"]
    assert "![강가의 서울](https://example.org/digest/assets/p." in built.page("notes/x/index.md")
    assert '"한강에서 본 <서울> \\"저녁\\""' in built.page("notes/x/index.md").replace("\\<", "<")


def test_feeds_name_one_file_with_the_host_in_its_address(built):
    content = json.loads(built.page("feed.json"))["items"][0]["content_html"]
    assert "srcset" not in content and re.search(r'src="https://example.org/digest/assets/p\.\w+-1440.webp"', content)


def test_a_picture_is_decoded_once_and_never_again_for_a_text(site, decodings):
    digest = site(f"-- {NOTE} --\n{note(body=BODY)}")
    for name, data in (("p.jpg", PHOTO), ("s.png", png(1000, 800)), ("m.gif", moving())):
        digest.put(f"content/notes/{name}", data)
    digest.build()
    assert sorted(decodings) == ["p.jpg", "s.png"]
    decodings.clear()
    digest.put(NOTE, note("다른 제목", body=f"{BODY}\n\n더"))
    digest.build()
    digest.put(
        "content/site.yaml", (digest.root / "content/site.yaml").read_text("utf-8") + "contact: mailto:a@b.org\n"
    )
    digest.build()
    digest.build("--strict")
    assert decodings == [] and digest.files() == clean(digest)
    decodings.clear()
    digest.put("content/notes/s.png", png(1000, 800, 7))
    digest.build()
    assert decodings == ["s.png"] and digest.files() == clean(digest)


def test_what_no_text_shows_any_more_goes(site):
    digest = site(f"-- {NOTE} --\n{note(body='![a](p.jpg) ![b](q.png)')}")
    digest.put("content/notes/p.jpg", PHOTO)
    digest.put("content/notes/q.png", png(600, 600))
    digest.build()
    assert len(files(digest)) == 5
    digest.put(NOTE, note(body="[a](p.jpg) ![b](q.png)"))
    digest.build()
    assert files(digest).keys() == {"p.jpg", "q-480.webp", "q-600.webp"} and digest.files() == clean(digest)
    digest.put(NOTE, note(body="글"))
    digest.build()
    assert files(digest) == {}


def test_files_of_one_name_and_the_same_bytes_are_one(site):
    digest = site(f"-- {NOTE} --\n{note(body='![a](a/p.png) ![b](b/p.png) ![c](c/p.png)')}")
    for folder, shade in (("a", 1), ("b", 1), ("c", 2)):
        digest.put(f"content/notes/{folder}/p.png", png(20, 20, shade))
    assert digest.build().err == ""
    assert sum("/p." in name for name in digest.files()) == 2


def test_a_webp_that_is_no_wider_than_needed_stands_for_itself(site):
    digest = site(f"-- {NOTE} --\n{note(body='![a](p.webp) ![b](q.webp)')}")
    plain, turned = saved(photo(800, 600), "WEBP", metadata=False), saved(photo(800, 600, 2), "WEBP", turn=6)
    digest.put("content/notes/p.webp", saved(photo(800, 600), "WEBP"))
    digest.put("content/notes/q.webp", turned)
    digest.build()
    found = files(digest)
    assert found.keys() == {"p.webp", "p-480.webp", "q-480.webp", "q-600.webp"}
    cleaned = raster(saved(photo(800, 600), "WEBP"))
    assert isinstance(cleaned, Raster) and found["p.webp"] == cleaned.parts.data
    assert opened(found["p.webp"]).tobytes() == opened(plain).tobytes()


def test_what_is_too_high_for_webp_and_what_moves_goes_out_as_it_is(site):
    digest = site(f"-- {NOTE} --\n{note(body='![a](p.png) ![b](m.gif) ![c](q.avif)')}")
    digest.put("content/notes/p.png", png(300, 16_400))
    digest.put("content/notes/m.gif", moving())
    digest.put("content/notes/q.avif", saved(photo(60, 40), "AVIF", metadata=False))
    digest.build()
    assert files(digest).keys() == {"p.png", "m.gif", "q.avif"}


def test_a_long_name_has_room_for_its_width(site):
    name = "긴" * 78
    digest = site(f"-- {NOTE} --\n{note(body=f'![a]({name}.png)')}")
    digest.put(f"content/notes/{name}.png", png(500, 5))
    assert digest.build().err == ""
    assert sum(re.fullmatch(r"assets/[0-9a-f]{10}-\d+\.webp", file) is not None for file in digest.files()) == 2


def test_without_pillow_they_go_out_in_their_own_size_and_without_metadata(site, monkeypatch):
    monkeypatch.setattr(drawing, "find_spec", lambda name: None)
    digest = site(f"-- {NOTE} --\n{note(body=BODY)}")
    for name, data in (("p.jpg", PHOTO), ("s.png", saved(photo(700, 400, 1), "PNG")), ("m.gif", moving())):
        digest.put(f"content/notes/{name}", data)
    assert digest.build().err == f"{drawing.NO_PILLOW}\n"
    assert files(digest).keys() == {"p.jpg", "s.png", "m.gif"}
    assert not any(SECRET in data for data in digest.files().values())
    one, *_ = images(digest.page("notes/x/"))
    assert (one["srcset"], one["width"], one["height"]) == ("", "1500", "2000") and one["src"].endswith(".jpg")
    monkeypatch.undo()
    digest.put(
        NOTE, note("다른 제목", body=BODY)
    )  # a program that comes or goes is another, which is no matter of this
    digest.build()
    assert digest.files() == clean(digest) and "p-480.webp" in files(digest)
    digest.put(NOTE, note(body="글"))
    monkeypatch.setattr(drawing, "find_spec", lambda name: None)
    assert drawing.NO_PILLOW not in digest.build().err


CUT = PHOTO[: len(PHOTO) // 2] + b"\xff\xd9"
BAD = {
    "empty.jpg": b"",
    "cut.jpg": PHOTO[:3000],
    "phone.jpg": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "paper.png": b"%PDF-1.7",
}
HALF = saved(photo(900, 600), "PNG", metadata=False)


def problems(digest: Site, command: str) -> list[tuple[str, str, int]]:
    done = digest.run(command, *(("--json",) if command == "build" else ("--format", "json")))
    found = done.data["problems"] if command == "build" else json.loads(done.out)
    assert all(problem["hint"] for problem in found)
    return [(problem["rule"], problem["file"].rpartition("/")[2], problem["line"]) for problem in found]


def test_files_that_are_no_pictures_are_problems_with_their_names(site):
    digest = site(f"-- {NOTE} --\n" + note(body="\n".join(f"![그 그림]({name})" for name in BAD)))
    for name, data in BAD.items():
        digest.put(f"content/notes/{name}", data)
    assert problems(digest, "build") == problems(digest, "check") == [("bad-image", name, 1) for name in sorted(BAD)]


def test_pixels_that_cannot_be_decoded_are_one_problem_and_the_last_site_stays(site):
    digest = site(f"-- {NOTE} --\n{note(body='![그 그림](p.png)')}")
    digest.put("content/notes/p.png", HALF)
    digest.build()
    before = digest.files()
    digest.put("content/notes/p.png", HALF[:2000] + b"\0" * 400 + HALF[2400:])
    assert problems(digest, "check") == problems(digest, "build") == [("bad-image", "p.png", 1)]
    assert problems(digest, "build") == [("bad-image", "p.png", 1)] and digest.files() == before


def test_the_name_of_another_kind_is_said_and_the_picture_published_as_what_it_is(site):
    digest = site(f"-- {NOTE} --\n{note(body='![그 그림](p.jpg) [그](p.jpg) ![두 그림](q.JPEG)')}")
    digest.put("content/notes/p.jpg", png(5, 5))
    digest.put("content/notes/q.JPEG", PHOTO)
    assert problems(digest, "build") == [("image-ending", "p.jpg", 1)]
    assert files(digest).keys() >= {"p.png", "p-5.webp", "q-480.webp"}


def test_no_page_asks_for_what_is_not_there_and_each_file_is_asked_for(built):
    asked = set()
    for name, data in built.files().items():
        if name.endswith((".html", ".xml", ".json", ".md")):
            asked |= set(re.findall(r"/digest/(assets/[\w./%-]+)", data.decode()))
    shown = {name for name in built.files() if name.startswith("assets/") and re.match(r"assets/[psm]\.", name)}
    assert shown <= asked and all(name in built.files() for name in asked)
    assert exported.KIND.template == ""
