"""The picture of a note: on its page in each language, beside links to it, in feeds; and what it must say."""

import json
import re

import pytest

from sitegen.render.pictures import drawing
from tests.dom import read
from tests.pictures import SECRET, opened, photo, png, saved
from tests.site import Site, clean, note

NOTE, ENGLISH = "content/notes/2025-10-24-x.md", "content/notes/2025-10-24-x.en.md"
IMAGE = 'image: {file: p.jpg, alt: 한강의 "저녁", credit: 홍길동 <사진>, licence: CC BY 4.0, caption: 서울 & 강}\n'
PHOTO = saved(photo(1800, 1200), "JPEG", turn=6)
TEXT = "---\ntitle: In English\nsummary: In short.\nwhy: So.\n{}---\n\nA text. ![Other](q.png)\n"
WORDS = "image: {alt: Evening at the river, caption: Seoul}\n"


def put(digest: Site, image: str = IMAGE, english: str = WORDS) -> Site:
    digest.put(NOTE, note(more=image, body="글이다. ![다른 것](q.png)"))
    digest.put(ENGLISH, TEXT.format(english))
    digest.put("content/notes/p.jpg", PHOTO)
    digest.put("content/notes/q.png", png(40, 30))
    return digest


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Site:
    digest = put(Site(tmp_path_factory.mktemp("lead") / "site"))
    assert digest.build().err == ""
    return digest


def named(page: str) -> dict[str, str]:
    return {meta["property"] or meta["name"]: meta["content"] for meta in read(page).one("head").all("meta")}


def found(digest: Site, command: str = "check") -> list[tuple[str, str, int, str]]:
    problems = json.loads(digest.run(command, "--format", "json").out)
    return [(p["rule"], p["file"].rpartition("/")[2], p["line"], p["severity"]) for p in problems]


@pytest.mark.parametrize(
    ("url", "alt", "caption"), [("", '한강의 "저녁"', "서울 & 강"), ("en/", "Evening at the river", "Seoul")]
)
def test_it_stands_under_the_headline_with_its_words_in_the_page_s_language(built, url, alt, caption):
    main = read(built.page(f"{url}notes/x/")).one("main")
    figure, inside = main.one("figure"), main.all("img")
    assert figure.one("img")["alt"] == alt and not figure["lang"]
    assert figure.one("figcaption").text.split("\n")[-1] == f"{caption} 홍길동 <사진> · CC BY 4.0"
    assert (inside[0]["loading"], inside[0]["fetchpriority"], inside[1]["loading"]) == ("", "high", "lazy")
    assert (inside[0]["width"], inside[0]["height"]) == ("1200", "1800") and len(inside[0]["srcset"].split(", ")) == 3
    page = built.page(f"{url}notes/x/")
    assert page.index("<h1>") < page.index("<figure") < page.index("standfirst")


def test_a_link_to_the_note_is_shown_with_it_cut_from_the_middle(built):
    for url, alt in (("", '한강의 "저녁"'), ("en/", "Evening at the river")):
        told = named(built.page(f"{url}notes/x/"))
        name = told["og:image"].removeprefix("https://example.org/digest/")
        picture = opened(built.files()[name])
        assert (picture.format, picture.size) == ("JPEG", (1200, 630))
        assert (told["og:image:width"], told["og:image:height"], told["og:image:type"]) == ("1200", "630", "image/jpeg")
        assert told["og:image:alt"] == alt and told["twitter:card"] == "summary_large_image"
        assert f'"image":"{told["og:image"]}"' in built.page(f"{url}notes/x/")


def test_feeds_and_markdown_have_it_with_whose_it_is(built):
    item = json.loads(built.page("feed.json"))["items"][0]
    assert item["image"].endswith("-card.jpg") and item["content_html"].startswith(
        '<figure><img src="https://example.org'
    )
    assert "홍길동 &lt;사진&gt; · CC BY 4.0" in item["content_html"]
    assert "&lt;figure&gt;" in built.page("feed.xml")
    assert '"credit":"홍길동 <사진>","licence":"CC BY 4.0"' in built.page("notes/x/index.md")


def test_lists_do_not_show_it_and_nothing_says_where_it_was_taken(built):
    assert "<img" not in built.page("").partition("<main")[2]
    assert not any(SECRET in data for data in built.files().values())
    assert not any(re.fullmatch(r"assets/p\.\w{10}\.jpg", name) for name in built.files())


def test_a_text_without_words_of_its_own_has_those_of_the_first_marked_as_such(site):
    digest = put(site(), english="")
    assert found(digest) == [("image-text", "2025-10-24-x.en.md", 1, "warning")]
    digest.build()
    figure = read(digest.page("en/notes/x/")).one("main").one("figure")
    assert (figure["lang"], figure.one("img")["alt"]) == ("ko", '한강의 "저녁"')


@pytest.mark.parametrize("key", ["file", "alt", "credit", "licence"])
def test_what_is_missing_is_an_error(site, key):
    digest = put(site(), image=re.sub(rf"{key}: [^,}}]+, ", "", IMAGE))
    assert (("missing", "2025-10-24-x.md", 8, "error")) in found(digest)
    assert f"`{key}` of `image` is missing" in digest.run("build").err


@pytest.mark.parametrize(
    ("file", "rule"),
    [
        ("none.jpg", "dangling-image"),
        ("p.heic", "bad-image"),
        ("p.pdf", "bad-image"),
        ("../topics/sovereign-ai.md", "bad-image"),
        ("https://example.org/p.jpg", "remote-image"),
        ("../../../../etc/passwd", "dangling-image"),
        ("_p.jpg", "dangling-image"),
    ],
)
def test_a_file_that_cannot_be_shown_is_an_error_at_its_name(site, file, rule):
    digest = put(site(), image=IMAGE.replace("file: p.jpg", f"file: {file}"))
    digest.put("content/notes/p.heic", b"x")
    digest.put("content/notes/p.pdf", b"%PDF")
    digest.put("content/notes/_p.jpg", PHOTO)
    problems = [
        problem for problem in json.loads(digest.run("check", "--format", "json").out) if problem["rule"] == rule
    ]
    assert [(p["file"].rpartition("/")[2], p["line"], p["column"]) for p in problems] == [("2025-10-24-x.md", 8, 15)]


@pytest.mark.parametrize(
    "value", ["p.jpg", "[p.jpg]", "{file: [a]}", "{alt: {ko: a}}", "{file: p.jpg, license: x}", "1", "{}"]
)
def test_no_value_is_a_traceback(site, value):
    digest = put(site(), image=f"image: {value}\n")
    assert digest.run("build").status == 1


def test_it_may_be_in_the_first_file_alone_and_of_another_file_nowhere(site):
    digest = put(site(), image="", english=IMAGE)
    assert ("language-pair", "2025-10-24-x.en.md", 5, "warning") in found(digest)
    digest = put(digest, english=IMAGE.replace("p.jpg", "q.png"))
    assert ("language-pair", "2025-10-24-x.en.md", 5, "warning") in found(digest)


def test_what_only_a_draft_shows_is_not_published_and_not_called_unused(site):
    digest = put(site(), image=IMAGE + "draft: true\n", english=WORDS + "draft: true\n")
    digest.put("content/notes/2025-10-23-y.md", note(day="2025-10-23"))
    assert digest.build().err == "" and not any("/p." in name for name in digest.files())
    digest.build("--drafts")
    assert any("/p." in name for name in digest.files()) and digest.build("--drafts").err == ""


def test_edits_cost_what_they_change_and_leave_nothing(site, monkeypatch):
    drawn = []
    draw = drawing.PictureDrawing.draw
    monkeypatch.setattr(
        drawing.PictureDrawing, "draw", lambda self, view: drawn.append(view.ending) or draw(self, view)
    )
    digest = put(site())
    digest.build()
    assert sorted(drawn) == ["jpg", "webp", "webp", "webp", "webp"]
    drawn.clear()
    put(digest, image=IMAGE.replace("서울 & 강", "새 설명"), english=WORDS.replace("Seoul", "New"))
    digest.build()
    assert drawn == [] and "새 설명" in digest.page("notes/x/") and digest.files() == clean(digest)
    put(digest, image="", english="")
    digest.build()
    assert not any("/p." in name for name in digest.files()) and digest.files() == clean(digest)


def test_a_small_one_is_not_blown_up_and_one_that_cannot_be_scaled_is_sent_as_it_is(site, monkeypatch):
    digest = put(site())
    digest.put("content/notes/p.jpg", saved(photo(600, 600), "JPEG"))
    digest.build()
    told = named(digest.page("notes/x/"))
    assert (told["og:image:width"], told["og:image:height"]) == ("600", "315")
    monkeypatch.setattr(drawing, "find_spec", lambda name: None)
    digest.put("content/notes/p.jpg", PHOTO)
    digest.build()
    told = named(digest.page("notes/x/"))
    assert (told["og:image:width"], told["og:image:type"]) == ("1200", "image/jpeg")
    assert re.fullmatch(r".*/assets/p\.\w{10}\.jpg", told["og:image"])


def test_an_svg_is_shown_and_not_sent(site):
    digest = put(site(), image=IMAGE.replace("p.jpg", "p.svg"))
    digest.put("content/notes/p.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>')
    digest.build()
    assert "og:image" not in named(digest.page("notes/x/")) and ".svg" in digest.page("notes/x/").partition("<main")[2]


def test_two_notes_may_share_one_picture(site):
    digest = put(site())
    digest.put("content/notes/2025-10-23-y.md", note(day="2025-10-23", more=IMAGE))
    assert digest.build().err == "" and sum(name.endswith("-card.jpg") for name in digest.files()) == 1
