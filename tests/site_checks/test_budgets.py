"""How much of a page goes over the wire, compressed as servers do, for each kind of page."""

import gzip

import pytest

from tests.links import links
from tests.pages_server import resolve

PAGE, SCRIPTS = 30_000, 5_000  # bytes: a note's page with its stylesheet; its scripts
LIST = 60_000  # a list of up to fifty notes, or of all terms


def weight(data: bytes) -> int:
    return len(gzip.compress(data, 9, mtime=0))


def parts(served, url: str) -> tuple[int, int, int]:
    """Compressed bytes of a page, of its stylesheets, of its scripts. A font or a frame is none of these."""
    text = resolve(served.folder, served.base, served.base + url)[1].read_text("utf-8")
    sizes = {".css": 0, ".js": 0}
    for link in links(text):
        suffix = "." + link.rsplit(".", 1)[-1]
        if suffix in sizes:
            sizes[suffix] += weight(resolve(served.folder, served.base, link)[1].read_bytes())
    return weight(text.encode()), sizes[".css"], sizes[".js"]


def test_every_kind_of_page_keeps_its_budget(served, kinds, counted):
    rows = [(kind, *parts(served, kind.url)) for kind in kinds]
    counted(f"{'the heaviest page of each kind':<32} {'HTML':>7} {'+CSS':>7} {'JS':>6}   bytes, gzip -9")
    for kind, html, css, script in rows:
        counted(f"{kind.name + ' (' + kind.lang + ')':<32} {html:>7} {html + css:>7} {script:>6}   /{kind.url}")
    assert {kind.lang for kind, *_ in rows} == {"ko", "en"}
    for kind, html, css, script in rows:
        assert html + css <= (PAGE if kind.name in ("note", "standing", "home", "404") else LIST), kind
        assert script <= SCRIPTS, kind


def test_every_note_keeps_its_budget(served):
    notes = [*served.folder.glob("notes/*/index.html"), *served.folder.glob("en/notes/*/index.html")]
    notes = [file for file in notes if file.parent.name != "page"]
    assert len(notes) > 50
    for file in notes:
        url = file.relative_to(served.folder).as_posix().removesuffix("index.html")
        html, css, script = parts(served, url)
        assert html + css <= PAGE, url
        assert script <= SCRIPTS, url


@pytest.mark.parametrize("wanted", ["@font-face", "@import", "url("])
def test_the_stylesheet_brings_nothing_else(served, wanted):
    sheets = list(served.folder.glob("assets/*.css"))
    assert sheets
    assert not [sheet.name for sheet in sheets if wanted in sheet.read_text("utf-8")]
