"""The same pages, where trafilatura finds their text; and where it cannot."""

import sys
from types import ModuleType

import pytest

from tests.desk.clip.clipping import EXPECTED, article

PAGES = [name for name in EXPECTED if name.endswith(".html")]


@pytest.mark.parametrize("name", PAGES)
def test_what_is_printed_around_an_article_is_no_part_of_it(name):
    pytest.importorskip("trafilatura")
    made, remarks = article(name)
    assert [words for words in EXPECTED[name].get("gone", ()) if words in made.text] == []
    assert not any("trafilatura" in remark for remark in remarks)
    wanted = [amount for amount in EXPECTED[name]["amounts"] if amount not in " ".join(made.text.split())]
    assert wanted == []


def test_where_it_is_not_installed_simple_rules_do_and_say_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    made, remarks = article("json-ld.html")
    assert made.text.startswith("가온전자는 24일")
    assert any("trafilatura is not installed" in r and 'pip install "sitegen-digest[clip]"' in r for r in remarks)


def test_where_it_fails_simple_rules_do(monkeypatch):
    def extract(source: str, **named: object) -> str:
        raise RecursionError

    broken = ModuleType("trafilatura")
    broken.extract = extract  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "trafilatura", broken)
    made, remarks = article("json-ld.html")
    assert made.text.startswith("가온전자는 24일") and "trafilatura failed (RecursionError)" in remarks[0]


def test_a_part_is_not_taken_for_the_whole(monkeypatch):
    part = ModuleType("trafilatura")
    part.extract = lambda source, **named: "가온전자는 24일"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "trafilatura", part)
    assert "윤서진" in article("json-ld.html")[0].text
