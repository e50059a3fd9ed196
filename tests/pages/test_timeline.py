"""The line of time of themes: notes, each stage of a claim, and what is due; and that of an entity's promises."""

import datetime as dt
import re
from itertools import pairwise

import pytest

from sitegen.pages.parts.time_axis import Axis, ticks
from tests.dom import Element, read, ui
from tests.pages import test_ledger
from tests.pages.test_ledger import claim
from tests.site import Site

THEME = "themes/korea-ai-hub/"


def put(digest: Site, id: str, day: str, *claims: str) -> None:
    test_ledger.put(digest, id, day, *claims, more="themes: [korea-ai-hub]\n")


def line(digest: Site, url: str = THEME) -> list[Element]:
    return read(digest.page(url)).one("main").all("section", aria_labelledby="section-timeline")


def tracks(part: Element) -> list[Element]:
    return part.one("ol").all("li")


def marks(track: Element) -> list[tuple[str, str]]:
    """The name and the address of each mark of a row."""
    return [(mark.one("title").text, mark["href"]) for mark in track.one("svg").all("a")]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_what_outlets_tell_otherwise_of_one_day_is_marked_and_the_list_names_who_says_so(site, lang):
    digest, home = site(), "" if lang == "ko" else "en/"
    put(digest, "a", "2025-01-10", claim(stage="loi"))
    put(digest, "b", "2025-01-10", claim(stage="contracted", due="2026-06-30"))
    digest.build("--as-of", "2025-02-01")
    [part] = line(digest, home + THEME)
    [track] = tracks(part)
    assert track.one("p").words("#section-differences") == [ui("claims.differs", lang)]
    listed = [item.text for item in part.one("details").all("ul")[1].all("li")]
    assert [
        (outlet in text, ui(f"stage.{stage}", lang) in text)
        for text, outlet, stage in zip(listed[:2], ("가신문", "나일보"), ("loi", "contracted"), strict=True)
    ] == [(True, True)] * 2


def place(text: str) -> float:
    return float(text.removesuffix("%"))


def two_stages(digest: Site, due: str = "2026-06-30") -> None:
    put(digest, "a", "2024-01-10", claim(stage="loi"))
    put(digest, "b", "2025-01-10", claim(stage="contracted", due=due))


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_row_has_a_mark_for_each_stage_that_leads_to_its_note_and_one_for_what_is_due(site, lang):
    digest, home = site(), "" if lang == "ko" else "en/"
    put(digest, "a", "2024-01-10", claim(stage="loi"))
    put(digest, "b", "2025-01-10", claim(stage="contracted", due="2026-06-30"))
    digest.build("--as-of", "2025-02-01")
    [part] = line(digest, home + THEME)
    [track] = tracks(part)
    (one, first), (two, second), (three, third) = marks(track)
    assert ui("stage.loi", lang) in one and first == "/digest/notes/a/"
    assert ui("stage.contracted", lang) in two and second == "/digest/notes/b/"
    assert ui("claim.due", lang) in three and third == f"/digest/{home}claims/plant/"
    assert [
        a["aria-label"].startswith(name) for a, (name, _) in zip(track.one("svg").all("a"), marks(track), strict=True)
    ]
    listed = [item.text for item in part.one("details").all("ul")[1].all("li")]
    assert [ui("stage.loi", lang) in listed[0], ui("stage.contracted", lang) in listed[1]] == [True, True]
    assert ui("claim.due", lang) in listed[2] and len(listed) == 3


def test_what_is_to_come_stands_behind_the_day_of_the_digest_and_what_is_past_before_it(site):
    digest = site()
    two_stages(digest)
    put(digest, "c", "2024-06-11", claim("other", due="2024-12-31"))
    digest.build("--as-of", "2025-02-01")
    [part] = line(digest)
    today = place(part.one("line", **{"class": "timeline-today"})["x1"])
    states = {kind: place(dot["cx"]) for dot in part.one("ol").all("circle") for kind in [dot["class"]]}
    assert states["dot dot-over"] < today < states["dot dot-ahead"]
    assert "2025.02.01" in part.one("text", **{"class": "timeline-today"}).text
    told = [place(dot["cx"]) for dot in part.one("ol").all("circle") if dot["class"] == "dot"]
    assert max(told) < today and told[0] == pytest.approx(2.0 + (today - 2.0) * 9 / 397, abs=0.01)  # ten days into 397


def test_without_anything_due_a_line_ends_with_its_newest_day_whatever_the_day_of_the_digest(site):
    digest = site()
    put(digest, "a", "2024-01-10", claim(stage="loi"))
    put(digest, "b", "2024-06-10", claim(stage="mou"))
    put(digest, "c", "2025-01-10", claim(stage="contracted"))
    digest.build("--as-of", "2025-02-01")
    before = digest.page(THEME)
    digest.build("--as-of", "2026-02-01")
    assert digest.page(THEME) == before
    assert not line(digest)[0].all("line", **{"class": "timeline-today"})


def test_marks_too_near_to_touch_apart_are_one_link_that_names_them_all(site):
    digest = site()
    put(digest, "a", "2024-01-10", claim(stage="loi"))
    put(digest, "b", "2024-01-20", claim(stage="contracted"))
    put(digest, "c", "2026-01-20", claim("other"))
    digest.build()
    [first, _] = tracks(line(digest)[0])
    [(name, address)] = marks(first)
    assert ui("stage.loi", "ko") in name and ui("stage.contracted", "ko") in name
    assert address == "/digest/claims/plant/" and len(first.all("circle")) == 3  # two, and what is touched


def test_few_happenings_make_no_story_and_the_chart_stays(site):
    digest = site()
    for n in range(3):
        put(digest, f"n{n}", f"2025-0{n + 1}-01")
    put(digest, "a", "2025-04-01", claim("said", kind="position"))
    digest.build()
    assert not line(digest)
    assert read(digest.page(THEME)).all("figure", **{"class": "chart"})
    put(digest, "b", "2025-05-01", claim(stage="loi"))
    put(digest, "c", "2025-06-01", claim(stage="contracted", due="2030"))
    digest.build()
    assert line(digest) and not read(digest.page(THEME)).all("figure", **{"class": "chart"})
    assert not line(digest, "topics/sovereign-ai/")


def test_of_many_claims_those_that_moved_or_fall_due_are_shown_then_the_newest_and_the_page_says_so(site):
    digest = site()
    put(digest, "a", "2020-01-01", claim("moves", stage="loi"), claim("waits", due="2040"), claim("rests"))
    put(digest, "b", "2020-02-01", claim("moves", stage="contracted"))
    put(digest, "c", "2025-01-01", *[claim(f"new-{n:02}") for n in range(15)])
    digest.build()
    [part] = line(digest)
    shown = [address.split("/")[-2] for row in tracks(part) for _, address in [row.one("p").links("/claims/")[0]]]
    assert shown == ["moves", "waits", *[f"new-{n:02}" for n in range(10)]]
    rule = ui("timeline.rule", "ko").format(n=12, all=18)
    assert rule in part.text
    assert part.links()[0][1].startswith("/digest/claims/?theme=korea-ai-hub")


@pytest.mark.parametrize(("date", "drawn"), [("2025-03-08", 2), ("", 1)])
def test_a_plan_after_its_draft_has_a_mark_of_its_own_day_though_both_are_proposed(site, date, drawn):
    """What is only told again, without a day of its own, has none."""
    digest = site()
    put(digest, "a", "2025-01-10", claim("plan", "regulation", what="초안", stage="proposed", date="2025-01-08"))
    plan = claim("plan", "regulation", what="계획", stage="proposed", **({"date": date} if date else {}))
    put(digest, "b", "2025-03-10", plan, claim("x"), claim("y"))
    digest.build()
    for home in ("", "en/"):
        [part] = line(digest, home + THEME)
        track = next(track for track in tracks(part) if "계획" in track.text)
        assert [address for _, address in marks(track)] == ["/digest/notes/a/", "/digest/notes/b/"][:drawn]
        listed = [item.text for item in part.one("details").all("ul")[1].all("li")]
        assert sum("초안" in text or "계획" in text for text in listed) == drawn


def test_an_order_s_step_whose_day_went_by_untold_stands_behind_what_is_newer(site):
    digest = site()
    put(digest, "a", "2020-01-01", claim("step", "regulation", stage="passed", due="2020-03"))
    put(digest, "c", "2025-01-01", *[claim(f"new-{n:02}") for n in range(12)], claim("ends", due="2025-02"))
    digest.build("--as-of", "2025-06-01")
    shown = [row.one("p").links("/claims/")[0][1].split("/")[-2] for row in tracks(line(digest)[0])]
    assert "step" not in shown and "ends" in shown


def test_every_note_is_counted_and_each_column_leads_to_its_month_in_the_list(site):
    digest = site()
    two_stages(digest)
    for n in range(120):
        put(digest, f"n{n:02}", f"2024-{n % 6 + 3:02}-02")
    digest.build("--as-of", "2025-02-01")
    [part] = line(digest)
    listed = part.one("details").all("ul")[0].all("li")
    assert sum(int(re.search(r"(\d+)개", item.text)[1]) for item in listed) == 122
    for item in listed:
        address, _, anchor = item.links()[0][1].partition("#")
        assert read(digest.page(address.removeprefix("/digest/"))).one(id=anchor)
    assert any("/page/1/" in item.links()[0][1] for item in listed)


def test_ten_years_are_counted_by_year_and_years_that_have_no_room_are_not_named(site):
    digest = site()
    for year in range(1990, 2026):
        put(digest, f"n{year}", f"{year}-05-01", claim(f"c{year}"))
    digest.build()
    [part] = line(digest)
    xs = [place(text["x"]) for text in part.one("svg", **{"class": "timeline-ground"}).all("text")]
    assert len(xs) > 3 and all(right - left >= 13 for left, right in pairwise(xs))
    row = part.one("div", **{"class": "timeline-row timeline-notes"})
    bars = [bar for bar in row.all("rect") if not bar["class"]]
    assert len(bars) == 36


def test_a_promise_of_an_entity_has_its_line_of_time_in_its_row(site):
    digest = site()
    two_stages(digest)
    put(digest, "c", "2024-06-11", claim("other", due="2024-12-31"), claim("said", kind="position"))
    digest.build("--as-of", "2025-02-01")
    assert not line(digest, "companies/openai/")
    table = read(digest.page("companies/openai/")).one("table", **{"class": "promises-table"})
    moved, late = (row.one("td", **{"class": "promise-line"}) for row in table.one("tbody").all("tr"))
    first, second, due = ((dot["class"], place(dot["cx"])) for dot in moved.all("circle"))
    assert [first[0], second[0], due[0]] == ["dot", "dot", "dot dot-ahead"] and first[1] < second[1] < due[1]
    assert [dot["class"] for dot in late.all("circle")] == ["dot", "dot dot-over"]
    assert [year.text for year in table.one("thead").all("text")] == ["2024", "2025"]  # 2026 has no room


def test_the_legend_explains_the_signs_that_the_line_has_and_no_others(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(due="2030"), claim("b"), claim("c"))
    digest.build()
    legend = line(digest)[0].one("p", **{"class": "timeline-legend small"}).text
    assert ui("timeline.ahead", "ko") in legend and ui("timeline.over", "ko") not in legend
    digest.build("--as-of", "2031-02-01")
    legend = line(digest)[0].one("p", **{"class": "timeline-legend small"}).text
    assert ui("timeline.ahead", "ko") not in legend and ui("timeline.over", "ko") in legend


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_stage_that_somebody_else_brought_about_says_whose_it_was_and_is_no_first_stage_of_who_acts_now(site, lang):
    digest, home = site(), "" if lang == "ko" else "en/"

    for id, day, made in (
        ("a", "2024-01-10", claim(by="naver", stage="loi")),
        ("b", "2024-08-10", claim(stage="contracted")),
        ("c", "2025-02-10", claim(stage="building")),
    ):
        test_ledger.put(digest, id, day, made, more="themes: [korea-ai-hub]\n")
    digest.build()
    [part] = line(digest, home + THEME)
    one, two, _ = (name for name, _ in marks(tracks(part)[0]))
    naver = f"{ui('claim.of', lang)} {'네이버' if lang == 'ko' else 'Naver'}"
    assert naver in one and naver not in two
    [row] = (
        read(digest.page(f"{home}companies/openai/")).one("table", **{"class": "promises-table"}).one("tbody").all("tr")
    )
    stage = row.one("td", **{"class": "promise-stage"}).text
    assert f"{ui('term.first_stage', lang)} {ui('stage.contracted', lang)}" in stage
    assert len(row.one("td", **{"class": "promise-line"}).all("circle")) == 2


def test_names_of_years_keep_the_room_that_they_take():
    axis = Axis(dt.date(2023, 5, 1), dt.date(2026, 6, 29), dt.date(2028, 12, 31))
    for label in (13.0, 27.0):
        named = [tick.x for tick in ticks(axis, label) if tick.named]
        assert named and all(after - before >= label for before, after in pairwise(named)) and named[-1] <= 100 - label


def test_a_day_that_is_no_longer_one_is_struck_out_beside_its_claim_as_elsewhere(site):
    digest = site()
    put(digest, "a", "2024-01-01", claim(due="2030"), claim("b"))
    put(digest, "b", "2025-01-01", claim(stage="cancelled", due="2030"), claim("b", stage="loi"))
    digest.build()
    [said] = [each.text for each in tracks(line(digest)[0]) if "2030" in each.text]
    assert ui("due.given_up", "ko") in said
