"""The server of the other tests keeps GitHub Pages' rules, so that what works there works here."""

import gzip
import http.client
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.pages_server import serving

FILES = {
    "index.html": "home",
    "404.html": "missing",
    "notes/index.html": "notes",
    "notes/오픈ai/index.html": "Hangul",
    "about.html": "about",
    "both.html": "file",
    "both/index.html": "folder",
    "assets/Site.css": "style",
    "feed.json": "feed",
    "empty/deep/index.html": "deep",
    "100%/index.html": "percent",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    return tmp_path / "site"


def get(folder: Path, base: str, path: str) -> tuple[int, str, str]:
    """Status, text, and where it sends the browser: what is asked for goes over the wire as it is given."""
    with serving(folder, base) as address:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
        connection.request("GET", path)
        response = connection.getresponse()
        found = response.status, response.read().decode(), response.headers.get("Location", "")
        connection.close()
        return found


@pytest.mark.parametrize("base", ["/", "/digest/", "/a/b/"])
@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("", 200, "home"),
        ("index.html", 200, "home"),
        ("notes/", 200, "notes"),
        ("about", 200, "about"),
        ("about.html", 200, "about"),
        ("about/", 404, "missing"),
        ("both", 200, "file"),
        ("both/", 200, "folder"),
        ("notes/%EC%98%A4%ED%94%88ai/", 200, "Hangul"),
        ("notes/%ec%98%a4%ed%94%88ai/", 200, "Hangul"),
        ("notes/%25EC%2598%25A4%25ED%2594%2588ai/", 404, "missing"),  # decoded once
        ("100%25/", 200, "percent"),
        ("Notes/", 404, "missing"),
        ("assets/Site.css", 200, "style"),
        ("assets/site.css", 404, "missing"),
        ("assets/", 404, "missing"),  # no list of a folder's files
        ("empty", 404, "missing"),
        ("nothing", 404, "missing"),
        ("deep/er/nothing/", 404, "missing"),
        ("../secret.txt", 404, "missing"),
        ("%2e%2e/secret.txt", 404, "missing"),
        ("notes/?utm_source=x", 200, "notes"),
    ],
)
def test_an_address_gets_what_github_pages_would_send(folder, base, path, status, text):
    assert get(folder, base, base + path) == (status, text, "")


@pytest.mark.parametrize("base", ["/", "/digest/", "/a/b/"])
def test_a_folder_without_its_slash_sends_on_to_the_folder(folder, base):
    assert get(folder, base, f"{base}notes") == (301, "", f"{base}notes/")
    hangul = "notes/%EC%98%A4%ED%94%88ai"
    assert get(folder, base, base + hangul) == (301, "", f"{base}{hangul}/")


def test_the_place_of_a_project_site_without_its_slash_sends_on(folder):
    assert get(folder, "/digest/", "/digest") == (301, "", "/digest/")


def test_nothing_outside_the_site_s_place_is_there(folder):
    assert get(folder, "/digest/", "/notes/")[:2] == (404, "missing")


def test_without_a_404_page_a_miss_says_nothing(folder):
    (folder / "404.html").unlink()
    assert get(folder, "/", "/nothing") == (404, "", "")


def test_asking_for_the_head_alone_sends_no_text(folder):
    with serving(folder) as address:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
        for method, text in (("HEAD", ""), ("GET", "notes")):  # over one connection: text sent would come first
            connection.request(method, "/notes/")
            response = connection.getresponse()
            assert (response.status, response.read().decode()) == (200, text)
        connection.close()


def test_files_go_out_with_the_types_that_browsers_need(folder):
    with serving(folder) as address:
        types = {}
        for path in ("/", "/assets/Site.css", "/feed.json"):
            connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
            connection.request("GET", path)
            types[path] = connection.getresponse().headers["Content-Type"].split(";")[0]
            connection.close()
    assert types == {"/": "text/html", "/assets/Site.css": "text/css", "/feed.json": "application/json"}


@pytest.mark.parametrize(("asked", "encoding"), [("gzip, br", "gzip"), ("br", None), ("", None)])
def test_text_is_compressed_for_those_who_take_it_so(folder, asked, encoding):
    with serving(folder, compressed=True) as address:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
        connection.request("GET", "/notes/", headers={"Accept-Encoding": asked})
        response = connection.getresponse()
        text = response.read()
        connection.close()
    assert response.headers["Content-Encoding"] == encoding
    assert (gzip.decompress(text) if encoding else text) == b"notes"
