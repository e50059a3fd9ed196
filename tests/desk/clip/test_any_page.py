"""Whatever a page or a text holds, an article comes of it, whose draft can be read, or a word for why there is none."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.content.frontmatter import load, split
from sitegen.desk.clip.article import article_from
from sitegen.desk.clip.decode import decoded
from sitegen.desk.clip.draft import Draft, draft_text
from sitegen.desk.clip.model import Document, Unfit
from sitegen.desk.clip.suggest import suggestions
from tests.desk.clip.clipping import TODAY, names

PIECES = [
    *(
        "<p>",
        "</p>",
        "<div class=article_body>",
        "<a href='",
        "'>",
        "<!--",
        "-->",
        "<script type='application/ld+json'>",
    ),
    *(
        "</script>",
        "<title>",
        "</title>",
        '{"@type":"Article","headline":["x"],"datePublished":5}',
        "<meta property=og:title ",
    ),
    *(
        "content=",
        "<article>",
        "</article>",
        "<figcaption>",
        "<time datetime='9999-12-31T23:59:59Z'>",
        "&#x0;",
        "&lt;",
        "\n",
    ),
    *(
        "오픈AI는 ",
        "“",
        "”",
        '"',
        "라고 말했다. ",
        "20조원",
        "1조",
        "억",
        "24일",
        "2월 30일",
        "까지 ",
        "투자하겠다고 밝혔다.",
        "# ",
        ": ",
    ),
    *(
        "Mark Delaney said, ",
        "$1.5 billion ",
        "9999999999999999999999조원",
        "입력 2025.13.45",
        "기자 = ",
        "(서울=x)",
        "…",
        "\x85",
        "\u2028",
    ),
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40), st.booleans())
def test_no_text_is_a_traceback(pieces, html):
    try:
        text = decoded("".join(pieces).encode("utf-8", "ignore"))
        article, _ = article_from(Document(text, "https://a.example/x", html), {}, "Asia/Seoul", TODAY)
    except Unfit:
        return
    found = suggestions(article.paragraphs, names(), article.head.day)
    made = Draft(article.head, dt.date(2025, 10, 24), "제목", "", "ko", "0" * 32, "x", {}, found)
    text = draft_text(made)
    for form in (text, text.replace("# suggest: ", "")):
        front, problems = load("x.md", split("x.md", form)[0])
        assert front is not None and problems == [], form
        assert front["draft"] == "true" and front["title"] == "제목"


@given(st.binary(max_size=300))
def test_no_bytes_are_a_traceback(data):
    try:
        assert isinstance(decoded(data), str)
    except Unfit as error:
        assert str(error)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("한글 기사다.", "cp949"), ("똠방각하 펲시콜라", "cp949"), ("“Quoted” – text", "cp1252"), ("한글", "utf-16")],
)
def test_texts_are_read_in_their_own_encodings(text, encoding):
    assert decoded((text * 5).encode(encoding)) == text * 5


def test_what_a_page_says_of_its_encoding_may_be_wrong():
    page = '<meta charset="euc-kr"><p>한글 기사다.</p>'
    assert decoded(page.encode()) == page
    page = '<meta charset="utf-8"><p>한글 기사다. 한글로 쓴 기사다.</p>'
    assert decoded(page.encode("cp949"), "utf-8") == page
    assert decoded(page.encode("cp949"), "no-such") == page
    cut = ("한글 기사다. " * 90).encode()[:-3]
    assert decoded(cut).endswith("\ufffd")
