"""A claim and its parts: what the page says of their amounts, and parts that cannot be any."""

import pytest

from tests.dom import ui
from tests.pages.test_ledger import claim, page, part, put


def built(site, whole, *parts):
    digest = site()
    of = [claim(f"part-{i}", what=f"부분 {i}", part_of="plant", **fields) for i, fields in enumerate(parts)]
    put(digest, "a", "2025-01-01", claim(**whole), *of)
    return digest, digest.run("build")


@pytest.mark.parametrize(
    ("whole", "parts", "held"),
    [
        ({"amount": "20조원"}, [{"amount": "5조원"}, {"amount": "1조원"}, {}], "money"),
        ({"amount": "260,000 GPUs"}, [{"amount": "60,000 GPUs"}], "size"),
        ({"amount": "20조원"}, [{"amount": "500MW"}], "other"),  # of another unit: none holds the other
        ({"amount": "20조원"}, [{"amount": "5조원"}, {"amount": "500MW"}], "other"),
        ({"amount": "20조원"}, [{}], "other"),
        ({}, [{"amount": "5조원"}], "other"),
        ({"amount": "20조원"}, [{"amount": "매년 5조원"}], "other"),  # a rate is no part of a sum
        (  # counted alike in one language, and told apart in the other
            {"amount": "{ko: 5만 장, en: '50,000 GPUs'}"},
            [{"amount": "{ko: 1만5000여장, en: 'about 15,000 chips'}"}],
            "other",
        ),
    ],
)
def test_a_page_says_of_amounts_only_what_they_hold(site, whole, parts, held):
    digest, result = built(site, whole, *parts)
    assert "part-amount" not in result.out + result.err
    for id in ("plant", "part-0"):
        about = part(page(digest, f"claims/{id}/"), "parts").text
        for word in ("money", "size", "other"):
            assert (ui(f"claim.parts_of.{word}", "ko") in about) == (word == held)


def test_parts_that_come_to_more_than_the_whole_are_a_warning_and_the_page_does_not_say_that_it_holds_them(site):
    digest, result = built(site, {"amount": "500MW"}, {"amount": "500메가와트"}, {"amount": "384MW"})
    said = result.out + result.err
    assert result.status == 0 and "its parts of `plant` come to 884 MW, more than the whole, 500 MW" in said
    assert "[part-amount]" in said and "2025-01-01-a.md" in said
    assert ui("claim.parts_of.other", "ko") in part(page(digest, "claims/plant/"), "parts").text


def test_parts_of_several_may_overlap(site):
    own = {"amount": "7000장", "by": "naver"}
    digest, result = built(site, {"amount": "1만장"}, {"amount": "8000장"}, own)
    assert "part-amount" not in result.out + result.err
    assert ui("claim.parts_of.size", "ko") in part(page(digest, "claims/plant/"), "parts").text


def test_a_whole_of_at_least_so_much_may_hold_more(site):
    _, result = built(site, {"amount": "20조원 이상"}, {"amount": "30조원"})
    assert "part-amount" not in result.out + result.err


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_parts_that_other_outlets_tell_larger_than_the_whole_are_told_otherwise(site, lang):
    digest = site()
    put(digest, "a", "2025-01-01", claim(amount="500MW"))
    put(digest, "b", "2025-01-02", *(claim(f"part-{n}", part_of="plant", amount=f"{n}MW") for n in (500, 384)))
    result = digest.run("build")
    assert "part-amount" not in result.out + result.err
    start = "" if lang == "ko" else "en/"
    main = page(digest, f"{start}claims/plant/")
    versions = part(main, "differences").all("div", **{"class": "version"})
    assert [version.one("b").text for version in versions] == ["가신문", "나일보", "나일보"]
    assert ui("claim.parts_of.more", lang) in part(main, "parts").text
    ledger = page(digest, f"{start}claims/")
    assert ui("claims.differs", lang) in ledger.one("table", **{"class": "ledger"}).text
    assert ui("claims.differs", lang) in part(page(digest, f"{start}topics/sovereign-ai/"), "claims").text


def test_a_whole_that_is_itself_a_part_says_of_what(site):
    """A letter holds the supply of memory, which holds one maker's share."""
    digest = site()
    share, supply = claim("share", what="한 곳의 몫", part_of="supply"), claim("supply", what="공급", part_of="plant")
    put(digest, "a", "2025-01-01", claim(what="의향서"), supply, share)
    assert digest.run("build").status == 0
    for id in ("supply", "share"):
        above = part(page(digest, f"claims/{id}/"), "parts").one("p", **{"class": "small above"})
        assert above.text.startswith(ui("claim.above", "ko")) and above.one("a")["href"].endswith("plant/")
    assert not part(page(digest, "claims/plant/"), "parts").all("p", **{"class": "small above"})


def test_a_line_names_the_whole_that_it_is_a_part_of_as_its_whole(site):
    digest, _ = built(site, {"what": "온 공장"}, {})
    said = page(digest, "notes/a/").text
    assert f"{ui('claim.part_of', 'ko')} 온 공장" in said and f"{ui('claim.part', 'ko')}: 온 공장" not in said


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_part_that_is_further_along_than_its_whole_is_listed_and_the_bar_says_so(site, lang):
    digest, home = site(), "" if lang == "ko" else "en/"
    parts = (
        claim("built", what="풍력", part_of="plant", stage="building"),
        claim("behind", what="태양광", part_of="plant"),
        claim("same", what="수력", part_of="plant", stage="loi"),
    )
    put(digest, "a", "2025-01-01", claim(stage="loi"), *parts, claim("other", what="다른 것", stage="mou"))
    digest.build()
    company, topic = page(digest, f"{home}companies/openai/"), page(digest, f"{home}topics/sovereign-ai/")
    table = company.one("table", **{"class": "promises-table"}).text
    assert "풍력" in table and "태양광" not in table and "수력" not in table
    assert "풍력" in topic.text and "태양광" not in topic.text
    told = f"{ui('ladder.ahead', lang)} " + ui("ladder.count", lang).format(stage=ui("stage.building", lang), n=1)
    assert told in topic.text and told in company.text and told in part(page(digest, f"{home}claims/"), "stages").text


def test_a_part_on_which_outlets_differ_is_listed_beside_its_whole(site):
    digest = site()
    split = {"what": "메모리", "part_of": "plant"}
    put(digest, "a", "2025-01-01", claim(stage="loi"), claim("chips", **split, stage="loi"))
    put(digest, "b", "2025-01-02", claim("chips", **split, stage="contracted", date="2025-01-01"))
    digest.build()
    table = page(digest, "companies/openai/").one("table", **{"class": "promises-table"}).text
    assert "메모리" in table and ui("stage.contracted", "ko") in table


def test_what_the_tally_of_an_entity_counts_comes_first_into_its_table(site):
    digest = site()
    others = [claim(f"other-{n}", by="naver", stage="mou", **{"with": "[openai]"}) for n in range(9)]
    own = [claim(f"own-{n}", what=f"몫 {n}", part_of="plant", **{"with": "[naver]"}) for n in range(3)]
    put(digest, "a", "2025-01-01", claim(by="naver", stage="loi", **{"with": "[openai]"}), *others, *own)
    digest.build()
    table = page(digest, "companies/openai/").one("table", **{"class": "promises-table"})
    assert len(table.one("tbody").all("tr")) == 8 and all(f"몫 {n}" in table.text for n in range(3))


def test_a_page_of_one_of_many_parts_shows_the_first_of_them_and_itself_and_leads_to_the_others(site):
    digest, _ = built(site, {"amount": "20조원"}, *[{"amount": "1억원"}] * 60)
    about = part(page(digest, "claims/part-59/"), "parts").text
    assert "부분 52" in about and "부분 59" in about and "부분 53" not in about
    assert ui("claim.parts_more", "ko").format(n=10) in about
    whole = part(page(digest, "claims/plant/"), "parts").text
    assert "부분 53" in whole and "부분 9" in whole


def test_a_chain_of_parts_has_so_many_levels_and_no_more(site):
    digest = site()
    chain = [claim(f"c{i}", what=f"부분 {i}", part_of=f"c{i - 1}" if i else "") for i in range(30)]
    put(digest, "a", "2025-01-01", *chain)
    result = digest.run("build")
    said = result.out + result.err
    assert "`c20` stands 21 levels deep: a claim may have 19 above it" in said and said.count("levels deep") == 1
