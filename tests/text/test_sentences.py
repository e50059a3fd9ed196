"""Sentences of claims: read by eye in `sentences.txt`, and sound for all kinds, stages and words."""

import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.content.schema import Certainty, ClaimKind
from sitegen.digest.claims.families import stages_of
from sitegen.text.sentences import Facts, Name, claim_sentence

BLOCKS = re.split(r"\n\n+", (Path(__file__).parent / "sentences.txt").read_text("utf-8").strip())[1:]


def name_of(text: str) -> Name:
    words, reading, plus = re.fullmatch(r"(.*?)(?: \[(.*?)\])?( \+)?", text).groups("")
    return Name(words, reading, bool(plus))


def facts_of(lines: list[str]) -> tuple[str, Facts]:
    fields: dict = {"stage": "", "certainty": "stated"}
    for line in lines:
        key, value = line.split(": ", 1)
        if key in ("by", "court", "law", "speaker", "outlet"):
            fields[key] = name_of(value)
        elif key == "with":
            fields["with_"] = tuple(name_of(each) for each in value.split("; "))
        else:
            fields[key] = True if value == "yes" else value
    return fields.pop("lang"), Facts(**fields)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.splitlines()[-1])
def test_a_claim_is_told_as_a_newspaper_would(block):
    *lines, expected = block.splitlines()
    lang, facts = facts_of(lines)
    assert claim_sentence(facts, lang) == expected.removeprefix("= ")


def test_enough_was_read_by_eye_in_both_languages():
    for lang in ("ko", "en"):
        assert sum(block.startswith(f"lang: {lang}") for block in BLOCKS) >= 40


def test_another_language_has_no_frames_and_falls_back_on_its_own_texts():
    assert claim_sentence(facts_of(BLOCKS[0].splitlines()[:-1])[1], "de") is None


# Names whose last sound is known: after those of the first list 이, 을, 은, 과 stand, after the others 가, 를, 는, 와.
CLOSED = ["뷔나그룹", "SK텔레콤", "삼성", "블랙록", "앤트로픽", "과학원"]
OPEN = ["오픈AI", "삼성전자", "카카오", "Arm Core [암 코어]", "국회", "미국 상무부"]
KOREAN_NAMES = st.sampled_from([*CLOSED, *OPEN]).map(name_of)
ENGLISH_NAMES = st.sampled_from(["OpenAI", "Kakao", "xAI", "Ministry of Science and ICT +", "Stargate", "METR +"]).map(
    name_of
)
KOREAN_WHAT = [
    *(
        "재생에너지와 AI 데이터센터 구축",
        "태안 해상풍력",
        "카카오가 맡는 B200",
        "AI·반도체 투자 계획",
        "양해각서",
        "법안 거부",
    ),
    *(
        "세액공제를 7년 연장",
        "협업 가능성을 열어 둠",
        "글로벌 기업의 도움이 필요",
        "AI안전연구소 출범 (부설)",
        "의무 적용",
    ),
    *(
        "소버린 AI 제안",
        "전력 수요 세 배로 증가",
        "본회의 표결 (반대 13명)",
        "HBM",
        "GPU",
        "SB 53",
        "기공식",
        "저작권 소송",
    ),
]
ENGLISH_WHAT = [
    *(
        "renewables and AI data centres",
        "Taean offshore wind",
        "GPUs for Korea",
        "observatory on energy",
        "AI Basic Act",
    ),
    *(
        "Revocation of Executive Order 14110",
        "bill adopted in committee",
        "open to collaboration",
        "will not try again",
    ),
    *("memorandum on chips (2025)", "plenary vote", "letters of intent", "size of the centre", "Veto of SB 1047"),
    *("groundbreaking of a centre", "demand to triple", "hope that it works", "AI Safety Institute opened, affiliated"),
]
AMOUNTS = {
    "ko": ["20조원", "총 20조원 규모", "500MW", "약 6만개", "4억 달러(약 5900억원)", "6개월에서 3개월", "20% 초과"],
    "en": [
        "20 trillion won",
        "about 500 MW",
        "at least 95%",
        "$450 million (about 590 billion won)",
        "from 1 to 2 months",
    ],
}


@st.composite
def claims(draw: st.DrawFn, lang: str) -> Facts:
    names = KOREAN_NAMES if lang == "ko" else ENGLISH_NAMES
    kind = draw(st.sampled_from(get_args(ClaimKind)))
    statement = kind in ("forecast", "position")
    own = draw(st.booleans())
    speaker = None if own else draw(st.none() | st.sampled_from([Name("문서"), Name("Chris Lehane")]))
    outlets = st.sampled_from([Name("지디넷코리아"), Name("더팩트"), Name("Daily Journal")])
    return Facts(
        kind=kind,
        stage=draw(st.sampled_from(stages_of(kind))) if not statement else "",
        certainty=draw(st.sampled_from(get_args(Certainty))),
        by=draw(names),
        what=draw(st.sampled_from(KOREAN_WHAT if lang == "ko" else ENGLISH_WHAT)),
        when=draw(st.sampled_from(["2025", "2025-10", "2025-10-23"])),
        with_=tuple(draw(st.lists(names, max_size=5, unique=True))),
        court=draw(st.none() | st.just(Name("대법원" if lang == "ko" else "Supreme Court", institution=True))),
        law=draw(st.none() | names) if kind in ("regulation", "ruling") else None,
        amount=draw(st.just("") | st.sampled_from(AMOUNTS[lang])),
        money=draw(st.booleans()),
        due="" if statement else draw(st.sampled_from(["", "2030", "2030-H1", "2030-Q3", "2030-06", "2030-06-01"])),
        dated=draw(st.booleans()),
        own=own,
        speaker=speaker,
        outlet=draw(st.none() | outlets) if own else draw(outlets),
        in_court=draw(st.booleans()) if kind == "ruling" else False,
    )


def assert_sound(facts: Facts, said: str) -> None:
    assert said == " ".join(said.split()) and said.endswith(".") and not said.endswith("..")
    assert not re.search(r"[{}]|\bNone\b| [,.)]|\( |\(\)|,,|\(,|, ?\)", said), said
    assert said.count("(") == said.count(")") and not re.search(r"\([^)]*\(", said), said
    spoken = [name.words for name in (facts.speaker, facts.outlet) if name] or [facts.by.words]
    assert any(words.lower() in said.lower() for words in spoken), said
    assert facts.when[:4] in said
    assert re.search(r"[0-9]", facts.amount) is None or re.sub(r" ?\(.*| 규모", "", facts.amount) in said, said


KOREAN_HEDGES = {"reported": "알려졌다", "rumoured": "확인되지 않은", "planned": "계획|겠다|예상|내다봤|목표|제안|의향"}
ENGLISH_HEDGES = {
    "reported": "reportedly",
    "rumoured": "unconfirmed",
    "planned": "plan|forecast|would|will |intent|hope|position",
}


@given(claims("ko"))
def test_any_korean_claim_makes_a_sound_sentence(facts):
    said = claim_sentence(facts, "ko")
    assert said is not None
    assert_sound(facts, said)
    assert not re.search(r"을\(를\)|이\(가\)|은\(는\)|와\(과\)|\(으\)로", said)
    assert not re.search(r"(발표했다|밝혔다|내다봤다)고 밝혔다", said)
    for words in CLOSED:
        assert not re.search(rf"{re.escape(words)}[가를는와](?= )", said), said
    for words in (*OPEN, "지디넷코리아", "Arm Core"):
        assert not re.search(rf"{re.escape(words.split(' [')[0])}[이을은과](?= )", said), said


@given(claims("en"))
def test_any_english_claim_makes_a_sound_sentence(facts):
    said = claim_sentence(facts, "en")
    assert said is not None
    assert_sound(facts, said)
    assert said[0] == said[0].upper()
    assert not re.search(r"\b(a|an|the) (a|an|the)\b|\bat at\b|\ba [aeio]|\bwith with\b", said), said


@given(claims("ko"), claims("en"))
def test_what_is_not_certain_is_not_told_as_if_it_were(korean, english):
    for facts, lang, hedges in ((korean, "ko", KOREAN_HEDGES), (english, "en", ENGLISH_HEDGES)):
        hedge = hedges.get(facts.certainty)
        if hedge and not (facts.certainty == "planned" and (facts.statement or facts.stage == "proposed")):
            assert re.search(hedge, claim_sentence(facts, lang) or ""), claim_sentence(facts, lang)


@given(st.text(min_size=1).filter(str.strip), st.sampled_from(["ko", "en"]), st.sampled_from(get_args(ClaimKind)))
@example("음", "ko", "position")
@example("(a)", "en", "investment")
def test_no_words_of_an_editor_make_the_sentence_fail(what, lang, kind):
    stage = next(iter(stages_of(kind)), "")
    facts = Facts(kind=kind, stage=stage, certainty="stated", by=Name("A"), what=what, when="2025", outlet=Name("B"))
    assert (claim_sentence(facts, lang) or "").endswith(".")
