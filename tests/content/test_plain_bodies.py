"""A body that is read without the parser is what the parser would have made of it, cut for cut, and without a finding.

Which bodies are read so is no matter of right and wrong, but that nearly all of a digest's are, is why it is there.
"""

import json
import random
import re
from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from sitegen.content import parse_context
from sitegen.content.markdown_body import parse
from sitegen.content.plain_body import plain_body
from tests.content import made_up
from tests.full import FULL
from tests.growth import seconds, times_as_long
from tests.site import Site

FOLDER = Path(__file__).parent / "markdown"
EXAMPLES = [example["markdown"] for example in json.loads((FOLDER / "commonmark.json").read_text("utf-8"))]
FIXTURES = [source for file in sorted(FOLDER.glob("*.md")) for _, _, source, _ in read_fixture_file(file)]

# What a body that is known may be made of, and what makes it another.
# fmt: off
WORDS = [
    "가나 다라", "삼성전자는 **20조원**을", "**인공지능(AI)**을", "**「법」**은", "“말”이라고 했다.", "R&D",
    "a > b", "3.5조", "(주)", "[[openai]]가", "[[sk|SK그룹]]과", "[원문](https://example.org/a/1)에서",
    "[글](../2025/x.md#h)", "[`자료`](a.md)", "`code`", "`a b`은", "2~6%", "**가 나** 다", "**[[openai]]**", "#1",
    '"말"',
]
MARKS = [
    "[` a `](b)",
    "가", "나다", "다.", "(안)", "「법」", "“말”", "AI", "GPT-4", "a", "b c", " ", "  ", "\n", "\n\n", "**", "*",
    "***", "~", "~~", "[[openai]]", "[[n0|첫 글]]", "[[x#y]]", "[원문](https://example.org/1)", "[글](../a.md)",
    "[[x#]]", "[[#y]]",
    "[`자료`](/a)", "`code`", "`", "``", "[", "]", "(", ")", "]]", "[[", "|", "- ", "\n- ", "> ", "\n> ", "## ",
    "\n## ", "#", "1. ", "\n1. ", "2025. ", "+", "=", "\n---\n", ":", "//", "https://a.com", "www.a.com", "!", '"',
    "'", ">", "<", "<br>", "<!-- 가 -->", "&", "&amp;", ";", "\\", "_", "_a_", "\t", "%", "%%", "{%", "—", "…",
    "·", "ㆍ", "℃", "①", "、", "。", "！", "\xa0", "\u3000", "\u200b", "é", "İ", "日本", "カナ", "😀", "٣", "^",
    "[^1]", "[^1]: 주", "[x]: /a", "@a.com", "data:image/png", "$", "{", "}", "/", ".", "-", "#태그", "\r", "\x07",
    "[ ] ", "[!note] ", "-->", "{#id}", "{>>", "{: .x}", "==가==", "\n!!! a",
    "\n::: a", " ^a1", "[TOC]", "##가", "-\xa0가",
    "[글] (https://a.kr/)", "![[a", "5%%p", " %%가%%", "\n: 가",
]
RUNS = [
    "**", "**", "**", "가", "a", "(", ")", " ", "「", "」", '"', "·", ".", "\n", "é", "1", "%", "—", "①", "+",
    "$", "、", "\u3000",
]
# fmt: on


def sure(chance: random.Random) -> str:
    blocks = []
    for _ in range(chance.randint(1, 5)):
        lines = [" ".join(chance.choices(WORDS, k=chance.randint(1, 5))) for _ in range(chance.randint(1, 3))]
        mark = chance.choice(["", "", "- ", "> ", "## "])
        blocks.append("\n".join(mark + line for line in (lines[:1] if mark == "## " else lines)))
    return chance.choice(["\n\n", "\n\n", "\n\n\n"]).join(blocks) + chance.choice(["", "\n"])


def nearly_sure(chance: random.Random) -> str:
    return made_up.with_marks(sure(chance), MARKS, chance)


def wild(chance: random.Random) -> str:
    return made_up.wild(MARKS, chance)


def bold(chance: random.Random) -> str:
    return "".join(chance.choices(RUNS, k=chance.randint(2, 12)))


def any_letters(chance: random.Random) -> str:
    """Each letter of Unicode beside marks."""
    return "".join(
        chance.choice([*made_up.two_letters(chance), "**", "**", "가", "[[a]]", "[b](c)", "\n"]) for _ in range(8)
    )


MAKERS = {sure: 0.3, nearly_sure: 0.05, wild: 0.01, bold: 0.05, any_letters: 0.01}  # and what share is read here


def is_alike(markdown: str) -> bool:
    """Whether it is read here at all; fails where it is read otherwise than by the parser."""
    plain = plain_body(markdown)
    if plain is not None:
        parsed = parse(markdown, 1)
        assert (plain, ()) == ((parsed.body, parsed.prose), parsed.findings), markdown
    return plain is not None


@pytest.mark.own_digest
def test_every_file_of_content_is_read_alike_and_nearly_all_without_the_parser(repository):
    texts = [file.read_text("utf-8") for file in sorted((repository / "content").rglob("*.md"))]
    bodies = [
        body for body in (re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL) for text in texts) if body.strip()
    ]
    assert sum(map(is_alike, bodies)) > 0.9 * len(bodies)


@pytest.mark.parametrize(
    "body",
    [
        "[` a `](b)",
        "[`  a  `](https://example.org)",
        "- [` x `](b)",
        f"[x](https://{'a.' * 126}abcd)",
        f"[x](https://{'a.' * 126}abc)",
        "## 가\n\n## 가\n\n## 가-1\n\n## 가-1\n\n## 가 1\n\n## section\n\n## section\n\n## 가",
        "[a](b) ^[c](d)",
    ],
)
def test_what_was_once_read_otherwise_is_read_alike(body):
    is_alike(body)


def test_time_grows_with_the_number_of_headings():
    for heading in ("## 가", "## 가{n}", "## 가-{n}\n\n## 가"):

        def taken(size: int, heading: str = heading) -> float:
            body = "\n\n".join(heading.format(n=n) for n in range(size))
            return seconds(lambda: plain_body(body))

        assert times_as_long(taken, 4000, 1000, most=8) <= 8, heading


def test_the_specification_s_examples_and_the_project_s_own_are_read_alike():
    assert sum(map(is_alike, [*EXAMPLES, *FIXTURES])) > 20


@pytest.mark.parametrize("make", MAKERS)
def test_made_up_bodies_are_read_alike(make):
    made_up.read_alike(is_alike, make, MAKERS[make], random.Random(1), 10_000)


@pytest.mark.soak
@pytest.mark.parametrize("make", MAKERS)
def test_a_million_made_up_bodies_are_read_alike(make):
    made_up.read_alike(is_alike, make, MAKERS[make], random.Random(), 200_000)


def test_a_site_is_the_same_when_the_parser_reads_everything(tmp_path, monkeypatch):
    quick = Site(tmp_path / "quick", FULL)
    quick.build()
    monkeypatch.setattr(parse_context, "plain_body", lambda markdown: None)
    slow = Site(tmp_path / "slow", FULL)
    slow.build()
    assert quick.files() == slow.files()
