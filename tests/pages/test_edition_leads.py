"""The written lead of an edition: read, joined, and shown at its head on the web, in e-mails and in the feed."""

import feedparser
import pytest
from click.testing import CliRunner

from sitegen.cli import cli
from sitegen.content.edition_leads import is_edition
from sitegen.pages.parts.mail_paragraphs import mail_paragraphs
from sitegen.pages.views import Html
from tests.dom import read
from tests.growth import seconds, times_as_long
from tests.site import Site, note

OCTOBER = "content/editions/2025-10.md"


def put(digest: Site, id: str, day: str, more: str = "", lang: str = "") -> None:
    digest.put(f"content/notes/{day}-{id}{f'.{lang}' if lang else ''}.md", note(id.upper(), day, more))


@pytest.fixture
def october(site) -> Site:
    digest = site()
    put(digest, "a", "2025-10-20")
    digest.put(OCTOBER, "---\ntitle: 의향의 <한> 달\n---\n\n[[a|첫 노트]]와 **오픈AI**다.\n")
    return digest


@pytest.mark.parametrize(
    ("id", "fits"),
    [
        *(("2025-10", True), ("2025-w43", True), ("2026-w53", True), ("0001-01", True)),
        *(("2025-13", False), ("2025-00", False), ("2025-w54", False), ("2025-w53", False), ("0000-01", False)),
        *(("october", False), ("2025-10-24", False), ("2025", False), ("2025-W43", False), ("２０２５-10", False)),
    ],
)
def test_an_edition_is_a_week_or_a_month_that_a_calendar_has(id, fits):
    assert is_edition(id) is fits


def test_it_stands_at_the_head_of_its_page_and_only_in_its_own_language(october):
    put(october, "b", "2025-10-21", lang="en")
    october.put("content/site.yaml", (october.root / "content/site.yaml").read_text("utf-8") + "link_names: true\n")
    october.build()
    page = read(october.page("editions/2025-10/")).one("main")
    assert [h.text for h in page.all("h2")][:2] == ["의향의 <한> 달", "B"]
    [written] = page.all("section", **{"class": "edition-written"})
    assert ("첫 노트", "/digest/notes/a/") in written.links("/notes/")
    assert written.links("/companies/") == [("오픈AI", "/digest/companies/openai/")]  # a name by itself
    head = read(october.page("editions/2025-10/")).one("meta", name="description")
    assert head["content"].startswith("의향의 <한> 달. B.")
    assert not read(october.page("en/editions/2025-10/")).all("section", **{"class": "edition-written"})
    assert ("2025년 10월", "/digest/editions/2025-10/") in read(october.page("notes/a/")).one("main").links(
        "/editions/"
    )


def test_its_title_stands_for_it_in_lists(october):
    october.build()
    for list in ("", "editions/"):
        assert ("의향의 <한> 달", "/digest/editions/2025-10/") in read(october.page(list)).one("main").links(
            "/editions/"
        )
    assert "A" in read(october.page("en/editions/")).one("main").words("/notes/a/")


def test_e_mails_have_it_with_every_link_in_full(october):
    october.build()
    mail, text = october.page("editions/2025-10/email.html"), october.page("editions/2025-10/email.txt")
    assert [h.text for h in read(mail).all("h2")][:2] == ["의향의 <한> 달", "A"]
    assert ("첫 노트", "https://example.org/digest/notes/a/") in read(mail).links("/notes/a/")
    assert "의향의 <한> 달\n\n첫 노트와 오픈AI다.\n  https://example.org/digest/notes/a/\n\n" in text


def test_the_feed_has_it_before_the_summary(october):
    october.build()
    [entry] = feedparser.parse((october.output / "editions/feed.xml").read_bytes()).entries
    assert entry.title == "2025년 10월 · 의향의 <한> 달"
    content = entry.content[0].value
    assert content.index("첫 노트") < content.index("A. 요약이다.") and "https://example.org/digest/notes/a/" in content


def test_texts_link_to_it_by_its_file_and_it_links_back(october):
    october.put("content/notes/2025-10-22-c.md", note("C", "2025-10-22", body="[이달](../editions/2025-10.md)"))
    october.build()
    assert "이달" in read(october.page("notes/c/")).one("main").words("/digest/editions/2025-10/")
    backlinks = read(october.page("notes/a/")).one("div", aria_labelledby="section-backlinks")
    assert backlinks.links() == [("2025년 10월", "/digest/editions/2025-10/")]


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("october.md", "글", "hint: a week is called as 2025-w43 (ISO 8601), a month as 2025-10"),
        ("2025-13.md", "글", "`2025-13` is no week and no month [file-name]"),
        ("2025-W43.md", "글", "hint: call it `2025-w43`"),
        ("2025-10.md", "---\ntitel: 글\n---\n", "2025-10.md:2:1: error: `titel` is no key of this file"),
        ("2025-10.md", "---\ntitle: [글]\n---\n", "2025-10.md:2:8: error: `title` must be text"),
        ("2025-10.md", "[[nobody]]", "2025-10.md:1:1: error: nothing here is called `nobody`"),
        ("sub/2025-10.md", "글", "files stand in content/editions/ itself"),
    ],
)
def test_what_is_wrong_with_one_is_said_where_it_stands(site, path, text, said):
    digest = site()
    put(digest, "a", "2025-10-20")
    digest.put(f"content/editions/{path}", text)
    result = digest.run("build")
    assert result.status == 1 and said in result.err


def test_a_lead_without_an_edition_is_named_with_what_would_mend_it(site):
    digest = site()
    put(digest, "a", "2025-10-30")
    put(digest, "b", "2025-11-01")
    digest.put("content/editions/2025-w44.md", "글")
    digest.put("content/editions/2024-02.md", "글")
    said = digest.build().err
    assert "the week 2025-w44 has 2 notes: with fewer than 3 it is told in its month [no-edition]" in said
    assert "hint: call the file 2025-11, or wait for a note more" in said
    assert "there is no edition 2024-02: no note is of these days [no-edition]" in said
    assert "hint: the newest is of 2025-11-01" in said


def test_a_lead_waits_with_the_notes_that_it_is_about(october):
    put(october, "old", "2025-09-01")
    (october.root / "content/notes/2025-10-20-a.md").unlink()
    put(october, "a", "2025-10-20", "draft: true\n")
    october.put("content/notes/2025-09-02-c.md", note("C", "2025-09-02", body="[다음 달](../editions/2025-10.md)"))
    said = october.build().err
    assert "no-edition" not in said and "[link-to-draft]" in said
    assert not (october.output / "editions/2025-10").exists()
    october.build("--drafts")
    assert "첫 노트" in october.page("editions/2025-10/")


def test_a_term_that_is_renamed_is_renamed_in_it(october):
    october.put(OCTOBER, "[[openai|그 회사]]\n")
    assert CliRunner().invoke(cli, ["term", "rename", "openai", "open-ai", "--root", str(october.root)]).exit_code == 0
    assert (october.root / OCTOBER).read_text("utf-8") == "[[open-ai|그 회사]]\n"


def test_a_lead_that_lacks_a_language_is_told_of(october):
    said = october.run("check", "--languages")
    assert f"{OCTOBER}:1:1: warning: this lead of an edition is not in en [no-translation]" in said.out + said.err


def test_a_body_becomes_paragraphs_of_words_and_links():
    body = (
        '<h2 id="x">제목</h2>\n<p>글 <strong>굵은 <a href="https://e.org/?a&amp;b">링크 <em>둘</em></a></strong>\n'
        "다음&lt;줄</p>"
        "<ul>\n<li>하나</li>\n<li><p>둘</p><p>셋</p></li>\n</ul>\n"
        "<table><thead><tr><th>가</th><th>나</th></tr></thead></table>"
        '<p><img src="a.png" alt="그림"></p><p> </p>'
        '<section class="footnotes"><ol><li>각주 <a class="footnote-backref" href="#r">↩</a></li></ol></section>'
    )
    told = [[(piece.words, piece.href) for piece in paragraph] for paragraph in mail_paragraphs(Html(body))]
    assert told == [
        [("제목", "")],
        [("글 굵은 ", ""), ("링크 둘", "https://e.org/?a&b"), (" 다음<줄", "")],
        *([("• 하나", "")], [("• 둘", "")], [("셋", "")]),
        *([("가 나", "")], [("그림", "")], [("• 각주", "")]),
    ]


@pytest.mark.parametrize("piece", ["<", "<p>", "<li>", "x<em>x</em>", '<a href="', "x<a href='x'>"])
def test_paragraphs_take_time_that_grows_with_the_text(piece):
    def taken(count: int) -> float:
        body = Html(piece * count)
        return seconds(lambda: mail_paragraphs(body))

    assert times_as_long(taken, 40000, 10000, most=8) < 8
