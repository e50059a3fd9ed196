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

LAW = """
-- content/laws/ai-act.md --
---
name: {ko: AI법, en: AI Act}
kind: law
jurisdiction: EU
---
-- content/notes/2025-10-20-act.md --
---
title: 유럽 AI법 시행
date: 2025-10-20
lang: ko
source: {publisher: 더팩트}
summary: 시행됐다.
topics: [policy]
claims: [{id: ai-act, kind: regulation, by: msit, what: 법, on: ai-act, stage: in-force, date: 2025-10-20}]
---
"""


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[tuple[Page, str]]:
    """A page as wide as A4 within its margins."""
    laws = FULL.replace("entity: true}}", "entity: true}, laws: {name: {ko: 법, en: Laws}, measure: true}}")
    digest = Site(tmp_path_factory.mktemp("paper") / "site", f"{laws}\n{LAW}")
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
    for fold in page.locator(".fold:not(.mentions *) > :not(summary), .sources > dl").all():
        assert fold.bounding_box()["height"] > 0, fold.text_content()
    for seen in (".on-paper", ".cite-text") if "notes" in url else (".on-paper",):
        assert page.locator(seen).is_visible()


# Of each cell whose words stand outside of it, those words.
OVERPRINTED = """() => [...document.querySelectorAll("main :is(td, th)")].flatMap((cell) => {
  const edge = cell.getBoundingClientRect().right + 1, texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const found = [];
  for (const around = document.createRange(); texts.nextNode(); ) {
    around.selectNodeContents(texts.currentNode);
    const seen = !texts.currentNode.parentElement.closest(".hidden") && cell.checkVisibility();
    if (seen && [...around.getClientRects()].some((box) => box.right > edge)) found.push(texts.currentNode.data);
  }
  return found;
})"""


@pytest.mark.browser
@pytest.mark.parametrize("url", ["claims/", "laws/", "relations/", "companies/openai/", "themes/korea-ai-hub/"])
@pytest.mark.parametrize("home", ["", "en/"])
def test_no_cell_prints_over_the_next(sheet, url, home):
    page, address = sheet
    page.goto(f"{address}{home}{url}")
    assert page.evaluate(OVERPRINTED) == []


@pytest.mark.browser
@pytest.mark.parametrize("url", ["companies/openai/", "themes/korea-ai-hub/", "editions/2025-10/", "laws/ai-act/"])
def test_a_sheet_ends_with_how_to_cite_it(sheet, url):
    page, address = sheet
    page.goto(f"{address}{url}")
    assert page.locator(".cite-text").is_visible() and page.locator(".cite-text").inner_text().endswith(f"/{url}")


@pytest.mark.browser
def test_a_jurisdiction_stands_above_its_laws_so_that_a_sheet_may_end_between_them(sheet):
    page, address = sheet
    page.goto(f"{address}laws/")
    place = page.locator(".laws-place").first
    assert not place.is_visible()
    above = "body => getComputedStyle(body, '::before').content"
    assert page.locator(".laws tbody").first.evaluate(above) == f'"{place.text_content()}"'


@pytest.mark.browser
def test_the_ring_of_a_day_keeps_within_its_column(sheet):
    page, address = sheet
    page.goto(f"{address}companies/vena/")
    edge = "node.getBoundingClientRect().right - parseFloat(getComputedStyle(node).paddingRight)"
    right = f"nodes => nodes.map((node) => {edge})"
    [column] = page.locator("td.promise-line").evaluate_all(right)
    rings = page.locator("td.promise-line .dot").evaluate_all(right)
    assert rings and max(rings) <= column


@pytest.mark.browser
def test_tables_are_tables_on_a4(sheet):
    page, address = sheet
    for url, table in (("claims/", ".ledger"), ("companies/vena/", ".promises-table")):
        page.goto(f"{address}{url}")
        assert page.locator(f"{table} tbody tr").first.evaluate("row => getComputedStyle(row).display") == "table-row"
        assert page.evaluate("document.documentElement.scrollWidth") <= 718
