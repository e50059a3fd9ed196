"""What each page's head tells browsers, search engines and messengers; and what stands around every page."""

import pytest

from tests.dom import Element, read, ui
from tests.site import Site, is_page, note

HOST = "https://example.org/digest/"
SITE = {"ko": "다이제스트", "en": "Digest"}
DESCRIPTION = {"ko": "두 언어 다이제스트", "en": "A digest in two languages"}


def of(key: str) -> dict[str, str]:
    return {lang: ui(key, lang) for lang in ("ko", "en")}


# A page of each kind: url, title (empty: the site's alone), description (None: the site's), feeds beside the site's.
KINDS = [
    ("", {"ko": "", "en": ""}, None, ()),
    ("notes/", of("archive.title"), None, ()),
    (
        "notes/blueprint/",
        {"ko": "오픈AI의 청사진", "en": "OpenAI's blueprint"},
        {"ko": "오픈AI가 청사진을 냈다.", "en": "OpenAI has published a blueprint."},
        (),
    ),
    ("topics/", of("taxonomy.topics"), None, ()),
    ("companies/", of("taxonomy.companies"), None, ()),
    ("themes/", of("taxonomy.themes"), None, ()),
    ("institutions/", {"ko": "기관", "en": "Institutions"}, None, ()),
    (
        "topics/policy/",
        {"ko": "정책", "en": "Policy"},
        {"ko": "법과 계획", "en": "Laws and plans"},
        ("topics/policy/feed.xml",),
    ),
    (
        "companies/openai/",
        {"ko": "오픈AI", "en": "OpenAI"},
        {"ko": "챗GPT를 만든 회사", "en": "The company behind ChatGPT"},
        ("companies/openai/feed.xml",),
    ),
    (
        "themes/korea-ai-hub/",
        {"ko": "한국 AI 허브", "en": "Korea as an AI hub"},
        {"ko": "한국이 거점이 된다", "en": "Korea becomes a hub"},
        ("themes/korea-ai-hub/feed.xml",),
    ),
    ("institutions/msit/", {"ko": "과기정통부", "en": "MSIT"}, None, ("institutions/msit/feed.xml",)),
    (
        "about/",
        {"ko": "소개", "en": "About"},
        {"ko": "이 다이제스트는 무엇인가", "en": "What this digest is"},
        (),
    ),
    ("feeds/", of("feeds.title"), of("feeds.about"), ()),
]


def home(lang: str) -> str:
    return "" if lang == "ko" else f"{lang}/"


def head(digest: Site, url: str) -> Element:
    return read(digest.page(url)).one("head")


def graph(part: Element) -> dict[str, list[str]]:
    """Open Graph: each property with its values."""
    found: dict[str, list[str]] = {}
    for meta in part.all("meta"):
        if meta["property"]:
            found.setdefault(meta["property"], []).append(meta["content"])
    return found


def alternates(part: Element) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in part.all("link", rel="alternate") if link["hreflang"]}


def feeds(part: Element) -> list[tuple[str, str]]:
    return [(link["type"], link["href"]) for link in part.all("link", rel="alternate") if link["type"]]


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize(("url", "title", "description", "own_feeds"), KINDS, ids=[kind[0] or "/" for kind in KINDS])
def test_a_page_in_both_languages_says_what_it_is_and_where_its_other_language_is(
    full, lang, url, title, description, own_feeds
):
    page = read(full.page(home(lang) + url))
    part = page.one("head")
    assert page.one("html")["lang"] == lang
    whole = f"{title[lang]} · {SITE[lang]}" if title[lang] else SITE[lang]
    about = (description or DESCRIPTION)[lang]
    assert part.one("title").text == whole
    assert part.one("meta", name="description")["content"] == about
    assert part.one("link", rel="canonical")["href"] == f"{HOST}{home(lang)}{url}"
    assert alternates(part) == {"ko": HOST + url, "en": f"{HOST}en/{url}", "x-default": HOST + url}
    other = {"ko": "en_GB", "en": "ko_KR"}[lang]
    own = {"ko": "ko_KR", "en": "en_GB"}[lang]
    found = graph(part)
    assert found["og:title"] == [title[lang] or SITE[lang]]
    assert found["og:description"] == [about]
    assert found["og:site_name"] == [SITE[lang]]
    assert found["og:url"] == [f"{HOST}{home(lang)}{url}"]
    assert (found["og:locale"], found["og:locale:alternate"]) == ([own], [other])
    assert found["og:type"] == ["article" if url == "notes/blueprint/" else "website"]
    paths = [f"/digest/{home(lang)}{feed}" for feed in (*own_feeds, "feed.xml")]
    assert feeds(part) == [
        *(("application/atom+xml", path) for path in paths),
        ("application/feed+json", f"/digest/{home(lang)}feed.json"),
        *([("text/markdown", f"/digest/{home(lang)}{url}index.md")] if url == "notes/blueprint/" else []),
    ]
    icons = [*part.all("link", rel="icon"), part.one("link", rel="apple-touch-icon")]
    assert all(icon["href"].startswith("/digest/assets/") for icon in icons)
    assert part.one("meta", charset="utf-8") and part.one("meta", name="viewport")


@pytest.mark.parametrize(
    ("url", "locale"), [("notes/korean/", "ko_KR"), ("en/notes/english/", "en_GB"), ("licence/", "ko_KR")]
)
def test_a_page_in_one_language_has_no_alternates(full, url, locale):
    part = head(full, url)
    assert alternates(part) == {}
    assert part.one("link", rel="canonical")["href"] == HOST + url
    assert graph(part)["og:locale"] == [locale] and "og:locale:alternate" not in graph(part)


def test_the_later_pages_of_a_list_are_canonical_themselves_and_paired(site):
    digest = site()
    for n in range(100):
        digest.put(f"content/notes/2025-10-24-n{n}.md", note())
    digest.build()
    for url in ("notes/page/1/", "topics/sovereign-ai/page/1/"):
        for lang in ("ko", "en"):
            part = head(digest, home(lang) + url)
            assert part.one("link", rel="canonical")["href"] == f"{HOST}{home(lang)}{url}"
            assert alternates(part) == {"ko": HOST + url, "en": f"{HOST}en/{url}", "x-default": HOST + url}


def test_the_404_page_has_no_address_of_its_own(full):
    part = head(full, "404.html")
    assert not part.all("link", rel="canonical") and alternates(part) == {} and "og:url" not in graph(part)


def test_a_site_without_a_description_has_none_in_its_heads(site):
    digest = site()
    digest.build()
    assert head(digest, "").all("meta", name="description") == [] and "og:description" not in graph(head(digest, ""))


def frame(html: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The header and the footer of a page: their words and their links."""
    body = read(html).one("body")
    parts = [part for part in body.children if isinstance(part, Element) and part.tag in ("header", "footer")]
    assert [part.tag for part in parts] == ["header", "footer"]
    return [(part.text, part.links()) for part in parts]


def test_a_new_note_changes_no_header_or_footer(site):
    """Or it would make every page stale."""
    one = note(more="companies: [openai]\n")
    digest = site("".join(f"-- content/notes/2025-10-24-{id}.md --\n{one}" for id in "xyz"))
    digest.build()
    before = {name: frame(data.decode()) for name, data in digest.files().items() if is_page(name)}
    for n in range(60):
        more = "lead: true\nupdated: 2025-12-24\ncompanies: [naver, openai]\nthemes: [korea-ai-hub]\n"
        digest.put(f"content/notes/2025-12-24-n{n}.md", note(f"새 노트 {n}", "2025-12-24", more=more))
    digest.build()
    after = {name: frame(data.decode()) for name, data in digest.files().items() if is_page(name)}
    assert len(before) > 20
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_all_pages_of_a_language_have_one_footer_and_a_header_that_differs_in_its_language_switch_alone(full, lang):
    footers, headers = set(), set()
    for name, data in full.files().items():
        if not is_page(name) or (name.startswith("en/") != (lang == "en")):
            continue
        html = data.decode()
        if 'http-equiv="refresh"' in html:
            continue
        (_, header_links), (footer, footer_links) = frame(html)
        footers.add((footer, *footer_links))
        headers.add(tuple(link for link in header_links if not link[0].startswith(("English", "한국어"))))
    assert len(footers) == len(headers) == 1
