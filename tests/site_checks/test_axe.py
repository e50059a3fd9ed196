"""axe-core finds no barrier on any kind of page, in light and dark, on a small phone and on a wide screen."""

import pytest

from tests.site_checks.conftest import NODE_MODULES, kinds_of

AXE = NODE_MODULES / "axe-core" / "axe.min.js"
WIDTHS = (320, 1440)
# Everything that axe knows but its experiments: WCAG to 2.2 AA, target size among it, and best practices.
RUN = """() => axe.run(document, {resultTypes: ["violations"], rules: {"target-size": {enabled: true}}})
.then((found) => found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target} ${n.failureSummary}`)))"""


@pytest.mark.site
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(served, kinds, browser, scheme, counted):
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    wrong, wide, runs = [], [], 0
    for kind in kinds:
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        page.goto(served.address + kind.url)
        page.evaluate(AXE.read_text("utf-8"))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            runs += 1
            wrong += [f"{kind.name} ({kind.lang}) at {width}: {each}" for each in page.evaluate(RUN)]
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append(f"{kind.name} ({kind.lang}) at {width}")
    context.close()
    counted(f"axe-core, {scheme}: {len(kinds)} kinds of page, {runs} runs, {len(wrong)} violations")
    assert not wrong, "\n".join(wrong)
    assert wide == [], "these scroll sideways"


@pytest.mark.site
def test_axe_finds_nothing_on_any_kind_of_page_of_other_digests(other, browser):
    context = browser.new_context(bypass_csp=True, viewport={"width": WIDTHS[0], "height": 900})
    page = context.new_page()
    wrong = []
    for kind in kinds_of(other):
        page.goto(other.address + kind.url)
        page.evaluate(AXE.read_text("utf-8"))
        wrong += [f"{kind.name} ({kind.lang}): {each}" for each in page.evaluate(RUN)]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wrong.append(f"{kind.name} ({kind.lang}) scrolls sideways")
    context.close()
    assert not wrong, "\n".join(wrong)


@pytest.mark.site
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_search_open(served, browser, scheme):
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    wrong = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for url, found in (("search/?q=AI", ".search-results li"), ("notes/", ".search-panel li")):
            page.goto(served.address + url)
            page.get_by_role("searchbox").fill("AI")
            page.locator(found).first.wait_for()
            if page.locator(".search-filters summary").is_visible():
                page.locator(".search-filters summary").click()
                page.locator(".search-filters select").first.wait_for()
            page.evaluate(AXE.read_text("utf-8"))
            wrong += [f"{url} at {width}: {each}" for each in page.evaluate(RUN)]
            assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    context.close()
    assert not wrong, "\n".join(wrong)


@pytest.mark.site
def test_axe_would_find_a_barrier(served, browser):
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(served.address)
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x.png><p style=\"color:#ccc\">pale words</p>')"
    )
    page.evaluate(AXE.read_text("utf-8"))
    found = {str(each).split(":")[0] for each in page.evaluate(RUN)}
    context.close()
    assert {"image-alt", "color-contrast"} <= found
