"""The essays of themes and the lines of companies, institutions and people in `content/`."""

import calendar
import datetime as dt
import re

import pytest

from sitegen.digest.model import Digest
from sitegen.digest.values import Key
from tests.conftest import REPOSITORY

CONTENT = REPOSITORY / "content"
BRIEFED = 3  # notes from which on a company or institution has a paragraph
_MONTHS = {name: number for number, name in enumerate(calendar.month_name)}
_KO = re.compile(r"^\*\*([0-9]{4})년 ([0-9]{1,2})월 ([0-9]{1,2})일[^*]*\*\*", re.M)
_EN = re.compile(r"^\*\*As of ([0-9]{1,2}) ([A-Z][a-z]+) ([0-9]{4})[^*]*\*\*", re.M)
_LINK = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]")


def body(key: Key, lang: str) -> str:
    name = f"{key[1]}.md" if lang == "ko" else f"{key[1]}.en.md"
    return (CONTENT / key[0] / name).read_text().split("\n---\n", 1)[1].strip()


def keys(digest: Digest, *taxonomies: str) -> list[Key]:
    return [key for key in digest.terms if key[0] in taxonomies]


def test_every_theme_says_as_of_which_day_it_is_written_the_same_in_both_languages(digest):
    days = {}
    for key in keys(digest, "themes"):
        korean, english = _KO.search(body(key, "ko")), _EN.search(body(key, "en"))
        assert korean and english, key
        days[key] = dt.date(*map(int, korean.groups()))
        day, month, year = english.groups()
        assert days[key] == dt.date(int(year), _MONTHS[month], int(day)), key
    assert len(days) >= 13
    newest = {key: digest.notes[digest.listings[key][0]].date for key in days}
    assert [key for key, day in days.items() if not newest[key] <= day <= digest.as_of] == []


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_who_is_in_three_notes_or_more_has_a_paragraph_that_leads_to_notes(digest, lang):
    notes = set(digest.notes)
    short = []
    for key in keys(digest, "companies", "institutions"):
        if len(digest.listings[key]) >= BRIEFED:
            named = re.findall(r"\[\[(?:notes/)?([^\]|]+)", body(key, lang))
            if len(notes & set(named)) < 2 or len(body(key, lang)) < (100 if lang == "ko" else 180):
                short.append(key)
    assert short == []


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_no_company_institution_or_person_is_told_in_another_s_words(digest, lang):
    told = {}
    alike = []
    for key in keys(digest, "companies", "institutions", "people"):
        term = digest.terms[key]
        for text in (body(key, lang), term.summary[lang]):
            bare = _LINK.sub(r"\1", text)
            for name in term.name.values() if isinstance(term.name, dict) else (term.name,):
                bare = bare.replace(name, "…")
            if bare in told:
                alike.append((key, told[bare]))
            told[bare] = key
    assert alike == []
