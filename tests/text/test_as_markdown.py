"""A body's HTML back to Markdown: what is read again comes out alike."""

import json
import re
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.content.body import Cut, Prose, Reference
from sitegen.content.markdown_body import parse
from sitegen.text.as_markdown import as_markdown, as_words
from tests.growth import seconds, times_as_long

EXAMPLES = Path(__file__).parent.parent / "content" / "markdown"
_ANCHOR = re.compile(r' id="[^"]*"')
# Of the specification's examples: white space that is named by its entity at the ends of a line, headings of several
# lines, emphasis within emphasis.
_OTHERWISE = {25, 39, 40, 81, 82, 95, 461, 463}

WRITTEN = [
    "**인공지능(AI)**을 *둘*과 ~~셋~~, `코드 ` 와 ``a`b``.",
    "글[^1]과 또[^b], 다시[^1].\n\n[^1]: 각주 하나\n\n    둘째 문단\n[^b]: 둘",
    "- 가\n  - 나\n    1. 다\n- 라\n\n* 마\n\n3. 바\n4. 사\n\n1) 아",
    "- 가\n\n  둘째\n- 나\n\n  ```py\n  x = '<a>'\n\n  ```",
    "> 인용\n>\n> - 목록\n\n> 다음",
    "| 가 | 나 |\n| :-- | --: |\n| `a\\|b` | **다**<br>라 |\n| | |",
    "줄\\\n다음\n\n***\n\n## 제목 C\\#\n\n> [!note] 제목\n> 글",
    "2025\\. 1. 1 \\- 글\n\\# 아님\n\\> 아님\n\\+ 아님\n1\\) 아님\n=\\=\n\\| a \\|\n\\:--",
    '<https://example.org/a> [글](https://example.org/(b) "제\\"목") https\\://example.org !\\[x\\] \\!<https://a.org/>',
    "&lt;b&gt; &amp;amp; %\\% 100% \\*별\\* _밑_ snake_case \\~\\~ \\[\\[x\\]\\] \\[a\\](b)",
    "````\n```\n````",
    '![그림 \\*1\\*](https://example.org/x.png "글 \\"둘\\" \\\\ \\* #")\n\n글 ![a](https://example.org/x.png "말") 끝',
    '[![그림](https://example.org/x.png "1. 글")](https://example.org/)',
]


def html_of(markdown: str) -> str:
    """HTML in which links lead somewhere, with the anchors that footnotes are known by."""
    parsed = parse(markdown, 1)
    pieces = [parsed.prose.pieces[0]]
    for cut, piece in zip(parsed.prose.cuts, parsed.prose.pieces[1:], strict=True):
        pieces += (filled(cut, parsed.body.references[cut.reference]), piece)
    return "".join(pieces)


def filled(cut: Cut, reference: Reference) -> str:
    if cut.part == "image":
        title = f' title="{escape(reference.title)}"' if reference.title and not reference.captioned else ""
        return f'<img src="https://example.org/x.png" alt="{escape(reference.words)}"{title}>'
    if cut.part == "close":
        return "</a>"
    name = f"{escape(reference.target)}</a>" if cut.part == "name" else ""
    return f'<a href="https://example.org/x">{name}'


def shown(markdown: str) -> str:
    return _ANCHOR.sub("", html_of(markdown))


@pytest.mark.parametrize("markdown", WRITTEN)
def test_what_is_read_again_comes_out_alike(markdown):
    assert shown(as_markdown(html_of(markdown))) == shown(markdown)


def test_so_do_the_examples_of_the_specification():
    otherwise = set()
    for example in json.loads((EXAMPLES / "commonmark.json").read_text("utf-8")):
        if shown(as_markdown(html_of(example["markdown"]))) != shown(example["markdown"]):
            otherwise.add(example["example"])
    assert otherwise == _OTHERWISE


def test_so_do_the_notes_of_this_digest(repository):
    files = sorted((repository / "content").rglob("*.md"))
    assert len(files) > 3
    for file in files:
        body = file.read_text("utf-8").split("---\n", 2)[2]
        assert shown(as_markdown(html_of(body))) == shown(body), file


def test_pictures_keep_their_words_and_titles():
    html = (
        '<p><img src="https://e.org/a(1).png" alt="그림 [1]" title="&quot;제목&quot;" width="3" loading="lazy"></p>\n'
    )
    assert as_markdown(html) == '![그림 \\[1\\]](<https://e.org/a(1).png> "\\"제목\\"")\n'


def test_of_what_is_not_known_the_inside_stays():
    picture = '<picture><source srcset="a.webp"><img src="a.png" alt="그림"></picture>'
    html = f"<figure>{picture}\n<figcaption>설명</figcaption></figure>\n<p><mark>글</mark> <i>text</i></p>\n</p></b>"
    assert as_markdown(html) == '![그림](a.png "설명")\n\n글 text\n'


def test_nothing_is_nothing():
    assert as_markdown(Prose().pieces[0]) == ""


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1))
def test_a_line_of_words_is_shown_as_it_is(text):
    words = as_words(text)
    html = parse(words, 1).prose.pieces[0]
    assert html == f"<p>{escape(text, quote=False).replace(chr(34), '&quot;')}</p>\n"


def test_time_grows_with_the_text():
    def taken(size: int) -> float:
        html = "<ul>\n" + '<li><strong>a*</strong> <a href="b">[c]</a></li>\n' * size + "</ul>\n" + "<" * size
        return seconds(lambda: as_markdown(html))

    assert times_as_long(taken, 8000, 2000, 8) <= 8
