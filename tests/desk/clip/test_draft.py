"""`sitegen clip`: a draft that fits, whose suggestions stay comments, and the text of an article out of git."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.cli import cli
from sitegen.desk.clip.store import clip_hash, kept
from tests.desk.clip.clipping import HERE, digest_text
from tests.site import Result, Site

FOUNDING = HERE / "articles/founding.txt"
DAY = ["--published", "2025-10-24"]
GIVEN = [*DAY, "--publisher", "어느신문", "--url", "https://news.example.com/read/1?utm_source=x"]


@pytest.fixture
def digest(tmp_path, monkeypatch) -> Site:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    digest = Site(tmp_path / "site")
    for path in ("companies/openai.md", "companies/naver.md", "topics/sovereign-ai.md"):
        digest.remove(f"content/{path}")
    digest.write(digest_text())
    return digest


def clip(digest: Site, *words: str, piped: bytes = b"", status: int = 0, command: str = "clip") -> Result:
    done = CliRunner().invoke(cli, [command, *words, "--root", str(digest.root)], input=piped, prog_name="sitegen")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == status, done.stderr
    return Result(done.exit_code, done.stdout, done.stderr)


def notes(digest: Site) -> list[Path]:
    return sorted((digest.root / "content").rglob("notes/*.md"))


def problems(digest: Site, *options: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(digest.run("check", "--format", "json", *options).out)
    return found


def errors(digest: Site, *options: str) -> list[str]:
    """The rules of what keeps the digest from being built."""
    return [problem["rule"] for problem in problems(digest, *options) if problem["severity"] == "error"]


def test_the_founding_article_becomes_a_draft_that_fits(digest):
    said = clip(digest, str(FOUNDING), *GIVEN)
    (path,) = notes(digest)
    assert said.out.endswith(f"{path.name}\n") and path.name.startswith("2025-10-24-")
    text = path.read_text("utf-8")
    for words in (
        "draft: true",
        "publisher: 어느신문\n",
        'url: "https://news.example.com/read/1"\n',
        "한국에 잇단 협력 제안\" # from the text's first line: it may be a sub-headline\n",
        "# suggest:     amount: 500메가와트 # 500 MW\n# suggest:     power: generation\n",
        "# suggest:     date: 2025-10\n# suggest:     stage: agreed\n",
        "# suggest: # date 지난 1일 = 2025-10-01: “",
        "# suggest:     speaker: 크리스 리헤인\n# suggest:     role: 글로벌 대외협력 최고책임자\n",
        "# suggest:   - kind: investment\n# suggest:     by: vena-group\n",
    ):
        assert words in text, words
    for gone in ("제보", "댓글", "talk.example.com"):
        assert gone not in text
    for words in (
        "text: 9 paragraphs; left out: 8 tip-off lines",
        "openai",
        "amounts: 20조원, 500메가와트, 약 2조원, 9000명",
    ):
        assert words in said.err
    assert errors(digest) == errors(digest, "--drafts") == []


def test_what_was_not_taken_up_is_deleted_once_the_note_is_no_draft(digest):
    clip(digest, str(FOUNDING), *GIVEN, "--summary", "요약이다.", "--id", "x", "--terms", "topics=sovereign-ai")
    (path,) = notes(digest)
    text = path.read_text("utf-8").replace("# suggest: companies:", "companies:")
    path.write_text(text, "utf-8")
    digest.run("check", "--fix", "--drafts")
    assert path.read_text("utf-8") == text
    path.write_text(text.replace("draft: true # take this line away once the note may be published\n", ""), "utf-8")
    assert f"mended content/notes/{path.name}" in digest.run("check", "--fix").err
    mended = path.read_text("utf-8")
    assert "# suggest:" not in mended and "clip: " in mended and mended.count("\n") < 20
    assert "companies: [openai," in mended and errors(digest) == []


def test_a_text_without_a_line_that_may_be_a_headline_says_so(digest):
    said = clip(digest, "-", *DAY, piped="한빛통신이 24일 새 센터를 열었다.\n".encode(), status=1).err
    assert "note: no headline was found (another: --headline)" in said and "say it with --title" in said


def test_nothing_that_is_suggested_reaches_a_page(digest):
    clip(digest, str(FOUNDING), *GIVEN, "--summary", "요약이다.", "--title", "한국에 온 오픈AI", "--id", "x")
    digest.build("--drafts")
    page = digest.page("notes/x/")
    assert "한국에 온 오픈AI" in page
    for words in ("20조원", "suggest", "리헤인", "vena"):
        assert words not in page


def test_what_is_suggested_fits_as_it_stands_once_it_is_confirmed(digest):
    clip(digest, str(FOUNDING), *GIVEN, "--id", "x")
    (path,) = notes(digest)
    text = path.read_text("utf-8").replace("# suggest: ", "")
    path.write_text(text, "utf-8")
    assert errors(digest, "--drafts") == []
    path.write_text(text.replace("draft: true", "draft: false"), "utf-8")
    assert errors(digest) == ["unwritten"] * (text.count("what: …") + 1)


def test_a_note_with_suggestions_left_in_it_is_not_published_in_silence(digest):
    clip(digest, str(FOUNDING), *GIVEN, "--id", "x", "--terms", "topics=소버린 AI", "--summary", "요약이다.")
    (path,) = notes(digest)
    assert "topics: [sovereign-ai]\n" in path.read_text("utf-8")
    assert "# suggest: # beside those above, topics: [" in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace("draft: true", "draft: false"), "utf-8")
    assert "suggestions" in {problem["rule"] for problem in problems(digest)} and errors(digest) == []


def test_the_article_s_text_is_kept_where_git_does_not_look(digest):
    clip(digest, str(FOUNDING), *GIVEN)
    (path,) = notes(digest)
    (file,) = (digest.root / ".sitegen/clips").iterdir()
    text = file.read_text("utf-8")
    assert f"  clip: {clip_hash(text)}\n" in path.read_text("utf-8") and file.stem == clip_hash(text)
    assert kept(digest.root, file.stem) == text
    assert text.startswith("칩·전력") and "제보" not in text
    file.write_text("another text", "utf-8")
    assert kept(digest.root, file.stem) is None and kept(digest.root, "../x") is None


def test_a_hash_that_is_none_is_a_problem(digest):
    clip(digest, str(FOUNDING), *GIVEN)
    (path,) = notes(digest)
    text = path.read_text("utf-8")
    at = text.index("clip: ") + 6
    path.write_text(f"{text[:at]}1234{text[at + 32 :]}", "utf-8")
    said = "`clip` must be 32 digits and letters from a to f, as `sitegen clip` writes them, not `1234`"
    assert said in [problem["message"] for problem in problems(digest)]


def test_new_note_from_an_article_is_the_same(digest, tmp_path):
    other = Site(tmp_path / "other")
    other.write(digest_text())
    clip(digest, str(FOUNDING), "--publisher", "어느신문", "--id", "x", "--date", "2025-10-25")
    clip(
        other,
        "note",
        "--from",
        str(FOUNDING),
        "--publisher",
        "어느신문",
        "--id",
        "x",
        "--date",
        "2025-10-25",
        command="new",
    )
    assert [note.read_bytes() for note in notes(digest)] == [note.read_bytes() for note in notes(other)]
    assert "--from is of a note" in clip(digest, "company", "--from", "x", status=2, command="new").err


def test_an_article_may_be_piped_in(digest):
    clip(digest, "-", *DAY, piped=FOUNDING.read_bytes())
    assert len(notes(digest)) == 1


def test_which_origin_won_stands_beside_each_value(digest):
    said = clip(digest, str(HERE / "articles/json-ld.html")).err
    text = notes(digest)[0].read_text("utf-8")
    assert "  publisher: 새벽신문 # from JSON-LD; Open Graph says 새벽신문 온라인\n" in text
    assert "publisher: 새벽신문 (from JSON-LD; Open Graph says 새벽신문 온라인)" in said
    assert "trafilatura is not installed" in said


def test_a_title_that_is_taken_gets_another_id(digest):
    clip(digest, str(FOUNDING), *DAY)
    clip(digest, str(FOUNDING), *DAY, "--new")
    assert [path.stem[-2:] for path in notes(digest)].count("-2") == 1


def test_what_stands_in_brackets_before_a_headline_is_no_part_of_an_id(digest):
    clip(digest, str(HERE / "articles/takeover.html"))
    assert notes(digest)[0].name == "2026-03-11-다온그룹-메리디언랩스-지분-5-인수-추진.md"


def test_the_words_of_the_command_are_checked_first(digest):
    where = str(FOUNDING)
    assert "--published 2999-01-01 is after today" in clip(digest, where, "--published", "2999-01-01", status=2).err
    assert "is no address that begins with" in clip(digest, where, "--url", "a.example", status=2).err
    assert "there is no note `x`" in clip(digest, where, "--also", "x", status=2).err
    assert "there is no `소버린` in topics; did you mean `소버린 ai`?" in (
        clip(digest, where, "--terms", "topics=소버린", status=2).err
    )
    assert "is not made of" in clip(digest, where, "--id", "A B", status=2).err
    assert notes(digest) == [] and not (digest.root / ".sitegen/clips").exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 ...", "it is a PDF, not a text: save the article as text or as a page (HTML)"),
        (b"abc\0def", "it holds bytes of zero"),
        (b"", "it is empty"),
        (b"x" * 6_000_000, "it holds 5.0 MB"),
        ("기사다. ".encode("cp949") + b"\xff\xff\xfe" * 30, "it is neither UTF-8 nor EUC-KR or CP949"),
        ("\ufffd\ufffd\ufffd 기사".encode(), "its letters were lost when it was saved"),
        ("<html><body><nav>홈</nav></body></html>".encode(), "no text of an article stands in it"),
        ("댓글\n등록된 댓글이 없습니다.\n".encode(), "no text of an article stands in it"),
    ],
)
def test_what_is_no_article_is_refused_in_a_word_and_nothing_is_written(digest, data, said):
    assert said in clip(digest, "-", piped=data, status=1).err
    assert notes(digest) == [] and not (digest.root / ".sitegen/clips").exists()


def test_a_file_that_is_not_there_or_no_file_is_said(digest, tmp_path):
    assert "cannot be read: No such file" in clip(digest, str(tmp_path / "no.txt"), status=1).err
    assert "cannot be read" in clip(digest, str(tmp_path), status=1).err
    large = tmp_path / "large.html"
    large.write_bytes(b"x" * 50_000_000)
    assert "it holds 50.0 MB; an article may hold 5 MB" in clip(digest, str(large), status=1).err


NINES, ZEROS, DEEP = "9" * 5000, "0" * 5000, "[" * 450 + '"x"' + "]" * 450
LD = '<script type="application/ld+json">{"@type": "Article", "headline": "Hi", %s}</script>'


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (f"<title>A&#{NINES};&#{ZEROS}66;</title>", "A\ufffdB"),
        (f'<meta property="og:title" content="A&#{NINES}">', "A\ufffd"),
        (LD % f'"name": "A&#{NINES};"', "Hi"),
        (LD % f'"headline": "A&#{NINES};"', "A\ufffd"),
        (LD % f'"publisher": {DEEP}', "Hi"),
        (LD % f'"author": {DEEP}', "Hi"),
        (LD % '"headline": "A\\ud800B\\u0000\\u202e"', "A?B\ufffd\ufffd"),
        ("<title>&#x1112;&#x1161;&#x202e;</title>", "하\ufffd"),
    ],
)
def test_whatever_a_head_holds_a_draft_comes_of_it(digest, head, said):
    page = f"<html><head>{head}</head><body><p>오픈AI는 데이터센터를 짓겠다고 밝혔다.</p></body></html>"
    clip(digest, "-", "--id", "a", piped=page.encode())
    [note] = notes(digest)
    text = note.read_text("utf-8")
    assert json.loads(f'"{said}"') in text and "schema" not in errors(digest)


@pytest.mark.parametrize("charset", ["undefined", "unicode_escape", "raw_unicode_escape", "utf-7", "rot13", "idna"])
def test_an_encoding_that_no_page_has_is_passed_over(digest, charset):
    page = f"<meta charset={charset}><title>A</title><p>Long text here.".encode() + b"\xe9\xff\\ud800\\u"
    assert f"neither UTF-8 nor EUC-KR or CP949 (it says it is {charset})" in clip(digest, "-", piped=page, status=1).err


def test_a_link_that_leads_to_itself_and_closed_input_are_said(digest, tmp_path):
    (tmp_path / "loop.html").symlink_to("loop.html")
    assert "loop.html cannot be read: Too many levels" in clip(digest, str(tmp_path / "loop.html"), status=1).err
    closed = ["sh", "-c", 'exec "$@" <&-', "", sys.executable, "-m", "sitegen", "clip", "-", "--root", digest.root]
    done = subprocess.run(closed, stderr=subprocess.PIPE, text=True, timeout=60)
    assert done.stderr == "-: it is empty\n" and done.returncode == 1


def body(words: str) -> str:
    """A text as long as an article."""
    return "".join(
        f"{n}번째로 {words} 새 모델을 공개했다고 밝혔다. {n}번 모델은 {words} 값을 받지 않는다고 했다.\n"
        for n in range(9)
    )


def test_two_articles_in_one_text_are_refused(digest):
    two = f"제목\n(서울=가나통신) 김하나 기자 = {body('누리AI가')}(부산=가나통신) 박두리 기자 = {body('가온전자가')}"
    said = clip(digest, "-", piped=two.encode(), status=1).err
    assert "two articles stand in it; the second begins with “0번째로 가온전자가" in said
    page = "".join(f"<article><h2>기사</h2><p>{body(words)}</p></article>" for words in ("누리AI가", "가온전자가"))
    assert "several articles stand in this page" in clip(digest, "-", piped=f"<html>{page}".encode(), status=1).err
    assert notes(digest) == []


def test_what_is_not_known_is_said_and_left_open(digest):
    said = clip(
        digest, "-", piped="제목 한 줄\n아무도 모르는 회사가 무엇인가를 했다.\n구독자 전용 기사입니다.".encode()
    ).err
    for words in (
        "no day of publication was found, so relative dates mean nothing: say it with --published DAY",
        "no company or institution of this digest is named in it",
        "letters stand there: the rest seems to be for subscribers",
    ):
        assert words in said
    text = notes(digest)[0].read_text("utf-8")
    assert 'publisher: "…"\n' in text and "# today: no day of publication was found" in text
    assert errors(digest) == []


def test_a_day_that_is_still_to_come_is_not_believed(digest):
    page = (
        '<html><meta property="article:published_time" content="2999-01-01"><title>제목</title><article><p>글이다.</p>'
    )
    said = clip(digest, "-", piped=page.encode()).err
    assert "it says it was published on 2999-01-01, which is after today" in said
    assert "2999" not in notes(digest)[0].read_text("utf-8")
