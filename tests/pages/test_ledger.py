"""The ledger: what several notes report of one claim, as one claim with a history, and what pages show of it."""

import datetime as dt
import json
import re

import msgspec
import pytest

from sitegen.content.schema import Source
from sitegen.digest.claims.ledger import ledger
from sitegen.digest.claims.model import Claim
from sitegen.digest.model import Note
from tests.dom import Element, read, ui
from tests.growth import seconds, times_as_long
from tests.site import Site, note

OUTLETS = {"a": "가신문", "b": "나일보", "c": "다방송"}
STEPS = ["announced", "loi", "contracted", "permitted", "building", "operating"]


def put(digest: Site, id: str, day: str, *claims: str, more: str = "") -> None:
    """A note of its own newspaper with these claims."""
    text = note(id.upper(), day, f"companies: [openai, naver]\n{more}claims:\n" + "".join(f"  - {c}\n" for c in claims))
    digest.put(f"content/notes/{day}-{id}.md", text.replace("더팩트", OUTLETS.get(id, "더팩트")))


def claim(id: str = "plant", kind: str = "investment", by: str = "openai", **rest: str) -> str:
    own = {"id": id, "kind": kind, "by": by, "what": "{ko: 공장, en: a plant}", **rest}
    said = {
        key: value if value.startswith(("{", "[")) else json.dumps(value, ensure_ascii=False)
        for key, value in own.items()
    }
    return f"{{{', '.join(f'{key}: {value}' for key, value in said.items() if own[key])}}}"


def page(digest: Site, url: str) -> Element:
    return read(digest.page(url)).one("main")


def stage(name: str, lang: str = "ko") -> str:
    return ui(f"stage.{name}", lang)


def here(main: Element) -> str:
    """Where the ladder says that the claim stands."""
    return main.one("li", aria_current="step").one("b").text


def history(main: Element, lang: str = "ko") -> list[str]:
    return [item.text for item in part(main, "history").all("li")]


def differences(main: Element) -> str:
    return part(main, "differences").text


def rows(main: Element) -> list[Element]:
    return rows_of(main, "ledger")


def rows_of(main: Element, name: str) -> list[Element]:
    return main.one("table", **{"class": name}).one("tbody").all("tr")


def row(main: Element, words: str) -> Element:
    [found] = [row for row in rows(main) if words in row.text]
    return found


def part(main: Element, name: str) -> Element:
    """The part of a page that is about something; empty where there is none."""
    found = main.all("section", aria_labelledby=f"section-{name}")
    return found[0] if found else Element("", {}, None)


# One claim of several notes


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_claim_of_several_notes_has_one_page_with_every_note_source_and_stage_in_order(site, lang):
    digest = site()
    put(digest, "b", "2025-02-01", claim(stage="contracted"))
    put(digest, "a", "2025-01-01", claim(stage="loi"))
    digest.build()
    home = "" if lang == "ko" else "en/"
    main = page(digest, f"{home}claims/plant/")
    told = history(main)
    assert len(told) == 2
    assert "A" in told[0] and "가신문" in told[0] and stage("loi", lang) in told[0]
    assert "B" in told[1] and "나일보" in told[1] and stage("contracted", lang) in told[1]
    assert here(main) == stage("contracted", lang)
    assert [b.text for b in main.one("ol", **{"class": "rungs"}).all("b")] == [stage(step, lang) for step in STEPS]
    assert differences(main) == ""
    assert len(rows(page(digest, f"{home}claims/"))) == 1


def test_a_stage_that_goes_back_is_marked_and_a_later_announcement_is_no_stage_of_the_way(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="contracted"))
    put(digest, "b", "2025-02-01", claim(stage="loi"))
    put(digest, "c", "2025-03-01", claim(stage="announced"))
    digest.build()
    main = page(digest, "claims/plant/")
    back = ui("claim.back", "ko")
    assert [back in told for told in history(main)] == [False, True, False]
    [row_of_data] = json.loads(digest.page("data/claims.json"))["claims"]
    assert [step["stage"] for step in row_of_data["history"]] == ["contracted", "loi"]
    assert here(main) == stage("loi")
    assert [outlet in differences(main) for outlet in OUTLETS.values()] == [True, True, False]


def test_a_letter_of_intent_is_no_contract_though_one_paper_of_that_day_says_so(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="contracted"))
    put(digest, "b", "2025-01-01", claim(stage="loi"))
    digest.build()
    main = page(digest, "claims/plant/")
    assert here(main) == stage("loi")
    assert "가신문" in differences(main) and "나일보" in differences(main)
    for id, outlet, other in (("a", "나일보", "loi"), ("b", "가신문", "contracted")):
        shown = page(digest, f"notes/{id}/").under(ui("note.claims", "ko")).text
        assert f"{ui('claim.elsewhere', 'ko')} {stage(other)} ({outlet})" in shown


def test_laws_and_rulings_have_ladders_of_their_own_and_opinions_have_none(site):
    digest = site()
    law = claim("law", "regulation", stage="passed")
    put(digest, "a", "2025-01-01", law, claim("case", "ruling", stage="filed"), claim("view", "position"))
    digest.build()
    for id, steps in {
        "law": ["announced", "proposed", "passed", "in-force"],
        "case": ["filed", "decided"],
    }.items():
        ladder = page(digest, f"claims/{id}/").one("ol", **{"class": "rungs"})
        assert [b.text for b in ladder.all("b")] == [stage(step) for step in steps]
    assert not page(digest, "claims/view/").has(ui("claim.ladder", "ko"))


def test_a_claim_without_an_id_is_its_notes_alone_and_has_no_page(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim("", amount="20조원"))
    put(digest, "b", "2025-02-01", claim("", amount="20조원"))
    digest.build()
    assert not list((digest.output / "claims").glob("*/index.html"))
    found = rows(page(digest, "claims/"))
    assert [found[0].words("/notes/"), found[1].words("/notes/")] == [["나일보: B"], ["가신문: A"]]
    assert not found[0].links("/claims/")


# What is reported differently


def test_amounts_that_differ_stand_side_by_side_with_their_outlets(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(amount="총 2조원 이상"))
    put(digest, "b", "2025-01-03", claim(amount="2조 9000억원"))
    put(digest, "c", "2025-01-05", claim(amount="2.9조원"))
    digest.build()
    said = part(page(digest, "en/claims/plant/"), "differences")
    two, three = (item for item in said.all("div") if item["class"] == "version")
    assert "총 2조원 이상" in two.text and "at least 2 trillion won" in two.text and "가신문" in two.text
    assert "2.9 trillion won" in three.text and "나일보" in three.text and "다방송" in three.text
    assert ui("claims.differs", "ko") in row(page(digest, "claims/"), "공장").text
    first = page(digest, "notes/a/").under(ui("note.claims", "ko")).text
    assert "2.9조원 (나일보, 다방송)" in first and first.count("총 2조원 이상") == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("26만 장", "up to 260,000"),
        ("1000억 달러(약 140조 원)", "약 140조원"),
        ("7조원", "약 7조 원"),
        ("500메가와트(MW)", "0.5GW"),
        ("月 웨이퍼 90만 장", "900,000 DRAM wafer starts per month"),
        ("1년", "12개월"),
        ("8%에서 15%", "15%에서 20%"),  # what came after it
        ("500MW", "5조원"),  # how much of what, and for how much
    ],
)
def test_amounts_that_say_the_same_in_other_words_are_no_disagreement(site, one, other):
    digest = site()
    put(digest, "a", "2025-01-01", claim(amount=one))
    put(digest, "b", "2025-02-01", claim(amount=other))
    digest.build()
    assert differences(page(digest, "claims/plant/")) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("500MW", "884MW"),
        ("태안 500MW, 욕지 384MW", "500MW"),
        ("6개월", "6년"),
        ("월 90만 장", "90만 장"),
        ("98개 과제", "99개 과제"),
        ("5만 장", "60,000"),
    ],
)
def test_the_same_digits_of_another_unit_or_rate_are_a_disagreement(site, one, other):
    digest = site()
    put(digest, "a", "2025-01-01", claim(amount=one))
    put(digest, "b", "2025-01-02", claim(amount=other))
    digest.build()
    said = differences(page(digest, "claims/plant/"))
    assert one in said and other in said


def test_dates_that_differ_are_shown_with_their_outlets_and_one_within_another_does_not(site):
    digest = site()
    put(digest, "c", "2024-01-01", claim("same", due="2027"), claim("same", due="2027-12-02"))
    put(digest, "a", "2025-01-01", claim(due="2027"))
    put(digest, "b", "2025-01-02", claim(due="2028-H1"))
    digest.build()
    said = differences(page(digest, "en/claims/plant/"))
    assert "2027" in said and "가신문" in said and "나일보" in said
    assert differences(page(digest, "claims/same/")) == ""


AT_ONE_TIME = {
    "a day later, of the same event": ("2025-01-01", {}, "2025-01-02", {}),
    "told a month later of the same day": ("2025-01-01", {}, "2025-02-01", {"date": "2025-01-01"}),
    "the month alone is known": ("2025-01-01", {"date": "2025-01"}, "2025-02-01", {"date": "2025-01-20"}),
    "two stages on one day": ("2025-01-01", {"stage": "loi"}, "2025-01-01", {"stage": "contracted"}),
    "still called a plan": ("2025-01-01", {"stage": "contracted"}, "2025-01-03", {"stage": "announced"}),
}
AT_TWO_TIMES = {
    "two months later": ("2025-01-01", {}, "2025-03-01", {}),
    "of another day, which the note gives": ("2025-01-01", {}, "2025-01-04", {"date": "2025-01-04"}),
    "at a later stage": ("2025-01-01", {"stage": "loi"}, "2025-01-03", {"stage": "contracted"}),
    "given up": ("2025-01-01", {"stage": "loi"}, "2025-01-03", {"stage": "cancelled"}),
    "told first, of a later day": ("2025-02-01", {}, "2025-03-01", {"date": "2024-11"}),
}


@pytest.mark.parametrize("reports", AT_ONE_TIME.values(), ids=AT_ONE_TIME)
def test_reports_of_one_time_that_say_otherwise_differ(site, reports):
    differs, changed, main = _both(site(), *reports)
    assert "amount" in differs and not changed and not part(main, "changes").text
    assert "98개 과제" in differences(main) and "99개 과제" in differences(main)


@pytest.mark.parametrize("reports", AT_TWO_TIMES.values(), ids=AT_TWO_TIMES)
def test_what_a_later_report_says_otherwise_has_changed_and_is_no_disagreement(site, reports):
    differs, changed, main = _both(site(), *reports)
    assert (differs, changed) == ([], ["amount"]) and not differences(main)
    early, late = ("99", "98") if reports[3].get("date") == "2024-11" else ("98", "99")
    told = part(main, "changes").text
    assert -1 < told.index(f"{early}개 과제") < told.index(f"{late}개 과제")


def _both(
    digest: Site, day: str, fields: dict[str, str], later: str, others: dict[str, str]
) -> tuple[list[str], list[str], Element]:
    """In what two reports of 98 and of 99 tasks differ, what has changed, and the claim's page."""
    put(digest, "a", day, claim(amount="98개 과제", **fields))
    put(digest, "b", later, claim(amount="99개 과제", **others))
    digest.build()
    [said] = json.loads(digest.page("data/claims.json"))["claims"]
    return said["differs"], said["changed"], page(digest, "claims/plant/")


def test_of_what_changed_the_note_and_the_ledger_say_what_was_reported_before_and_what_since(site):
    digest = site()
    put(digest, "a", "2024-12-15", claim(amount="98개 과제", due="2025"))
    put(digest, "b", "2025-02-10", claim(amount="99개 과제", due="2026"))
    digest.build()
    [line] = rows(page(digest, "claims/"))
    assert f"{ui('claim.earlier', 'ko')} 98개 과제, 2024.12.15 (가신문)" in line.all("td")[1].text
    assert ui("claims.differs", "ko") not in line.text
    shown = page(digest, "en/notes/a/") if (digest.output / "en/notes/a").exists() else page(digest, "notes/a/")
    assert f"{ui('claim.later', 'ko')} 99개 과제, 2025.02.10 (나일보)" in shown.text
    assert "2025" in part(page(digest, "claims/plant/"), "changes").all("ol")[1].text


def test_a_day_that_another_report_names_stands_with_that_ones_outlet(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(due="2026-11"))
    put(digest, "b", "2025-02-01", claim(stage="mou"))
    digest.build("--as-of", "2025-03-01")
    for shown in (row(page(digest, "claims/"), "공장").all("td")[3], page(digest, "claims/plant/").one("header")):
        assert "2026년 11월 (가신문)" in shown.text
    assert "(가신문)" not in page(digest, "notes/a/").under(ui("note.claims", "ko")).text
    [said] = json.loads(digest.page("data/claims.json"))["claims"]
    assert (said["note"], said["due_note"]) == ("b", "a")
    assert "2026-11 (가신문)" in digest.page("claims/due.ics").replace("\r\n ", "").replace("\n ", "")


def test_an_amount_that_the_newest_report_leaves_out_stands_with_the_outlet_that_names_it(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(amount="약 7조원"))
    put(digest, "b", "2025-02-01", claim(stage="building"))
    digest.build()
    line = row(page(digest, "claims/"), "공장").all("td")
    assert "약 7조원 (가신문, 2025.01.01)" in line[1].text and ui("claim.elsewhere", "ko") not in line[1].text
    assert "(가신문, 2025.01.01)" in page(digest, "claims/plant/").one("header").text
    assert "(가신문" not in page(digest, "notes/a/").under(ui("note.claims", "ko")).text
    index = json.loads(digest.page("claims/index.json"))
    assert index["orders"]["amount"] == [0] and "without" not in index["filters"]["amount"]
    [said] = json.loads(digest.page("data/claims.json"))["claims"]
    assert (said["note"], said["amount"]["text"], said["amount_note"]) == ("b", "약 7조원", "a")
    assert said["amount_by"]["id"] == "companies/openai"


def test_beside_a_report_without_an_amount_stands_that_of_its_time_before_one_of_another_day(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="loi"))
    put(digest, "b", "2025-01-02", claim(stage="loi", amount="약 7조원"))
    put(digest, "c", "2025-06-01", claim(stage="building", amount="9조원"))
    put(digest, "d", "2025-01-01", claim("late"))
    put(digest, "e", "2025-06-01", claim("late", stage="building", amount="3조원"))
    digest.build()
    lines = {id: page(digest, f"notes/{id}/").under(ui("note.claims", "ko")).text for id in "ad"}
    assert f"{ui('claim.elsewhere', 'ko')} 약 7조원 (나일보)" in lines["a"] and "9조원" not in lines["a"]
    assert "3조원, 2025.06.01 (더팩트)" in lines["d"] and ui("claim.later", "ko") in lines["d"]
    assert ui("claim.elsewhere", "ko") not in lines["d"]


def test_an_amount_that_is_not_understood_is_a_warning_at_its_place_and_is_shown_as_printed(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(amount="두세 배쯤 될 듯"))
    result = digest.build("--json")
    [problem] = result.data["problems"]
    assert (problem["rule"], problem["severity"], problem["line"]) == ("amount", "warning", 10)
    assert problem["file"] == "content/notes/2025-01-01-a.md" and "두세 배쯤 될 듯" in problem["message"]
    assert "두세 배쯤 될 듯" in page(digest, "claims/plant/").text


def test_an_amount_may_be_given_in_the_words_of_each_language(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(amount="{ko: 두세 배쯤 될 듯, en: two or three times as much}"))
    assert digest.build("--json").data["problems"] == []
    for url in ("claims/", "claims/plant/"):
        assert "두세 배쯤 될 듯" in page(digest, url).text
        assert "two or three times as much" in page(digest, f"en/{url}").text
        assert "두세 배" not in page(digest, f"en/{url}").text


def test_what_is_printed_in_hangul_is_written_in_english_and_a_measure_stands_once(site):
    digest = site()
    put(
        digest,
        "a",
        "2025-01-01",
        claim("gpus", what="칩", amount="B200 768장 규모"),
        claim("wind", what="바람", amount="500㎿ 규모"),
        claim("jobs", what="일", amount="7만8000여명"),
    )
    digest.build()
    english = {name: row(page(digest, "en/claims/"), name).all("td")[1] for name in ("칩", "바람", "일")}
    assert [cell.all("span")[0].text for cell in english.values()] == ["768 B200 GPUs", "500 MW", "about 78,000 people"]
    assert english["바람"].text == "500 MW"
    korean = [row(page(digest, "claims/"), name).all("td")[1].text for name in english]
    assert korean == ["B200 768장 규모", "500MW 규모", "7만8000여명"]


def test_one_id_for_claims_of_two_kinds_is_a_warning_at_both(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim())
    put(digest, "b", "2025-02-01", claim(kind="supply"))
    problems = digest.build("--json").data["problems"]
    assert [(p["rule"], p["file"][-4]) for p in problems] == [("claim-kind", "a"), ("claim-kind", "b")]
    assert "`supply` in b" in problems[0]["message"]


# Parts beside their whole, and the largest


@pytest.mark.parametrize("id", ["whole", "first"])
def test_a_whole_and_its_parts_stand_side_by_side_with_their_amounts_and_are_not_added_up(site, id):
    digest = site()
    first, second = (
        claim(id, amount=amount, what=id, part_of="whole") for id, amount in (("first", "7조원"), ("b", "5조원"))
    )
    put(digest, "a", "2025-01-01", claim("whole", what="whole", amount="20조원"), first, second)
    digest.build()
    listed = part(page(digest, f"claims/{id}/"), "parts")
    lines = [item.text for item in listed.all("li")]
    assert [amount in line for line, amount in zip(lines, ("20조원", "5조원", "7조원"), strict=True)] == [True] * 3
    assert [heading.text for heading in listed.all("h3")] == ["Whole", "B", "First"]
    assert listed.one("li", aria_current="true").one("h3").text == id.capitalize()
    others = [f"/digest/claims/{other}/" for other in ("whole", "b", "first") if other != id]
    assert [address for _, address in listed.links("/claims/")] == others
    assert "12조" not in listed.text and "32조" not in listed.text
    rows = json.loads((digest.output / "data/claims.json").read_bytes())["claims"]
    assert {row["id"]: row["part_of"] for row in rows} == {"whole": "", "first": "whole", "b": "whole"}


def test_the_largest_of_each_unit_stand_side_by_side_without_parts_ranges_rumours_and_measures(site):
    digest = site()
    many = [claim(f"c{n}", what=f"일 {n}", amount=f"{n}조원") for n in range(1, 8)]
    put(digest, "b", "2025-01-02", claim("c6", what="일 6", stage="mou"))  # whose amount another report names
    left = [
        claim("part", amount="90조원", part_of="c7"),
        claim("range", amount="80조~90조원"),
        claim("year", amount="연간 90조원"),
        claim("rumour", amount="90조원", certainty="rumoured"),
        claim("fine", "ruling", amount="90조원"),
        claim("two", amount="태안 90조원과 욕지 95조원"),
        claim("alone", amount="5억 달러"),
    ]
    put(
        digest,
        "a",
        "2025-01-01",
        *many,
        *left,
        claim("w", "capacity", amount="1GW"),
        claim("x", "capacity", amount="500MW"),
    )
    digest.build()
    shown = part(page(digest, "claims/"), "largest")
    assert [heading.text for heading in shown.all("h3")] == ["원 (KRW)", ui("unit.W", "ko")]
    assert [item.text.partition("조원")[0] for item in shown.all("ol")[0].all("li")] == ["7", "6", "5", "4", "3"]
    assert [item.text.partition("공장")[0] for item in shown.all("ol")[1].all("li")] == ["1GW", "500MW"]
    assert "kind=commitment&unit=KRW&sort=amount" in shown.links()[0][1]


def test_commitments_are_counted_by_stage_on_a_bar_for_each_ladder_and_each_count_leads_to_its_rows(site):
    digest = site()
    one = [
        claim("a"),
        claim("b"),
        claim("c", stage="loi"),
        claim("d", stage="operating"),
        claim("e", stage="cancelled"),
        claim("f", "establishment", stage="operating"),
    ]
    put(digest, "a", "2025-01-01", *one, claim("law", "regulation", stage="passed"), claim("view", "position"))
    digest.build()
    main = page(digest, "claims/")
    shown, sections = part(main, "stages"), [section["aria-labelledby"] for section in main.all("section")]
    assert sections.index("section-stages") < sections.index("section-table") and not shown.one("details")["open"]
    table = shown.one("table")
    assert table.one("caption").text == ui("ladder.building", "ko")
    rows_ = [[cell.text for cell in row.all("th", "td")] for row in table.one("tbody").all("tr")]
    assert rows_ == [[stage(name), n] for name, n in zip(("announced", "loi", "operating"), "211", strict=True)]
    alone = shown.all("p", **{"class": "stages-of"})[1]  # of one stage there is nothing to draw
    assert alone.text == f"{ui('ladder.short', 'ko')} {stage('operating')} 1"
    assert alone.words("kind=short&stage=operating&count=all") == [f"{stage('operating')} 1"]
    [beside] = shown.all("p", **{"class": "stages-beside small"})
    assert beside.text == f"{ui('ladder.beside', 'ko')} {stage('cancelled')} 1"
    addresses = [address for _, address in shown.all("table")[0].links()]
    assert addresses[1] == "/digest/claims/?kind=building&stage=loi&count=all#section-table"
    index = json.loads(digest.page("claims/index.json"))["filters"]
    assert index["kind"].keys() > {"commitment", "building", "investment", "short", "establishment", "measure"}
    drawn = shown.all("svg")[0]
    assert [address for _, address in drawn.links()] == addresses
    assert drawn["aria-hidden"] == "true" and {link["tabindex"] for link in drawn.all("a")} == {"-1"}


@pytest.mark.parametrize(
    ("whole", "of_whole", "message"),
    [("whle", "", "there is no claim `whle`"), ("whole", "first", "part of itself: first → whole → first")],
)
def test_what_cannot_be_a_part_is_a_problem_at_its_place(site, whole, of_whole, message):
    digest = site()
    put(digest, "a", "2025-01-01", claim("whole", part_of=of_whole), claim("first", part_of=whole))
    problems = digest.run("build", "--json").data["problems"]
    assert [p["line"] for p in problems if message in p["message"]] == [11]


def test_of_a_claim_that_many_report_otherwise_a_note_names_eight_and_the_claims_page_all(site):
    digest = site()
    for n in range(12):
        put(digest, f"n{n}", f"2025-01-{n // 2 + 1:02}", claim("x", amount=f"{n + 1}조원"))
    digest.build()
    shown = page(digest, "notes/n0/").one("p", **{"class": "claim-elsewhere small"}).text
    assert re.findall(r"(\d+)조원", shown) == [str(n) for n in range(5, 13)]
    assert set(re.findall(r"(\d+)조원", page(digest, "claims/x/").text)) == {str(n) for n in range(1, 13)}


def test_reports_of_one_claim_are_compared_in_time_that_grows_as_they_do(site):
    def taken(size: int) -> float:
        fields = {"id": "x", "part_of": "", "kind": "investment", "by": ("companies", "a"), "with_": (), "what": "x"}
        fields |= {
            "figure": None,
            "stage": "announced",
            "certainty": "stated",
            "said_by": "",
            "source": {"publisher": "p"},
        }
        made = [{**fields, "amount": f"{n}조", "due": f"{2000 + n % 900}-{n % 12 + 1:02}"} for n in range(size)]
        claims = msgspec.convert(made, tuple[Claim, ...])
        named = Note("n", dt.date(2025, 1, 1), False, Source(publisher=""), (), {}, claims, (), {})

        def joined() -> None:
            [entry] = ledger([(named,)], {"n": named})[0].values()
            assert len(entry.amounts[0][0]) == size

        return seconds(joined)

    assert times_as_long(taken, 2000, 500, most=12) < 12


# What falls due


def test_what_falls_due_next_and_what_is_overdue_is_said_as_of_the_digests_day(site):
    digest = site()
    put(
        digest,
        "a",
        "2025-01-01",
        claim("near", what="가까운 일", due="2025-H1"),
        claim("far", what="먼 일", due="2030"),
        claim("done", what="끝난 일", due="2025-02", stage="operating"),
        claim("guess", "forecast", what="내다본 일"),
    )
    digest.build("--as-of", "2025-06-30")
    ahead = part(page(digest, "claims/"), "ahead").text
    assert ui("home.as_of", "ko").format(day="2025.06.30") in ahead
    assert ahead.index("가까운 일") < ahead.index("먼 일")
    assert "끝난 일" not in ahead and "내다본 일" not in ahead
    digest.build("--as-of", "2025-07-01")
    over = part(page(digest, "claims/"), "over")
    assert ui("claims.over_about", "ko").format(day="2025.07.01") in over.text and "가까운 일" in over.text
    assert not [words for words in ("먼 일", "끝난 일", "내다본 일") if words in over.text]
    assert ui("due.over_long", "ko").format(day="2025.07.01") in page(digest, "claims/near/").text


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_what_is_reported_of_after_its_day_is_not_overdue_and_leads_to_that_report(site, lang):
    digest = site()
    put(digest, "a", "2025-01-01", claim(due="2025-02"), claim("late", what="늦은 일", due="2025-02"))
    put(digest, "b", "2025-03-01", claim(stage="building"))
    digest.build("--as-of", "2025-06-30")
    home = "" if lang == "ko" else "en/"
    main = page(digest, f"{home}claims/")
    assert [heading.text for heading in part(main, "over").all("h3")] == ["늦은 일"]
    since = part(main, "reported")
    assert since.words("/notes/") == ["나일보: B"] and since.has("공장" if lang == "ko" else "A plant")
    own = page(digest, f"{home}claims/plant/").one("header")
    assert ui("claims.since", lang) in own.text and "나일보: B" in own.words("/notes/b/")
    cell = row(main, "나일보").all("td")[3]
    assert cell.words("/notes/b/") == [ui("due.reported", lang)]


# Where claims are shown


def test_an_amount_stands_as_printed_and_as_each_language_writes_it(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(amount="20조원"), claim("chips", amount="B200 8160장, H200 2296장"))
    digest.build()
    english = page(digest, "en/claims/")
    cell = row(english, "20조원").all("td")[1]
    assert cell.all("span")[0].text == "20 trillion won" and cell.one("span", lang="ko").text == "20조원"
    assert "8,160 B200 GPUs, 2,296 H200 GPUs" in english.text
    assert page(digest, "claims/plant/").text.count("20조원") and "20조 원" not in page(digest, "claims/plant/").text


def test_a_theme_shows_the_claims_of_its_notes(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="loi"), more="themes: [korea-ai-hub]\n")
    digest.build()
    alone = page(digest, "themes/korea-ai-hub/").under(ui("claims.by_stage", "ko"))
    assert not alone.all("svg") and alone.links("/claims/plant/")  # a bar of one says nothing
    assert ui("term.promises_all", "ko") in alone.text  # there is no rule or ruling among them
    put(digest, "b", "2025-01-02", claim("port", stage="mou"), more="themes: [korea-ai-hub]\n")
    digest.build()
    part = page(digest, "themes/korea-ai-hub/").under(ui("claims.by_stage", "ko"))
    assert part.links("/claims/plant/") and part.links("/claims/?theme=korea-ai-hub&kind=building&stage=loi")


def test_home_shows_what_moved_and_from_where_to_where(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="loi"), claim("still", what="그대로", stage="loi"))
    put(digest, "b", "2025-02-01", claim(stage="contracted"), claim("still", what="그대로", stage="announced"))
    digest.build()
    put(digest, "c", "2025-03-01", claim("new", what="새 일", stage="loi"))
    digest.build()
    moved = page(digest, "").under(ui("claims.moved", "ko"))
    assert f"{stage('loi')} → {stage('contracted')}" in moved.text and moved.links("/claims/plant/")
    assert "그대로" not in moved.text and "새 일" not in moved.text


def test_a_claims_page_quotes_what_its_notes_say_is_of_it(site):
    digest = site()
    quotes = "quotes: [{text: 이 일, speaker: 가, of: naver, claim: plant}, {text: 다른 일, speaker: 나, of: openai}]\n"
    put(digest, "a", "2025-01-01", claim(), more=quotes)
    digest.build()
    said = page(digest, "claims/plant/")
    assert "이 일" in said.text and "다른 일" not in said.text
    assert [row["claim"] for row in json.loads(digest.page("data/quotes.json"))["quotes"]] == ["plant", ""]


def test_a_quote_of_a_claim_that_its_note_does_not_make_is_a_problem(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(), more="quotes: [{text: 말, speaker: 가, claim: plan}]\n")
    done = digest.run("check")
    assert done.status == 1 and "quote-claim" in done.out and "did you mean `plant`" in done.out


def test_a_long_ledger_is_cut_from_its_end_into_pages_of_fifty_and_an_index_knows_every_row(site):
    digest = site()
    put(digest, "a", "2025-01-01", *(claim(f"c{n:03}", what=f"일 {n}", amount=f"{n + 1}조원") for n in range(120)))
    digest.build()
    first, second = page(digest, "claims/"), page(digest, "claims/page/1/")
    assert (len(rows(first)), len(rows(second))) == (70, 50)
    assert "assets/claims." in digest.page("claims/") and "assets/claims." not in digest.page("claims/page/1/")
    assert "/digest/claims/page/1/" in [address for _, address in first.links()]
    index = json.loads(digest.page("claims/index.json"))
    assert (index["total"], index["per_page"]) == (120, 50)
    assert index["filters"]["company"]["openai"] == [0] + [1] * 119  # each as far from the one before
    assert index["filters"]["kind"].keys() == {"commitment", "building", "investment"}
    assert index["filters"]["amount"].keys() == {"with"} and index["filters"]["unit"].keys() == {"KRW"}
    largest_first = [rows(first)[n] if n < 70 else rows(second)[n - 70] for n in index["orders"]["amount"]]
    assert [row.all("td")[1].text for row in largest_first] == [f"{n}조원" for n in range(120, 0, -1)]
    before = digest.page("claims/page/1/")
    put(digest, "b", "2025-02-01", claim("new", what="새 일"))
    digest.build()
    assert len(rows(page(digest, "claims/"))) == 71 and digest.page("claims/page/1/") == before


def test_a_row_is_of_one_report_and_names_the_outlets_where_those_of_its_day_differ(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="contracted", amount="2조원", said_by="갑", **{"with": "[naver]"}))
    put(digest, "b", "2025-01-01", claim(stage="loi", amount="3조원", said_by="을", date="2024-12"))
    put(digest, "c", "2025-01-01", claim(stage="loi", amount="3조원", said_by="을"))
    digest.build()
    [line] = rows(page(digest, "claims/"))
    assert line.one("th", scope="row").words() == ["공장", ui("claims.differs", "ko")]
    who, amount, stage_cell, _, report = line.all("td")
    assert who.words() == ["오픈AI"] and amount.text.startswith("3조원")
    assert stage_cell.text == f"{stage('loi')} (다방송) / {stage('contracted')} (가신문)"
    assert report.text == "다방송: C 2025.01.01"


def test_an_outcome_is_shown_with_its_reason_and_the_report_that_shows_it(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="contracted", due="2025-06"))
    ended = {"outcome": "partly", "outcome_why": "{ko: 절반만 지었다, en: half of it stands}", "source": "1"}
    put(digest, "b", "2025-07-01", claim(stage="building", **ended))
    digest.build()
    said = part(page(digest, "en/claims/plant/"), "ending")
    assert ui("outcome.partly", "en") in said.text and "half of it stands" in said.text
    assert "나일보" in said.words("https://") and said.words("/notes/b/") == ["B"]
    assert ui("outcome.partly", "ko") in row(page(digest, "claims/"), "공장").all("td")[3].text
    index = json.loads(digest.page("claims/index.json"))
    assert index["filters"]["outcome"] == {"partly": [0]}


def test_statements_say_who_what_and_by_which_report_and_stand_in_no_other_table(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(), claim("more", "forecast", what="더 는다", amount="5%"))
    put(digest, "b", "2025-02-01", claim("no", "position", what="반대한다", by="naver", said_by="대표"))
    digest.build()
    first, second = rows_of(page(digest, "statements/"), "ledger ledger-said")
    assert [cell.text for cell in first.all("th", "td")] == [
        "네이버 대표", f"반대한다 {ui('kind.position', 'ko')}", "", "나일보: B 2025.02.01",
    ]  # fmt: skip
    assert "5%" in second.text and len(rows(page(digest, "claims/"))) == 1
    index = json.loads(digest.page("statements/index.json"))
    assert index["filters"]["company"] == {"naver": [0], "openai": [1]} and index["orders"] == {}


def test_only_ledger_statements_and_the_home_page_have_a_script_beside_that_of_search_and_only_the_sites_own(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(), claim("", "position"))
    digest.build()
    scripted = ("claims/", "en/claims/", "statements/", "")
    for url in (*scripted, "claims/plant/", "notes/a/"):
        tree = read(digest.page(url))
        policy = tree.one("meta", http_equiv="Content-Security-Policy")["content"]
        scripts = [script["src"] for script in tree.all("script") if script["type"] != "application/ld+json"]
        assert len(scripts) == (2 if url in scripted else 1)
        assert all((digest.output / src.removeprefix("/digest/")).is_file() for src in scripts)
        assert "script-src 'self';" in policy


def test_the_sitemap_knows_the_ledger_and_every_claim(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim())
    digest.build()
    for url in ("claims/", "en/claims/", "claims/plant/", "en/claims/plant/"):
        assert f"<loc>https://example.org/digest/{url}</loc>" in digest.page("sitemap.xml")


def test_the_ledger_opens_with_what_is_promised_though_a_law_was_reported_later(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(what="{ko: 공장, en: a plant}"))
    put(digest, "b", "2025-02-01", claim("act", "regulation", what="{ko: 법안, en: an act}", stage="proposed"))
    digest.build()
    assert [line.one("th").all("a")[0].text for line in rows(page(digest, "claims/"))] == ["공장", "법안"]
    assert json.loads(digest.page("claims/index.json"))["filters"]["kind"]["commitment"] == [0]


@pytest.mark.parametrize(("count", "shares"), [(5, ["4", "1"]), (20, ["95%", "5%"])])
def test_of_few_no_share_is_said(site, count, shares):
    digest = site()
    put(digest, "a", "2025-01-01", claim("b", stage="loi"), *(claim(f"c{n}") for n in range(count - 1)))
    digest.build()
    counted = part(page(digest, "claims/"), "stages").all("table")[0]
    assert [row.all("td")[-1].text for row in counted.one("tbody").all("tr")] == shares


def test_an_outlet_of_two_names_has_that_of_the_page_s_language_and_no_brackets_within_brackets(site):
    digest = site()
    for id, outlet, stage_ in (("x", "지디넷코리아 (ZDNet Korea)", "loi"), ("y", "뉴스1 (파이낸셜뉴스 게재)", "mou")):
        text = note(id, "2025-01-01", f"companies: [openai]\nclaims: [{claim(stage=stage_)}]\n")
        digest.put(f"content/notes/2025-01-01-{id}.md", text.replace("더팩트", outlet))
    digest.build()
    korean, english = (rows(page(digest, url))[0].text for url in ("claims/", "en/claims/"))
    assert "ZDNet" not in korean and "지디넷" not in english and "ZDNet Korea" in english
    assert "(지디넷코리아)" in korean and "(뉴스1, 파이낸셜뉴스 게재)" in korean


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_among_the_largest_a_claim_stands_as_everywhere_and_what_came_later_is_no_dispute(site, lang):
    """By the actor and the stage of its own page; the amount is an earlier report's, and says so."""
    digest = site()
    digest.put("content/companies/builder.md", "---\nname: {ko: 시공사, en: Builder}\n---\n")
    said = claim(stage="agreed", amount="7조원", said_by="{ko: 장관, en: a minister}")
    put(digest, "a", "2025-06-23", said, claim("b", amount="1조원"))
    put(digest, "b", "2025-08-29", claim(by="builder", stage="building"))
    digest.build()
    start = "" if lang == "ko" else "en/"
    line = part(page(digest, f"{start}claims/"), "largest").all("li")[0]
    assert "/" not in line.one("p", **{"class": "facts"}).text
    assert stage("building", lang) in line.text and stage("agreed", lang) not in line.text
    openai, builder = {"ko": ("오픈AI", "시공사"), "en": ("OpenAI", "Builder")}[lang]
    assert line.one("span", **{"class": "claim-who"}).text == builder
    # Whose it is and who states it, for who acts in the line is somebody else.
    bearer = f"{ui('claim.of', lang)} {openai}, {ui('claim.said_by', lang)} {'장관' if lang == 'ko' else 'a minister'}"
    for amount in (line.one("p", **{"class": "largest-amount"}), rows(page(digest, f"{start}claims/"))[0].all("td")[1]):
        assert f"({bearer}, {OUTLETS['a']}" in amount.text
    topic = page(digest, f"{start}topics/sovereign-ai/")
    assert stage("agreed", lang) not in part(topic, "claims").text


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_rows_stand_by_the_day_that_they_show(site, lang):
    digest = site()
    put(digest, "a", "2025-01-01", claim("early", what="앞", stage="contracted"))
    put(digest, "b", "2025-02-01", claim("late", what="뒤", stage="loi"))
    put(digest, "c", "2025-03-01", claim("early", what="앞"))  # says again that somebody said so
    digest.build()
    table = page(digest, f"{'' if lang == 'ko' else 'en/'}claims/").one("table", **{"class": "ledger"})
    assert [cell.one("a").text for cell in table.all("th", scope="row")] == ["뒤", "앞"]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_page_of_a_claim_leads_to_the_list_of_what_it_is(site, lang):
    """A suit and a law are no promises; which court hears it is said in words that are seen."""
    digest = site("-- content/companies/court.md --\n---\nname: 법원\nkind: court\n---\n")
    case = claim("case", "ruling", stage="filed", before="court")
    put(digest, "a", "2025-01-01", case, claim("view", "position"), claim())
    digest.build()
    start = "" if lang == "ko" else "en/"
    for id, words in (("case", "family.measure"), ("view", "statements.title"), ("plant", "claims.short")):
        main = page(digest, f"{start}claims/{id}/")
        assert main.one("p", **{"class": "kicker"}).all("a")[0].text == ui(words, lang)
    parties = page(digest, f"{start}claims/case/").one("p", **{"class": "claim-parties"})
    assert ui("claim.before", lang) in [span.text for span in parties.all("span") if "class" not in span.attributes]
