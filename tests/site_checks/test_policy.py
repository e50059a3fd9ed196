"""Nothing but the site's own files: what the Content-Security-Policy says, the browser sees, on every kind of page."""

from html.parser import HTMLParser

import pytest

from tests.pages_server import serving
from tests.previewing import until
from tests.site import note

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
"""


class Inline(HTMLParser):
    """Elements and attributes that a strict policy forbids, and the policy itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("http-equiv", "") == "Content-Security-Policy":
            self.policy = values["content"] or ""
        forbidden = [name for name in values if name == "style" or name.startswith("on")]
        if forbidden or tag in ("style", "iframe", "object", "embed", "base"):
            self.found.append(self.get_starttag_text() or tag)
        if tag == "script" and not values.get("src") and not str(values.get("type", "")).endswith("json"):
            self.found.append("an inline script")


def directives(policy: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for part in policy.split(";") if (words := part.split())}


def test_every_page_has_a_policy_that_allows_nothing_but_its_own_files(served):
    pages = served.html()
    assert len(pages) > 100
    for file in pages:
        page = Inline()
        page.feed(file.read_text("utf-8"))
        assert not page.found, f"{file}: {page.found}"
        allowed = directives(page.policy)
        assert allowed.pop("default-src") == ["'none'"], file
        assert {"base-uri", "form-action"} <= allowed.keys(), file
        assert {source for sources in allowed.values() for source in sources} <= {"'self'", "'none'"}, file


@pytest.mark.browser
def test_no_kind_of_page_breaks_its_policy_or_asks_for_anything_outside(served, kinds, browser):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for kind in kinds:
        page.goto(served.address + kind.url)
        assert page.evaluate("window.violations") == [], kind
    page.wait_for_timeout(500)  # for what a page might ask for after it has loaded
    context.close()
    assert len(asked) > len(kinds)  # pages and a stylesheet at least
    assert [url for url in asked if not url.startswith(served.address)] == []
    assert said == []


@pytest.mark.browser
def test_a_former_address_sends_on_under_a_policy_of_its_own(site, browser):
    digest = site("-- content/notes/2025-10-24-new.md --\n" + note(more="was: [old]\n"))
    digest.build()
    page = Inline()
    page.feed(digest.page("notes/old/"))
    assert not page.found
    assert directives(page.policy) == {"default-src": ["'none'"], "base-uri": ["'none'"], "form-action": ["'none'"]}
    with serving(digest.output, "/digest/") as address:
        context = browser.new_context()
        tab = context.new_page()
        said = []
        tab.on("console", lambda message: said.append(message.text))
        tab.goto(f"{address}notes/old/")
        tab.wait_for_url(f"{address}notes/new/")
        context.close()
    assert said == []


@pytest.mark.browser
def test_a_breach_of_the_policy_would_be_seen(served, kinds, browser):
    """The test above can fail: the same page with an inline style and a picture from elsewhere is reported."""
    breach = "<style>p { color: red }</style><p style='color: red'>x</p><img src='http://127.0.0.1:9/x.png' alt=''>"
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    home = (served.folder / "index.html").read_text("utf-8")
    page.route(served.address, lambda route: route.fulfill(body=home + breach, content_type="text/html"))
    page.goto(served.address)
    until(lambda: page.evaluate("window.violations.length") >= 3)
    found = {str(violation).split(":")[0] for violation in page.evaluate("window.violations")}
    context.close()
    assert {"style-src-elem", "style-src-attr", "img-src"} <= found
