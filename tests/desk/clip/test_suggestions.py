"""What is suggested of each article, against what a person read in it: how much is right, and how much is found."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

from sitegen.desk.clip.claims import ClaimFound
from sitegen.desk.clip.model import Paragraph
from sitegen.desk.clip.speakers import korean_speaker
from sitegen.desk.clip.suggest import Suggestions, suggestions
from tests.desk.clip.clipping import EXPECTED, article, found_in, names

# The least precision and recall over all articles.
LEAST = {"terms": (0.95, 0.95), "amounts": (0.97, 0.97), "dates": (0.97, 0.97), "quotes": (0.9, 0.9)}
LEAST |= {"claims": (0.9, 0.9)}


def wanted(kind: str, name: str) -> Iterable[Any]:
    given = EXPECTED[name][kind]
    if kind == "dates":
        return [(text, str(days)) for text, days in given.items()]
    if kind in ("terms", "amounts"):
        return given
    return [tuple(each[: 2 if kind == "quotes" else 3]) for each in given]


def got(kind: str, name: str, found: Suggestions) -> Iterable[Any]:
    if kind == "terms":
        return {term.key[1] for term in found.terms}
    if kind == "amounts":
        return [amount.text for amount, _ in found.amounts]
    if kind == "dates":
        return [(date.text, date.days or "?") for date, _ in found.dates]
    if kind == "claims":
        return [
            (claim.kind, claim.by[1], "-" if claim.stage in (None, "announced") else claim.stage)
            for claim in found.claims
        ]
    begins = [start for start, *_ in EXPECTED[name]["quotes"]]
    return [
        (next((b for b in begins if quote.text.startswith(b)), quote.text), quote.speaker and quote.speaker.name)
        for quote in found.quotes
    ]


@pytest.mark.parametrize("kind", LEAST)
def test_suggestions_are_right_and_whole(kind, counted):
    right = suggested = there = 0
    wrong = {}
    for name in EXPECTED:
        want, have = Counter(wanted(kind, name)), Counter(got(kind, name, found_in(name)))
        right += (want & have).total()
        suggested, there = suggested + have.total(), there + want.total()
        if want != have:
            wrong[name] = f"missing {list((want - have).elements())}, too much {list((have - want).elements())}"
    precision, recall = right / suggested, right / there
    counted(
        f"{kind} suggested of {len(EXPECTED)} articles: precision {precision:.3f}, recall {recall:.3f} ({there} there)"
    )
    assert (precision, recall) >= LEAST[kind] and recall >= LEAST[kind][1], wrong


def test_roles_of_speakers_are_right(counted):
    wanted = [(name, *each) for name in EXPECTED for each in EXPECTED[name]["quotes"] if len(each) > 2]
    wrong = []
    for name, begins, _, role in wanted:
        speakers = [quote.speaker for quote in found_in(name).quotes if quote.text.startswith(begins)]
        if [speaker and speaker.role for speaker in speakers] != [role]:
            wrong.append((name, begins, speakers))
    counted(f"roles of speakers: {len(wanted) - len(wrong)} of {len(wanted)} right")
    assert len(wanted) > 15 and wrong == []


def fields(claim: ClaimFound) -> dict[str, Any]:
    plain = {"with": [key[1] for key in claim.with_], "on": claim.on and claim.on[1]}
    return plain | {key: getattr(claim, key) for key in ("amount", "power", "date", "due", "stage", "certainty")}


def test_fields_of_claims_are_right(counted):
    """What `expected.yaml` says of a claim beside its kind, who acts, and its stage."""
    wanted = [(name, *each) for name in EXPECTED for each in EXPECTED[name]["claims"] if len(each) > 3]
    wrong = []
    for name, kind, by, _, more in wanted:
        more = {
            "on" if key is True else key: str(each) if isinstance(each, dt.date | int) else each
            for key, each in more.items()
        }
        claims = [fields(each) for each in found_in(name).claims if (each.kind, each.by[1]) == (kind, by)]
        if not any({**claim, **more} == claim for claim in claims):
            wrong.append((name, kind, by, more, claims))
    counted(f"claims whose other fields are given: {len(wanted) - len(wrong)} of {len(wanted)} right")
    assert len(wanted) > 20 and wrong == []


@pytest.mark.parametrize("digest", ["", "empty"])
def test_a_foreigner_s_whole_name_is_found_whoever_the_digest_knows(digest):
    paragraphs = article("founding.txt")[0].paragraphs
    quotes = suggestions(paragraphs, names(digest), dt.date(2025, 10, 24)).quotes
    first = quotes[0].speaker
    assert first and first.name == "크리스 리헤인"
    assert first.role == ("오픈AI 글로벌 대외협력 최고책임자" if digest else "글로벌 대외협력 최고책임자")


@pytest.mark.parametrize(
    ("phrase", "name", "role"),
    [
        ("샘 올트먼 오픈AI 최고경영자", "샘 올트먼", "오픈AI 최고경영자"),
        ("젠슨 황 엔비디아 CEO", "젠슨 황", "엔비디아 CEO"),
        ("도널드 트럼프 미국 대통령", "도널드 트럼프", "미국 대통령"),
        ("마리아 곤살레스 산토스 유럽연합 집행위원", "마리아 곤살레스 산토스", "유럽연합 집행위원"),
        ("다리오 아모데이 앤트로픽 최고경영자", "다리오 아모데이", "앤트로픽 최고경영자"),
        ("배경훈 부총리 겸 과학기술정보통신부 장관", "배경훈", "부총리 겸 과학기술정보통신부 장관"),
        ("남궁민 교수", "남궁민", "교수"),
        ("대통령실 하정우 수석", "하정우", "대통령실 수석"),
        ("신임 김영수 대표", "김영수", "신임 대표"),
        ("한 대학 교수", "한 대학 교수", ""),
        ("정부 관계자", "정부 관계자", ""),
        ("과학기술정보통신부 장관", "과학기술정보통신부 장관", ""),
    ],
)
def test_a_name_and_a_role_are_told_apart_where_nobody_is_known(phrase, name, role):
    speaker = korean_speaker(phrase, names("empty"))
    assert (speaker.name, speaker.role) == (name, role)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("카카오는 오픈AI와의 협업 가능성을 열어두고 있다.", []),
        ("네이버는 북미 기업과의 제휴를 검토하고 있다.", []),
        ("삼성전자와 오픈AI의 기술 협력도 논의되고 있다.", []),
        ("Kakao is considering a partnership with OpenAI, it said.", []),
        ("카카오는 3000억원 투자를 검토하고 있다.", [("investment", "kakao", [], "rumoured")]),
        ("카카오는 오랜 검토를 거쳐 3000억원을 투자하기로 했다.", [("investment", "kakao", [], "stated")]),
        ("카카오와 네이버는 공동 연구소를 설립하기로 했다.", [("establishment", "kakao", ["naver"], "stated")]),
        ("카카오 및 네이버는 공동 연구소를 설립한다고 밝혔다.", [("establishment", "kakao", ["naver"], "stated")]),
        ("뷔나그룹은 500메가와트급 설비에 투자한다고 밝혔다.", [("capacity", "vena-group", [], "stated")]),
        (
            "카카오는 2조원을 투자하고 500명을 채용하겠다고 밝혔다.",
            [("investment", "kakao", [], "stated"), ("employment", "kakao", [], "stated")],
        ),
    ],
)
def test_what_is_only_considered_is_no_claim_and_who_acts_together_stands_together(text, claims):
    made = suggestions([Paragraph(text)], names(), dt.date(2025, 10, 24)).claims
    assert [(each.kind, each.by[1], [key[1] for key in each.with_], each.certainty) for each in made] == claims


def test_what_others_do_is_not_claimed_of_the_one_whom_the_digest_knows():
    texts = (
        "오픈AI는 한국에 법인을 설립했다.",
        "가나와 다라 등 플랫폼 기업들도 2조원 투자를 예고했다.",
        "가나에 따르면 3조원 투자가 예상된다.",
    )
    made = suggestions([Paragraph(text) for text in texts], names(), dt.date(2025, 10, 24)).claims
    assert [(each.kind, each.by[1]) for each in made] == [("establishment", "openai")]


def test_the_founding_article_names_its_organisations_figures_speakers_and_days():
    found = found_in("founding.txt")
    organisations = [term.key[1] for term in found.terms if term.key[0] in ("companies", "institutions")]
    assert {
        *("openai", "vena-group", "sk-group", "samsung-electronics", "sk-hynix", "msit", "nvidia", "kakao", "naver"),
        "microsoft",
    } <= set(organisations)
    assert [amount.text for amount, _ in found.amounts] == ["20조원", "500메가와트", "약 2조원", "9000명"]
    speakers = {quote.speaker.name: quote.speaker for quote in found.quotes if quote.speaker}
    assert list(speakers) == ["크리스 리헤인", "한 IT업계 관계자"]
    assert speakers["크리스 리헤인"].role == "글로벌 대외협력 최고책임자"
    assert {date.text: date.days for date, _ in found.dates}["지난 1일"] == "2025-10-01"
