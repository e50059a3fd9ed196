"""What each kind of page shows, in both languages."""

import datetime as dt
import re
import shutil
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from sitegen.pages import plan
from sitegen.pages.parts.pagination import cut_from_oldest, numbers_from_oldest, page_from_oldest
from sitegen.pages.urls import Urls
from tests.dom import Element, read, ui
from tests.site import Site, clean, note

LANGUAGES = ["ko", "en"]


def main(digest: Site, url: str) -> Element:
    return read(digest.page(url)).one("main")


def home(lang: str) -> str:
    return "" if lang == "ko" else f"{lang}/"


def notes(part: Element) -> list[str]:
    """The ids of the notes that a part links to, each once, in order."""
    found = (re.search(r"/notes/([^/#]+)/(#|$)", address) for _, address in part.links())
    return list(dict.fromkeys(match[1] for match in found if match))


def put(digest: Site, id: str, day: str | dt.date, lang: str = "", **rest: str) -> None:
    """A note whose title is its id in capitals."""
    name = f"content/notes/{day}-{id}{lang and '.' + lang}.md"
    digest.put(name, note(rest.pop("title", id.upper()), str(day), **rest))


def asked_for() -> set[str]:
    """The words of the interface that the program asks for by name, and those of its kinds in the footer."""
    written = "\n".join(path.read_text("utf-8") for path in Path(plan.__file__).parent.rglob("*.py"))
    return {*re.findall(r'\.ui\(\s*"([^"]+)"', written), *(kind.footer[1] for kind in plan.every_kind() if kind.footer)}


def test_every_word_that_the_program_asks_for_stands_in_each_language():
    keys = asked_for()
    assert len(keys) > 50
    assert [(key, lang) for key in sorted(keys) for lang in LANGUAGES if not ui(key, lang)] == []


# Home


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("ko", ["오픈AI의 청사진", "오픈AI가 청사진을 냈다.", "소버린 AI 정책과 맞물린다.", "더팩트", "2025.10.24"]),
        ("en", ["OpenAI's blueprint", "OpenAI has published", "It fits the policy", "더팩트", "24 October 2025"]),
    ],
)
def test_home_leads_with_a_note_its_reason_source_theme_and_actors(full, lang, shown):
    page = main(full, home(lang))
    title, address = page.links("/notes/")[0]
    assert (title, address) == (shown[0], f"/digest/{home(lang)}notes/blueprint/")
    lead = page.under(title)
    for words in shown:
        assert words in lead.text
    assert lead.links("/themes/korea-ai-hub/") and lead.links("/companies/vena/") and lead.links("/institutions/msit/")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_home_lists_the_latest_notes_of_both_languages_without_the_lead(full, lang):
    latest = main(full, home(lang)).under(ui("home.latest", lang))
    assert notes(latest) == ["korean", "english", "summer"]
    assert f"/digest/{home(lang)}notes/" in [address for _, address in latest.links()]
    assert "조간신문" in latest.text and "Reuters" in latest.text
    other = latest.one(
        "a", href=f"/digest/{'en/' if lang == 'ko' else ''}notes/{'english' if lang == 'ko' else 'korean'}/"
    )
    assert other["hreflang"] == ("en" if lang == "ko" else "ko")


def test_a_note_marked_as_lead_leads_for_30_days_and_then_the_newest_does(site):
    digest = site()
    put(digest, "old", "2025-09-01", more="lead: true\n")
    put(digest, "marked", "2025-09-25", more="lead: true\n")
    put(digest, "newest", "2025-10-24")
    digest.build()
    assert notes(main(digest, ""))[0] == "marked"
    digest.build("--as-of", "2025-10-25")
    assert notes(main(digest, ""))[0] == "newest"


def test_a_home_page_leads_with_a_note_of_its_own_language(site):
    digest = site()
    put(digest, "korean", "2025-10-24", more="lead: true\n")
    put(digest, "english", "2025-10-01", lang="en")
    digest.build()
    assert notes(main(digest, ""))[0] == "korean"
    assert notes(main(digest, "en/"))[0] == "english"


def test_home_shows_the_newest_notes_in_their_order(site):
    digest = site()
    for n in range(20):
        put(digest, f"n{n:02}", dt.date(2025, 10, 24) - dt.timedelta(days=n))
    digest.build()
    shown = notes(main(digest, ""))
    assert 8 < len(shown) < 20 and shown == [f"n{n:02}" for n in range(len(shown))]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_home_ranks_themes_and_companies_by_their_notes_of_90_days(site, lang):
    digest = site("-- content/companies/quiet.md --\n---\nname: 조용한 회사\n---\n")
    for n in range(4):
        digest.put(f"content/companies/c{n}.md", f"---\nname: 회사 {n}\n---\n")
    others = "companies: [c0, c1, c2, c3]\n"
    put(digest, "today", "2025-10-24", more="companies: [openai, naver]\nthemes: [korea-ai-hub]\n")
    put(digest, "others", "2025-10-23", more=others)
    put(digest, "recent", "2025-07-27", more="companies: [naver]\n")
    put(digest, "late", "2025-07-26", more="companies: [openai, quiet]\n")
    put(digest, "later", "2025-07-25", more="companies: [openai, quiet]\n")
    digest.build()
    page = main(digest, home(lang))
    companies = page.under(ui("home.companies", lang))
    found = [address.split("/")[-2] for _, address in companies.links("/companies/")]
    assert found == ["naver", "c0", "openai", "c1", "c2", "c3"]  # those with news of their own first
    assert companies.words("/notes/") == ["TODAY", "OTHERS"]
    themes = page.under(ui("home.themes", lang))
    assert "TODAY" in themes.text and len(themes.links("/themes/")) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_home_says_how_far_each_theme_has_come_and_what_comes_next_with_the_days_of_laws(site, lang):
    digest = site("-- content/laws/act.md --\n---\nname: 법\nkind: law\njurisdiction: KR\n---\n")
    laws = "taxonomies: {laws: {name: 법, measure: true}, "
    digest.put(
        "content/site.yaml", (digest.root / "content/site.yaml").read_text("utf-8").replace("taxonomies: {", laws)
    )
    claims = [
        "{id: far, kind: investment, by: openai, what: 먼 일, due: 2027, stage: loi}",
        "{id: near, kind: supply, by: naver, what: 가까운 일, due: 2026-06, stage: loi}",
        "{id: past, kind: supply, by: naver, what: 지난 일, due: 2025-01}",
        "{id: rule, kind: regulation, by: openai, on: act, what: 시행령, due: 2026-01-22, stage: passed}",
    ]
    more = "companies: [openai, naver]\nthemes: [korea-ai-hub]\nlaws: [act]\nclaims:\n" + "".join(
        f"  - {claim}\n" for claim in claims
    )
    put(digest, "x", "2025-10-24", more=more)
    digest.build()
    page = main(digest, home(lang))
    ahead = page.one("section", aria_labelledby="section-ahead")
    assert ahead.words("/claims/")[:3] == ["시행령", "가까운 일", "먼 일"] and "지난 일" not in ahead.text
    themes = page.under(ui("home.themes", lang))
    # of the ladder that has most
    each = [ui("ladder.count", lang).format(stage=ui(f"stage.{name}", lang), n=1) for name in ("announced", "loi")]
    assert f"{ui('ladder.deal', lang)} 2 {' · '.join(each)}" in themes.text
    assert themes.links("theme=korea-ai-hub&kind=deal&stage=loi") and ui("ladder.building", lang) not in themes.text


def test_home_shows_no_headline_twice_among_its_companies(site):
    digest = site()
    put(digest, "both", "2025-10-24", more="companies: [naver, openai]\n")
    digest.build()
    companies = main(digest, "").under(ui("home.companies", "ko"))
    assert len(companies.links("/companies/")) == 2 and companies.words("/notes/") == ["BOTH"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_home_gives_no_company_a_headline_that_names_another_alone_and_a_month_no_days(site, lang):
    digest = site()
    for id in ("naver", "naver-cloud"):
        name = {"naver": "네이버", "naver-cloud": "네이버클라우드"}[id]
        digest.put(f"content/companies/{id}.md", f"---\nname: {name}\n---\n")
    digest.put(
        "content/notes/2025-10-24-x.md",
        note("네이버클라우드, 새 계약", "2025-10-24", "companies: [naver, naver-cloud]\n"),
    )
    digest.build()
    page = main(digest, home(lang))
    news = page.under(ui("home.companies", lang))
    assert [item.one("h3").text for item in news.one("ol").all("li")] == ["네이버클라우드"]
    assert news.one("p", **{"class": "names in-news-too"}).text.endswith("네이버")
    month = page.one("p", **{"class": "month-lead"}).one("span").text
    assert "," not in month


def test_home_names_ten_companies_and_six_themes_at_most(site):
    digest = site()
    for n in range(12):
        digest.put(f"content/companies/c{n}.md", f"---\nname: 회사 {n}\n---\n")
        digest.put(f"content/themes/t{n}.md", f"---\nname: 테마 {n}\n---\n")
    every = [", ".join(f"{letter}{n}" for n in range(12)) for letter in "ct"]
    put(digest, "x", "2025-10-24", more=f"companies: [{every[0]}]\nthemes: [{every[1]}]\n")
    digest.build()
    page = main(digest, "")
    assert len(page.under(ui("home.companies", "ko")).links("/companies/")) == 10
    assert len(page.under(ui("home.themes", "ko")).links("/themes/")) == 6


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_digest_without_notes_says_so_and_shows_no_empty_blocks(site, lang):
    digest = site()
    digest.build()
    page = main(digest, home(lang))
    assert ui("home.nothing", lang) in page.text
    assert not page.has(ui("home.themes", lang)) and not page.has(ui("home.companies", lang))
    assert ui("term.nothing", lang) in main(digest, f"{home(lang)}companies/openai/").text


# Archive and other long lists


@pytest.fixture(scope="module")
def long(tmp_path_factory) -> Site:
    """120 notes in as many weeks, every fourth of them of one company, one topic of all."""
    digest = Site(tmp_path_factory.mktemp("long") / "site")
    digest.put("content/companies/openai.md", "---\nname: {ko: 오픈AI, en: OpenAI}\n---\n소개하는 글.\n")
    for n in range(220):
        more = "companies: [openai]\n" if n % 2 == 0 else ""
        put(digest, f"n{n:03}", dt.date(2025, 10, 24) - dt.timedelta(weeks=n), more=more)
    digest.build()
    return digest


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_archive_holds_every_note_newest_first_50_a_page_from_the_oldest(long, lang):
    pages = [main(long, f"{home(lang)}notes/{part}") for part in ("", "page/3/", "page/2/", "page/1/")]
    assert [len(notes(page)) for page in pages] == [70, 50, 50, 50]
    assert [id for page in pages for id in notes(page)] == [f"n{n:03}" for n in range(220)]
    assert not (long.output / f"{home(lang)}notes/page/4").exists()


@pytest.mark.parametrize(
    "list", ["notes/", "en/notes/", "topics/sovereign-ai/", "en/topics/sovereign-ai/", "companies/openai/"]
)
def test_the_pages_of_a_list_lead_to_each_other(long, list):
    numbered = [list, f"{list}page/3/", f"{list}page/2/", f"{list}page/1/"]
    if "companies" in list:  # 110 notes
        del numbered[1:3]
    for i, url in enumerate(numbered):
        found = {rel: [a["href"] for a in main(long, url).all("a", rel=rel)] for rel in ("prev", "next")}  # prev: newer
        assert found["prev"] == [f"/digest/{other}" for other in numbered[max(i - 1, 0) : i]]
        assert found["next"] == [f"/digest/{other}" for other in numbered[i + 1 : i + 2]]


def test_a_new_note_changes_the_newest_page_of_a_list_and_no_other(long, tmp_path):
    root = shutil.copytree(long.root, tmp_path / "site")
    digest = Site.there(root, root / "_site")
    before = digest.files()
    put(digest, "new", dt.date(2025, 10, 25), more="companies: [openai]\n")
    digest.build()
    after = digest.files()
    lists = [
        f"{room}{page}index.html" for room in ("notes/", "topics/sovereign-ai/") for page in ("", "page/3/", "page/1/")
    ]
    assert [name for name in lists if before[name] != after[name]] == [
        "notes/index.html",
        "topics/sovereign-ai/index.html",
    ]


@pytest.mark.parametrize("count", [1, 50, 99, 100, 101, 149, 150, 1000])
def test_a_list_of_any_length_is_cut_into_pages_that_lead_to_each_other(count):
    pages = list(cut_from_oldest(range(count)))
    assert [entry for entries, _, _ in pages for entry in entries] == list(range(count))
    assert all(len(entries) == 50 for entries, number, _ in pages if number)
    assert len(pages[0][0]) == count if count < 100 else 50 <= len(pages[0][0]) < 100
    assert [page_from_oldest(entry, count) for entry in range(count)] == [n for e, n, _ in pages for _ in e]
    url = Urls("https://example.org/", "ko").notes
    chain = [numbers_from_oldest(number, last, partial(url, "ko")) for _, number, last in pages]
    hrefs = [url("ko", number).href for _, number, _ in pages]
    assert [at.older for at in chain] == [*hrefs[1:], ""] and [at.newer for at in chain] == ["", *hrefs[:-1]]
    assert [at.here for at in chain] == list(range(1, len(pages) + 1)) and {at.last for at in chain} == {len(pages)}


def test_a_list_of_one_page_has_no_page_numbers(full):
    assert not main(full, "notes/").all("a", rel="next") and not main(full, "notes/").all("a", rel="prev")


def test_the_archives_overview_ends_with_the_month_that_the_digest_is_of(site):
    digest = site()
    put(digest, "new", "2025-03-02")
    put(digest, "old", "2024-12-31")
    digest.build("--as-of", "2025-05-01")
    overview = main(digest, "notes/").one("nav", aria_label=ui("archive.overview", "ko"))
    assert [len(year.all("li")) for year in overview.all("ol")] == [5, 12]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_archives_overview_counts_each_month_and_leads_to_where_it_begins(long, lang):
    page = main(long, f"{home(lang)}notes/")
    overview = page.one("nav", aria_label=ui("archive.overview", lang))
    months: dict[str, list[str]] = {}
    for n in range(220):
        day = dt.date(2025, 10, 24) - dt.timedelta(weeks=n)
        months.setdefault(f"{day:%Y-%m}", []).append(f"n{n:03}")
    found = {}
    for words, address in overview.links():
        parts = urlsplit(address)
        target = main(long, unquote(parts.path).removeprefix("/digest/")).one(id=parts.fragment)
        [month] = {time["datetime"][:7] for time in target.all("time")}
        assert str(len(months[month])) in re.findall(r"\d+", words)
        found[month] = notes(target)[0]
    assert found == {month: ids[0] for month, ids in months.items()}
    later = main(long, f"{home(lang)}notes/page/3/")
    assert not later.all("nav", aria_label=ui("archive.overview", lang))


def test_a_terms_later_pages_hold_notes_without_its_introduction(long):
    first, second = main(long, "companies/openai/"), main(long, "companies/openai/page/1/")
    assert notes(first) == [f"n{n:03}" for n in range(0, 120, 2)]
    assert notes(second) == [f"n{n:03}" for n in range(120, 220, 2)]
    assert "소개하는 글." in first.text and "소개하는 글." not in second.text
    assert first.one("h1").text.startswith("오픈AI") and second.one("h1").text.startswith("오픈AI")


# Notes


@pytest.mark.parametrize(
    ("lang", "title", "summary", "why"),
    [
        ("ko", "오픈AI의 청사진", "오픈AI가 청사진을 냈다.", "소버린 AI 정책과 맞물린다."),
        ("en", "OpenAI's blueprint", "OpenAI has published a blueprint.", "It fits the policy of sovereign AI."),
    ],
)
def test_a_note_begins_with_its_terms_title_summary_and_reason(full, lang, title, summary, why):
    page = main(full, f"{home(lang)}notes/blueprint/")
    assert page.one("h1").text == title
    assert summary in page.text and why in page.text and ui("note.why", lang) in page.text
    assert page.text.index(title) < page.text.index(summary) < page.text.index(why)
    for term in ("topics/sovereign-ai", "themes/korea-ai-hub"):
        assert page.links(f"/digest/{home(lang)}{term}/")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_note_says_where_it_is_from_and_who_else_covers_it(full, lang):
    page = main(full, f"{home(lang)}notes/blueprint/")
    text = page.text
    assert page.one("a", href="https://example.com/fact").text
    for words in ("더팩트", "인공지능의 허브", "최문정"):
        assert words in text
    assert page.all("time", datetime="2025-10-24") and page.all("time", datetime="2025-10")
    archived = page.one("a", href="https://web.archive.org/fact")
    assert archived.text == ui("source.archive", lang)
    assert text.index(ui("note.source", lang)) < text.index(ui("note.also", lang)) < text.index("조간신문")
    assert page.one("a", href="https://example.com/reuters")
    assert text.count(ui("source.no_address", lang)) == 1  # the paper; the others have theirs
    assert ui("source.no_address", lang) in text[text.index("조간신문") :]
    # The language of a source is said where it is not the page's.
    assert ("영어" in text, "Korean" in text) == ((True, False) if lang == "ko" else (False, True))


@pytest.mark.parametrize(
    ("also", "ko", "en"),
    [
        ("", "2025.10.24 · 더팩트", "24 October 2025 · 더팩트"),
        ("뉴스1", "2025.10.24 · 더팩트 외 1곳", "24 October 2025 · 더팩트 and one other"),
        ("뉴스1 AP 더팩트 뉴스1", "2025.10.24 · 더팩트 외 2곳", "24 October 2025 · 더팩트 and 2 others"),
    ],
)
def test_under_the_headline_stand_the_day_and_the_outlets_in_a_line_that_opens(site, also, ko, en):
    digest = site()
    others = ", ".join(f"{{publisher: {name}, title: {n}}}" for n, name in enumerate(also.split()))
    put(digest, "x", "2025-10-24", more=f"also: [{others}]\n" if others else "")
    put(digest, "x", "2025-10-24", "en")
    digest.build()
    for url, line in (("notes/x/", ko), ("en/notes/x/", en)):
        article = main(digest, url).one("article")
        opens = article.all("details")[0]
        assert opens.one("summary").text == line and not opens.attributes.keys() & {"open"}
        inside = list(article)
        assert (
            inside.index(article.one("h1"))
            < inside.index(opens)
            < inside.index(article.all("p", **{"class": "standfirst"})[0])
        )


def test_a_note_tells_figures_first_and_folds_what_is_only_thought(site):
    digest = site()
    claims = [
        "{kind: position, by: openai, what: 태도}",
        "{kind: partnership, by: openai, what: 협력}",
        "{kind: forecast, by: openai, what: 전망, amount: 7만 명}",
        "{kind: investment, by: openai, what: 투자, amount: 20조원}",
    ]
    for id, lines in (("x", claims), ("y", claims[:1])):
        put(digest, id, "2025-10-24", more=f"companies: [openai]\nclaims: [{', '.join(lines)}]\n")
    digest.build()
    part = main(digest, "notes/x/").under(ui("note.claims", "ko"))
    [fold] = part.all("details")
    assert fold.one("summary").text == ui("statements.count", "ko").format(n=1)
    whats = [p.text for p in part.all("p") if p["class"] == "claim-what"]
    assert set(whats[:2]) == {"투자", "전망"} and whats[2:] == ["협력", "태도"]
    assert [p.text for p in fold.all("p") if p["class"] == "claim-what"] == ["태도"]
    assert not main(digest, "notes/y/").under(ui("note.claims", "ko")).all("details")


def test_a_notes_day_is_not_said_again_beside_that_of_its_source(site):
    digest = site()
    shown = []
    for published in ("2025-10-24", "2025-10-23"):
        source = f"{{publisher: 더팩트, url: 'https://thefact.example/x', published: {published}}}"
        text = note("X", "2025-10-24").replace("source: ", f"source: {source} # ", 1)
        digest.put("content/notes/2025-10-24-x.md", text)
        digest.build()
        page = main(digest, "notes/x/")
        assert page.all("summary")[0].text == "2025.10.24 · 더팩트"
        shown.append([time["datetime"] for time in page.all("dl")[0].all("time")])
    assert shown == [["2025-10-24"], ["2025-10-23", "2025-10-24"]]


def test_a_note_says_its_day_and_when_its_own_text_was_updated(full):
    assert main(full, "notes/blueprint/").all("time", datetime="2025-10-26")
    english = main(full, "en/notes/blueprint/")
    assert english.all("time", datetime="2025-10-25") and not english.all("time", datetime="2025-10-26")
    assert ui("note.updated", "ko") not in main(full, "notes/summer/").one("dl").text


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("ko", ["20조원", "재생에너지와 데이터센터를 짓는다", "뷔나그룹", "네이버", "2030년 상반기", "Reuters"]),
        ("en", ["20조원", "Building renewables and data centres", "Vena Group", "Naver", "half of 2030", "Reuters"]),
    ],
)
def test_a_claim_says_who_what_how_much_by_when_at_what_stage_and_says_who(full, lang, shown):
    claims = main(full, f"{home(lang)}notes/blueprint/").under(ui("note.claims", lang))
    [first, second] = [item.text for item in claims.all("li")]
    for words in shown:
        assert words in first
    for key in ("kind.investment", "stage.loi", "certainty.reported", "claim.said_by"):
        assert ui(key, lang) in first
    assert ui("kind.position", lang) in second and "더팩트" in second


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_quote_says_whose_words_it_is_and_in_what_language(full, lang):
    [figure] = main(full, f"{home(lang)}notes/blueprint/").under(ui("note.quotes", lang)).all("figure")
    quoted = figure.one("blockquote")
    assert "AI 경쟁은 칩 경쟁이다" in quoted.text
    if lang == "ko":
        assert "크리스 리헤인" in figure.text and "최고책임자" in figure.text
        assert figure.links("/digest/companies/openai/") and quoted["lang"] == ""
    else:
        assert "Chris Lehane" in figure.text and quoted["lang"] == "ko"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_note_names_everyone_involved_with_their_part_in_it(full, lang):
    who = main(full, f"{home(lang)}notes/blueprint/").under(ui("note.who", lang))
    parts = {item.links()[0][1].split("/")[-2]: item.text for item in who.all("li")}
    assert list(parts) == ["openai", "naver", "vena", "msit"]
    assert ui("kind.position", lang) in parts["openai"]
    assert ui("kind.investment", lang) in parts["vena"] and ui("kind.investment", lang) in parts["naver"]
    assert parts["msit"] == ("과기정통부" if lang == "ko" else "MSIT")


def test_corrections_are_shown_with_their_day_and_weight(full):
    corrections = main(full, "notes/blueprint/").under(ui("note.corrections", "ko"))
    assert "금액을 고쳤다" in corrections.text and ui("level.major", "ko") in corrections.text
    assert corrections.one("time", datetime="2025-10-27")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_related_notes_come_with_the_term_that_relates_them(full, lang):
    related = main(full, f"{home(lang)}notes/blueprint/").under(ui("note.related", lang))
    items = {notes(item)[0]: item for item in related.all("li")}
    assert ui("same.companies", lang) in items["summer"].text
    assert items["summer"].links(f"/digest/{home(lang)}companies/openai/")
    assert items["korean"].links("/digest/notes/korean/")


@pytest.mark.parametrize(("lang", "others"), [("ko", ["소개", "2025년 10월"]), ("en", ["About", "October 2025"])])
def test_a_note_names_what_links_to_it(full, lang, others):
    backlinks = main(full, f"{home(lang)}notes/blueprint/").one("div", aria_labelledby="section-backlinks")
    assert backlinks.one("summary").text == f"{ui('note.backlinks', lang)} 3"
    assert backlinks.words() == ["한국어로만 있는 노트", *others]
    assert backlinks.links()[1][1] == f"/digest/{home(lang)}about/"
    assert backlinks.all("a")[0]["lang"] == ("" if lang == "ko" else "ko")


def test_a_note_leads_to_its_neighbours_in_its_own_language(full):
    def neighbours(url: str) -> tuple[list[str], list[str]]:
        navs = main(full, url).all("nav", **{"class": "neighbours"})
        beside = [[a["href"] for nav in navs for a in nav.all("a", rel=rel)] for rel in ("prev", "next")]
        assert all(len(hrefs) == len(set(hrefs)) for hrefs in beside)
        return tuple([href.removeprefix("/digest/") for href in hrefs] for hrefs in beside)

    assert neighbours("notes/blueprint/") == (["notes/korean/"], [])
    assert neighbours("notes/korean/") == (["notes/summer/"], ["notes/blueprint/"])
    assert neighbours("en/notes/blueprint/") == (["en/notes/english/"], [])
    assert neighbours("en/notes/english/") == (["en/notes/summer/"], ["en/notes/blueprint/"])
    assert neighbours("en/notes/summer/") == ([], ["en/notes/english/"])


def test_a_note_leads_on_within_its_first_theme_or_else_its_first_topic(site):
    digest = site(
        "-- content/themes/hub.md --\n---\nname: 허브\n---\n"
        "-- content/themes/centres.md --\n---\nname: 데이터센터\nparent: hub\n---\n"
        "-- content/topics/chips.md --\n---\nname: 반도체\n---\n"
    )
    terms = {
        "1-hub": "themes: [hub]\n",
        "2-topic": "",
        "3-below": "themes: [centres, hub]\n",
        "4-hub": "themes: [hub]\n",
        "5-topic": "",
        "6-hub": "themes: [hub]\n",
    }
    for id, more in terms.items():
        text = note(id, day=f"2025-10-0{id[0]}", more=more, topics="sovereign-ai" if more else "chips")
        digest.put(f"content/notes/2025-10-0{id[0]}-{id}.md", text)
    digest.build()

    def within(id: str) -> list[str]:
        navs = main(digest, f"notes/{id}/").all("nav", **{"class": "neighbours"})
        return [a.text.split()[-1] for a in navs[0].all("a")] if len(navs) > 1 else []

    assert within("1-hub") == ["허브", "3-below"]
    assert within("3-below") == []  # its theme holds no other
    assert within("4-hub") == ["허브", "3-below", "6-hub"]
    assert within("2-topic") == ["반도체", "5-topic"]
    digest.remove("content/notes/2025-10-03-3-below.md")
    digest.build()
    assert within("4-hub") == ["허브", "1-hub", "6-hub"]
    assert digest.files() == clean(digest)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_block_with_nothing_to_say_is_left_out(full, lang):
    blocks = ("claims", "quotes", "corrections")
    full_page, bare = (main(full, f"{home(lang)}notes/{id}/") for id in ("blueprint", "summer"))
    assert [full_page.has(ui(f"note.{block}", lang)) for block in blocks] == [True] * 3
    assert [bare.has(ui(f"note.{block}", lang)) for block in blocks] == [False] * 3
    assert [page.all(id="section-backlinks") != [] for page in (full_page, bare)] == [True, False]
    assert ui("note.also", lang) not in bare.text


# Terms and their indexes


def letters(page: Element, lang: str) -> dict[str, list[str]]:
    """The ids under each letter, as the links to the letters lead to them."""
    found = {}
    for words, address in page.one("nav", aria_label=ui("terms.letters", lang)).links():
        assert page.one(id=address.removeprefix("#")).text == words
        found[words] = [link.split("/")[-2] for _, link in page.under(words).links("/companies/")]
    return found


def test_companies_stand_by_initial_consonants_in_korean_and_by_letters_in_english(full):
    korean, english = main(full, "companies/"), main(full, "en/companies/")
    assert letters(korean, "ko") == {"ㄴ": ["naver"], "ㅂ": ["vena"], "ㅇ": ["openai"], "#": ["42dot"]}
    assert letters(english, "en") == {"N": ["naver"], "O": ["openai"], "V": ["vena"], "#": ["42dot"]}


@pytest.mark.parametrize(("lang", "facts"), [("ko", ("노트 2개", "미국")), ("en", ("2 notes", "United States"))])
def test_an_index_says_of_each_company_where_it_is_and_in_how_many_notes(full, lang, facts):
    page = main(full, f"{home(lang)}companies/")
    [item] = [item for item in page.all("li") if item.links("/companies/openai/")]
    for fact in facts:
        assert fact in item.text
    assert "4" in page.text  # so many entries


@pytest.mark.parametrize("url", ["en/companies/", "en/companies/openai/"])
def test_what_an_entity_is_is_said_unless_it_is_a_company_like_most(site, url):
    digest = site()
    term = "---\nname: OpenAI\ncountry: US\nkind: {}\n---\n"
    shown = {}
    for kind in ("lab", "company"):
        digest.put("content/companies/openai.md", term.format(kind))
        digest.build()
        shown[kind] = [part.text for part in main(digest, url).all("span")]
    assert ui("entity.lab", "en") in shown["lab"] and ui("entity.company", "en") not in shown["company"]
    assert "United States" in shown["lab"] and "United States" in shown["company"]


def test_an_index_without_parents_or_letters_shows_each_term_with_its_newest_note(full):
    page = main(full, "en/themes/")
    assert page.one("h1").text == ui("taxonomy.themes", "en")
    assert page.words("/themes/") == ["Korea as an AI hub"]
    assert "Korea becomes a hub" in page.text and page.words("/notes/") == ["OpenAI's blueprint"]


def test_a_topics_index_shows_what_stands_below_inside_what_stands_above(full):
    page = main(full, "en/topics/")
    above = next(item for item in page.all("li") if item.links("/topics/policy/"))
    assert [words for words, _ in above.links("/topics/")] == ["Policy", "Sovereign AI"]
    assert "4 notes" in above.text and "2 notes" in above.text


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("ko", ["오픈AI", "OpenAI", "챗GPT를 만든 회사", "미국", "openai.com", "오픈AI LP", "한국어 소개."]),
        ("en", ["OpenAI", "오픈AI", "The company behind ChatGPT", "United States", "English introduction."]),
    ],
)
def test_a_company_page_says_what_it_is(full, lang, shown):
    page = main(full, f"{home(lang)}companies/openai/")
    for words in shown:
        assert words in page.text
    assert page.one("h1").text.startswith(shown[0])
    assert page.one("a", href="https://www.openai.com/").text == "openai.com"
    former = ui("term.former", lang)
    assert former in page.text and "2019" in page.text[page.text.index(former) :]
    assert page.links(f"/digest/{home(lang)}companies/openai/feed.xml")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_term_page_counts_its_notes_and_says_when_the_first_and_the_last_were(full, lang):
    page = main(full, f"{home(lang)}topics/policy/")
    assert notes(page) == ["blueprint", "korean", "english", "summer"]
    facts = page.one("dl")
    assert "4" in [element.text for element in facts]
    assert [time["datetime"] for time in facts.all("time")] == ["2025-08-05", "2025-10-24"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_chart_has_a_table_with_the_same_numbers(site, lang):
    digest = site()
    days = ("2025-01-02", "2025-03-01", "2025-03-02", "2025-03-03")
    for n, day in enumerate(days):
        digest.put(f"content/notes/{day}-n{n}.md", note(f"N{n}", day, "companies: [naver]\n" if n > 1 else ""))
    digest.build()
    page = read(digest.page(f"{home(lang)}topics/sovereign-ai/")).one("main")
    table = page.one("table")
    assert table.one("caption").text == ui("chart.name", lang)
    assert [int(cell.text) for cell in table.all("td")] == [1, 3]
    assert page.all("svg")
    company = read(digest.page(f"{home(lang)}companies/naver/")).one("main")
    assert not company.all("caption")  # one month is no chart


def test_what_stands_below_a_topic_and_above_it_is_linked(full):
    policy, sovereign = main(full, "topics/policy/"), main(full, "topics/sovereign-ai/")
    assert policy.under(ui("term.children", "ko")).links() == [("소버린 AI", "/digest/topics/sovereign-ai/")]
    assert [address for _, address in sovereign.links("/topics/")][:2] == ["/digest/topics/", "/digest/topics/policy/"]


# The rest


def test_the_footer_leads_to_standing_pages_in_their_order_and_to_the_feeds(full):
    korean, english = (read(full.page(f"{home(lang)}topics/")).one("footer") for lang in LANGUAGES)
    assert korean.links()[:2] == [("소개", "/digest/about/"), ("이용 허락", "/digest/licence/")]
    assert english.links()[:2] == [("About", "/digest/en/about/"), ("이용 허락", "/digest/licence/")]
    assert english.one("a", href="/digest/licence/")["lang"] == "ko"
    assert korean.links("/digest/feeds/") and english.links("/digest/en/feeds/")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_leads_home_to_every_taxonomy_and_to_its_other_language(full, lang):
    other = "en" if lang == "ko" else "ko"
    for url in ("", "notes/", "notes/blueprint/", "companies/", "companies/openai/", "about/", "feeds/"):
        header = read(full.page(home(lang) + url)).one("body").all("header")[0]
        found = [address for _, address in header.links()]
        for wanted in ("", "topics/", "companies/", "themes/", "institutions/"):
            assert f"/digest/{home(lang)}{wanted}" in found, url
        assert [a["href"] for a in header.all("a", hreflang=other)] == [f"/digest/{home(other)}{url}"]


@pytest.mark.parametrize(
    ("lang", "title", "words"), [("ko", "소개", "에서 시작했다."), ("en", "About", "It began with")]
)
def test_a_standing_page_shows_its_title_summary_and_text(full, lang, title, words):
    page = main(full, f"{home(lang)}about/")
    assert page.one("h1").text == title and words in page.text
    assert ("이 다이제스트는 무엇인가" if lang == "ko" else "What this digest is") in page.text
    assert page.links(f"/digest/{home(lang)}notes/blueprint/")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_feeds_page_lists_every_feed(full, lang):
    page = main(full, f"{home(lang)}feeds/")
    found = {address for _, address in page.links()}
    base = f"/digest/{home(lang)}"
    terms = ["topics/policy", "topics/sovereign-ai", "companies/42dot", "companies/naver", "companies/openai"]
    terms += ["companies/vena", "institutions/msit", "themes/korea-ai-hub"]
    feeds = {f"{base}feed.xml", f"{base}feed.json", "/digest/opml.xml", *(f"{base}{term}/feed.xml" for term in terms)}
    assert found == feeds | {
        f"{base}{gathered}" for gathered in ("claims/feed.xml", "claims/due.ics", "editions/feed.xml")
    }
    assert page.under("기관" if lang == "ko" else "Institutions").words() == ["과기정통부" if lang == "ko" else "MSIT"]


def test_the_404_page_speaks_both_languages_and_leads_on(full):
    tree = read(full.page("404.html"))
    assert tree.one("meta", name="robots")["content"] == "noindex"
    for lang in LANGUAGES:
        part = tree.one("main").under(ui("missing.title", lang))
        assert ui("missing.about", lang) in part.text
        around = part if part["lang"] else part.above
        assert around is not None and around["lang"] == lang
        addresses = [address for _, address in part.links()]
        for wanted in ("", "topics/", "companies/", "themes/", "institutions/"):
            assert f"/digest/{home(lang)}{wanted}" in addresses
        assert "blueprint" in notes(part)
