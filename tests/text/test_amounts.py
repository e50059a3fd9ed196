"""Amounts: what a printed one means, and how each language writes it."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.text.amounts import Amount, AmountProblem, read_amount, write_amount
from sitegen.text.amounts.units import MONEY, THINGS

FIXTURES = Path(__file__).parent / "amounts.txt"
ROWS = [line.split(" | ") for line in FIXTURES.read_text("utf-8").splitlines() if line and not line.startswith("#")]

# Pieces of amounts, put together as no newspaper would.
PIECES = """
    약 최대 이상 여 총 월 연간 1 20 5000 1.5 3,000 조 억 만 천 원 달러 명 개 장 개의 국가 팀당 씩 중 에서 ~ – - to
    from of and , ( ) [ ] / · % %p ㎿ GW MW급 up about at least more than billion million bn $ ₩ US$ USD won jobs per
    month a year 한 두 절반 half 月 🙂 백만 within 4 years 2030년까지 in 2026 규모 여명 원대 + or 또는 between →
"""
MIXED = st.lists(st.sampled_from(PIECES.split()) | st.just(" ") | st.text(max_size=3), max_size=16).map("".join)

UNITS = ["", *MONEY, *THINGS, "W", "Wh", "t", "%", "pp", "x"]
QUALIFIERS = ["", "about", "up-to", "at-most", "under", "at-least", "over"]
PERS = ["", "day", "week", "month", "year", "each", "person", "team"]
VALUES = st.decimals(0, 10**17, places=0) | st.decimals(0, 10**6, places=2) | st.integers(1, 20).map(lambda n: 10**n)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_an_amount_means_what_a_reader_takes_it_for(row):
    amount = read_amount(row[0])
    if row[1] == "!":
        assert isinstance(amount, AmountProblem) and amount.message
        return
    assert isinstance(amount, Amount), amount
    assert amount.text == row[0]
    assert [meaning(amount), write_amount(amount, "ko"), write_amount(amount, "en")] == row[1:]


@pytest.mark.parametrize("lang", ["ko", "en"])
@given(st.sampled_from(UNITS), VALUES, VALUES, st.sampled_from(QUALIFIERS), st.sampled_from(PERS))
def test_a_written_amount_reads_back_as_the_same(lang, unit, one, other, qualifier, per):
    for low, high in ((one, one), sorted((one, other))):
        if unit in ("", "years") and 1900 <= low <= 2100:
            continue  # 2030 may be a year
        amount = Amount("", Decimal(low), Decimal(high), unit, per, qualifier)
        read = read_amount(write_amount(amount, lang))
        assert isinstance(read, Amount), (write_amount(amount, lang), read)
        assert replace(read, text="") == amount, write_amount(amount, lang)


@given(st.integers(1, 9999), st.integers(0, 9999), st.sampled_from(["원", " 달러", "명", "장"]))
def test_a_number_means_the_same_however_its_powers_are_written(above, below, unit):
    """1억 2345만원, 1억2345만원, 12,345만원 and 123450000원 are one amount."""
    forms = [
        f"{above}억 {below}만",
        f"{above}억{below}만",
        f"{above * 10**4 + below:,}만",
        f"{above * 10**8 + below * 10**4}",
    ]
    values = {read_amount(form + unit).value for form in forms}
    assert values == {Decimal(above * 10**8 + below * 10**4)}


@given(MIXED)
def test_any_text_is_an_amount_or_a_problem(text):
    amount = read_amount(text)
    if isinstance(amount, Amount):
        assert amount.low <= amount.high
        assert write_amount(amount, "ko") and write_amount(amount, "en")
    else:
        assert amount.message


def test_a_text_that_nobody_writes_as_an_amount_is_not_read():
    assert isinstance(read_amount("1조 " * 100_000), AmountProblem)


def meaning(amount: Amount) -> str:
    """The amount as the fixtures write it."""
    low, high = f"{amount.low:,f}", f"{amount.high:,f}"
    said = [amount.qualifier, low if low == high else f"{low}..{high}"]
    said += [amount.unit and f"[{amount.unit}]", amount.per and f"/{amount.per}"]
    said += [amount.words and f"“{amount.words}”", amount.when and f"@{amount.when}"]
    said += [f"{{{other.role}: {meaning(other.amount)}}}" for other in amount.beside]
    return " ".join(filter(None, said))
