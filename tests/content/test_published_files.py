"""Files beside notes: which are published, how they are called and sized, and what is said of those that are not."""

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest

from sitegen.content.svg import flaw
from tests.pictures import png
from tests.site import Site, clean, note

NOTE = "content/notes/2025-10-24-x.md"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="4" height="3">{}</svg>'


def found(digest: Site, *options: str) -> list[tuple[str, int, str]]:
    """File, line and rule of all that `check` says."""
    result = digest.run("check", "--format", "json", *options)
    return [(problem["file"], problem["line"], problem["rule"]) for problem in json.loads(result.out)]


ASSETS = Path(__file__).parents[2] / "templates/assets"


def assets(digest: Site) -> set[str]:
    """Published files, by their names without the keys of their bytes; those of the templates left out."""
    names = {
        re.sub(r"\.[0-9a-f]{10}(-1(?=\.webp))?", "", name[7:]) for name in digest.files() if name.startswith("assets/")
    }
    return {name for name in names if not (ASSETS / name).exists() and name != "site.css"}  # that one is of several


def beside(site, **files: str | bytes) -> Site:
    """A note that shows, and links to, each of these files beside it, a line each; `_` in their names is a dot."""
    names = [name.replace("_", ".") for name in files]
    lines = [f"[{name}]({name})" for name in names] + [f"![A {name} file]({name})" for name in names]
    digest = site(f"-- {NOTE} --\n" + note(body="\n".join(lines)))
    for name, data in zip(names, files.values(), strict=True):
        digest.put(f"content/notes/{name}", data)
    return digest


DRAFT = "draft: true\n"


def test_what_only_drafts_and_held_back_notes_name_stays_unpublished(site):
    digest = site(
        f"-- {NOTE} --\n{note(body='![둘](both.png)')}"
        f"-- content/notes/2025-10-24-draft.md --\n{note(more=DRAFT, body='![a](draft.png) [b](d.pdf)')}"
        f"-- content/notes/2025-10-24-x.en.md --\n{note(more=DRAFT, body='![a](english.png)')}"
        f"-- content/notes/2025-12-24-ahead.md --\n{note(day='2025-12-24', body='![a](ahead.png) ![둘](both.png)')}"
        "-- content/pages/about.md --\n---\ntitle: 소개\n---\n![a](../notes/about.png)\n"
        "-- content/companies/naver.md --\n---\nname: 네이버\n---\n![a](../notes/term.png)\n"
    )
    for shade, name in enumerate(["both", "draft", "english", "ahead", "about", "term"]):
        digest.put(f"content/notes/{name}.png", png(1, 1, shade))
    digest.put("content/notes/d.pdf", "%PDF")
    shown = {"both.webp", "about.webp", "term.webp"}
    assert digest.build("--as-of", "2025-10-24").err == "" and assets(digest) == shown
    digest.build("--drafts")
    assert assets(digest) == {*shown, "ahead.webp", "draft.webp", "english.webp", "d.pdf"}
    digest.put("content/notes/2025-12-24-ahead.md", note(day="2025-12-24", more=DRAFT, body="![a](ahead.png)"))
    digest.build()
    assert assets(digest) == shown and digest.files() == clean(digest)


ACTIVE = ["html", "HTML", "htm", "xhtml", "xml", "svgz", "js", "mjs", "php", "wasm", "desktop", "exe", "sh", "yaml"]


def test_files_that_may_run_something_are_errors_where_they_are_named(site):
    names = [f"x.{ending}" for ending in ACTIVE] + ["x.svg.html", "x.png.", "CNAME", "x.html%20", "x.html;.js"]
    digest = site(f"-- {NOTE} --\n" + note(body="\n\n".join(f"[{name}]({name})" for name in names)))
    for name in names:
        digest.put(f"content/notes/{name.replace('%20', ' ')}", "<script>alert(1)</script>")
    assert found(digest) == [(NOTE, 10 + 2 * n, "file-kind") for n in range(len(names))]


def test_a_site_may_publish_more_kinds_each_by_its_name(site):
    digest = beside(site, map_geojson="{}", own_html="<p>", data_yaml="a: b")
    digest.put(NOTE, note(body="[a](map.geojson) [b](own.html) [c](data.yaml)"))
    settings = (digest.root / "content/site.yaml").read_text("utf-8")
    digest.put("content/site.yaml", settings + "publish: [geojson, yaml]\n")
    assert found(digest) == [(NOTE, 10, "file-kind")]
    digest.put("content/site.yaml", settings + "publish: [geojson, yaml, html]\n")
    assert digest.build().err == "" and assets(digest) == {"map.geojson", "own.html", "data.yaml"}
    digest.put("content/notes/data.yaml", "a: c")
    digest.build()
    assert digest.files() == clean(digest)
    digest.put("content/site.yaml", settings + "publish: [.geojson, HTML, md, '']\n")
    assert [problem for problem in found(digest) if problem[0] != NOTE] == [("content/site.yaml", 6, "type")] * 4


def test_no_server_runs_a_picture_for_an_ending_in_the_middle_of_its_name(site):
    digest = beside(site, x_php_png=png(1, 1))
    digest.build()
    assert assets(digest) == {"x-php.png", "x-php.webp"}


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
WRONG = {
    "html_png": "<!DOCTYPE html><script>alert(1)</script>",
    "svg_png": SVG.format(""),
    "gif_svg": "GIF89a\1\0\1\0",
    "heic_jpg": HEIC,
    "tiff_png": b"II*\0\x08\0\0\0\0\0",
    "empty_webp": b"",
    "cut_png": png(9, 9)[:20],
    "wide_png": png(1, 1)[:16] + b"\x7f\xff\xff\xff\0\0\0\1" + png(1, 1)[24:],
    "none_avif": b"\0\0\0\x18ftypmif1",
    "wide_svg": SVG.format("").replace('"4"', f'"1{"0" * 30}"'),
    "endless_svg": SVG.format("").replace('"4"', f'"1{"0" * 400}"'),
    "html_svg": '<html xmlns="http://www.w3.org/1999/xhtml"/>',
    "plain_svg": "<svg width='1' height='1'/>",
    "euckr_svg": f'<?xml version="1.0" encoding="EUC-KR"?>{SVG.format("글")}'.encode("euc-kr"),
    "utf16_svg": SVG.format("").encode("utf-16"),
}


def test_pictures_that_are_none_are_said_and_are_not_called_missing(site):
    digest = beside(site, **WRONG)
    assert found(digest) == [(f"content/notes/{name.replace('_', '.')}", 1, "bad-image") for name in sorted(WRONG)]


def test_pictures_are_known_by_their_bytes_whatever_their_ending_says(site):
    digest = beside(site, really_jpg=png(3, 2), odd_svg=SVG.replace('width="4"', 'width="large"').format(""))
    digest.build()
    page = digest.page("notes/x/")
    assert 'alt="A really.jpg file" width="3" height="2"' in page and 'alt="A odd.svg file" loading="lazy"' in page


def test_a_document_that_is_html_is_none(site):
    digest = beside(site, page_hwp=" <html>", feed_docx="<?xml version='1.0'?>", plain_txt="<b>", cells_csv="<b>")
    digest.put(NOTE, note(body="[a](page.hwp) [b](feed.docx) [c](plain.txt) [d](cells.csv)"))
    assert found(digest) == [(f"content/notes/{name}", 1, "file-kind") for name in ("feed.docx", "page.hwp")]


def test_what_browsers_show_no_picture_of_is_said_with_what_would_mend_it(site):
    digest = beside(site, a_heic=HEIC, b_tiff=b"II*\0", c_pdf="%PDF", d_mp4=b"\0\0\0\x18ftypmp42")
    digest.put(
        NOTE,
        note(
            body="![사진](a.heic)\n![그림](b.tiff)\n![보고서](c.pdf)\n![](d.mp4)\n![주제](../topics/sovereign-ai.md)\n\n![]()"
        ),
    )
    problems = json.loads(digest.run("check", "--format", "json").out)
    assert [(p["line"], p["rule"], p["hint"]) for p in problems if p["rule"] != "image-text"] == [
        (10, "bad-image", "save it as PNG, JPEG, WebP or SVG"),
        (11, "bad-image", "save it as PNG, JPEG, WebP or SVG"),
        (12, "bad-image", "a link is `[보고서](c.pdf)`"),
        (13, "bad-image", "a link is `[](d.mp4)`"),
        (14, "bad-image", "a link is `[주제](../topics/sovereign-ai.md)`"),
        (16, "dangling-image", ""),
    ]


HARMLESS = [
    '<path d="M0 0h1"/><g fill="url(#a)" style="stroke:url(\'#b\')" aria-label="a\\b"><use xlink:href="#c"/></g>',
    "<style>@font-face{src:url(data:font/woff2;base64,AA)} path{fill:url(#a)}</style>",
    '<image href="data:image/png;base64,AA"/><a href="#part"><text>글 &amp; on</text></a>',
    '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/'
    '1.1/"><dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/></rdf:RDF></metadata>',
    '<ink:view xmlns:ink="http://www.inkscape.org/namespaces/inkscape" href="x" onload="y"/>',
]
HARMFUL = [
    "<script>alert(1)</script>",
    '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
    '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML" href="javascript:alert(1)"/>',
    "<foreignObject><b/></foreignObject>",
    '<path onclick="alert(1)"/>',
    '<path ONLOAD="alert(1)"/>',
    '<a xlink:href="javascript:alert(1)"><text>x</text></a>',
    '<a href="&#106;ava&#10;script:alert(1)"/>',
    '<a href="https://evil.example/"/>',
    '<a href="#x" xml:base="javascript:alert(1)//"/>',
    '<image href="data:image/svg+xml,&lt;svg/&gt;"/>',
    '<use href="data:image/png;base64,AA#x"/>',
    '<use xlink:href="other.svg#x"/>',
    '<set attributeName="href" to="javascript:alert(1)"/>',
    '<animate attributeName="href" values="javascript:alert(1)"/>',
    '<path fill="url(https://evil.example/x)"/>',
    '<path style="fill:u\\72l(//evil.example/x)"/>',
    "<style>@import 'https://evil.example/x.css';</style>",
    "<style><![CDATA[path{background:image-set('https://evil.example/x' 1x)}]]></style>",
    "<style>@im<style/>port 'https://evil.example/x.css'</style>",
    "<style>@im<x xmlns='u:x'>.</x>port 'https://evil.example/x.css'</style>",
    "<style>path{background:image-set('#a' 9x,'https://evil.example/x' 1x)}</style>",
    "<style>path{background:cross-fade(url(#a),'https://evil.example/x')}</style>",
    "<style>path{background:url(data:text/html,x)}</style>",
    "<?xml-stylesheet href='x.xsl' type='text/xsl'?>",
    '<iframe src="https://evil.example/"/>',
    '<handler type="text/javascript"/>',
]
DOCTYPES = {
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">': "",
    '<!DOCTYPE svg [<!ENTITY x "y">]>': "unsafe-svg",
    '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>': "unsafe-svg",
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">': "unsafe-svg",
    "<?xml-stylesheet href='x.xsl'?>": "unsafe-svg",
}


@pytest.mark.parametrize("inside", HARMLESS)
def test_an_svg_that_only_draws_is_published(inside):
    assert flaw(f'<?xml version="1.0" encoding="utf-8"?>\n{SVG.format(inside)}'.encode()) is None


@pytest.mark.parametrize("inside", HARMFUL)
def test_an_svg_that_could_run_something_or_ask_other_hosts_is_not(inside):
    what = flaw(SVG.format(f"\n <g>{inside}</g>").encode())
    assert what is not None and (what.rule, what.where.line) == ("unsafe-svg", 2), what


@pytest.mark.parametrize(("before", "rule"), DOCTYPES.items())
def test_an_svg_may_not_declare_entities_or_bring_style_sheets(before, rule):
    what = flaw(f"{before}{SVG.format('')}".encode())
    assert (what.rule if what else "") == rule


@pytest.mark.parametrize("name", ["a\\b.txt", "a\nb.txt", "a\x1bb.txt", "a" * 246 + ".txt"], ids=ascii)
def test_a_name_that_no_file_of_a_site_can_have_is_a_problem(site, name):
    digest = site()
    digest.put(NOTE, note(body=f"[글]({quote(name)})"))
    for place in ("content/notes", "templates/assets"):
        digest.put(f"{place}/{name}", "x")
    found = digest.run("build", "--json").data["problems"]
    assert {p["rule"] for p in found} <= {"file-name", "control-character", "dangling-link"}
    assert {p["file"].partition("/")[0] for p in found} == {"content", "templates"}


def test_folders_too_deep_for_a_site_are_a_problem(site):
    digest = site()
    digest.put(f"templates/assets/{'a/' * 70}x.txt", "x")
    assert [p["rule"] for p in digest.run("build", "--json").data["problems"]] == ["file-name"]


def test_two_files_that_would_be_published_under_one_name_are_not(site, monkeypatch):
    monkeypatch.setattr("sitegen.content.assets.hashed_name", lambda name, data: name)
    digest = site()
    digest.put(NOTE, note(body="[하나](a/x.txt) [둘](b/x.txt) [셋](c/x.txt)"))
    for folder, text in (("a", "1"), ("b", "2"), ("c", "1")):
        digest.put(f"content/notes/{folder}/x.txt", text)
    problems = digest.run("build", "--json").data["problems"]
    assert [(p["rule"], p["file"]) for p in problems] == [("duplicate-url", "content/notes/b/x.txt")]


def test_an_unsafe_svg_is_said_with_its_place(site):
    digest = beside(site, x_svg=SVG.format("\n  <script/>\n"))
    (problem,) = json.loads(digest.run("check", "--format", "json").out)
    assert (problem["file"], problem["line"], problem["column"]) == ("content/notes/x.svg", 2, 3)
    assert "`script`" in problem["message"] and problem["excerpt"] == "  <script/>"


def test_an_anchor_of_a_file_is_kept_and_a_file_may_have_a_hash_in_its_name(site):
    digest = site(f"-- {NOTE} --\n" + note(body="[42쪽](a.pdf#page=42&zoom=100) ![그림](a%23b.png#x) [c](a%23b.png)"))
    digest.put("content/notes/a.pdf", "%PDF")
    digest.put("content/notes/a#b.png", png(2, 1))
    digest.build()
    page = digest.page("notes/x/")
    assert re.search(r'href="/digest/assets/a\.\w+\.pdf#page=42&amp;zoom=100"', page)
    assert re.search(r'src="/digest/assets/a%23b\.\w+-2\.webp" alt="그림" width="2"', page)
    assert re.search(r'href="/digest/assets/a%23b\.\w+\.png"', page)


STRAY = ["a.markdown", "b.MD", "c.mdx", "d.md.txt", "e.Markdown", "f.md.bak", "g.md ", "h.md."]


def test_whatever_looks_like_a_text_or_the_settings_is_named(site):
    digest = site(f"-- {NOTE} --\n" + note(body="[그것](2025-10-24-a.markdown)"))
    files = [f"content/notes/2025-10-24-{name}" for name in STRAY] + ["content/Site.yaml", "content/site.yml"]
    for file in files:
        digest.put(file, note())
    assert found(digest) == sorted((file, 1, "stray-file") for file in files)


def test_files_that_no_text_refers_to_are_named_and_on_a_terminal_once_for_each_folder(site):
    digest = site(
        f"-- {NOTE} --\n{note(body='![a](used.png)')}"
        f"-- content/notes/2025-10-24-draft.md --\n{note(more=DRAFT, body='![a](draft.png)')}"
    )
    for shade, name in enumerate(["used", "draft", "a", "b", "c", "d", "e"]):
        digest.put(f"content/notes/{name}.png", png(1, 1, shade))
    silent = [".DS_Store", "Thumbs.db", "n.md~", ".n.md.swp", "#n.md#", "_old/x.png", "../LICENSE"]
    for name in [*silent, "../static/favicon.ico", "../data.yml"]:
        digest.put(f"content/notes/{name}", "x")
    result = digest.build("--json")
    assert [(p["file"], p["severity"], p["rule"]) for p in result.data["problems"]] == [
        (f"content/{name}", "warning", "unused-file")
        for name in ("data.yml", *(f"notes/{letter}.png" for letter in "abcde"), "static/favicon.ico")
    ]
    assert "; nor are 4 more in content/notes/: `b.png`, `c.png`, `d.png`, …" in result.err
    assert "3 warnings" in result.err
    every = digest.run("check", "--all").out
    assert [letter for letter in "abcde" if f"content/notes/{letter}.png:1:1: warning: no text" not in every] == []
    digest.put("content/new/z.txt", "x")
    assert ("content/new/z.txt", 1, "unused-file") in found(digest)
    assert "content/new/z.txt" in digest.build().err and "content/new/z.txt" in digest.build().err
    digest.put("content/notes/2025-10-25-y.txt", note(day="2025-10-25"))
    digest.put("content/notes/2025-10-25-y.md 복사본", note(day="2025-10-25"))
    for name in ("2025-10-25-y.txt", "2025-10-25-y.md 복사본"):
        assert f"if `{name}` is a note, let its name end with `.md`" in digest.build().err
    digest.put("content/notes/2025-10-25-z.md", "---\ntitle: [\n---\n![a](a.png)")  # nobody knows what it refers to
    assert [rule for _, _, rule in found(digest)] == ["yaml"]


@pytest.mark.parametrize(
    ("target", "part", "why"),
    [
        ("_resources/p.png", "_resources", "begins with `_`"),
        (".p.png", ".p.png", "begins with `.`"),
        ("p.png~", "p.png~", "ends with `~`"),
        ("_d/2025-10-24-z.md", "_d", "begins with `_`"),
    ],
)
def test_a_reference_to_what_is_passed_over_says_so(site, target, part, why):
    digest = site(f"-- {NOTE} --\n{note(body=f'[a]({target})')}-- content/notes/{target} --\nx\n")
    (problem,) = json.loads(digest.run("check", "--format", "json").out)
    assert problem["message"] == f"content/notes/{target} is passed over, for `{part}` {why}"
    assert problem["hint"] == f"call it `{part.strip('._~')}`"


TARGETS = (
    *("../topics/sovereign-ai.md", "2025-10-24-draft.md", "2025-10-24-broken.md", "../pages/about.md", "../loose.md"),
    *("p.png", "p.png/", "p.png?x=1", "p.png%00", "a.pdf#page=1", "none.png", "none.md", "..", ".", "/", "../../", ""),
    *("#x", "?q", "../site.yaml", "../../templates/x", "..%2f..%2fx", "%2e%2e/site.yaml", "x.html%00.png", "%ff", "%"),
)


def test_no_reference_to_anything_is_a_traceback(site):
    digest = site(
        "-- content/pages/about.md --\n---\ntitle: 소개\n---\n-- content/loose.md --\nx\n"
        f"-- content/notes/2025-10-24-draft.md --\n{note(more=DRAFT)}"
        "-- content/notes/2025-10-24-broken.md --\n---\ntitle: [\n---\n"
    )
    digest.put("content/notes/p.png", png(1, 1))
    digest.put("content/notes/a.pdf", "%PDF")
    kinds = ("[w]({})", "![w]({})", "[[{}]]")
    body = "\n\n".join(kind.format(target) for target in TARGETS for kind in kinds)
    digest.put(NOTE, note(body=body))
    rules = {rule for file, _, rule in found(digest) if file == NOTE}
    assert rules == {"dangling-link", "dangling-image", "dangling-anchor", "bad-image", "file-kind", "link-to-draft"}
