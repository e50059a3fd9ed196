"""Particles after names, as a Korean reader would put them."""

import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.particles import Particle, particle

FIXTURES = Path(__file__).parent / "particles.txt"
ROWS = [line.split(" | ") for line in FIXTURES.read_text("utf-8").splitlines() if not line.startswith("#")]
HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_name_takes_the_particle_that_its_sound_asks_for(row):
    word, reading = re.fullmatch(r"(.*?)(?: \[(.*)\])?", row[0]).groups("")
    assert [particle(word, kind, reading) for kind in get_args(Particle)] == row[1:]


@given(st.text())
def test_any_text_gets_some_form_of_the_particle(word):
    assert particle(word, "은/는") in ("은", "는", "은(는)")


@given(HANGUL, st.sampled_from(["”", "」", " (AI)", ".", "’"]))
def test_marks_and_brackets_after_a_word_change_nothing(word, mark):
    assert particle(word + mark, "으로/로") == particle(word, "으로/로")


@given(st.integers(1, 10**15))
def test_a_number_takes_the_particle_of_its_name(number):
    """Numbers are read by their last unit: 십, 백, 천, 만, 억 end in consonants, 조 does not."""
    digits = str(number)
    zeros = len(digits) - len(digits.rstrip("0"))
    spoken = "영일이삼사오육칠팔구"[int(digits[-1])] if not zeros else "조" if zeros >= 12 else "만"
    assert particle(digits, "이/가") == particle(spoken, "이/가")
