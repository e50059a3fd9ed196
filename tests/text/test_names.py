"""Known names in sentences: each where a reader sees it, and none inside of another word."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.name_finder import NameFinder
from tests.growth import seconds, times_as_long

LINES = (Path(__file__).parent / "names.txt").read_text("utf-8").splitlines()
NAMES = {
    name: kind == "exact"
    for kind, _, listed in (line.partition(": ") for line in LINES if re.match("(names|exact): ", line))
    for name in listed.split(" | ")
}
SENTENCES = [line for line in LINES if (line and not re.match("#|names: |exact: ", line)) or line.startswith("#Meta")]
FINDER = NameFinder(NAMES)
PIECES = st.sampled_from(
    [*NAMES, "는", "와의", "동", "적", " ", " ", "\n", "(", ")", "’", "-", ".", "\ufffc", "가", "a", "S"]
)


def marked(text: str) -> str:
    for found in reversed(FINDER.find(text)):
        text = f"{text[: found.start]}[{found.name}]{text[found.end :]}"
    return text


def test_there_are_sentences_enough():
    assert len(SENTENCES) >= 200


@pytest.mark.parametrize("sentence", SENTENCES)
def test_names_are_found_where_a_reader_sees_them(sentence):
    assert marked(re.sub(r"[\[\]]", "", sentence)) == sentence


@given(st.lists(PIECES).map("".join))
def test_what_is_found_is_there_in_order_and_apart(text):
    end = 0
    for found in FINDER.find(text):
        assert found.start >= end
        end = found.end
        assert text[found.start : end] == found.name
        assert not text[found.start - 1 : found.start].isalnum() or not found.start


def test_the_time_grows_with_the_text_however_many_names_begin_alike():
    many = NameFinder({f"한국{i}": False for i in range(3000)} | {"한국" * n: False for n in range(1, 40)})
    for text in ("한국 ", "한국", "한국1 ", "한국는 ", "(한국)", "한국'"):
        assert times_as_long(lambda n, text=text: seconds(lambda: many.find(text * n)), 4000, 1000, 8) < 8
