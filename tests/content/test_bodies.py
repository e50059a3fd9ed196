"""Bodies as readers get them: nothing of an editor's own goes out, and nothing that was meant for readers is lost."""

import json
import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.content.markdown_body import Parsed, parse
from sitegen.content.merges import unresolved
from sitegen.problems import RULES
from tests.site import Site, note

BODY = "content/notes/2025-10-24-x.md"


def problems(digest: Site) -> list[tuple[str, str, int, int]]:
    found = json.loads(digest.run("check", "--format", "json").out)
    return [(p["rule"], p["file"], p["line"], p["column"]) for p in found]


# What is an editor's own

REMARKS = "가.\n\n<!-- 비밀 -->\n\n나 <!-- 비밀 -->다. %%비밀%%\n\n<!--\n비밀\n\n- 비밀\n-->\n\n%%\n비밀\n%%\n"


def test_a_comment_is_in_no_file_of_the_site(site):
    digest = site(f"-- {BODY} --\n{note(body=REMARKS)}\n-- content/pages/about.md --\n---\ntitle: 소개\n---\n{REMARKS}")
    digest.put("content/topics/sovereign-ai.md", f"---\nname: {{ko: 소버린 AI, en: Sovereign AI}}\n---\n\n{REMARKS}")
    digest.put("content/topics/sovereign-ai.en.md", REMARKS)
    digest.build("--strict")
    assert [name for name, data in digest.files().items() if "비밀".encode() in data] == []
    for page in ("notes/x/", "about/", "topics/sovereign-ai/", "en/topics/sovereign-ai/", "feed.xml", "feed.json"):
        assert "나 다." in digest.page(page)


def test_a_comment_without_end_stops_the_build(site):
    assert site(f"-- {BODY} --\n{note(body='가 <!-- 비밀')}").run("build").status == 1


CONFLICT = "<<<<<<< HEAD\n우리 글\n=======\n그들 글\n>>>>>>> branch\n"
CONFLICTS = {
    "content/notes/2025-10-24-body.md": (note(body=f"가\n\n{CONFLICT}"), 12),
    "content/notes/2025-10-24-front.md": (note(more=CONFLICT), 8),
    "content/notes/2025-10-24-half.md": (note(body="가\n=======\n나\n>>>>>>> branch\n"), 13),
    "content/notes/2025-10-24-three.md": (note(body=CONFLICT.replace("=", "||||||| base\n옛 글\n=", 1)), 10),
    "content/notes/2025-10-24-left-base.md": (note(body="가\n\n||||||| 1a2b3c4\n옛 글\n\n나"), 12),
    "content/notes/2025-10-24-left-end.md": (note(body="가\n\n>>>>>>> 1a2b3c4 (둘째 글)\n\n나"), 12),
    "content/notes/2025-10-24-left-stash.md": (note(body=">>>>>>> Stashed changes"), 10),
    "content/topics/x.md": (f"---\nname: {{ko: x, en: x}}\n---\n{CONFLICT}", 4),
    "content/pages/about.md": (f"---\ntitle: x\n---\n{CONFLICT}", 4),
    "templates/parts/own.html": (f"<p>\n{CONFLICT}", 2),
    "templates/i18n/ko.yaml": (f"a: b\n{CONFLICT}", 2),
}


def test_a_merge_that_is_not_resolved_is_an_error_where_it_begins(site):
    digest = site()
    for path, (text, _) in CONFLICTS.items():
        digest.put(path, text)
    found = problems(digest)
    broken = [("merge-conflict", path, line, 1) for path, (_, line) in sorted(CONFLICTS.items())]
    assert [problem for problem in found if problem[1].startswith("content/")] == broken[:9]
    assert {*broken[9:]} <= {*found}


def test_a_merge_in_the_settings_is_one_error(site):
    digest = site()
    digest.put("content/site.yaml", f"{CONFLICT}languages: [ko, en]\n")
    assert problems(digest) == [("merge-conflict", "content/site.yaml", 1, 1)]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("- 하나\n- 둘\n  <<<<<<< HEAD\n- 셋", (3, 3)),
        ("가\n    <<<<<<< HEAD", (2, 5)),
        ("> 인용\n> <<<<<<< HEAD\n> 가\n> =======\n> 나\n> >>>>>>> x", (2, 3)),
        ("> - >>>>>>> main", (1, 5)),
        (f"가\n||||||| base\n옛\n{CONFLICT[CONFLICT.index('=') :]}", (2, 1)),
    ],
)
def test_a_merge_in_a_list_or_a_quotation_and_what_is_left_of_one_is_said_once(body, place):
    assert [(p.place.line, p.place.column) for p in unresolved(BODY, body)] == [place]


def test_a_note_about_merges_and_a_heading_underlined_are_none():
    body = f"제목이다\n=======\n\n```\n{CONFLICT}```\n\n~~~~ diff\n~~~\n{CONFLICT}~~~~\n"
    assert unresolved(BODY, body) == unresolved(BODY, ">>>>>>> 일곱 겹\n\n제목\n=======\n") == []
    indented = "이렇게 남는다.\n\n" + "".join(f"    {line}\n" for line in CONFLICT.splitlines())
    assert unresolved(BODY, indented) == unresolved(BODY, "|||||||\n||||||| 가 | 나 |\n\n가\n=======\n") == []


def test_an_image_that_stands_in_the_text_is_an_error_and_its_bytes_are_not_shown():
    parsed = parse(f"가\n\n![가](data:image/png;base64,{'QUJD' * 2000})\n", 9)
    assert [(found.rule, found.where.line) for found in parsed.findings] == [("bad-image", 11)]
    assert RULES["bad-image"] == "error"
    assert "QUJDQUJD" not in "".join(parsed.prose.pieces)


# What is a reader's


@pytest.mark.parametrize(("opening", "deepest"), [("- ", 50), ("> ", 100), ("> - ", 33), ("1. > - ", 20)])
def test_what_is_nested_deep_is_shown_and_what_is_deeper_is_an_error(opening, deepest):
    for depth in (10, deepest - 1):
        parsed = parse(f"{opening * depth}글", 1)
        assert "글" in parsed.prose.pieces[0] and not parsed.findings
    for depth in (deepest + 1, 1000):
        assert {(f.rule, f.where.line) for f in parse(f"가\n\n{opening * depth}글", 1).findings} == {("too-deep", 3)}


def test_lists_of_twelve_levels_are_shown():
    lines = "".join(f"{'  ' * level}- 단계{level}\n" for level in range(12))
    parsed = parse(lines, 1)
    assert re.findall(r"<li>(단계\d+)", parsed.prose.pieces[0]) == [f"단계{level}" for level in range(12)]
    assert parsed.findings == ()


def test_a_page_has_one_heading_of_the_first_level(site):
    paths = {
        "notes/x/": BODY,
        "about/": "content/pages/about.md",
        "topics/sovereign-ai/": "content/topics/sovereign-ai.md",
    }
    digest = site(f"-- {BODY} --\n{note()}\n-- content/pages/about.md --\n---\ntitle: 소개\n---\n")
    for path in paths.values():
        digest.put(path, (digest.root / path).read_text("utf-8") + "\n# 첫째\n\n## 둘째\n")
    assert [problem[:2] for problem in problems(digest)] == [("heading", path) for path in sorted(paths.values())]
    digest.build()
    for url in paths:
        page = digest.page(url)
        assert page.count("<h1") == 1
        assert '<h2 id="첫째">' in page and '<h3 id="둘째">' in page


def test_lines_are_counted_as_editors_count_them():
    (found,) = parse("가\u2028나\u2029다\n\n라[^1]", 10).findings
    assert found.where.line == 12


# Any body at all: each of its words reaches the page, or a finding says that it does not.

WORDS = [f"낱{a}{b}{c}" for a in "가나다라" for b in "마바사아" for c in "자차카타"]
LINE = [
    *("{}", "{}", "**{}(A)**을", "*{}*", "~~{}~~", "[{}](x.md)", '[{}](x.md "{}")', "[[x|{}]]", "![{}](a.png)", "`{}`"),
    *("[^1]", "[^2]", "[^{}]", "[^{} {}]", "^[{}]", "[{}]", "[{}][r]", "[{}](", "](b {}.md)", "<b>{}</b>", "<br>"),
    *(
        "| {}",
        "\\| {}",
        "[[{}]]",
        "![[{}]]",
        "[[1]](https://a.kr/) {}",
        "https://a.kr/{}",
        "https://a.kr/b에서 {}",
        "\\",
    ),
    *("<!-- 비밀 -->", "%%비밀%%", "%%", "<!--", "-->", "``", "[", "]", "![", "**", "~~", "_", "&amp;", "  \n", "\n"),
]
INLINE = st.just("{}") | st.lists(st.sampled_from(LINE), min_size=1, max_size=6).map(" ".join)
BLOCKS = [
    *("{}", "{}", "# {}", "### {}", "{}\n===", "{}\n---", "- {}\n- {}", "1. {}\n\n   {}", "- [ ] {}", "> {}\n{}"),
    *("| {} | {} |\n| - | - |\n| {} | {} | {} |\n| {} |", "| {} | {} |\n| --- |\n| {}", "> [!note] {}\n> {}"),
    *(
        "[^1]: {}",
        "[^2]: {}\n\n    {}",
        "[^1]: {}\n    [^2]: {}",
        "[r]: y.md",
        "[r]: y.md '{}'",
        "[{}]: {}",
        "[^{} x]: {}",
    ),
    *(
        "```{}\n{}\n```",
        "~~~ c {}\n~~~",
        "    {}",
        "<div>\n{}\n</div>",
        "<!--\n비밀\n\n비밀\n-->\n{}",
        "%%\n비밀\n%%",
        "***",
    ),
    *("<!-- 비밀 --> {}", "<!-- 비밀\n비밀 --> {}", "{{{{< a {} >}}}}", "![{}](data:image/png;base64,AA)", "<!--\n{}"),
]
PREFIXES = ["", "", "", "> ", "- ", "  ", "> - ", "- " * 9, "> " * 20, "> " * 120, "    "]


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """A body with each word once at most."""
    words = iter(WORDS)
    blocks = []
    for block in draw(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=5)):
        lines = [draw(INLINE) for _ in range(block.count("{}"))]
        prefix = draw(st.sampled_from(PREFIXES))
        blocks.append("\n".join(prefix + line for line in block.format(*lines).split("\n")))
    text = draw(st.sampled_from(["\n", "\n\n"])).join(blocks)
    return re.sub(r"\{\}", lambda _: next(words, ""), text)


def reached(parsed: Parsed) -> str:
    """All that a reader can see or be told of a body."""
    told = [f"{r.words} {r.title} {r.target} {r.anchor}" for r in parsed.body.references]
    return unescape("".join(parsed.prose.pieces)) + " ".join([*told, *parsed.prose.outside])


@settings(derandomize=True, max_examples=150)
@given(bodies())
def test_a_word_of_a_body_reaches_its_page_or_a_finding_says_so(body):
    parsed = parse(body, 1)
    text = reached(parsed)
    public = re.sub(r"(?s)<!--.*?-->|(?<!\S)%%.*?%%", "", body)
    lost = [word for word in re.findall("낱[가-힣]{3}", public) if word not in text]
    said = {finding.rule for finding in parsed.findings}
    assert not lost or said & {"lost-text", "comment", "too-deep"}
    assert "비밀" not in text or "비밀" in public or "comment" in said or "<code" in text
