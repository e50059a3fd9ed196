"""Names of terms in bodies that became links: which, where, and that nothing else of a page is another for it."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.content.markdown_body import parse
from sitegen.digest.model import LinkedName
from sitegen.digest.values import Key
from sitegen.pages.parts.name_links import Names, link_names
from sitegen.text.name_finder import NameFinder
from tests.site import Site, note

OPENAI, SAMSUNG, NAVER, ATT = (("companies", id) for id in ("openai", "samsung", "naver", "att"))
KNOWN = {
    "오픈AI": LinkedName((OPENAI,)),
    "OpenAI": LinkedName((OPENAI,)),
    "삼성전자": LinkedName((SAMSUNG,)),
    "삼성": LinkedName((SAMSUNG,), ambiguous=True),
    "네이버": LinkedName((NAVER,)),
    "AT&T": LinkedName((ATT,)),
    "소버린 AI": LinkedName((("topics", "sovereign-ai"),)),
    "AI 기본법": LinkedName((("topics", "law"), ("laws", "law"))),
    "AI 기본법 시행령": LinkedName(()),
}
NAMES = Names(KNOWN, NameFinder(dict.fromkeys(KNOWN, False)))


ADDRESSES = {term: f"/{term[1]}/" for name in KNOWN.values() for term in name.terms}


def linked(html: str, own: Key | None = None, named: tuple[Key, ...] = ()) -> str:
    """With `[…]` for each link that was made."""
    made = link_names(html, NAMES, ADDRESSES, own, named)
    return re.sub(r'<a href="/[a-z-]+/">([^<]*)</a>', r"[\1]", made)


def html(markdown: str) -> str:
    return "".join(parse(markdown, 1).prose.pieces)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("오픈AI는 삼성전자와의", "<p>[오픈AI]는 [삼성전자]와의</p>\n"),
        ("오픈AI와 오픈AI, OpenAI", "<p>[오픈AI]와 오픈AI, OpenAI</p>\n"),
        ("**오픈AI**는", "<p><strong>[오픈AI]</strong>는</p>\n"),
        ("**오픈AI의 계획**", "<p><strong>[오픈AI]의 계획</strong></p>\n"),
        ("**오픈AI**코리아", "<p><strong>오픈AI</strong>코리아</p>\n"),
        ("**네이버**웹툰", "<p><strong>네이버</strong>웹툰</p>\n"),
        ("오픈**AI**가", "<p>오픈<strong>AI</strong>가</p>\n"),
        ("웹**네이버**", "<p>웹<strong>네이버</strong></p>\n"),
        ("~~오픈AI~~가", "<p><s>[오픈AI]</s>가</p>\n"),
        ("`오픈AI`가", "<p><code>오픈AI</code>가</p>\n"),
        ("`a`오픈AI가", "<p><code>a</code>오픈AI가</p>\n"),
        ("    오픈AI가", "<pre><code>오픈AI가\n</code></pre>\n"),
        ("> 오픈AI가\n\n네이버", "<blockquote>\n<p>오픈AI가</p>\n</blockquote>\n<p>[네이버]</p>\n"),
        ("- 오픈AI\n- 오픈AI", "<ul>\n<li>[오픈AI]</li>\n<li>오픈AI</li>\n</ul>\n"),
        ("소버린\nAI의", "<p>[소버린\nAI]의</p>\n"),
        ("소버린  \nAI의", "<p>소버린<br />\nAI의</p>\n"),
        ("AT&T와 “오픈AI”", "<p>[AT&amp;T]와 “[오픈AI]”</p>\n"),
        ('"오픈AI" & "네이버"', "<p>&quot;[오픈AI]&quot; &amp; &quot;[네이버]&quot;</p>\n"),
        ("오픈AI[^1]가\n\n[^1]: 네이버다", None),
        ("AI 기본법 시행령과 AI 기본법", "<p>AI 기본법 시행령과 AI 기본법</p>\n"),
        ("삼성은", "<p>삼성은</p>\n"),
    ],
)
def test_names_in_bodies_become_links(markdown, expected):
    if expected is None:
        assert linked(html(markdown)).startswith("<p>[오픈AI]<sup")
        assert "[네이버]다" in linked(html(markdown))
    else:
        assert linked(html(markdown)) == expected


def test_each_section_has_the_first_mention_and_headings_have_none():
    body = "오픈AI와 오픈AI\n\n## 오픈AI와 네이버\n\n오픈AI와 오픈AI\n\n### 더\n\n네이버와 오픈AI"
    made = re.sub("<[^>]*>", "", linked(html(body)))
    assert made.split() == "[오픈AI]와 오픈AI 오픈AI와 네이버 [오픈AI]와 오픈AI 더 [네이버]와 [오픈AI]".split()  # noqa: SIM905


def test_heads_of_tables_have_none_and_their_cells_do():
    made = linked(html("| 오픈AI |\n| --- |\n| 오픈AI |"))
    assert "<th>오픈AI</th>" in made
    assert "<td>[오픈AI]</td>" in made


def test_a_link_to_the_same_page_is_the_sections_mention():
    link = '<a href="/openai/">그 회사</a>'
    assert linked(f"<p>오픈AI와 {link}, 오픈AI</p>") == "<p>오픈AI와 [그 회사], 오픈AI</p>"
    elsewhere = '<a href="https://example.org/openai/">오픈AI</a>'
    assert linked(f"<p>{elsewhere}와 오픈AI</p>") == f"<p>{elsewhere}와 [오픈AI]</p>"


def test_a_term_is_no_link_on_its_own_page():
    assert linked("<p>오픈AI와 네이버</p>", own=OPENAI) == "<p>오픈AI와 [네이버]</p>"


def test_an_ambiguous_name_is_a_link_in_notes_that_name_the_term():
    assert linked("<p>삼성은</p>", named=(SAMSUNG,)) == "<p>[삼성]은</p>"
    assert linked("<p>AI 기본법은</p>", named=(("laws", "law"),)) == "<p>[AI 기본법]은</p>"
    assert linked("<p>AI 기본법은</p>", named=(("laws", "law"), ("topics", "law"))) == "<p>AI 기본법은</p>"


MARKS = ["\n\n[^1]: ", "(", ")", "<br>", "&", '"', "'", "\n", "---\n", "![", "](a.png)", "https://a.org/오픈AI "]
MARKUP = st.sampled_from(
    [
        *MARKS,
        *KNOWN,
        "는",
        "와의",
        "동",
        " ",
        "\n\n",
        "**",
        "*",
        "`",
        "~~",
        "## ",
        "- ",
        "> ",
        "| ",
        "[",
        "](/openai/)",
        "[^1]",
    ]
)


@given(st.lists(MARKUP, max_size=30).map("".join))
def test_a_text_stays_what_it_was_and_no_link_stands_in_another(markdown):
    before = html(markdown)
    after = link_names(before, NAMES, ADDRESSES, None, ())
    assert unescape(re.sub("<[^>]*>", "", after)) == unescape(re.sub("<[^>]*>", "", before))
    depth = 0
    for tag in re.findall(r"<(/?)a[ >]", after):
        depth += -1 if tag else 1
        assert depth in (0, 1)
    assert re.sub(r'<a href="/[a-z-]+/">|</a>', "", after) == re.sub(r'<a href="/[a-z-]+/">|</a>', "", before)


# Built

TERMS = """
-- content/companies/samsung.md --
---
name: {ko: 삼성, en: Samsung}
aliases: [삼성전자]
ambiguous: [삼성]
no_link: [삼성전자]
---

삼성전자와 오픈AI의 글이다. [[naver]]
-- content/topics/chips.md --
---
name: {ko: 반도체 정책, en: Chip policy}
exact: [반도체 정책]
---
-- content/topics/data-centres.md --
---
name: {ko: 데이터센터, en: Data centres}
---
-- content/pages/about.md --
---
title: 소개
---

오픈AI를 다룬다.
"""
BODY = "오픈AI는 데이터센터를, 네이버와 삼성은. 삼성전자는 [[naver|그곳]]에. 반도체 정책이, 반도체 정책. OpenAI"
ENGLISH = "OpenAI builds data centres. Data centres cost. 오픈에이아이"


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """The same digest, without and with links on names."""
    made = {}
    for on in (False, True):
        digest = Site(tmp_path_factory.mktemp("names"), TERMS)
        digest.put("content/notes/2025-10-24-a.md", note(body=BODY))
        digest.put("content/notes/2025-10-24-b.md", note(body=BODY, more="companies: [samsung]\n"))
        digest.put("content/notes/2025-10-24-a.en.md", note(body=ENGLISH))
        if on:
            file = digest.root / "content/site.yaml"
            file.write_text(file.read_text("utf-8") + "link_names: true\n", "utf-8")
        digest.build()
        made[on] = digest
    return made


def read(digest: Site, file: str) -> str:
    return digest.files()[file].decode()


def prose(digest: Site, page: str) -> str:
    text = read(digest, page).replace("\u2060", "")
    found = re.search(r'<div class="prose[^>]*>\s*(.*?)</div>', text, re.DOTALL)
    assert found
    return re.sub(r'<a href="/digest/([a-z/-]+)/">([^<]*)</a>', r"[\2→\1]", found[1])


def test_no_name_is_a_link_unless_the_settings_say_so(sites):
    assert "오픈AI는 데이터센터를, 네이버와 삼성은." in prose(sites[False], "notes/a/index.html")


def test_a_note_links_to_pages_of_its_language(sites):
    shown = prose(sites[True], "notes/a/index.html")
    assert "[오픈AI→companies/openai]는 [데이터센터→topics/data-centres]를, 네이버와 삼성은. 삼성전자는" in shown
    assert "반도체 정책이, [반도체 정책→topics/chips]. OpenAI" in shown
    assert "[삼성→companies/samsung]은. 삼성전자는" in prose(sites[True], "notes/b/index.html")
    english = prose(sites[True], "en/notes/a/index.html")
    assert "[OpenAI→en/companies/openai] builds [data centres→en/topics/data-centres]. Data centres cost." in english


def test_terms_and_standing_pages_have_links_too_and_a_term_none_to_itself(sites):
    assert "삼성전자와 [오픈AI→companies/openai]의 글이다." in prose(sites[True], "companies/samsung/index.html")
    assert "[오픈AI→en/companies/openai]의 글이다." in prose(sites[True], "en/companies/samsung/index.html")
    assert "[오픈AI→companies/openai]를 다룬다." in prose(sites[True], "about/index.html")


def test_feeds_have_whole_addresses(sites):
    feed = unescape(read(sites[True], "feed.xml"))
    assert '<a href="https://example.org/digest/companies/openai/">오픈AI</a>는' in feed


def test_nothing_but_bodies_is_another_for_it(sites):
    changed = {
        name
        for name, data in sites[True].files().items()
        if data != sites[False].files()[name] and not name.endswith((".html", "feed.xml", "feed.json", "manifest.json"))
    }
    assert changed == set()
    for name in ("companies/openai/index.html", "en/companies/openai/index.html", "index.html", "data/index.html"):
        assert read(sites[True], name) == read(sites[False], name)


def test_a_name_among_how_names_are_linked_that_the_term_does_not_have(tmp_path):
    digest = Site(tmp_path)
    digest.put("content/companies/kakao.md", "---\nname: 카카오\nno_link: [카카오, 카카요]\nexact: [뱅크]\n---\n")
    result = digest.run("check")
    assert "kakao.md:3:16: warning: `카카요` is none of the names of companies/kakao [unknown-name]" in result.out
    assert "did you mean `카카오`?" in result.out
    assert "kakao.md:4:9: warning: `뱅크` is none of the names" in result.out
