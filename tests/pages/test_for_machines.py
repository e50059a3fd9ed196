"""What programs get beside pages: notes as Markdown, llms.txt, all data as one archive that says what it holds."""

import csv
import datetime as dt
import io
import json
import zipfile
from typing import Any

import yaml

from sitegen.pages.exports.data import TABLES
from sitegen.pages.exports.data.archive import column_types
from tests.dom import read
from tests.render.test_escaping import NASTY
from tests.site import note

HOST = "https://example.org/digest/"


def parts(text: str) -> tuple[dict[str, Any], str]:
    """Front matter and text."""
    _, head, body = text.split("---\n", 2)
    return yaml.safe_load(head), body


# Notes as Markdown


def test_a_note_stands_beside_its_page_as_markdown(full):
    page = read(full.page("en/notes/blueprint/"))
    assert page.one("link", type="text/markdown")["href"] == "/digest/en/notes/blueprint/index.md"
    facts, text = parts(full.page("en/notes/blueprint/index.md"))
    terms, claims, quotes = facts.pop("terms"), facts.pop("claims"), facts.pop("quotes")
    assert facts == {
        "title": "OpenAI's blueprint",
        "url": f"{HOST}en/notes/blueprint/",
        "lang": "en",
        "translations": {"ko": f"{HOST}notes/blueprint/index.md"},
        "date": "2025-10-24",
        "updated": "2025-10-25",
        "site": "Digest",
        "source": {
            "name": "더팩트",
            "url": "https://example.com/fact",
            "title": "인공지능의 허브",
            "author": "최문정",
            "published": "2025-10-24",
        },
        "also": [
            {"name": "Reuters", "url": "https://example.com/reuters", "published": "2025-10"},
            {"name": "조간신문", "published": "2025-10-23"},
        ],
    }
    assert terms["themes"] == [{"name": "Korea as an AI hub", "url": f"{HOST}en/themes/korea-ai-hub/"}]
    assert list(terms) == ["topics", "companies", "themes", "institutions"]
    assert claims[0] == {
        **{"kind": "investment", "by": "Vena Group", "with": ["Naver"], "what": "Building renewables and data centres"},
        **{"amount": "20조원", "due": "2030-H1", "stage": "loi", "certainty": "reported"},
    }
    assert quotes == [{"text": "AI 경쟁은 칩 경쟁이다", "speaker": "Chris Lehane", "lang": "ko"}]
    assert text == (
        "\n# OpenAI's blueprint\n\nOpenAI has published a blueprint.\n\n"
        "**Why it matters** It fits the policy of sovereign AI.\n\n"
        f"The text. It names [OpenAI]({HOST}en/companies/openai/).\n"
    )
    assert "## 두 길\n\n글이다." in full.page("notes/blueprint/index.md")


def test_nothing_of_an_editors_own_comes_along(site):
    digest = site(
        "-- content/notes/2025-10-24-a.md --\n" + note(more="extra: {secret: 비밀}\n", body="글 <!-- 비밀 --> 글")
    )
    digest.put("content/notes/2025-10-23-b.md", note("초안", "2025-10-23", "draft: true\n"))
    digest.build()
    assert "비밀" not in digest.page("notes/a/index.md")
    assert not (digest.output / "notes/b").exists()
    digest.build("--drafts")
    assert (digest.output / "notes/b/index.html").exists() and not (digest.output / "notes/b/index.md").exists()
    assert read(digest.page("notes/b/")).all("link", type="text/markdown") == []
    assert "notes/b/" not in digest.page("llms.txt")


def test_facts_are_yaml_whatever_the_words(site):
    digest, texts = site(), [*NASTY, "가\u2028나\u2029다\ufeff라", "no: yes # ---", "😀"]
    for number, words in enumerate(texts):
        title = json.dumps(words, ensure_ascii=words != "😀")  # the strings of JSON are those of YAML, but for pairs
        digest.put(f"content/notes/2025-10-24-a{number}.md", note(title))
    digest.build()
    for number in range(len(texts)):
        facts, _ = parts(digest.page(f"notes/a{number}/index.md"))
        shown = read(digest.page(f"notes/a{number}/")).one("meta", name="citation_title")["content"]
        assert facts["title"] == shown


# llms.txt


def test_llms_txt_leads_to_notes_indexes_and_data_in_each_language(full):
    for lang, at, title, newest in (
        ("ko", "", "다이제스트", "오픈AI의 청사진"),
        ("en", "en/", "Digest", "OpenAI's blueprint"),
    ):
        text = full.page(f"{at}llms.txt")
        assert text.startswith(f"# {title}\n\n> "), lang
        assert f"- [{newest}]({HOST}{at}notes/blueprint/index.md): " in text
        assert f"({HOST}data/digest.zip)" in text and f"({HOST}{at}about/): " in text
        assert f"({HOST}{'en/' if lang == 'ko' else ''}llms.txt)" in text
    assert "Only in English" not in full.page("llms.txt")


# All data as one


def test_the_archive_holds_each_file_of_the_data_and_nothing_of_a_machine(full):
    with zipfile.ZipFile(full.output / "data/digest.zip") as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0) and entry.create_system == 3
            assert archive.read(entry) == (full.output / "data" / entry.filename).read_bytes()
    there = {path.relative_to(full.output / "data").as_posix() for path in (full.output / "data").rglob("*.*")}
    assert set(names) == there - {"digest.zip", "index.html"} and len(set(names)) == len(names)


def test_the_package_names_every_column_and_its_type(full):
    package = json.loads(full.page("data/datapackage.json"))
    assert package["homepage"] == f"{HOST}data/"
    tables = {each["name"]: each for each in package["resources"]}
    assert set(tables) == {name for table in TABLES for name in (table.name, f"{table.name}-json")}
    for each in package["resources"]:
        assert (full.output / "data" / each["path"]).is_file()
    for table in TABLES:
        columns = tables[table.name]["schema"]["fields"]
        rows = csv.reader(io.StringIO(full.page(f"data/{table.name}.csv").removeprefix("\ufeff")))
        assert next(rows) == [column["name"] for column in columns]
        for row in rows:
            for cell, column in zip(row, columns, strict=True):
                assert not cell or fits(cell, column["type"]), (table.name, column, cell)


def fits(cell: str, kind: str) -> bool:
    """Whether a cell can be read as a type of Table Schema, as it is without a format."""
    read: dict[str, Any] = {"date": dt.date.fromisoformat, "integer": int, "number": float, "string": str}
    if kind == "boolean":
        return cell in ("True", "False")
    try:
        read[kind](cell)
    except ValueError:
        return False
    return True


def test_types_are_those_of_the_rows():
    types = {table.name: column_types(table.row) for table in TABLES}
    assert types["notes"]["date"] == "date" and types["notes"]["source_published"] == "string"
    assert types["terms"]["note_count"] == "integer" and types["terms"]["last"] == "date"
    assert types["claims"]["value"] == "number" and types["claims"]["dated"] == "boolean"
    assert types["claims"]["date"] == "string"  # a month or a year, too
