"""Days for people."""

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache

from babel.dates import format_date

from sitegen.text.locales import locale_of

_HALF = re.compile(r"([0-9]{4})-([HQ])([0-9])")


@lru_cache(maxsize=65536)
def day_text(day: dt.date, pattern: str, lang: str) -> str:
    """A day by a pattern of Unicode's LDML (`yyyy.MM.dd`, `d MMMM yyyy`) in a language."""
    return format_date(day, pattern, locale=locale_of(lang))


def known_day_text(day: str, form: str, lang: str, text: Callable[..., str]) -> str:
    """A day as far as it is known (`2030`, `2030-06`, `2030-H1`, `2030-06-01`), by a language's own patterns.

    `text`: gives a text of the interface by its key, a language, and what it is to be filled with.
    """
    if match := _HALF.fullmatch(day):
        key = f"date.{match[2]}{match[3] if match[2] == 'H' else ''}"
        return text(key, lang, year=match[1], part=match[3])
    numbers = [int(digits) for digits in day.split("-")]
    form = ("year", "month", form)[len(numbers) - 1]
    return day_text(dt.date(*[*numbers, 1, 1][:3]), text(f"date.{form}", lang), lang)


def span_text(first: dt.date, last: dt.date, pattern: str, lang: str) -> str:
    """Two days by a pattern that says each on its side of an en dash: `d–d MMMM`."""
    before, after = pattern.split("–")
    return f"{day_text(first, before, lang)}–{day_text(last, after, lang)}"


def pattern_flaw(pattern: str, lang: str, is_span: bool) -> str:
    """Why a pattern cannot be one of a day, or of two days; empty when it can."""
    if is_span and pattern.count("–") != 1:
        return "two days stand on the sides of one en dash (–)"
    try:
        for side in pattern.split("–") if is_span else (pattern,):
            format_date(dt.date(2025, 10, 24), side, locale=locale_of(lang))
    except (ValueError, AttributeError, KeyError) as error:  # what Babel makes of other letters, and of hours
        return str(error)
    return ""
