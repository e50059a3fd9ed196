"""What changed: the page, its file, what a browser makes of it for a reader who comes back, and the corrections."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.dom import Element, read, ui
from tests.pages.test_ledger import claim, put, stage
from tests.pages_server import serving
from tests.site import Site, note

BLOCKED = (
    """Object.defineProperty(window, "localStorage", {get() { throw new DOMException("no", "SecurityError"); }})"""
)


def changes(digest: Site, home: str = "") -> list[Any]:
    return list(json.loads(digest.page(f"{home}changes/changes.json"))["changes"])


def main(digest: Site, url: str) -> Element:
    return read(digest.page(url)).one("main")


def correction(day: str, what: str = "숫자", level: str = "minor") -> str:
    return f"corrections: [{{date: {day}, what: {what}, level: {level}}}]\n"


# The list


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_new_updated_and_corrected_notes_and_moved_claims_are_listed_the_newest_first(site, lang):
    digest = site()
    digest.put("content/notes/2025-01-01-old.md", note("옛것", "2025-01-01", "updated: 2025-03-05\n"))
    more = f"updated: 2025-03-03\n{correction('2025-03-03', '금액', 'major')}"
    digest.put("content/notes/2025-01-02-wrong.md", note("틀린 것", "2025-01-02", more))
    put(digest, "a", "2025-03-01", claim(stage="loi"))
    put(digest, "b", "2025-03-04", claim(stage="contracted"))
    digest.build()
    home = "" if lang == "ko" else "en/"
    found = changes(digest, home)
    assert [change["id"] for change in found] == [
        "updated/old/2025-03-05",
        "new/b",
        "moved/plant/contracted/b",
        "corrected/wrong/2025-03-03/1",
        "new/a",
        "new/wrong",
        "new/old",
    ]
    assert found[2]["href"] == f"/digest/{home}claims/plant/"
    assert f"{stage('loi', lang)} → {stage('contracted', lang)}" in found[2]["said"]
    assert (found[3]["level"], found[3]["said"]) == ("major", "금액")
    assert (found[3]["title"], found[3]["lang"]) == ("틀린 것", "" if lang == "ko" else "ko")
    page = main(digest, f"{home}changes/")
    assert [link for link in page.links() if "/notes/" in link[1] or "/claims/" in link[1]] == [
        (change["title"], change["href"]) for change in found
    ]
    assert len(page.all("time")) == 6
    assert all(ui(f"changes.kind.{kind}", lang) in page.text for kind in ("new", "updated", "corrected", "moved"))


@pytest.mark.parametrize(("lang", "known"), [("ko", "(2024년 12월)"), ("en", "(December 2024)")])
def test_a_change_of_stage_that_is_told_later_says_when_it_was(site, lang, known):
    digest = site()
    put(digest, "a", "2024-11-01", claim(stage="loi"))
    put(digest, "b", "2025-03-04", claim(stage="contracted", date="2024-12"))
    put(digest, "c", "2025-04-01", claim(stage="building", date="2025-04-01"))
    digest.build()
    home = "" if lang == "ko" else "en/"
    said = [change["said"] for change in changes(digest, home) if change["kind"] == "moved"]
    assert [words.endswith(known) for words in said] == [False, True]
    assert known in main(digest, f"{home}changes/").text


def test_a_long_list_is_cut_and_says_so(site):
    digest = site()
    digest.put("content/notes/2020-01-01-first.md", note(day="2020-01-01", more="updated: 2025-05-05\n"))
    for number in range(201):
        day = f"2025-{1 + number % 4:02d}-{1 + number % 28:02d}"
        digest.put(f"content/notes/{day}-n{number}.md", note(day=day))
    digest.build()
    data = json.loads(digest.page("changes/changes.json"))
    assert data["cut"] is True and len(data["changes"]) == 200
    assert data["changes"][0]["id"] == "updated/first/2025-05-05"
    page = main(digest, "changes/")
    assert len(page.all("h3")) == 100 and ui("changes.most", "ko").format(n=100) in page.text


def test_changes_data_and_corrections_are_linked_from_every_footer_and_stand_in_the_sitemap(site):
    digest = site()
    digest.build()
    footer = read(digest.page("en/feeds/")).one("footer")
    for url in ("changes/", "data/", "corrections/"):
        assert f"/digest/en/{url}" in [address for _, address in footer.links()]
        assert f"<loc>https://example.org/digest/en/{url}</loc>" in digest.page("sitemap.xml")
    assert "/digest/changes/" in [address for _, address in main(digest, "").links()]


# Corrections


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_corrections_stand_newest_first_with_their_day_weight_and_note(site, lang):
    digest = site()
    digest.put("content/notes/2025-01-01-a.md", note("가", "2025-01-01", correction("2025-02-01", "이름", "patch")))
    digest.put("content/notes/2025-01-02-b.md", note("나", "2025-01-02", correction("2025-03-01", "금액", "major")))
    digest.build()
    page = main(digest, "corrections/" if lang == "ko" else "en/corrections/")
    one, two = page.one("ul", **{"class": "changes"}).all("li")
    assert "금액" in one.text and ui("level.major", lang) in one.text and one.one("time", datetime="2025-03-01")
    assert one.links() == [("나", "/digest/notes/b/")] and "이름" in two.text
    assert page.text.count(ui("corrections.about", lang)) == 1 and ui("corrections.none", lang) not in page.text


def test_a_standing_page_of_that_name_opens_the_list_and_is_linked_once(site):
    digest = site()
    digest.put("content/pages/corrections.md", "---\ntitle: 바로잡음\nsummary: 방침\n---\n\n## 알리는 곳\n\n편지로.\n")
    digest.put("content/notes/2025-10-24-a.md", note(body="[[pages/corrections]]을 본다."))
    digest.build()
    page = main(digest, "corrections/")
    assert page.headings() == ["바로잡음", "알리는 곳", ui("corrections.list", "ko")]
    assert ui("corrections.none", "ko") in page.text and ui("corrections.about", "ko") not in page.text
    assert ui("corrections.title", "en") in main(digest, "en/corrections/").headings()
    assert ("바로잡음", "/digest/corrections/") in main(digest, "notes/a/").links()
    footer = read(digest.page("")).one("footer")
    assert [address for _, address in footer.links()].count("/digest/corrections/") == 1


# The home page, for a reader who comes back


class Visit:
    """A digest that a reader visits again and again, in one browser with a memory."""

    def __init__(self, root: Path, browser: Browser) -> None:
        self.digest = Site(root)
        self.add("one", "two")
        self.context = browser.new_context()
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda said: said.type in ("error", "warning") and self.faults.append(said.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def add(self, *ids: str, day: str = "2025-10-24", more: str = "") -> None:
        for id in ids:
            self.digest.put(f"content/notes/{day}-{id}.md", note(id.upper(), day, more))
        self.digest.build("--base-url", "http://localhost/")

    def home(self, url: str = "") -> Page:
        with self.page.expect_response("**/changes.json") as answer:
            self.page.goto(self.address + url)
        answer.value.finished()
        self.page.wait_for_timeout(50)
        return self.page

    def news(self, url: str = "") -> str:
        """What the box says; empty when it is not shown."""
        box = self.home(url).locator("details.since")
        return " ".join(box.locator("summary").inner_text().split()) if box.is_visible() else ""


@pytest.fixture
def visit(tmp_path: Path, browser: Browser) -> Iterator[Visit]:
    found = Visit(tmp_path / "site", browser)
    with serving(found.digest.output) as found.address:
        yield found
    found.context.close()
    assert found.faults == []


def said(lang: str = "ko", **counts: int) -> str:
    parts = [ui(f"changes.counts.{kind}", lang).format(n=n) for kind, n in counts.items()]
    return f"{ui('changes.since', lang)} {' · '.join(parts)}"


@pytest.mark.browser
def test_a_first_visit_says_nothing_and_the_next_what_came_since_even_on_the_same_day(visit):
    assert visit.news() == "" and visit.news() == ""
    visit.add("three")
    assert visit.news() == said(new=1)
    visit.add("two", more=correction("2025-10-24"))
    assert visit.news() == said(new=1, corrected=1)
    visit.add("early", day="2025-10-20")
    assert visit.news() == said(new=2, corrected=1)
    assert visit.news("en/") == said("en", new=2, corrected=1)


@pytest.mark.browser
def test_all_are_seen_when_the_reader_says_so_and_one_when_it_is_opened(visit):
    visit.home()
    visit.add("three", "four")
    box = visit.home().locator("details.since")
    box.locator("summary").click()
    expect(box.locator("li")).to_have_count(2)
    box.get_by_role("link", name="FOUR").click()
    visit.page.wait_for_url("**/notes/four/")
    assert visit.news() == said(new=1)
    box.locator("summary").click()
    box.get_by_role("button", name=ui("changes.seen", "ko")).click()
    expect(box).to_be_hidden()
    assert visit.news() == ""
    visit.add("five")
    assert visit.news() == said(new=1)


@pytest.mark.browser
def test_what_was_too_old_to_be_told_of_is_not_new_when_something_newer_goes(visit):
    visit.add(*(f"n{number}" for number in range(199)), day="2025-10-10")
    visit.home()
    visit.digest.remove("content/notes/2025-10-24-one.md")
    visit.add("two")
    assert visit.news() == ""
    visit.add("three")
    assert visit.news() == said(new=1)


@pytest.mark.browser
@pytest.mark.parametrize("broken", ["nonsense", "null", '{"seen": 7}', "[]", '{"seen": []}'])
def test_a_mark_that_means_nothing_breaks_nothing(visit, broken):
    visit.home()
    visit.page.evaluate("broken => Object.keys(localStorage).forEach(key => localStorage.setItem(key, broken))", broken)
    assert visit.news() == ""
    visit.add("three")
    assert visit.news() == said(new=1)


@pytest.mark.browser
def test_where_the_browser_remembers_nothing_nothing_is_said(visit):
    visit.context.add_init_script(BLOCKED)
    assert visit.news() == ""
    visit.add("three")
    assert visit.news() == ""
    assert visit.page.get_by_role("link", name=ui("changes.title", "ko")).first.is_visible()


@pytest.mark.browser
def test_a_title_is_text_in_the_list(visit):
    visit.home()
    visit.digest.put("content/notes/2025-10-24-x.md", note("'<img src=x onerror=alert(1)>'"))
    visit.add("y")
    box = visit.home().locator("details.since")
    box.locator("summary").click()
    expect(box.get_by_role("link", name="<img src=x onerror=alert(1)>")).to_be_visible()
    assert box.locator("img").count() == 0
