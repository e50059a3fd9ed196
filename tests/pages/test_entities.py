"""What pages of companies and institutions gather from notes: their claims, their people's words, their subjects."""

import pytest

from tests.dom import Element, read, ui
from tests.site import Site, note

GROUP = "-- content/companies/naver.md --\n---\nname: {ko: 네이버, en: Naver}\nparent: openai\n---\n"


def put(digest: Site, id: str, day: str, more: str, lang: str = "") -> None:
    digest.put(f"content/notes/{day}-{id}{lang}.md", note(id.upper(), day, f"companies: [openai, naver]\n{more}"))


def claim(what: str, by: str = "openai", rest: str = "") -> str:
    return f"{{kind: investment, by: {by}, what: {what}{rest}}}"


def page(digest: Site, url: str) -> Element:
    return read(digest.page(url)).one("main")


def shown(part: Element) -> list[tuple[str, str]]:
    """What each claim is about, and the note that reports it last."""
    return [(item.text, notes[0]) for item in part.all("li") if (notes := item.words("/notes/"))]


def test_a_company_shows_the_claims_by_it_and_with_it_newest_first_each_with_its_note(site):
    digest = site()
    put(digest, "old", "2025-01-01", f"claims: [{claim('첫 공장')}]\n")
    put(
        digest,
        "new",
        "2025-02-01",
        f"claims: [{claim('새 공장', 'naver', ', with: [openai]')}, {claim('딴 공장', 'naver')}]\n",
    )
    digest.build()
    found = shown(page(digest, "companies/openai/").under(ui("term.deals", "ko")))
    assert [note for _, note in found] == ["NEW", "OLD"]
    assert "새 공장" in found[0][0] and "첫 공장" in found[1][0]
    assert len(shown(page(digest, "companies/naver/").under(ui("term.deals", "ko")))) == 2


def test_a_claim_that_several_notes_report_is_shown_once_as_the_newest_note_has_it(site):
    digest = site()
    put(digest, "old", "2025-01-01", f"claims: [{claim('공장', rest=', id: plant, stage: loi')}]\n")
    put(digest, "new", "2025-02-01", f"claims: [{claim('공장', rest=', id: plant, stage: contracted')}]\n")
    digest.build()
    company = page(digest, "companies/openai/")
    deals = company.under(ui("term.deals", "ko"))
    [(_, from_note)] = shown(deals)
    assert from_note == "NEW" and deals.has(ui("stage.contracted", "ko"))
    [claims] = [item for item in company.one("dl").all("div") if ui("term.claims", "ko") in item.text]
    assert claims.one("dd").text == "1"


def test_a_company_shows_its_parts_claims_and_words_too(site):
    digest = site(GROUP)
    quote = "quotes: [{text: 함께 간다, speaker: 대표, of: naver}]\n"
    put(digest, "x", "2025-01-01", f"claims: [{claim('공장', 'naver')}]\n{quote}")
    digest.build()
    for id in ("openai", "naver"):
        company = page(digest, f"companies/{id}/")
        assert len(shown(company.under(ui("term.deals", "ko")))) == 1
        assert "함께 간다" in company.under(ui("term.said", "ko")).text


def test_of_many_claims_a_company_shows_twelve_and_says_how_many_more_there_are(site):
    digest = site()
    put(digest, "x", "2025-01-01", f"claims: [{', '.join(claim(f'일 {n}') for n in range(15))}]\n")
    digest.build()
    part = page(digest, "companies/openai/").under(ui("term.deals", "ko"))
    assert len(shown(part)) == 12
    assert ui("claim.more", "ko").format(n=3) in part.text


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
    topics, themes = (
        company.one("section", aria_labelledby="section-topics"),
        company.one("section", aria_labelledby="section-themes"),
    )
    assert topics.words("/topics/") == ["소버린 AI"] and ui("notes.count", "ko").format(n=2) in topics.text
    assert themes.one("ul").words("/themes/") == ["한국 AI 허브"] and ui("notes.count", "ko").format(n=1) in themes.text
    digest.put("content/topics/chips.md", "---\nname: 반도체\n---\n")
    digest.put(
        "content/notes/2025-01-03-c.md",
        note("C", "2025-01-03", "themes: [korea-ai-hub]\n", topics="sovereign-ai, chips"),
    )
    digest.build()
    topic = page(digest, "topics/sovereign-ai/")
    assert not topic.all("section", aria_labelledby="section-topics")
    assert topic.all("section", aria_labelledby="section-themes")


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


def test_home_shows_the_first_promised_amount_of_each_of_the_newest_notes(site):
    digest = site()
    both = f"{claim('공장', rest=', amount: 20조원')}, {claim('둘째', rest=', amount: 30조원')}"
    put(digest, "new", "2025-03-01", f"claims: [{claim('금액 없음')}, {both}]\n")
    vote = "{kind: ruling, by: openai, what: 표결, amount: 찬성 179명, stage: decided}"
    put(digest, "vote", "2025-02-01", f"claims: [{vote}]\n")
    put(digest, "old", "2025-01-01", f"claims: [{claim('발전소', rest=', amount: 500MW')}]\n")
    digest.build()
    promises = page(digest, "").under(ui("home.promises", "ko"))
    assert [note for _, note in shown(promises)] == ["NEW", "OLD"]
    assert "20조원" in promises.text and "500MW" in promises.text
    assert "30조원" not in promises.text and "179명" not in promises.text


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
    table = (
        page(digest, "themes/korea-ai-hub/").under(f"{ui('term.who', 'ko')} {ui('notes.amounts', 'ko')}").one("table")
    )
    heads, *rows = [[cell.text for cell in row.all("th", "td")] for row in table.all("tr")]
    named = {row[0]: dict(zip(heads[2:], row[2:], strict=True)) for row in rows}
    acts, counterpart, decides, only_named = (
        ui(f"role.{part}", "ko") for part in ("acts", "counterpart", "decides", "named")
    )
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
