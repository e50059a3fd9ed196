"""join: what notes, terms and pages have to do with each other."""

import os
import re
import subprocess
import sys
from urllib.parse import quote, unquote

import pytest

from tests.dom import read
from tests.site import Site, note

TREE = """
-- content/topics/compute.md --
---
name: 컴퓨팅
---
-- content/topics/datacenters.md --
---
name: 데이터센터
parent: 컴퓨팅
---
-- content/topics/cooling.md --
---
name: 냉각
parent: datacenters
---
"""


def put(digest, id: str, **rest) -> None:
    """A note whose title is its id."""
    lang = rest.pop("lang", "")
    day = rest.get("day", "2025-10-24")
    name = f"content/notes/{day}-{id}{lang and '.' + lang}.md"
    digest.put(name, note(rest.pop("title", id), **rest))


def titles(page: str) -> list[str]:
    """Notes in the order of a list."""
    return re.findall(r"<h3><a [^>]*>([^<]*)</a></h3>", page)


def section(page: str, name: str) -> str:
    """The part of a page under a heading; empty when there is none."""
    part = rf'<(section|div) [^>]*aria-labelledby="section-{name}">.*?</\1>|<details class="fold {name}">.*?</details>'
    found = re.search(part, page, re.DOTALL)
    return found[0] if found else ""


def related(page: str) -> list[tuple[str, str]]:
    """Titles and reasons."""
    items = re.findall(r"<li>.*?</li>", section(page, "related"), re.DOTALL)
    return [(title, reason) for reason, title in map(link_words, items)]


def link_words(html: str) -> list[str]:
    return re.findall(r"<a [^>]*>([^<]*)</a>", html)


@pytest.mark.parametrize(
    "name", ["openai", "오픈AI", "OpenAI", "오픈에이아이", "open-ai-lp", "오픈AI LP", "companies/openai"]
)
def test_a_link_finds_a_term_by_id_name_alias_former_id_and_former_name(site, name):
    digest = site(
        "-- content/companies/openai.md --\n---\nname: {ko: 오픈AI, en: OpenAI}\naliases: [오픈에이아이]\n"
        "was: [open-ai-lp]\nnames: [{name: 오픈AI LP, to: 2025}]\n---\n"
    )
    put(digest, "x", body=f"[[{name}]]")
    digest.build()
    assert '<p><a href="/digest/companies/openai/">오픈AI</a></p>' in digest.page("notes/x/")


@pytest.mark.parametrize("name", ["open-ai-lp", "오픈AI LP"])
def test_a_note_may_still_name_a_term_by_what_it_was(site, name):
    digest = site(
        "-- content/companies/openai.md --\n---\nname: 오픈AI\nwas: [open-ai-lp]\nnames: [{name: 오픈AI LP}]\n---\n"
    )
    put(digest, "x", more=f"companies: [{name}]\n")
    digest.build()
    assert titles(digest.page("companies/openai/")) == ["x"]


@pytest.mark.parametrize("name", ["가의 계획: 1단계", "Plan  of ga, PHASE 1"])
def test_a_note_is_found_by_its_title_in_any_of_its_languages(site, name):
    digest = site()
    put(digest, "ga", title='"가의 계획: 1단계"')
    digest.put("content/notes/2025-10-24-ga.en.md", note("Plan of Ga, phase 1"))
    put(digest, "x", body=f"[[{name}]]")
    assert digest.build().err == ""
    assert '<p><a href="/digest/notes/ga/">가의 계획: 1단계</a></p>' in digest.page("notes/x/")


def test_a_title_of_two_notes_must_say_which_and_one_of_a_draft_is_no_link(site):
    digest = site()
    for id, more in (("a", ""), ("b", ""), ("draft", "draft: true\n")):
        put(digest, id, title="그 계획" if not more else "그 초안", more=more)
    put(digest, "x", body="[[그 계획]]")
    put(digest, "y", body="[[그 초안]]")
    result = digest.run("build", "--json")
    problems = [(problem["rule"], problem["hint"]) for problem in result.data["problems"]]
    assert problems == [("ambiguous-term", "write [[notes/a]] or [[notes/b]]"), ("link-to-draft", "")]


@pytest.mark.parametrize("link", ["[[b]]", "[[2025-10-24-b.en]]", "[so](2025-10-24-b.en.md)"])
def test_a_translation_that_is_begun_takes_no_link_to_its_original_away(site, link):
    digest = site()
    put(digest, "a")
    put(digest, "b")
    english = "---\ntitle: In English\nsummary: S.\nwhy: W.\n{more}---\n\n{body}\n"
    digest.put("content/notes/2025-10-24-a.en.md", english.format(more="", body=f"See {link}."))
    digest.put("content/notes/2025-10-24-b.en.md", english.format(more="draft: true\n", body="Half of it."))
    assert "warning" not in digest.build().err
    assert 'See <a href="/digest/notes/b/">' in digest.page("en/notes/a/")
    digest.put("content/notes/2025-10-24-b.en.md", english.format(more="", body="All of it."))
    digest.build()
    assert 'See <a href="/digest/en/notes/b/">' in digest.page("en/notes/a/")


def test_a_name_of_two_terms_must_say_which(site):
    digest = site("-- content/topics/openai.md --\n---\nname: 오픈AI의 일\n---\n")
    put(digest, "x", body="[[openai]]")
    result = digest.run("build", "--json")
    (problem,) = result.data["problems"]
    assert (result.status, problem["rule"]) == (1, "ambiguous-term")
    assert problem["hint"] == "write [[topics/openai]] or [[companies/openai]]"
    put(digest, "x", body="[[topics/openai]]")
    digest.build()
    assert '<a href="/digest/topics/openai/">오픈AI의 일</a>' in digest.page("notes/x/")


def test_lists_are_in_order_of_date_newest_first_then_of_id(site):
    digest = site()
    for id, day in (
        ("b", "2025-10-24"),
        ("나", "2025-10-24"),
        ("a", "2025-10-24"),
        ("z", "2025-10-25"),
        ("0", "2024-01-01"),
    ):
        put(digest, id, day=day)
    digest.build()
    assert titles(digest.page("topics/sovereign-ai/")) == ["z", "a", "b", "나", "0"]
    assert titles(digest.page("notes/")) == ["z", "a", "b", "나", "0"]


def test_a_parent_topic_lists_the_notes_of_all_below_it_once(site):
    digest = site(TREE)
    put(digest, "leaf", topics="cooling")
    put(digest, "both", topics="compute, cooling, datacenters")
    put(digest, "middle", topics="데이터센터")
    put(digest, "other")
    digest.build()
    assert titles(digest.page("topics/compute/")) == ["both", "leaf", "middle"]
    assert titles(digest.page("topics/datacenters/")) == ["both", "leaf", "middle"]
    assert titles(digest.page("topics/cooling/")) == ["both", "leaf"]


def test_topics_stand_as_a_tree_on_their_index_and_know_their_ancestors(site):
    digest = site(TREE)
    put(digest, "leaf", topics="cooling")
    digest.build()
    index = digest.page("topics/")
    places = [index.index(words) for words in ("컴퓨팅</a></h2>", "데이터센터</a></h3>", "냉각</a></h4>")]
    assert places == sorted(places)
    assert re.search(r"데이터센터</a></h3>((?!</li>).)*<li>.*?냉각</a></h4>", index, re.DOTALL)  # a list in its item
    kicker = re.search(r'<p class="kicker">(.*?)</p>', digest.page("topics/cooling/"))
    assert kicker and link_words(kicker[1]) == ["주제", "컴퓨팅", "데이터센터"]
    assert link_words(section(digest.page("topics/compute/"), "children")) == ["데이터센터"]


def test_a_note_that_shares_the_rarer_term_comes_first_and_the_term_is_the_reason(site):
    digest = site()
    put(digest, "here", day="2025-10-24", more="companies: [openai]\nthemes: [korea-ai-hub]\n")
    put(digest, "rare", day="2024-01-01", more="companies: [openai]\n")
    for n in range(12):
        put(digest, f"common-{n:02}", day=f"2025-10-{n + 1:02}")
    digest.build()
    found = related(digest.page("notes/here/"))
    assert found[0] == ("rare", "오픈AI")
    assert found[1:] == [("common-11", "소버린 AI"), ("common-10", "소버린 AI"), ("common-09", "소버린 AI")]
    assert "같은 기업: <a" in section(digest.page("notes/here/"), "related")
    assert "같은 주제: <a" in section(digest.page("notes/here/"), "related")


def test_more_shared_terms_weigh_more_than_a_near_date(site):
    digest = site()
    put(digest, "here", more="companies: [openai, naver]\n")
    put(digest, "near", day="2025-10-23", more="companies: [naver]\n")
    put(digest, "far", day="2023-10-23", more="companies: [openai, naver]\n")
    digest.build()
    assert [title for title, _ in related(digest.page("notes/here/"))] == ["far", "near"]


def test_a_note_is_never_related_to_itself_nor_to_one_that_shares_nothing(site):
    digest = site("-- content/topics/chips.md --\n---\nname: 반도체\n---\n")
    put(digest, "alone", topics="chips")
    put(digest, "other")
    put(digest, "third")
    digest.build()
    assert section(digest.page("notes/alone/"), "related") == ""
    assert related(digest.page("notes/other/")) == [("third", "소버린 AI")]


def test_candidates_for_related_notes_are_the_nearest_eight_on_each_side(site):
    """All of one day and one topic: the lowest ids among the candidates win, which shows how far those reach."""
    digest = site()
    for n in range(200):
        put(digest, f"n{n:03}")
    digest.build()
    assert [title for title, _ in related(digest.page("notes/n100/"))] == ["n092", "n093", "n094", "n095"]
    assert [title for title, _ in related(digest.page("notes/n199/"))] == ["n191", "n192", "n193", "n194"]
    assert [title for title, _ in related(digest.page("notes/n000/"))] == ["n001", "n002", "n003", "n004"]


def test_the_output_is_the_same_for_any_hash_seed_and_any_order_of_files(tmp_path, site):
    digest = site(TREE)
    shared = "companies: [openai, naver]\nthemes: [korea-ai-hub]\n"
    for n in range(12):
        put(digest, f"n{n}", more=shared if n % 2 else "", topics="cooling, sovereign-ai", body="[[openai]] [[n1]]")
    trees = []
    for seed in ("1", "2"):
        words = [sys.executable, "-m", "sitegen", "build", "--root", str(digest.root)]
        subprocess.run(words, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        trees.append(digest.files())
        for file in sorted(digest.root.glob("content/**/*.md"), reverse=True):  # so that scandir has another order
            text = file.read_bytes()
            file.unlink()
            file.write_bytes(text)
        digest.remove("_site")
    assert trees[0] == trees[1]


def test_a_note_lists_the_notes_terms_and_pages_that_link_to_it(site):
    digest = site(
        "-- content/companies/openai.md --\n---\nname: {ko: 오픈AI, en: OpenAI}\n---\n[[target]]을 보라.\n"
        "-- content/pages/about.md --\n---\ntitle: 소개\n---\n[[notes/target|여기]]\n"
    )
    put(digest, "target", body="[[target]] 스스로를 가리킨다.")
    put(digest, "from-note", body="[[target]] 두 번 [[target]]")
    put(digest, "silent")
    digest.build()
    assert link_words(section(digest.page("notes/target/"), "backlinks")) == ["from-note", "오픈AI", "소개"]
    assert section(digest.page("notes/silent/"), "backlinks") == ""


def test_a_term_names_what_links_to_it_without_being_listed_there(site):
    digest = site(
        "-- content/companies/naver.md --\n---\nname: 네이버\n---\n[[openai]]와 겨룬다.\n"
        "-- content/pages/about.md --\n---\ntitle: 소개\n---\n[[openai]]\n"
    )
    put(digest, "mention", body="[[openai]]")
    put(digest, "listed", more="companies: [openai]\n", body="[[openai]]")
    digest.build()
    assert link_words(section(digest.page("companies/openai/"), "mentions")) == ["mention", "네이버", "소개"]


def test_a_term_counts_the_entities_of_its_notes_most_often_first(site):
    digest = site(
        "-- content/companies/samsung.md --\n---\nname: 삼성\n---\n"
        "-- content/institutions/msit.md --\n---\nname: 과기정통부\n---\n"
    )
    put(digest, "a", more="companies: [openai, naver, samsung]\n")
    put(digest, "b", more="companies: [openai, samsung]\ninstitutions: [msit]\n")
    put(digest, "c", more="companies: [naver]\n")
    digest.build()
    together = section(digest.page("companies/openai/"), "together")
    found = re.findall(r"<li><a [^>]*>([^<]*)</a>.*?(노트 \d개)", together)
    assert found == [("삼성", "노트 2개"), ("네이버", "노트 1개"), ("과기정통부", "노트 1개")]
    topic = section(digest.page("topics/sovereign-ai/"), "together")
    assert link_words(topic) == ["네이버", "오픈AI", "삼성", "과기정통부"]


def test_what_stands_beside_a_term_counts_the_notes_that_its_link_lists(site):
    """Those of terms below it too; but neither its own parent nor its own children stand beside it."""
    digest = site(
        "-- content/companies/samsung.md --\n---\nname: 삼성\n---\n"
        "-- content/companies/sdi.md --\n---\nname: 삼성SDI\nparent: samsung\n---\n"
    )
    put(digest, "a", more="companies: [openai, sdi, samsung]\n")
    put(digest, "b", more="companies: [openai, sdi]\n")
    put(digest, "c", more="companies: [samsung]\n")
    digest.build()
    found = r'<li><a [^>]*>([^<]*)</a> <a class="count" href="([^"]*)"><span class="hidden">함께 나온 노트 (\d)개'
    together = re.findall(found, section(digest.page("companies/openai/"), "together"))
    assert [(name, count) for name, _, count in together] == [("삼성", "2"), ("삼성SDI", "2")]
    assert together[0][1] == "/digest/search/?companies=openai&amp;companies=samsung&amp;kind=notes"
    for own in ("sdi", "samsung"):
        beside = section(digest.page(f"companies/{own}/"), "together")
        assert re.findall(found, beside) == [
            ("오픈AI", f"/digest/search/?companies={own}&amp;companies=openai&amp;kind=notes", "2")
        ]


def test_the_notes_of_a_long_list_can_be_narrowed_down(site):
    digest = site()
    for n in range(11):
        put(digest, f"n{n}", more="companies: [openai]\n")
    digest.build()
    assert "search/?" not in digest.page("notes/") + section(digest.page("companies/openai/"), "notes")
    put(digest, "last", more="companies: [openai]\n")
    digest.build()
    assert 'href="/digest/search/?kind=notes"' in digest.page("notes/")
    assert 'href="/digest/en/search/?companies=openai&amp;kind=notes"' in digest.page("en/companies/openai/")


CLAIM = "claims: [{kind: investment, by: openai, with: [naver], what: {ko: 짓는다, en: It builds}, amount: 2.50조원}]\n"


def test_the_second_language_takes_source_terms_and_claims_from_the_first(site):
    digest = site()
    put(digest, "x", more=f"companies: [openai, naver]\n{CLAIM}also: [{{publisher: 로이터}}]\n")
    digest.put("content/notes/2025-10-24-x.en.md", "---\ntitle: English\nsummary: Short.\nwhy: So.\n---\nText.\n")
    result = digest.build()
    assert result.err == ""
    page = digest.page("en/notes/x/").replace("\N{NO-BREAK SPACE}", " ")
    assert "<h1>English</h1>" in page and '<a href="https://example.com/1" rel="external">더팩트</a>' in page
    assert "로이터" in page and '<time datetime="2025-10-24">24 October 2025</time>' in page
    assert re.search(r"lang=\"ko\">\s*2\.50조원", page) and "as printed:" in page and ">It builds</p>" in page
    assert '<a href="/digest/en/companies/openai/">OpenAI</a>' in page
    assert titles(digest.page("en/companies/naver/")) == ["English"]
    assert titles(digest.page("companies/naver/")) == ["x"]


@pytest.mark.parametrize(
    ("key", "more"),
    [
        ("source", "source: {publisher: 다른 곳}\n"),
        ("topics", "topics: [chips]\n"),
        ("claims", "claims: [{kind: supply, by: openai, what: It sells}]\n"),
        ("also", "also: [{publisher: Reuters}]\n"),
    ],
)
def test_where_the_languages_of_a_note_differ_the_first_counts_and_both_are_warned(site, key, more):
    digest = site("-- content/topics/chips.md --\n---\nname: 반도체\n---\n")
    put(digest, "x", more=f"companies: [openai, naver]\n{CLAIM}")
    digest.put("content/notes/2025-10-24-x.en.md", f"---\ntitle: English\nsummary: Short.\nwhy: So.\n{more}---\n")
    result = digest.build("--json")
    problems = result.data["problems"]
    files = ["content/notes/2025-10-24-x.en.md", "content/notes/2025-10-24-x.md"]
    assert [(p["rule"], p["severity"], p["file"]) for p in problems] == [("language-pair", "warning", f) for f in files]
    assert all(p["message"].startswith(f"`{key}`") for p in problems)
    page = digest.page("en/notes/x/")
    assert "더팩트" in page and "Sovereign AI" in page and "It builds" in page
    assert not {"다른 곳", "반도체", "It sells", "Reuters"} & set(re.findall(r">([^<>]+)<", page))


def test_the_two_languages_of_a_note_lead_to_each_other(site):
    digest = site()
    put(digest, "x")
    put(digest, "x", lang="en", title="English")
    digest.build()
    assert '<a href="/digest/en/notes/x/" hreflang="en" lang="en">English</a>' in digest.page("notes/x/")
    assert '<a href="/digest/notes/x/" hreflang="ko" lang="ko">한국어</a>' in digest.page("en/notes/x/")


def test_a_note_in_one_language_stands_in_the_others_lists_with_a_mark_and_leads_to_its_page(site):
    digest = site()
    put(digest, "x", title="한국어 노트", more="companies: [openai]\n")
    digest.build()
    card = '<h3><a href="/digest/notes/x/" lang="ko" hreflang="ko">한국어 노트</a></h3>'
    for url in ("en/notes/", "en/topics/sovereign-ai/", "en/companies/openai/"):
        assert card in digest.page(url), url
        assert '<span class="mark">Korean</span>' in digest.page(url), url
    assert 'class="mark"' not in digest.page("notes/")
    assert not (digest.output / "en/notes/x").exists()


def test_the_language_switch_of_a_note_in_one_language_leads_home_and_says_so(site):
    digest = site()
    put(digest, "x", title="한국어 노트")
    digest.build()
    switch = re.search(r'<a href="/digest/en/" hreflang="en" lang="en"([^>]*)>(.*?)</a>', digest.page("notes/x/"))
    assert switch and "no English version" in switch[1] and "(home)" in switch[2]
    assert "(home)" not in digest.page("notes/")


def test_of_a_note_with_one_draft_the_other_language_is_shown(site):
    digest = site()
    put(digest, "x", title="초고", more="draft: true\n")
    put(digest, "x", lang="en", title="Finished")
    said = digest.build().err  # for claims and terms stand in the draft
    assert (
        "2025-10-24-x.md:8:8: warning: this is a draft, but its text in content/notes/2025-10-24-x.en.md is none"
        in said
    )
    assert not (digest.output / "notes/x").exists()
    assert titles(digest.page("notes/")) == ["Finished"]
    digest.build("--drafts")
    assert titles(digest.page("notes/")) == ["초고"]


def test_notes_after_as_of_are_held_back(site):
    digest = site()
    for day in ("2025-10-23", "2025-10-24", "2025-10-25"):
        put(digest, f"d{day[-2:]}", day=day)
    digest.build("--as-of", "2025-10-24")
    assert titles(digest.page("notes/")) == ["d24", "d23"]
    assert not (digest.output / "notes/d25").exists()


def test_without_as_of_nothing_is_held_back_however_far_ahead(site):
    digest = site()
    put(digest, "past", day="1999-01-01")
    put(digest, "future", day="2999-12-31")
    digest.build()
    assert titles(digest.page("notes/")) == ["future", "past"]


def test_the_default_day_is_that_of_the_newest_note_shown(site):
    """A draft does not count: the lead of 30 days is reckoned from what readers see."""
    digest = site()
    put(digest, "lead", day="2025-10-01", more="lead: true\n")
    put(digest, "newest", day="2025-10-24")
    put(digest, "draft", day="2026-10-24", more="draft: true\n")
    digest.build()
    assert '<h2><a href="/digest/notes/lead/">lead</a></h2>' in digest.page("")
    digest.build("--drafts")
    assert '<h2><a href="/digest/notes/draft/">draft</a></h2>' in digest.page("")


def test_an_entity_of_a_claim_that_the_note_does_not_name_is_listed_all_the_same(site):
    digest = site()
    put(digest, "x", more=CLAIM)
    result = digest.build("--json")
    assert [p["rule"] for p in result.data["problems"]] == ["claim-entity", "claim-entity"]
    assert titles(digest.page("companies/naver/")) == ["x"]


@pytest.mark.parametrize("name", ["before", "notes/before"])
def test_a_link_finds_a_note_by_what_its_id_was(site, name):
    digest = site()
    put(digest, "now", more="was: [before]\n")
    put(digest, "x", body=f"[[{name}|그 글]]")
    assert digest.build().err == ""
    assert '<a href="/digest/notes/now/">그 글</a>' in digest.page("notes/x/")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("2025-10-23-m", "notes/m/"),
        ("2025-10-23-m.md", "notes/m/"),
        ("2025/2025-10-23-m", "notes/m/"),
        ("notes/2025/2025-10-23-m", "notes/m/"),
        ("content/notes/2025/2025-10-23-m.md", "notes/m/"),
        ("2025-10-23-m.en", "en/notes/m/"),
        ("2025-10-23-m.en.md#part", "en/notes/m/#part"),
        ("openai.md", "companies/openai/"),
        ("companies/openai.md", "companies/openai/"),
        ("openai.en", "en/companies/openai/"),
        ("about.md", "about/"),
        ("pages/about.md", "about/"),
    ],
)
def test_a_link_may_be_the_name_of_a_file_as_obsidian_writes_it(linked, name, address):
    assert (name, f"/digest/{address}") in read(linked.page("notes/x/")).links()


@pytest.fixture(scope="module")
def linked(tmp_path_factory):
    """A note that links to files by their names, each link called by the name."""
    digest = Site(tmp_path_factory.mktemp("linked") / "site")
    digest.put("content/notes/2025/2025-10-23-m.md", note(day="2025-10-23"))
    digest.put("content/notes/2025/2025-10-23-m.en.md", note("Title", "2025-10-23", body="## Part"))
    digest.put("content/companies/openai.en.md", "Text.\n")
    digest.put("content/pages/about.md", "---\ntitle: 소개\n---\n")
    names = [
        *("2025-10-23-m", "2025-10-23-m.md", "2025-10-23-m.en", "2025-10-23-m.en.md#part", "openai.md", "openai.en"),
        *("companies/openai.md", "about.md", "pages/about.md", "content/notes/2025/2025-10-23-m.md"),
        *("notes/2025/2025-10-23-m", "2025/2025-10-23-m"),
    ]
    put(digest, "x", body="\n\n".join(f"[[{name}|{name}]]" for name in names))
    assert digest.build().err == ""
    return digest


@pytest.mark.parametrize(
    ("name", "rule", "hint"),
    [
        ("2025-10-22-other", "dangling-link", "did you mean `other`?"),
        ("2025-10-24-othr.md", "dangling-link", "did you mean `other`?"),
        ("topics/2025-10-24-other", "dangling-link", "did you mean `other`?"),
        ("both.md", "ambiguous-term", "write [[topics/both]] or [[companies/both]]"),
    ],
)
def test_a_name_of_a_file_that_there_is_not_says_what_there_is(site, name, rule, hint):
    digest = site()
    digest.put("content/topics/both.md", "---\nname: 가\n---\n")
    digest.put("content/companies/both.md", "---\nname: 나\n---\n")
    put(digest, "other")
    put(digest, "x", body=f"[[{name}]]")
    [problem] = digest.run("build", "--json").data["problems"]
    assert problem["rule"] == rule
    assert set(problem["hint"].replace("write ", "").split(" or ")) == set(hint.replace("write ", "").split(" or "))


def test_a_name_that_holds_a_hash_is_looked_for_whole(site):
    digest = site("-- content/companies/c.md --\n---\nname: C\n---\n## 역사\n")
    digest.put("content/companies/csharp.md", "---\nname: C#\n---\n## 두 말\n")
    digest.put("content/notes/2025-10-23-titled.md", note("C# 언어 발표", "2025-10-23"))
    put(digest, "read", body="[[C#]]을, [[C#]]를")  # nobody knows how it is read
    assert "particle" not in digest.run("check").out
    names = ["C#", "C# 언어 발표", "C#역사", "C", "csharp#두 말", "csharp#위#두 말", "csharp#두-말"]
    put(digest, "x", body="\n\n".join(f"[[{name}|{name}]]" for name in names))
    assert digest.build().err == ""
    links = dict(link for link in read(digest.page("notes/x/")).links() if link[0] in names)
    company = "/digest/companies"
    assert links == {
        "C#": f"{company}/csharp/",
        "C# 언어 발표": "/digest/notes/titled/",
        "C#역사": f"{company}/c/#%EC%97%AD%EC%82%AC",
        "C": f"{company}/c/",
        "csharp#두 말": f"{company}/csharp/#%EB%91%90-%EB%A7%90",
        "csharp#위#두 말": f"{company}/csharp/#%EB%91%90-%EB%A7%90",
        "csharp#두-말": f"{company}/csharp/#%EB%91%90-%EB%A7%90",
    }
    digest.put("content/notes/2025-10-23-titled.md", note("다른 제목", "2025-10-23"))
    [problem] = digest.run("build", "--json").data["problems"]
    assert problem["rule"] == "dangling-anchor"


def test_a_name_may_be_a_heading_of_the_same_text(site):
    digest = site()
    put(digest, "x", body="## 첫 말\n\n[[#첫 말]]과 [[ #첫 말#둘 | 이곳 ]], [[#첫-말]].\n\n### 둘\n")
    digest.put("content/topics/sovereign-ai.en.md", "## One\n\n[[#One]]\n")
    assert digest.build("--drafts").err == ""
    page = digest.page("notes/x/")
    first = '<a href="/digest/notes/x/#%EC%B2%AB-%EB%A7%90">'
    assert f"{first}첫 말</a>\u2060과 " in page and f"{first}첫-말</a>." in page
    assert '<a href="/digest/notes/x/#%EB%91%98">이곳</a>' in page
    assert '<a href="/digest/en/topics/sovereign-ai/#one">One</a>' in digest.page("en/topics/sovereign-ai/")


MERGED = "-- content/topics/sovereign-ai.md --\n---\nname: {ko: 소버린 AI, en: AI}\nwas: [national-ai, own-ai]\n---\n"


@pytest.mark.parametrize("named", ["sovereign-ai, national-ai", "national-ai, own-ai, 소버린 AI"])
def test_a_note_may_name_terms_that_became_one_together(site, named):
    digest = site(MERGED)
    put(digest, "x", topics=named)
    assert digest.build().err == ""
    assert digest.page("notes/x/").count('href="/digest/topics/sovereign-ai/"') == 1


def test_who_follows_a_term_finds_its_feed_where_it_was_before_the_term_was_renamed(site):
    digest = site(MERGED)
    put(digest, "x", topics="sovereign-ai")
    digest.build()
    for home in ("", "en/"):
        now = digest.page(f"{home}topics/sovereign-ai/feed.xml")
        assert digest.page(f"{home}topics/national-ai/feed.xml") == digest.page(f"{home}topics/own-ai/feed.xml") == now


@pytest.mark.parametrize("named", ["sovereign-ai, 소버린 AI", "own-ai, own-ai", "own-ai, sovereign-ai, 소버린 AI"])
def test_a_term_that_is_named_twice_by_what_it_is_called_today_is_a_problem(site, named):
    digest = site(MERGED)
    put(digest, "x", topics=named)
    assert [p["rule"] for p in digest.run("build", "--json").data["problems"]] == ["duplicate-name"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Maersk", "declare it in content/companies/maersk.md, with `name: Maersk`"),
        ("SK하이닉스", "declare it in content/companies/sk하이닉스.md, with `name: SK하이닉스`"),
        ("카카오", "declare it in content/companies/카카오.md"),
        ("AT&T Inc.: US", 'declare it in content/companies/at-t-inc-us.md, with `name: "AT&T Inc.: US"`'),
        ("日本", "declare it in content/companies/<id>.md, with `name: 日本`"),
    ],
)
def test_an_unknown_term_says_in_which_file_it_can_be_declared(site, name, hint):
    digest = site()
    put(digest, "x", more=f"companies: ['{name}']\n")
    [problem] = digest.run("build", "--json").data["problems"]
    assert problem["hint"] == hint


@pytest.mark.parametrize("name", ["a#b.pdf", "100%.pdf", "a?b.pdf", "a%20b.pdf", "a b#c%.pdf"])
def test_a_file_is_found_whatever_signs_are_in_its_name(site, name):
    digest = site()
    digest.put(f"content/notes/{name}", b"%PDF-1.4")
    put(digest, "x", body=f"[파일]({quote(name)})")
    assert digest.build().err == ""
    [address] = re.findall(r'<a href="/digest/(assets/[^"]*)">파일</a>', digest.page("notes/x/"))
    assert (digest.output / unquote(address)).read_bytes() == b"%PDF-1.4"


def test_a_sign_that_ends_a_path_says_how_it_is_written_in_one(site):
    digest = site()
    digest.put("content/notes/a#b.pdf", b"%PDF-1.4")
    put(digest, "x", body="[파일](a#b.pdf)")
    problems = digest.run("build", "--json").data["problems"]
    assert "a `#` that belongs to a file's name is written `%23`" in [problem["hint"] for problem in problems]
