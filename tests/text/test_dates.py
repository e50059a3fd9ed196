"""Dates: which days a printed one may mean, for an article of a given day."""

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.dates import DateProblem, DateRead, read_date, read_due
from sitegen.text.days import day_text

FIXTURES = Path(__file__).parent / "dates.txt"
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
PIECES = """
    2025 24 1 31 13 2026년 10월 24일 지난 오는 이달 내달 지난달 올해 내년 상반기 3분기 말 초 까지 부터 에 3년 내 뒤
    전 목요일 (목) ~ – - . / October Oct. Thursday, the of 1st last next this year month week quarter half H1 Q3 by in
    within from to until early mid late end years days ago 🙂 이날 연말 (현지시간)
"""
MIXED = st.lists(st.sampled_from(PIECES.split()) | st.just(" ") | st.text(max_size=3), max_size=8).map("".join)


def rows():
    """Each row of the fixtures, and the day under which it stands."""
    published = None
    for line in FIXTURES.read_text("utf-8").splitlines():
        if re.fullmatch(r"# \d{4}-\d\d-\d\d", line):
            published = dt.date.fromisoformat(line[2:])
        elif " | " in line and not line.startswith("#"):
            yield pytest.param(published, *line.split(" | "), id=f"{line.split(' | ')[0]} in {published}")


@pytest.mark.parametrize(("published", "text", "expected"), list(rows()))
def test_a_date_means_the_days_that_a_reader_of_that_day_takes_it_for(published, text, expected):
    read = read_date(text, published)
    if expected == "!":
        assert isinstance(read, DateProblem) and read.message
        return
    assert isinstance(read, DateRead), read
    days = f"{read.start}" if read.start == read.end else f"{read.start}..{read.end}"
    assert " ".join(filter(None, [days, read.precision, read.basis, read.bound])) == expected


@pytest.mark.parametrize(
    ("pattern", "lang"),
    [
        *(("yyyy년 M월 d일", "ko"), ("yyyy.MM.dd", "ko"), ("yyyy. M. d.", "ko"), ("yyyy년 M월 d일(EEEEE)", "ko")),
        *(("d MMMM yyyy", "en"), ("MMMM d, yyyy", "en"), ("EEEE, d MMM yyyy", "en"), ("yyyy-MM-dd", "en")),
    ],
)
@given(DAYS, DAYS)
def test_a_day_that_is_written_out_reads_back_as_that_day_whenever_it_was_published(pattern, lang, day, published):
    text = day_text(day, pattern, lang)
    assert read_date(text, published) == DateRead(text, day, day, "day", "printed")


@pytest.mark.parametrize(
    ("pattern", "lang", "precision"),
    [
        *(("yyyy년 M월", "ko", "month"), ("MMMM yyyy", "en", "month"), ("yyyy년 Q분기", "ko", "quarter")),
        *(("'Q'Q yyyy", "en", "quarter"), ("yyyy년", "ko", "year"), ("yyyy", "en", "year")),
    ],
)
@given(DAYS)
def test_a_longer_time_holds_its_days_and_no_others(pattern, lang, precision, day):
    text = day_text(day, pattern, lang)
    read = read_date(text, day)
    assert (read.precision, read.basis) == (precision, "printed")
    assert read.start <= day <= read.end
    one = dt.timedelta(days=1)
    for inside, outside in ((read.start, read.start - one), (read.end, read.end + one)):
        assert day_text(inside, pattern, lang) == text != day_text(outside, pattern, lang)


@given(DAYS, st.integers(1, 31))
def test_a_day_said_to_be_past_or_to_come_is_the_nearest_one_that_is(published, number):
    past, coming = read_date(f"지난 {number}일", published), read_date(f"오는 {number}일", published)
    for read, sign in ((past, -1), (coming, 1)):
        if isinstance(read, DateRead):
            away = (read.start - published).days * sign
            assert read.start.day == number and 0 < away <= 31
        else:
            assert number == published.day or number > 28, read  # today, or a day that its month has not


@given(st.integers(1900, 2199), st.sampled_from(["", "-H1", "-H2", "-Q1", "-Q4", "-02", "-12", "-06-30"]))
def test_a_due_date_ends_where_its_time_ends(year, rest):
    read = read_due(f"{year}{rest}")
    assert read.start.year == read.end.year == year and read.bound == "by"
    ends = {
        "": "12-31",
        "-H1": "06-30",
        "-H2": "12-31",
        "-Q1": "03-31",
        "-Q4": "12-31",
        "-12": "12-31",
        "-06-30": "06-30",
    }
    assert rest == "-02" or f"{read.end:%m-%d}" == ends[rest]
    assert (read.end + dt.timedelta(days=1)).month != read.end.month or read.precision == "day"
    printed = read_date(read.text, dt.date(2025, 10, 24))
    assert (printed.start, printed.end, printed.precision) == (read.start, read.end, read.precision)


@pytest.mark.parametrize("text", ["2025-H3", "2025-Q5", "2025-13", "25", "", "2025-02-30", "soon"])
def test_a_due_date_that_no_schema_lets_through_is_refused(text):
    with pytest.raises(ValueError, match=re.escape(repr(text))):
        read_due(text)


@given(MIXED, DAYS)
def test_any_text_is_a_date_or_a_problem(text, published):
    read = read_date(text, published)
    if isinstance(read, DateRead):
        assert read.start <= read.end
    else:
        assert read.message


def test_a_text_that_nobody_writes_as_a_date_is_not_read():
    assert not isinstance(read_date("24일 " * 100_000, dt.date(2025, 10, 24)), DateRead)
