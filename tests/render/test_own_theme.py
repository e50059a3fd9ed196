"""A theme of one's own without a fork: `extra`, the slots at the head and the foot of pages, and `policy`."""

import json
import re
from html import unescape

import pytest

from sitegen.content.policy import checked
from tests.site import SITE, Site, clean, note

NOTE = "content/notes/2025-10-24-a.md"
YAML = "content/site.yaml"
HEADING = SITE.split("-- content/topics")[0].removeprefix("\n-- content/site.yaml --\n")


def settings(digest: Site, more: str) -> None:
    digest.put(YAML, HEADING + more)


def found(digest: Site) -> list[tuple[str, str, int, int]]:
    problems = json.loads(digest.run("check", "--format", "json").out)
    return [(p["rule"], p["file"], p["line"], p["column"]) for p in problems]


def policy(page: str) -> str:
    [content] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    return unescape(content)


def test_extra_reaches_templates_as_plain_data(site):
    digest = site()
    settings(digest, "extra: {motto: {ko: 모토, en: Motto}, count: 2.50, on: yes}\n")
    more = "extra:\n  region: <서울>\n  tags: [a, b]\n  map: {deep: [{x: '1'}]}\n"
    digest.put(NOTE, note(more=more))
    digest.put(
        "content/notes/2025-10-24-a.en.md", "---\ntitle: A\nsummary: B\nextra: {region: Seoul, own: x}\n---\n\nC.\n"
    )
    digest.put("content/companies/openai.md", "---\nname: OpenAI\nextra: {ticker: none}\n---\n")
    digest.put("content/pages/about.md", "---\ntitle: 소개\nextra: {wide: 'true'}\n---\n\n본문\n")
    digest.put(
        "templates/note.html",
        "{{ view.extra.region }} {{ view.extra.tags | join('+') }} {{ view.extra.map.deep[0].x }} "
        "{{ view.frame.extra.motto[view.lang] }} {{ view.frame.extra.count }} {{ view.frame.extra.on }} "
        "{{ view.extra.own is defined }} {{ view.extra.get('gone', '-') }} {{ view.extra.items() | list | length }}",
    )
    digest.put("templates/term.html", "{{ view.extra.ticker | default('?') }}")
    digest.put("templates/standing.html", "{{ view.extra.wide }}")
    digest.put(
        "templates/notes.html",
        "{% macro card(note) %}[{{ note.extra.region }}]{% endmacro %}"
        "{% for month in view.months %}{% for note in month.notes %}{{ card | once(note) }}{% endfor %}{% endfor %}",
    )
    digest.build()
    assert digest.page("notes/a/") == "&lt;서울&gt; a+b 1 모토 2.50 yes False - 3"
    assert digest.page("en/notes/a/") == "Seoul a+b 1 Motto 2.50 yes True - 4"  # what it leaves out is the first's
    assert digest.page("companies/openai/") == "none" and digest.page("companies/naver/") == "?"
    assert (digest.page("about/"), digest.page("notes/"), digest.page("en/notes/")) == (
        "true", "[&lt;서울&gt;]", "[Seoul]",
    )  # fmt: skip
    for before, after in (("<서울>", "부산"), ("a, b", "c"), ("region", "place")):
        digest.put(NOTE, (digest.root / NOTE).read_text("utf-8").replace(before, after))
        status = digest.run("build").status
        assert status == 0 and digest.files() == clean(digest) if after != "place" else status == 1
    digest.put(NOTE, note(more=more))
    settings(digest, "extra: {motto: {ko: 다른, en: Other}, count: 3, on: no}\n")
    digest.build()
    assert "다른 3 no" in digest.page("notes/a/") and digest.files() == clean(digest)


def test_a_template_cannot_change_extra_nor_reach_into_it(site):
    for text in ("{{ view.extra.update({}) }}", "{{ view.extra.__class__ }}", "{{ view.extra._hash }}"):
        digest = site()
        digest.put(NOTE, note(more="extra: {a: b}\n"))
        digest.put("templates/note.html", text)
        assert digest.run("build").status == 1


MISTAKEN = {
    "extra: text": ("type", 1),
    "extra: [a]": ("type", 1),
    "extra: {a: }": ("type", 1),
    "extra:\n  a:\n    - b\n    -": ("type", 4),
    "extra: {a: b, a: c}": ("duplicate-key", 1),
    "extra: {a: " + "x" * 50_001 + "}": ("too-many", 1),
    "extra:\n  a: [" + "x, " * 1001 + "]": ("too-many", 1),
}


@pytest.mark.parametrize("more", MISTAKEN, ids=lambda text: text[:30])
def test_extra_that_is_none_or_too_much_is_a_problem_at_its_place(site, more):
    rule, line = MISTAKEN[more]
    digest = site()
    settings(digest, more + "\n")
    head = HEADING.count("\n")
    assert [(r, f, n) for r, f, n, _ in found(digest)] == [(rule, YAML, head + line)]
    settings(digest, "")
    digest.put(NOTE, note(more=more + "\n"))
    assert [(r, f, n) for r, f, n, _ in found(digest)] == [(rule, NOTE, 7 + line)]


def test_the_schemas_take_any_plain_data_as_extra(site):
    jsonschema = pytest.importorskip("jsonschema")
    digest = site()
    front = {"title": "x", "summary": "y", "extra": {"a": ["b", {"c": 1}], "d": True}}
    for what in ("note", "term", "page", "site"):
        result = digest.run("schema", what)
        schema = json.loads(result.out)
        assert schema["properties"]["extra"]["additionalProperties"] == {"$ref": "#/$defs/Extra"}
        part = {"$defs": schema["$defs"], "type": "object", "properties": {"extra": schema["properties"]["extra"]}}
        jsonschema.validate({"extra": front["extra"]}, part)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"extra": {"a": None}}, part)


def test_slots_stand_in_every_page_and_are_empty_as_shipped(site):
    digest = site(f"-- {NOTE} --\n" + note())
    digest.build()
    before = digest.files()
    pages = [name for name in before if name.endswith(".html") and b"masthead" in before[name]]
    assert {"index.html", "404.html", "notes/a/index.html", "en/claims/index.html"} <= set(pages)
    digest.put("templates/assets/count.js", "1;")
    digest.put("templates/parts/head.html", "<script src=\"{{ asset('count.js') }}\" defer></script>\n")
    digest.put("templates/parts/foot.html", '<p id="own">{{ view.lang }} {{ view.frame.extra.id }}</p>\n')
    settings(digest, "extra: {id: X-1}\npolicy: {script-src: [self]}\n")
    digest.build()
    files = digest.files()
    for name in pages:
        page = files[name].decode()
        head, body = page.split("</head>")
        assert re.search(r'<script src="/digest/assets/count\.\w+\.js" defer></script>\n$', head), name
        assert re.search(r'<p id="own">(ko|en) X-1</p>\n</body>', body), name
        assert "script-src 'self';" in policy(page), name
    assert files == clean(digest)


def test_a_policy_is_widened_source_by_source(site):
    digest = site(f"-- {NOTE} --\n" + note())
    digest.build()
    own = "script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'"
    assert policy(digest.page("notes/a/")) == policy(digest.page("")) == f"default-src 'none'; {own}"
    digest.put("templates/parts/head.html", '<script src="https://stats.example.org/s.js"></script>')
    settings(
        digest,
        "policy:\n  script-src: [https://stats.example.org, sha256-" + "a" * 43 + "=]\n"
        "  connect-src: ['self', 'https://stats.example.org']\n  img-src: ['data:', '*.example.org:8080/a/b']\n"
        "  frame-src: [www.youtube-nocookie.com]\n  form-action: [https://lists.example.org/subscribe]\n",
    )
    digest.build()
    scripts = f"https://stats.example.org 'sha256-{'a' * 43}='"
    rest = (
        "style-src 'self'; img-src 'self' data: *.example.org:8080/a/b; "
        "connect-src 'self' https://stats.example.org; frame-src www.youtube-nocookie.com; base-uri 'none'; "
        "form-action 'self' https://lists.example.org/subscribe"
    )
    assert policy(digest.page("notes/a/")) == f"default-src 'none'; script-src 'self' {scripts}; {rest}"
    assert policy(digest.page("")) == f"default-src 'none'; script-src 'self' {scripts}; {rest}"
    assert policy(digest.page("claims/")) == f"default-src 'none'; script-src 'self' {scripts}; {rest}"
    assert digest.files() == clean(digest)


REFUSED = [
    "'unsafe-inline'", "unsafe-inline", "unsafe-eval", "unsafe-hashes", "strict-dynamic", "none", "*", "https:",
    "data:", "blob:", "http:", "http://example.org", "javascript:alert(1)", "example", "localhost", "https://",
    "//example.org", "https://example.org;", "https://example.org; script-src *", "https://example.org, x",
    "a.example.org b.example.org", 'https://example.org"', "https://example.org'", "https://example.org/<",
    "https://example.org/&quot;", "예시.kr", "https://example.org/\u2028", "https://*.org.*", "https://user@example.org",
    "1.2.3.4", "https://example.org/?x", "nonce-abc", "'nonce-abcdefgh'", "sha256-short", "https://example.org#x",
    "https://exa_mple.org", "-a.example.org", "",
]  # fmt: skip


@pytest.mark.parametrize("source", REFUSED)
def test_what_is_no_source_cannot_stand_in_a_policy(source):
    added, flaws = checked({"script-src": [source]})
    assert added == {"script-src": ()} and [flaw.rule for flaw in flaws] == ["policy"]
    assert flaws[0].where.keys == ("policy", "script-src", 0)


@pytest.mark.parametrize(
    "name", ["default-src", "base-uri", "frame-ancestors", "sandbox", "script-src ", "x; script-src"]
)
def test_what_is_no_directive_that_may_be_widened_is_refused(name):
    added, flaws = checked({name: ["https://example.org"]})
    assert added == {} and flaws[0].where.keys == ("policy", name)


def test_words_belong_to_their_directives():
    assert checked({"img-src": ["https:", "blob:", "self"]})[0] == {"img-src": ("https:", "blob:", "'self'")}
    assert checked({"style-src": ["sha256-" + "a" * 43 + "="]})[1] == []
    for name, word in (
        ("img-src", "sha256-" + "a" * 43 + "="),
        ("frame-src", "data:"),
        ("style-src", "wasm-unsafe-eval"),
    ):
        assert checked({name: [word]})[1], (name, word)


def test_a_wrong_policy_is_said_with_its_place_and_what_would_do(site):
    digest = site()
    settings(
        digest, "policy:\n  script-src: [self, 'unsafe-inline']\n  img-source: [https://example.org]\n  font-src: x\n"
    )
    head = HEADING.count("\n")
    assert found(digest) == [
        ("policy", YAML, head + 2, 22), ("policy", YAML, head + 3, 3), ("type", YAML, head + 4, 13),
    ]  # fmt: skip
    said = digest.run("check").err + digest.run("check").out
    assert "templates/assets/" in said and "`img-src`" in said


def test_a_standing_page_whose_own_template_was_empty_is_made_with_another(site):
    digest = site()
    digest.put("templates/later.html", "{# not yet #}")
    digest.put("content/pages/about.md", "---\ntitle: 소개\ntemplate: later.html\n---\n\n본문\n")
    digest.build()
    assert digest.page("about/") == ""
    digest.put("content/pages/about.md", "---\ntitle: 소개\n---\n\n본문\n")
    digest.build()
    assert "본문" in digest.page("about/")
