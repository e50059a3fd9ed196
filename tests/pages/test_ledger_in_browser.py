"""What the script of the ledger does in a browser: filters, orders, the heading, CSV, print."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from sitegen.text.held import held_together
from tests.dom import ui
from tests.pages.test_ledger import claim, put
from tests.pages_server import serving
from tests.site import Site

pytestmark = pytest.mark.browser

ROWS = "table.ledger tbody tr:not(.ledger-unit)"
PRINTED = (
    "window.print = () => (document.body.dataset.printed = document.querySelector('table.ledger tbody').rows.length)"
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[tuple[Page, str]]:
    """A ledger of three pages, in a browser. Row n of the index is not row n of the file: statements stand between."""
    digest = Site(tmp_path_factory.mktemp("ledger") / "site")
    digest.put("content/companies/naver.md", "---\nname: {ko: 네이버, en: Naver}\ncountry: KR\n---\n")
    many = [
        claim(f"c{n}", what=f"일 {n}", amount=f"{n + 1}조원", by="naver" if n % 10 else "openai") for n in range(160)
    ]
    put(digest, "a", "2025-01-01", *many, more="themes: [korea-ai-hub]\n")
    said = (claim(f"d{n}", "position", what=f'"말", 쉼표 {n}', by="naver" if n else "openai") for n in range(3))
    soon, past = claim("soon", what="곧", due="2025-03"), claim("past", what="지난 것", due="2024-06")
    last = claim("last", "capacity", what="마지막", amount="5GW", stage="loi", due="2030")
    put(digest, "b", "2024-01-01", last, soon, past, claim("law", "regulation", what="법", stage="passed"), *said)
    digest.build("--base-url", "http://localhost/")
    with serving(digest.output) as address:
        page = browser.new_page()
        page.add_init_script(PRINTED)
        yield page, address
        page.close()


def shown(page: Page) -> list[str]:
    return [words.strip() for words in page.locator("tbody .claim-what").all_inner_texts()]


def saved(page: Page) -> list[dict[str, str]]:
    """The file that a click saves, and its name as `file`."""
    with page.expect_download() as download:
        page.get_by_role("link", name=ui("claims.csv", "ko")).click()
    data = download.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    return [{**row, "file": download.value.suggested_filename} for row in rows]


@pytest.mark.parametrize(
    ("query", "count", "first"),
    [
        ("", 64, "일\xa00"),
        ("?company=openai", 20, "일\xa00"),
        ("?stage=loi", 1, "마지막"),
        ("?unit=W", 1, "마지막"),
        ("?year=2024", 4, "마지막"),
        ("?kind=investment&theme=korea-ai-hub", 50, "일\xa00"),
        ("?company=openai&kind=capacity", 1, "마지막"),
        ("?kind=measure", 1, "법"),
        ("?kind=commitment&amount=without", 2, "지난 것"),
        ("?country=KR", 50, "일 1"),
        ("?kind=nonsense", 64, "일\xa00"),
        ("?company=openai&sort=amount", 20, "일 150"),
        ("?sort=amount", 50, "일 159"),
        ("?sort=due", 50, "곧"),
        ("?sort=stage", 50, "마지막"),
    ],
)
def test_the_ledger_shows_what_the_address_asks_for_on_whatever_page_it_stands(
    ledger: Any, query: str, count: int, first: str
) -> None:
    page, address = ledger
    page.goto(f"{address}claims/{query}")
    expect(page.locator("tbody .claim-what").first).to_have_text(first)
    expect(page.locator(ROWS)).to_have_count(count)


def test_what_is_due_comes_first_the_nearest_before_what_is_past(ledger: Any) -> None:
    page, address = ledger
    page.goto(f"{address}claims/?sort=due")
    expect(page.locator("tbody .claim-what").nth(2)).to_have_text("지난 것")
    assert shown(page)[:4] == ["곧", "마지막", "지난 것", "일\xa00"]


def test_a_choice_goes_into_the_address_and_more_rows_come_when_asked_for(ledger: Any) -> None:
    page, address = ledger
    page.goto(f"{address}claims/")
    page.locator("select[name=kind]").select_option("investment")
    page.wait_for_url("**/claims/?kind=investment")
    for count in (100, 150, 162):
        page.get_by_role("button", name=ui("claims.more", "ko")).click()
        expect(page.locator(ROWS)).to_have_count(count)
    assert len(set(shown(page))) == 162
    page.locator("select[name=sort]").select_option("amount")
    page.wait_for_url("**/claims/?kind=investment&sort=amount")
    page.get_by_role("button", name=ui("claims.clear", "ko")).click()
    expect(page.locator(ROWS)).to_have_count(64)
    assert page.url == f"{address}claims/" and shown(page)[0] == "일\xa00"


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_heading_says_what_is_shown_and_is_read_out(ledger: Any, lang: str) -> None:
    page, address = ledger
    home, theme = ("", "한국 AI 허브") if lang == "ko" else ("en/", "Korea as an AI hub")
    page.goto(f"{address}{home}claims/?theme=korea-ai-hub&amount=with&sort=amount")
    heading = page.locator("#section-table")
    filters = f"{theme} · {ui('amount.with', lang)}"
    expect(heading).to_have_text(held_together(ui("claims.shown", lang).format(filters=filters, n=160, all=164)))
    expect(heading).to_have_attribute("aria-live", "polite")
    for whole in (".ledger-stages", ".ledger-whole"):
        expect(page.locator(whole)).to_be_hidden()  # it is of all claims
    page.locator("select[name=theme]").select_option("")
    page.locator("select[name=amount]").select_option("")
    expect(heading).to_have_text(re.compile("164"))
    for whole in (".ledger-stages", ".ledger-whole"):
        expect(page.locator(whole)).to_be_visible()


def test_amounts_of_unlike_units_stand_below_the_name_of_their_unit(ledger: Any) -> None:
    page, address = ledger
    page.goto(f"{address}claims/?company=openai&sort=amount")
    units = page.locator(".ledger-unit")
    expect(units).to_have_text(["원 (KRW)", ui("unit.W", "ko"), held_together(ui("amount.without", "ko"))])
    expect(page.locator("table.ledger tbody tr").first).to_have_class("ledger-unit")
    assert page.locator(".ledger-unit + tr .claim-what").all_inner_texts()[:2] == ["일 150", "마지막"]
    page.goto(f"{address}claims/?sort=due")
    expect(page.locator(ROWS)).to_have_count(50)
    expect(units).to_have_count(0)


def test_more_rows_of_a_unit_have_no_second_heading(ledger: Any) -> None:
    page, address = ledger
    page.goto(f"{address}claims/?sort=amount")
    expect(page.locator(ROWS)).to_have_count(50)
    page.get_by_role("button", name=ui("claims.more", "ko")).click()
    expect(page.locator(ROWS)).to_have_count(100)
    expect(page.locator(".ledger-unit")).to_have_count(1)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_on_a_phone_the_filters_open_at_one_touch_and_say_how_many_are_set(ledger: Any, lang: str) -> None:
    page, address = ledger
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}{'' if lang == 'ko' else 'en/'}claims/?kind=investment&amount=with&sort=amount")
    fold = page.locator(".filter-fold > summary")
    expect(fold).to_have_text(f"{ui('claims.filters', lang)} {ui('claims.filters_set', lang).format(n=2)}")
    assert not page.locator("select").first.is_visible()
    fold.click()
    for select in page.locator(".filters select").all():
        assert select.is_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(fold).to_be_hidden()
    expect(page.locator("select").first).to_be_visible()


def test_a_filter_that_nothing_fits_says_so(ledger: Any) -> None:
    page, address = ledger
    page.goto(f"{address}claims/?company=naver&stage=loi")
    expect(page.locator("#section-table")).to_have_text(ui("claims.none", "ko"))
    assert shown(page) == []


@pytest.mark.parametrize(
    ("url", "keys"),
    [
        ("claims/?company=openai&sort=amount", ["c150", "c140", "c130"]),
        ("claims/?kind=measure", ["law"]),
        ("statements/?company=naver", ["d1", "d2"]),
        ("statements/", ["d0", "d1", "d2"]),
    ],
)
def test_the_csv_holds_what_is_shown_in_its_order(ledger: Any, url: str, keys: list[str]) -> None:
    page, address = ledger
    page.goto(f"{address}{url}")
    page.wait_for_load_state("networkidle")
    rows = saved(page)
    assert [row["key"] for row in rows][: len(keys)] == keys and len(rows) == page.locator(ROWS).count()
    asked = re.sub(r"[?&]\w+=", "-", url).replace("/", "")
    assert rows[0]["file"] == f"{asked}.csv" and rows[0]["family"]


def test_without_a_script_the_csv_is_of_all_claims(ledger: Any, browser: Browser) -> None:
    _, address = ledger
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}claims/")
        assert page.get_by_role("link", name=ui("claims.csv", "ko")).get_attribute("href") == "/data/claims.csv"
        assert page.locator(ROWS).count() == 64 and not page.locator("form.filters").is_visible()
        assert not page.locator("main").get_by_role("button").all()
        expect(page.locator("noscript p")).to_have_text(held_together(ui("claims.no_script", "ko")))


def test_a_sheet_with_some_of_the_rows_says_how_many_and_where_all_are(ledger: Any) -> None:
    page, address = ledger
    page.goto(f"{address}claims/")
    page.emulate_media(media="print")
    said = ui("term.deals_on_paper", "ko").format(shown=64, n=164)
    assert page.locator(".ledger-rest").inner_text() == f"{said} http://localhost/claims/"
    page.emulate_media(media="screen")


@pytest.mark.parametrize(("query", "count"), [("?kind=investment", 162), ("", 164), ("?kind=measure", 1)])
def test_all_that_is_shown_is_printed(ledger: Any, query: str, count: int) -> None:
    page, address = ledger
    page.goto(f"{address}claims/{query}")
    assert page.locator(".on-paper").first.text_content().endswith(f"/claims/{query}")
    page.get_by_role("button", name=ui("claims.print", "ko")).click()
    expect(page.locator("body")).to_have_attribute("data-printed", str(count))
    page.emulate_media(media="print")
    assert not page.locator("select").first.is_visible() and not page.get_by_role("button").all()
    assert not page.locator(".ledger-rest").is_visible()
    assert page.locator("table.ledger").evaluate("table => getComputedStyle(table).display") == "table"
    page.emulate_media(media="screen")


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize(("width", "height", "screens"), [(1280, 800, 1), (390, 844, 2)])
def test_the_table_begins_within_the_first_screen_and_on_a_phone_within_the_second(
    ledger: Any, lang: str, width: int, height: int, screens: int
) -> None:
    page, address = ledger
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{address}{'' if lang == 'ko' else 'en/'}claims/")
    first = page.locator(ROWS).nth(1)
    assert first.evaluate("row => row.getBoundingClientRect().bottom") < screens * height
