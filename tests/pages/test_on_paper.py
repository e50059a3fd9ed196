"""What a page is on paper: an address, folded parts open, and nothing that is clicked."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.dom import read
from tests.full import FULL
from tests.pages_server import serving
from tests.site import Site

LANGUAGES = ["ko", "en"]
LEFT_OUT = "form, button, .masthead-sections, .jumps, .more, .foot > p, .takes, .imprint, .cite pre"


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[tuple[Page, str]]:
    """A page as wide as A4 within its margins."""
    digest = Site(tmp_path_factory.mktemp("paper") / "site", FULL)
    digest.build("--base-url", "http://localhost/")
    with serving(digest.output) as address:
        page = browser.new_page(viewport={"width": 718, "height": 1000})
        page.emulate_media(media="print")
        yield page, address
        page.close()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("url", ["", "notes/blueprint/", "companies/openai/", "claims/", "editions/", "feeds/"])
def test_each_page_prints_its_full_address(full, url, lang):
    page = read(full.page(url if lang == "ko" else f"en/{url}"))
    [line] = page.all("p", **{"class": "on-paper"})
    assert line.text.endswith(page.one("link", rel="canonical")["href"])


@pytest.mark.browser
@pytest.mark.parametrize("url", ["notes/blueprint/", "en/notes/blueprint/", "companies/openai/", "claims/"])
def test_what_is_folded_is_open_and_what_is_clicked_is_gone(sheet, url):
    page, address = sheet
    page.goto(f"{address}{url}")
    assert [e.text_content() for e in page.locator(LEFT_OUT).all() if e.is_visible()] == []
    for fold in page.locator(".fold > :not(summary), .sources > dl").all():
        assert fold.bounding_box()["height"] > 0, fold.text_content()
    for seen in (".on-paper", ".cite-text") if "notes" in url else (".on-paper",):
        assert page.locator(seen).is_visible()


@pytest.mark.browser
def test_tables_are_tables_on_a4(sheet):
    page, address = sheet
    for url, table in (("claims/", ".ledger"), ("companies/vena/", ".promises-table")):
        page.goto(f"{address}{url}")
        assert page.locator(f"{table} tbody tr").first.evaluate("row => getComputedStyle(row).display") == "table-row"
        assert page.evaluate("document.documentElement.scrollWidth") <= 718
