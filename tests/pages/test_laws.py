"""Laws: the table of all, and each law's page, made from the measures on it."""

import datetime as dt
import json
import re

import icalendar
import pytest

from sitegen.digest.claims.due_dates import due_order
from tests.dom import read, ui
from tests.pages.test_ledger import page, part
from tests.site import INSTITUTIONS, SITE, Site, clean, note, settings
from tests.site import LAWS as LAW_TERMS

LAWS = (
    settings(INSTITUTIONS, LAW_TERMS)
    + """
-- content/laws/ai-act.md --
---
name: {ko: AI법, en: AI Act}
kind: law
jurisdiction: EU
summary: {ko: 개발사에 알릴 의무를 지운다., en: Makes developers give notice.}
---
법의 이야기다.
-- content/laws/sb-1.md --
---
name: SB 1
kind: bill
jurisdiction: {ko: 미국 캘리포니아주, en: "California, US"}
---
"""
)


def measures(
    digest, id: str, day: str, *claims: str, more: str = "laws: [ai-act]\n", publisher: str = "더팩트"
) -> None:
    listed = "".join(f"  - {{kind: regulation, by: openai, on: ai-act, {claim}}}\n" for claim in claims)
    text = note(id.upper(), day, f"companies: [openai]\n{more}claims:\n{listed}")
    digest.put(f"content/notes/{day}-{id}.md", text.replace("더팩트", publisher))


def built(site, *notes):
    digest = site(LAWS)
    for id, day, *claims in notes:
        measures(digest, id, day, *claims)
    digest.build()
    return digest


def test_a_table_holds_each_jurisdiction_s_laws_with_where_they_stand_and_what_comes_next(site):
    digest = built(
        site,
        ("bill", "2024-03-01", "id: ai-act, what: 법안, stage: proposed"),
        ("act", "2024-05-01", "id: ai-act, what: 법, stage: in-force"),
        ("change", "2025-06-01", "id: ai-act, what: 개정법, stage: amended"),
        (
            "later",
            "2025-06-02",
            "what: 첫 의무, stage: passed, due: 2026-01",
            "what: 다음 의무, stage: passed, due: 2027",
        ),
    )
    main = read(digest.page("laws/")).one("main")
    rows = {row.one("a").text: row for row in main.all("tr") if row.all("a")}
    assert list(rows) == ["SB 1", "AI법"]  # 미국 캘리포니아주, 유럽연합
    act = rows["AI법"].text
    assert "유럽연합" in act and ui("law.kind.law", "ko") in act and "개발사에 알릴 의무를 지운다." in act
    assert f"{ui('stage.amended', 'ko')} 2025.06.01" in act and f"{ui('stage.in-force', 'ko')} 2024.05.01부터" in act
    assert "2026년 1월" in act and "첫 의무" in act and "다음 의무" not in act
    assert act.endswith("2025.06.02")  # last checked
    assert ui("law.unreported", "ko") in rows["SB 1"].text and "미국 캘리포니아주" in rows["SB 1"].text
    english = digest.page("en/laws/").replace("\xa0", " ")
    assert "European Union" in english and "since 1 May 2024" in english


def test_a_law_stands_by_the_measure_of_its_own_id_not_by_what_is_proposed_about_it(site):
    digest = built(
        site,
        ("act", "2024-05-01", "id: ai-act, what: 법, stage: in-force", "id: fine, what: 벌금, stage: in-force"),
        ("delay", "2025-06-01", "id: delay, what: 연기안, stage: proposed"),
    )
    status = read(digest.page("laws/ai-act/")).one("dl").all("div")[0].text
    assert f"{ui('stage.in-force', 'ko')} 2024.05.01부터 · 더팩트" in status
    assert ui("stage.proposed", "ko") not in status


def test_a_law_is_cited_as_of_the_newest_report_of_it(site):
    digest = built(
        site,
        ("act", "2024-05-01", "id: ai-act, what: 법, stage: in-force"),
        ("delay", "2025-06-01", "id: delay, what: 연기안, stage: proposed"),
    )
    foot = read(digest.page("laws/ai-act/")).one("main").one("div", **{"class": "foot"})
    address = "https://example.org/digest/laws/ai-act/"
    assert foot.one("p", **{"class": "cite-text"}).text == f"다이제스트, 「AI법」, 2025.06.01 보도까지. {address}"
    assert ui("corrections.title", "ko") in foot.text


def test_a_programme_stands_by_what_is_promised_on_it_until_something_is_enacted(site):
    digest = site(LAWS)
    promises = (
        "{id: plan, kind: agreement, by: openai, on: ai-act, what: 양해각서, stage: mou, certainty: reported}",
        "{id: site, kind: investment, by: openai, on: ai-act, what: 센터, due: 2026}",
    )
    more = f"companies: [openai]\nlaws: [ai-act]\nclaims: [{', '.join(promises)}]\n"
    digest.put("content/notes/2025-06-01-plan.md", note("PLAN", "2025-06-01", more))
    digest.build()
    page = read(digest.page("laws/ai-act/")).one("main")
    assert f"{ui('stage.mou', 'ko')} 2025.06.01 · 더팩트" in page.one("dl").text
    history = page.under(ui("law.history", "ko")).above.text
    assert "양해각서" in history and "센터" in history and history.count("오픈AI") == 2  # who promises it
    assert history.count(ui("certainty.reported", "ko")) == 1
    ahead = page.under(ui("law.next", "ko")).above.text
    assert "2026년" in ahead and "센터" in ahead and ui("law.next_by", "ko") not in ahead
    assert "AI법과 관련해" not in digest.page("claims/plan/")  # only a measure is told of with its law
    measures(digest, "act", "2025-07-01", "id: act, what: 고시, stage: proposed")
    digest.build()
    status = read(digest.page("laws/ai-act/")).one("dl").text
    assert f"{ui('stage.proposed', 'ko')} 2025.07.01" in status and ui("stage.mou", "ko") not in status


def test_a_measure_is_set_for_a_day_and_a_promise_on_it_falls_due(site):
    digest = site(LAWS)
    listed = (
        "  - {id: duty, kind: regulation, by: openai, on: ai-act, what: 의무, stage: passed, due: 2027-12-02}\n"
        "  - {id: centre, kind: investment, by: openai, on: ai-act, what: 센터, due: 2030}\n"
    )
    more = f"companies: [openai]\nlaws: [ai-act]\nclaims:\n{listed}"
    digest.put("content/notes/2025-06-01-a.md", note("A", "2025-06-01", more))
    digest.build()
    promised, ordered = f"{ui('claim.due', 'ko')} 2030년", f"{ui('law.due', 'ko')} 2027.12.02"
    assert f"{ui('claim.due', 'ko')} 2027" not in digest.page("claims/duty/")
    for place in ("laws/ai-act/", "notes/a/", "claims/"):
        text = page(digest, place).text
        assert promised in text and ordered in text, place
    assert ordered in page(digest, "claims/duty/").text and promised in page(digest, "claims/centre/").text


def test_what_somebody_only_says_is_not_on_a_law(site):
    digest = site(LAWS)
    more = "companies: [openai]\nlaws: [ai-act]\nclaims: [{kind: position, by: openai, on: ai-act, what: 지지}]\n"
    digest.put("content/notes/2025-06-01-view.md", note("VIEW", "2025-06-01", more))
    out = digest.run("check").out
    assert "a position neither makes nor promises anything `on` a law [claim-field]" in out and "leave it out" in out


def test_two_reports_of_one_day_both_stand_each_with_its_outlet(site):
    digest = site(LAWS)
    measures(digest, "one", "2025-06-01", "id: ai-act, what: 통과, stage: passed", publisher="가신문")
    measures(digest, "two", "2025-06-01", "id: ai-act, what: 시행, stage: in-force", publisher="나신문")
    digest.build()
    status = read(digest.page("laws/ai-act/")).one("dl").all("div")[0].text
    assert f"{ui('stage.passed', 'ko')} 2025.06.01 · 가신문" in status
    assert f"{ui('stage.in-force', 'ko')} 2025.06.01부터 · 나신문" in status
    assert "가신문" in digest.page("laws/")


def test_a_law_s_page_tells_its_history_by_the_day_of_the_event_what_comes_next_and_its_rulings(site):
    digest = site(LAWS)
    measures(
        digest,
        "act",
        "2025-06-01",
        "id: ai-act, what: 법 시행, stage: in-force, date: 2025-04",
        "what: 의무 적용, stage: passed, due: 2026",
    )
    measures(digest, "bill", "2025-05-01", "id: ai-act, what: 법안 발의, stage: proposed, date: 2025-01-02")
    digest.put(
        "content/notes/2025-07-01-suit.md",
        note(
            "SUIT",
            "2025-07-01",
            "companies: [openai]\nlaws: [ai-act]\n"
            "claims: [{kind: ruling, by: openai, on: ai-act, what: 무효 소송, stage: filed}]\n",
        ),
    )
    digest.build()
    page = read(digest.page("laws/ai-act/")).one("main")
    history = page.under(ui("law.history", "ko")).above.text
    assert history.index("2025.06.01") < history.index("2025년 4월") < history.index("2025.01.02")
    assert "법안 발의" in history and "BILL" in history and "더팩트" in history and "무효 소송" not in history
    ahead = page.under(ui("law.next", "ko")).above.text
    assert "2026년" in ahead and "의무 적용" in ahead and "오픈AI" in ahead
    assert "무효 소송" in page.under(ui("law.rulings", "ko")).text
    assert "법의 이야기다." in page.text and "SUIT" in page.under(ui("term.notes", "ko")).text
    assert digest.page("laws/ai-act/feed.xml") and "laws/ai-act/" in digest.page("sitemap.xml")
    assert '<a href="/digest/laws/ai-act/">' in digest.page("notes/suit/")


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_what_came_on_days_that_nobody_knows_stands_last_under_one_heading_and_a_day_of_two_outlets_under_one(
    site, lang
):
    digest = site(LAWS)
    for id, day, dates in (
        ("a", "2025-01-01", ("unknown", "2024-12-01")),
        ("b", "2025-02-01", ("unknown", "2024-12-01")),
    ):
        steps = (f"what: 일 {id}{n}, stage: proposed, date: {date}" for n, date in enumerate(dates))
        measures(digest, id, day, *steps, publisher=f"{id}일보")
        file = digest.root / f"content/notes/{day}-{id}.md"
        file.write_text(re.sub("  published: .*\n", "", file.read_text("utf-8")), "utf-8")
    digest.build()
    start = "" if lang == "ko" else "en/"
    history = part(read(digest.page(f"{start}laws/ai-act/")).one("main"), "history")
    days = [p.text for p in history.all("p", **{"class": "law-day"})]
    assert len(days) == 2 and days[1] == ui("claims.undated", lang)
    assert [history.text.count(outlet) for outlet in ("a일보", "b일보")] == [2, 2]


def test_a_long_history_shows_its_newest_days_and_folds_the_others(site):
    digest = built(site, *((f"n{n}", f"2025-01-{n:02}", f"what: 일{n:02}, stage: proposed") for n in range(1, 10)))
    page = read(digest.page("laws/ai-act/")).one("main")
    history = page.one("section", aria_labelledby="section-history")
    folded = history.one("details")
    assert folded.one("summary").text == ui("law.earlier", "ko").format(n=3)
    assert "일01" in folded.text and "일03" in folded.text and "일04" not in folded.text
    assert [f"일{n:02}" in history.text for n in range(1, 10)] == [True] * 9
    assert page.one("nav", aria_label=ui("term.jumps", "ko")).links("#section-history")


def test_a_short_history_is_all_open(site):
    digest = built(site, *((f"n{n}", f"2025-01-{n:02}", f"what: 일{n:02}, stage: proposed") for n in range(1, 9)))
    history = read(digest.page("laws/ai-act/")).one("section", aria_labelledby="section-history")
    assert not history.all("details") and "일01" in history.text


def test_what_is_no_longer_ahead_on_the_digest_s_day_is_history_alone(site):
    digest = built(
        site,
        ("act", "2025-06-01", "id: ai-act, what: 법, stage: passed, due: 2025-07-01"),
        ("last", "2025-08-01", "id: other, what: 고시, stage: proposed"),
    )
    assert ui("law.next", "ko") not in digest.page("laws/ai-act/")


@pytest.fixture(scope="module")
def past(tmp_path_factory):
    """A duty and an order's step whose days are over, and a law that came into force by its day."""
    digest = Site(tmp_path_factory.mktemp("past"), LAWS)
    listed = "laws: [ai-act]\nthemes: [korea-ai-hub]\n"
    duty, act = "id: duty, what: 기관 지정, stage: passed, due: 2025-02-01", "id: ai-act, what: 법 시행"
    measures(digest, "a", "2025-01-01", duty, f"{act}, stage: passed, due: 2025-03", more=listed)
    measures(digest, "b", "2025-03-10", f"{act}, stage: in-force", more=listed)
    digest.build("--as-of", "2025-05-01")
    return digest


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_day_that_a_law_set_and_of_which_nobody_tells_is_marked_as_past_wherever_it_stands(past, lang):
    start, mark = "" if lang == "ko" else "en/", ui("due.over", lang)

    def main(url):
        return read(past.page(f"{start}{url}")).one("main")

    ledger = main("claims/")
    row = next(row for row in ledger.one("table", **{"class": "ledger"}).all("tr") if "기관 지정" in row.text)
    assert mark in row.text
    assert "기관 지정" in part(ledger, "over").text and "법 시행" not in part(ledger, "over").text
    assert ui("due.over_long", lang).partition("}")[2] in main("claims/duty/").one("header").text
    assert [li.text.count(mark) for li in part(main("laws/ai-act/"), "history").all("li") if "기관" in li.text][-1] == 1
    theme = main("themes/korea-ai-hub/")
    assert mark in next(line.text for line in theme.all("p", **{"class": "timeline-what"}) if "기관 지정" in line.text)
    assert ui("term.no_outcome", lang) not in main("companies/openai/").text
    events = icalendar.Calendar.from_ical(past.page(f"{start}claims/due.ics")).walk("VEVENT")
    told = {str(event["SUMMARY"])[:2]: str(event["DESCRIPTION"]) for event in events}
    assert f"{ui('law.due', lang)}: 2025-02-01 ({mark})" in told["기관"] and mark not in told["법 "]
    data = {claim["id"]: claim["due_state"] for claim in json.loads(past.page("data/claims.json"))["claims"]}
    assert data == {"duty": "over", "ai-act": ""}


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_day_of_what_has_come_into_force_is_not_said_to_be_set_any_more(past, lang):
    start = "" if lang == "ko" else "en/"
    theme = read(past.page(f"{start}themes/korea-ai-hub/")).one("main")
    line = next(line.text for line in theme.all("p", **{"class": "timeline-what"}) if "법 시행" in line.text)
    header = read(past.page(f"{start}claims/ai-act/")).one("main").one("header").text
    assert ui("law.due", lang) not in line and ui("law.due", lang) not in header
    assert ui("stage.in-force", lang) in line


def test_a_later_page_of_a_law_s_notes_has_its_notes_alone(site):
    digest = site(LAWS)
    for n in range(100):
        more = "laws: [ai-act]\n"
        digest.put(f"content/notes/2025-01-{n % 28 + 1:02}-n{n}.md", note(f"N{n}", f"2025-01-{n % 28 + 1:02}", more))
    measures(digest, "act", "2025-06-01", "id: ai-act, what: 법 시행, stage: in-force")
    digest.build()
    page = read(digest.page("laws/ai-act/page/1/")).one("main")
    assert page.text.startswith("법과 제도") and len(page.all("article")) == 50
    assert ui("law.history", "ko") not in page.text and "법의 이야기다." not in page.text


def test_a_law_that_the_note_does_not_list_is_a_warning_and_lists_it_all_the_same(site):
    digest = site(LAWS)
    measures(digest, "act", "2025-06-01", "id: ai-act, what: 법, stage: passed", more="")
    result = digest.build()
    assert "the claim names `ai-act`, but the note's `laws` do not [claim-entity]" in result.err
    assert "ACT" in read(digest.page("laws/ai-act/")).under(ui("term.notes", "ko")).text


def test_data_have_a_law_s_kind_and_jurisdiction(site):
    digest = built(site)
    terms = {row["key"]: row for row in json.loads(digest.page("data/terms.json"))["terms"]}
    assert terms["laws/ai-act"]["kind"] == "law"
    assert terms["laws/ai-act"]["jurisdiction"] == {"code": "EU", "name": {"ko": "유럽연합", "en": "European Union"}}
    words = {"ko": "미국 캘리포니아주", "en": "California, US"}
    assert terms["laws/sb-1"]["jurisdiction"] == {"code": "", "name": words}
    assert terms["companies/openai"]["jurisdiction"] is None
    assert "EU,유럽연합,European Union" in digest.page("data/terms.csv")


def test_a_digest_without_laws_has_no_table_of_them(site):
    digest = site("")
    digest.build()
    assert not (digest.output / "laws").exists() and "laws" not in SITE


def test_a_note_on_a_law_changes_its_row_and_page_as_a_clean_build_would(site):
    digest = built(site, ("act", "2025-06-01", "id: ai-act, what: 법, stage: passed, due: 2025-09-01"))
    measures(digest, "force", "2025-09-02", "id: ai-act, what: 시행, stage: in-force")
    digest.build()
    files = {path: data for path, data in digest.files().items() if not path.startswith(".sitegen/")}
    assert ui("stage.in-force", "ko") in digest.page("laws/") and ui("law.next", "ko") not in digest.page(
        "laws/ai-act/"
    )
    assert files == {path: data for path, data in clean(digest).items() if not path.startswith(".sitegen/")}


def test_the_jurisdiction_with_most_laws_heads_the_table(site):
    digest = site(LAWS)
    digest.put("content/laws/code.md", "---\nname: 규약\nkind: code\njurisdiction: EU\n---\n")
    digest.build()
    places = read(digest.page("laws/")).all("th", scope="rowgroup")
    assert [place.text for place in places] == ["유럽연합", "미국 캘리포니아주"]


def test_a_law_says_of_those_below_it_where_they_stand_and_not_how_many_notes_they_have(site):
    digest = site(LAWS)
    digest.put("content/laws/decree.md", "---\nname: 시행령\nkind: order\njurisdiction: EU\nparent: ai-act\n---\n")
    measures(digest, "a", "2025-01-01", "what: 법", more="laws: [ai-act, decree]\n")
    digest.put("content/laws/guide.md", "---\nname: 지침\nkind: code\njurisdiction: EU\nparent: ai-act\n---\n")
    text = note("B", "2025-02-01", "companies: [openai]\nlaws: [decree]\nclaims:\n")
    passed = "  - {kind: regulation, by: openai, on: decree, what: 영, stage: passed}\n"
    digest.put("content/notes/2025-02-01-b.md", text.replace("claims:\n", f"claims:\n{passed}"))
    digest.build()
    below = part(page(digest, "laws/ai-act/"), "children")
    assert not below.all("svg")
    decree, guide = below.all("li")
    assert decree.text == f"시행령 {ui('law.kind.order', 'ko')} {ui('stage.passed', 'ko')} 2025.02.01"
    assert guide.text == f"지침 {ui('law.kind.code', 'ko')} {ui('law.unreported', 'ko')}"


def test_one_topic_below_another_has_no_bar_for_it_would_be_compared_with_nothing(site):
    digest = site()
    for id in ("chips", "memory"):
        digest.put(f"content/topics/{id}.md", f"---\nname: {id}\nparent: sovereign-ai\n---\n")
        digest.put("content/notes/2025-01-01-a.md", note("A", "2025-01-01", topics=id))
        digest.build()
        below = part(page(digest, "topics/sovereign-ai/"), "children")
        assert len(below.all("svg")) == (2 if id == "memory" else 0) and "chips" in below.text


def _ended(digest, lang):
    start = "" if lang == "ko" else "en/"
    return page(digest, f"{start}claims/duty/"), page(digest, f"{start}claims/"), page(digest, f"{start}")


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_what_a_repealed_law_ordered_says_so_wherever_it_stands_and_is_due_no_more(site, lang):
    digest = built(
        site,
        (
            "order",
            "2023-10-30",
            "id: duty, what: 보고 의무, stage: passed, due: 2030",
            "id: ai-act, what: 법, stage: passed",
        ),
        ("end", "2025-01-23", "id: ai-act, what: 법, date: 2025-01-23, stage: repealed"),
    )
    own, ledger, home = _ended(digest, lang)
    ended = own.one("p", **{"class": "law-ended-line"}).text
    assert ui("stage.repealed", lang) in ended and "2025" in ended and {"ko": "AI법", "en": "AI Act"}[lang] in ended
    assert ended.endswith("(더팩트)")  # who says so: the note of the order cannot have known
    row = next(row for row in ledger.one("table", **{"class": "ledger"}).all("tr") if "보고 의무" in row.text)
    assert f"{ui('law.ended', lang)} {ui('stage.repealed', lang)}" in row.text and row.all("s")
    assert "보고 의무" not in part(ledger, "ahead").text and "보고 의무" not in part(home, "ahead").text
    assert json.loads(digest.page("claims/index.json"))["orders"]["due"] == []
    itself = page(digest, "claims/ai-act/")
    assert not itself.all("p", **{"class": "law-ended-line"})


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_what_is_told_again_after_a_step_was_not_announced_then(site, lang):
    digest = built(
        site,
        ("a", "2025-05-13", "id: ai-act, what: 법, stage: rescinding"),
        ("b", "2026-01-15", "id: ai-act, what: 남은 법, date: 2026"),
    )
    law = page(digest, f"{'' if lang == 'ko' else 'en/'}laws/ai-act/")
    said = [step.one("b").text for step in law.all("ul", **{"class": "law-steps"})]
    assert said == [ui("certainty.reported", lang), ui("stage.rescinding", lang)]


def test_what_is_only_announced_stands_by_its_newest_report_and_a_day_is_the_best_known(site):
    digest = built(
        site,
        ("a", "2025-09-08", "id: ai-act, what: 계획, date: 2025-09-08"),
        ("b", "2026-02-10", "id: ai-act, what: 계획, date: 2026-02-10"),
    )
    assert "2026.02.10" in page(digest, "laws/").text and "2025.09.08" not in page(digest, "laws/").text
    measures(digest, "c", "2026-03-09", "id: ai-act, what: 법, date: 2026, stage: in-force")
    measures(digest, "d", "2026-03-10", "id: ai-act, what: 법, date: 2026-03-09, stage: in-force")
    digest.build()
    assert "2026.03.09" in page(digest, "laws/").text
    [here] = [
        rung for rung in part(page(digest, "claims/ai-act/"), "ladder").all("li") if "aria-current" in rung.attributes
    ]
    assert here.one("time")["datetime"] == "2026-03-09"


@pytest.mark.parametrize("stage", ["proposed", "passed", "rescinding"])
def test_stage_and_day_of_a_law_are_of_the_newest_report_of_that_stage(site, stage):
    digest = built(
        site,
        ("draft", "2025-12-15", f"id: ai-act, what: 초안, date: 2025-12-15, stage: {stage}"),
        ("plan", "2026-02-10", f"id: ai-act, what: 계획, date: 2026-02-10, stage: {stage}"),
    )
    law = page(digest, "laws/").text
    assert "2026.02.10" in law and "2025.12.15" not in law


def test_what_is_due_some_time_in_a_year_comes_before_a_later_day_of_it(site):
    claims = (
        "id: day, what: 표시 의무, due: 2025-12-02, stage: passed",
        "id: year, what: 집행, due: 2025, stage: passed",
    )
    digest = built(site, ("act", "2025-06-29", "id: ai-act, what: 법, stage: in-force", *claims))
    first = "집행"
    assert first in page(digest, "laws/").text and "표시 의무" not in page(digest, "laws/").text
    for url, name in (("claims/", "ahead"), ("laws/ai-act/", "next"), ("", "ahead"), ("editions/2025-06/", "due")):
        text = part(page(digest, url), name).text
        assert text.index(first) < text.index("표시 의무"), url
    ledger = json.loads(digest.page("claims/index.json"))
    assert len(ledger["orders"]["due"]) == 2


@pytest.mark.parametrize(
    ("due", "first", "last"),
    [
        ("2026", "2026-06-29", "2026-12-31"),
        ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2026-06-29", "2026-06-29", "2026-06-29"),
        ("2025", "2025-12-31", "2025-12-31"),
    ],
)
def test_what_is_due_comes_on_the_first_day_that_is_not_past(due, first, last):
    order = due_order(due, dt.date(2026, 6, 29))
    assert [day.isoformat() for day in order] == [first, last]


CHANGES = """
-- content/laws/omnibus.md --
---
name: {ko: 옴니버스, en: Omnibus}
kind: law
jurisdiction: EU
amends: [AI법]
repeals: [sb-1]
---
"""


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_what_a_law_changes_stands_on_its_page_and_what_changes_a_law_on_that_one_s_with_how_far_it_has_come(
    site, lang
):
    digest = site(LAWS + CHANGES)
    measures(digest, "act", "2024-05-01", "id: ai-act, what: 법, stage: in-force")
    step = "{kind: regulation, by: openai, on: omnibus, id: omnibus, what: 개정, stage: passed}"
    front = f"companies: [openai]\nlaws: [omnibus]\nclaims:\n  - {step}\n"
    digest.put("content/notes/2025-06-01-change.md", note("CHANGE", "2025-06-01", front))
    digest.build()
    start = "" if lang == "ko" else "en/"

    def told(id):
        boxes = read(digest.page(f"{start}laws/{id}/")).all("div", **{"class": "law-changes"})
        return [(box.one("dt").text, " ".join(box.one("dd").text.split())) for box in boxes]

    act, day = ("AI법", "2025.06.01") if lang == "ko" else ("AI Act", "1 Jun 2025")
    assert told("omnibus") == [(ui("law.amends", lang), act), (ui("law.repeals", lang), "SB 1")]
    (amended,), (repealed,) = told("ai-act"), told("sb-1")
    assert (amended[0], repealed[0]) == (ui("law.amended_by", lang), ui("law.repealed_by", lang))
    for _, by in (amended, repealed):
        assert by.lower().endswith(f"{ui('stage.passed', lang)} {day}".lower())
    # It is no part of it: neither its notes nor its steps are the older law's.
    assert not part(read(digest.page(f"{start}laws/ai-act/")), "history").links("laws/omnibus")
    assert len(part(read(digest.page(f"{start}laws/ai-act/")), "history").all("time")) == 1


def test_programs_and_data_are_told_what_a_law_changes(site):
    digest = site(LAWS + CHANGES)
    measures(digest, "act", "2024-05-01", "id: ai-act, what: 법, stage: in-force")
    digest.build()
    rows = {row["key"]: row for row in json.loads(digest.page("data/terms.json"))["terms"]}
    assert (rows["laws/omnibus"]["amends"], rows["laws/omnibus"]["repeals"]) == (["laws/ai-act"], ["laws/sb-1"])
    assert rows["laws/ai-act"]["amends"] == []
    told = json.loads(read(digest.page("laws/omnibus/")).one("head").one("script", type="application/ld+json").text)
    changes = told["@graph"][0]["legislationChanges"]
    assert [(each["@type"], each["url"]) for each in changes] == [
        ("Legislation", f"https://example.org/digest/laws/{id}/") for id in ("ai-act", "sb-1")
    ]
