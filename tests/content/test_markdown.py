"""Markdown: the specification's examples, and what differs from it here, as pairs in `tests/content/markdown/*.md`.

The expected side shows a body's cuts as `⟦open 0⟧`; below its HTML stand its references, its links out, and what was
found wrong with it: the rule, the line and the words it is at.
`commonmark.json` holds the examples of CommonMark 0.31.2, © John MacFarlane, CC BY-SA 4.0
(https://spec.commonmark.org/0.31.2/).
"""

import json
import re
from pathlib import Path

import pytest
from markdown_it.common.normalize_url import validateLink
from markdown_it.utils import read_fixture_file

from sitegen.content.body import Body, Prose
from sitegen.content.markdown import parser
from sitegen.content.markdown_body import Parsed, parse
from tests.site import note

FOLDER = Path(__file__).parent / "markdown"
EXAMPLES = json.loads((FOLDER / "commonmark.json").read_text("utf-8"))
PAIRS = [
    pytest.param(source, expected, id=f"{file.stem}: {title}")
    for file in sorted(FOLDER.glob("*.md"))
    for _, title, source, expected in read_fixture_file(file)
]

# Examples that must come out differently here.
EXCEPTIONS = {
    548: "`[[foo]]` is a name",
    590: "`[[foo]]` is a name",
    602: "a bare address is a link",
    608: "a bare address is a link",
    611: "a bare address is a link",
}


@pytest.fixture(scope="module")
def unrestricted():
    """A parser of its own with raw HTML and all links, as the specification has them."""
    md = parser.__wrapped__()
    md.options["html"], md.validateLink = True, validateLink
    return md


def example(number: int) -> tuple[str, str]:
    found = EXAMPLES[number - 1]
    assert found["example"] == number
    return found["markdown"], found["html"]


def as_specified(html: str) -> str:
    """Without what differs on purpose (headings have ids) and what the library writes differently.

    The library writes an empty blockquote in one line (218, 239, 240), which its own tests allow too.
    """
    html = re.sub(r'(<h[1-6]) id="[^"]*"', r"\1", html)
    return html.replace("<blockquote></blockquote>", "<blockquote>\n</blockquote>")


@pytest.mark.parametrize("number", [e["example"] for e in EXAMPLES if e["example"] not in EXCEPTIONS])
def test_an_example_of_the_specification(number, unrestricted):
    markdown, html = example(number)
    assert as_specified(unrestricted.render(markdown)) == html


@pytest.mark.parametrize("number", EXCEPTIONS, ids=str)
def test_an_exception_is_still_one(number, unrestricted):
    markdown, html = example(number)
    assert as_specified(unrestricted.render(markdown)) != html
    token = "name" if "name" in EXCEPTIONS[number] else "link_open"
    assert any(child.type == token for child in unrestricted.parseInline(markdown)[0].children)


def shown(parsed: Parsed) -> str:
    """A body as text: its cuts readable, its references and links out below."""
    body, prose = parsed.body, parsed.prose
    cuts = [f"⟦{cut.part} {cut.reference}⟧" for cut in prose.cuts]
    lines = ["".join(part for pair in zip(prose.pieces, [*cuts, ""], strict=True) for part in pair).rstrip("\n")]
    for number, (r, spot) in enumerate(zip(body.references, parsed.spots, strict=True)):
        rest = {"anchor": r.anchor, "words": r.words, "title": r.title}
        extra = "".join(f", {key} `{value}`" for key, value in rest.items() if value)
        lines.append(f"{number}: {r.kind} `{r.target}`{extra}, line {spot.line}, written `{spot.words}`")
    lines += [f"out: {address}" for address in prose.outside]
    lines += [f"{found.rule}: line {found.where.line}, `{found.where.words}`" for found in parsed.findings]
    return "\n".join(lines)


@pytest.mark.parametrize(("source", "expected"), PAIRS)
def test_a_body(source, expected):
    assert shown(parse(source, 1)) == expected.rstrip("\n")


def test_lines_are_counted_from_the_top_of_the_file():
    parsed = parse("가\n\n나 [[x]]\n\n| a |\n| - |\n| b |\n| [[y]] |\n", 12)
    assert [spot.line for spot in parsed.spots] == [14, 19]


def test_a_body_of_white_space_is_empty():
    assert parse(" \n\n\t\n", 1) == Parsed(Body(), Prose())


def test_an_address_that_decodes_to_a_cut_makes_none():
    prose = parse("<https://example.com/%00open7%00>", 1).prose
    assert prose.cuts == ()
    assert "\0" not in prose.pieces[0]


def test_titles_and_alternative_texts_cannot_leave_their_attribute(site):
    body = (
        '[a](../topics/sovereign-ai.md \'" onclick="b\')\n\n!["><script>c</script>](a.svg \'" onerror="d\')\n\n'
        '[[openai|<i>"말"</i>]]\n'
    )
    digest = site(f"-- content/notes/2025-10-24-x.md --\n{note(body=body)}")
    digest.put("content/notes/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
    digest.build()
    page = digest.page("notes/x/")
    assert 'title="&quot; onclick=&quot;b"' in page
    assert 'alt="&quot;&gt;&lt;script&gt;c&lt;/script&gt;" width="1" height="1"><figcaption>&quot; onerror=' in page
    assert '/companies/openai/">&lt;i&gt;&quot;말&quot;&lt;/i&gt;</a>' in page


def test_a_link_that_runs_a_script_reaches_no_page(site):
    digest = site(f"-- content/notes/2025-10-24-x.md --\n{note(body='[a](javascript:b) [c](//example.com/d)')}")
    digest.build()
    page = digest.page("notes/x/")
    assert "<p>[a](javascript:b) [c](//example.com/d)</p>" in page
