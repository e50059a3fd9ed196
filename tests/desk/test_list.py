"""`sitegen list`: notes and claims by what they say, for people and for programs."""

import csv
import io
import json

import pytest

from sitegen.text.normal import width
from tests.site import Result, Site, note, run

CLAIMS = """companies: [openai, naver]
claims:
  - {id: chips, kind: supply, by: openai, with: [naver], what: {ko: 반도체, en: chips}, amount: 2조원, stage: mou}
  - {kind: investment, by: naver, what: 데이터센터, due: 2030, stage: contracted}
  - {kind: forecast, by: openai, what: "=1+1"}
"""
DRAFT = "draft: true\n"
SOLD = (
    "companies: [openai]\nclaims: [{id: sold, kind: funding, by: openai, what: 지분, stage: done, outcome: met, "
    "outcome_why: 샀다, source: 1}]\n"
)
FILES = f"""
-- content/topics/energy.md --
---
name: {{ko: 에너지, en: Energy}}
---
-- content/topics/solar.md --
---
name: {{ko: 태양광, en: Solar}}
parent: energy
---
-- content/notes/2025-10-24-a.md --
{note("첫째 소식", more=CLAIMS, topics="energy, sovereign-ai")}
-- content/notes/2025-10-24-a.en.md --
---
title: First news
summary: A summary.
why: A reason.
---
-- content/notes/2025-11-02-b.md --
{note("둘째", "2025-11-02", SOLD, topics="solar")}
-- content/notes/2025-12-01-c.md --
{note("셋째", "2025-12-01", DRAFT)}
"""


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("list"), FILES)


def listed(digest: Site, what: str, *words: str, status: int = 0) -> Result:
    result = run("list", what, "--root", str(digest.root), *words)
    assert result.status == status, result.err
    return result


def ids(digest: Site, what: str, *words: str) -> list[str]:
    return [
        row["id" if what == "notes" else "key"]
        for row in json.loads(listed(digest, what, "--format", "json", *words).out)
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ["b", "a"]),
        ("--drafts", ["c", "b", "a"]),
        ("--terms topics=energy", ["b", "a"]),  # with those below it
        ("--terms topics=태양광", ["b"]),
        ("--terms topic=solar,sovereign-ai", ["b", "a"]),
        ("--terms topics=energy --terms company=네이버", ["a"]),
        ("--since 2025-10-25", ["b"]),
        ("--until 2025-10-24", ["a"]),
        ("--since 2025-10-24 --until 2025-11-02", ["b", "a"]),
        ("--lang en", ["a"]),
        ("--terms themes=korea-ai-hub", []),
    ],
)
def test_notes_by_terms_days_and_languages(digest, words, expected):
    assert ids(digest, "notes", *words.split()) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ["sold", "a/2", "a/3", "chips"]),
        ("--kind supply --kind forecast", ["a/3", "chips"]),
        ("--stage mou", ["chips"]),
        ("--no-outcome", ["a/2", "a/3", "chips"]),
        ("--terms companies=naver", ["a/2", "chips"]),
        ("--terms topics=solar", ["sold"]),
        ("--terms companies=openai --stage done --no-outcome", []),
        ("--until today --since 2025-11-01", ["sold"]),
        ("--lang en", ["a/2", "a/3", "chips"]),
    ],
)
def test_claims_by_terms_kinds_stages_and_outcomes(digest, words, expected):
    assert sorted(ids(digest, "claims", *words.split())) == sorted(expected)


def test_a_table_stands_below_its_heads_however_wide_its_letters_are(digest):
    head, *lines = listed(digest, "notes").out.splitlines()
    assert head.split() == ["date", "id", "languages", "publisher", "title"]
    assert lines[1] == "2025-10-24  a   ko; en     더팩트     첫째 소식"
    at = width(head[: head.index("title")])
    assert all(width(line[: line.index(title)]) == at for line, title in zip(lines, ("둘째", "첫째"), strict=True))
    assert "First news" in listed(digest, "notes", "--lang", "en").out


def test_data_say_what_a_claim_stands_at_and_no_spreadsheet_runs_them(digest):
    chips = next(row for row in json.loads(listed(digest, "claims", "--format", "json").out) if row["key"] == "chips")
    assert chips == {
        **{"date": "2025-10-24", "key": "chips", "kind": "supply", "stage": "mou", "outcome": "", "by": "openai"},
        **{"with": ["naver"], "on": "", "amount": "2조원", "due": "", "what": "반도체", "notes": ["a"]},
    }
    rows = list(csv.DictReader(io.StringIO(listed(digest, "claims", "--format", "csv").out)))
    assert {row["what"] for row in rows} == {"반도체", "데이터센터", "'=1+1", "지분"}
    notes = list(csv.DictReader(io.StringIO(listed(digest, "notes", "--format", "csv").out)))
    assert notes[1]["terms"] == "topics/energy; topics/sovereign-ai; companies/openai; companies/naver"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("notes --terms topics=enrgy", "there is no `enrgy` in topics; did you mean `energy`?"),
        ("notes --terms energy", "write TAXONOMY=A,B"),
        ("notes --lang fr", "`fr` is no language of this digest; there are ko, en"),
        ("notes --stage mou", "No such option"),
        ("claims --stage mouu", "`mouu` is no stage; did you mean `mou`?"),
        ("claims --kind gift", "`gift` is no kind of claim"),
        ("notes --since 2025", "`2025` is no day"),
    ],
)
def test_what_nothing_can_be_asked_by_is_wrong_usage(digest, words, said):
    what, *rest = words.split()
    assert said in listed(digest, what, *rest, status=2).err


def test_what_cannot_be_read_is_said_to_be_missing(site):
    digest = site(f"-- content/notes/2025-10-24-a.md --\n{note()}")
    digest.put("content/notes/2025-10-25-bad.md", "---\ntitle: [\n---\n")
    result = listed(digest, "notes", status=1)
    assert "제목" in result.out and "`sitegen check` says them all" in result.err
    assert listed(digest, "claims", status=1).out == ""
    digest.put("content/site.yaml", "title: [\n")
    assert "site.yaml" in listed(digest, "notes", status=1).err
