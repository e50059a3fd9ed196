"""Whose day a page prints: the event's where it is known, else that of the report, which says so."""

import json

import pytest

from tests.dom import ui
from tests.pages.test_laws import LAWS, measures
from tests.pages.test_ledger import claim, history, page, part, put, row
from tests.pages.test_reports import data
from tests.site import note

TOLD = ui("claims.told", "ko")


def told(digest, id: str, day: str, published: str, *claims: str) -> None:
    """A note whose source was published on a day."""
    text = note(id.upper(), day, "companies: [openai, naver]\nclaims:\n" + "".join(f"  - {c}\n" for c in claims))
    digest.put(f"content/notes/{day}-{id}.md", text.replace("더팩트", f"가신문, published: {published}"))


def test_what_a_source_tells_on_the_day_it_is_published_is_of_that_report_and_not_of_that_day(site):
    digest = site()
    told(digest, "a", "2025-07-17", "2025-07-17", claim(stage="loi"))
    digest.build()
    main, said = page(digest, "claims/plant/"), TOLD.format(day="2025.07.17")
    assert said in main.one("p", **{"class": "facts facts-claim"}).text
    assert said in part(main, "ladder").text and history(main)[0].startswith(said)
    assert row(page(digest, "claims/"), "공장").all("td")[4].text == f"가신문: A {said}"
    assert said in page(digest, "companies/openai/").one("table", **{"class": "promises-table"}).text
    row_of_data = data(digest)["plant"]
    assert (row_of_data["date"], row_of_data["dated"]) == ("2025-07-17", False)
    assert row_of_data["history"][0]["dated"] is False


def test_that_something_is_reported_is_said_once_where_its_day_is_that_of_the_report(site):
    digest = site()
    told(
        digest,
        "a",
        "2025-07-17",
        "2025-07-17",
        claim(certainty="reported"),
        claim("old", certainty="reported", date="2024"),
    )
    digest.build()
    certain = ui("certainty.reported", "ko")
    facts = {id: page(digest, f"claims/{id}/").one("p", **{"class": "facts facts-claim"}) for id in ("plant", "old")}
    assert [certain in [span.text for span in facts[id].all("span")] for id in ("plant", "old")] == [False, True]


@pytest.mark.parametrize(
    ("published", "aside"),
    [("2025-09", ""), ("2025", ""), ("2025-09-09", " (2025.09.09 보도)"), ("2025-08", " (2025년 8월 보도)")],
)
def test_the_day_of_a_note_whose_source_was_published_then_or_some_time_is_the_events(site, published, aside):
    digest = site()
    told(digest, "a", "2025-09-08", published, claim(stage="loi"))
    digest.build()
    main = page(digest, "claims/plant/")
    assert history(main)[0].startswith(f"2025.09.08{aside} A")
    assert row(page(digest, "claims/"), "공장").all("td")[4].text == f"가신문: A 2025.09.08{aside}"
    assert data(digest)["plant"]["dated"] is True


def test_a_day_that_is_not_the_notes_is_shown_as_far_as_it_is_known_with_the_day_of_its_report(site):
    digest = site()
    old = claim("old", what="옛일", date="2024")
    told(digest, "a", "2025-03-01", "2025-03-01", claim(stage="loi", date="2025-01"), old)
    put(digest, "b", "2025-04-01", claim(stage="contracted"), claim("undated", what="때를 모르는 일", date="2024-05"))
    digest.build()
    said = TOLD.format(day="2025.03.01")
    assert f"2024년 ({said})" in row(page(digest, "claims/"), "옛일").text
    # Nobody knows on which day its outlet told of it: the note's month is as near as that comes.
    assert "(2025년 4월 보도)" in row(page(digest, "claims/"), "때를 모르는 일").text
    main = page(digest, "claims/plant/")
    assert [time["datetime"] for time in part(main, "ladder").all("time")] == ["2025-01", "2025-04-01"]
    assert f"2025년 1월 ({said})" in history(main)[0]


def test_of_another_source_it_is_the_day_on_which_that_one_was_published(site):
    digest = site()
    told(digest, "a", "2025-07-17", "2025-07-17", claim(stage="loi", source="2"))
    path = "content/notes/2025-07-17-a.md"
    also = "also: [{publisher: 나일보, url: https://example.com/2, published: 2025-07-20}]\nclaims:"
    text = (digest.root / path).read_text("utf-8")
    digest.put(path, text.replace("claims:", also))
    digest.build()
    assert row(page(digest, "claims/"), "공장").all("td")[4].text == f"나일보: A {TOLD.format(day='2025.07.20')}"


def test_a_law_is_in_force_since_a_day_only_if_that_is_known(site):
    digest = site(LAWS)
    own = "id: ai-act, what: 법, stage: in-force"
    measures(digest, "one", "2025-06-01", own, publisher="가신문, published: 2025-06-01")
    digest.build()
    status = page(digest, "laws/ai-act/").one("dl").all("dd")[0].text
    assert TOLD.format(day="2025.06.01") in status and ui("law.since", "ko").format(day="2025.06.01") not in status
    measures(digest, "one", "2025-06-01", f"{own}, date: 2025-05-30", publisher="가신문, published: 2025-06-01")
    digest.build()
    assert ui("law.since", "ko").format(day="2025.05.30") in page(digest, "laws/ai-act/").one("dl").all("dd")[0].text


def test_what_is_told_again_of_a_law_did_not_happen_again(site):
    digest = site(LAWS)
    duty = "id: duty, what: 의무, stage: passed"
    measures(digest, "one", "2025-06-01", duty)
    measures(digest, "two", "2025-07-01", duty)
    measures(digest, "three", "2025-08-01", f"{duty}, due: 2026")
    digest.build()
    days = [time["datetime"] for time in part(page(digest, "laws/ai-act/"), "history").all("time")]
    assert days == ["2025-08-01", "2025-06-01"]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_day_that_nobody_knows_is_said_to_be_unknown_everywhere(site, lang):
    digest, home, undated = site(), "" if lang == "ko" else "en/", ui("claims.undated", lang)
    put(digest, "a", "2025-03-01", claim(stage="loi", date="unknown", said_by="오픈AI"))
    digest.build()
    main = page(digest, f"{home}claims/plant/")
    assert undated in main.one("p", **{"class": "facts facts-claim"}).text
    assert history(main, lang)[0].startswith(undated) and undated in part(main, "ladder").text
    assert "2025" not in main.one("p", **{"class": "claim-sentence"}).text
    assert undated in row(page(digest, f"{home}claims/"), "공장" if lang == "ko" else "plant").text
    assert ui("claims.undated", "ko") in page(digest, "notes/a/").one("ul", **{"class": "claims"}).text
    promise = page(digest, f"{home}companies/openai/").one("table", **{"class": "promises-table"})
    assert undated in promise.text and not promise.all("circle")
    own = data(digest)["plant"]
    reports = own["history"][0], own["reports"][0]
    assert [(each["date"], each["dated"]) for each in (own, *reports)] == [("", False)] * 3
    assert ",False,loi," in digest.page("data/claims.csv").replace(",false,", ",False,")
    feed = digest.page(f"{home}claims/feed.xml")
    assert "2025-03-01T00:00:00" in feed and "2025.03.01" not in feed and "1 March" not in feed


def test_a_day_that_nobody_knows_is_shown_as_that_of_the_report_where_that_was_published(site):
    digest = site()
    told(digest, "a", "2025-03-01", "2025-02", claim(stage="loi", date="unknown"))
    digest.build()
    said = TOLD.format(day="2025년 2월")
    main = page(digest, "claims/plant/")
    assert history(main)[0].startswith(said) and said in part(main, "ladder").text
    assert said in page(digest, "notes/a/").one("ul", **{"class": "claims"}).text


def test_a_step_of_a_day_that_nobody_knows_came_before_what_is_higher_and_takes_nothing_back(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="contracted"), claim("port", stage="building"))
    put(
        digest, "b", "2025-03-01", claim(stage="loi", date="unknown"), claim("port", stage="contracted", date="unknown")
    )
    digest.build()
    rows = data(digest)
    assert [rows[key]["stage"] for key in ("plant", "port")] == ["contracted", "building"]
    assert [(step["stage"], step["back"]) for step in rows["plant"]["history"]] == [
        ("loi", False),
        ("contracted", False),
    ]
    ladder = part(page(digest, "claims/plant/"), "ladder").all("li")
    assert [item.text for item in ladder if ui("claims.undated", "ko") in item.text] == [
        f"{ui('stage.loi', 'ko')} {ui('claim.rung.reached', 'ko')} {ui('claims.undated', 'ko')} 나일보: B"
    ]


def test_what_came_on_a_day_that_nobody_knows_has_no_place_on_a_line_of_time_but_one_in_its_list(site):
    digest = site()
    theme = "themes: [korea-ai-hub]\n"
    put(digest, "a", "2025-01-01", claim(stage="contracted"), claim("b"), more=theme)
    put(digest, "b", "2025-03-01", claim(stage="loi", date="unknown"), claim("c", date="unknown"), more=theme)
    digest.build()
    line = part(page(digest, "themes/korea-ai-hub/"), "timeline")
    tracks = line.one("ol").all("li")
    assert len(tracks) == 2 and all(len(track.all("circle", **{"class": "dot"})) == 1 for track in tracks)
    days = [day.text for day in line.all("span", **{"class": "timeline-day"})]
    assert days.count(ui("claims.undated", "ko")) == 1


def test_what_is_told_after_its_day_is_told_since_whenever_it_came(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="loi", due="2025-02"))
    put(digest, "b", "2025-03-01", claim(stage="loi", date="unknown"))
    digest.build()
    assert ui("claims.since", "ko") in page(digest, "claims/plant/").text
    assert (
        "2025-w09" not in digest.page("editions/index.html")
        or "공장" not in part(page(digest, "editions/2025-w09/"), "moved").text
    )


@pytest.mark.parametrize("date", ["unkown", "Unknown", "2025-13", "sometime"])
def test_another_word_for_a_day_is_a_problem_that_names_those_there_are(site, date):
    digest = site()
    put(digest, "a", "2025-03-01", claim(date=date))
    done = digest.run("check")
    assert done.status == 1 and "`unknown`" in done.err + done.out


def test_a_claim_s_page_says_which_of_its_sources_bears_no_date(site):
    digest = site()
    told(digest, "a", "2025-07-17", "2025-07-17", claim(stage="loi"))
    put(digest, "b", "2025-08-01", claim(stage="mou"))  # of a source without a date
    digest.build()
    rows, said = history(page(digest, "claims/plant/")), ui("claims.source_undated", "ko")
    assert [said in row for row in rows] == [False, True] and "2025.08.01" in rows[1]


def test_a_quote_whose_day_nobody_knows_says_so_and_not_the_note_s_day(site):
    digest = site()
    quote = "quotes: [{text: 함께 간다, speaker: 대표, of: openai, date: unknown}]\n"
    digest.put("content/notes/2025-07-17-a.md", note("A", "2025-07-17", "companies: [openai]\n" + quote))
    digest.build()
    for file in ("notes/a/", "quotes/", "companies/openai/"):
        figure = next(each for each in page(digest, file).all("figure", "li") if "함께 간다" in each.text)
        assert ui("claims.undated", "ko") in figure.text and "2025.07.17" not in figure.text, file
    assert json.loads(digest.page("data/quotes.json"))["quotes"][0]["said"] == "unknown"


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_no_outlet_stands_beside_a_day_on_which_it_reported_nothing(site, lang):
    digest, home = site(), "" if lang == "ko" else "en/"
    put(digest, "a", "2024-09-12", claim(stage="contracted", date="2023-10"))
    put(digest, "b", "2024-09-13", claim("same", date="2024-09"))
    digest.build()
    said = ui("claims.told", lang).format(day={"ko": "2024년 9월", "en": "September 2024"}[lang])
    claim_page = page(digest, f"{home}claims/plant/")
    table = page(digest, f"{home}companies/openai/").one("table", **{"class": "promises-table"})
    for text in (page(digest, f"{home}claims/").text, table.text, claim_page.text):
        assert said in text or said.replace("September", "Sep") in text
    assert ui("claims.source_undated", lang) not in history(claim_page)[0]
    assert said not in page(digest, f"{home}claims/same/").text


def test_beside_an_amount_of_another_report_stands_the_day_of_that_report(site):
    digest = site()
    told(digest, "a", "2025-06-23", "2025-06-23", claim(stage="agreed", amount="약 7조원", date="2025-06-20"))
    put(digest, "b", "2025-08-29", claim(stage="building"))
    digest.build()
    [by] = {each.text for each in row(page(digest, "claims/"), "공장").all("span", **{"class": "amount-as small"})}
    assert by == "(가신문, 2025.06.23 보도)"
