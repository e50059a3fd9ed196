"""What the filter `held` keeps to one line."""

import pytest

from sitegen.pages.views import Html
from sitegen.render.safe import held

JOINER = "\u2060"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("SB 26-189", f"SB\u00a026-{JOINER}189"),
        ("2025-10-24", f"2025-{JOINER}10-{JOINER}24"),
        ("data-centre", "data-centre"),
        ("GPT-4", "GPT-4"),
    ],
)
def test_a_number_with_a_hyphen_keeps_to_a_line(text, kept):
    assert held(text) == kept


def test_addresses_and_code_stay_as_they_are():
    body = '<a href="/laws/sb-26-189/">26-189</a> <code>26-189</code>'
    assert held(Html(body)) == f'<a href="/laws/sb-26-189/">26-{JOINER}189</a> <code>26-189</code>'
