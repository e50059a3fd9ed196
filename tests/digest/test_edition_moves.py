"""Editions tell what was new and what moved as it was known at their end: nothing that comes later changes an issue."""

import datetime as dt
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as some

from sitegen.content.schema import Source
from sitegen.digest.claims.ledger import claims_by_month, ledger
from sitegen.digest.claims.model import Claim
from sitegen.digest.edition_model import Edition
from sitegen.digest.editions import editions
from sitegen.digest.model import Note

KEY = ("companies", "openai")
OCTOBER = dt.date(2025, 10, 1)
STAGES = ("announced", "loi", "contracted", "building", "delayed")


def told(number: int, day: dt.date, stage: str, of: str = "", amount: str = "") -> Note:
    """A note of a day that reports a claim at a stage; `of`: the day of the event, as far as it is known."""
    said = Claim("plant", "", "investment", KEY, (), "공장", amount, None, "", stage, "stated", "", Source("p"), of)
    return Note(f"n{number:02}", day, False, Source("p"), (), {}, (said,), (), {})


def made(*notes: Note) -> dict[str, Edition]:
    newest_first = sorted(notes, key=lambda note: (note.date, note.id), reverse=True)
    months = [tuple(month) for _, month in groupby(newest_first, key=lambda note: (note.date.year, note.date.month))]
    by_key = ledger(months, {note.id: note for note in notes})[0]
    return editions(months, by_key, claims_by_month(by_key), {})


def changes(edition: Edition) -> tuple[object, ...]:
    return edition.new, edition.moved


LETTER = told(1, dt.date(2025, 9, 10), "loi")
CONTRACT = told(2, dt.date(2025, 10, 5), "contracted", "2025-10")
EXACT = told(3, dt.date(2025, 12, 1), "contracted", "2025-10-03")


def test_who_names_the_day_of_a_move_later_takes_it_out_of_no_issue():
    before, after = made(LETTER, CONTRACT), made(LETTER, CONTRACT, EXACT)
    assert changes(before["2025-10"]) == changes(after["2025-10"]) == ((), (("plant", 0, 1),))
    assert changes(after["2025-12"]) == ((), ())


def test_who_tells_late_of_an_earlier_stage_makes_no_move_of_what_was_new():
    letter = told(4, dt.date(2025, 12, 1), "loi", "2025-09-01")
    new = told(5, dt.date(2025, 10, 5), "contracted", "2025-10-03")
    assert changes(made(new)["2025-10"]) == changes(made(new, letter)["2025-10"]) == (("plant",), ())
    assert changes(made(new, letter)["2025-12"]) == ((), ())


def test_who_names_the_day_within_the_week_brings_the_move_into_the_week_too():
    week = [told(n, dt.date(2025, 10, 6), "announced") for n in (6, 7)]  # of three notes a week is an edition
    vague, exact = told(2, dt.date(2025, 10, 5), "contracted", "2025-10"), told(8, dt.date(2025, 10, 7), "contracted")
    found = made(LETTER, vague, exact, *week)
    assert found["2025-10"].moved == found["2025-w41"].moved == (("plant", 0, 1),)


_DAYS = some.integers(0, 90).map(lambda days: OCTOBER + dt.timedelta(days=days))


@some.composite
def _notes(draw: some.DrawFn) -> list[Note]:
    days = sorted(draw(some.lists(_DAYS, min_size=2, max_size=7)))
    notes = []
    for number, day in enumerate(days):
        event = day - dt.timedelta(days=draw(some.integers(0, 40)))
        form = draw(some.sampled_from(("", "unknown", "%Y", "%Y-%m", "%Y-%m-%d")))
        notes.append(told(number, day, draw(some.sampled_from(STAGES)), event.strftime(form)))
    return notes


@given(_notes())
def test_an_issue_says_what_it_said_when_it_went_out(notes):
    for id, edition in made(*notes).items():
        then = made(*(note for note in notes if note.date <= edition.end))
        assert changes(then[id]) == changes(edition), id
