"""What editors write is text everywhere: in HTML, in attributes, in feeds, in JSON. Nothing of it is ever markup."""

import json
import tempfile
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path

import feedparser
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from sitegen.content.rules.comments import without_comments
from sitegen.text.amounts import AmountProblem, read_amount
from sitegen.text.normal import forbidden, nfc
from tests.site import Site

NASTY = [
    "<script>alert(1)</script>",
    "</title></script><script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "' onmouseover='alert(1)",
    "]]><script>alert(1)</script><![CDATA[",
    "A & B &amp; C &lt;b&gt; &#60;",
    "{{ 7*7 }} {% if x %} #}",
    "<! -- --!>",
    "100% {n} {lang} %s %(x)s",
    "Back\\slash \\u003c",
]
ATOM = "{http://www.w3.org/2005/Atom}"


class Page(HTMLParser):
    """A page's elements with their attributes, and all its text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        # Citations and JSON-LD escape in ways of their own: see test_data and test_structured_data.
        if not self.elements or self.elements[-1][0] not in ("pre", "script"):
            self.words.append(data)

    @property
    def shape(self) -> list[tuple[str, list[str]]]:
        """The elements and the names of their attributes: what text may not change."""
        return [(tag, list(attributes)) for tag, attributes in self.elements]

    @property
    def text(self) -> str:
        """Without what holds words to a line, and what mends marks (see `held`), which depend on the words."""
        return "".join(self.words).translate(
            {0x2060: "", 0xA0: " "} | dict.fromkeys(map(ord, "‘’"), "'") | dict.fromkeys(map(ord, "“”"), '"')
        )

    def values(self, name: str) -> set[str | None]:
        return {attributes[name] for _, attributes in self.elements if name in attributes}


def company(words: str) -> str:
    """A company's name: it has a place of its own in the index whatever the words, and is no other company's."""
    return f"가 {words}"


def with_words(digest: Site, words: str) -> None:
    """Puts words into every text that a note, a term, a standing page and site.yaml have."""
    # The strings of JSON are those of YAML too.
    quoted, name, former = (json.dumps(text, ensure_ascii=False) for text in (words, company(words), f"전 {words}"))
    digest.put(
        "content/site.yaml",
        f"title: {{ko: {quoted}, en: {quoted}}}\ndescription: {quoted}\nbase_url: https://example.org/digest/\n"
        f"languages: [ko, en]\ntaxonomies: {{institutions: {{name: {quoted}, entity: true}}}}\n",
    )
    source = f"{{publisher: {quoted}, title: {quoted}, author: {quoted}, url: 'https://e.org/?a=\"<b>&c=1'}}"
    digest.put(
        "content/notes/2025-10-24-x.md",
        f"---\ntitle: {quoted}\ndate: 2025-10-24\nsource: {source}\nalso: [{source}]\n"
        f"summary: {quoted}\nwhy: {quoted}\nwas: [old]\n"
        "topics: [sovereign-ai]\ncompanies: [acme]\nthemes: [korea-ai-hub]\n"
        f"claims: [{{kind: supply, by: acme, what: {quoted}, amount: {former}, said_by: {quoted}}}]\n"
        f"quotes: [{{text: {quoted}, speaker: {quoted}, role: {quoted}, of: acme}}]\n"
        f"corrections: [{{date: 2025-10-25, what: {quoted}}}]\n---\n\n[[acme]] 본문 ![그림](x.svg)\n",
    )
    digest.put("content/notes/x.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
    digest.put(
        "content/notes/2025-10-23-y.md",
        f"---\ntitle: {quoted}\ndate: 2025-10-23\nsource: {source}\nsummary: {quoted}\nwhy: {quoted}\n"
        "topics: [sovereign-ai]\ncompanies: [acme]\n---\n\n[[x]]\n",
    )
    digest.put(
        "content/companies/acme.md",
        f"---\nname: {name}\nsummary: {quoted}\nnames: [{{name: {former}}}]\n---\n",
    )
    digest.put("content/themes/korea-ai-hub.md", f"---\nname: {{ko: {quoted}}}\nsummary: {{ko: {quoted}}}\n---\n")
    digest.put("content/pages/about.md", f"---\ntitle: {quoted}\nsummary: {quoted}\n---\n\n[[x]]\n")


def pages(digest: Site) -> dict[str, Page]:
    return {name: Page(data.decode()) for name, data in digest.files().items() if name.endswith(".html")}


@pytest.fixture(scope="module")
def harmless(tmp_path_factory) -> dict[str, Page]:
    digest = Site(tmp_path_factory.mktemp("harmless") / "site")
    with_words(digest, "말")
    digest.build()
    return pages(digest)


@pytest.mark.parametrize("words", NASTY)
def test_text_stays_text_on_every_page_and_in_every_attribute(site, harmless, words):
    digest = site()
    with_words(digest, words)
    digest.build()
    found = pages(digest)
    assert found.keys() == harmless.keys()
    for name, page in found.items():
        assert page.shape == harmless[name].shape, name
        assert page.text.replace(words, "말") == harmless[name].text, name
    note, home = found["notes/x/index.html"], found["index.html"]
    assert note.text.count(words) >= 14  # title, summary, why, sources, claim, quote, correction, terms
    assert words in note.values("content")  # og:title, description
    assert 'https://e.org/?a="<b>&c=1' in note.values("href")
    assert words in home.text
    assert f"전 {words}" in found["companies/acme/index.html"].text


@pytest.mark.parametrize("words", NASTY)
def test_text_stays_text_in_feeds(site, words):
    digest = site()
    with_words(digest, words)
    digest.build()
    feed = ElementTree.fromstring(digest.page("feed.xml"))
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == [words, words]
    assert feed.findtext(f"{ATOM}title") == words
    assert feed.findtext(f"{ATOM}subtitle") == words
    entry = feed.find(f"{ATOM}entry")
    assert company(words) in [category.get("term") for category in entry.iter(f"{ATOM}category")]
    assert entry.findtext(f"{ATOM}summary") == words
    content = entry.find(f"{ATOM}content")
    assert (content.get("type"), list(content)) == ("html", [])
    inside = Page(content.text)
    assert {tag for tag, _ in inside.elements} == {"p", "b", "a", "img"}
    assert inside.text.count(words) == 3  # summary, why, the company's name in the body

    term = ElementTree.fromstring(digest.page("companies/acme/feed.xml"))
    assert term.findtext(f"{ATOM}title") == f"{company(words)} · {words}"
    assert "script" not in {element.tag.rpartition("}")[2] for element in [*feed.iter(), *term.iter()]}

    item = json.loads(digest.page("feed.json"))["items"][0]
    assert (item["title"], item["summary"]) == (words, words)
    assert words in item["tags"]
    for file in ("opml.xml", "sitemap.xml"):
        ElementTree.fromstring(digest.page(file))
    assert words in {
        outline.get("title") for outline in ElementTree.fromstring(digest.page("opml.xml")).iter("outline")
    }


def test_feed_readers_see_the_text_and_the_whole_body(site):
    digest = site()
    words = 'A & B <i> ]]> "x" {{ 7*7 }}'
    with_words(digest, words)
    digest.build()
    read = feedparser.parse(digest.page("feed.xml"))
    assert not read.bozo
    assert Page(read.entries[0].title).text in (words, 'A & B  ]]> "x" {{ 7*7 }}')  # titles may come sanitised
    assert read.entries[0].title_detail.type == "text/plain"
    body = Page(read.entries[0].content[0].value)
    assert ("img", "https://example.org/digest/") in [
        (tag, (attributes.get("src") or "")[:27]) for tag, attributes in body.elements
    ]
    assert body.text.count(words) == 3


# What a body says, and what it must come out as.
BODIES = [
    ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ("<div onclick='x'>\n\n글\n\n</div>", "<p>&lt;div onclick='x'&gt;</p>"),
    ("가 <b onclick=x>나</b>", "<p>가 &lt;b onclick=x&gt;나&lt;/b&gt;</p>"),
    ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
    ("[x](JaVaScRiPt&#58;alert(1))", "<p>[x](JaVaScRiPt:alert(1))</p>"),
    ("[x](data:text/html,y)", "<p>[x](data:text/html,y)</p>"),
    ("[x](vbscript:y)", "<p>[x](vbscript:y)</p>"),
    ("[x](//evil.example/)", "<p>[x](//evil.example/)</p>"),
    ("<javascript:alert(1)>", "<p>&lt;javascript:alert(1)&gt;</p>"),
    ('[x](https://e.org/"onclick="y)', '<a href="https://e.org/%22onclick=%22y">x</a>'),
    ("[x](https://e.org/ '\"><script>')", '<a href="https://e.org/" title="&quot;&gt;&lt;script&gt;">x</a>'),
    ("[[openai|<b>오픈</b>]]", '<a href="/digest/companies/openai/">&lt;b&gt;오픈&lt;/b&gt;</a>'),
    (
        "[x](../companies/openai.md '\"><script>')",
        '<a href="/digest/companies/openai/" title="&quot;&gt;&lt;script&gt;">x</a>',
    ),
    ("`<b>{{ 7*7 }}</b>`", "<code>&lt;b&gt;{{ 7*7 }}&lt;/b&gt;</code>"),
    ("```<b>\n</code><script>\n```", "&lt;/code&gt;&lt;script&gt;\n</code></pre>"),
    ("{{ 7*7 }} {% include 'base.html' %}", "<p>{{ 7*7 }} {% include 'base.html' %}</p>"),
    ("| <b> |\n| --- |\n| {{ 7*7 }} |", "<th>&lt;b&gt;</th>"),
    ("# <b>{{ 7*7 }}", "&lt;b&gt;{{ 7*7 }}"),
    ("글[^<b>]\n\n[^<b>]: <i>", "&lt;i&gt;"),
    ("&lt;script&gt; &#60;b&#62;", "<p>&lt;script&gt; &lt;b&gt;</p>"),
]


@pytest.mark.parametrize(("body", "html"), BODIES)
def test_markup_in_a_body_is_text(site, body, html):
    digest = site()
    with_words(digest, "말")
    file = digest.root / "content/notes/2025-10-24-x.md"
    file.write_text(file.read_text("utf-8").replace("[[acme]] 본문 ![그림](x.svg)", body), "utf-8")
    digest.build()
    page = digest.page("notes/x/")
    assert html in page
    shape = Page(page)
    assert not {"iframe", "i"} & {tag for tag, _ in shape.elements}
    scripts = [list(attributes) for tag, attributes in shape.elements if tag == "script"]
    assert scripts == [["src", "defer"], ["type"]]  # search's, and data
    assert not any(name.startswith("on") for _, attributes in shape.elements for name in attributes)
    feed = ElementTree.fromstring(digest.page("feed.xml"))
    assert html.replace('"/digest/', '"https://example.org/digest/') in feed.find(f"{ATOM}entry/{ATOM}content").text


@pytest.mark.parametrize("words", [*NASTY, "<!-- --> --!>"])
def test_alternative_text_and_titles_of_images_are_text(site, words):
    digest = site()
    with_words(digest, "말")
    file = digest.root / "content/notes/2025-10-24-x.md"
    escaped = "".join(f"&#{ord(character)};" for character in words)
    file.write_text(file.read_text("utf-8").replace("![그림](x.svg)", f'![{escaped}](x.svg "{escaped}")'), "utf-8")
    digest.build()
    feed = ElementTree.fromstring(digest.page("feed.xml"))
    item = json.loads(digest.page("feed.json"))["items"][0]
    for html in (digest.page("notes/x/"), feed.find(f"{ATOM}entry/{ATOM}content").text, item["content_html"]):
        [image] = [attributes for tag, attributes in Page(html).elements if tag == "img"]
        title = without_comments(words).strip()
        assert (image["alt"], image.get("title", "")) == (words, title)
        assert image.keys() == {"src", "alt", "width", "height"} | ({"title"} if title else set())


def test_an_entity_cannot_name_a_character_that_no_text_may_hold(site):
    digest = site()
    with_words(digest, "말")
    file = digest.root / "content/notes/2025-10-24-x.md"
    body = '&#12; &#7; &#x202e; &#xfffe; [x](https://e.org "&#12;") ![&#12;](x.svg)\n\n# &#12;x\n\n```&#x202e;\nx\n```'
    file.write_text(file.read_text("utf-8").replace("[[acme]] 본문 ![그림](x.svg)", body), "utf-8")
    digest.build()
    assert "<p>\ufffd \ufffd \ufffd \ufffd" in digest.page("notes/x/")
    for name, data in digest.files().items():
        if name.endswith((".html", ".xml", ".json")):
            assert forbidden(data.decode()) is None, name
    ElementTree.fromstring(digest.page("feed.xml"))


def test_ids_and_anchors_with_hangul_are_percent_encoded_once(site):
    digest = site(
        "-- content/notes/2025-10-24-한글.md --\n---\ntitle: 한글\ndate: 2025-10-24\nsource: {publisher: 더팩트}\n"
        "summary: 요약\nwhy: 까닭\ntopics: [sovereign-ai]\n---\n\n# 첫째 장\n\n[위로](#첫째-장) [100%](https://e.org/%EA?a=%26)\n"
    )
    digest.build()
    page = Page(digest.page("notes/한글/"))
    assert "/digest/notes/%ED%95%9C%EA%B8%80/#%EC%B2%AB%EC%A7%B8-%EC%9E%A5" in page.values("href")
    assert "https://e.org/%EA?a=%26" in page.values("href")
    assert "첫째-장" in page.values("id")


# Anything that may stand in a file: no surrogates, no characters that are problems of their own; one line, not blank.
TEXT = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=60)
    .map(nfc)
    .filter(lambda text: forbidden(text) is None and text == text.strip() != "")
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=15)
@given(TEXT)
@example("<&>\"'")
@example("&amp;lt;")
@example("\\<![CDATA[")
@example("A·")
def test_any_text_is_the_same_text_everywhere(harmless, words):
    assume(isinstance(read_amount(f"전 {words}"), AmountProblem))  # 0$ is an amount, shown in other forms too
    with tempfile.TemporaryDirectory() as folder:
        digest = Site(Path(folder) / "site")
        with_words(digest, words)
        digest.build()
        for name, page in pages(digest).items():
            assert page.shape == harmless[name].shape, name
        assert words in Page(digest.page("notes/x/")).text
        assert words in Page(digest.page("notes/x/")).values("content")
        for file in ("feed.xml", "en/feed.xml", "companies/acme/feed.xml"):
            feed = ElementTree.fromstring(digest.page(file))
            assert words in (feed.findtext(f"{ATOM}title") or "")
            assert all(entry.findtext(f"{ATOM}title") == words for entry in feed.iter(f"{ATOM}entry"))
        assert json.loads(digest.page("feed.json"))["items"][0]["title"] == words


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
    | st.text("<>\"'&[]()!*_`#|~^:/{}%\\ \nab가", max_size=80)
)
@example("[^1]\n\n[^1]: <script>")
@example("![<b>](x.svg '\"')")
@example("[[x|<script>]]")
@example("\x1f\u2028")
def test_any_body_gives_pages_and_feeds_that_parse_or_a_problem(harmless, body):
    with tempfile.TemporaryDirectory() as folder:
        digest = Site(Path(folder) / "site")
        with_words(digest, "말")
        file = digest.root / "content/notes/2025-10-24-x.md"
        front = file.read_text("utf-8").rpartition("---\n")[0]
        digest.put("content/notes/2025-10-24-x.md", f"{front}---\n{body}\n")
        result = digest.run("build", "--json")
        if result.status:
            assert result.data["problems"]
            return
        page = Page(digest.page("notes/x/"))
        allowed = {*PROSE, *(tag for tag, _ in harmless["notes/x/index.html"].elements)}
        assert {tag for tag, _ in page.elements} <= allowed
        assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
        assert all(
            (address or "").startswith(("/digest/", "https://", "http://", "mailto:", "#"))
            for address in page.values("href")
        )
        feed = ElementTree.fromstring(digest.page("feed.xml"))
        assert not list(feed.find(f"{ATOM}entry/{ATOM}content"))


PROSE = [
    "a", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li",
    "ol", "p", "pre", "s", "section", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
]  # fmt: skip
