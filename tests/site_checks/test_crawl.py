"""linkinator, a crawler, follows every link of the site at each of the places where Pages may serve it.

It asks for nothing but the site itself: links that lead outside are skipped before they are asked for. So are questions
to the page of search, of which there are thousands: it is one page.
"""

import json
import re
import subprocess
from tempfile import TemporaryFile
from urllib.parse import unquote, urljoin

import pytest

from tests.links import links
from tests.site_checks.conftest import NODE_MODULES, Served, serve

LINKINATOR = NODE_MODULES / "linkinator" / "build" / "src" / "cli.js"
HOW = [
    "--recurse",
    "--check-fragments",
    "--check-css",
    "--redirects",
    "error",
    "--concurrency",
    "8",
    "--format",
    "json",
]


def crawl(address: str, *more: str) -> list[dict]:
    """Every link that was looked at from an address, or from more of the same site, with its state and status."""
    with TemporaryFile("w+", encoding="utf-8") as said:  # of a pipe, what Node had not yet written at its end is lost
        done = subprocess.run(
            ["node", str(LINKINATOR), address, *more, *HOW, "--skip", rf"^(?!{re.escape(address)})|/search/\?"],
            stdout=said,
            stderr=subprocess.PIPE,
            text=True,
            timeout=300,
            cwd=NODE_MODULES,
        )
        said.seek(0)
        text = said.read()
    assert text, done.stderr
    return json.loads(text)["links"]


@pytest.mark.site
@pytest.mark.parametrize("base", ["/", "/digest/", "/a/b/"])
def test_a_crawler_finds_every_page_and_nothing_broken(tmp_path, base, counted):
    for served in serve(tmp_path / "site", base):
        found = crawl(served.address, *forms(served))
        asked = asked_for(found)
        broken = [(link["state"], link["status"], link["url"], link.get("parent")) for link in found]
        broken = [each for each in broken if each[0] not in ("OK", "SKIPPED")]
        counted(f"linkinator at {base}: {len(found)} links, {len(asked)} addresses, {len(broken)} broken")
        assert broken == []
        assert all(url.startswith(served.address) for url in asked)
        missing = pages_of(served) - asked
        for _ in range(3):  # once in a while the crawler follows none of the links of a page
            if missing:
                missing -= asked_for(crawl(served.address, *forms(served)))
        assert missing == set()


@pytest.mark.site
def test_a_crawler_would_find_a_broken_link(tmp_path):
    for served in serve(tmp_path / "site", "/digest/"):
        home = served.folder / "index.html"
        first = next(link for link in links(home.read_text("utf-8")) if "/notes/" in link)
        home.write_text(home.read_text("utf-8").replace(f'"{first}"', f'"{first.rstrip("/")}x/"'), "utf-8")
        assert {link["status"] for link in crawl(served.address) if link["state"] == "BROKEN"} == {404}


def forms(served: Served) -> set[str]:
    """The pages that readers come to by a form, such as a search: no crawler sends any."""
    homes = [served.folder / "index.html", *served.folder.glob("??/index.html")]
    found = [re.findall(r'<form[^>]* action="([^"]+)"', home.read_text("utf-8")) for home in homes]
    assert all(found)
    return {urljoin(served.address, action) for actions in found for action in actions}


def asked_for(found: list[dict]) -> set[str]:
    return {unquote(link["url"].split("#")[0]) for link in found if link["state"] != "SKIPPED"}


def pages_of(served: Served) -> set[str]:
    """The readable addresses of all pages but those that nothing leads to: 404.html, and former addresses."""
    files = [file for file in served.html() if b'http-equiv="refresh"' not in file.read_bytes()]
    names = {file.relative_to(served.folder).as_posix().removesuffix("index.html") for file in files}
    return {served.address + name for name in names - {"404.html"}}
