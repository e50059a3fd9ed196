"""The ladder of a claim: which steps its page shows, and that nothing is said of those of which no note tells."""

import pytest

from tests.dom import ui
from tests.pages.test_ledger import claim, page, part, put, row, stage

MARKS = ("told", "untold", "beyond", "ahead")


def steps(digest, id="plant", lang="ko"):
    home = "" if lang == "ko" else f"{lang}/"
    return part(page(digest, f"{home}claims/{id}/"), "ladder").all("li")


def names(items):
    return [item.one("b").text for item in items]


def test_steps_that_were_reached_have_a_day_and_an_outlet_and_those_ahead_a_word_to_be_heard_alone(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="loi"))
    put(digest, "b", "2025-02-01", claim(stage="permitted"))
    put(digest, "c", "2025-03-01", claim(stage="delayed"))
    digest.build()
    items = steps(digest)
    untold = ui("claim.rung.untold", "ko")
    assert [item.text for item in items if not item.all("time")] == [
        *(f"{stage(name)} {untold}" for name in ("announced", "contracted")),
        *(f"{stage(name)} {ui('claim.rung.ahead', 'ko')}" for name in ("building", "operating")),
    ]
    assert [item.one("span")["class"] for item in items[-3:-1]] == ["hidden"] * 2
    told = {item.one("b").text: item.text for item in items if item.all("time")}
    assert list(told) == [stage("loi"), stage("permitted"), stage("delayed")]
    assert ui("claim.rung.reached", "ko") in told[stage("loi")] and "2025.01.01 가신문" in told[stage("loi")]
    assert ui("claim.rung.here", "ko") in told[stage("delayed")] and "2025.03.01 다방송" in told[stage("delayed")]
    assert [item["aria-current"] for item in items] == [""] * 6 + ["step"]


@pytest.mark.parametrize(
    ("kind", "reached", "shown"),
    [
        ("supply", "announced", ["announced", "contracted", "operating"]),
        ("procurement", "mou", ["announced", "mou", "contracted", "operating"]),
        ("agreement", "announced", ["announced", "done"]),
        ("agreement", "agreed", ["announced", "agreed", "done"]),
        ("partnership", "operating", ["announced", "operating"]),
        ("establishment", "announced", ["announced", "operating"]),
        ("investment", "committed", ["announced", "committed", "contracted", "permitted", "building", "operating"]),
        ("ruling", "preliminary", ["filed", "preliminary", "decided"]),  # nobody announces a suit
        ("regulation", "rescinding", ["rescinding"]),  # no step is left that nobody told of
        ("investment", "cancelled", ["cancelled"]),
        ("regulation", "passed", ["announced", "proposed", "passed", "in-force"]),
        ("regulation", "provisional", ["announced", "proposed", "provisional", "passed", "in-force"]),
    ],
)
def test_a_ladder_has_the_steps_that_its_kind_needs(site, kind, reached, shown):
    digest = site()
    put(digest, "a", "2025-01-01", claim(kind=kind, stage=reached))
    digest.build()
    assert names(steps(digest)) == [stage(name) for name in shown]


def test_a_veto_is_no_step_and_nothing_falls_due_after_it(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(kind="regulation", stage="passed", due="2030"))
    put(digest, "b", "2025-02-01", claim(kind="regulation", stage="vetoed"))
    digest.build()
    items = steps(digest, lang="en")
    assert names(items)[-1] == "vetoed" and items[-1]["aria-current"] == "step"
    assert "STATUS:CANCELLED" in digest.page("claims/due.ics")


def test_what_is_given_up_has_no_step_left_that_it_never_came_to(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(kind="regulation", stage="passed"))
    put(digest, "b", "2025-02-01", claim(kind="regulation", stage="rescinding"))
    digest.build()
    assert names(steps(digest)) == [stage(name) for name in ("announced", "proposed", "passed", "rescinding")]


def test_what_is_repealed_has_left_the_ladder_and_is_drawn_as_no_step_that_was_reached(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(kind="regulation", stage="in-force", due="2025-12-01"))
    put(digest, "b", "2025-02-01", claim(kind="regulation", stage="repealed"))
    digest.build()
    items = steps(digest)
    assert names(items) == [stage(name) for name in ("announced", "proposed", "passed", "in-force", "repealed")]
    assert items[-1]["aria-current"] == "step" and "rung-off" in items[-1]["class"]
    assert not any("rung-off" in item["class"] for item in items[:-1])
    shown = row(page(digest, "claims/"), "공장")
    assert not shown.all("svg", **{"class": "ladder"})
    assert shown.one("s").text == "2025.12.01" and ui("due.given_up", "ko") in shown.text


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_step_whose_day_is_after_that_of_a_higher_one_says_so(site, lang):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="contracted"))
    put(digest, "b", "2025-02-01", claim(stage="mou", date="2025-02"))
    put(digest, "c", "2025-03-01", claim(stage="building"))
    digest.build()
    late = [item.one("b").text for item in steps(digest, lang=lang) if ui("claim.rung.late", lang) in item.text]
    assert late == [stage("mou", lang)]


def test_a_month_in_which_the_day_of_the_next_step_lies_is_not_after_it(site):
    digest = site()
    put(digest, "a", "2025-01-14", claim(stage="contracted"))
    put(digest, "b", "2025-01-31", claim(stage="mou", date="2025-01"))
    digest.build()
    assert ui("claim.rung.late", "ko") not in part(page(digest, "claims/plant/"), "ladder").text


def test_what_is_announced_again_after_a_step_moves_nothing_and_dates_no_first_step(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="loi"))
    put(digest, "b", "2025-02-01", claim())
    put(digest, "c", "2025-03-01", claim(stage="loi"))
    digest.build()
    assert [item.one("time").text for item in steps(digest) if item.all("time")] == ["2025.03.01"]
    drawn = row(page(digest, "claims/"), "공장").all("rect")
    assert [rect["class"] for rect in drawn[:2]] == ["untold", "told"]
    promise = page(digest, "companies/openai/").one("table", **{"class": "promises-table"}).all("tr")[1]
    assert promise.one("td", **{"class": "promise-stage"}).text == stage("loi") and len(promise.all("circle")) == 1


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_where_a_claim_stands_is_shown_by_the_newest_report_and_a_step_that_it_passed_by_the_first(site, lang):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="loi"))
    put(digest, "b", "2025-02-01", claim(stage="loi"))
    put(digest, "c", "2025-03-01", claim(stage="contracted", amount="3조원"))
    put(digest, "d", "2025-04-01", claim(stage="contracted"))
    digest.build()
    told = {item.one("b").text: item for item in steps(digest, lang=lang) if item.all("time")}
    assert {name: item.one("time")["datetime"] for name, item in told.items()} == {
        stage("loi", lang): "2025-01-01",
        stage("contracted", lang): "2025-04-01",
    }
    assert {name: item.one("a")["href"].split("/")[-2] for name, item in told.items()} == {
        stage("loi", lang): "a",
        stage("contracted", lang): "d",
    }
    header = page(digest, f"{'' if lang == 'ko' else 'en/'}claims/plant/").one("p", **{"class": "facts facts-claim"})
    assert told[stage("contracted", lang)].one("time").text in header.text


def test_pledges_are_counted_apart_from_supplies(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim("pledge", "agreement"), claim("chips", "supply"))
    digest.build()
    shown = part(page(digest, "en/claims/"), "stages").text
    for ladder in ("accord", "deal"):
        assert f"{ui(f'ladder.{ladder}', 'en')} {ui('stage.announced', 'en')} 1" in shown


def test_in_a_row_a_step_below_that_nobody_reported_is_hollow(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="loi"))
    put(digest, "b", "2025-02-01", claim(stage="building"))
    put(digest, "c", "2025-02-01", claim("fab", by="naver", stage="delayed"))
    digest.build()
    drawn = {
        "plant": [
            "untold",
            "told",
            "untold",
            "untold",
            "told",
            "ahead",
        ],  # announced, letter, contract, permit, start …
        "fab": [],
    }
    for url in ("claims/", "en/claims/"):
        table = page(digest, url).one("table")
        rows = {r.one("th").one("a")["href"].split("/")[-2]: r for r in table.one("tbody").all("tr")}
        assert {key: [rect["class"] for rect in r.all("rect")] for key, r in rows.items()} == drawn
    own = page(digest, "companies/openai/").one("table")
    assert [rect["class"] for rect in own.all("rect")] == drawn["plant"]
    for lang, home in (("ko", ""), ("en", "en/")):
        key = page(digest, f"{home}claims/").one("p", **{"class": "ladder-key small"})
        assert key.text.split() == " ".join(ui(f"ladder.step_{m}", lang) for m in MARKS).split()


@pytest.mark.parametrize("home", ["", "en/"])
def test_a_page_and_a_row_draw_the_same_steps_of_what_outlets_tell_otherwise(site, home):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="loi"))
    put(digest, "b", "2025-01-01", claim(stage="contracted"))
    put(digest, "c", "2025-01-02", claim(stage="announced"))
    digest.build()
    lang = home.strip("/") or "ko"
    items = {item.one("b").text: item for item in steps(digest, lang=lang)}
    row_of = page(digest, f"{home}claims/").one("table").one("tbody").all("rect")
    assert [rect["class"] for rect in row_of] == ["told", "told", "beyond", "ahead", "ahead", "ahead"]
    drawn = [items[stage(name, lang)]["class"].split()[1] for name in ("announced", "loi", "contracted", "building")]
    assert drawn == ["rung-reached", "rung-here", "rung-beyond", "rung-ahead"]
    assert items[stage("announced", lang)].one("a")["href"].endswith("/notes/c/")
