"""What an outlet is called in the language of a page."""

import pytest

from sitegen.text.outlets import outlet


@pytest.mark.parametrize(
    ("publisher", "korean", "english"),
    [
        ("지디넷코리아 (ZDNet Korea)", "지디넷코리아", "ZDNet Korea"),
        ("ZDNet Korea (지디넷코리아)", "지디넷코리아", "ZDNet Korea"),
        ("동아일보 (AP)", "동아일보 (AP)", "동아일보 (AP)"),
        ("철강금속신문 (snmnews.com)", "철강금속신문", "철강금속신문 (snmnews.com)"),
        ("finance-news.co.kr", "finance-news.co.kr", "finance-news.co.kr"),
    ],
)
def test_a_page_has_the_name_of_its_language_and_an_address_is_no_name(publisher, korean, english):
    assert (outlet(publisher, "ko"), outlet(publisher, "en")) == (korean, english)
