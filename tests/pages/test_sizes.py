"""The power that a topic's or theme's commitments name, on one scale."""

import re

import pytest

from tests.dom import Element, ui
from tests.pages.test_ledger import claim, page, part, put, row, rows_of
from tests.pages.test_reports import data

THEME = "themes: [korea-ai-hub]\n"
SIZED = [
    claim("small", "capacity", amount="40MW", what="작은 것"),
    claim("large", "capacity", amount="4GW", what="큰 것", stage="contracted"),
    claim("middle", "capacity", amount="400MW", what="가운데 것"),
]


def at(row: Element) -> float:
    """Where a row's dot stands on the scale, in parts of a hundred."""
    places = {float(dot["cx"].removesuffix("%")) for dot in row.all("circle")}
    assert len(places) == 1
    return places.pop()


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_each_commitment_is_a_dot_ten_times_as_much_is_as_far_and_the_table_says_the_same(site, lang):
    digest = site()
    put(digest, "a", "2025-01-01", *SIZED, more=THEME)
    digest.build()
    main = page(digest, f"{'' if lang == 'ko' else 'en/'}themes/korea-ai-hub/")
    rows = rows_of(main, "sizes")
    for shown, amount, stage in zip(
        rows, ("4GW", "400MW", "40MW"), ("contracted", "announced", "announced"), strict=True
    ):
        assert (
            amount in shown.text.replace(" ", "")
            and ui(f"stage.{stage}", lang) in shown.text
            and "가신문" in shown.text
        )
    large, middle, small = map(at, rows)
    assert small > 0 and large < 100 and abs((large - middle) - (middle - small)) < 0.1
    ticks = main.one("table", **{"class": "sizes"}).one("thead").all("text")
    assert [tick.text.replace(" ", "") for tick in ticks] == ["10MW", "100MW", "1GW", "10GW"]
    assert all(svg["aria-hidden"] == "true" for svg in part(main, "sizes").all("svg"))


def test_what_cannot_be_set_beside_others_has_no_dot(site):
    digest = site()
    others = [
        claim("rumour", "capacity", amount="9GW", certainty="rumoured"),
        claim("said", "forecast", amount="8GW"),
        claim("rate", "capacity", amount="연 7GW"),
        claim("money", amount="5조원"),
        claim("two", "capacity", amount="500MW와 384MW"),
    ]
    put(digest, "a", "2025-01-01", *SIZED, *others, more=THEME)
    digest.build()
    rows = rows_of(page(digest, "themes/korea-ai-hub/"), "sizes")
    assert [row.words("/claims/")[0] for row in rows] == ["큰 것", "가운데 것", "작은 것"]


def test_a_part_has_a_dot_of_its_own_and_is_called_one_where_its_whole_is_of_the_same_unit(site):
    digest = site()
    parts = (claim(f"c{n}", "capacity", amount=f"{n}MW", part_of=("money", "power")[n > 2]) for n in (1, 2, 3))
    wholes = claim("money", amount="5조원"), claim("power", "capacity", amount="5MW")
    put(digest, "a", "2025-01-01", *wholes, *parts, more=THEME)
    digest.build()
    rows = rows_of(page(digest, "themes/korea-ai-hub/"), "sizes")
    assert [ui("claim.part", "ko") in row.text for row in rows] == [False, True, False, False]


def test_the_largest_of_a_unit_is_no_part_of_another(site):
    digest = site()
    parts = (claim(f"c{n}", "capacity", amount=f"{n}MW", part_of="money") for n in (1, 2))
    more = (
        claim("money", amount="5조원"),
        claim("some", amount="3조원", part_of="money"),
        claim("other", amount="1조원"),
    )
    put(digest, "a", "2025-01-01", *more, *parts)
    digest.build()
    largest = part(page(digest, "claims/"), "largest")
    assert [link.split("/")[-2] for _, link in largest.links("/claims/") if "?" not in link] == [
        "money",
        "other",
        "c2",
        "c1",
    ]


def test_two_are_no_scale_and_of_many_the_largest_stand_with_the_way_to_the_rest(site):
    digest = site()
    put(digest, "a", "2025-01-01", *SIZED[:2], more=THEME)
    digest.build()
    assert not part(page(digest, "themes/korea-ai-hub/"), "sizes").text
    many = (claim(f"c{n}", "capacity", amount=f"{n}MW", what=f"일 {n}") for n in range(1, 15))
    put(digest, "b", "2025-01-02", *many, more=THEME)
    digest.build()
    shown = part(page(digest, "themes/korea-ai-hub/"), "sizes")
    assert len(rows_of(shown, "sizes")) == 12
    [(words, href)] = shown.links("unit=W")
    assert re.search("theme=korea-ai-hub&.*sort=amount", href) and "4" in words


def test_a_power_of_ten_ends_the_scale_and_one_size_alone_still_has_one(site):
    digest = site()
    put(digest, "a", "2025-01-01", *(claim(f"c{n}", "capacity", amount="1GW") for n in range(3)), more=THEME)
    digest.build()
    rows = rows_of(page(digest, "themes/korea-ai-hub/"), "sizes")
    assert [at(row) for row in rows] == [0, 0, 0]
    put(digest, "b", "2025-01-02", claim("d", "capacity", amount="100MW"), more=THEME)
    digest.build()
    assert [at(row) for row in rows_of(page(digest, "themes/korea-ai-hub/"), "sizes")] == [100, 100, 100, 0]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_what_is_generated_and_what_is_used_stand_apart_on_one_scale(site, lang):
    digest, home = site(), "" if lang == "ko" else f"{lang}/"
    plants = (claim(f"p{n}", "capacity", amount=f"{n}00MW", what=f"발전소 {n}", power="generation") for n in (1, 5))
    centre = claim("centre", "capacity", amount="300MW", what="센터", power="load")
    other = claim("other", "capacity", amount="200MW", what="다른 것")
    put(digest, "a", "2025-01-01", *plants, centre, other, more=THEME)
    # A later report that does not say it takes nothing back.
    put(digest, "b", "2025-02-01", claim("centre", "capacity", amount="300MW", what="센터"), more=THEME)
    digest.build()
    bodies = page(digest, f"{home}themes/korea-ai-hub/").one("table", **{"class": "sizes"}).all("tbody")
    assert [[item.one("th").text.split(" O")[0].split(" 오")[0] for item in body.all("tr")] for body in bodies] == [
        [ui("power.generation", lang), "발전소 5", "발전소 1"],
        [ui("power.load", lang), "센터"],
        [ui("power.unsaid", lang), "다른 것"],
    ]
    assert [at(item) for item in bodies[0].all("tr")[1:]] != [at(item) for item in bodies[1].all("tr")[1:]]
    assert ui("power.load", lang) in row(page(digest, f"{home}claims/"), "센터").text
    assert {key: found["power"] for key, found in data(digest).items()} == {
        **{"p1": "generation", "p5": "generation", "centre": "load", "other": ""},
    }


@pytest.mark.parametrize("amount", ["5조원", "500MWh", ""])
def test_power_of_what_has_no_watts_is_a_problem(site, amount):
    digest = site()
    put(digest, "a", "2025-01-01", claim(amount=amount, power="load"))
    done = digest.run("check")
    assert done.status == 1 and "claim-field" in done.err + done.out and "in watts" in done.err + done.out
