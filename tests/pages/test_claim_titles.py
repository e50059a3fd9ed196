"""What a claim is called where its words head a page or a row, and how the law is called that it is on."""

import pytest

from tests.dom import ui
from tests.pages.test_laws import LAWS, measures
from tests.pages.test_ledger import claim, page, put, row


@pytest.mark.parametrize(
    ("what", "title", "in_rows"),
    [
        ("memory chips", "OpenAI: Memory chips", "Memory chips"),
        ("xAI cluster", "OpenAI: xAI cluster", "xAI cluster"),
        ("GPU cluster of OpenAI", "GPU cluster of OpenAI", "GPU cluster of OpenAI"),
    ],
)
def test_a_page_is_headed_by_who_promises_what_and_words_begin_with_a_capital(site, what, title, in_rows):
    digest = site()
    put(digest, "a", "2025-01-01", claim(what=f"{{ko: 공장, en: {what}}}"))
    digest.build()
    main = page(digest, "en/claims/plant/")
    assert main.one("h1").text == title and f"<title>{title} · " in digest.page("en/claims/plant/")
    assert row(page(digest, "en/claims/"), in_rows)
    assert page(digest, "claims/plant/").one("h1").text == "오픈AI: 공장"


def test_a_programme_is_called_one_and_no_law(site):
    digest = site(LAWS.replace("kind: bill", "kind: programme"))
    measures(digest, "one", "2025-01-01", "id: own, what: 사업자 선정", more="laws: [ai-act, sb-1]\n")
    digest.build()
    section = page(digest, "notes/one/").all("section", aria_labelledby="section-laws")[0].text
    assert f"SB 1 {ui('law.kind.programme', 'ko')}" in section and ui("law.kind.law", "ko") in section
    assert ui("law.kind.law", "ko") in page(digest, "claims/own/").one("p", **{"class": "claim-parties"}).text
