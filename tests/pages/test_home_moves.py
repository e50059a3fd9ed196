"""What moved, on the home page: how far each claim has come now, and one claim for each note."""

import pytest

from tests.pages.test_ledger import claim, page, part, put, stage


def moved(digest, lang="ko"):
    """Of each line: the claim, and from where it came to where."""
    home = page(digest, "" if lang == "ko" else f"{lang}/")
    return [(item.one("h3").text, item.one("p", **{"class": "facts"}).all("span")[0].text) for item in _items(home)]


def _items(home):
    return part(home, "moved").all("li")


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_of_a_claim_that_moved_twice_only_where_it_has_come_to_is_told(site, lang):
    digest = site()
    put(digest, "a", "2025-01-01", claim("omnibus", "regulation", stage="proposed"))
    put(digest, "b", "2025-05-01", claim("omnibus", "regulation", stage="provisional"))
    others = claim("act", "regulation", what="다른 법", stage="in-force"), claim("zoo", what="셋째")
    put(digest, "c", "2025-05-20", *others)
    # The note that brings the last move tells of others' too: of those that stand before it in the ledger as well.
    last = [("omnibus", "공장", "passed"), ("act", "다른 법", "amended")]
    put(digest, "d", "2025-06-01", *(claim(id, "regulation", what=what, stage=to) for id, what, to in last))
    digest.build()
    assert moved(digest, lang) == [("공장", f"{stage('provisional', lang)} → {stage('passed', lang)}")]


def test_a_note_moves_the_claim_that_it_names_first(site):
    digest = site()
    names = ("c", "a", "b")
    put(digest, "a", "2025-01-01", *(claim(name, what=f"일 {name}") for name in names))
    put(digest, "b", "2025-02-01", *(claim(name, what=f"일 {name}", stage="contracted") for name in names))
    digest.build()
    assert [what for what, _ in moved(digest)] == ["일 c"]


def test_what_was_called_off_last_is_told_as_that(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="contracted"))
    put(digest, "b", "2025-02-01", claim(stage="building"))
    put(digest, "c", "2025-03-01", claim(stage="cancelled"))
    put(digest, "d", "2025-04-01", claim())
    digest.build()
    assert moved(digest) == [("공장", f"{stage('building')} → {stage('cancelled')}")]


def test_what_moved_stands_by_the_day_on_which_it_did_though_it_was_told_late(site):
    digest = site()
    names = ("early", "late")
    put(digest, "a", "2025-01-01", *(claim(name, what=f"일 {name}") for name in names))
    put(digest, "b", "2025-02-01", claim("late", what="일 late", stage="contracted"))
    put(digest, "c", "2025-03-01", claim("early", what="일 early", stage="contracted", date="2025-01-10"))
    digest.build()
    assert [what for what, _ in moved(digest)] == ["일 late", "일 early"]
