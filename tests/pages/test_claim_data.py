"""What goes out from the ledger, read back by libraries that others wrote: feed, calendar, CSV, JSON."""

import csv
import io
import json
from typing import Any

import feedparser
import icalendar
import pytest

from tests.pages.test_ledger import claim, put, stage
from tests.site import Site


def events(digest: Site, url: str = "claims/due.ics") -> dict[str, Any]:
    """The events of a calendar, by their UID."""
    data = (digest.output / url).read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") and data.endswith(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    parsed = icalendar.Calendar.from_ical(data)
    assert not parsed.errors
    return {str(event["UID"]): event for event in parsed.walk("VEVENT")}


def table(digest: Site) -> list[dict[str, str]]:
    data = (digest.output / "data/claims.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")  # or spreadsheets take Korean for something else
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def entries(digest: Site, url: str = "claims/feed.xml") -> list[Any]:
    found = feedparser.parse((digest.output / url).read_bytes())
    assert not found.bozo
    return list(found.entries)


# The feed


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_feed_tells_every_change_of_stage_newest_first_but_no_announcement_that_takes_nothing_back(site, lang):
    digest = site()
    put(digest, "a", "2025-01-01", claim(stage="loi"), claim("", amount="5조원"))
    put(digest, "b", "2025-02-01", claim(stage="contracted"))
    put(digest, "c", "2025-03-01", claim(stage="announced"))
    digest.build()
    home = "" if lang == "ko" else "en/"
    found = entries(digest, f"{home}claims/feed.xml")
    assert [entry.title.partition(":")[0] for entry in found] == [stage("contracted", lang), stage("loi", lang)]
    assert found[0].link == f"https://example.org/digest/{home}claims/plant/"
    assert found[0].updated == "2025-02-01T00:00:00+00:00" and "나일보" in found[0].summary


def test_what_the_feed_has_told_keeps_its_id_when_older_notes_are_found(site):
    digest = site()
    put(digest, "b", "2025-02-01", claim(stage="contracted"))
    digest.build()
    [before] = entries(digest)
    put(digest, "a", "2025-01-01", claim(stage="loi"))
    digest.build()
    assert entries(digest)[0].id == before.id


# The calendar


def test_the_calendar_has_a_day_for_everything_that_falls_due(site):
    digest = site()
    long = "아주 긴 이름, 쉼표와; 쌍반점과 \\ 빗금이 든 것" + " 가나다라" * 20
    put(
        digest,
        "a",
        "2025-01-01",
        claim("year", what=long, due="2030", amount="20조원"),
        claim("half", due="2026-H1"),
        claim("month", due="2028-02"),
        claim("", due="2025-06-01"),
        claim("never"),
        claim("guess", "forecast"),
    )
    digest.build()
    found = {uid.removeprefix("tag:example.org,2026:digest:claims/"): event for uid, event in events(digest).items()}
    days = {uid: str(event.decoded("DTSTART")) for uid, event in found.items()}
    assert days == {"a/4/ko": "2025-06-01", "half/ko": "2026-06-30", "month/ko": "2028-02-29", "year/ko": "2030-12-31"}
    year = found["year/ko"]
    assert str(year["SUMMARY"]) == f"{long} (오픈AI)"
    assert "이름\\, 쉼표와\\; 쌍반점과 \\\\ 빗금이" in digest.page("claims/due.ics").replace("\n ", "")
    assert "20조원" in str(year["DESCRIPTION"]) and str(year["URL"]) == "https://example.org/digest/claims/year/"
    assert "en" in next(iter(events(digest, "en/claims/due.ics"))).rsplit("/", 1)[1]


def test_an_event_keeps_its_uid_when_more_is_reported_and_is_cancelled_with_its_claim(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(due="2030"))
    digest.build()
    before = events(digest)
    put(digest, "b", "2025-02-01", claim(due="2031", stage="cancelled"))
    digest.build()
    after = events(digest)
    assert after.keys() == before.keys()
    [event] = after.values()
    assert str(event["STATUS"]) == "CANCELLED" and str(event.decoded("DTSTART")) == "2031-12-31"


# The data


def test_the_csv_has_every_claim_with_its_korean_and_no_cell_that_a_spreadsheet_would_run(site):
    digest = site()
    evil = '=HYPERLINK("http://evil","눌러")'
    put(digest, "a", "2025-01-01", claim(amount="2.5조원", due="2026-H1", stage="loi"), claim("x", what=evil))
    put(digest, "b", "2025-02-01", claim(amount="3조원", stage="contracted", **{"with": "[naver]"}))
    digest.build()
    plant, other = table(digest)
    assert plant["key"] == "plant" and (plant["what_ko"], plant["what_en"]) == ("공장", "a plant")
    assert (plant["by"], plant["by_ko"], plant["with_en"]) == ("companies/openai", "오픈AI", "Naver")
    assert (plant["amount"], plant["value"], plant["currency"]) == ("3조원", "3000000000000", "KRW")
    assert (plant["due"], plant["due_start"], plant["due_end"]) == ("2026-H1", "2026-01-01", "2026-06-30")
    assert plant["history"] == "2025-01-01 loi; 2025-02-01 contracted" and plant["notes"] == "a b"
    assert plant["publishers"] == "가신문; 나일보" and (plant["differs"], plant["changed"]) == ("", "amount")
    assert other["what_ko"] == f"'{evil}"
    cells = [cell for row in table(digest) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_the_json_says_what_every_note_reports(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim(amount="약 1~2조원", said_by="{ko: 누구, en: somebody}", stage="loi"))
    put(digest, "b", "2025-01-05", claim(amount="5조원", stage="announced"), claim("", "position", what="생각"))
    put(digest, "c", "2025-01-06", claim(amount="500MW"))
    digest.build()
    data = json.loads(digest.page("data/claims.json"))
    assert data["version"] == 2 and data["home"] == "https://example.org/digest/claims/"
    plant, alone = data["claims"]
    assert (alone["key"], alone["id"], alone["url"]) == ("b/2", "", "https://example.org/digest/notes/b/")
    assert alone["what"] == {"ko": "생각", "en": "생각"}
    first, _, last = plant["reports"]
    assert first["amount"] == {
        **{"text": "약 1~2조원", "value": None, "low": 1000000000000, "high": 2000000000000},
        **{"unit": "", "currency": "KRW", "qualifier": "about", "per": "", "counted": ""},
    }
    assert first["said_by"] == {"ko": "누구", "en": "somebody"} and first["source"]["publisher"] == "가신문"
    assert (last["amount"]["value"], last["amount"]["unit"]) == (500000000, "W")
    assert plant["stage"] == "loi" and plant["differs"] == ["amount"]  # `announced` differs from nothing
    assert [(step["stage"], step["note"], step["back"]) for step in plant["history"]] == [("loi", "a", False)]
