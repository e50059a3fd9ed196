"""What is suggested of each article, against what a person read in it: how much is right, and how much is found."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

from sitegen.desk.clip.suggest import Suggestions
from tests.desk.clip.clipping import EXPECTED, found_in

# The least precision and recall over all articles.
LEAST = {"terms": (0.95, 0.95), "amounts": (0.97, 0.97), "dates": (0.97, 0.97), "quotes": (0.9, 0.9)}
LEAST |= {"claims": (0.9, 0.9)}


def wanted(kind: str, name: str) -> Iterable[Any]:
    given = EXPECTED[name][kind]
    if kind == "dates":
        return [(text, str(days)) for text, days in given.items()]
    return given if kind in ("terms", "amounts") else [tuple(each) for each in given]


def got(kind: str, name: str, found: Suggestions) -> Iterable[Any]:
    if kind == "terms":
        return {term.key[1] for term in found.terms}
    if kind == "amounts":
        return [amount.text for amount, _ in found.amounts]
    if kind == "dates":
        return [(date.text, date.days or "?") for date, _ in found.dates]
    if kind == "claims":
        return [(claim.kind, claim.by[1], claim.stage or "-") for claim in found.claims]
    begins = [start for start, _ in EXPECTED[name]["quotes"]]
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
