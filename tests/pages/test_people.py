"""People: a page of one's own with one's words and roles by day, the same person in both languages."""

import json

import pytest

from tests.dom import read, ui
from tests.site import note, settings

PEOPLE = (
    settings("people: {name: {ko: 인물, en: People}, person: true}")
    + """
-- content/people/ha.md --
---
name: {ko: 하정우, en: Ha Jung-woo}
aliases: [Ha Jung Woo]
---
-- content/people/bae.md --
---
name: {ko: 배경훈, en: Bae Kyung-hoon}
---
"""
)
ALSO = "also: [{publisher: 뉴스1, url: https://example.com/2}]\n"


def said(digest, id: str, day: str, ko: str, en: str) -> None:
    digest.put(f"content/notes/{day}-{id}.md", note(id, day, f"{ALSO}people: [ha]\nquotes: [{{{ko}}}]\n"))
    english = f"---\ntitle: {id}\nsummary: x\nwhy: x\nquotes: [{{{en}}}]\n---\nBody.\n"
    digest.put(f"content/notes/{day}-{id}.en.md", english)


@pytest.fixture
def digest(site):
    digest = site(PEOPLE)
    said(
        digest,
        "old",
        "2025-01-01",
        "text: 옛말, speaker: 하정우, role: 소장",
        "text: 옛말, lang: ko, speaker: Ha Jung Woo (하정우), role: head",
    )
    said(
        digest,
        "new",
        "2025-10-29",
        "text: 새말, speaker: 하정우, role: 수석, source: 2",
        "text: 새말, lang: ko, speaker: Ha Jung-woo, role: secretary, source: 2",
    )
    digest.build()
    return digest


@pytest.mark.parametrize(
    ("home", "lang", "roles"), [("", "ko", ["수석", "소장"]), ("en/", "en", ["secretary", "head"])]
)
def test_a_person_s_page_has_their_words_newest_first_with_role_day_and_outlet(digest, home, lang, roles):
    main = read(digest.page(f"{home}people/ha/")).one("main")
    new, old = main.one("section", aria_labelledby="section-quotes").all("figure")
    for figure, words, role, outlet, day in (
        (new, "새말", roles[0], "뉴스1", "2025-10-29"),
        (old, "옛말", roles[1], "더팩트", "2025-01-01"),
    ):
        assert words in figure.text and role in figure.text and outlet in figure.text
        assert figure.one("time")["datetime"] == day
    assert not read(digest.page(f"{home}people/bae/")).all("section", aria_labelledby="section-quotes")


@pytest.mark.parametrize(("home", "name"), [("", "하정우"), ("en/", "Ha Jung-woo")])
def test_words_of_a_person_lead_to_their_page_and_the_list_of_all_words_to_all_people(digest, home, name):
    main = read(digest.page(f"{home}notes/new/")).one("main")
    assert main.one("section", aria_labelledby="section-quotes").words(f"/{home}people/ha/") == [name]
    assert main.one("section", aria_labelledby="section-who").words(f"/{home}people/ha/") == [name]
    assert not main.one("header").words(f"/{home}people/ha/")
    quotes = read(digest.page(f"{home}quotes/"))
    assert f"/digest/{home}people/ha/" in [address for _, address in quotes.one("main").links()]
    assert f"/digest/{home}people/" in [address for _, address in quotes.one("main").links()]
    sections = quotes.one("nav", **{"class": "masthead-sections"})
    assert f"/digest/{home}people/" not in [address for _, address in sections.links()]


def test_data_say_from_which_source_words_are(digest):
    rows = json.loads((digest.output / "data/quotes.json").read_text())["quotes"]
    assert {row["text"]: row["source"]["publisher"] for row in rows} == {"옛말": "더팩트", "새말": "뉴스1"}


@pytest.mark.parametrize("home", ["", "en/"])
def test_words_have_a_translation_in_the_note_s_language_and_their_own_day_wherever_they_stand(site, home):
    digest = site(PEOPLE)
    said(
        digest,
        "a",
        "2025-09-08",
        "text: 옛말, speaker: 하정우, date: 2025-06",
        "text: 옛말, lang: ko, translation: old words, speaker: Ha Jung-woo, date: 2025-06",
    )
    digest.build()
    for url in ("notes/a/", "people/ha/", "quotes/"):
        figure = read(digest.page(f"{home}{url}")).one("main").one("figure")
        translated = f"“old words” {ui('quotes.translation', 'en')}"
        # What a reader can read leads; the words as they were said follow.
        assert figure.one("blockquote").text == (translated if home else "“옛말”")
        assert [p.text for p in figure.all("p", **{"class": "quote-beside"})] == (["“옛말”"] if home else [])
        assert [time["datetime"] for time in figure.all("time")] == ["2025-06"]
    [row] = json.loads((digest.output / "data/quotes.json").read_text())["quotes"]
    assert (row["date"], row["said"], row["translation"]) == ("2025-09-08", "2025-06", {"en": "old words"})


def test_who_is_called_as_a_topic_is_no_person(site):
    digest = site(PEOPLE)
    said(digest, "a", "2025-01-01", "text: 말, speaker: 소버린 AI", "text: 말, lang: ko, speaker: Sovereign AI")
    digest.build()
    assert not read(digest.page("topics/sovereign-ai/")).all("section", aria_labelledby="section-quotes")


def test_a_quote_from_a_source_that_is_not_there_is_a_problem_at_its_place(site):
    digest = site(PEOPLE)
    said(digest, "a", "2025-01-01", "text: 말, speaker: 하정우", "text: 말, speaker: Ha Jung-woo, source: 3")
    result = digest.run("check")
    assert result.status == 1
    assert "2025-01-01-a.en.md:5:" in result.out + result.err
    assert "there is no source 3: this note names 2" in result.out + result.err
