"""The digest as data: every table held against the schema published beside it, and read back from CSV."""

import csv
import io
import json
import re
from typing import Any

import jsonschema
import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string

from tests.dom import Element, read, ui
from tests.site import Site, note

TABLES = ("notes", "terms", "claims", "relations", "quotes")
HOME = "https://example.org/digest/"


def rows(digest: Site, table: str) -> list[Any]:
    data = json.loads(digest.page(f"data/{table}.json"))
    return list(data[table])


def cells(digest: Site, table: str) -> list[dict[str, str]]:
    text = (digest.output / f"data/{table}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def main(digest: Site, url: str) -> Element:
    return read(digest.page(url)).one("main")


# The files


@pytest.mark.parametrize("table", TABLES)
def test_each_table_fits_the_schema_beside_it_and_has_the_same_rows_as_csv(full, table):
    data = json.loads(full.page(f"data/{table}.json"))
    schema = json.loads(full.page(f"data/schema/{table}.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data)
    assert schema["$id"] == data["schema"] == f"{HOME}data/schema/{table}.json"
    assert data["version"] == (2 if table == "claims" else 1) and len(data[table]) == len(cells(full, table)) > 0
    broken = {**data, table: [{**data[table][0], next(iter(data[table][0])): 7.5}]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(broken)


def test_json_has_a_row_to_a_line(full):
    lines = full.page("data/notes.json").splitlines()
    assert [json.loads(line.rstrip(","))["id"] for line in lines[1:-1]] == [row["id"] for row in rows(full, "notes")]


@pytest.mark.parametrize("table", TABLES)
def test_tables_of_a_digest_without_notes_are_empty_and_have_their_columns(site, table):
    digest = site()
    digest.build()
    assert table == "terms" or rows(digest, table) == cells(digest, table) == []
    assert digest.page(f"data/{table}.csv").count(",") >= 7


def test_a_note_says_its_languages_sources_terms_claims_and_corrections(full):
    [row] = [row for row in rows(full, "notes") if row["id"] == "blueprint"]
    assert row["url"] == {"ko": f"{HOME}notes/blueprint/", "en": f"{HOME}en/notes/blueprint/"}
    assert row["title"] == {"ko": "오픈AI의 청사진", "en": "OpenAI's blueprint"}
    assert (row["date"], row["updated"]) == ("2025-10-24", "2025-10-26")
    assert row["source"]["author"] == "최문정" and [source["publisher"] for source in row["also"]] == [
        "Reuters",
        "조간신문",
    ]
    assert "companies/vena" in row["terms"] and row["claims"] == ["blueprint/1", "blueprint/2"]
    assert row["corrections"] == [
        {"lang": "ko", "date": "2025-10-27", "level": "major", "what": "금액을 고쳤다", "before": ""}
    ]
    [one] = [row for row in cells(full, "notes") if row["id"] == "english"]
    assert (one["title_ko"], one["title_en"], one["url_ko"]) == ("", "Only in English", "")
    assert (one["source_publisher"], one["updated"]) == ("Reuters", "")


def test_a_term_says_its_names_and_how_often_it_is_named(full):
    terms = {row["key"]: row for row in rows(full, "terms")}
    openai = terms["companies/openai"]
    assert openai["names"] == [{"name": {"ko": "오픈AI LP", "en": "오픈AI LP"}, "from": "2019", "to": "2025-10"}]
    assert (openai["note_count"], openai["claim_count"]) == (2, 1)
    assert (openai["first"], openai["last"]) == ("2025-08-05", "2025-10-24")
    assert (openai["kind"], openai["country"], openai["website"]) == ("company", "US", "https://www.openai.com/")
    assert terms["topics/sovereign-ai"]["parent"] == "topics/policy"
    assert terms["companies/42dot"]["first"] is None


def test_words_quoted_in_two_languages_are_one_quote(full):
    [row] = rows(full, "quotes")
    assert (row["note"], row["lang"], row["of"]["id"]) == ("blueprint", "ko", "companies/openai")
    assert row["speaker"] == {"ko": "크리스 리헤인", "en": "Chris Lehane"} and row["role"] == {"ko": "최고책임자"}


def test_a_relation_names_both_ends_and_what_shows_it_once(full):
    [row] = rows(full, "relations")
    assert (row["by"]["id"], row["kind"], row["with"]["id"]) == ("companies/vena", "investment", "companies/naver")
    assert (row["claims"], row["notes"], row["last"]) == (["blueprint/1"], ["blueprint"], "2025-10-24")


def test_no_cell_of_any_table_is_a_formula(site):
    digest = site()
    evil = "'=HYPERLINK(\"http://evil\")'"
    more = f"companies: [openai]\nquotes: [{{text: {evil}, speaker: '@x', role: '+1', of: openai}}]\n"
    text = note(evil, more=more).replace("요약이다.", "'-1+1'").replace("더팩트", "'\uff1d1+1'")
    digest.put("content/notes/2025-10-24-a.md", text)
    digest.put("content/companies/evil.md", f"---\nname: {evil}\nsummary: '=1'\n---\n")
    digest.build()
    found = [cell for table in TABLES for row in cells(digest, table) for cell in row.values()]
    assert len([cell for cell in found if cell.startswith("'")]) >= 8
    assert not [cell for cell in found if cell.startswith(("=", "+", "-", "@", "\uff1d"))]
    assert rows(digest, "quotes")[0]["text"] == '=HYPERLINK("http://evil")'  # JSON runs nothing


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_spreadsheet_finds_a_formula_wherever_it_begins_its_cells(site, delimiter):
    digest = site()
    gaps = ["", " ", "\t", "\u3000", "\u00a0", '"', '" ', "\ufeff", "\u200b"]
    breaks = ["", "x;", "x\t", "x;;", ";"]
    texts = [f"{ends}{gap}{sign}1+1" for ends in breaks for gap in gaps for sign in "=+-@＝＋－＠"]
    quotes = "".join(f"  - {{text: {json.dumps(text)}, speaker: 김철수}}\n" for text in texts)
    digest.put("content/notes/2025-10-24-a.md", note(more=f"quotes:\n{quotes}"))
    digest.build()
    assert [row["text"] for row in rows(digest, "quotes")] == texts
    assert {re.sub("'", "", row["text"]) for row in cells(digest, "quotes")} == set(texts), "nothing but apostrophes"
    text = (digest.output / "data/quotes.csv").read_bytes().decode("utf-8-sig")
    found = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in row]
    assert not [cell for cell in found if re.match(r'[\s"\u200b\ufeff]*[=+\-@＝＋－＠]', cell)]


def test_what_begins_no_formula_stands_in_a_cell_as_it_was_written(site):
    digest = site()
    texts = ["a = b", "x; y", "1-2; 3+4", "가 -1", "메일 a@b", "첫 줄 둘째 줄", "x,=1"]
    quotes = "".join(f"  - {{text: {json.dumps(text)}, speaker: 김철수}}\n" for text in texts)
    digest.put("content/notes/2025-10-24-a.md", note(more=f"quotes:\n{quotes}"))
    digest.build()
    assert [row["text"] for row in cells(digest, "quotes")] == texts


# The page of the data


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_page_explains_every_file_and_field_in_each_language(full, lang):
    page = main(full, "data/" if lang == "ko" else "en/data/")
    for table in TABLES:
        part = page.one("section", aria_labelledby=f"section-{table}")
        assert [address for _, address in part.links()] == [
            f"/digest/data/{table}.json",
            f"/digest/data/{table}.csv",
            f"/digest/data/schema/{table}.json",
        ]
        assert [name.text for name in part.all("dt")] == list(rows(full, table)[0])
        assert all(text.text for text in part.all("dd"))
    assert ui("data.license_none", lang) in page.text


def test_the_licence_that_a_site_gives_stands_on_the_page_and_in_every_file(site):
    digest = site()
    text = (digest.root / "content/site.yaml").read_text("utf-8")
    digest.put("content/site.yaml", f"{text}license: {{name: CC BY 4.0, url: https://example.org/by}}\n")
    digest.build()
    assert ("CC BY 4.0", "https://example.org/by") in main(digest, "en/data/").links()
    assert ui("data.license_none", "en") not in digest.page("en/data/")
    for table in TABLES:
        license = json.loads(digest.page(f"data/{table}.json"))["license"]
        assert license == {"name": "CC BY 4.0", "url": "https://example.org/by"}


# Citations


def cited(digest: Site, url: str) -> tuple[str, Any, Any]:
    """The text that cites a page, its entry as BibTeX's readers have it, and its CSL item."""
    box = main(digest, url).one("div", **{"class": "cite"})
    bibtex, csl = (pre._raw() for pre in box.all("pre"))
    [[key, entry]] = parse_string(bibtex, "bibtex").entries.items()
    [item] = json.loads(csl)
    assert item["id"] == key and re.fullmatch("[A-Za-z0-9-]+", key)
    return box.one("p", **{"class": "cite-text"}).text, entry, item


@pytest.mark.parametrize(
    ("url", "title", "day"),
    [
        ("companies/openai/", "오픈AI", "2025.10.24"),
        ("themes/korea-ai-hub/", "한국 AI 허브", "2025.10.24"),
        ("editions/2025-10/", "2025년 10월", "2025.10.24"),
    ],
)
def test_a_term_and_an_edition_are_cited_as_of_their_newest_note(full, url, title, day):
    text, entry, item = cited(full, url)
    assert f"「{title}」, {day} 보도까지. " in text and text.endswith(f"/{url}")
    assert entry.fields["title"] == f"{{{title}}}" and entry.fields["url"] == item["URL"] == text.split()[-1]


def test_a_note_is_cited_as_text_in_bibtex_and_as_csl(full):
    text, entry, item = cited(full, "en/notes/blueprint/")
    address = f"{HOME}en/notes/blueprint/"
    assert text == f"Digest, “OpenAI’s blueprint”, 24 October 2025, updated 25 October 2025. {address}"
    assert entry.type == "misc" and entry.fields["title"] == "{OpenAI's blueprint}"
    assert (entry.fields["year"], entry.fields["month"], entry.fields["day"]) == ("2025", "10", "24")
    assert entry.fields["url"] == address and entry.fields["note"] == "updated 2025-10-25"
    assert [str(person) for person in entry.persons["author"]] == ["{Digest}"]
    assert item["issued"] == {"date-parts": [[2025, 10, 24]]} and item["container-title"] == "Digest"
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    assert "".join(str(line) for line in bibliography.bibliography()).startswith("Digest (2025) OpenAI")


def test_the_text_of_a_citation_is_not_torn_and_its_address_is_copied_as_it_is(site):
    digest = site()
    digest.put("content/notes/2025-10-24-sb-26-189.md", note("15억 달러와 SB 26-189", "2025-10-24"))
    digest.build()
    raw = main(digest, "notes/sb-26-189/").one("p", **{"class": "cite-text"})._raw()
    assert "15억\xa0달러와 SB\xa026-\u2060189" in raw and raw.endswith("/notes/sb-26-189/")


def test_a_korean_note_is_cited_in_korean(full):
    text, entry, item = cited(full, "notes/korean/")
    assert text == f"다이제스트, 「한국어로만 있는 노트」, 2025.10.23. {HOME}notes/korean/"
    assert entry.fields["title"] == "{한국어로만 있는 노트}" and "note" not in entry.fields
    assert item["language"] == "ko"


def test_bibtex_holds_whatever_a_title_and_an_id_are_made_of(site):
    digest = site()
    digest.put("content/notes/2025-10-24-오픈ai.md", note("'R&D 50% {에} $5_a #1 \\x } ~^'"))
    digest.put("content/notes/2025-10-24-삼성ai.md", note())
    digest.build()
    _, entry, item = cited(digest, "notes/오픈ai/")
    title = entry.fields["title"]
    named = {"braceleft": "{", "braceright": "}", "backslash": "\\", "asciitilde": "~", "asciicircum": "^"}
    plain = re.sub(r"\\text([a-z]+)\{\}", lambda found: named[found[1]], title[1:-1])
    assert re.sub(r"\\([&%$#_])", r"\1", plain) == item["title"] == "R&D 50% {에} $5_a #1 \\x } ~^"
    assert entry.fields["url"].isascii() and cited(digest, "notes/삼성ai/")[2]["id"] != item["id"]


def test_a_claim_is_cited_as_of_its_newest_report(site):
    digest = site()
    claims = "companies: [openai]\nclaims: [{id: plant, kind: investment, by: openai, what: {ko: 공장, en: a plant}}]\n"
    digest.put("content/notes/2025-10-24-a.md", note(more=claims))
    digest.put("content/notes/2025-11-02-b.md", note(day="2025-11-02", more=claims))
    digest.build()
    text, entry, item = cited(digest, "claims/plant/")
    assert text == f"다이제스트, 「오픈AI: 공장」, 2025.11.02 보도까지. {HOME}claims/plant/"
    assert (entry.fields["day"], item["title"]) == ("2", "오픈AI: 공장")
    told = "source: {publisher: 다른 신문, url: https://example.com/2, published: 2025-11-05}\n"
    third = note(day="2025-11-02", more=claims)
    digest.put("content/notes/2025-11-02-b.md", re.sub("source: .*\n", told, third))
    digest.build()
    assert cited(digest, "claims/plant/")[0].startswith("다이제스트, 「오픈AI: 공장」, 2025.11.05 보도까지.")


def test_a_claim_is_said_to_be_still_ahead_only_before_the_year_that_it_is_due_in(site):
    digest = site()
    for due, said in (("2025", False), ("2025-12", True), ("2026", True)):
        claims = f"companies: [openai]\nclaims: [{{id: plant, kind: investment, by: openai, what: 공장, due: {due}}}]\n"
        digest.put("content/notes/2025-10-24-a.md", note(more=claims))
        digest.build()
        assert ("아직 남음" in main(digest, "claims/plant/").text) is said, due


def test_the_foot_of_a_note_leads_to_data_its_corrections_and_where_errors_are_reported(full):
    foot = main(full, "notes/blueprint/").one("div", **{"class": "foot"})
    addresses = [address for _, address in foot.links()]
    assert addresses == ["/digest/data/", "#section-corrections", "/digest/corrections/"]
    assert len(main(full, "notes/korean/").one("div", **{"class": "foot"}).links()) == 2


def test_the_head_of_a_note_tells_reference_managers_its_title_and_days(full):
    head = read(full.page("notes/blueprint/")).one("head")
    assert head.one("meta", name="citation_title")["content"] == "오픈AI의 청사진"
    assert head.one("meta", name="citation_publication_date")["content"] == "2025-10-24"
    assert head.one("meta", property="article:published_time")["content"] == "2025-10-24T00:00:00+09:00"
    assert head.one("meta", property="article:modified_time")["content"] == "2025-10-26T00:00:00+09:00"
