"""The ladder of a claim: which steps its page shows, and that nothing is said of those of which no note tells."""

import pytest

from tests.dom import ui
from tests.pages.test_ledger import claim, page, part, put, stage


def steps(digest, id="plant", lang="ko"):
    home = "" if lang == "ko" else f"{lang}/"
    return part(page(digest, f"{home}claims/{id}/"), "ladder").all("li")


def names(items):
    return [item.one("b").text for item in items]


def test_steps_that_were_reached_have_a_day_and_an_outlet_and_the_others_nothing_but_their_name(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="loi"))
    put(digest, "b", "2025-02-01", claim(stage="permitted"))
    put(digest, "c", "2025-03-01", claim(stage="delayed"))
    digest.build()
    items = steps(digest)
    assert [item.text for item in items if not item.all("time")] == [
        stage(name) for name in ("announced", "contracted", "building", "operating")
    ]
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


def test_pledges_are_counted_apart_from_supplies(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim("pledge", "agreement"), claim("chips", "supply"))
    digest.build()
    shown = part(page(digest, "en/claims/"), "stages").text
    assert f"{ui('ladder.accord', 'en')} 1" in shown and f"{ui('ladder.deal', 'en')} 1" in shown
