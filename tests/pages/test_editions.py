"""Editions: weeks and months as issues of the digest, on the web, as e-mail, as text and as a feed."""

import re

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sitegen.pages.kinds import edition
from sitegen.text.held import held_together
from sitegen.text.normal import width
from sitegen.text.wrap import wrap
from tests.dom import Element, read, ui
from tests.site import SITE, Site, note


@pytest.fixture(autouse=True)
def a_week_of_one_note_is_an_edition(request, monkeypatch):
    """So that a test of what editions show needs no more notes; `too_few` are those of which weeks are too few."""
    if "too_few" not in request.function.__name__:
        monkeypatch.setattr("sitegen.digest.editions._FEWEST", 1)


def put(
    digest: Site, id: str, day: str, more: str = "themes: [korea-ai-hub]\n", lang: str = "", title: str = ""
) -> None:
    ending = f".{lang}" if lang else ""
    digest.put(f"content/notes/{day}-{id}{ending}.md", note(title or id.upper(), day, more))


def claims(*lines: str) -> str:
    return "companies: [openai]\nclaims:\n" + "".join(f"  - {line}\n" for line in lines)


def page(digest: Site, url: str) -> Element:
    return read(digest.page(url)).one("main")


def sections(main: Element) -> dict[str, list[str]]:
    """Headlines by section."""
    found = {part.one("h2").text: [h.text for h in part.all("h3")] for part in main.all("section")}
    return {name: titles for name, titles in found.items() if titles}


def test_a_week_is_one_of_iso_8601_and_may_lie_in_two_months_and_two_years(site):
    digest = site()
    for id, day in (("a", "2025-12-28"), ("b", "2025-12-29"), ("c", "2026-01-04"), ("d", "2026-01-05")):
        put(digest, id, day)
    digest.build()
    week = page(digest, "editions/2026-w01/")
    assert week.one("h1").text == "2026년 1주 2025년 12월 29일–2026년 1월 4일"
    assert page(digest, "editions/2025-w52/").one("h1").text == "2025년 52주 12월 22일–28일"
    english = read(digest.page("en/editions/2026-w01/"))
    assert english.one("title").text == "Week 1, 2026 (29 December 2025 – 4 January 2026) · Digest"
    assert {a["href"] for a in week.all("a")} >= {
        "/digest/editions/2026-01/",
        "/digest/editions/2025-12/",
    }
    assert {h.text for h in (*week.all("h2"), *week.all("h3"))} >= {"B", "C"}
    assert not {"A", "D"} & {h.text for h in (*week.all("h2"), *week.all("h3"))}
    assert week.one("a", rel="prev")["href"] == "/digest/editions/2025-w52/"
    assert week.one("a", rel="next")["href"] == "/digest/editions/2026-w02/"
    assert page(digest, "en/editions/2025-12/").one("h1").text == "December 2025"


def test_weeks_of_too_few_notes_are_told_in_their_month_and_their_addresses_lead_there(site):
    digest = site()
    for id, day in (
        ("a", "2025-10-20"),
        ("b", "2025-10-21"),
        ("c", "2025-10-22"),
        ("d", "2025-10-30"),
        ("e", "2025-11-01"),
    ):
        put(digest, id, day)
    digest.build()
    month, week = "/digest/editions/2025-10/", "/digest/editions/2025-w43/"
    assert page(digest, "editions/2025-w43/").one("h1").text.startswith("2025년 43주")
    # Of the newest note, which is of November.
    assert 'url=/digest/editions/2025-11/"' in digest.page("editions/2025-w44/")
    assert 'url=/digest/en/editions/2025-11/"' in digest.page("en/editions/2025-w44/")
    listed = {address for _, address in page(digest, "editions/").links("/editions/2025")}
    assert listed == {month, week, "/digest/editions/2025-11/"}
    assert page(digest, "editions/2025-10/").links("-w") == [("2025년 43주", week)]
    assert page(digest, "notes/a/").links("/editions/") == [("2025년 43주", week)]
    assert page(digest, "notes/d/").links("/editions/") == [("2025년 10월", month)]
    assert page(digest, "").links("/editions/2025")[0][1] == "/digest/editions/2025-11/"
    # A third note makes it an edition, and one less takes it back.
    put(digest, "f", "2025-10-29")
    digest.build()
    assert page(digest, "editions/2025-w44/").one("h1").text.startswith("2025년 44주")
    assert page(digest, "notes/d/").words("/editions/") == ["2025년 44주"]
    (digest.root / "content/notes/2025-10-29-f.md").unlink()
    digest.build()
    assert 'url=/digest/editions/2025-11/"' in digest.page("editions/2025-w44/")
    assert page(digest, "notes/d/").words("/editions/") == ["2025년 10월"]


@pytest.mark.parametrize("declared", ["", "https://mail.example.org/join"])
def test_editions_their_list_and_the_page_of_feeds_say_how_to_follow(site, declared):
    digest = site()
    if declared:
        digest.write(SITE.replace("languages:", f"subscribe: {declared}\nlanguages:", 1))
    put(digest, "a", "2025-10-20")
    digest.build()
    for lang, top in (("ko", ""), ("en", "en/")):
        foot, every = page(digest, f"{top}editions/2025-w43/"), page(digest, f"{top}editions/")
        assert foot.words(f"/digest/{top}feeds/") == every.words(f"/digest/{top}feeds/") == [ui("feeds.how", lang)]
        [line] = [line.text for line in foot.all("p") if line.links("email.html")]
        assert line == {"ko": "이메일 판: HTML, 텍스트", "en": "E-mail edition: HTML, text"}[lang]
        assert foot.links("email.txt")
        for shown in (foot, every, page(digest, f"{top}feeds/")):
            assert shown.links("mail.example.org") == ([(ui("feeds.mail", lang), declared)] if declared else [])


def test_an_edition_leads_with_what_is_marked_else_with_the_weightiest_note(site):
    digest = site()
    put(digest, "newest", "2025-10-24")
    put(digest, "heavy", "2025-10-21", claims("{kind: investment, by: openai, what: 공장, amount: 1조원}"))
    digest.build()
    assert page(digest, "editions/2025-w43/").all("article")[0].one("h2").text == "HEAVY"
    put(digest, "marked", "2025-10-20", "lead: true\n")
    digest.build()
    assert page(digest, "editions/2025-w43/").all("article")[0].one("h2").text == "MARKED"


def test_every_other_note_stands_once_under_its_first_theme(site):
    digest = site("-- content/themes/chips.md --\n---\nname: {ko: 반도체, en: Chips}\n---\n")
    put(digest, "lead", "2025-10-24", "lead: true\n")
    put(digest, "both", "2025-10-23", "themes: [chips, korea-ai-hub]\n")
    put(digest, "one", "2025-10-22")
    put(digest, "two", "2025-10-21")
    put(digest, "none", "2025-10-21", "")
    digest.build()
    assert list(sections(page(digest, "editions/2025-10/")).items()) == [
        ("한국 AI 허브", ["ONE", "TWO"]),
        ("반도체", ["BOTH"]),
        (ui("edition.other", "ko"), ["NONE"]),
    ]


def test_claims_that_moved_and_dates_ahead_are_as_they_were_known_then(site):
    digest = site()
    plant = "{id: plant, kind: investment, by: openai, what: 공장, amount: %s, due: 2030, stage: %s}"
    put(
        digest,
        "a",
        "2025-10-01",
        claims(plant % ("1조원", "loi"), "{kind: supply, by: openai, what: 칩, due: 2025-11}"),
    )
    put(digest, "b", "2025-12-01", claims(plant % ("2조원", "contracted")))
    put(digest, "c", "2026-01-05", claims(plant % ("2조원", "operating")))
    digest.build()

    def part(id: str, name: str) -> str:
        found = page(digest, f"editions/{id}/").all("section", aria_labelledby=f"section-{name}")
        return found[0].text if found else ""

    new = part("2025-10", "new")
    assert "1조원" in new and "의향서" in new and "계약" not in new and "2조원" not in new
    assert part("2025-10", "moved") == part("2025-12", "new") == ""  # a first mention is no move
    assert "의향서 → 계약" in part("2025-12", "moved") and "2025.12.01" in part("2025-12", "moved")
    assert "2025년 11월" in part("2025-10", "due") and "2030년" in part("2025-10", "due")
    assert "2025년 11월" not in part("2025-12", "due") and "2조원" in part("2025-12", "due")
    assert part("2026-01", "due") == ""  # it operates


@pytest.mark.parametrize("ending", ["index.html", "email.html", "email.txt"])
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_what_outlets_tell_otherwise_of_one_time_is_new_with_both_and_has_not_moved(site, lang, ending):
    digest = site()
    chips = "{id: chips, kind: supply, by: openai, what: 칩, date: 2025-10-21, stage: %s}"
    put(digest, "a", "2025-10-22", claims(chips % "loi"))
    other = note("B", "2025-10-24", claims(chips % "contracted")).replace("더팩트", "나일보")
    digest.put("content/notes/2025-10-24-b.md", other)
    digest.build()
    text = digest.page(f"{'' if lang == 'ko' else 'en/'}editions/2025-w43/{ending}")
    text = text if ending.endswith("txt") else read(text).text
    assert ui("edition.new", lang) in text and ui("edition.moved", lang) not in text
    assert ui("stage.loi", lang) in text and f"{ui('stage.contracted', lang)} (나일보)" in text


def test_an_issue_that_has_gone_out_does_not_change_and_what_is_told_soon_stands_in_the_next(site):
    digest = site()
    plant = "{id: %s, kind: investment, by: openai, what: %s, date: %s}"
    put(digest, "a", "2025-10-24")
    put(digest, "b", "2025-11-03", claims(plant % ("soon", "곧", "2025-10-30"), plant % ("late", "늦게", "2025-10-02")))
    digest.build()
    october = digest.page("editions/2025-10/")
    assert "곧" not in october and "늦게" not in october
    november = read(digest.page("editions/2025-11/")).one("main").one("section", aria_labelledby="section-new")
    assert [p.text for p in november.all("p", **{"class": "claim-what"})] == ["곧"] and "2025.10.30" in november.text


def test_of_what_is_new_that_with_an_amount_stands_first_and_what_moved_stands_apart(site):
    digest = site()
    put(digest, "old", "2025-09-01", claims("{id: plant, kind: investment, by: openai, what: 공장, stage: loi}"))
    put(digest, "vague", "2025-10-24", claims("{kind: supply, by: openai, what: 칩}"))
    put(digest, "large", "2025-10-23", claims("{kind: supply, by: openai, what: 전력, amount: 1GW}"))
    put(digest, "new", "2025-10-22", claims("{id: plant, kind: investment, by: openai, what: 공장, stage: building}"))
    digest.build()
    new, moved = (
        page(digest, "editions/2025-10/").one("section", aria_labelledby=f"section-{name}") for name in ("new", "moved")
    )
    assert [p.text for p in new.all("p", **{"class": "claim-what"})] == ["전력", "칩"]
    assert [h.text for h in moved.all("h3")] == ["공장"]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_what_more_notes_tell_of_stands_first_a_term_of_days_is_no_amount_and_headings_name_what_there_is(site, lang):
    digest = site()
    chips, mill = (f"{{id: {id}, kind: supply, by: openai, what: {{ko: 칩, en: chips}}}}" for id in "cm")
    old = "{id: law, kind: regulation, by: openai, what: {ko: 법, en: a law}, stage: %s}"
    term = "{kind: supply, by: openai, what: {ko: 기한, en: a term}, amount: 60일}"
    put(digest, "z", "2025-09-01", claims(old % "proposed"))
    put(digest, "a", "2025-10-20", claims(chips))
    put(digest, "b", "2025-10-21", claims(chips, old % "passed"))
    put(digest, "c", "2025-10-24", claims(term, mill))
    digest.build()
    home = "" if lang == "ko" else "en/"
    for ending in ("index.html", "email.html", "email.txt"):
        text = digest.page(f"{home}editions/2025-10/{ending}")
        text = text if ending.endswith("txt") else read(text).text
        assert ui("edition.new", lang) in text and ui("edition.moved_measures", lang) in text
        assert ui("edition.new_both", lang) not in text and ui("edition.moved_both", lang) not in text
    new = page(digest, f"{home}editions/2025-10/").one("section", aria_labelledby="section-new")
    assert [
        item.links("/claims/")[0][1].split("/")[-2] if item.links("/claims/") else "" for item in new.all("li")
    ] == [
        "c",
        "",
        "m",
    ]


def test_a_note_more_leaves_the_editions_of_other_days_unlooked_at(site, monkeypatch):
    digest = site()
    for id, day in (("a", "2025-08-05"), ("b", "2025-09-02"), ("c", "2025-10-24")):
        put(digest, id, day)
    digest.build("--jobs", "1")
    looked_at = []
    real = edition._made
    monkeypatch.setattr(
        edition, "_made", lambda context, id, *rest, **more: looked_at.append(id) or real(context, id, *rest, **more)
    )
    put(digest, "d", "2025-10-23")
    digest.build("--jobs", "1")
    assert set(looked_at) == {"2025-w43", "2025-10"}


def test_the_index_lists_months_with_their_weeks_and_home_shows_the_last_week(site):
    digest = site()
    put(digest, "a", "2025-09-30")
    put(digest, "b", "2025-10-01")
    put(digest, "c", "2025-10-24")
    digest.build()
    index = page(digest, "editions/")
    assert [h.text.split(" 노트")[0] for h in index.all("h3")] == ["2025년 10월", "2025년 9월"]
    weeks = [[a.text for a in part.all("a") if "주" in a.text] for part in index.all("section") if part.all("h3")]
    assert weeks[1:] == [["2025년 43주", "2025년 40주"], []]
    assert page(digest, "").all("a", href="/digest/editions/2025-w43/")
    assert page(digest, "notes/c/").all("a", href="/digest/editions/2025-w43/")


def test_the_feed_of_editions_holds_those_with_notes_of_its_language(site):
    digest = site()
    put(digest, "a", "2025-09-01")
    put(digest, "b", "2025-10-24", lang="en", title="News")
    digest.build()
    found = feedparser.parse((digest.output / "en/editions/feed.xml").read_bytes())
    assert not found.bozo
    assert [entry.title for entry in found.entries] == ["October 2025", "Week 43, 2025 (20–26 October)"]
    assert found.entries[1].link == "https://example.org/digest/en/editions/2025-w43/"
    assert found.entries[1].summary.startswith("News.") and found.entries[1].summary.endswith(" (Korea as an AI hub)")
    assert found.feed.id == "tag:example.org,2026:digest:editions/en"
    korean = feedparser.parse((digest.output / "editions/feed.xml").read_bytes())
    assert [entry.title for entry in korean.entries] == ["2025년 9월", "2025년 36주 (9월 1일–7일)"]


# What mail programs can show: docs/editions.md has these rules.
TAGS = ["html", "head", "meta", "title", "style", "body", "table", "tr", "td", "h1", "h2", "p", "a", "b"]
FORBIDDEN_STYLES = r"\b(position|float|display|flex|grid|background-image|@import|var|calc|url|rem|em)\b"


@pytest.fixture(scope="module")
def mails(full) -> dict[str, Element]:
    return {name: read(data.decode()) for name, data in full.files().items() if name.endswith("/email.html")}


def test_an_e_mail_holds_nothing_that_mail_programs_drop(mails):
    assert len(mails) > 5
    for mail in mails.values():
        assert {element.tag for element in mail} <= set(TAGS)
        assert [e["style"] for e in mail if re.search(FORBIDDEN_STYLES, e["style"])] == []
        assert all(table["role"] == "presentation" for table in mail.all("table"))
        assert [e["style"] for e in mail if any(int(n) > 600 for n in re.findall(r"(\d+)px", e["style"]))] == []
        assert [e.tag for e in mail if e["class"] and not e["style"]] == []  # classes only help: dark colours
        assert [e.text for e in mail.all("h1", "h2", "p") if "'Malgun Gothic'" not in e["style"]] == []
        assert mail.one("meta", name="robots")["content"] == "noindex"
        assert mail.one("meta", name="color-scheme")["content"] == "light dark"


def test_an_e_mail_tears_neither_figures_nor_days_and_no_line_begins_with_a_dot(full):
    for name in ("editions/2025-w43/email.html", "en/editions/2025-w43/email.html"):
        body = full.page(name).partition("<body")[2]
        assert held_together(body) == body and "\xa0· " in body and " · " not in body


def test_every_link_of_an_e_mail_is_in_full(mails):
    links = [a["href"] for mail in mails.values() for a in mail.all("a")]
    assert len(links) > 30 and all(link.startswith("https://example.org/") for link in links)


def test_an_e_mail_is_no_longer_than_gmail_shows_and_says_what_it_leaves_out(site):
    digest = site()
    for i in range(120):
        text = note(f"긴 제목 {i}", "2025-10-24", claims(f"{{kind: supply, by: openai, what: 칩 {i}}}"))
        digest.put(f"content/notes/2025-10-24-n{i:03}.md", text.replace("요약이다.", "가" * 300))
    digest.build()
    data = (digest.output / "editions/2025-w43/email.html").read_bytes()
    assert len(data) <= 100_000
    text = (digest.output / "editions/2025-w43/email.txt").read_text("utf-8")
    for sent in (data.decode().replace("\xa0", " "), text):
        assert ui("edition.more", "ko").format(n=79) in sent
        assert ui("edition.moved_more", "ko").format(n=108) in sent
    assert "긴 제목 119" in digest.page("editions/2025-w43/")
    english = (digest.output / "en/editions/2025-w43/email.txt").read_text("utf-8")
    assert "\n79 more notes\n  https://example.org/digest/en/editions/2025-w43/\n" in english


def test_an_e_mail_escapes_what_notes_say_and_its_text_does_not(site):
    digest = site()
    put(digest, "a", "2025-10-24", title="'A&B <b>C</b>'")
    digest.build()
    assert "A&amp;B &lt;b&gt;C&lt;/b&gt;" in digest.page("editions/2025-w43/email.html")
    assert "A&B <b>C</b>\n" in (digest.output / "editions/2025-w43/email.txt").read_text("utf-8")


def test_the_text_of_an_e_mail_is_text_where_its_lines_are_put_together_too(site):
    digest = site()
    put(digest, "a", "2025-10-24", claims("{kind: supply, by: openai, what: 칩, due: 2030}"))
    path = digest.root / "content/notes/2025-10-24-a.md"
    path.write_text(path.read_text("utf-8").replace("더팩트", "'Law & Co'"), "utf-8")
    digest.build()
    text = (digest.output / "editions/2025-w43/email.txt").read_text("utf-8")
    assert text.count("Law & Co") == 3 and "&amp;" not in text


@pytest.mark.parametrize("before", range(60, 68))
def test_the_text_of_an_e_mail_tears_no_figures_and_keeps_plain_spaces(site, before):
    digest = site()
    put(digest, "a", "2025-10-24", title=f"'{'a' * before} 월 90만 장'")
    digest.build()
    text = (digest.output / "editions/2025-w43/email.txt").read_text("utf-8")
    assert "월 90만 장" in text and "\xa0" not in text and "\u2060" not in text


def test_the_text_of_an_e_mail_is_the_same_edition_with_every_link_in_full(site):
    digest = site()
    put(digest, "a", "2025-10-24", claims("{kind: supply, by: openai, what: 칩, due: 2030-H1}"))
    put(digest, "b", "2025-10-23")
    digest.build()
    text = (digest.output / "editions/2025-w43/email.txt").read_text("utf-8")
    assert text.startswith("다이제스트\n2025년 43주 (10월 20일–26일) · 노트 2개\n")
    assert "\n한국 AI 허브\n" in text and "\n  2030년 상반기 · 오픈AI · 더팩트\n" in text
    assert "\n  https://example.org/digest/notes/b/\n" in text
    assert max(width(line) for line in text.splitlines() if "https:" not in line) <= 72


@given(some.text(alphabet="가a 힣b.", max_size=400), some.integers(min_value=10, max_value=80))
def test_lines_keep_all_words_and_are_no_wider_than_asked_for(text, columns):
    lines = wrap(text, columns, indent="  ").split("\n")
    assert " ".join(lines).split() == text.split()
    assert all(width(line) <= columns or " " not in line.strip() for line in lines)
