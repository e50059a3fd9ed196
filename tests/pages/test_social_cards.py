"""Pictures of pages in a site: which there are, where pages name them, what they cost, and what a site is without."""

import json
from importlib.util import find_spec

import pytest

from sitegen.pages.social_card import SocialCard
from sitegen.render.social_cards import machine_fonts, set_up
from sitegen.render.social_cards.faces import faces_of_machine
from sitegen.render.social_cards.painter import Painter
from tests.dom import read
from tests.full import FULL
from tests.site import Site, clean, note

pytestmark = pytest.mark.skipif(not faces_of_machine({}), reason="this machine has no font with Hangul")
HOME = "https://example.org/digest/"
LATIN = "DejaVuSerif-Bold.ttf"


def with_cards(root, text="", more=""):
    digest = Site(root / "site", text)
    digest.put(
        "content/site.yaml", f"{(digest.root / 'content/site.yaml').read_text('utf-8')}social_cards: true\n{more}"
    )
    return digest


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Site:
    digest = with_cards(tmp_path_factory.mktemp("cards"), FULL)
    assert digest.build().err == ""
    return digest


@pytest.fixture
def drawings(monkeypatch) -> list[str]:
    """The headlines of pictures as they are drawn."""
    headlines: list[str] = []
    draw = Painter.draw

    def counted(self, card):
        headlines.append(card.headline)
        return draw(self, card)

    monkeypatch.setattr(Painter, "draw", counted)
    return headlines


def named(page: str) -> dict[str, str]:
    metas = read(page).one("head").all("meta")
    return {meta["property"] or meta["name"]: meta["content"] for meta in metas}


def problems(digest: Site, command="build") -> list[tuple[str, str, str]]:
    done = digest.run(command, *(("--json",) if command == "build" else ("--format", "json")))
    found = done.data["problems"] if command == "build" else json.loads(done.out)
    return [(problem["rule"], problem["file"], problem["message"]) for problem in found]


def test_every_page_names_a_picture_that_is_there(built):
    files = built.files()
    pages = [name for name in files if name.endswith("index.html") and b'http-equiv="refresh"' not in files[name]]
    own = 0
    for name in pages:
        told = named(files[name].decode())
        if told.get("robots") == "noindex":
            continue
        picture = told["og:image"].removeprefix(HOME)
        assert files[picture].startswith(b"\x89PNG"), name
        assert told["twitter:card"] == "summary_large_image"
        own += picture == name.replace("index.html", "card.png")
    assert own == sum(name.endswith("card.png") for name in files) > 20


@pytest.mark.parametrize(
    ("url", "picture"),
    [
        ("notes/blueprint/", "notes/blueprint/card.png"),
        ("en/companies/openai/", "en/companies/openai/card.png"),
        ("companies/openai/themes/", "companies/openai/card.png"),
        ("en/claims/", "en/card.png"),
        ("about/", "card.png"),
    ],
)
def test_a_page_names_its_own_picture_or_its_home_s(built, url, picture):
    if not (built.output / url / "index.html").exists():
        pytest.skip("the site has no such page")
    told = named(built.page(url))
    assert told["og:image"] == HOME + picture
    assert (told["og:image:width"], told["og:image:height"], told["og:image:type"]) == ("1200", "630", "image/png")
    assert told["og:image:alt"]


def test_the_words_beside_a_link_are_the_headline_alone(built):
    told = named(built.page("notes/blueprint/"))
    assert told["og:title"] == told["og:image:alt"] == "오픈AI의 청사진"
    assert named(built.page(""))["og:title"] == named(built.page(""))["og:image:alt"] == "다이제스트"


def test_without_the_key_there_are_none(full):
    assert not [name for name in full.files() if name.endswith("card.png")]
    told = named(full.page("notes/blueprint/"))
    assert "og:image" not in told and told["twitter:card"] == "summary"


def test_without_pillow_the_site_is_built_without_them_and_this_is_said_once(tmp_path, monkeypatch, full):
    monkeypatch.setattr(set_up, "find_spec", lambda name: None if name == "PIL" else find_spec(name))
    digest = with_cards(tmp_path, FULL)
    assert digest.build().err == f"{set_up.NO_PILLOW}\n"
    assert "social-card" not in digest.run("check").out
    ours = {name: data for name, data in digest.files().items() if not name.startswith(".sitegen/")}
    assert ours == {name: data for name, data in full.files().items() if not name.startswith(".sitegen/")}


def test_without_a_font_a_warning_names_one_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(machine_fonts, "machine_fonts", dict)
    digest = with_cards(tmp_path)
    [(rule, file, message)] = problems(digest)
    assert (rule, file) == ("social-card", "content/site.yaml") and "no font" in message
    assert "fonts-noto-cjk" in digest.run("build").err
    assert not list(digest.output.rglob("card.png"))


def test_a_language_without_letters_has_none_and_the_others_do(tmp_path, monkeypatch):
    fonts = {name: path for name, path in machine_fonts.machine_fonts().items() if "CJK" not in name}
    monkeypatch.setattr(machine_fonts, "machine_fonts", lambda: fonts)
    digest = with_cards(tmp_path)
    [(rule, _, message)] = problems(digest)
    assert rule == "social-card" and "`ko`" in message
    assert "og:image" not in named(digest.page("")) and named(digest.page("en/"))["og:image"] == f"{HOME}en/card.png"


def test_letters_that_no_font_has_are_a_warning_as_long_as_they_are_there(tmp_path):
    digest = with_cards(tmp_path)
    path = "content/notes/2025-10-24-a.md"
    digest.put(path, note("상형 문자 \U00013000"))
    [found] = problems(digest)
    assert found[:2] == ("social-card", path) and "U+13000" in found[2]
    assert problems(digest, "check") == [found]
    digest.put("content/notes/2025-10-25-b.md", note("다른 제목", "2025-10-25"))
    assert problems(digest) == [found]  # of a picture that was not drawn again
    digest.put(path, note("문자"))
    assert problems(digest) == problems(digest, "check") == []


def test_a_day_that_nobody_knows_is_said_to_be_unknown(tmp_path, monkeypatch):
    feet: dict[str, tuple[str, ...]] = {}
    draw = Painter.draw

    def noted(self, card):
        if card.tone == "claim":
            feet[card.lang] = card.foot
        return draw(self, card)

    monkeypatch.setattr(Painter, "draw", noted)
    digest = with_cards(tmp_path)
    digest.put("content/companies/openai.md", "---\nname: {ko: 오픈AI, en: OpenAI}\n---\n")
    claim = "claims: [{id: chips, kind: supply, by: openai, what: 칩, date: unknown}]\n"
    digest.put("content/notes/2025-10-24-a.md", note(more=claim))
    digest.build()
    assert {lang: foot[1] for lang, foot in feet.items()} == {"ko": "날짜 모름", "en": "day not known"}


def test_a_picture_is_drawn_again_only_when_it_says_something_else(tmp_path, drawings):
    digest = with_cards(tmp_path)
    digest.put("content/notes/2025-10-24-a.md", note("제목"))
    digest.put("content/notes/2025-10-25-b.md", note("다른 제목", "2025-10-25"))
    digest.build()
    assert len(drawings) == len(list(digest.output.rglob("card.png")))
    for change in (
        note("제목", body="다른 본문이다."),
        note("제목", more="quotes: [{text: 말, speaker: 누구}]\n"),
    ):
        drawings.clear()
        digest.put("content/notes/2025-10-24-a.md", change)
        digest.build()
        assert drawings == []
    digest.put("content/notes/2025-10-24-a.md", note("새 제목"))
    digest.build()
    assert drawings == ["새 제목"]
    assert digest.files() == clean(digest)


def test_a_key_takes_them_away_again(tmp_path):
    digest = with_cards(tmp_path)
    digest.put("content/notes/2025-10-24-a.md", note())
    digest.build()
    settings = (digest.root / "content/site.yaml").read_text("utf-8")
    digest.put("content/site.yaml", settings.replace("social_cards: true", "social_cards: false"))
    digest.build()
    assert not list(digest.output.rglob("card.png"))
    assert digest.files() == clean(digest)


def test_a_font_that_is_installed_later_is_taken_at_once(tmp_path, monkeypatch):
    digest = with_cards(tmp_path)
    with monkeypatch.context() as without:
        without.setattr(machine_fonts, "machine_fonts", dict)
        digest.build()
    digest.build()
    assert (digest.output / "card.png").exists()


def test_a_digest_brings_fonts_of_its_own(tmp_path):
    fonts = machine_fonts.machine_fonts()
    if LATIN not in fonts:
        pytest.skip(f"this machine has no {LATIN}")
    digest = with_cards(tmp_path, more="fonts: {latin: own.ttf}\n")
    with open(fonts[LATIN], "rb") as file:
        digest.put("templates/assets/own.ttf", file.read())
    assert digest.build().err == ""
    assert not list(digest.output.rglob("own*.ttf"))
    drawn = (digest.output / "en/card.png").read_bytes()
    settings = (digest.root / "content/site.yaml").read_text("utf-8")
    for name, message in (("owm.ttf", "there is no `owm.ttf`"), ("none.otf", "`none.otf` is no font")):
        digest.put("templates/assets/none.otf", "no font")
        digest.put("content/site.yaml", settings.replace("own.ttf", name))
        assert next(found[2] for found in problems(digest) if found[0] == "social-card").startswith(message)
    assert (digest.output / "en/card.png").read_bytes() != drawn


def test_pictures_are_drawn_anew_in_another_font_of_the_same_name(tmp_path):
    fonts = sorted({path for name, path in machine_fonts.machine_fonts().items() if "CJK" not in name})
    if len(fonts) < 2:
        pytest.skip("this machine has no two fonts")
    digest = with_cards(tmp_path, more="fonts: {latin: own.ttf}\n")
    for path in fonts[:2]:
        with open(path, "rb") as file:
            digest.put("templates/assets/own.ttf", file.read())
        digest.build()
    assert digest.files() == clean(digest)


CLAIM = """
companies: [openai, naver]
themes: [korea-ai-hub]
also: [{publisher: 지디넷코리아 (ZDNet Korea), url: https://example.com/2}]
claims:
  - id: plant
    kind: investment
    by: openai
    with: [naver]
    what: {ko: 데이터센터, en: a data centre}
    amount: 20조원 (약 150억 달러)
    stage: loi
"""


def test_pictures_say_what_their_pages_say(tmp_path, monkeypatch):
    says: list[SocialCard] = []
    monkeypatch.setattr(Painter, "draw", lambda self, card: says.append(card) or b"")
    digest = with_cards(tmp_path)
    digest.put("content/notes/2025-10-24-a.md", note("제목", more=CLAIM.lstrip()))
    digest.build()
    told = {(card.tone, card.lang): (card.over, card.figure, card.headline, card.foot) for card in says}
    assert told["note", "ko"] == ("한국 AI 허브", "", "제목", ("2025.10.24", "더팩트 외 1곳"))
    assert told["claim", "ko"] == ("오픈AI", "20조원", "데이터센터", ("의향서", "2025.10.24", "더팩트"))
    stage = ("Letter of intent", "24 Oct 2025", "더팩트")
    assert told["claim", "en"] == ("OpenAI", "20 trillion won", "A data centre", stage)
    assert told["site", "en"] == ("", "", "Digest", ())
    assert ("Companies", "", "OpenAI", ()) in [
        (card.over, card.figure, card.headline, card.foot) for card in says if card.tone == "term"
    ]
    assert {card.over for card in says if card.tone == "edition" and card.lang == "en"} == {"October 2025"}
    assert {card.headline for card in says if card.tone == "edition"} == {"제목"}
    says.clear()
    digest.put("content/editions/2025-10.en.md", "---\ntitle: What October brought\n---\nA word.\n")
    digest.build()
    assert [(card.lang, card.headline) for card in says] == [("en", "What October brought")]


def test_a_picture_does_not_name_one_stage_as_if_all_reported_it(tmp_path, monkeypatch):
    feet: dict[str, tuple[str, ...]] = {}

    def noted(self, card):
        if card.tone == "claim":
            feet[card.lang] = card.foot
        return b""

    monkeypatch.setattr(Painter, "draw", noted)
    digest = with_cards(tmp_path)
    digest.put("content/notes/2025-10-24-a.md", note("제목", more=CLAIM.lstrip()))
    other = CLAIM.lstrip().replace("loi", "contracted").replace("더팩트", "아시아경제")
    digest.put("content/notes/2025-10-24-b.md", note("다른 제목", more=other))
    digest.build()
    assert feet["ko"][1] == "다르게 보도됨" and feet["en"][1:3] == ("reports differ", "24 Oct 2025")


def test_a_picture_names_no_amount_of_a_report_in_which_somebody_else_acts(tmp_path, monkeypatch):
    says: list[SocialCard] = []
    monkeypatch.setattr(Painter, "draw", lambda self, card: says.append(card) or b"")
    digest = with_cards(tmp_path)
    told = "claims: [{{id: plant, kind: investment, by: {}, what: 공장, stage: {}}}]\n"
    digest.put("content/notes/2025-10-24-a.md", note("제목", more=told.format("openai", "loi, amount: 7조원")))
    digest.put("content/notes/2025-10-25-b.md", note("다른 제목", "2025-10-25", told.format("naver", "building")))
    digest.build()
    told = {card.lang: (card.over, card.figure) for card in says if card.tone == "claim"}
    assert told == {"ko": ("네이버", ""), "en": ("Naver", "")}


def test_an_icon_of_its_own_takes_what_was_drawn_from_the_other_with_it(tmp_path):
    digest = Site(tmp_path / "site")
    digest.put("templates/assets/favicon.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    digest.build()
    head = read(digest.page("")).one("head")
    assert len(head.all("link", rel="icon")) == 1 and not head.all("link", rel="apple-touch-icon")
    digest.put("templates/assets/apple-touch-icon.png", b"\x89PNG own")
    assert digest.build().err == ""
    touch = read(digest.page("")).one("link", rel="apple-touch-icon")["href"]
    assert (digest.output / touch.removeprefix("/digest/")).read_bytes() == b"\x89PNG own"
