"""What is known of articles: pages and texts of many layouts and encodings, and what is no part of them."""

import sys

import pytest

from tests.desk.clip.clipping import EXPECTED, article


@pytest.fixture(params=EXPECTED)
def name(request) -> str:
    return request.param


@pytest.fixture(autouse=True)
def by_simple_rules(monkeypatch):
    """As where trafilatura is not installed; `test_trafilatura.py` tries the same with it."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)


def test_there_are_enough_of_them():
    assert len(EXPECTED) >= 30


def test_a_head_says_what_the_article_says(name):
    wanted = EXPECTED[name]
    head = article(name)[0].head
    known = {"title": head.title.value, "publisher": head.publisher.value, "author": head.author.value}
    known |= {"day": head.day, "origin": head.published.origin, "url": head.address.value}
    assert {key: value for key, value in known.items() if key in wanted} == {
        key: wanted[key] for key in known if key in wanted
    }


def test_what_is_printed_around_an_article_is_no_part_of_it(name):
    text = article(name)[0].text
    assert [words for words in EXPECTED[name].get("gone", ()) if words in text] == []
    paragraphs = [each for each in text.split("\n") if len(each) > 9]
    assert len(paragraphs) == len(set(paragraphs))


def test_captions_are_read_for_names_and_days_and_are_no_text():
    captions = [each.text for each in article("founding.txt")[0].paragraphs if each.caption]
    assert [each[:5] for each in captions] == ["지난 1일", "지난 1일"]
    assert not any("/" in each for each in captions)
