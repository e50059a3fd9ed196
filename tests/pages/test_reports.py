"""What notes report of a claim: each line is of one report, on its own day; what is only said stands apart."""

import json

import pytest

from tests.dom import ui
from tests.pages.test_ledger import OUTLETS, claim, history, page, part, put, row, rows, stage


def data(digest):
    return {row["key"]: row for row in json.loads(digest.page("data/claims.json"))["claims"]}


def test_stage_amount_speaker_outlet_and_note_of_a_line_are_of_one_report(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="loi", amount="20조원", said_by="가나다"))
    put(digest, "b", "2025-02-01", claim(stage="announced", amount="30조원", said_by="라마바"))
    digest.build()
    line = row(page(digest, "claims/"), "공장")
    assert (
        line.text.startswith("공장") and stage("loi") in line.text and line.words("/notes/") == [f"{OUTLETS['a']}: A"]
    )
    assert line.all("td")[1].text.startswith("20조원")
    assert "가나다" in page(digest, "claims/plant/").one("header").text
    assert "라마바" not in page(digest, "claims/plant/").one("header").text
    said = data(digest)["plant"]
    assert (said["stage"], said["amount"]["text"], said["said_by"]["ko"], said["note"]) == (
        "loi",
        "20조원",
        "가나다",
        "a",
    )
    assert said["source"]["publisher"] == OUTLETS["a"]


def test_where_two_reports_of_one_day_differ_both_stand_with_their_outlets_and_an_older_stage_does_not(site):
    digest = site()
    put(digest, "c", "2025-01-01", claim(stage="mou"))
    put(digest, "a", "2025-02-01", claim(stage="contracted"))
    put(digest, "b", "2025-02-01", claim(stage="permitted"))
    digest.build()
    [line] = rows(page(digest, "claims/"))
    said = line.all("td")[2].text
    assert said == f"{stage('contracted')} ({OUTLETS['a']}) / {stage('permitted')} ({OUTLETS['b']})"


def test_a_term_of_days_stands_among_the_facts_and_not_where_amounts_do(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(amount="60일"))
    digest.build()
    line = row(page(digest, "claims/"), "공장")
    assert "60일" in line.one("th").text and line.all("td")[1].text == ""
    own = page(digest, "notes/a/").one("li", **{"class": "claim"})
    assert "60일" in own.text and not own.all("p", **{"class": "claim-amount"})


def test_an_amount_that_the_report_does_not_name_is_shown_with_the_outlet_that_does(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(amount="20조원"))
    put(digest, "b", "2025-02-01", claim(stage="mou"))
    digest.build()
    [line] = rows(page(digest, "claims/"))
    assert f"20조원 ({OUTLETS['a']}, 2025.01.01)" in line.all("td")[1].text and OUTLETS["b"] in line.all("td")[4].text
    assert data(digest)["plant"]["amount"]["text"] == "20조원" and data(digest)["plant"]["amount_note"] == "a"


@pytest.mark.parametrize("day", ["2024-04-03", "2024-04", "2024"])
def test_a_claims_own_day_counts_in_its_history_and_is_shown_as_far_as_it_is_known(site, day):
    digest = site()
    put(digest, "a", "2025-01-01", claim("order", "regulation", stage="passed", date=day))
    put(digest, "b", "2024-12-01", claim("order", "regulation", stage="in-force"))
    digest.build()
    assert [
        stage(name) in told
        for name, told in zip(("passed", "in-force"), history(page(digest, "claims/order/")), strict=True)
    ] == [True, True]
    assert data(digest)["order"]["history"][0]["date"] == day
    assert data(digest)["order"]["stage"] == "in-force"  # the note that was written later tells of an earlier day


def test_what_is_only_said_has_no_stage_stands_in_a_list_of_its_own_and_is_never_due(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim("view", "position", what="생각"), claim())
    digest.build("--as-of", "2030-01-01")
    assert [line.words("/claims/") for line in rows(page(digest, "claims/"))] == [["공장"]]
    assert page(digest, "statements/").links("/claims/view/") and "공장" not in page(digest, "statements/").text
    assert "view" not in digest.page("claims/feed.xml") and "view" not in digest.page("claims/due.ics")
    assert (data(digest)["view"]["family"], data(digest)["view"]["stage"]) == ("statement", "")


def test_what_is_reported_after_its_day_is_not_called_overdue(site):
    digest = site()
    late = claim("late", what="늦은 일", due="2025-02")
    put(
        digest,
        "a",
        "2025-01-01",
        late,
        claim("told", what="전한 일", due="2025-02"),
        claim("law", "regulation", what="법", due="2025-02"),
    )
    put(digest, "b", "2025-04-01", claim("told", what="전한 일"))
    digest.build("--as-of", "2025-05-01")
    main = page(digest, "claims/")
    over, reported = (main.one("section", aria_labelledby=f"section-{name}").text for name in ("over", "reported"))
    assert (
        "늦은 일" in over
        and "전한 일" not in over.replace(ui("claims.over_about", "ko"), "")
        and over.count("오픈AI") == 2
    )
    assert "전한 일" in reported and "늦은 일" not in reported


def test_an_outcome_ends_a_commitment_and_is_shown_with_its_reason(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(due="2025-02"))
    put(
        digest,
        "b",
        "2025-03-01",
        claim(outcome="partly", outcome_why="{ko: 반만 지었다, en: half of it was built}", source="1"),
    )
    digest.build("--as-of", "2025-05-01")
    assert ui("claims.over", "ko") not in page(digest, "claims/").text
    ended = data(digest)["plant"]["outcome"]
    assert (ended["outcome"], ended["why"]["en"], ended["note"]) == ("partly", "half of it was built", "b")
    assert ui("outcome.partly", "ko") in page(digest, "notes/a/").text


COURT = "---\nname: 법원\nkind: court\n---\n"


@pytest.mark.parametrize(
    ("fields", "rule", "says"),
    [
        ({"kind": "position", "stage": "announced"}, "claim-field", "a position has no stages"),
        ({"kind": "forecast", "due": "2030"}, "claim-field", "never due"),
        ({"kind": "investment", "stage": "in-force"}, "claim-field", "cannot be at the stage `in-force`"),
        ({"kind": "ruling", "stage": "mou"}, "claim-field", "one of `announced`, `filed`"),
        ({"kind": "regulation", "outcome": "met", "outcome_why": "왜", "source": "1"}, "claim-field", "has no outcome"),
        ({"outcome": "met", "outcome_why": "왜"}, "outcome-source", "needs the source"),
        ({"outcome": "met", "source": "1"}, "outcome-source", "needs its reason"),
        ({"outcome_why": "왜"}, "outcome-source", "no outcome"),
        ({"date": "2025-01-02"}, "claim-date", "after its note"),
        ({"date": "2026"}, "claim-date", "after its note"),
        ({"before": "court"}, "claim-field", "does not stand `before`"),
        ({"kind": "ruling", "before": "openai"}, "not-a-court", "`openai` is no court"),
        ({"kind": "regulation", "on": "openai"}, "not-a-law", "there are no laws"),
        ({"amount": "500MW와 384MW"}, "several-amounts", "several figures"),
        ({"amount": "B200 8160장, H200 2296장"}, "several-amounts", "several figures"),
    ],
)
def test_what_a_claim_cannot_say_is_a_problem_at_its_field_with_a_hint(site, fields, rule, says):
    digest = site()
    digest.put("content/institutions/court.md", COURT)
    put(digest, "a", "2025-01-01", claim(**fields), more="institutions: [court]\n")
    problems = digest.run("build", "--json").data["problems"]
    found = [p for p in problems if p["rule"] == rule]
    assert found and says in found[0]["message"] + found[0]["hint"], problems
    assert (found[0]["file"], found[0]["line"]) == ("content/notes/2025-01-01-a.md", 11) and found[0]["hint"]


def test_what_was_to_come_when_its_source_told_of_it_has_no_day_of_its_own(site):
    digest = site()
    told = "also: [{publisher: 나일보, published: 2024-12}]\n"
    put(digest, "a", "2025-01-02", claim(date="2025-01-02", source="2"), more=told)
    put(digest, "b", "2025-01-01", claim("other", date="2025-01-01", source="2"), more=told)
    problems = digest.run("build", "--json").data["problems"]
    found = [(p["rule"], p["file"][-4], p["message"]) for p in problems if p["severity"] == "error"]
    assert found == [("claim-date", "a", "the claim is of 2025-01-02, after its source, which is of 2024-12")]


def test_one_id_of_two_families_is_an_error_at_both(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim())
    put(digest, "b", "2025-02-01", claim(kind="position"))
    problems = digest.run("build", "--json").data["problems"]
    assert [(p["rule"], p["file"][-4]) for p in problems] == [("claim-family", "a"), ("claim-family", "b")]


def test_two_figures_of_one_amount_have_no_value_and_no_echo(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(amount="태안 500메가와트(MW)와 욕지 384MW"))
    digest.build()
    assert data(digest)["plant"]["amount"]["value"] is None
    assert page(digest, "en/claims/plant/").text.count("500MW") == 0


def test_a_court_is_nobodys_counterpart_and_decides(site):
    digest = site()
    digest.put("content/institutions/court.md", COURT)
    put(
        digest,
        "a",
        "2025-01-01",
        claim("case", "ruling", stage="preliminary", before="court"),
        more="institutions: [court]\n",
    )
    digest.build()
    assert "openai" not in digest.page("data/relations.json")
    assert ui("role.decides", "ko") in page(digest, "institutions/court/").text
    assert page(digest, "claims/case/").links("/institutions/court/")


@pytest.mark.parametrize(
    ("publisher", "said_by", "named"),
    [
        ("AI Legal Journal", "{ko: AI 리걸 저널, en: AI Legal Journal}", ()),
        ("더팩트 (THE FACT)", "{ko: 더팩트, en: The Fact}", ()),
        ("National Law Review", "{ko: 내셔널 로 리뷰, en: the National Law Review}", ()),
        ("LatestLY (ANI, citing Pulse)", "ANI", ()),
        ("OpenAI (copy at example.org)", "오픈AI", ()),  # the company's own words
        ("Daily (Council press release)", "{ko: 이사회, en: Council}", ("이사회", "Council")),
        ("더팩트", "{ko: 과기정통부, en: MSIT}", ("과기정통부", "MSIT")),
    ],
)
def test_an_outlet_is_no_speaker_in_any_language_and_whoever_states_is_one_in_each(site, publisher, said_by, named):
    digest = site()
    put(digest, "a", "2025-01-01", claim(said_by=said_by))
    path = digest.root / "content/notes/2025-01-01-a.md"
    path.write_text(path.read_text("utf-8").replace("가신문", f"'{publisher}'"), "utf-8")
    digest.build()
    for i, (home, lang) in enumerate((("", "ko"), ("en/", "en"))):
        facts = page(digest, f"{home}claims/plant/").one("p", **{"class": "facts facts-claim"}).text
        assert (ui("claim.said_by", lang) in facts) == bool(named)
        assert not named or f"{ui('claim.said_by', lang)} {named[i]}" in facts
    assert tuple(data(digest)["plant"]["said_by"].values()) == named


def promise(digest, company):
    [line] = page(digest, f"companies/{company}/").one("table", **{"class": "promises-table"}).all("tr")[1:]
    return line


def test_what_reports_of_one_time_say_otherwise_is_no_way_from_one_stage_to_the_next(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="loi"))
    put(digest, "b", "2025-01-01", claim(stage="contracted"))
    digest.build()
    assert "→" not in promise(digest, "openai").one("td", **{"class": "promise-stage"}).text
    assert "moved/" not in digest.page("changes/changes.json")
    assert f"{stage('loi')} →" not in page(digest, "").text
    put(digest, "c", "2025-06-01", claim(stage="building"))
    digest.build()
    said = promise(digest, "openai").one("td", **{"class": "promise-stage"}).text
    assert said == f"{stage('building')} {ui('term.first_stage', 'ko')} {stage('loi')} 2025.01.01"
    assert digest.page("changes/changes.json").count("moved/") == 1


def test_a_row_of_an_entity_s_page_is_of_a_report_that_names_it(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="loi", amount="3조원", **{"with": "[naver]"}))
    put(digest, "b", "2025-01-01", claim(stage="loi"))
    put(digest, "c", "2025-06-01", claim(stage="contracted"))
    digest.build()
    line = promise(digest, "naver")
    assert line.words("/companies/") == ["오픈AI", "네이버"] and "가신문" in line.text
    assert f"3조원 {stage('loi')}" in line.text  # its own stage, beside which stands what others say
    assert f"{ui('claim.later', 'ko')} {stage('contracted')}, 2025.06.01 (다방송)" in line.text
    assert "다방송" in promise(digest, "openai").all("td")[-1].text


def test_what_is_only_told_again_looks_like_no_move(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="loi"))
    put(digest, "b", "2025-03-01", claim(stage="announced"))
    put(digest, "c", "2025-04-01", claim(stage="contracted"))
    put(digest, "d", "2025-06-01", claim(stage="contracted"))
    digest.build()
    own = page(digest, "notes/b/").one("li", **{"class": "claim"}).text
    assert stage("announced") not in own
    earlier = f"{ui('claim.earlier', 'ko')} {stage('loi')}, 2025.01.01 ({OUTLETS['a']})"
    later = f"{ui('claim.later', 'ko')} {stage('contracted')}, 2025.04.01 ({OUTLETS['c']})"
    assert f"{earlier}. {later}" in own  # by the report of the contract, not by one that repeats it
    assert stage("announced") not in " ".join(history(page(digest, "claims/plant/")))
    assert [report["stage"] for report in data(digest)["plant"]["reports"]] == ["loi", "", "contracted", "contracted"]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_line_names_who_acts_and_what_where_its_report_has_another_than_the_newest(site, lang):
    digest = site()
    put(digest, "a", "2025-01-01", claim(by="naver", what="{ko: 첫 공장, en: the first plant}", amount="1만 장"))
    put(digest, "b", "2025-03-01", claim(stage="contracted", amount="2만 장"))
    digest.build()
    home = "" if lang == "ko" else "en/"
    main = page(digest, f"{home}claims/plant/")
    first, second = main.one("ol", **{"class": "told"}).all("li")
    naver, what = {"ko": ("네이버", "첫 공장"), "en": ("Naver", "The first plant")}[lang]
    assert first.one("p", **{"class": "told-what"}).text == f"{naver}: {what}"
    assert not second.all("p", **{"class": "told-what"})
    by = f"{ui('claim.of', lang)} {naver}"
    rungs = main.one("ol", **{"class": "rungs"}).all("li")
    assert [by in item.text for item in rungs] == [True] + [False] * (len(rungs) - 1)
    versions = part(main, "changes").all("div", **{"class": "version"})
    assert [by in item.text for item in versions] == [True, False]
    own = page(digest, "notes/b/").one("p", **{"class": "claim-elsewhere small"})
    assert own.text.startswith(f"{ui('claim.earlier', 'ko')} 네이버 · ") and own.links("/companies/naver/")
    said = data(digest)["plant"]["reports"]
    assert [report["by"]["id"] for report in said] == ["companies/naver", "companies/openai"]
    assert said[0]["what"][lang] == {"ko": "첫 공장", "en": "the first plant"}[lang]


def test_a_stage_of_another_time_is_an_earlier_or_later_report_and_no_other_account(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="loi"))
    put(digest, "b", "2025-01-01", claim(stage="contracted"))
    put(digest, "c", "2025-06-01", claim(stage="building"))
    digest.build()
    said = {id: page(digest, f"notes/{id}/").one("p", **{"class": "claim-elsewhere small"}).text for id in "abc"}
    other, earlier, later = (ui(f"claim.{time}", "ko") for time in ("elsewhere", "earlier", "later"))
    assert said["a"] == (
        f"{other} {stage('contracted')} ({OUTLETS['b']}). {later} {stage('building')}, 2025.06.01 ({OUTLETS['c']})"
    )
    assert said["c"].startswith(f"{earlier} {stage('loi')}, 2025.01.01 ({OUTLETS['a']})") and other not in said["c"]
    rivals = page(digest, "claims/plant/").one("section", **{"aria-labelledby": "section-differences"}).text
    assert stage("contracted") in rivals and stage("building") not in rivals
