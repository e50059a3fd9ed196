"""The preview in a real browser, on a copy of this repository's digest: what is saved is what is seen."""

import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from tests.conftest import REPOSITORY
from tests.previewing import Preview, free_port, until

pytestmark = [pytest.mark.browser, pytest.mark.own_digest]

NOTE, URL = "content/notes/2025/2025-10-24-live.md", "notes/live/"
TEXT = """---
title: 살아 있는 노트
date: 2025-10-24
source: {publisher: 더팩트, url: https://example.com/1}
summary: 요약이다.
why: 까닭이다.
topics: [sovereign-ai]
companies: [openai]
---

처음 쓴 본문이다.
"""
expect.set_options(timeout=15_000)


class Digest:
    """A copy of the digest that tests write to; `undo` makes it what it was."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._before: dict[str, bytes | None] = {}

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        self._before.setdefault(path, file.read_bytes() if file.exists() else None)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def remove(self, path: str) -> None:
        self._before.setdefault(path, (self.root / path).read_bytes())
        (self.root / path).unlink()

    def undo(self) -> None:
        for path, data in self._before.items():
            (self.root / path).write_bytes(data) if data is not None else (self.root / path).unlink(missing_ok=True)
        self._before = {}


@pytest.fixture(scope="module")
def root(tmp_path_factory, repository) -> Path:
    root = tmp_path_factory.mktemp("preview") / "digest"
    for folder in ("content", "templates"):
        shutil.copytree(repository / folder, root / folder)
    (root / NOTE).write_text(TEXT, "utf-8")
    return root


@pytest.fixture(scope="module")
def preview(root) -> Iterator[Preview]:
    with Preview(root, SITEGEN_EDITOR_URL="vscode://file/{path}:{line}:{column}") as preview:
        yield preview
        assert "Traceback" not in preview.said and "request failed" not in preview.said, preview.said


@pytest.fixture
def digest(root, preview) -> Iterator[Digest]:
    digest = Digest(root)
    yield digest
    digest.undo()
    for text in (
        "되돌린 다음에 쓴 본문이다.",
        "처음 쓴 본문이다.",
    ):  # what is undone is taken up before what is written now
        (root / NOTE).write_text(TEXT.replace("처음 쓴 본문이다.", text), "utf-8")
        until = time.monotonic() + 20
        while text not in preview.get(f"/digest/{URL}")[1].decode():
            assert time.monotonic() < until, "what a test wrote is still there"
            time.sleep(0.02)


@pytest.fixture
def look(browser, preview, digest) -> Iterator[Callable[[str], Page]]:
    """Opens a page of the preview in a tab, and waits until it listens. What goes wrong in it fails the test.

    Tabs are closed before the digest is made what it was: one that is being loaded anew may never say that it closed.
    """
    context = browser.new_context()
    faults: list[str] = []

    def look(url: str = URL) -> Page:
        page = context.new_page()
        page.on("requestfailed", lambda asked: is_missed(asked) and faults.append(asked.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: "Security Policy" in said.text and faults.append(said.text))
        with page.expect_response(lambda answer: "/.sitegen/events" in answer.url):
            page.goto(preview.address + url)
        page.evaluate("window.kept = true")
        return page

    yield look
    context.close()
    assert faults == []


def is_missed(asked: Request) -> bool:
    """Whether a style sheet did not come, and not because the page was loaded anew meanwhile."""
    return asked.resource_type == "stylesheet" and asked.failure != "net::ERR_ABORTED"


def kept(page: Page) -> bool:
    """Whether the page is still the one that was loaded: changed in place, never loaded anew."""
    return bool(page.evaluate("window.kept === true"))


def overlay(page: Page):
    return page.locator("sitegen-preview").get_by_role("alertdialog")


def covered(page: Page) -> str:
    """How much of the window the mistakes cover."""
    box, height = overlay(page).bounding_box(), page.evaluate("innerHeight")
    assert box is not None
    return "whole" if box["height"] >= height - 1 else "foot" if box["height"] < height * 0.4 else "most"


def test_an_edited_body_is_seen_without_loading_the_page_anew(look, digest):
    page = look()
    digest.edit(NOTE, "처음 쓴", "고쳐 쓴 **굵은**")
    expect(page.locator("main")).to_contain_text("고쳐 쓴 굵은 본문이다.")
    assert kept(page)


def test_an_edited_title_is_seen_on_the_note_its_topic_and_the_home_page(look, digest):
    pages = [look(), look("topics/sovereign-ai/"), look("notes/")]
    digest.edit(NOTE, "살아 있는 노트", "이름을 바꾼 노트")
    for page in pages:
        expect(page.locator("main")).to_contain_text("이름을 바꾼 노트")
        assert kept(page)
    expect(pages[0]).to_have_title(re.compile("^이름을 바꾼 노트"))


def test_a_new_note_appears_in_lists_and_at_its_own_address_and_goes_again_when_deleted(look, digest):
    home, own = look(""), look("notes/brand-new/")
    expect(own.locator("main")).not_to_contain_text("새로 온 노트")
    path = "content/notes/2025/2030-01-01-brand-new.md"
    digest.write(path, TEXT.replace("2025-10-24", "2030-01-01").replace("살아 있는 노트", "새로 온 노트"))
    for page in (home, own):
        expect(page.locator("main")).to_contain_text("새로 온 노트")
    expect(own.locator("sitegen-preview")).to_contain_text("앞날짜")
    digest.remove(path)
    for page in (home, own):
        expect(page.locator("main")).not_to_contain_text("새로 온 노트")


def test_a_draft_is_shown_and_marked_with_its_file(look, digest):
    page = look()
    expect(page.locator("sitegen-preview")).to_contain_text(NOTE)
    digest.edit(NOTE, "why:", "draft: true\nwhy:")
    expect(page.locator("sitegen-preview")).to_contain_text("초안")


def test_a_retagged_note_moves_from_one_topic_to_another(look, digest):
    old, new = look("topics/sovereign-ai/"), look("topics/semiconductors/")
    digest.edit(NOTE, "[sovereign-ai]", "[semiconductors]")
    expect(new.locator("main")).to_contain_text("살아 있는 노트")
    expect(old.locator("main")).not_to_contain_text("살아 있는 노트")


def test_a_renamed_company_is_renamed_on_its_notes(look, digest):
    page = look()
    digest.edit("content/companies/openai.md", "ko: 오픈AI,", "ko: 열린AI,")
    expect(page.locator("main")).to_contain_text("열린AI")
    assert kept(page)


def test_templates_partials_and_texts_change_the_page_in_place(look, digest):
    page = look()
    digest.edit("templates/note.html", '<article class="note">', '<article class="note"><p>판을 고쳤다</p>')
    expect(page.locator("main")).to_contain_text("판을 고쳤다")
    digest.edit("templates/parts/macros.html", "{% macro link(", "{% macro unused() %}{% endmacro %}{% macro link(")
    digest.edit("templates/base.html", "</main>", "</main><p>모두의 발치</p>")
    expect(page.locator("body")).to_contain_text("모두의 발치")
    digest.edit("templates/i18n/ko.yaml", "skip:", "skip: 바로 가기 #")
    expect(page.locator("body")).to_contain_text("바로 가기")
    assert kept(page)


def test_a_stylesheet_is_swapped_without_a_flash_or_a_reload(look, digest):
    page = look()
    page.evaluate("""() => {
      window.bare = [];  // what the page was dressed with whenever it was seen without its style
      const padding = () => getComputedStyle(document.querySelector(".masthead")).paddingTop;
      const sheets = () => [...document.querySelectorAll("link[rel=stylesheet]")].map((l) => `${l.href} ${!!l.sheet}`);
      (function watch() {
        if (padding() !== "16px") window.bare.push(`${padding()}: ${sheets()}`);
        requestAnimationFrame(watch);
      })();
    }""")
    digest.write("templates/assets/site.css/99-test.css", "main { outline: 3px solid rgb(1, 2, 3); }\n")
    expect(page.locator("main")).to_have_css("outline-color", "rgb(1, 2, 3)")
    expect(page.locator("link[rel=stylesheet]")).to_have_count(1)
    digest.write("templates/assets/site.css/99-test.css", "main { outline: 3px solid rgb(3, 2, 1); }\n")
    expect(page.locator("main")).to_have_css("outline-color", "rgb(3, 2, 1)")
    assert page.evaluate("window.bare") == []
    assert kept(page)


def test_broken_front_matter_is_shown_over_the_last_good_page_until_it_is_mended(look, digest, preview):
    page = look()
    digest.edit(NOTE, "topics: [sovereign-ai]", "topics: [sovereign-ai")
    expect(overlay(page)).to_be_visible()
    expect(overlay(page)).to_contain_text(f"{NOTE}:")
    expect(page.locator("main")).to_contain_text("처음 쓴 본문이다.")
    link = overlay(page).get_by_role("link").first.get_attribute("href")
    assert re.fullmatch(r"vscode://file/.*2025-10-24-live\.md:\d+:\d+", link)
    assert covered(page) == "whole"
    page.keyboard.press("Escape")
    expect(overlay(page)).to_be_hidden()
    other = look("topics/")  # a page that comes later shows it too, at its foot
    expect(overlay(other)).to_be_visible()
    assert covered(other) == "foot"
    digest.undo()
    expect(overlay(other)).to_be_hidden()
    assert f"{NOTE}:" in preview.said and kept(page)


def test_an_unknown_term_is_shown_with_what_was_meant_and_the_escaped_line(look, digest):
    page = look()
    digest.edit(NOTE, "[openai]", '[opnai, "<img src=x onerror=alert(1)>"]')
    expect(overlay(page)).to_contain_text("openai")
    expect(overlay(page)).to_contain_text("<img src=x onerror=alert(1)>")
    assert overlay(page).locator("img").count() == 0
    digest.undo()
    expect(overlay(page)).to_be_hidden()


def test_a_template_s_mistake_is_shown_with_its_line_until_it_is_mended(look, digest):
    page = look()
    above = (REPOSITORY / "templates/note.html").read_text("utf-8").partition("{% block main %}")[0]
    place = f"templates/note.html:{above.count(chr(10)) + 1}"
    for mistake in ("{% if %}", "{{ view.nothing_of_the_kind }}"):  # found before and while it is rendered
        digest.edit("templates/note.html", "{% block main %}", "{% block main %}" + mistake)
        expect(overlay(page)).to_contain_text(place)
        expect(page.locator("main")).to_contain_text("처음 쓴 본문이다.")
        digest.undo()
        expect(overlay(page)).to_be_hidden()
    digest.edit(NOTE, "처음 쓴", "다시 쓴")
    expect(page.locator("main")).to_contain_text("다시 쓴 본문이다.")


def test_a_warning_waits_behind_a_counter(look, digest):
    page = look()
    digest.edit(NOTE, "why: 까닭이다.\n", "")
    button = page.locator("sitegen-preview").get_by_role("button", name="warning")
    expect(button).to_contain_text("이 글: 1")
    expect(overlay(page)).to_be_hidden()
    button.click()
    expect(overlay(page)).to_contain_text(f"{NOTE}:1:1")


def test_a_mistake_in_site_yaml_ends_nothing(look, digest):
    page = look()
    digest.edit("content/site.yaml", "languages: [ko, en]", "languages: [ko, en")
    expect(overlay(page)).to_contain_text("content/site.yaml")
    digest.undo()
    expect(overlay(page)).to_be_hidden()
    digest.edit("content/site.yaml", "ko: AI 정책 다이제스트", "ko: 새 다이제스트")
    expect(page).to_have_title(re.compile("새 다이제스트$"))


def test_scroll_focus_typed_text_and_open_details_stay(look, digest):
    long = "".join(f"\n\n긴 글 {i}." for i in range(80))
    fields = "<input id=typed><details id=more><summary>더</summary>속</details>"
    digest.edit("templates/note.html", '<div class="prose">', f'{fields}<div class="prose">')
    digest.write(NOTE, TEXT + long)
    page = look()
    page.locator("#typed").fill("쓰던 글")
    page.locator("#more summary").click()
    page.locator("#typed").focus()
    page.evaluate("scrollTo(0, 1500)")
    at = page.evaluate("scrollY")
    assert at > 1000
    digest.write(
        NOTE,
        (TEXT + long)
        .replace("살아 있는", "달라진")
        .replace("긴 글 60.", "고친 글 60.")
        .replace("처음", "\n앞의 글.\n\n처음"),
    )
    expect(page.locator("main")).to_contain_text("고친 글 60.")
    expect(page.locator("main")).to_contain_text("앞의 글.")
    assert page.evaluate("[document.querySelector('#typed').value, document.activeElement.id]") == ["쓰던 글", "typed"]
    assert page.evaluate("document.querySelector('#more').open")
    assert (
        abs(page.evaluate("scrollY") - at) < 120
    )  # the browser holds what is read in place: a paragraph came above it
    assert kept(page)


def test_what_a_script_of_the_page_s_own_has_made_stays(look, digest):
    page = look("")
    until(lambda: page.evaluate("localStorage.length") == 1)  # what there was on the first visit
    later = "content/notes/2026/2026-11-01-later.md"
    digest.write(later, TEXT.replace("살아 있는 노트", "다음에 온 노트").replace("2025-10-24", "2026-11-01"))
    expect(page.locator("main")).to_contain_text("다음에 온 노트")
    page.reload()
    page.evaluate("window.kept = true")
    box = page.locator("details.since")
    expect(box).to_be_visible()
    digest.edit(later, "다음에 온 노트", "이름을 바꾼 노트")
    expect(page.locator("main")).to_contain_text("이름을 바꾼 노트")
    expect(box).to_be_visible()
    assert kept(page)


def test_a_tab_of_which_nothing_has_changed_is_left_alone(look, digest):
    page, other = look(), look("topics/semiconductors/")
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))
    digest.edit(NOTE, "처음 쓴", "고쳐 쓴")
    expect(page.locator("main")).to_contain_text("고쳐 쓴")
    expect(other.locator("sitegen-preview")).to_contain_text("2025-10-24-live.md")  # the note saved last
    assert asked == []


def test_a_hidden_tab_asks_nothing_and_catches_up_when_it_is_seen_again(look, digest, preview):
    page, watched = look(), look("notes/")
    hide = "is => { Object.defineProperty(document, 'hidden', {value: is, configurable: true});"
    hide += "document.dispatchEvent(new Event('visibilitychange')); }"
    page.evaluate(hide, True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    digest.edit(NOTE, "살아 있는 노트", "숨은 사이의 노트")
    digest.write("templates/assets/site.css/99-test.css", "main { outline: 3px solid rgb(9, 8, 7); }\n")
    expect(watched.locator("main")).to_contain_text("숨은 사이의 노트")
    expect(watched.locator("main")).to_have_css("outline-color", "rgb(9, 8, 7)")
    assert asked == []
    page.evaluate(hide, False)
    expect(page.locator("main")).to_contain_text("숨은 사이의 노트")
    expect(page.locator("main")).to_have_css("outline-color", "rgb(9, 8, 7)")
    assert kept(page)


def test_a_changed_script_of_the_site_s_loads_the_page_anew(look, digest):
    page = look("claims/")
    own = (digest.root / "templates/assets/claims.js").read_text("utf-8")
    for word in ("one", "two"):
        digest.write("templates/assets/claims.js", f"document.documentElement.dataset.own = '{word}';\n{own}")
        expect(page.locator("html")).to_have_attribute("data-own", word)


def marked(page: Page, mark: str, title: str):
    """The links to a note, by what a screen reader says of them."""
    return page.get_by_role("link", name=re.compile(f"^{mark} ?{title}$" if mark else f"^{title}$"))


def test_links_to_drafts_and_notes_dated_ahead_are_marked_wherever_they_stand(look, digest):
    pages = [look("notes/"), look("topics/sovereign-ai/")]
    digest.edit(NOTE, "why:", "draft: true\nwhy:")
    for page in pages:
        expect(marked(page, "초안", "살아 있는 노트")).not_to_have_count(0)
        expect(marked(page, "", "살아 있는 노트")).to_have_count(0)
        assert kept(page)
    expect(marked(look("en/notes/"), "draft", "살아 있는 노트")).not_to_have_count(0)
    digest.undo()
    for page in pages:
        expect(marked(page, "", "살아 있는 노트")).not_to_have_count(0)
    home = look("")
    later = TEXT.replace("2025-10-24", "2030-01-01").replace("살아 있는 노트", "앞날의 노트")
    digest.write("content/notes/2025/2030-01-01-ahead.md", later)
    expect(marked(home, "앞날짜", "앞날의 노트")).not_to_have_count(0)
    expect(marked(home, "", "앞날의 노트")).to_have_count(0)


def test_a_changed_base_url_takes_open_tabs_along(look, digest, preview):
    page, other = look(), look("notes/")
    digest.edit("content/site.yaml", "/digest/", "/elsewhere/")
    page.wait_for_url(re.compile("/elsewhere/notes/live/$"))
    other.wait_for_url(re.compile("/elsewhere/notes/$"))
    digest.edit(NOTE, "처음 쓴", "나중에 쓴")
    expect(page.locator("main")).to_contain_text("나중에 쓴 본문이다.")
    digest.undo()
    page.wait_for_url(re.compile("/digest/notes/live/$"))
    expect(page.locator("main")).to_contain_text("처음 쓴 본문이다.")


POLICIES = {
    "the first of two of a name": "script-src 'self'; script-src 'none'",
    "capital letters": "SCRIPT-SRC 'SELF'",
    "an inline script": "script-src 'unsafe-inline'",
    "its own for elements": "script-src 'none'; script-src-elem 'self'",
    "no asking": "script-src 'self'; connect-src 'none'",
    "nothing": "script-src 'none'",
}


@pytest.mark.parametrize("policy", POLICIES)
def test_a_preview_allows_what_the_page_s_policy_allows_and_its_own_script(browser, root, digest, preview, policy):
    given = "{{ view.frame.policy | html }}"
    digest.edit("templates/base.html", given, f"{POLICIES[policy]}; style-src 'self'; img-src 'self'")
    inline = "document.documentElement.dataset.inline = 'ran'; "
    inline += "fetch('/digest/').then(() => document.body.dataset.asked = 'yes')"
    digest.edit("templates/note.html", "{% block main %}", "{% block main %}<script>" + inline + "</script>")
    while b"dataset.inline" not in preview.get(f"/digest/{URL}")[1]:
        time.sleep(0.05)
    context = browser.new_context()
    page = context.new_page()
    with page.expect_response(lambda answer: "/.sitegen/events" in answer.url):
        page.goto(preview.address + URL)
    digest.edit(NOTE, "처음 쓴", "고쳐 쓴")
    expect(page.locator("main")).to_contain_text("고쳐 쓴 본문이다.")
    assert (page.get_attribute("html", "data-inline") == "ran") == ("unsafe-inline" in POLICIES[policy])
    assert page.get_attribute("body", "data-asked") is None
    context.close()


def test_a_restarted_preview_is_found_again_with_what_changed_meanwhile(browser, root, digest):
    with Preview(root, "--port", str(free_port())) as preview:
        page = browser.new_page()
        with page.expect_response(lambda answer: "/.sitegen/events" in answer.url):
            page.goto(preview.address + URL)
        preview.kill()
        expect(page.locator("sitegen-preview")).to_contain_text("미리보기가 멈췄습니다")
        digest.edit(NOTE, "처음 쓴", "그 사이에 쓴")
        preview.start()
        expect(page.locator("main")).to_contain_text("그 사이에 쓴")
        expect(page.locator("sitegen-preview")).not_to_contain_text("미리보기가 멈췄습니다")
        page.close()


def test_fifty_saves_in_a_second_end_with_the_last(look, digest):
    page = look()
    for i in range(50):
        digest.write(NOTE, TEXT.replace("처음 쓴", f"{i}번째로 쓴"))
        page.wait_for_timeout(20)
    expect(page.locator("main")).to_contain_text("49번째로 쓴")
    assert kept(page)


def test_a_thousand_files_of_a_git_checkout_are_all_taken_up(browser, tmp_path, repository):
    root = tmp_path / "digest"
    root.mkdir()

    def git(*words: str) -> None:
        who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "gc.auto=0"]
        subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)

    site = "title: 큰 다이제스트\nbase_url: https://example.org/digest/\nlanguages: [ko]\n"
    names = {"content/site.yaml": site, "content/topics/sovereign-ai.md": "---\nname: 소버린 AI\n---\n"}
    note = TEXT.replace("companies: [openai]\n", "")
    names |= {f"content/notes/2025-10-24-n{i:04}.md": note.replace("노트", f"노트 {i:04}") for i in range(1000)}
    git("init", "-q", "-b", "one")
    for title in ("살아 있는", "갈아탄"):
        for name, text in names.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text.replace("살아 있는", title), "utf-8")
        git("add", ".")
        git("commit", "-qm", title)
        git("branch", "-f", "first" if title == "살아 있는" else "second")
    with Preview(root, "--port", str(free_port())) as preview:
        page = browser.new_page()
        with page.expect_response(lambda answer: "/.sitegen/events" in answer.url):
            page.goto(preview.address + "topics/sovereign-ai/page/1/")
        expect(page.locator("main")).to_contain_text("갈아탄 노트 0999")
        git("checkout", "-q", "first")
        expect(page.locator("main")).to_contain_text("살아 있는 노트 0999")
        expect(page.locator("main")).not_to_contain_text("갈아탄")
        page.close()
        assert "error" not in preview.said, preview.said
