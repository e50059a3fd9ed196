"""Addresses: which files a site has, what old ones lead to, and that none hides another or lies elsewhere."""

import json
import re

import pytest

from sitegen.config import IN_CONTENT
from sitegen.digest.chains import levels
from sitegen.pages import plan
from sitegen.pages.page import Kind, Page, Whole
from sitegen.pages.urls import Urls
from sitegen.text.suggest import Words
from tests.growth import seconds, times_as_long
from tests.site import Site, note

X = "content/notes/2025-10-24-x.md"
TERM = "---\nname: 데이터센터\n{}---\n"
PAGE = "---\ntitle: 소개\n{}---\n"


def said(digest: Site, *keys: str) -> list[tuple]:
    """What `check` says: of each problem its file, place and rule, or the keys that are asked for."""
    problems = json.loads(digest.run("check", "--format", "json").out)
    return [tuple(problem[key] for key in keys or ("file", "line", "column", "rule")) for problem in problems]


def leads_to(digest: Site, file: str) -> str:
    found = re.search(r'<meta http-equiv="refresh" content="0; url=([^"]*)">', digest.page(file))
    assert found, file
    return found[1]


OLD = {
    "/2024/01/old-title.html": "2024/01/old-title.html",
    "/blog/2023/x/": "blog/2023/x/index.html",
    "/blog/2023/y": "blog/2023/y.html",
    "/blog/index.html": "blog/index.html",
    "/Blog/Post.HTM": "Blog/Post.HTM",
    "/글/인공지능/": "글/인공지능/index.html",
    "/%EA%B8%80/a%20b/": "글/a b/index.html",
    "/그/": "그/index.html",  # written in NFD
    "/en/2024/x/": "en/2024/x/index.html",
    "/notes/x.html": "notes/x.html",  # beside the page that it leads to
}


def test_whole_old_addresses_lead_to_their_note_for_as_long_as_it_names_them(site):
    digest = site()
    digest.put(X, note(more=f"was: [{', '.join(f'{old!r}' for old in OLD)}]\n"))
    assert digest.build().err == ""
    assert {file: leads_to(digest, file) for file in OLD.values()} == dict.fromkeys(OLD.values(), "/digest/notes/x/")
    digest.put(X, note())
    digest.build()
    assert not [file for file in OLD.values() if (digest.output / file).exists()]


def test_a_whole_old_address_leads_to_the_language_of_the_file_that_names_it(site):
    digest = site()
    digest.put(X, note(more="was: [/alt/, old]\n"))
    digest.put("content/notes/2025-10-24-x.en.md", note("Title", more="was: [/old/]\n"))
    digest.put("content/topics/dc.md", TERM.format("was: [/category/dc, cloud]\n"))
    digest.put("content/pages/about.md", PAGE.format("was: [/about.html, info]\n"))
    digest.put("content/pages/about.en.md", PAGE.format("was: [/about-us/]\n"))
    assert digest.build().err == ""
    expected = {
        "alt/": "notes/x/",
        "old/": "en/notes/x/",
        "notes/old/": "notes/x/",
        "en/notes/old/": "en/notes/x/",
        "category/dc.html": "topics/dc/",
        "topics/cloud/": "topics/dc/",
        "en/topics/cloud/": "en/topics/dc/",
        "about.html": "about/",  # which is no page of its own beside /about/
        "about-us/": "en/about/",
        "info/": "about/",
        "en/info/": "en/about/",
    }
    assert {url: leads_to(digest, url) for url in expected} == {url: f"/digest/{to}" for url, to in expected.items()}
    assert [
        each["was"] for each in json.loads(digest.page("data/terms.json"))["terms"] if each["key"] == "topics/dc"
    ] == [["cloud"]]


CLAIM = "companies: [openai]\nclaims:\n  - {{kind: investment, by: openai, what: 공장, {}}}\n"


def test_a_claim_s_former_address_leads_to_the_claim(site):
    digest = site()
    digest.put(X, note(more=CLAIM.format("id: plant, was: [factory]")))
    digest.put("content/notes/2025-10-25-y.md", note(day="2025-10-25", more=CLAIM.format("id: plant, was: [works]")))
    digest.build()
    for old in ("factory", "works"):
        assert leads_to(digest, f"claims/{old}/index.html") == "/digest/claims/plant/"
        assert leads_to(digest, f"en/claims/{old}/index.html") == "/digest/en/claims/plant/"


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ("was: [old]", "claim-field"),  # no id: there is no page to lead to
        ("id: x, was: [../old]", "type"),
        ("id: x, was: [x]", "duplicate-url"),
    ],
)
def test_what_cannot_have_been_a_claim_s_id_is_a_problem(site, fields, rule):
    digest = site()
    digest.put(X, note(more=CLAIM.format(fields)))
    assert (X, rule) in said(digest, "file", "rule")


def test_a_link_finds_a_standing_page_by_what_its_id_was(site):
    digest = site()
    digest.put("content/pages/about.md", PAGE.format("was: [info]\n"))
    digest.put(X, note(body="[[info]], [[pages/info]]"))
    assert digest.build().err == ""
    assert digest.page("notes/x/").count('<a href="/digest/about/">소개</a>') >= 2


OUTSIDE = [
    *(
        "..",
        "../notes/x",
        "../../../../../other-site",
        "../../manifest.json.new",
        ".sitegen",
        "Old Id",
        "a/b",
        "가" * 86,
    ),
    *(
        "/../x",
        "/%2e%2e/%2e%2e/x",
        "/.sitegen/manifest.json",
        "/.SITEGEN/x/",
        "/a/../b/",
        "/./a",
        "/.well-known/x.html",
    ),
    *("//a", "/a//b", "/%2F%2Fa", "/a\\\\b", "/a%5Cb", "/%00", "/a%0Ab/", "/%FF", "/%E2%81%A6a/", "/a?b=1", "/a#b"),
    *("https://o.example/a/", "/assets/a.html", "/Assets/a/", "/x.php", "/feed", "/" + "가" * 86, "/" + "ab/" * 200),
]


@pytest.mark.parametrize("file", [X, "content/topics/dc.md", "content/pages/about.md"])
def test_nothing_that_was_can_become_a_file_elsewhere(site, tmp_path, file):
    digest = site()
    digest.put(X, note())
    digest.put("content/topics/dc.md", TERM.format(""))
    digest.put("content/pages/about.md", PAGE.format(""))
    digest.build()
    (tmp_path / "other-site").mkdir()
    (tmp_path / "other-site/index.html").write_text("mine")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and ".sitegen" not in str(path)}
    wrong = [was for was in OUTSIDE if was != "/feed"]
    quoted = "".join(f'  - "{was}"\n' for was in wrong)
    text = (digest.root / file).read_text("utf-8")
    digest.put(file, text.replace("\n---", f"\nwas:\n{quoted}---", 1))
    result = digest.run("build", "--json")
    assert result.status == 1
    found = [(p["line"], p["rule"]) for p in result.data["problems"] if p["file"] == file]
    first = text[: text.index("\n---", 4)].count("\n") + 3
    assert found == [
        (first + i, "url" if was.startswith(("/", "https")) else "file-name") for i, was in enumerate(wrong)
    ]
    digest.put(file, text)
    digest.build()
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and ".sitegen" not in str(path)}
    assert after == before


@pytest.mark.parametrize(
    ("was", "hint"),
    [
        ("/a/?page=2", "write `/a/`"),
        ("https://old.example/2024/x/", "write `/2024/x/`"),
        ("https://example.org/digest/2024/old/", "write `/2024/old/`"),  # which is `base_url` and what follows it
        ("http://EXAMPLE.org/digest/2024/old.html?x", "write `/2024/old.html`"),
        (
            "https://example.org/other/x/",
            "leave it out: this site makes no pages outside of https://example.org/digest/",
        ),
        ("https://example.org/digest/x.php", "`/x.php` ends in `.php`"),
        ("http://[x/", "leave it out"),
        ("2024/01/x.html", "begins with `/`"),
        ("Old Id", "call it `old-id`"),
        ("/x.php", "ends in `/` or `.html`"),
    ],
)
def test_what_cannot_have_been_says_what_may(site, was, hint):
    digest = site()
    digest.put(X, note(more=f'was: ["{was}"]\n'))
    [(place, found)] = said(digest, "line", "hint")
    assert place == 8
    assert hint in found


@pytest.mark.parametrize("file", [X, "content/topics/dc.md", "content/pages/about.md"])
def test_an_address_of_this_site_redirects_as_the_hint_says(site, file):
    digest = site()

    def put(was: str) -> None:
        texts = {X: note(more=f"{was}\n"), "content/topics/dc.md": TERM.format(f"{was}\n")}
        digest.put(file, texts.get(file, PAGE.format(f"{was}\n")))

    put("was: ['https://example.org/digest/2024/old/']")
    [hint] = [hint for (hint,) in said(digest, "hint")]
    put(f"was: ['{hint.split('`')[1]}']")
    digest.build()
    assert "2024/old/index.html" in digest.files()


def test_an_old_address_that_stands_in_the_way_of_a_page_is_a_problem(site):
    digest = site()
    old = [
        *("/", "/notes", "/Notes/", "/notes/y", "/notes/Y/", "/topics/dc/", "/404/", "/about", "/en"),
        *("/feed.xml/x", "/sitemap.xml/x/y.html", "/data/notes.csv/", "/claims/index.html", "/notes/X/"),
    ]
    digest.put(X, note(more=f"was: [{', '.join(old)}]\n"))
    digest.put("content/notes/2025-10-24-y.md", note())
    digest.put("content/topics/dc.md", TERM.format(""))
    digest.put("content/pages/about.md", PAGE.format(""))
    problems = [p for p in said(digest, "file", "line", "column", "rule", "message") if p[0] == X]
    assert {p[:4] for p in problems} == {(X, 8, 6, "duplicate-url"), (X, 1, 1, "duplicate-url")}
    assert {p[4].rpartition(" ")[2] for p in problems if p[1] == 8} == {
        f"{path}.html" if path[-1] != "/" and "." not in path.rpartition("/")[2] else path for path in old
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [("/a", "/a"), ("/a", "/a/"), ("/a.html", "/a/"), ("/a/", "/A/"), ("/a.html", "/a.html/b"), ("/글/", "/%EA%B8%80")],
)
def test_two_old_addresses_that_are_one_place_are_a_problem_at_both(site, one, other):
    digest = site()
    digest.put(X, note(more=f"was: [{one}]\n"))
    digest.put("content/topics/dc.md", TERM.format(f'was: ["{other}"]\n'))
    assert said(digest) == [(X, 8, 6, "duplicate-url"), ("content/topics/dc.md", 3, 6, "duplicate-url")]
    y = "content/notes/2025-10-24-y.md"
    digest.remove("content/topics/dc.md")
    digest.put(y, note(more=f'was: ["{other}"]\n'))
    assert said(digest) == [(X, 8, 6, "duplicate-url"), (y, 8, 6, "duplicate-url")]


def test_one_note_may_have_stood_at_an_address_with_and_without_a_slash(site):
    digest = site()
    digest.put(X, note(more="was: [/a, /a/, /A/, old, /notes/old/]\n"))
    assert digest.build().err == ""
    assert {leads_to(digest, url) for url in ("a.html", "a/", "A/", "notes/old/")} == {"/digest/notes/x/"}


def test_an_address_that_two_notes_claim_is_said_though_one_of_them_waits(site):
    digest = site()
    digest.put(X, note(more="was: [/a/]\n"))
    digest.put("content/notes/2025-10-24-y.md", note(more="was: [/a/]\ndraft: true\n"))
    assert [rule for _, _, _, rule in said(digest)] == ["duplicate-url", "duplicate-url"]


def nothing(context):
    return Whole(b"")


URLS = Urls("https://example.org/", "ko")
HIDING = Kind(view=nothing, pages=lambda context: iter([Page(context.urls.at("claims/"), HIDING)]))


def test_two_pages_of_the_sites_own_never_hide_each_other_in_silence(site, monkeypatch):
    monkeypatch.setattr(plan, "KINDS", (*plan.KINDS, HIDING))
    digest = site()
    assert said(digest) == [("content/site.yaml", 1, 1, "duplicate-url")]


def test_what_is_reserved_is_what_a_site_really_has_at_its_root(full):
    there = {path.split("/")[0] for path in full.files() if not path.startswith((".sitegen/", "en/"))}
    pages = {name.removesuffix(".html").lower() for name in there if "." not in name or name.endswith(".html")} - {
        "index"
    }
    own = {path.name for path in (full.root / "content").iterdir() if path.is_dir()} - set(IN_CONTENT)
    standing = {path.name.split(".")[0] for path in (full.root / "content/pages").iterdir()}
    # CNAME stands where a site has a host of its own.
    assert pages | {"cname", "corrections"} == set(plan.own_names()) | own | (standing - {"corrections"})


def test_notes_and_terms_may_be_called_as_pages_of_the_site_are(site):
    digest = site()
    ids = ("data", "search", "claims", "en", "topics", "assets", "404")
    for id in ids:
        digest.put(f"content/notes/2025-10-24-{id}.md", note(id))
        digest.put(f"content/topics/{id}.md", f"---\nname: T {id}\n---\n")
    assert digest.build().err == ""
    for id in ids:
        assert f"<h1>T {id}</h1>" in digest.page(f"topics/{id}/")
        assert f"<h1>{id}</h1>" in digest.page(f"notes/{id}/")


@pytest.mark.parametrize("id", ["a" * 256, "가" * 86])
def test_an_id_that_no_folder_can_be_called_is_a_problem_with_its_place(site, id):
    digest = site()
    claim = f"claims: [{{id: {id}, kind: supply, by: openai, what: x}}]\ncompanies: [openai]\n"
    digest.put(X, note(more=f"was: [{id}]\n{claim}"))
    digest.write(
        "-- content/site.yaml --\ntitle: x\nbase_url: https://e.org/\nlanguages: [ko]\n"
        f"taxonomies:\n  {id}: {{name: x}}\n"
    )
    result = digest.run("build", "--json")
    assert result.status == 1
    assert [(p["file"], p["line"], p["rule"]) for p in result.data["problems"] if "bytes long" in p["message"]] == [
        (X, 8, "file-name"),
        (X, 9, "type"),
        ("content/site.yaml", 5, "file-name"),
    ]


@pytest.mark.parametrize("id", ["a" * 255, "가" * 85])
def test_an_id_as_long_as_a_folder_may_be_called_is_none(site, id):
    digest = site()
    digest.put(
        X, note(more=f"was: [{id}]\nclaims: [{{id: {id}, kind: supply, by: openai, what: x}}]\ncompanies: [openai]\n")
    )
    assert digest.build().err == ""
    assert leads_to(digest, f"notes/{id}/") == "/digest/notes/x/"
    assert (digest.output / f"claims/{id}/index.html").is_file()


@pytest.mark.parametrize(
    "url",
    [
        "../x",
        "/x",
        "a/../../x/",
        "a//b",
        "./x",
        ".sitegen/x",
        ".SiteGen/",
        "a\\b",
        "a\0",
        "a\nb/",
        "\ud800",
        "a/./",
        "가" * 86,
    ],
)
def test_no_address_leaves_the_output(url):
    with pytest.raises(ValueError, match="cannot be a file of a site"):
        URLS.at(url).file  # noqa: B018


@pytest.mark.parametrize("url", ["", "notes/x/", "feed.xml", ".nojekyll", "a..b/..c/", "글/ａ　b/", "가" * 85 + "/"])
def test_every_other_address_has_its_file(url):
    assert URLS.at(url).file == (f"{url}index.html" if not url or url.endswith("/") else url)


def test_topics_20_deep_are_shown_and_those_below_are_a_problem(site):
    digest = site()
    for n in range(20):
        digest.put(f"content/topics/p{n}.md", f"---\nname: P{n}\n{f'parent: p{n - 1}' if n else ''}\n---\n")
    digest.put(X, note(topics="p19"))
    assert digest.build().err == ""
    assert "제목" in digest.page("topics/p0/")
    for n in range(20, 60):
        digest.put(f"content/topics/p{n}.md", f"---\nname: P{n}\nparent: p{n - 1}\n---\n")
    assert said(digest) == [("content/topics/p20.md", 3, 9, "parent-depth")]


def test_of_things_in_a_circle_and_below_it_the_levels_are_known():
    above = {"b": "a", "c": "b", "x": "y", "y": "x", "z": "y", "me": "me"}
    assert levels(above) == {"b": 2, "c": 3, "x": 0, "y": 0, "z": 2, "me": 0}


def test_how_deep_things_stand_is_found_in_time_that_grows_as_they_do():
    def found(size: int) -> object:
        return levels({n: n - 1 for n in range(1, size)} | {-n: -n - 1 for n in range(1, size)} | {-size: -1})

    assert times_as_long(lambda size: seconds(lambda: found(size)), 80_000, 20_000, most=12) < 12


def test_the_nearest_of_many_words_is_found_in_time_that_grows_as_they_do():
    def asked(size: int) -> None:
        words = Words(f"company-{n:05}-{n * n}" for n in range(size))
        assert (
            words.nearest(f"compny-{size // 2:05}-{(size // 2) ** 2}") == f"company-{size // 2:05}-{(size // 2) ** 2}"
        )
        for n in range(size // 4):
            words.nearest(f"cmpany-{n:05}-{n}")

    assert times_as_long(lambda size: seconds(lambda: asked(size)), 800, 200, most=12) < 12
