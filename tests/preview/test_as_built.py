"""What the preview shows is what a build writes: every file of a site that has all sorts of them, byte for byte."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from sitegen.incremental.workspace import Options
from sitegen.preview.app import Preview
from tests.preview.test_preview import PNG
from tests.site import Site, note

NOTE = "content/notes/2025-10-24-one.md"
SITE = f"""
-- content/site.yaml --
title: {{ko: 다이제스트, en: Digest}}
base_url: https://example.org/digest/
id: tag:example.org,2026:digest
languages: [ko, en]
extra: {{counter: "&<1>"}}
policy:
  script-src: [https://stats.example.org, sha256-{"a" * 43}=]
  connect-src: [https://stats.example.org]
  font-src: ["data:"]
-- {NOTE} --
{note("첫 노트", body="![그림](그림.png) 본문이다. [[openai]] [표](표.csv)")}
-- content/notes/2025-10-24-one.en.md --
---
title: The first note
summary: In short.
---

A body.
-- content/notes/2099-01-01-later.md --
{note("나중", day="2099-01-01")}
-- content/notes/표.csv --
a,b
-- content/pages/about.md --
---
title: 소개
---

본문

```notes
terms: {{topics: sovereign-ai}}
```
-- templates/assets/logo.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>
-- templates/assets/mark.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>
-- templates/assets/own.js --
import "./tools.js";
-- templates/assets/tools.js --
document.title += new URL("./logo.svg", import.meta.url);
-- templates/assets/unused.txt --
Nobody names this.
-- templates/assets/site.css/95-own.css --
.own {{ background: url(mark.svg) }}
-- templates/changes.html --
{{% extends "base.html" %}}
{{% block head %}}<script src="{{{{ asset('own.js') }}}}" type="module"></script>{{% endblock %}}
{{% block main %}}<img class="own" src="{{{{ asset('logo.svg') }}}}" alt="">{{% endblock %}}
-- templates/parts/head.html --
<script src="https://stats.example.org/s.js" data-site="{{{{ view.frame.extra.counter }}}}" defer></script>
-- templates/parts/foot.html --
<p>{{{{ view.frame.site }}}}</p>
-- static/.well-known/security.txt --
Contact: mailto:a@example.org
-- static/tools/index.html --
<!doctype html>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<script>alert(1)</script>
-- static/plain.html --
<head></head>
"""
# What the preview adds to a page: its script, and in a policy what lets that run and ask.
OWN = re.compile(rb'<script (type="application/json" id="sitegen-about"|type="module"|nonce=").*?</script>')
ALLOWED = re.compile(rb"; script-src 'nonce-\w+'| 'nonce-\w+'")
ASKING = re.compile(rb'(; )?connect-src [^;"]+(?=")')


@pytest.fixture
def digest(site) -> Site:
    digest = site(SITE)
    digest.put("content/notes/그림.png", PNG)
    digest.put("static/app/icon.png", PNG)
    return digest


@pytest.fixture
def preview(digest) -> Iterator[Preview]:
    preview = Preview(Options(root=digest.root), "127.0.0.1", True, print)
    yield preview
    preview.stop()


def answered(preview: Preview, path: str) -> tuple[int, bytes]:
    answer = preview.answer(preview.asked(f"/digest/{quote(path)}", {"Host": "localhost"}))
    return answer.status, answer.data


def as_built(shown: bytes, built: bytes) -> bytes:
    plain = ALLOWED.sub(b"", OWN.sub(b"", shown))
    return plain if b"connect-src" in built else ASKING.sub(b"", plain)


def compare(digest: Site, preview: Preview) -> set[str]:
    """Builds, and compares every file; which there are."""
    digest.build("--drafts")
    files = {name: data for name, data in digest.files().items() if not name.startswith(".sitegen/")}
    for name, built in files.items():
        status, shown = answered(preview, name)
        assert status == 200, name
        assert as_built(shown, built) == built, name
        if name.endswith("/index.html"):
            assert answered(preview, name.removesuffix("index.html")) == (200, shown)
    return set(files)


def test_every_file_is_served_as_it_is_built(repository, digest, preview):
    files = compare(digest, preview)
    unkeyed = {re.sub(r"\.\w{10}(-1)?\.", ".", name) for name in files if name.startswith("assets/")}
    shipped = {f"assets/{file.name}" for file in (repository / "templates/assets").iterdir()}
    assert unkeyed - shipped == {
        f"assets/{name}" for name in ("logo.svg", "mark.svg", "own.js", "tools.js", "그림.webp", "표.csv")
    }
    assert files >= {".well-known/security.txt", "tools/index.html", "plain.html", "app/icon.png", "404.html"}
    assert files >= {"en/notes/one/index.html", "notes/later/index.html", ".nojekyll", "robots.txt"}
    scripts = f"script-src 'self' https://stats.example.org 'sha256-{'a' * 43}=';".encode()
    assert scripts in digest.files()["notes/one/index.html"] and b"&amp;&lt;1&gt;" in digest.files()["404.html"]
    _, missing = answered(preview, "nothing/here/")
    assert as_built(missing, digest.files()["404.html"]) == digest.files()["404.html"]


def test_a_static_file_is_served_without_the_preview_s_script(digest, preview):
    for name in ("plain.html", "tools/", "tools/index.html"):
        file = f"static/{name}index.html" if name.endswith("/") else f"static/{name}"
        assert answered(preview, name) == (200, (digest.root / file).read_bytes())


def test_after_edits_of_static_files_and_assets_it_is_so_too(digest, preview):
    def edit(path: str, text: str | None) -> set[str]:
        file = digest.root / path
        if text is None:
            digest.remove(path)
        else:
            digest.put(path, text)
        preview._take_up({str(file)})
        return compare(digest, preview)

    assert "new.txt" in edit("static/new.txt", "one")
    edit("static/new.txt", "two")
    assert "new.txt" not in edit("static/new.txt", None)
    assert "app/icon.png" not in edit("static/app", None)
    edit("templates/assets/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="3"/>')
    edit("templates/assets/mark.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>')
    assert not any("mark." in name for name in edit("templates/assets/site.css/95-own.css", ".own { color: red }\n"))
    assert any(
        "unused." in name for name in edit("templates/assets/tools.js", 'new URL("./unused.txt", import.meta.url)')
    )
    assert not any("own." in name for name in edit("templates/changes.html", "plain"))


def test_a_static_file_in_a_page_s_way_is_said_over_the_last_good_site(digest, preview):
    before = answered(preview, "plain.html")
    file = digest.put("static/notes/one.html", "x")
    preview._take_up({str(file)})
    assert [problem.rule for problem in preview._problems if problem.severity == "error"] == ["duplicate-url"]
    assert answered(preview, "plain.html") == before
    digest.remove("static/notes")
    preview._take_up({str(file)})
    assert [problem for problem in preview._problems if problem.severity == "error"] == []
