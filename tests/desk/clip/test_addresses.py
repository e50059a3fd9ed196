"""Addresses without trackers, and those that mean one page."""

import pytest

from sitegen.desk.clip.addresses import canonical, page_key, without_trackers


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("https://a.example/x?utm_source=k&id=3&fbclid=q#top", "https://a.example/x?id=3"),
        ("https://a.example/x?id=3&page=%EA%B0%80", "https://a.example/x?id=3&page=%EA%B0%80"),
        ("https://a.example", "https://a.example/"),
        ("ftp://a.example/x", ""),
        ("https://a.example:99999/", "https://a.example:99999/"),
        ("https://[a/", ""),
        ("", ""),
    ],
)
def test_what_only_says_where_somebody_came_from_is_left_out(address, plain):
    assert without_trackers(address) == plain


@pytest.mark.parametrize(
    "other",
    [
        *("http://www.a.co.kr/news/1", "https://m.a.co.kr/news/1/", "https://amp.a.co.kr/news/1?utm_medium=x"),
        "https://a.co.kr/news/1/amp",
    ],
)
def test_one_page_has_one_key(other):
    assert page_key(other) == page_key("https://a.co.kr/news/1")


def test_pages_of_one_path_and_other_questions_are_others():
    assert page_key("https://a.co.kr/view?no=1") != page_key("https://a.co.kr/view?no=2")
    assert page_key("https://a.co.kr/view?b=1&a=2") == page_key("https://a.co.kr/view?a=2&b=1")


def test_a_page_s_own_address_is_believed_where_it_can_be_one():
    at = "https://m.a.co.kr/news/1?from=x"
    assert canonical("/news/1", at) == "https://m.a.co.kr/news/1"
    assert canonical("https://www.a.co.kr/news/1", at) == "https://www.a.co.kr/news/1"
    assert canonical("https://a.co.kr/", at) == ""  # the outlet's home page
    assert canonical("https://b.co.kr/news/1", at) == ""
    assert canonical("https://b.co.kr/news/1", "") == "https://b.co.kr/news/1"
