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
STEPS = ["announced", "loi", "mou", "contracted", "permitted", "building", "operating"]


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
    part = main.one("section", aria_labelledby="section-history")
    return [item.text for item in part.all("li")]


def differences(main: Element) -> str:
    found = main.all("section", aria_labelledby="section-differences")
    return found[0].text if found else ""


def rows(main: Element) -> list[Element]:
    return main.one("tbody").all("tr")


def row(main: Element, words: str) -> Element:
    [found] = [row for row in rows(main) if words in row.text]
    return found


def sums(main: Element) -> list[str]:
    part = main.all("section", aria_labelledby="section-totals")
    return (
        [item.text for item in part[0].one("ul", **{"class": "totals"}).all("li") if item.all("details")]
        if part
        else []
    )


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


def test_a_stage_that_goes_back_is_marked_and_a_later_announcement_takes_nothing_back(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="contracted"))
    put(digest, "b", "2025-02-01", claim(stage="loi"))
    put(digest, "c", "2025-03-01", claim(stage="announced"))
    digest.build()
    main = page(digest, "claims/plant/")
    back = ui("claim.back", "ko")
    assert [back in told for told in history(main)] == [False, True, True]
    assert here(main) == stage("loi")
    assert all(outlet in differences(main) for outlet in OUTLETS.values())


def test_stages_that_nobody_reported_in_between_are_named_and_those_reported_before_are_not(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="loi"))
    put(digest, "b", "2025-02-01", claim(stage="announced"))
    put(digest, "c", "2025-03-01", claim(stage="building"))
    digest.build()
    told = history(page(digest, "claims/plant/"))
    passed = ui("claim.passed", "ko").format(stages=f"{stage('contracted')}, {stage('permitted')}")
    assert passed in told[2] and stage("loi") not in told[2]
    assert ui("claim.passed", "ko").partition("{")[0] not in told[0] + told[1]


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
        "case": ["announced", "filed", "decided"],
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
    assert [found[0].words("/notes/"), found[1].words("/notes/")] == [["B"], ["A"]]
    assert not found[0].links("/claims/")


# What is reported differently


def test_amounts_that_differ_stand_side_by_side_with_their_outlets(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(amount="총 2조원 이상"))
    put(digest, "b", "2025-02-01", claim(amount="2조 9000억원"))
    put(digest, "c", "2025-03-01", claim(amount="2.9조원"))
    digest.build()
    part = page(digest, "en/claims/plant/").one("section", aria_labelledby="section-differences")
    two, three = (item for item in part.all("div") if item["class"] == "version")
    assert "총 2조원 이상" in two.text and "at least ₩2 trillion" in two.text and "가신문" in two.text
    assert "₩2.9 trillion" in three.text and "나일보" in three.text and "다방송" in three.text
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
    put(digest, "b", "2025-02-01", claim(amount=other))
    digest.build()
    said = differences(page(digest, "claims/plant/"))
    assert one in said and other in said


def test_dates_that_differ_are_shown_with_their_outlets_and_one_within_another_does_not(site):
    digest = site()
    put(digest, "c", "2024-01-01", claim("same", due="2027"), claim("same", due="2027-12-02"))
    put(digest, "a", "2025-01-01", claim(due="2027"))
    put(digest, "b", "2025-02-01", claim(due="2028-H1"))
    digest.build()
    said = differences(page(digest, "en/claims/plant/"))
    assert "2027" in said and "가신문" in said and "나일보" in said
    assert differences(page(digest, "claims/same/")) == ""


def test_an_amount_that_is_not_understood_is_a_warning_at_its_place_and_is_shown_as_printed(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(amount="두세 배쯤 될 듯"))
    result = digest.build("--json")
    [problem] = result.data["problems"]
    assert (problem["rule"], problem["severity"], problem["line"]) == ("amount", "warning", 10)
    assert problem["file"] == "content/notes/2025-01-01-a.md" and "두세 배쯤 될 듯" in problem["message"]
    assert "두세 배쯤 될 듯" in page(digest, "claims/plant/").text


def test_one_id_for_claims_of_two_kinds_is_a_warning_at_both(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim())
    put(digest, "b", "2025-02-01", claim(kind="supply"))
    problems = digest.build("--json").data["problems"]
    assert [(p["rule"], p["file"][-4]) for p in problems] == [("claim-kind", "a"), ("claim-kind", "b")]
    assert "`supply` in b" in problems[0]["message"]


# Totals


def test_totals_hold_only_claims_of_one_kind_unit_and_stage_and_say_what_they_leave_out(site):
    digest = site()
    put(
        digest,
        "a",
        "2025-01-01",
        claim("one", amount="20조원", stage="loi"),
        claim("two", amount="1조 5천억원", stage="mou"),
        claim("most", amount="최대 9조원", stage="loi"),
        claim("range", amount="1조~2조원", stage="loi"),
        claim("paid", amount="7조원", stage="contracted"),
        claim("dollars", amount="5억 달러", stage="loi"),
        claim("supply", kind="supply", amount="3조원", stage="loi"),
        claim("yearly", amount="연간 4조원", stage="loi"),
        claim("gone", amount="8조원", stage="loi"),
        claim("silent", stage="loi"),
        claim("twice", amount="5조원", stage="loi"),
    )
    put(
        digest,
        "b",
        "2025-02-01",
        claim("one", amount="20조 원", stage="loi"),
        claim("twice", amount="6조원", stage="loi"),
    )
    put(digest, "c", "2025-03-01", claim("gone", amount="8조원", stage="cancelled"))
    digest.build()
    [total] = sums(page(digest, "claims/"))
    assert "21조 5000억 원" in total and ui("claims.holds", "ko").format(n=2) in total
    assert "20조 원" in total and "1조 5천억원" in total and "9조원" not in total  # those that it holds are named
    for reason in ("differs", "bound", "range", "given-up", "none"):
        assert ui(f"left.{reason}", "ko").format(n=1) in total
    [english] = sums(page(digest, "en/claims/"))
    assert "₩21.5 trillion" in english


def test_a_part_of_another_claim_is_shown_beside_it_and_is_not_added_up(site):
    digest = site()
    part = claim("first", amount="7조원", part_of="whole")
    put(digest, "a", "2025-01-01", claim("whole", amount="20조원"), part, claim("other", amount="1조원"))
    digest.build()
    [total] = sums(page(digest, "claims/"))
    assert "21조 원" in total and ui("left.part", "ko").format(n=1) in total
    assert page(digest, "claims/whole/").all("a", href="/digest/claims/first/")
    assert page(digest, "claims/first/").all("a", href="/digest/claims/whole/")
    rows = json.loads((digest.output / "data/claims.json").read_bytes())["claims"]
    assert {row["id"]: row["part_of"] for row in rows} == {"whole": "", "first": "whole", "other": ""}


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
        put(digest, f"n{n}", f"2025-01-{n + 1:02}", claim("x", amount=f"{n + 1}조원"))
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
            assert len(entry.amounts) == size

        return seconds(joined)

    assert times_as_long(taken, 2000, 500, most=12) < 12


@pytest.mark.parametrize(
    ("one", "other", "total"),
    [
        ("GPU 5만 장", "GPU 6만 장", "GPU 11만 장"),
        ("5만 장", "6만 장", ""),  # sheets of what?
        ("8%", "15%", ""),
        ("3년", "4년", ""),
        ("5만", "6만", ""),
        ("1000명", "약 500명", "약 1500명"),
        ("500MW", "1GW", "1.5GW"),
    ],
)
def test_only_what_is_of_one_sort_is_added_up(site, one, other, total):
    digest = site()
    put(digest, "a", "2025-01-01", claim("x", "capacity", amount=one), claim("y", "capacity", amount=other))
    digest.build()
    found = sums(page(digest, "claims/"))
    assert len(found) == bool(total) and (not total or total in found[0])


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
        claim("guess", "forecast", what="내다본 일", due="2025-02"),
    )
    digest.build("--as-of", "2025-06-30")
    main = page(digest, "claims/")
    ahead = main.under(ui("claims.ahead", "ko")).text
    assert ahead.index("가까운 일") < ahead.index("먼 일")
    assert "끝난 일" not in ahead and "내다본 일" not in ahead
    digest.build("--as-of", "2025-07-01")
    over = page(digest, "claims/").under(
        f"{ui('claims.over', 'ko')} {ui('claims.over_about', 'ko').format(day='2025.07.01')}"
    )
    assert "가까운 일" in over.text
    assert not [words for words in ("먼 일", "끝난 일", "내다본 일") if words in over.text]
    assert ui("due.over_long", "ko").format(day="2025.07.01") in page(digest, "claims/near/").text


# Where claims are shown


def test_an_amount_stands_as_printed_and_as_each_language_writes_it(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(amount="20조원"), claim("chips", amount="B200 8160장, H200 2296장"))
    digest.build()
    english = page(digest, "en/claims/")
    cell = row(english, "20조원").all("td")[0]
    assert "₩20 trillion" in cell.text and cell.all("span", lang="ko")[0].text == "20조원"
    assert "B200 8,160, H200 2,296" in english.text
    assert page(digest, "claims/plant/").text.count("20조원") and "20조 원" not in page(digest, "claims/plant/").text


def test_a_theme_shows_the_claims_of_its_notes(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="loi"), more="themes: [korea-ai-hub]\n")
    digest.build()
    part = page(digest, "themes/korea-ai-hub/").under(ui("claims.by_stage", "ko"))
    assert part.links("/claims/plant/") and part.links("/claims/?theme=korea-ai-hub&stage=loi")


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


def test_a_claims_page_quotes_its_own_people_and_no_others(site):
    digest = site()
    quotes = "quotes: [{text: 우리 말, speaker: 가, of: openai}, {text: 남의 말, speaker: 나, of: naver}]\n"
    put(digest, "a", "2025-01-01", claim(), more=quotes)
    digest.build()
    said = page(digest, "claims/plant/")
    assert "우리 말" in said.text and "남의 말" not in said.text


def test_a_long_ledger_is_cut_into_pages_of_fifty_and_an_index_knows_every_row(site):
    digest = site()
    put(digest, "a", "2025-01-01", *(claim(f"c{n}", what=f"일 {n}", amount=f"{n + 1}조원") for n in range(60)))
    digest.build()
    first, second = page(digest, "claims/"), page(digest, "claims/page/2/")
    assert (len(rows(first)), len(rows(second))) == (50, 10)
    assert "<script" not in digest.page("claims/page/2/") and "script-src" not in digest.page("claims/page/2/")
    assert "/digest/claims/page/2/" in [address for _, address in first.links()]
    index = json.loads(digest.page("claims/index.json"))
    assert len(index["rows"]) == 60 and index["per_page"] == 50
    assert index["rows"][0] == {
        "company": ["openai"],
        "theme": [],
        "kind": ["investment"],
        "stage": ["announced"],
        "unit": ["KRW"],
        "year": ["2025"],
    }


def test_only_the_ledgers_first_page_and_the_home_page_may_run_a_script_and_only_the_sites_own(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim())
    digest.build()
    for url in ("claims/", "en/claims/", "claims/plant/", "notes/a/", ""):
        tree = read(digest.page(url))
        policy = tree.one("meta", http_equiv="Content-Security-Policy")["content"]
        scripts = [script["src"] for script in tree.all("script")]
        assert bool(scripts) == ("script-src" in policy) == (url in ("claims/", "en/claims/", ""))
        assert all((digest.output / src.removeprefix("/digest/")).is_file() for src in scripts)
        assert "script-src" not in policy or "script-src 'self';" in policy


def test_the_sitemap_knows_the_ledger_and_every_claim(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim())
    digest.build()
    for url in ("claims/", "en/claims/", "claims/plant/", "en/claims/plant/"):
        assert f"<loc>https://example.org/digest/{url}</loc>" in digest.page("sitemap.xml")
