"""Sitemap, OPML and Atom fit their schemas, and what they name is there."""

from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree

from tests.pages_server import resolve

SCHEMAS = Path(__file__).parent / "schemas"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ATOM = "{http://www.w3.org/2005/Atom}"


def fits(file: Path, schema: str) -> etree._Element:
    """The root of a file that fits a schema."""
    parsed = etree.parse(SCHEMAS / schema)
    validator = etree.XMLSchema(parsed) if schema.endswith(".xsd") else etree.RelaxNG(parsed)
    tree = etree.parse(file)
    assert validator.validate(tree), validator.error_log[0]
    return tree.getroot()


def status(served, full: str) -> int:
    assert full.startswith(served.address), full
    return resolve(served.folder, served.base, urlsplit(full).path)[0]


def test_the_sitemap_fits_its_schema_and_every_page_it_names_is_there(served):
    root = fits(served.folder / "sitemap.xml", "sitemap.xsd")
    addresses = [loc.text for loc in root.iter(f"{SITEMAP}loc")]
    others = [link.get("href") for link in root.iter(f"{XHTML}link")]
    assert len(addresses) > 100
    assert len(set(addresses)) == len(addresses)
    assert {full: status(served, full) for full in {*addresses, *others}} == dict.fromkeys({*addresses, *others}, 200)


def test_pages_in_two_languages_name_each_other_in_the_sitemap(served):
    root = fits(served.folder / "sitemap.xml", "sitemap.xsd")
    named = {
        url.findtext(f"{SITEMAP}loc"): {
            link.get("href") for link in url.iter(f"{XHTML}link") if link.get("hreflang") != "x-default"
        }
        for url in root
    }
    assert sum(len(others) == 2 for others in named.values()) > 50
    for full, others in named.items():
        assert not others or (full in others and all(named[other] == others for other in others)), full


def test_the_opml_list_fits_the_specification_and_every_feed_and_page_it_names_is_there(served):
    root = fits(served.folder / "opml.xml", "opml.rng")
    outlines = [outline for outline in root.iter("outline") if outline.get("xmlUrl")]
    assert len(outlines) > 50
    for outline in outlines:
        assert status(served, outline.get("xmlUrl")) == 200
        assert status(served, outline.get("htmlUrl")) == 200
    feeds = {file.relative_to(served.folder).as_posix() for file in served.folder.rglob("feed.xml")}
    assert len({outline.get("xmlUrl") for outline in outlines}) == len(feeds)


def test_every_atom_feed_fits_the_specification_and_names_itself_and_its_page(served):
    feeds = list(served.folder.rglob("feed.xml"))
    assert len(feeds) > 50
    ids = set()
    for file in feeds:
        root = fits(file, "atom.rng")
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        assert resolve(served.folder, served.base, urlsplit(links["self"]).path)[1] == file
        assert status(served, links["alternate"]) == 200
        ids.add(root.findtext(f"{ATOM}id"))
        entries = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
        assert len(set(entries)) == len(entries), file
        for link in root.iterfind(f"{ATOM}entry/{ATOM}link[@rel='alternate']"):
            assert status(served, link.get("href")) == 200
    assert len(ids) == len(feeds)  # no two feeds are taken for one


@pytest.mark.parametrize("home", ["", "en/"])
def test_a_feed_reader_finds_text_ids_and_days_in_the_site_s_feed(served, home):
    feed = feedparser.parse((served.folder / home / "feed.xml").read_bytes())
    assert not feed.bozo
    assert len(feed.entries) == 30
    for entry in feed.entries:
        assert entry.id.startswith("tag:")
        assert entry.published_parsed and entry.updated_parsed
        assert len(entry.content[0].value) > len(entry.summary)
