"""The digest of this repository as GitHub Pages serves it, at three bases: everything that refers leads somewhere."""

import json
import re
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from functools import cache
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest

from tests.dom import read
from tests.pages_server import resolve
from tests.site import Site, is_page

HOST = "https://example.org"
_REFERS = re.compile(r'\s(?:href|src|action|poster|data)="([^"]*)"')
_SETS = re.compile(r'\ssrcset="([^"]*)"')
_REFRESH = re.compile(r'http-equiv="refresh" content="\d+; *url=([^"]*)"')
_CSS = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")
_IDS = re.compile(r'\sid="([^"]*)"')


class Built(NamedTuple):
    base: str
    digest: Site
    pages: dict[str, str]  # the text of every page, by its address
    mails: dict[str, str]

    def file(self, address: str) -> Path | None:
        """The file that an address of this site gives at once: no redirect, no 404 page."""
        status, found = resolve(self.digest.output, self.base, urlsplit(address).path)
        return found if status == 200 and isinstance(found, Path) else None


@pytest.fixture(scope="module", params=["/", "/digest/", "/a/b/"])
def built(request, tmp_path_factory, repository) -> Built:
    digest = Site.there(repository, tmp_path_factory.mktemp("crawl") / "site")
    digest.build("--output", str(digest.output), "--base-url", HOST + request.param)
    files = {name: data.decode() for name, data in digest.files().items() if name.endswith(".html")}
    pages, mails = (
        {
            request.param + quote(name.removesuffix("index.html")): text
            for name, text in files.items()
            if is_page(name) == page
        }
        for page in (True, False)
    )
    return Built(request.param, digest, pages, mails)


def references(html: str) -> set[str]:
    found = {*_REFERS.findall(html), *_REFRESH.findall(html)}
    found |= {item.split()[0] for each in _SETS.findall(html) for item in each.split(",") if item.strip()}
    return {unescape(address) for address in found}


def is_redirect(html: str) -> bool:
    return 'http-equiv="refresh"' in html


def inside(address: str) -> str | None:
    """The part of an address after this site's host; None for what leads elsewhere."""
    parts = urlsplit(address)
    if parts.scheme in ("mailto", "data"):
        return None
    if parts.netloc:
        return address.removeprefix(HOST) if address.startswith(HOST + "/") else None
    return address


def dead(built: Built, addresses: dict[str, set[str]]) -> list[str]:
    """What of these addresses leads nowhere, with one place that refers to it."""
    anchors = cache(lambda file: {unescape(id) for id in _IDS.findall(file.read_text("utf-8"))})
    found = []
    for address, places in sorted(addresses.items()):
        path, _, anchor = address.partition("#")
        file = built.file(path)
        if file is None:
            found.append(f"{address} (in {min(places)}): no such file")
        elif anchor and unquote(anchor) not in anchors(file):
            found.append(f"{address} (in {min(places)}): no such anchor")
    return found


def test_every_link_asset_and_anchor_of_every_page_leads_somewhere(built):
    assert len(built.pages) > 100
    addresses = defaultdict(set)
    for page, html in (built.pages | built.mails).items():
        for address in references(html):
            target = inside(address)
            if target is not None:
                addresses[urljoin(page, target)].add(page)
    assert len(addresses) > 200
    assert dead(built, addresses) == []


def test_pages_are_linked_by_path_from_the_root_of_the_host_and_each_by_one_address(built):
    for page, html in built.pages.items():
        for link in re.findall(r'<a\s[^>]*?href="([^"]*)"', html):
            address = unescape(link)
            if urlsplit(address).scheme:
                assert not address.startswith(HOST + built.base), (page, address)
                continue
            path = re.split("[?#]", address)[0]
            assert path.startswith(built.base) or (not path and len(address) > 1), (page, address)
            assert quote(unquote(path)) == path and "//" not in path, (page, address)
            assert not path.endswith("index.html"), (page, address)


def test_every_page_can_be_reached_from_the_home_page(built):
    links = {page: {address.partition("#")[0] for address in references(html)} for page, html in built.pages.items()}
    reached, new = set(), {built.base}
    while new:
        reached |= new
        new = {address for page in new for address in links[page] if address in links} - reached
    missing = {page for page, html in built.pages.items() if not is_redirect(html)} - reached
    assert missing == {f"{built.base}404.html"}


def test_a_heading_holds_no_note_of_a_sentence(built):
    long = {
        (page, small.text)
        for page, html in built.pages.items()
        if "<small" in html
        for heading in read(html).all("h2", "h3", "h4")
        for small in heading.all("small")
        if len(small.text) > 30  # a count, or what goes on, may stand there
    }
    assert not long


@pytest.mark.parametrize("depth", ["x", "x/", "notes/x", "notes/x/", "en/topics/x/page/9/", "a/b/c/d/e/f"])
def test_from_the_404_page_every_link_works_at_any_depth(built, depth):
    status, file = resolve(built.digest.output, built.base, built.base + depth)
    assert (status, file) == (404, built.digest.output / "404.html")
    html = built.pages[f"{built.base}404.html"]
    here = {address for address in references(html) if address.startswith("#")}
    assert here <= {f"#{id}" for id in _IDS.findall(html)}
    addresses = {urljoin(built.base + depth, address): {depth} for address in references(html) - here}
    assert len(addresses) > 5
    assert dead(built, addresses) == []


def test_everything_in_feeds_sitemap_opml_and_robots_leads_somewhere(built):
    addresses = defaultdict(set)
    for name, data in built.digest.files().items():
        if name.endswith(".xml"):
            root = ElementTree.fromstring(data)
            found = {value for element in root.iter() for key, value in element.attrib.items() if key in ADDRESSES}
            found |= {element.text for element in root.iter() if element.tag.endswith(("}loc", "}icon"))}
            for element in root.iter("{http://www.w3.org/2005/Atom}content"):
                found |= references(element.text)
        elif name.endswith("feed.json"):
            feed = json.loads(data)
            found = {feed["home_page_url"], feed["feed_url"], feed["icon"], *(item["url"] for item in feed["items"])}
            found |= {address for item in feed["items"] for address in references(item["content_html"])}
        elif name == "robots.txt":
            found = set(re.findall(r"^Sitemap: (.*)$", data.decode(), re.MULTILINE))
            assert found
        else:
            continue
        for address in found:
            assert urlsplit(address).scheme, (name, address)  # a feed reader has no page to begin from
            target = inside(address)
            if target is not None:
                addresses[target].add(name)
    assert len(addresses) > 200
    assert dead(built, addresses) == []


ADDRESSES = {"href", "xmlUrl", "htmlUrl", "{http://www.w3.org/XML/1998/namespace}base"}


def test_everything_that_a_stylesheet_refers_to_is_there(built):
    sheets = [name for name in built.digest.files() if name.endswith(".css")]
    assert sheets
    addresses = defaultdict(set)
    for name in sheets:
        for pair in _CSS.findall(built.digest.page(name)):
            target = inside(pair[0] or pair[1])
            if target is not None:
                addresses[urljoin(built.base + quote(name), target)].add(name)
    assert dead(built, addresses) == []


def test_canonical_addresses_and_alternates_are_those_of_the_pages_themselves(built):
    """Alternates are mutual: each page that a page names as itself in another language names it back."""
    alternates = {}
    for page, html in built.pages.items():
        if is_redirect(html) or page.endswith("/404.html"):
            continue
        head = html.partition("</head>")[0]
        if '<meta name="robots" content="noindex">' in head:  # search: it has as many addresses as there are questions
            continue
        assert re.findall(r'rel="canonical" href="([^"]*)"', head) == [HOST + page]
        alternates[HOST + page] = dict(re.findall(r'rel="alternate" hreflang="([^"]*)" href="([^"]*)"', head))
    for page, found in alternates.items():
        if found:
            assert page in found.values() and found["x-default"] == found["ko"]
            assert all(alternates[other] == found for other in found.values()), page
    assert sum(map(bool, alternates.values())) > 100


def test_every_page_is_well_formed_and_has_one_h1_and_ids_of_its_own(built):
    for page, html in built.pages.items():
        tree = read(html)
        ids = [element["id"] for element in tree if "id" in element.attributes]
        assert len(set(ids)) == len(ids), page
        if not is_redirect(html):
            assert len(tree.one("body").all("h1")) == 1, page
            assert tree.one("html")["lang"] == ("en" if page.startswith(f"{built.base}en/") else "ko"), page
            assert len(tree.one("head").one("title").text) > 1, page
