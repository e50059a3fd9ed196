"""What pages of companies and institutions gather from notes: their claims, their people's words, their subjects."""

import pytest

from sitegen.text.held import held_together
from tests.dom import Element, read, ui
from tests.site import Site, note

GROUP = "-- content/companies/naver.md --\n---\nname: {ko: 네이버, en: Naver}\nparent: openai\n---\n"


def put(digest: Site, id: str, day: str, more: str, lang: str = "") -> None:
    digest.put(f"content/notes/{day}-{id}{lang}.md", note(id.upper(), day, f"companies: [openai, naver]\n{more}"))


def claim(what: str, by: str = "openai", rest: str = "") -> str:
    return f"{{kind: investment, by: {by}, what: {what}{rest}}}"


def page(digest: Site, url: str) -> Element:
    return read(digest.page(url)).one("main")


def promised(main: Element) -> list[list[str]]:
    """The cells of each row of the table of promises."""
    table = main.one("table", **{"class": "promises-table"})
    return [[cell.text for cell in row.all("th", "td")] for row in table.one("tbody").all("tr")]


def bar_of(table: Element) -> list[str]:
    """The stages of a bar and how many stand there, without their shares."""
    return ["".join(cell.text for cell in row.all("th", "td")[:2]) for row in table.one("tbody").all("tr")]


def record(main: Element) -> str:
    [found] = main.all("div", **{"class": "figures-record"})
    return found.text


def jumps(main: Element) -> list[str]:
    return main.one("nav", **{"class": "jumps"}).words("#")


def test_a_company_shows_the_claims_by_it_and_with_it_newest_first_each_with_its_note(site):
    digest = site()
    put(digest, "old", "2025-01-01", f"claims: [{claim('첫 공장')}]\n")
    both = f"{claim('새 공장', 'naver', ', with: [openai]')}, {claim('딴 공장', 'naver')}"
    put(digest, "new", "2025-02-01", f"claims: [{both}]\n")
    digest.build()
    main = page(digest, "companies/openai/")
    assert [row[:2] for row in promised(main)] == [["새 공장", "네이버 (관련: 오픈AI)"], ["첫 공장", ""]]
    assert [row[-1] for row in promised(main)] == ["2025.02.01 더팩트", "2025.01.01 더팩트"]
    assert main.one("table", **{"class": "promises-table"}).links("/notes/new/")
    assert [row[:2] for row in promised(page(digest, "companies/naver/"))] == [["새 공장", "오픈AI"], ["딴 공장", ""]]


def test_promises_stand_by_stage_the_furthest_first_with_amount_and_due_and_statements_apart(site):
    digest = site()
    said = "{kind: position, by: openai, what: 한마디}"
    law = "{kind: regulation, by: naver, with: [openai], what: 규칙, stage: passed}"
    loi, built = ", stage: loi, amount: 20조원, due: 2030", ", stage: operating"
    put(digest, "a", "2025-01-01", f"claims: [{claim('공장', rest=built)}, {law}]\n")
    put(digest, "b", "2025-02-01", f"claims: [{claim('발전소', rest=loi)}, {claim('계획')}, {said}]\n")
    digest.build()
    main = page(digest, "companies/openai/")
    assert [row[0] for row in promised(main)] == ["공장", "발전소", "규칙", "계획"]
    assert promised(main)[1][2:5] == ["20조원", ui("stage.loi", "ko"), f"{ui('claim.due', 'ko')} 2030년"]
    statements = main.one("section", aria_labelledby="section-statements")
    assert "한마디" in statements.text and statements.text.count(ui("stage.announced", "ko")) == 0
    deals, words = ui("term.deals_measures", "ko"), ui("statements.title", "ko")
    assert jumps(main) == [
        f"{deals} 4",
        f"{ui('term.notes', 'ko')} 2",
        f"{words} 1",
        f"{ui('relations.title', 'ko')} 1",
    ]
    anchors = [address[1:] for _, address in main.one("nav", **{"class": "jumps"}).links("#")]
    assert all(main.one(id=anchor) for anchor in anchors)
    bar = main.one("p", **{"class": "stages-of"}).one("span", **{"class": "stage-words small"})
    assert bar.text == " · ".join(f"{ui(f'stage.{stage}', 'ko')} 1" for stage in ("announced", "loi", "operating"))
    assert bar.links("by=openai&kind=building&stage=loi&count=own")


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_record_says_what_became_of_ones_own_promises_and_of_no_others(site, lang):
    digest = site(GROUP)
    ended = [f", outcome: {outcome}, outcome_why: 그렇다, source: 1" for outcome in ("met", "partly")]
    past, ahead = ", stage: loi, due: 2024", ", stage: loi, due: 2030"
    own = [*ended, ", stage: done", ", stage: delayed", ", stage: cancelled", past, ahead, ", stage: operating", ""]
    own += [", stage: declined", ", stage: unsigned"]  # who refuses promises nothing
    claims = [claim(f"일 {n}", "naver" if n else "openai", rest) for n, rest in enumerate(own)]
    put(digest, "x", "2025-01-01", f"claims: [{', '.join(claims)}, {{kind: position, by: openai, what: 말}}]\n")
    digest.put("content/companies/other.md", "---\nname: {ko: 다른, en: Other}\n---\n")
    put(digest, "y", "2025-01-02", f"claims: [{claim('남의 일', 'other', ', with: [openai]')}]\n")
    digest.build()
    main = page(digest, f"{'' if lang == 'ko' else 'en/'}companies/openai/")
    told = {"outcome.met": 2, "outcome.partly": 1, "stage.delayed": 1, "stage.cancelled": 1, "term.no_outcome": 1}
    counts = " · ".join(f"{ui(key, lang)} {count}" for key, count in told.items())
    assert record(main) == f"{ui('term.own', lang)}: {counts}9"
    assert len(promised(main)) == 8
    other = page(digest, "companies/other/")
    assert record(other) == f"{ui('term.own', 'ko')}1"


def test_what_was_agreed_without_a_paper_stands_below_letters_and_memoranda(site):
    digest = site()
    stages = ("agreed", "loi", "mou", "announced", "committed")
    put(digest, "x", "2025-01-01", f"claims: [{', '.join(claim(each, rest=f', stage: {each}') for each in stages)}]\n")
    digest.build()
    main = page(digest, "companies/openai/")
    assert [row[0] for row in promised(main)] == ["Committed", "Mou", "Loi", "Agreed", "Announced"]


def test_what_would_be_empty_in_all_rows_of_promises_is_no_column(site):
    digest = site()
    put(digest, "x", "2025-01-01", f"claims: [{claim('공장')}]\n")
    put(digest, "y", "2025-01-02", f"claims: [{claim('칩', 'naver', ', amount: 1조원')}]\n")
    digest.build()
    amount = ui("claims.amount", "ko")
    for id, there in (("openai", False), ("naver", True)):
        table = page(digest, f"companies/{id}/").one("table", **{"class": "promises-table"})
        heads = [cell.text for cell in table.one("thead").all("th")]
        assert (amount in heads) == there and ui("claims.due", "ko") not in heads
        assert {len(row.all("th", "td")) for row in table.one("tbody").all("tr")} == {len(heads)}


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_law_and_a_court_are_nobodys_partner(site, lang):
    digest = site(
        "-- content/companies/court.md --\n---\nname: 법원\nkind: court\n---\n-- content/site.yaml --\n"
        "title: {ko: 다이제스트, en: Digest}\nbase_url: https://example.org/digest/\nid: tag:example.org,2026:digest\n"
        "languages: [ko, en]\ntaxonomies: {laws: {name: 법, measure: true}}\n"
        "-- content/laws/code.md --\n---\nname: 규약\nkind: code\njurisdiction: EU\n---\n"
    )
    signed, suit = (
        claim("서명", rest=", on: code"),
        "{kind: ruling, by: openai, what: 소송, stage: filed, before: court}",
    )
    put(digest, "x", "2025-01-01", f"laws: [code]\nclaims: [{signed}, {suit}]\n")
    digest.build()
    main = page(digest, f"{'' if lang == 'ko' else 'en/'}companies/openai/")
    law, court = f"서명 {ui('law.kind.code', lang)}: 규약", f"소송 {ui('claim.before', lang)} 법원"
    assert {row[0] for row in promised(main)} == {law, court}
    assert ui("term.with", lang) not in main.one("table", **{"class": "promises-table"}).one("thead").text


def test_a_claim_that_several_notes_report_is_shown_once_as_the_newest_note_has_it(site):
    digest = site()
    put(digest, "old", "2025-01-01", f"claims: [{claim('공장', rest=', id: plant, stage: loi')}]\n")
    put(digest, "new", "2025-02-01", f"claims: [{claim('공장', rest=', id: plant, stage: contracted')}]\n")
    digest.build()
    main = page(digest, "companies/openai/")
    [row] = promised(main)
    first = f"{ui('term.first_stage', 'ko')} {ui('stage.loi', 'ko')} 2025.01.01"
    assert row[1] == f"{ui('stage.contracted', 'ko')} {first}"
    assert main.one("table", **{"class": "promises-table"}).words("/notes/") == ["2025.02.01 더팩트"]
    assert len(main.links("/claims/plant/")) == 1 and record(main).endswith("1")


def test_a_company_shows_its_parts_claims_and_words_too(site):
    digest = site(GROUP)
    quote = "quotes: [{text: 함께 간다, speaker: 대표, of: naver}]\n"
    put(digest, "x", "2025-01-01", f"claims: [{claim('공장', 'naver')}]\n{quote}")
    digest.build()
    for id, by in (("openai", f" {ui('claim.of', 'ko')} 네이버"), ("naver", "")):  # a unit of one's own is no partner
        company = page(digest, f"companies/{id}/")
        assert [row[:2] for row in promised(company)] == [[f"공장{by}", ui("stage.announced", "ko")]]
        assert record(company).endswith("1")
        assert "함께 간다" in company.under(ui("term.said", "ko")).text


def test_of_many_statements_a_sheet_says_how_many_it_has_and_where_all_are(site):
    digest = site()
    said = ", ".join(f"{{kind: forecast, by: openai, what: 전망 {n}}}" for n in range(3))
    put(digest, "x", "2025-01-01", f"claims: [{said}]\n")
    digest.build()
    [on_paper] = page(digest, "companies/openai/").all("p", **{"class": "on-paper"})
    assert on_paper.text.startswith(ui("term.deals_on_paper", "ko").format(shown=1, n=3))
    assert on_paper.text.endswith("/statements/") and "://" in on_paper.text


def test_of_many_claims_a_company_shows_eight_and_says_how_many_more_there_are(site):
    digest = site()
    put(digest, "x", "2025-01-01", f"claims: [{', '.join(claim(f'일 {n}') for n in range(15))}]\n")
    digest.build()
    main = page(digest, "companies/openai/")
    assert len(promised(main)) == 8
    part = main.one("section", aria_labelledby="section-claims")
    assert part.words("company=openai") == [f"{ui('term.deals_all', 'ko').format(n=15)} →"]
    assert ui("term.deals_some", "ko").format(n=15, shown=8) in part.text
    [on_paper] = part.all("p", **{"class": "on-paper"})
    assert on_paper.text.startswith(ui("term.deals_on_paper", "ko").format(shown=8, n=15))
    assert on_paper.text.endswith("/claims/?company=openai") and "://" in on_paper.text


def test_of_many_notes_a_company_shows_the_newest_open_and_folds_the_rest_in_their_order(site):
    digest = site()
    for n in range(12):
        put(digest, f"n{n:02}", f"2025-0{n // 5 + 1}-{n % 5 + 1:02}", "")
    digest.build()
    part = page(digest, "companies/openai/").one("section", aria_labelledby="section-notes")
    assert part.words("/notes/") == [f"N{n:02}" for n in reversed(range(12))]
    folded = part.one("details")
    assert folded.one("summary").text == ui("term.notes_more", "ko").format(n=9) and len(folded.words("/notes/")) == 9
    assert "요약이다." not in part.text
    assert "요약이다." in page(digest, "topics/sovereign-ai/").one("section", aria_labelledby="section-notes").text


def test_a_topic_shows_how_far_its_commitments_have_come_the_furthest_and_the_largest(site):
    digest = site("-- content/topics/chips.md --\n---\nname: 반도체\nparent: sovereign-ai\n---\n")
    claims = [
        claim("큰 계획", rest=", amount: 30조원"),
        claim("작은 계획", rest=", amount: 20조원"),
        claim("발전소", rest=", amount: 500MW, stage: loi"),
        claim("공장", rest=", stage: building"),
        "{kind: position, by: openai, what: 한마디, amount: 90조원}",
        "{kind: regulation, by: openai, what: 규칙, stage: passed}",
    ]
    text = note("X", "2025-01-01", f"companies: [openai]\nclaims: [{', '.join(claims)}]\n", topics="chips")
    digest.put("content/notes/2025-01-01-x.md", text)
    digest.build()
    for id in ("chips", "sovereign-ai"):
        part = page(digest, f"topics/{id}/").one("section", aria_labelledby="section-claims")
        bar = bar_of(part.one("table"))
        assert bar == [f"{ui('stage.announced', 'ko')}2", f"{ui('stage.loi', 'ko')}1", f"{ui('stage.building', 'ko')}1"]
        furthest, largest = part.all("ul")
        assert "공장" in furthest.text and len(furthest.all("li")) == 1
        assert [item.one("p", **{"class": "claim-what"}).text for item in largest.all("li")] == ["큰 계획", "발전소"]
        assert "한마디" not in part.text
        assert part.words(f"/claims/?topic={id}#") == [f"{ui('term.claims_all', 'ko')} →"]


def test_a_topic_of_rules_alone_shows_laws_before_what_is_in_them_and_none_that_has_ended(site):
    digest = site("""
-- content/laws/act.md --
---
name: 기본법
kind: law
jurisdiction: KR
---
""")
    site_yaml = digest.root / "content/site.yaml"
    laws = "taxonomies: {laws: {name: {ko: 법, en: Laws}, measure: true}, "
    site_yaml.write_text(site_yaml.read_text("utf-8").replace("taxonomies: {", laws), "utf-8")
    claims = [
        "{id: act, kind: regulation, by: openai, on: act, what: 기본법, stage: proposed}",
        "{kind: regulation, by: openai, on: act, what: 과태료, stage: passed}",
        "{kind: regulation, by: openai, what: 지침, stage: in-force}",
        "{kind: regulation, by: openai, what: 옛 규칙, stage: repealed}",
        "{kind: funding, by: openai, what: 지원}",
    ]
    text = note("X", "2025-01-01", f"companies: [openai]\nlaws: [act]\nclaims: [{', '.join(claims)}]\n")
    digest.put("content/notes/2025-01-01-x.md", text)
    digest.build()
    part = page(digest, "topics/sovereign-ai/").one("section", aria_labelledby="section-claims")
    assert part.one("h2").text == ui("term.rules", "ko")
    told = [item.one("p", **{"class": "claim-what"}).text for item in part.one("ul").all("li")]
    assert told == ["지침", "기본법", "과태료"]
    assert not part.all("h3") and not part.all("table")


def test_a_topic_of_one_plan_without_an_amount_has_no_heading_over_a_link_alone(site):
    digest = site()
    text = note("X", "2025-01-01", "companies: [openai]\nclaims: [{kind: funding, by: openai, what: 지원}]\n")
    digest.put("content/notes/2025-01-01-x.md", text)
    digest.build()
    assert not page(digest, "topics/sovereign-ai/").all("section", aria_labelledby="section-claims")


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_words_of_a_companys_people_are_marked_with_their_language_and_lead_to_their_note(site, lang):
    digest = site()
    put(digest, "x", "2025-01-01", "quotes: [{text: 말이다, speaker: 대표, of: openai}]\n")
    digest.build()
    said = page(digest, f"{'' if lang == 'ko' else 'en/'}companies/openai/").under(ui("term.said", lang))
    assert said.one("blockquote")["lang"] == ("" if lang == "ko" else "ko")
    assert said.words("/notes/x/") == ["X"]


def test_a_company_names_the_topics_and_themes_of_its_notes_with_their_numbers(site):
    digest = site()
    put(digest, "a", "2025-01-01", "themes: [korea-ai-hub]\n")
    put(digest, "b", "2025-01-02", "")
    digest.build()
    company = page(digest, "companies/openai/")
    topics, themes = company.one("section", aria_labelledby="section-subjects").all("ul")
    assert topics.words("/topics/") == ["소버린 AI"] and ui("notes.count", "ko").format(n=2) in topics.text
    assert themes.words("/themes/") == ["한국 AI 허브"] and ui("notes.count", "ko").format(n=1) in themes.text
    digest.put("content/topics/chips.md", "---\nname: 반도체\n---\n")
    digest.put(
        "content/notes/2025-01-03-c.md",
        note("C", "2025-01-03", "themes: [korea-ai-hub]\n", topics="sovereign-ai, chips"),
    )
    digest.build()
    topic = page(digest, "topics/sovereign-ai/")
    assert topic.one("section", aria_labelledby="section-subjects").one("h3").text == ui("taxonomy.themes", "ko")


def test_a_decision_has_a_stage_only_until_it_is_decided(site):
    digest = site()
    rulings = ", ".join(
        f"{{kind: ruling, by: openai, what: 일 {stage}, stage: {stage}}}" for stage in ("filed", "decided")
    )
    put(digest, "x", "2025-01-01", f"claims: [{rulings}]\n")
    digest.build()
    decided, filed = (item.text for item in page(digest, "notes/x/").under(ui("note.claims", "ko")).all("li"))
    stage = ui("claim.stage", "ko").format(stage="").strip()
    assert f"{ui('stage.filed', 'ko')} {stage}" in filed
    assert ui("kind.ruling", "ko") in decided and stage not in decided


def test_home_shows_how_many_commitments_stand_at_each_stage_and_counts_nothing_else(site):
    digest = site()
    others = "{kind: ruling, by: openai, what: 표결, stage: decided}, {kind: position, by: openai, what: 말}"
    put(digest, "x", "2025-03-01", f"claims: [{claim('공장', rest=', stage: loi')}, {claim('둘째')}, {others}]\n")
    digest.build()
    part = page(digest, "").under(ui("claims.by_stage", "ko"))
    [bar] = part.all("p", **{"class": "stages-of"})
    assert bar.text == f"{ui('ladder.building', 'ko')} 2 {ui('stage.announced', 'ko')} 1 · {ui('stage.loi', 'ko')} 1"
    assert part.links("/claims/?kind=building&stage=loi") and part.words("/digest/claims/")[-1].startswith(
        ui("claims.all", "ko")
    )


@pytest.mark.parametrize(
    ("amount", "small"), [("총 5000억 달러(약 700조 원)", ["(약 700조 원)"]), ("20조원", []), ("40(1)", [])]
)
def test_an_amount_is_shown_as_printed_and_words_in_brackets_after_it_are_set_small(site, amount, small):
    digest = site()
    put(digest, "x", "2025-01-01", f"claims: [{claim('공장', rest=f', amount: {amount}')}]\n")
    digest.build()
    claims = page(digest, "notes/x/").under(ui("note.claims", "ko"))
    assert amount in claims.text
    assert [element.text for element in claims.all("small")] == small


def test_the_header_says_which_section_a_page_belongs_to(site):
    digest = site()
    put(digest, "x", "2025-01-01", "")
    digest.build()
    sections = {"companies/openai/": "companies/", "topics/": "topics/", "relations/matrix/": "claims/"}
    for url, section in sections.items():
        current = [a["href"] for a in read(digest.page(url)).all("a") if a["aria-current"]]
        assert current == [f"/digest/{section}"], url
    for url in ("", "notes/x/"):
        assert not [a for a in read(digest.page(url)).all("a") if a["aria-current"]]


def test_an_index_of_themes_shows_how_the_text_of_each_begins(site):
    digest = site(
        "-- content/themes/korea-ai-hub.md --\n---\nname: 한국 AI 허브\n---\n[[openai]]의 **제안**이다.\n\n둘째 문단.\n"
    )
    put(digest, "x", "2025-01-01", "themes: [korea-ai-hub]\n")
    digest.build()
    index = page(digest, "themes/")
    assert "오픈AI의 제안이다." in index.text and "둘째 문단" not in index.text


def test_a_new_note_leaves_header_and_footer_of_every_page_as_they_were(site):
    digest = site()
    put(digest, "x", "2025-01-01", "")
    digest.build()

    def frames() -> dict[str, tuple[str, str]]:
        pages = {name: data.decode() for name, data in digest.files().items() if name.endswith("index.html")}
        return {
            name: (html.partition("<main")[0].partition("<body>")[2], html.partition("</main>")[2])
            for name, html in pages.items()
        }

    before = frames()
    put(digest, "y", "2025-02-01", "themes: [korea-ai-hub]\n")
    digest.build()
    after = frames()
    assert {name: after[name] for name in before} == before


def test_home_looks_further_back_while_fewer_than_five_companies_are_in_the_news(site):
    digest = site("-- content/companies/quiet.md --\n---\nname: 조용한 회사\n---\n")
    digest.put("content/notes/2025-10-24-today.md", note("오늘", "2025-10-24", "companies: [openai]\n"))
    digest.put("content/notes/2025-04-01-spring.md", note("봄", "2025-04-01", "companies: [quiet]\n"))
    digest.put("content/notes/2024-10-01-ago.md", note("옛날", "2024-10-01", "companies: [naver]\n"))
    digest.build()
    companies = page(digest, "").under(ui("home.companies", "ko"))
    assert [address.split("/")[-2] for _, address in companies.links("/companies/")] == ["openai", "quiet"]
    assert ui("home.companies_about", "ko").format(n=365) in companies.text


def test_home_shows_two_notes_with_their_summaries_below_the_lead_and_the_seven_next_beside_it(site):
    digest = site()
    for n in range(20):
        put(digest, f"n{n:02}", f"2025-10-{24 - n:02}", "")
    digest.build()
    home = page(digest, "")
    assert home.under(ui("home.latest", "ko")).words("/notes/n") == [f"N{n:02}" for n in range(3, 10)]
    assert [part.words("/notes/") for part in home.all("article")[:3]] == [["N00"], ["N01"], ["N02"]]
    assert "요약이다." in home.under("N02").text


def test_a_theme_says_what_each_of_those_in_it_does_in_its_notes(site):
    digest = site()
    theme = "themes: [korea-ai-hub]\n"
    put(digest, "deal", "2025-01-01", f"{theme}claims: [{claim('공장', rest=', with: [naver]')}]\n")
    put(digest, "rule", "2025-01-02", theme + "claims: [{kind: regulation, by: naver, what: 고시}]\n")
    put(digest, "talk", "2025-01-03", theme)
    put(digest, "elsewhere", "2025-01-04", f"claims: [{claim('다른 공장', 'naver')}]\n")
    digest.build()
    table = page(digest, "themes/korea-ai-hub/").one("section", aria_labelledby="section-cast").one("table")
    heads, *rows = [[cell.text for cell in row.all("th", "td")] for row in table.all("tr")]
    named = {row[0]: dict(zip(heads[2:], row[2:], strict=True)) for row in rows}
    acts, counterpart, decides, only_named = (
        ui(f"role.{part}", "ko") for part in ("acts", "counterpart", "decides", "named")
    )
    rulers = [row.text for row in table.all("td", data_part=held_together(ui("role.decides", "ko")))]
    assert any(rulers)
    digest.remove("content/notes/2025-01-02-rule.md")
    digest.build()
    assert ui("role.decides", "ko") not in page(digest, "themes/korea-ai-hub/").one("table", **{"class": "cast"}).text
    assert named["오픈AI"] == {acts: "1", counterpart: "", decides: "", only_named: "2"}
    assert named["네이버"] == {acts: "", counterpart: "1", decides: "1", only_named: "1"}
    (words, address) = table.links("/companies/naver/")[1]
    assert "3" in words and address.endswith("#themes.korea-ai-hub")
    assert (digest.output / address.split("#")[0].removeprefix("/digest/") / "index.html").is_file()
    assert page(digest, "companies/openai/").links("/data/")


def test_in_a_theme_an_entity_s_notes_are_those_that_its_link_leads_to_with_those_of_its_parts(site):
    digest = site(GROUP)
    for number in (1, 2):
        text = note(f"글 {number}", f"2025-01-0{number}", "companies: [naver]\nthemes: [korea-ai-hub]\n")
        digest.put(f"content/notes/2025-01-0{number}-x{number}.md", text)
    digest.build()
    theme = page(digest, "themes/korea-ai-hub/")
    (words, address) = theme.one("table").links("/companies/openai/themes/")[0]
    portion = page(digest, address.removeprefix("/digest/").split("#")[0])
    assert "2" in words
    assert len(portion.links("/notes/")) == 2


def test_who_refused_a_promise_and_who_is_only_spoken_of_have_no_part_in_a_note(site):
    digest = site()
    refused = "{kind: agreement, by: naver, what: 선언 서명, stage: unsigned}"
    opinion = "{kind: position, by: openai, with: [naver], what: 제안}"
    put(digest, "paris", "2025-02-12", f"claims: [{refused}, {opinion}]\n")
    digest.build()
    who = page(digest, "notes/paris/").under(ui("note.who", "ko"))
    openai, naver = (item.text for item in who.all("li"))
    assert ui("kind.position", "ko") in openai and naver == "네이버"
    notes = page(digest, "companies/naver/").one("section", aria_labelledby="section-notes").text
    assert ui("kind.agreement", "ko") not in notes
