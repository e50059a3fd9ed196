"""The time that a page or a text takes grows with it, whatever it is made of; and none is a traceback of its own."""

import datetime as dt
import sys
from collections.abc import Callable

import pytest

from sitegen.desk.clip.article import article_from
from sitegen.desk.clip.draft import Draft, draft_text
from sitegen.desk.clip.model import Document, Unfit
from sitegen.desk.clip.suggest import suggestions
from tests.desk.clip.clipping import TODAY, names
from tests.growth import seconds, times_as_long

PUMPS = {
    "classes of one element around many blocks": lambda n: f"<html><body><div class='{'a ' * 4 * n}'>{'<p>x</p>' * n}",
    "articles in each other": lambda n: f"<html>{'<article>' * 150}{'<p>x</p>' * n}",
    "articles beside each other": lambda n: f"<html>{'<article><p>x</p></article>' * n}",
    "asides": lambda n: f"<html><body>{'<div class=ads><p>x</p></div>' * n}<p>글이다.",
    "joined names": lambda n: "제목\n\n" + "오픈AI, " * n,
    "joined names with": lambda n: "제목\n\n" + "네이버·" * n + "오픈AI와 1조원을 투자하기로 했다.",
    "joined English names": lambda n: "Big news\n\n" + "OpenAI and " * n,
    "amounts": lambda n: "제목\n\n" + "".join(f"{i}억원과 " for i in range(1, n)) + "투자했다.",
    "dates": lambda n: "제목\n\n" + "".join(f"{1900 + i % 200}-{1 + i % 12:02d}-{1 + i % 28:02d}, " for i in range(n)),
    "claims": lambda n: "제목\n\n" + "".join(f"오픈AI는 {i}월 {i}억원을 투자하기로 했다. " for i in range(n)),
    "quotes in one sentence": lambda n: "제목\n\n오픈AI는 " + "“그렇게 하겠다고 한다”고 " * n + "말했다.",
    "English quotes": lambda n: "Big news\n\n" + "“We will do so,” Kim said. " * n,
    "lines that go on": lambda n: "제목\n" + "\n" * n + ("긴 글의 한 줄은 끝나지 않는다 " * 4 + "\n") * n,
}  # fmt: skip


def drafted(text: str) -> None:
    """From a text to a draft of it, or to the word for why there is none."""
    try:
        article, _ = article_from(Document(text, "https://a.example/x", "<html" in text), {}, "Asia/Seoul", TODAY)
    except Unfit:
        return
    found = suggestions(article.paragraphs, names(), article.head.day)
    draft_text(Draft(article.head, dt.date(2025, 10, 24), "제목", "", "ko", "0" * 32, "x", {}, found))


@pytest.fixture(autouse=True)
def by_simple_rules(monkeypatch):
    """What trafilatura takes is its own."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)


@pytest.mark.parametrize("made", PUMPS.values(), ids=PUMPS)
def test_time_grows_with_the_text(made: Callable[[int], str]):
    drafted(made(10))
    assert times_as_long(lambda n: seconds(lambda: drafted(made(n))), 4000, 1000, 8) <= 8
