"""Front matter that is read without the YAML loader is what the loader would have made of it, and without a problem.

Which is read so is no matter of right and wrong, but that nearly all of a digest's is, is why it is there.
"""

import random
from typing import Any

import pytest

from sitegen.content import frontmatter, yaml
from sitegen.content.plain_front import plain_front
from tests.content import made_up
from tests.full import FULL
from tests.growth import seconds, times_as_long
from tests.site import Site

# fmt: off
KEYS = ["title", "date", "topics", "claims", "by", "with", "ko", "en", "extra", "a-b", "url", "null", "y", "_x"]
TEXTS = [
    "가나 다라", "삼성전자, 20조원 \"투자\"", "2025-10-24", "https://example.org/a?b=c", "it's", "R&D", "a - b",
    "20 : 80", "yes", "NO", "2.50", "0x1F", "[다", "가] {나}", "a:b", "1e3", "50%", "가 ! 나", "*", "①", "日本", "😀",
    "x | y", "가 @나 `다`",
]
QUOTED = ['"가: 나"', '"말"', '""', '" "', '"a, b"', '"null"', '"- x"', '"「법」: 은"', '"{a}"']
FLOW = [
    "[a, b]", "[openai, sk-hynix]", "[가 나, 다]", "{ko: 가, en: a}", '{ko: "가, 나", en: About x}', "[a]", "{a: 1}",
    '{ko: "a: b", en: c}',
]
MARKS = [
    "가", "a", ":", ": ", " ", "  ", "\n", "\n  ", "\n- ", "- ", "-", "\n\n", '"', "'", "''", "\\", "\\n", "#", " #",
    "[", "]", "{", "}", ",", ", ", "?", "? ", "&a", "*a", "!", "!!str ", "|", ">", "|\n  ", "%", "@", "`", "~", "null",
    "Null", "true", "<<", "<<: ", "=", "---", "\n---\n", "...", "\n...\n", "\t", "\x85", "\u2028", "\xa0", "\u200b",
    "\ufeff", "\x07", "é", "e\u0301", "ㆍ", "İ", "٣", "<!-- x -->", "\r", "a: b", "title: ", "\ntitle: x", "\n    ",
    "—", ".", "1",
]
# fmt: on


def sure(chance: random.Random) -> str:
    return "\n".join(mapping(chance, 0, 0)) + chance.choice(["", "", "\n"])


def mapping(chance: random.Random, spaces: int, depth: int) -> list[str]:
    lines = []
    for key in chance.sample(KEYS, chance.randint(1, 4)):
        kind = chance.random()
        lines.append(f"{' ' * spaces}{key}:")
        if kind < 0.7 or depth > 2:
            lines[-1] += chance.choice(["", *(f" {text}" for text in (*TEXTS, *QUOTED, *FLOW))])
        elif kind < 0.85:
            lines += mapping(chance, spaces + chance.choice([2, 2, 1, 4]), depth + 1)
        else:
            lines += entries(chance, spaces + chance.choice([0, 2, 2, 3]), depth + 1)
    return lines


def entries(chance: random.Random, spaces: int, depth: int) -> list[str]:
    lines = []
    for _ in range(chance.randint(1, 3)):
        below = (
            mapping(chance, spaces + 2, depth) if chance.random() < 0.6 else [chance.choice([*TEXTS, *QUOTED, *FLOW])]
        )
        lines += [f"{' ' * spaces}- {below[0].lstrip(' ')}", *below[1:]]
    return lines


def nearly_sure(chance: random.Random) -> str:
    return made_up.with_marks(sure(chance), MARKS, chance)


def shifted(chance: random.Random) -> str:
    """Lines that begin further in or out than they did."""
    lines = sure(chance).split("\n")
    at = chance.randrange(len(lines))
    lines[at] = chance.choice([f" {lines[at]}", f"  {lines[at]}", lines[at][1:], lines[at][2:], f"- {lines[at]}", ""])
    return "\n".join(lines)


def wild(chance: random.Random) -> str:
    return made_up.wild(MARKS, chance)


def one_value(chance: random.Random) -> str:
    text = "".join(chance.choices([*MARKS, *"가나ab12 "], k=chance.randint(1, 8)))
    return chance.choice(["a: {}", "a: [{}]", "a: {{b: {}}}", 'a: "{}"', "- {}", "a:\n- {}", "a:\n  - {}"]).format(text)


def any_letters(chance: random.Random) -> str:
    """Each letter of Unicode in values of each form."""
    text = "".join(chance.choices([*made_up.two_letters(chance), "가", "a", " "], k=4))
    return chance.choice(["a: {}", "a: 가{}", "a: [가{}]", "a: {{b: {}}}", 'a: "{}"', "{}: a"]).format(text)


# And what share is read here, at least.
MAKERS = {sure: 0.3, nearly_sure: 0.05, shifted: 0.02, wild: 0.0, one_value: 0.01, any_letters: 0.05}


def is_alike(text: str) -> bool:
    """Whether it is read here at all; fails where it is read otherwise than by the loader."""
    plain = plain_front(text)
    if plain is not None:
        data, slips = yaml.load(text)
        assert (in_order(plain), []) == (in_order(yaml.one_line(data)), slips), text
    return plain is not None


def in_order(data: Any) -> Any:
    """The data with its keys in the order that they stand in."""
    if isinstance(data, dict):
        return [(key, in_order(value)) for key, value in data.items()]
    return [in_order(entry) for entry in data] if isinstance(data, list) else data


@pytest.mark.own_digest
def test_every_file_of_content_is_read_alike_and_nearly_all_without_the_loader(repository):
    texts = [file.read_text("utf-8") for file in sorted((repository / "content").rglob("*.md"))]
    heads = [frontmatter.split("", text)[0].front for text in texts]
    assert sum(map(is_alike, heads)) > 0.8 * len(heads)


@pytest.mark.parametrize(
    "text",
    [
        *(
            'a: "가"',
            'a: "\\x41"',
            'a: "b',
            "a: b: c",
            "a: b:",
            "a:  b",
            "a: b ",
            "a: \n  b",
            "a: b\n  c",
            "a: b\n c: d",
        ),
        *("a: null", "a: [null]", "a: {b: null}", "a: [a,b]", "a: []", "a: {}", "a: b #c", "#a: b", "a: b\na: c"),
        *("a:\n- b\n- c: d\n  e: f", "a:\n  - b:\n    c: d", "- a", "a", "", "\n", "a:\n\n  b: c", "a:\nb:\n- c\nd: e"),
        *(
            "a: {b: c, b: d}",
            'a: {b: "c, b: d", e: f}',
            "a: [가 , 나]",
            "a: - b",
            "a: |\n  b",
            "a: >-\n  b",
            "---\na: b",
        ),
    ],
)
def test_what_stands_at_the_edge_is_read_alike(text):
    is_alike(text)


@pytest.mark.parametrize("make", MAKERS)
def test_made_up_front_matter_is_read_alike(make):
    made_up.read_alike(is_alike, make, MAKERS[make], random.Random(1), 10_000)


@pytest.mark.soak
@pytest.mark.parametrize("make", MAKERS)
def test_a_million_made_up_heads_are_read_alike(make):
    made_up.read_alike(is_alike, make, MAKERS[make], random.Random(), 170_000)


def test_time_grows_with_the_size():
    for text in (
        'a: {{b: "{many}", c: {many}x}}',
        "a: [{many}x , x]",
        "a: [{many}]",
        "a: {many}",
        "a:\n{lines}",
        "{lines}",
    ):

        def taken(size: int, text: str = text) -> float:
            filled = text.format(many="가 " * size, lines="- b: c\n" * size)
            return seconds(lambda: plain_front(filled))

        assert times_as_long(taken, 4000, 1000, most=8) <= 8, text


def test_a_site_is_the_same_when_the_loader_reads_everything(tmp_path, monkeypatch):
    quick = Site(tmp_path / "quick", FULL)
    quick.build()
    monkeypatch.setattr(frontmatter, "plain_front", lambda text: None)
    slow = Site(tmp_path / "slow", FULL)
    slow.build()
    assert quick.files() == slow.files()
