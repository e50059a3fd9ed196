"""A body twice as long takes about twice as long, whatever stands in it."""

from collections.abc import Callable

import pytest

from sitegen.content.markdown_body import parse
from tests.growth import seconds, times_as_long

FEW, MANY = 150, 1200
REPEATED = [
    *("[", "[[", "[[a|", "[a](", "[a](<", "![", "![[", "[a][", "]", "a]", "[a", "](", "](a.", "\\[", "[a]"),
    *("[[a]](b", "[[a]][b", "*", "*a ", "**a", "**a *b ", "*a_ ", "a**b", "가**", "**가(가)", "_a ", "`", "`a``b"),
    *("~", "~~a ", "a~~ ", "~~(a)~~가", ">", "> ", "> a\n", "> [!note] a\n\n"),
    *("- ", "1. ", "-\n", "- a\n\n", "---\n", "- [ ] a\n"),
    *("# a\n", "# 같은 제목\n\n", "# a\n\n## b\n\n", "a\n=\n", "a\n", "a\\\n", "\n", "\t", "    a\n"),
    *("```\n", "``` 가\n```\n", "|a", "|a|b\n", "[a\n", "[a]: b\n", "[a]: b\n\n", "[주]: 참고\n"),
    *("[^a]", "[^a] ", "^[", "^[a]", "[^a]: b\n\n", "[^a]: "),
    *("<", "<a ", "<http:", "<http://a.b>", "</a ", "<?", "<![CDATA[", "<b a='", "a<br>", "{{<", "&", "&#", "&amp;"),
    *("<!--", "<!-- a -->\n", "a <!-- b --> ", "a <!--\n\n", "> <!--\n", "- <!--\n", "%%", "%%a ", "%%\n"),
    *("https://a.kr/b ", "https://", "https://a.kr/b가 ", "http://a.kr/)", "a.", "가.", "data:image/png;base64,A "),
    *("://a.kr", "http://a.a.a.", "## a\n[b](#a) "),
    *("\\", "("),
]
FAMILIES: dict[str, Callable[[int], str]] = {
    **{text: lambda n, text=text: text * n for text in REPEATED},  # type: ignore[misc]
    "brackets in each other": lambda n: "[" * n + "a" + "](b)" * n,
    "images in each other": lambda n: "![" * n + "a" + "](b)" * n,
    "footnotes in place in each other": lambda n: "^[" * n + "a" + "]" * n,
    "emphasis in each other": lambda n: "**a " * n + "b**" * n,
    "runs of backticks": lambda n: "".join("`" * (i % 200 + 1) + "a" for i in range(n)),
    "quotations of each depth": lambda n: "".join(">" * (i % 20) + "a\n" for i in range(n)),
    "lists of each depth": lambda n: "".join("  " * min(i, 60) + "* a\n" for i in range(n)),
    "a lazy quotation": lambda n: "> > > a\n" + "b\n" * n,
    "a paragraph underlined": lambda n: "a\n" * n + "=",
    "a wide table": lambda n: "|" + "a|" * n + "\n|" + "-|" * n + "\n",
    "a long table": lambda n: "|a|\n|-|\n" + "|b|\n" * n,
    "a ragged table": lambda n: "|a|\n|-|\n" + "|b|[[c|d]]|\n" * n,
    "a table with comments": lambda n: "|a|\n|-|\n" + "<!-- | -->\n" * n,
    "definitions": lambda n: "".join(f"[a{i}]: b\n" for i in range(n)),
    "a long definition": lambda n: '[a]: b "' + "c\n" * n,
    "footnotes": lambda n: (
        "".join(f"x[^a{i}] " for i in range(n)) + "\n\n" + "".join(f"[^a{i}]: b\n\n" for i in range(n))
    ),
    "footnotes that lead on": lambda n: "".join(f"[^{i}]: [^{i + 1}]\n\n" for i in range(n)) + "\n\n[^0]",
    "footnotes without text": lambda n: "".join(f"[^a{i}] " for i in range(n)),
    "a long address": lambda n: "https://a.kr/" + "가/" * n,
    "an address and brackets": lambda n: "https://a.kr/" + "(" * n + ")" * n,
    "an address and entities": lambda n: "https://a.kr/" + "&amp;" * n,
    "a host of many parts": lambda n: "https://" + "가." * n,
    "a title without end": lambda n: '[a](b "' + "c" * n,
    "an image's text": lambda n: "![" + "*a" * n + "](x.svg)",
    "a tag without end": lambda n: "<b" + " a" * n,
    "spaces": lambda n: "a" + " " * n + "b",
}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_body_of_eight_times_the_length_takes_eight_times_as_long(family):
    """Three times that is allowed: a quadratic one would take 64 times as long."""
    texts = {size: FAMILIES[family](size) for size in (FEW, MANY)}
    most = 3 * MANY / FEW
    assert times_as_long(lambda size: seconds(lambda: parse(texts[size], 1)), MANY, FEW, most) < most
