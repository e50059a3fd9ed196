"""“Did you mean …?” offers what was meant, and never its contrary."""

import pytest

from sitegen.text.suggest import Words


@pytest.mark.parametrize(
    ("wrong", "right", "nearest"),
    [
        ("signed", ["unsigned", "settled"], ""),
        ("signd", ["unsigned"], ""),
        ("signed", ["unsigned", "assigned"], "assigned"),
        ("unsinged", ["unsigned"], "unsigned"),
        ("usigned", ["unsigned"], "unsigned"),
        ("unsigned", ["signed"], ""),
        ("non-binding", ["binding"], ""),
        ("binding", ["non-binding"], ""),
        ("direct", ["indirect"], ""),
        ("체결됨", ["미체결됨"], ""),
        ("공개자료", ["비공개자료"], ""),
        ("미공개", ["미공게"], "미공게"),
        ("nvestment", ["investment"], "investment"),
        ("investmnt", ["investment"], "investment"),
    ],
)
def test_a_contrary_is_never_offered_unless_it_was_written(wrong, right, nearest):
    assert Words(right).nearest(wrong) == nearest
