"""A claim's page opens with a sentence; its head, the feed and the calendar say the same."""

import html
import re

from tests.site import note

CLAIM = """\
claims:
  - id: korea
    kind: investment
    by: openai
    with: [naver]
    what: {ko: AI 데이터센터 구축, en: AI data centres in Korea}
    amount: 20조원
    due: 2030
    stage: loi
"""
KOREAN = (
    "2025년 10월 24일 오픈AI가 AI 데이터센터 구축에 2030년까지 20조원을 투자하겠다는 의향서를 냈다고 더팩트가 전했다."
)
ENGLISH = (
    "On 24 October 2025, OpenAI submitted a letter of intent to invest 20 trillion won in AI data centres in Korea by "
    "2030, 더팩트 reported."
)


def with_claim(claim: str = CLAIM, more: str = "") -> str:
    return f"-- content/notes/2025/2025-10-24-x.md --\n{note(more=claim)}{more}"


def opening(page: str) -> str:
    """Without what holds its words together on a line."""
    held = html.unescape(re.sub("<[^>]+>", "", page.split('class="claim-sentence">')[1].split("</p>")[0]))
    return held.replace("\u00a0", " ").replace("\u2060", "")


def test_page_head_feed_and_calendar_say_the_same_sentence(site):
    digest = site(with_claim())
    digest.build()
    for lang, sentence in (("", KOREAN), ("en/", ENGLISH)):
        page = digest.page(f"{lang}claims/korea/")
        assert opening(page) == sentence
        assert page.index("</h1>") < page.index("claim-sentence") < page.index("claim-parties")
        assert f'<meta name="description" content="{sentence}">' in page
        assert sentence in digest.page(f"{lang}claims/feed.xml")
        calendar = digest.page(f"{lang}claims/due.ics").replace("\n ", "").replace("\\,", ",")
        assert sentence in calendar


def test_a_sentence_written_by_hand_stands_in_its_place(site):
    written = "    sentence: {ko: 오픈AI가 20조원을 쓸 뜻을 적어 냈다., en: OpenAI put it in writing.}\n"
    digest = site(with_claim(CLAIM + written))
    digest.build()
    assert opening(digest.page("claims/korea/")) == "오픈AI가 20조원을 쓸 뜻을 적어 냈다."
    assert opening(digest.page("en/claims/korea/")) == "OpenAI put it in writing."


def test_one_report_speaks_and_its_own_words_with_it(site):
    """The report by which it stands: its stage, amount, day and outlet, and nobody else's."""
    later = CLAIM.replace("loi", "announced").replace("20조원", "30조원")
    earlier = with_claim(CLAIM.replace("    due: 2030\n", "    due: 2030\n    said_by: 오픈AI\n"))
    digest = site(f"{earlier}-- content/notes/2025/2025-10-25-y.md --\n{note(day='2025-10-25', more=later)}")
    digest.build()
    said = opening(digest.page("claims/korea/"))
    assert said == (
        "오픈AI는 2025년 10월 24일 AI 데이터센터 구축에 2030년까지 20조원을 투자하겠다는 의향서를 냈다고 밝혔다"
        "(더팩트)."
    )


def test_the_day_of_the_event_leads_where_it_is_not_the_notes(site):
    claim = CLAIM.replace("    stage: loi\n", "    stage: loi\n    date: 2025-04\n    certainty: reported\n")
    digest = site(with_claim(claim))
    digest.build()
    assert opening(digest.page("claims/korea/")).startswith("2025년 4월 오픈AI가 ")
    assert opening(digest.page("claims/korea/")).endswith("의향서를 낸 것으로 알려졌다고 더팩트가 전했다.")
    assert opening(digest.page("en/claims/korea/")).startswith("In April 2025, OpenAI reportedly submitted ")


def test_a_name_in_latin_letters_takes_the_particle_of_its_reading(site):
    arm = "-- content/companies/arm.md --\n---\nname: Arm\nreading: 암\n---\n"
    digest = site(with_claim(CLAIM.replace("by: openai", "by: arm"), arm))
    digest.build()
    assert opening(digest.page("claims/korea/")).startswith("2025년 10월 24일 Arm이 ")


def test_in_a_language_without_frames_the_words_of_its_own_texts_stand_beside_each_other(site, repository):
    english = (repository / "templates/i18n/en.yaml").read_text("utf-8")
    digest = site(with_claim())
    digest.put("templates/i18n/de.yaml", english.replace("investment: investment", "investment: Investition"))
    config = (digest.root / "content/site.yaml").read_text("utf-8")
    digest.put(
        "content/site.yaml",
        config.replace("languages: [ko, en]", "languages: [ko, en, de]").replace(
            "en: Digest}", "en: Digest, de: Digest}"
        ),
    )
    digest.build()
    said = opening(digest.page("de/claims/korea/"))
    assert "오픈AI" in said and "letter of intent" in said and said.endswith("더팩트.")
