"""Search in a browser: what readers find, how they move, and what happens to questions and files that are no good."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from sitegen.search.shards import shard_of
from sitegen.search.tokens import fold, tokens
from sitegen.text.held import NO_BREAK
from tests.dom import ui
from tests.pages_server import serving
from tests.site import Site, note

pytestmark = pytest.mark.browser

ACT = "인공지능기본법이 국회 본회의를 통과했다. **고영향** AI 사업자는 영향을 평가한다."
SPACED = "인공지능 기본법의 시행령은 아직 없다. 한·미 두 나라는 협력한다. EU·미국도 그렇다."
LONG = (
    "첫째 문장은 길다. “관측소는 크다. 망원경은 둘이 만든다”고 했다. 그 뒤에 "
    + "여러 가지 이야기가 이어진다 " * 8
    + "8200억 달러까지다."
)
DECREE = f"{SPACED}\n\n{LONG}"
FAB = note("메모리 공장", "2024-03-01", "companies: [SK하이닉스]\n", "<b>새</b> 공장은 두 곳이고, 규제는 그대로다.")
TABLE = "| 공장마다 쓰는 냉각수의 양 | 물 |\n|---|---|\n| 하나 | 둘 |"
COOLED = "10월 2일부터 냉각수를 다시 써 3만 톤을 아낀다…고 밝혔다."
DEAL = note(
    "메모리 계약",
    "2025-10-23",
    "companies: [SK하이닉스, 삼성전자]\n",
    f"공장보다 크다. 20조원 규모다.\n\n{TABLE}\n\n{COOLED}",
)
FILES = f"""
-- content/companies/sk-hynix.md --
---
name: {{ko: SK하이닉스, en: SK hynix}}
summary: {{ko: 메모리를 만든다., en: It makes memory.}}
---
-- content/companies/samsung.md --
---
name: {{ko: 삼성전자, en: Samsung Electronics}}
---
-- content/pages/policy.md --
---
title: 편집 원칙
summary: 무엇을 고르나.
---
**정정** 이력을 남긴다.
-- content/notes/2025-10-20-act.md --
{note("AI 기본법 국회 통과", "2025-10-20", body=ACT)}
-- content/notes/2025-10-22-decree.md --
{note("시행령이 남았다", "2025-10-22", body=DECREE)}
-- content/notes/2024-03-01-fab.md --
{FAB}
-- content/notes/2025-10-23-memory.md --
{DEAL}
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    digest = Site(tmp_path_factory.mktemp("search") / "site", FILES)
    digest.build("--base-url", "http://localhost/a/digest/")
    with serving(digest.output, "/a/digest/") as here:
        yield here


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    opened.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
    opened.on("dialog", lambda dialog: pytest.fail("something ran"))
    yield opened
    context.close()


def asked(page: Page, address: str, question: str) -> list[str]:
    """The titles of all that is found on the page of search."""
    page.goto(f"{address}search/")
    page.get_by_role("searchbox").fill(question)
    expect(page.locator(".search-count")).not_to_be_empty()
    return titles(page)


def titles(page: Page) -> list[str]:
    """Without what holds them together at the ends of lines."""
    return [title.replace(NO_BREAK, " ") for title in page.locator(".search-title a").all_inner_texts()]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("기본법", {"AI 기본법 국회 통과", "시행령이 남았다"}),
        ("인공지능기본법", {"AI 기본법 국회 통과", "시행령이 남았다"}),  # the second has a space in it
        ("인공지능 기본법", {"AI 기본법 국회 통과", "시행령이 남았다"}),
        ("기본법을", {"AI 기본법 국회 통과", "시행령이 남았다"}),
        ("본회의", {"AI 기본법 국회 통과"}),
        ("고영향 AI", {"AI 기본법 국회 통과"}),
        ("한미", {"시행령이 남았다"}),
        ("한·미", {"시행령이 남았다"}),
        ("미국", {"시행령이 남았다"}),
        ("하이닉스", {"SK하이닉스", "메모리 공장", "메모리 계약"}),
        ("ｓｋ하이닉스", {"SK하이닉스", "메모리 공장", "메모리 계약"}),
        ("ㅅㅅㅈㅈ", {"삼성전자"}),
        ("삼ㅅ전자", {"삼성전자"}),
        ("편집", {"편집 원칙"}),
        ("정정 이력", {"편집 원칙"}),
        ("43주", {"2025년 43주 (10월 20일–26일)"}),
        ("2025-w43", {"2025년 43주 (10월 20일–26일) (2025-w43)"}),
        ("Samsung", {"삼성전자 (Samsung Electronics)"}),
        ("20조원", {"메모리 계약"}),
        ('"공장은 두 곳"', {"메모리 공장"}),
        ('"두 곳 공장"', set()),
        ("공장 규제", {"메모리 공장"}),
        ("없는낱말", set()),
    ],
)
def test_what_is_found(page: Page, address: str, question: str, expected: set[str]) -> None:
    found = asked(page, address, question)
    assert set(found) == expected, found
    if not expected:
        expect(page.locator(".search-count")).to_have_text(ui("search.none", "ko"))


def test_where_nothing_holds_all_of_the_words_some_will_do(page: Page, address: str) -> None:
    assert asked(page, address, "본회의 없는낱말") == ["AI 기본법 국회 통과"]
    expect(page.locator(".search-count")).to_contain_text(ui("search.some", "ko"))


def test_a_syllable_that_is_being_put_together_is_waited_for(page: Page, address: str) -> None:
    """As an input method composes: nothing is looked for until it is done, and what has only begun is left out."""
    asked(page, address, "계약")
    field = page.get_by_role("searchbox")
    keys = page.context.new_cdp_session(page)
    field.fill("")
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    for text in ("ㅅ", "시", "싷"):
        keys.send("Input.imeSetComposition", {"text": text, "selectionStart": 1, "selectionEnd": 1})
    assert asked_for == []
    keys.send("Input.insertText", {"text": "시행령"})
    expect(page.locator(".search-title a").first).to_have_text("시행령이 남았다")


def test_the_latest_comes_first_and_titles_before_texts(page: Page, address: str) -> None:
    assert asked(page, address, "메모리")[:2] == ["메모리 계약", "메모리 공장"]
    assert asked(page, address, "공장")[0] == "메모리 공장"


def test_what_was_found_is_marked_in_the_text_itself(page: Page, address: str) -> None:
    asked(page, address, "본회의")
    expect(page.locator(".search-text mark")).to_have_text(["본회의"])
    expect(page.locator(".search-text").first).to_contain_text("국회 본회의를 통과했다")
    asked(page, address, "곳이고")
    expect(page.locator(".search-text").first).to_contain_text("<b>새</b> 공장은 두 곳이고")


def test_a_sentence_is_shown_and_not_the_head_of_a_table_and_its_numbers_are_held_together(
    page: Page, address: str
) -> None:
    asked(page, address, "냉각수")
    shown = page.locator(".search-text").first.evaluate("(text) => text.textContent")
    assert shown == f"10월{NO_BREAK}2일부터 냉각수를 다시 써 3만{NO_BREAK}톤을 아낀다…고 밝혔다."
    assert asked(page, address, '"3만 톤을"') == ["메모리 계약"]
    expect(page.locator(".search-text mark")).to_have_text([f"3만{NO_BREAK}톤을"])


def test_a_piece_of_a_long_text_begins_with_a_sentence_and_ends_with_a_word(page: Page, address: str) -> None:
    asked(page, address, "망원경")
    shown = page.locator(".search-text").first.evaluate("(text) => text.textContent")
    assert shown.startswith("… “관측소는 크다. 망원경은")
    words = shown.removesuffix(" …")
    assert words != shown and words.split(" ")[-1] in LONG.split(" ")


@pytest.mark.parametrize(
    "question",
    [
        *("ㄱ", "ㅏ", "가", "(", "[", "\\", ".*", "(a+)+$", "기본법)|(", "\u202e법", "<img src=x onerror=alert(1)>"),
        *("' OR 1=1", '"', '""', '"기본법', "\x01\x02\x00", "%", "__proto__", "constructor", "가" * 200),
        *("기본법 " * 60, "a" * 10_000, "👩‍👩‍👧 기본법"),
    ],
)
def test_any_question_gets_an_answer(page: Page, address: str, question: str) -> None:
    page.goto(f"{address}search/")
    page.locator(".search input").evaluate(
        "(field, text) => { field.removeAttribute('maxlength'); field.value = text;"
        " field.dispatchEvent(new InputEvent('input')); }",
        question,
    )
    if question.strip():
        expect(page.locator(".search-count")).not_to_be_empty()
    assert page.locator(".search-results img, .search-results script").count() == 0


def test_filters_and_the_way_back(page: Page, address: str) -> None:
    asked(page, address, "메모리")
    page.get_by_text(ui("search.narrow", "ko")).click()
    field = page.locator("select[name=companies]")
    expect(field.locator("option")).to_have_text(["전체", "삼성전자 (1)", "SK하이닉스 (3)"])
    field.select_option("samsung")
    expect(page.locator(".search-title a")).to_have_text(["메모리 계약"])
    assert "companies=samsung" in page.url
    page.locator("select[name=year]").select_option("2025")
    expect(page).to_have_url(re.compile("year=2025"))
    page.reload()
    expect(page.locator(".search-title a")).to_have_text(["메모리 계약"])
    page.go_back()
    page.go_back()
    expect(page.locator(".search-title a")).to_have_count(3)
    assert "companies" not in page.url


def test_filters_without_words_list_all_that_fits_the_newest_first(page: Page, address: str) -> None:
    page.goto(f"{address}search/?companies=sk-hynix&utm_source=somewhere")
    expect(page.locator(".search-title a")).to_have_text(["메모리 계약", "메모리 공장"])
    expect(page.get_by_role("status")).to_contain_text("노트 2개")
    expect(page.locator(".search-chosen a")).to_have_text(["SK하이닉스"])
    expect(page).to_have_title(re.compile("^SK하이닉스 · "))
    page.goto(f"{address}search/?kind=notes")
    expect(page.locator(".search-title a")).to_have_count(4)
    expect(page.get_by_role("heading", name=ui("search.ways", "ko"))).to_be_hidden()
    page.goto(f"{address}search/?companies=nobody")
    expect(page.locator(".search-count")).to_have_text(ui("search.none", "ko"))
    expect(page.get_by_role("heading", name=ui("search.ways", "ko"))).to_be_visible()  # no dead end
    page.goto(f"{address}search/?utm_source=somewhere")
    expect(page.get_by_role("heading", name=ui("search.ways", "ko"))).to_be_visible()
    expect(page.locator(".search-results")).to_be_hidden()


def test_the_notes_of_two_terms_of_a_kind_can_be_chosen_and_linked(page: Page, address: str) -> None:
    page.goto(f"{address}search/?companies=sk-hynix")
    both = page.get_by_label(f"({ui('search.and', 'ko')})").and_(page.locator("[name=companies]"))
    both.select_option("samsung")
    expect(page.locator(".search-title a")).to_have_text(["메모리 계약"])
    expect(page.locator(".search-chosen a")).to_have_text(["SK하이닉스", "삼성전자"])
    expect(page.locator("select[name=companies]").nth(1)).to_be_focused()
    assert "companies=sk-hynix&companies=samsung" in page.url
    page.locator(".masthead-languages a").click()
    expect(page.locator(".search-chosen a")).to_have_text(["SK hynix", "Samsung Electronics"])
    expect(page.locator(".search-title a[lang=ko]")).to_have_text(["메모리 계약"])  # there is no other text of it
    page.get_by_role("button", name=ui("search.clear", "en")).click()
    expect(page.locator(".search-results")).to_be_hidden()


def test_filters_that_do_not_load_are_not_passed_over(page: Page, address: str) -> None:
    page.route("**/search/filters.json", lambda route: route.abort())
    page.goto(f"{address}search/?companies=samsung")
    expect(page.locator(".search-problem")).to_contain_text(ui("search.failed", "ko"))
    assert titles(page) == []
    page.unroute("**/search/filters.json")
    page.locator(".search-problem button").click()
    expect(page.locator(".search-title a")).to_have_text(["메모리 계약"])


def test_what_is_typed_anew_leaves_the_fold_of_filters_where_it_is(page: Page, address: str) -> None:
    asked(page, address, "메모리")
    fold = page.get_by_text(ui("search.narrow", "ko")).element_handle()
    fold.click()
    field = page.locator("select[name=companies]")
    expect(field.locator("option")).to_have_count(3)
    page.get_by_role("searchbox").fill("본회의")
    expect(page.locator(".search-title a")).to_have_text(["AI 기본법 국회 통과"])
    expect(field).to_have_count(0)
    assert fold.evaluate("(fold) => fold.isConnected && fold.parentElement.open")
    page.get_by_role("searchbox").fill("메모리")
    expect(field.locator("option")).to_have_count(3)


def test_by_keys_alone_from_any_page(page: Page, address: str) -> None:
    page.goto(f"{address}notes/")
    page.keyboard.press("/")
    page.keyboard.type("메모리")
    panel = page.locator(".search-panel")
    expect(panel.get_by_role("link").first).to_be_visible()
    expect(panel.get_by_role("status")).to_contain_text("노트 2개")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(panel.get_by_role("link").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.get_by_role("searchbox").fill("본회의")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/a/digest/search/\?q="))
    expect(page.locator(".search-title a")).to_have_text(["AI 기본법 국회 통과"])


def test_nothing_is_loaded_before_somebody_searches(page: Page, address: str) -> None:
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    page.goto(f"{address}notes/act/", wait_until="networkidle")
    assert [url for url in asked_for if "search" in url and "search-start" not in url] == []
    page.get_by_role("searchbox").focus()
    page.get_by_role("searchbox").fill("기본법")
    expect(page.locator(".search-panel .search-title").first).to_be_visible()
    assert any("/words/" in url for url in asked_for) and not any("filters" in url for url in asked_for)


@pytest.mark.parametrize("where", ["search/?q=계약", "nothing/계약"])
def test_words_of_the_address_do_not_land_in_what_is_being_typed(page: Page, address: str, where: str) -> None:
    held: list[Route] = []
    page.route("**/assets/search.*.js", lambda route: held.append(route))
    page.goto(f"{address}{where}")
    field = page.get_by_role("searchbox")
    field.select_text()
    while not held:
        page.wait_for_timeout(10)
    held.pop().continue_()
    expect(page.locator(".search-results li").first).to_contain_text("계약")
    page.keyboard.insert_text("공장")
    expect(page.locator(".search-results li").first).to_contain_text("공장")
    expect(field).to_have_value("공장")


def test_the_words_of_the_address_stand_in_the_field_before_search_is_loaded(page: Page, address: str) -> None:
    page.route("**/assets/search.*.js", lambda route: None)
    page.goto(f"{address}search/?q=계약")
    expect(page.get_by_role("searchbox")).to_have_value("계약")


def test_what_is_missing_is_searched_for(page: Page, address: str) -> None:
    page.goto(f"{address}notes/2025-10-20-메모리-공장-옛글/")
    expect(page.locator(".search-title a").first).to_have_text("메모리 공장")
    page.goto(f"{address}en/nothing/samsung/")
    expect(page.locator(".search-title a").first).to_have_text("Samsung Electronics")


def _shard(question: str) -> str:
    return f"**/search/words/{shard_of(next(iter(tokens(question))), 16)}.txt"


BROKEN: dict[str, Callable[[Route], None]] = {
    "missing": lambda route: route.fulfill(status=404, body=""),
    "cut off": lambda route: route.fulfill(body=route.fetch().text()[:-20]),
    "of another build": lambda route: route.fulfill(body=route.fetch().text().replace("search 1", "search 9", 1)),
    "nobody there": lambda route: route.abort(),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_file_that_is_broken_is_said_and_the_rest_works(page: Page, address: str, how: str) -> None:
    page.route(_shard("계약"), BROKEN[how])
    found = asked(page, address, "계약 메모리")
    assert found[:1] == ["메모리 계약"]
    expect(page.locator(".search-problem")).to_contain_text(ui("search.partly", "ko"))
    page.unroute(_shard("계약"))
    page.locator(".search-problem button").click()
    expect(page.locator(".search-problem")).to_be_hidden()
    expect(page.locator(".search-title a")).to_have_text(["메모리 계약"])


@pytest.mark.parametrize("file", ["**/search/names.json", "**/assets/search.*.js"])
def test_search_that_does_not_load_says_so_and_tries_again(page: Page, address: str, file: str) -> None:
    page.route(file, lambda route: route.abort())
    page.goto(f"{address}search/?q=메모리")
    again = page.get_by_role("button", name=ui("search.again", "ko"))
    expect(again).to_be_visible()
    page.unroute(file)
    again.click()
    expect(page.locator(".search-title a").first).to_have_text("메모리 계약")


def test_without_scripts_the_field_leads_to_the_indexes(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}notes/act/")
    page.get_by_role("searchbox").fill("기본법")
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(re.compile(r"/a/digest/search/\?q="))
    page.get_by_role("link", name="ㅅ").first.click()
    expect(page).to_have_url(re.compile(r"/companies/#section-\d"))
    context.close()


TEXTS = (
    *("한·미 AI기본법", "OpenAI's GPT-4o", "ＳＫ하이닉스 ㈜카카오", "İstanbul ß ŒUVRE Σίσυφος", "데이터\u200b센터"),
    *("東京タワー", "20조 1,000억원", "ㅅㅅㅈㅈ", "ㆍ가ㆍ나", "e\u0301te\u0301", "①②③ ½ ℃", "ﬁne", "가\u1161"),
    *("Привет", "🙂가나", "＂가＂"),
)


def test_the_script_takes_texts_apart_as_the_index_does(page: Page, address: str) -> None:
    page.goto(f"{address}search/")
    bodies = [path.read_text("utf-8")[:3000] for path in sorted((Path(__file__).parents[2] / "content").rglob("*.md"))]
    texts = [*TEXTS, *bodies[::4]]
    [module] = page.evaluate(
        "async () => [...new Set((await (await fetch(document.querySelector('script[src*=search-start]').src)).text())"
        ".match(/search\\.[0-9a-f]+\\.js/g))]"
    )
    seen = page.evaluate(
        """async ([name, texts]) => {
            const at = (name) => new URL(`/a/digest/assets/${name}`, location);
            const source = await (await fetch(at(name))).text();
            const index = await (await fetch(at(source.match(/search-index[^"]+/)[0]))).text();
            const words = await import(at(index.match(/search-words[^"]+/)[0]));
            return texts.map((text) => {
                const tokens = [...new Set(words.runsOf(text).flatMap(words.tokensOf))];
                return [words.fold(text), tokens, tokens.map((token) => words.shardOf(token, 512))];
            });
        }""",
        [module, texts],
    )
    for text, (folded, found, shards) in zip(texts, seen, strict=True):
        assert folded == fold(text)
        assert set(found) == tokens(text), text
        assert shards == [shard_of(token, 512) for token in found], text
