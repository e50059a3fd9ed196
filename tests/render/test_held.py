"""What the filter `held` keeps to one line, and how it shows quotation marks. Below, `_` is a space that holds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.views import Html
from sitegen.render.filters import filters
from sitegen.render.safe import held
from sitegen.text.curly import curly

JOINER = "\u2060"


def shown(text: str) -> str:
    return str(held(Html(text))).replace("\u00a0", "_").replace(JOINER, "|")


@pytest.mark.parametrize(
    "kept",
    [
        # What is counted, with its number.
        "B200_768장",
        "with 512_B200_GPUs",
        "4,096_B200s, 256_B200을, 72_GB200",
        "총_2조9000억원_이상",
        "20조원_규모의 사업, 500MW_규모, 384MW_규모의 단지",
        "144_resident staff and 15,000_chips",
        "AWS가 GPU 6만_장을 들인다",
        "15억_달러를 낸다",
        "약_5000억_달러다",
        "2조_9000억_원",
        "20조_원과 1만5000여_장",
        "3_개월",
        "$1.5_billion",
        "20_trillion_won",
        "500_MW",
        "over 20_per_cent.",
        "from 6_months to 3_months",
        "해외 빅테크 두_곳과",
        "다섯_팀을 네_팀으로",
        "세_배 전망",
        "총_2조_9000억_원",
        "월_최대_90만_장, 각각_최대_5만_장, 최소_1년",
        "월_90만_장, 각각_5만_장, 모두_512장, 연간_1조원",
        "about $5_billion, up to_65,000, at least 20_firms, over_30, than_1.5, nearly_90 federal",
        "더팩트 외_1곳, {outlet} 외_{n}곳",
        "THE_FACT and 3_others, {outlet} and {n}_others",
        # Days.
        "on the_24th, by the_1st",
        "2028년_8월_2일까지",
        "2026년_3분기",
        "on 2_August_2028.",
        "in August_2028",
        "reported 6_Mar_2026",
        "announced 20_Sept_2025",
        "29_June",
        "2025-|10-|24",
        "2026–|2030",
        "2027년_말로, 2031년_말까지는, 2026년_하반기에, 8월_중순, 2028년_안에, 2026년_내",
        "to the end of_2027, the first half of_2026",
        "270일_이내에, 95%_이상이다, 1.67TWh_이상, 74만t_이상",
        # Names with a number.
        "in Seoul 16_firms",
        "for Claude Opus_4 as a precaution, and Sonnet_4 needs",
        "앤트로픽, 클로드 오퍼스_4에 ASL-|3, 소넷_4 출시, ‘오퍼스_4’|를",
        "Claude Opus_4(",
        "with Llama_3.1.",
        "Creative Commons Attribution_4.0 International",
        "부속서_3의 고위험, 부속서_3 고위험, 부속서_1)|의",
        "99_대_1로 뺐다",
        "Articles_53 and 55",
        "Level_3",
        "Title_IV",
        # Codes and addresses.
        "Annex_III, Order_14179, Week_39",
        "행정명령_14110호에",
        "법률_제20676호",
        "M-|25-|21",
        "SB_26-|189",
        "SB_53에",
        "NC_AI와",
        "THE_FACT reports that SK_Telecom",
        "GPT-|4",
        "finance-|news.co.kr가",
        # What no line begins with.
        "삼성|·SK",
        "더팩트_· 다르게 보도됨",
        "GPU_/ 26만_장, announced_→ adopted, one_: two",
        "‘고영향 AI’|는",
        "<em>법</em>|이다",
    ],
)
def test_a_group_keeps_to_a_line(kept):
    assert shown(kept.replace("_", " ").replace("|", "")) == kept


@pytest.mark.parametrize(
    "free",
    [
        "data-centre",
        "100 대통령이라고는",
        "SKT AI",
        "In May, companies",
        "I may 5",
        "2025년 기준",
        "필요한 곳과 분야",
        "한 사업자로서는",
        "두, 곳",
        "세월 3년",
        "the 24",
        "about-5",
        "a news-paper. And",
        "it ended. From 22 onward",
        "in Seoul 1,600 of them, Korea 2030, Orders 1,000",
        "2025년 말레이시아, 2026년 초거대 AI, 2025년 내각이",
        "참여 88→91, 정부 26만, 한국 3국, section In",
        "of 20,000 and of 512",
        "a /b, a:b →c",
    ],
)
def test_words_may_part_elsewhere(free):
    assert shown(free) == free


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("“한국을 'AI 인프라 허브'로”", "“한국을 ‘AI 인프라 허브’|로”"),
        ("“'red lines' don't move”", "“‘red lines’ don’t move”"),
        ("“AI&#39;s &#39;x&#39;.”", "“AI’s ‘x’.”"),
        ("“the companies' plans, the '90s”", "“the companies’ plans, the ’90s”"),
        ("“<a title='x'>it's</a> 'so'”", "“<a title='x'>it’s</a> ‘so’”"),
        ("it's 'so'", "it's 'so'"),
        ("“<code>'a'</code> 'b'”", "“<code>'a'</code> ‘b’”"),
        ("<code>“'a'”</code>", "<code>“'a'”</code>"),
    ],
)
def test_straight_marks_inside_of_curly_ones_are_curly(text, mended):
    assert shown(text) == mended


def test_addresses_and_code_stay_as_they_are():
    body = '<a href="/laws/sb-26-189/" title="a · b">26-189</a> <code>26-189, about 5 · b</code> a · b, about 5'
    kept = '<a href="/laws/sb-26-189/" title="a · b">26-|189</a> <code>26-189, about 5 · b</code> a_· b, about_5'
    assert shown(body) == kept


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("""오픈AI "韓 위한 '소버린 AI' 한국 데이터로 협력\"""", "오픈AI “韓 위한 ‘소버린 AI’ 한국 데이터로 협력”"),
        ('AI안전연구소 출범…"AI 폐해 대응"', "AI안전연구소 출범…“AI 폐해 대응”"),
        ("잠정 중단...개선", "잠정 중단…개선"),
        ("OpenAI's 'very significant' plan", "OpenAI’s ‘very significant’ plan"),
        ("“그대로” 둔다", "“그대로” 둔다"),
    ],
)
def test_headlines_have_curly_marks(typed, set_as):
    assert curly(typed) == set_as


def test_words_of_the_interface_are_held_together_but_in_plain_text():
    texts = filters({"ko": {"kind": "설립·마련", "count": "약속·규제 {n}건"}})
    shown = texts["t"]("kind", "ko"), texts["t"]("count", "ko", n=2)
    assert shown == (f"설립{JOINER}·마련", f"약속{JOINER}·규제 2건")
    assert texts["plain"](shown[0]) == "설립·마련" and texts["wrapped"](shown[1]) == "약속·규제 2건"


PARTS = ["1", "20", "조", "억", "만", "여", "장", "호", "달러", " ", "-", "·", "%", "’", "“", "”", "'", "A", "SB", "AI"]
MORE = ["million", "won", "August", "약", "명령", ".co", "a", "가", "<b>", "</a>", "&#39;", "–", ".", "\n", "<", ">"]


@given(st.lists(st.sampled_from(PARTS + MORE), max_size=40).map("".join))
def test_nothing_is_added_but_what_holds_and_the_second_time_nothing(text):
    once = str(held(Html(text)))
    assert str(held(Html(once))) == once
    straight = re.compile("['‘’]|&#39;")
    assert straight.sub("'", once.replace("\u00a0", " ").replace(JOINER, "")) == straight.sub("'", text)
