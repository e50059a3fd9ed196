"""Pictures of pages: where their text stands, what they can be set in, and what texts of any kind do to them."""

import itertools
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sitegen.pages.social_card import HEIGHT, WIDTH, SocialCard
from sitegen.render.social_cards import painter as painting
from sitegen.render.social_cards.faces import face_of, faces_of_machine
from sitegen.render.social_cards.font_file import face_in_file
from sitegen.render.social_cards.lines import LONGEST, cut_lines, lines
from sitegen.render.social_cards.machine_fonts import machine_fonts
from sitegen.render.social_cards.painter import Painter

FACES = faces_of_machine({})
pytestmark = pytest.mark.skipif(not FACES or not FACES.korean, reason="this machine has no font with Hangul")
HEADLINE = {"ko": "오픈AI, 한국을 아시아 AI 인프라 허브로", "en": "OpenAI wants Korea as Asia’s AI infrastructure hub"}
TONES = ("note", "claim", "law", "term", "edition", "site")


@pytest.fixture(scope="module")
def painter() -> Painter:
    assert FACES
    return Painter(FACES)


def card(headline="제목", lang="ko", **more) -> SocialCard:
    return SocialCard(
        **{"tone": "note", "site": "다이제스트", "foot": ("2025.10.24", "더팩트")} | more, headline=headline, lang=lang
    )


def drawn(painter: Painter, card: SocialCard) -> Image.Image:
    picture = Image.open(BytesIO(painter.draw(card)))
    picture.load()
    assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT)) == ("PNG", (1200, 630))
    return picture.convert("L")


def inked(picture: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether anything but one colour is in a part of a picture."""
    low, high = picture.crop(box).getextrema()
    return low != high


def is_all_in_the_core(picture: Image.Image) -> bool:
    """Whether beside the text there are but plain sides, and nothing that a picture of 2:1 or a square would cut."""
    beside = ((0, painting.LEFT - 6), (painting.RIGHT + 6, WIDTH))
    plain = all(
        picture.crop((left, 0, right, 1)).tobytes() * HEIGHT == picture.crop((left, 0, right, HEIGHT)).tobytes()
        for left, right in beside
    )
    text = (painting.LEFT, painting.RIGHT)
    return plain and not any(inked(picture, (text[0], top, text[1], end)) for top, end in ((0, 30), (600, HEIGHT)))


def test_the_text_lies_in_a_square_and_in_2_to_1():
    square, cut = (WIDTH - HEIGHT) // 2, (HEIGHT - WIDTH // 2) // 2
    assert square + 24 < painting.LEFT < painting.RIGHT < WIDTH - square - 24
    assert cut + 24 < painting.TOP < painting.BOTTOM < HEIGHT - cut - 24


@pytest.mark.parametrize(("tone", "lang"), list(itertools.product(TONES, HEADLINE)))
def test_every_tone_is_set_in_the_core(painter, tone, lang):
    says = card(HEADLINE[lang], lang, tone=tone, over="뷔나그룹", figure="20조원", under="한 문장이다.")
    picture = drawn(painter, says)
    assert is_all_in_the_core(picture)
    assert painter.missing(says) == ""
    for top, bottom in ((44, 52), (74, 96), (128, 170), (180, 300), (530, 540), (555, 580)):
        assert inked(picture, (0 if top == 44 else painting.LEFT, top, painting.RIGHT, bottom)), (top, bottom)


def test_the_same_text_gives_the_same_bytes_whatever_was_drawn_before(painter):
    says = card(HEADLINE["en"], "en", under="Said again.")
    assert FACES
    assert painter.draw(says) == Painter(FACES).draw(says) == painter.draw(says)


@pytest.mark.parametrize(
    "text",
    [
        "가" * 400,
        "https://example.org/" + "a" * 400,
        "낱말 " * 200,
        "W" * 90,
        "줄\n바꿈\t과 \u00a0빈칸\u200b",
        "\x00\x07\x1b[31m제어 문자\u202e거꾸로\u2066",
        "👩‍👩‍👧‍👦🇰🇷🚀 로켓 ❤️ 1️⃣",
        "e\u0301\u0323 결합 문자",
        "ﷺ مرحبا 아랍",
        "\U000e0001\uffff\ue000",
        "",
        "   ",
        "·" * 50,
        "＂전각＂　문장（괄호）",
        "½ ⅔ ㎿ ㏊ ₩ € → …",
    ],
)
def test_no_text_leaves_the_core(painter, text):
    for tone, lang in (("claim", "ko"), ("term", "en")):
        says = card(text, lang, tone=tone, site=text, over=text, figure=text, under=text, foot=(text, text))
        assert is_all_in_the_core(drawn(painter, says)), (tone, lang)


@given(st.text(max_size=LONGEST + 20))
def test_any_text_can_be_drawn(text):
    assert FACES
    painter = Painter(FACES)
    assert is_all_in_the_core(drawn(painter, card(text, over=text[::-1], foot=(text,))))


def test_a_text_with_letters_that_no_font_has_is_left_out_whole(painter):
    """Never a box in place of a letter, and no sentence without some of its words."""
    egyptian = "\U00013000\U00013001"
    says = card(f"파피루스 {egyptian}")
    assert painter.missing(says) == egyptian
    assert painter.draw(says) == painter.draw(card(""))
    hebrew = card("שלום", "en")  # which some fonts have, but which is written the other way
    assert painter.missing(hebrew) == "שלום"


def test_ornaments_are_left_out_alone(painter):
    assert painter.missing(card("🚀 로켓 ❤️")) == ""
    assert painter.draw(card("🚀 로켓 \U0001f1f0\U0001f1f7")) == painter.draw(card("로켓"))


def test_what_has_no_font_is_what_the_fonts_own_table_says():
    assert FACES and FACES.korean
    assert all(FACES.korean.has(c) for c in "가힣A0·…“”")
    assert not any(FACES.korean.has(c) for c in "\U00013000\ue000\uffff")


# Lines


def width(text: str) -> float:
    return float(sum(1 if ord(c) < 0x1100 else 2 for c in text))


@pytest.mark.parametrize(
    ("text", "widest", "expected"),
    [
        ("오픈AI, 한국을 아시아 AI 인프라 허브로", 18, ["오픈AI, 한국을", "아시아 AI", "인프라 허브로"]),
        ("하나 둘 셋 넷", 9, ["하나 둘", "셋 넷"]),
        ("월 최대 90만 장 웨이퍼 언급", 16, ["월 최대 90만 장", "웨이퍼 언급"]),
        ("연방 조치 90여 개…AI 수출을", 14, ["연방 조치", "90여 개…AI", "수출을"]),
        ("Taean sign 1 trillion won", 14, ["Taean sign", "1 trillion won"]),
        ("투자액은 2조 9000억 원이다", 18, ["투자액은", "2조 9000억 원이다"]),
        ("뷔나그룹 20조원 등 투자", 16, ["뷔나그룹", "20조원 등 투자"]),
        ("삼성·SK 손잡다", 9, ["삼성·SK", "손잡다"]),
        ("The plan of a hub", 11, ["The plan", "of a hub"]),
        ("정예팀 카카오·네이버·SKT·NC AI 뽑혀", 16, ["정예팀 카카오·", "네이버·SKT·", "NC AI 뽑혀"]),
        ("카카오·네이버가 맡는다", 23, ["카카오·네이버가 맡는다"]),
        ("", 10, []),
    ],
)
def test_lines_are_few_even_and_torn_where_a_reader_breathes(text, widest, expected):
    assert lines(text, width, widest, 9) == expected


def test_what_takes_more_lines_or_a_torn_word_is_told_before_it_is_cut():
    assert lines("하나 둘 셋 넷", width, 4, 3) is None
    assert lines("인공지능기본법시행령", width, 8, 9) is None
    assert cut_lines("하나 둘 셋 넷 다섯", width, 9, 1) == ["하나 둘…"]
    assert cut_lines("인공지능기본법시행령", width, 8, 9) == ["인공지능", "기본법시", "행령"]
    assert cut_lines("가나·인공지능기본법 뒤", width, 8, 9) == ["가나·", "인공지능", "기본법", "뒤"]
    assert cut_lines("인공지능기본법시행령", width, 8, 2) == ["인공지능", "기본법…"]
    assert cut_lines("가" * 900, width, 8, 2)[-1].endswith("…")


@given(st.text(max_size=120), st.integers(4, 60), st.integers(1, 5))
def test_no_line_is_wider_than_it_may_be(text, widest, most):
    made = cut_lines(text, width, widest, most)
    assert len(made) <= most
    assert all(width(line) <= widest for line in made if len(line) > 1)


SENTENCE = "Puts duties on general-purpose models from August 2025 and, as was adopted, on high-risk AI from late 2027."
OUTLET = "Department for Science, Innovation & Technology and 1 more"


@pytest.mark.parametrize(
    ("lang", "more"),
    [
        ("en", {"headline": "Projects in Korea", "figure": "About 20 trillion won in total"}),
        ("en", {"headline": "Installed GPUs in Korea", "figure": "From about 65,000 to more than 300,000 units"}),
        ("en", {"headline": "Power that 140 proposed data-centre schemes could need", "figure": "At least 50 GW"}),
        ("ko", {"headline": "한국에 설치된 AI GPU 수", "figure": "약 6만5000장에서 30만 장 넘는 수준"}),
        ("en", {"headline": "Data centre bills before the National Assembly", "tone": "law", "under": SENTENCE}),
        ("en", {"headline": "Cooperation", "foot": ("Letter of intent", "24 May 2024", OUTLET)}),
        ("ko", {"headline": "정부 GPU 1만3000여장, NHN클라우드·카카오·네이버클라우드가 맡는다"}),
    ],
)
def test_nothing_is_cut_that_has_room_in_more_lines_or_smaller(painter, monkeypatch, lang, more):
    printed: list[tuple[str, int]] = []
    monkeypatch.setattr(painting._Drawing, "_print", lambda self, made, _, type, *rest: printed.append((made, type)))
    says = card(lang=lang, **more)
    painter.draw(says)
    words = [" ".join("".join(made).split()) for made, _ in printed]
    for text in filter(None, (says.headline, says.figure, says.under, *says.foot)):
        assert any(text.replace(" ", "") in each.replace(" ", "") for each in words), (text, printed)
    said = " ".join((says.headline, says.figure, says.under))
    for made, _ in printed:
        for line, after in itertools.pairwise(made):
            assert line.endswith("·") or f"{line[-3:]} {after[:3]}" in said, made


def test_a_figure_is_larger_than_what_is_said_below_it_and_leaves_room_for_it(painter, monkeypatch):
    sizes: list[int] = []
    monkeypatch.setattr(painting._Drawing, "_print", lambda self, made, _, type, *rest: sizes.append(type.size))
    painter.draw(card("Deferral of rules under the Act for a while", "en", tone="claim", figure="At least 1 year"))
    _, figure, headline, _ = sizes
    assert figure > headline > 34


# Fonts


@pytest.mark.parametrize("data", [b"", b"OTTO", b"ttcf" + b"\xff" * 40, b"\x00\x01\x00\x00" + b"\xff" * 200, b"GIF89a"])
def test_what_is_no_font_is_none(data):
    assert face_of(data) is None


def test_a_font_that_was_cut_short_is_none_or_whole_enough():
    assert FACES
    path = next(iter(machine_fonts().values()))
    with open(path, "rb") as file:
        data = file.read(400_000)
    for length in (12, 100, 500, 3000, 50_000):
        cut = data[:length]
        assert face_of(cut) is None
        face_in_file(lambda at, size, cut=cut: cut[at : at + size])
