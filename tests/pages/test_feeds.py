"""What feed readers, search engines and old links get."""

import json
import re
import time
import xml.etree.ElementTree as ElementTree
from urllib.parse import quote

import feedparser
import pytest

from tests.dom import read, ui
from tests.site import Site, note

HOST = "https://example.org/digest/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"


def home(lang: str) -> str:
    return "" if lang == "ko" else f"{lang}/"


def parsed(digest: Site, url: str) -> feedparser.FeedParserDict:
    feed = feedparser.parse(digest.page(url))
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def day(parsed: time.struct_time) -> str:
    return time.strftime("%Y-%m-%d %H:%M", parsed)


# Atom


@pytest.mark.parametrize(
    ("lang", "site_title", "entries"),
    [
        ("ko", "다이제스트", ["오픈AI의 청사진", "한국어로만 있는 노트", "여름 노트"]),
        ("en", "Digest", ["OpenAI's blueprint", "Only in English", "A summer note"]),
    ],
)
def test_the_sites_feed_holds_the_notes_of_its_language_newest_first(full, lang, site_title, entries):
    feed = parsed(full, f"{home(lang)}feed.xml")
    assert feed.version == "atom10" and feed.feed.language == lang
    assert feed.feed.title == site_title
    assert feed.feed.subtitle == ("두 언어 다이제스트" if lang == "ko" else "A digest in two languages")
    assert [entry.title for entry in feed.entries] == entries
    links = {link.rel: link.href for link in feed.feed.links}
    assert links == {"self": f"{HOST}{home(lang)}feed.xml", "alternate": f"{HOST}{home(lang)}"}
    assert feed.feed.icon.startswith(f"{HOST}assets/")


def test_a_feed_names_the_hub_that_tells_those_who_follow_it(site):
    digest = site("-- content/notes/2025-10-24-a.md --\n" + note())
    digest.build()
    assert 'rel="hub"' not in digest.page("feed.xml") and "hubs" not in json.loads(digest.page("feed.json"))
    settings = (digest.root / "content/site.yaml").read_text("utf-8")
    digest.put("content/site.yaml", settings + "hub: https://hub.example.org/?a&b\n")
    digest.build()
    for url in ("feed.xml", "en/feed.xml", "topics/sovereign-ai/feed.xml", "claims/feed.xml", "editions/feed.xml"):
        links = {link.rel: link.href for link in parsed(digest, url).feed.links}
        assert links["hub"] == "https://hub.example.org/?a&b", url
    assert json.loads(digest.page("feed.json"))["hubs"] == [{"type": "WebSub", "url": "https://hub.example.org/?a&b"}]


def test_an_entry_has_its_id_days_links_terms_and_the_whole_text(full):
    entry = parsed(full, "feed.xml").entries[0]
    assert entry.id == "tag:example.org,2026:digest:notes/blueprint/ko"
    assert {link.rel: link.href for link in entry.links} == {
        "alternate": f"{HOST}notes/blueprint/",
        "via": "https://example.com/fact",
    }
    # Midnight in Seoul.
    assert day(entry.published_parsed) == "2025-10-23 15:00" and day(entry.updated_parsed) == "2025-10-25 15:00"
    assert {tag.term for tag in entry.tags} == {
        "소버린 AI",
        "오픈AI",
        "네이버",
        "뷔나그룹",
        "한국 AI 허브",
        "과기정통부",
    }
    assert entry.summary == "오픈AI가 청사진을 냈다."
    content = read(entry.content[0].value)
    for words in ("오픈AI가 청사진을 냈다.", "소버린 AI 정책과 맞물린다.", "본문이다.", "두 길"):
        assert words in content.text
    assert content.links("companies") == [
        ("오픈AI", f"{HOST}companies/openai/"),
        ("그 회사", f"{HOST}companies/naver/"),
    ]


def test_updated_is_what_the_front_matter_of_the_language_says(full):
    korean, english = parsed(full, "feed.xml"), parsed(full, "en/feed.xml")
    assert [entry.updated for entry in korean.entries] == [
        "2025-10-26T00:00:00+09:00",
        "2025-10-23T00:00:00+09:00",
        "2025-08-05T00:00:00+09:00",
    ]
    assert english.entries[0].updated == "2025-10-25T00:00:00+09:00"
    assert korean.feed.updated == "2025-10-26T00:00:00+09:00" and english.feed.updated == "2025-10-25T00:00:00+09:00"


def test_a_new_text_without_updated_changes_no_day_of_a_feed(site):
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note())
    digest.build()
    before = parsed(digest, "feed.xml")
    digest.put("content/notes/2025-10-24-x.md", note("다른 제목", body="다른 글."))
    digest.build("--as-of", "2026-06-01")
    after = parsed(digest, "feed.xml")
    assert after.entries[0].title == "다른 제목"
    assert (after.feed.updated, after.entries[0].updated) == (before.feed.updated, before.entries[0].updated)


@pytest.mark.parametrize(
    ("term", "title", "ids"),
    [
        ("companies/openai/ko", "오픈AI · 다이제스트", "blueprint summer"),
        ("companies/openai/en", "OpenAI · Digest", "blueprint summer"),
        ("companies/naver/ko", "네이버 · 다이제스트", "blueprint korean"),
        ("companies/naver/en", "Naver · Digest", "blueprint"),
        ("companies/42dot/ko", "42dot · 다이제스트", ""),
        ("topics/policy/ko", "정책 · 다이제스트", "blueprint korean summer"),
        ("topics/policy/en", "Policy · Digest", "blueprint english summer"),
        ("themes/korea-ai-hub/ko", "한국 AI 허브 · 다이제스트", "blueprint"),
        ("themes/korea-ai-hub/en", "Korea as an AI hub · Digest", "blueprint"),
        ("institutions/msit/ko", "과기정통부 · 다이제스트", "blueprint"),
        ("institutions/msit/en", "MSIT · Digest", "blueprint"),
    ],
)
def test_every_term_has_a_feed_of_its_notes_in_the_readers_language(full, term, title, ids):
    url, _, lang = term.rpartition("/")
    feed = parsed(full, f"{home(lang)}{url}/feed.xml")
    assert feed.feed.title == title
    assert feed.feed.id == f"tag:example.org,2026:digest:{term}"
    links = {link.rel: link.href for link in feed.feed.links}
    assert links == {"self": f"{HOST}{home(lang)}{url}/feed.xml", "alternate": f"{HOST}{home(lang)}{url}/"}
    expected = [f"tag:example.org,2026:digest:notes/{id}/{lang}" for id in ids.split()]
    assert [entry.id for entry in feed.entries] == expected
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+09:00", feed.feed.updated)  # required, even without entries


def test_a_terms_feed_has_summary_and_reason_in_place_of_the_text(full):
    entry = parsed(full, "en/companies/openai/feed.xml").entries[0]
    assert "OpenAI has published a blueprint." in entry.summary and "It fits the policy" in entry.summary
    assert ui("note.why", "en") in entry.summary
    assert "content" not in entry and "The text." not in entry.summary


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_feeds_hold_the_newest_30_of_their_own_language(site, lang):
    digest = site()
    for n in range(40):
        for other, suffix in (("ko", ".ko"), ("en", ".en")):
            if n % 2 == (other == "en"):  # days alternate between the languages
                date = f"2025-{9 + n // 20:02}-{1 + n % 20:02}"
                digest.put(f"content/notes/{date}-n{n:02}{suffix}.md", note(f"{other} {n:02}", date))
    for n in range(15):
        digest.put(f"content/notes/2024-01-01-old{n:02}.{lang}.md", note(f"{lang} 옛 {n:02}", "2024-01-01"))
    digest.build()
    newest = [f"{lang} {n:02}" for n in range(39, -1, -1) if n % 2 == (lang == "en")]
    expected = [*newest, *(f"{lang} 옛 {n:02}" for n in range(10))]
    for url in ("feed.xml", "topics/sovereign-ai/feed.xml"):
        assert [entry.title for entry in parsed(digest, home(lang) + url).entries] == expected
    items = json.loads(digest.page(f"{home(lang)}feed.json"))["items"]
    assert [item["title"] for item in items] == expected


def ids(digest: Site) -> dict[str, list[str]]:
    """Every id of every feed: of itself, then of its entries."""
    found = {}
    for name, data in digest.files().items():
        if name.endswith("feed.xml"):
            found[name] = [element.text for element in ElementTree.fromstring(data).iter(f"{ATOM}id")]
        elif name.endswith("feed.json"):
            found[name] = [item["id"] for item in json.loads(data)["items"]]
    return found


def test_a_site_that_moves_keeps_every_id_of_its_feeds(site):
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note(more="companies: [openai]\n"))
    digest.build()
    here = ids(digest)
    digest.build("--base-url", "https://other.example.net/")
    assert ids(digest) == here
    assert len(here) == 16 and all(
        id.startswith("tag:example.org,2026:digest:") for each in here.values() for id in each
    )
    own = [each[0] for name, each in here.items() if name.endswith(".xml")]
    assert len(set(own)) == len(own)


# JSON Feed


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_json_feed_says_what_the_atom_feed_says(full, lang):
    feed, atom = json.loads(full.page(f"{home(lang)}feed.json")), parsed(full, f"{home(lang)}feed.xml")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["description"], feed["language"]) == (atom.feed.title, atom.feed.subtitle, lang)
    assert feed["home_page_url"] == f"{HOST}{home(lang)}" and feed["feed_url"] == f"{HOST}{home(lang)}feed.json"
    assert len(feed["items"]) == 3
    for item, entry in zip(feed["items"], atom.entries, strict=True):
        assert (item["id"], item["url"], item["title"]) == (entry.id, entry.link, entry.title)
        assert (item["date_published"], item["date_modified"]) == (entry.published, entry.updated)
        assert item["summary"] == entry.summary and item["language"] == lang
        assert item["tags"] == [tag.term for tag in entry.tags]
    first = feed["items"][0]
    assert first["external_url"] == "https://example.com/fact"
    assert ("본문이다." if lang == "ko" else "The text.") in first["content_html"]
    assert read(first["content_html"]).links()[0][1] == f"{HOST}{home(lang)}companies/openai/"


# OPML, sitemap, robots.txt, CNAME, .nojekyll, favicon


def test_opml_lists_every_feed_of_the_site(full):
    root = ElementTree.fromstring(full.page("opml.xml"))
    assert root.tag == "opml" and root.findtext("head/title") == "다이제스트"
    listed = {outline.get("xmlUrl"): outline for outline in root.iter("outline")}
    feeds = {HOST + name for name in full.files() if name.endswith("feed.xml")}
    assert set(listed) == {name for name in feeds if "/national-ai/" not in name}  # a former address of one
    assert all(outline.get("type") == "rss" and outline.get("text") for outline in listed.values())
    openai = listed[f"{HOST}en/companies/openai/feed.xml"]
    assert (openai.get("text"), openai.get("htmlUrl")) == ("OpenAI", f"{HOST}en/companies/openai/")


def sitemap(digest: Site) -> dict[str, tuple[str | None, dict[str, str]]]:
    """Each address with the day of its last change and its alternates."""
    root = ElementTree.fromstring(digest.page("sitemap.xml"))
    found = {}
    for url in root.iter(f"{SITEMAP}url"):
        others = url.iter("{http://www.w3.org/1999/xhtml}link")
        alternates = {link.get("hreflang"): link.get("href") for link in others if link.get("rel") == "alternate"}
        address = url.findtext(f"{SITEMAP}loc")
        assert address not in found
        found[address] = (url.findtext(f"{SITEMAP}lastmod"), alternates)
    return found


def test_footnotes_and_headings_in_feeds_lead_to_the_notes_own_page(site):
    body = "가[^1] [위](#절)\n\n## 절\n\n[^1]: 각주\n"
    digest = site(f"-- content/notes/2025-10-24-x.md --\n{note(body=body)}\n-- content/notes/2025-10-23-y.md --\n")
    digest.put("content/notes/2025-10-23-y.md", note(day="2025-10-23", body=body))
    digest.build()
    entries = [entry.content[0].value for entry in parsed(digest, "feed.xml").entries]
    items = [item["content_html"] for item in json.loads(digest.page("feed.json"))["items"]]
    for id, entry in zip("xyxy", [*entries, *items], strict=True):
        links = [href for _, href in read(entry).links()]
        assert links == [f"{HOST}notes/{id}/#{part}" for part in ("fn1", quote("절"), "fnref1")]
        assert ' id="' not in entry
    assert all(f' id="{part}"' in digest.page("notes/x/") for part in ("fn1", "fnref1", "절"))


def test_the_sitemap_has_every_page_but_redirects_and_404(full):
    pages = {name.removesuffix("index.html") for name in full.files() if name.endswith("index.html")}
    redirects = {url for url in pages if 'http-equiv="refresh"' in full.page(url)}
    unlisted = {url for url in pages - redirects if 'content="noindex"' in full.page(url)}
    assert unlisted == {"search/", "en/search/"}
    assert redirects and set(sitemap(full)) == {HOST + url for url in pages - redirects - unlisted}


def test_the_sitemap_pairs_languages_and_says_when_a_text_changed(full):
    found = sitemap(full)
    pair = {
        "ko": f"{HOST}notes/blueprint/",
        "en": f"{HOST}en/notes/blueprint/",
        "x-default": f"{HOST}notes/blueprint/",
    }
    assert found[pair["ko"]] == ("2025-10-26", pair) and found[pair["en"]] == ("2025-10-25", pair)
    assert found[f"{HOST}notes/korean/"] == ("2025-10-23", {})
    assert found[f"{HOST}licence/"] == (None, {})
    assert found[HOST][1] == {"ko": HOST, "en": f"{HOST}en/", "x-default": HOST}


def test_robots_may_read_all_and_are_told_of_the_sitemap(full):
    lines = full.page("robots.txt").splitlines()
    assert lines == ["User-agent: *", "Allow: /", "Disallow: /digest/*/email.txt", f"Sitemap: {HOST}sitemap.xml"]


def test_github_pages_is_told_the_domain_and_to_leave_the_files_alone(full):
    assert full.page("CNAME") == "digest.example.org\n"
    assert full.files()[".nojekyll"] == b""
    assert not [name for name in full.files() if re.search(r"(^|/)_", name)]


def test_the_icons_are_there_and_named_by_their_bytes(full):
    head = read(full.page("")).one("head")
    href = head.one("link", rel="icon", type="image/svg+xml")["href"]
    assert re.fullmatch(r"/digest/assets/favicon\.[0-9a-f]+\.svg", href)
    ico = head.one("link", rel="icon", sizes="32x32")["href"]
    touch = head.one("link", rel="apple-touch-icon")["href"]
    files = full.files()
    assert files[ico.removeprefix("/digest/")].startswith(b"\0\0\1\0")
    assert files[touch.removeprefix("/digest/")].startswith(b"\x89PNG")
    assert ElementTree.fromstring(full.page(href.removeprefix("/digest/"))).tag == "{http://www.w3.org/2000/svg}svg"


# Former addresses


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("notes/plan/", "notes/blueprint/", "오픈AI의 청사진"),
        ("en/notes/plan/", "en/notes/blueprint/", "OpenAI's blueprint"),
        ("topics/national-ai/", "topics/sovereign-ai/", "소버린 AI"),
        ("en/topics/national-ai/", "en/topics/sovereign-ai/", "Sovereign AI"),
    ],
)
def test_a_former_address_sends_readers_on(full, old, new, words):
    page = read(full.page(old))
    assert page.one("meta", http_equiv="refresh")["content"] == f"0; url=/digest/{new}"
    assert page.one("link", rel="canonical")["href"] == HOST + new
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert page.one("body").links() == [(words, f"/digest/{new}")]  # for those whose browser does not refresh
    assert page.one("html")["lang"] == ("en" if old.startswith("en/") else "ko")
