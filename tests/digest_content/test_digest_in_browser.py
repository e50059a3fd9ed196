"""The digest of this repository in a real browser, on the narrowest of phones, with and without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.pages_server import serving
from tests.site import Site
from tests.unspaced import unspaced

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}

# What reaches past the right edge, but for what scrolls in a box of its own or is meant for screen readers alone.
OVERFLOW = """() => {
  const scrolls = e => e && e !== document.documentElement &&
    (/auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  const wide = [...document.body.querySelectorAll("*")].filter(e => {
    const box = e.getBoundingClientRect();
    const seen = box.width > 1 && box.right > 0 && box.bottom > 0;  // a skip link waits outside
    return seen && (box.right > innerWidth + 1 || box.left < -1) && !scrolls(e);
  });
  const root = document.scrollingElement;
  return [root.scrollWidth > innerWidth ? `the page is ${root.scrollWidth} wide` : "",
          ...wide.map(e => `${e.tagName} ${e.className}: ${e.textContent.trim().slice(0, 40)}`)].filter(Boolean);
}"""
# Words that are in the page but cannot be seen; a closed <details> opens without any script. What is `wide` needs a
# wider screen: the page says so, and says all of it otherwise.
HIDDEN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement, words = walker.currentNode.data.trim();
    const not_now = ".on-paper, details:not([open]), noscript, script, style, svg, button[hidden], form[hidden]";
    if (!words || e.closest(`${not_now}, .search-failed, .wide, .ladder-key`)) continue; // a key goes with its ladders
    if (!e.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: false}))
      found.push(`${e.tagName} ${e.className}: ${words.slice(0, 40)}`);
  }
  return found;
}"""
# Lines that begin with a dot, a stroke or an arrow, or with Hangul that belongs to what closes before it.
TORN = """() => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const block = node => node.parentElement.closest("p, h1, h2, h3, h4, li");
  const box = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect();
  };
  const found = [];
  let before = null;
  while (walker.nextNode()) {
    const node = walker.currentNode, words = node.data;
    for (let at = 0; at < words.length; at++) {
      if (words[at] === "\\u2060") continue;  // holds what is before it to what follows
      const pair = (before ? before[0].data[before[1]] : "") + words[at];
      const link = before?.[0].parentElement;
      const linked = link?.tagName === "A" && link.parentElement === node.parentElement;
      const torn = /[가-힣\\s]·|\\s[\\/→:]|[%’”」』)][가-힣]/.test(pair);
      const belongs = torn || (linked && /[가-힣A-Z][가-힣]/.test(pair));
      if (belongs && block(node) && block(node) === block(before[0])) {
        const [left, right] = [box(...before), box(node, at)];
        if (right.width && right.top > left.top + left.height / 2 && right.left < left.left)
          found.push(words.slice(at, at + 20));
      }
      before = [node, at];
    }
  }
  return found;
}"""
# Words, and numbers and days with what belongs to them, that end on another line than they begin on.
CUT = """() => {
  for (const fold of document.querySelectorAll("main details")) fold.open = true;
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const lines = range => {
    const ends = [];
    for (const box of range.getClientRects())
      if (box.width && !ends.some(end => Math.abs(end - box.bottom) < box.height * 0.6)) ends.push(box.bottom);
    return ends.length;
  };
  const month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\\\w*";
  const whole = new RegExp(`[\\\\p{L}\\\\p{N}$,.:’\\\\u00a0\\\\u2060]{3,}|\\\\d{1,2}\\\\s${month}\\\\s\\\\d{4}`, "gu");
  const found = [], range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const unseen = "thead, .hidden, .slogan, .jumps > span, svg, pre, code, .cite-address";
    if (!node.data.trim() || node.parentElement.closest(unseen)) continue;
    range.selectNodeContents(node);
    if (lines(range) < 2) continue;
    for (const words of node.data.matchAll(whole)) {
      range.setStart(node, words.index);
      range.setEnd(node, words.index + words[0].length);
      if (lines(range) > 1) found.push(words[0]);
    }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def digest(tmp_path_factory, repository) -> Site:
    digest = Site.there(repository, tmp_path_factory.mktemp("browser") / "site")
    digest.build("--output", str(digest.output))
    return digest


@pytest.fixture(scope="module")
def served(digest) -> Iterator[str]:
    with serving(digest.output, "/digest/") as address:
        yield address


def kinds(digest: Site, lang: str) -> list[str]:
    """The pages of a language: one of each kind, the heaviest that there is."""
    groups: dict[str, tuple[int, str]] = {}
    for name, data in digest.files().items():
        if not name.endswith("index.html") or name.startswith("en/") != (lang == "en") or b'"refresh"' in data:
            continue
        url = name.removesuffix("index.html")
        kind = re.sub(r"page/\d+/$", "page/*", re.sub(r"^([^/]+)/(?!page/)[^/]+/", r"\1/*/", url.removeprefix("en/")))
        groups[kind] = max(groups.get(kind, (0, "")), (len(data), url))
    assert len(groups) > 12
    return [url for _, url in groups.values()]


class Watched:
    """A page that notes what goes wrong while it loads."""

    def __init__(self, browser: Browser, **context: object) -> None:
        self.page: Page = browser.new_context(viewport=PHONE, **context).new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda said: said.type in ("error", "warning") and self.faults.append(said.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("requestfailed", lambda request: self._failed(request.url, request.failure))
        self.page.on("response", lambda got: got.status >= 400 and self.faults.append(f"{got.status}: {got.url}"))
        self.page.on("request", lambda asked: self._asked(asked.url))

    def _asked(self, address: str) -> None:
        if not address.startswith(("http://127.0.0.1:", "data:", "blob:")):
            self.faults.append(f"asks another host: {address}")

    def _failed(self, address: str, why: str | None) -> None:
        if why != "net::ERR_ABORTED":  # by going on to the next page
            self.faults.append(f"{why}: {address}")

    def faults_of(self, address: str, *looks: str) -> list[str]:
        self.faults = []
        self.page.goto(address)
        return [*self.faults, *(fault for look in looks for fault in self.page.evaluate(look))]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_each_kind_of_page_loads_without_error_and_fits_a_phone_of_320_pixels(browser, digest, served, lang):
    watched = Watched(browser)
    found = {url: watched.faults_of(served + url, OVERFLOW) for url in kinds(digest, lang)}
    assert {url: faults for url, faults in found.items() if faults} == {}


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_number_day_or_word_is_cut_at_the_end_of_a_line(browser, digest, served, width, lang):
    watched = Watched(browser)
    watched.page.set_viewport_size({"width": width, "height": 900})
    found = {url: watched.faults_of(served + url, CUT) for url in kinds(digest, lang)}
    assert {url: faults for url, faults in found.items() if faults} == {}


def test_a_long_name_in_a_headline_keeps_its_colon_on_a_phone(browser, served):
    watched = Watched(browser)
    watched.page.set_viewport_size({"width": 390, "height": 844})
    assert watched.faults_of(served + "claims/ai-data-centre-bill/", CUT) == []


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_no_day_and_no_name_is_cut_in_a_table_on_paper(browser, digest, served, lang):
    watched = Watched(browser)
    watched.page.set_viewport_size({"width": 680, "height": 1000})  # A4 within its margins
    watched.page.emulate_media(media="print")
    start = "" if lang == "ko" else "en/"
    lists = [f"{start}{url}" for url in ("laws/", "claims/", "relations/", "companies/openai/", "companies/sk-group/")]
    found = {url: [cut for cut in watched.faults_of(served + url, CUT_CELLS) if "(" not in cut] for url in lists}
    assert {url: faults for url, faults in found.items() if faults} == {}


@pytest.fixture(scope="module")
def names_without_spaces(tmp_path_factory) -> Iterator[tuple[Site, str]]:
    digest = Site(tmp_path_factory.mktemp("unspaced") / "site", unspaced())
    digest.build()
    with serving(digest.output, "/digest/") as address:
        yield digest, address


@pytest.mark.parametrize("width", [320, 768])
def test_a_name_without_a_single_space_fits_wherever_it_stands(browser, names_without_spaces, width):
    digest, address = names_without_spaces
    watched = Watched(browser)
    watched.page.set_viewport_size({"width": width, "height": 640})
    found = {url: watched.faults_of(address + url, OVERFLOW) for url in [*kinds(digest, "ko"), *kinds(digest, "en")]}
    assert {url: faults for url, faults in found.items() if faults} == {}


# Words of cells that stand on two lines, but for those that end with what may begin a new one.
CUT_CELLS = """() => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [], range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.closest("td, th") || node.parentElement.closest(".hidden, svg, .ties-notes")) continue;
    for (const words of node.data.matchAll(/[^ \\n·,\\-–—…→\\/]{2,}/g)) {
      range.setStart(node, words.index);
      range.setEnd(node, words.index + words[0].length);
      const tops = [...range.getClientRects()].filter(box => box.width > 1).map(box => box.top);
      if (tops.length && Math.max(...tops) - Math.min(...tops) > 5) found.push(words[0]);
    }
  }
  return found;
}"""
# Kinds of relations that are broken over two lines.
BROKEN = """() => [...document.querySelectorAll(".ties-kind > span")].filter(kind => {
  return kind.getBoundingClientRect().height > 1.5 * parseFloat(getComputedStyle(kind).lineHeight);
}).map(kind => kind.textContent)"""


def test_no_kind_of_relation_is_broken_over_two_lines(browser, served):
    watched = Watched(browser)
    watched.page.set_viewport_size({"width": 1280, "height": 800})
    assert watched.faults_of(served + "en/relations/", BROKEN) == []


# Addresses of claims to which more than two links of a page lead.
REPEATED = """() => {
  const counts = {};
  for (const link of document.querySelectorAll("main a[href*='/claims/']:not(svg a)"))
    if (!link.search && !link.hash) counts[link.pathname] = (counts[link.pathname] || 0) + 1;
  return Object.entries(counts).filter(([, n]) => n > 2).map(([path, n]) => `${path}: ${n}`);
}"""


@pytest.mark.parametrize("url", ["companies/openai/", "en/companies/openai/"])
def test_the_page_of_the_busiest_company_is_short_on_a_phone_and_says_nothing_twice(browser, served, url):
    watched = Watched(browser)
    watched.page.set_viewport_size({"width": 390, "height": 844})
    assert watched.faults_of(served + url, REPEATED) == []
    assert watched.page.evaluate("document.documentElement.scrollHeight") < 5000
    tops = "['nav.jumps', '#section-claims', '#section-notes', '#section-relations'].map(at => "
    places = watched.page.evaluate(f"{tops}document.querySelector(at).getBoundingClientRect().top)")
    assert places == sorted(places)


# Links of the masthead that are set too small to read, or are too small to touch.
SMALL = """() => [...document.querySelectorAll(".masthead a")].filter(link => {
  const box = link.getBoundingClientRect();
  return parseFloat(getComputedStyle(link).fontSize) < 15 || box.height < 24 || box.width < 24;
}).map(link => link.textContent)"""


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_masthead_can_be_read_and_touched_on_any_phone(browser, served, lang):
    watched = Watched(browser)
    assert watched.faults_of(served + ("" if lang == "ko" else "en/"), SMALL, OVERFLOW) == []
    assert watched.page.locator(".masthead-sections a").count() > 5


# Links that a finger may miss, but for those within sentences.
MISSED = """() => [...document.querySelectorAll("main a")].filter(link => {
  if (link.closest(".hidden, thead, .prose, .standfirst, .item-summary") || !link.checkVisibility()) return false;
  return Math.min(...[...link.getClientRects()].map(box => box.height)) < 24;
}).map(link => `${link.parentElement.className}: ${link.textContent}`)"""


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_links_can_be_touched_on_a_phone(browser, digest, served, lang):
    watched = Watched(browser)
    watched.page.set_viewport_size({"width": 390, "height": 844})
    found = {url: watched.faults_of(served + url, MISSED) for url in kinds(digest, lang)}
    assert {url: faults for url, faults in found.items() if faults} == {}


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_no_line_begins_with_a_dot_a_stroke_or_what_belongs_to_a_closing_mark(browser, digest, served, lang):
    watched = Watched(browser)
    found = {url: watched.faults_of(served + url, TORN) for url in kinds(digest, lang)}
    assert {url: faults for url, faults in found.items() if faults} == {}


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_each_kind_of_page_can_be_read_without_javascript(browser, digest, served, lang):
    watched = Watched(browser, java_script_enabled=False)
    found = {url: watched.faults_of(served + url, HIDDEN, OVERFLOW) for url in kinds(digest, lang)}
    assert {url: faults for url, faults in found.items() if faults} == {}


def test_a_missing_page_looks_like_one_of_the_site_at_any_depth(browser, served):
    watched = Watched(browser)
    for url in ("nothing", "en/topics/no/such/page/"):
        faults = watched.faults_of(served + url, HIDDEN, OVERFLOW)
        assert faults[0] == f"404: {served}{url}"
        assert all("404 (Not Found)" in fault for fault in faults[1:]) and len(faults) <= 2
        assert watched.page.evaluate("[...document.styleSheets].some(sheet => sheet.cssRules.length > 10)")


# Of a line of time: lettering that overlaps or is set too small, and marks too near to each other for a finger.
CROWDED = """() => {
  const found = [], box = e => e.getBoundingClientRect();
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  for (const line of document.querySelectorAll(".timeline")) {
    const words = [...line.querySelectorAll("text, .timeline-what")];
    words.forEach((one, i) => words.slice(i + 1).forEach(other => {
      if (meet(box(one), box(other))) found.push(`${one.textContent} meets ${other.textContent}`);
    }));
    for (const one of line.querySelectorAll("text"))
      if (parseFloat(getComputedStyle(one).fontSize) < 11 || box(one).right > innerWidth) found.push(one.textContent);
    for (const track of line.querySelectorAll(".track")) {
      const spots = [...track.querySelectorAll(".touch")].map(box);
      spots.forEach((one, i) => {
        if (one.width < 24 || one.height < 24) found.push(`a mark of ${one.width} by ${one.height}`);
        if (i && one.left < spots[i - 1].right - 0.5) found.push("marks that cannot be touched apart");
      });
    }
  }
  return found;
}"""


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_lines_of_time_have_room_for_every_name_and_mark(browser, digest, served, lang):
    watched = Watched(browser)
    home = "" if lang == "ko" else "en/"
    pages = [
        name.removesuffix("index.html")
        for name, data in digest.files().items()
        if name.startswith((f"{home}themes/", f"{home}companies/")) and b'class="timeline"' in data
    ]
    assert len(pages) > 8
    found: dict[tuple[str, int], list[str]] = {}
    for url in pages:
        found[url, 0] = watched.faults_of(served + url)
        for width in (320, 390, 768, 1440):
            watched.page.set_viewport_size({"width": width, "height": 800})
            found[url, width] = [fault for script in (CROWDED, OVERFLOW) for fault in watched.page.evaluate(script)]
    assert {place: faults for place, faults in found.items() if faults} == {}


def test_the_marks_of_a_line_of_time_are_reached_by_keyboard_and_say_what_they_are(browser, served):
    watched = Watched(browser)
    watched.page.goto(f"{served}themes/korea-ai-hub/")
    watched.page.locator(".timeline ol a").first.focus()
    watched.page.keyboard.press("Tab")
    reached = watched.page.evaluate("[document.activeElement.namespaceURI, document.activeElement.ariaLabel]")
    assert reached[0].endswith("svg") and re.match(r"\d{4}\.\d\d\.\d\d .+ · .+", reached[1])
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_url(re.compile("/(notes|claims)/[^/]+/$"))
