"""What Unicode's CLDR knows of a language: its patterns of days, its plurals, which way it is written."""

from functools import lru_cache

from babel import Locale, localedata
from babel.core import get_global


def is_known(lang: str) -> bool:
    return localedata.exists(lang)


@lru_cache(maxsize=256)
def locale_of(lang: str) -> Locale:
    """A language's data; English's for a language that CLDR does not know."""
    return Locale.parse(lang if is_known(lang) else "en")


@lru_cache(maxsize=256)
def is_right_to_left(lang: str) -> bool:
    return locale_of(lang).text_direction == "rtl"


@lru_cache(maxsize=256)
def english_name(lang: str) -> str:
    return locale_of(lang).english_name or ""


@lru_cache(maxsize=4096)
def plural_form(n: int, lang: str) -> str:
    """zero, one, two, few, many or other."""
    return str(locale_of(lang).plural_form(n))


def plural_forms(lang: str) -> tuple[str, ...]:
    """Those that a language has: `one` and `other` of English, `other` alone of Japanese."""
    return (*sorted(locale_of(lang).plural_form.tags), "other")


def territory_form(lang: str) -> str:
    """A language with the territory where most speak it, as Open Graph wants it: `ja_JP`."""
    territory = str(get_global("likely_subtags").get(lang, "")).rpartition("_")[2]
    return f"{lang}_{territory}" if territory else lang


def day_patterns(lang: str) -> dict[str, str]:
    """How a language writes a day, a month and a year, by the names that the interface's texts have for them."""
    locale = locale_of(lang)
    skeletons = locale.datetime_skeletons
    day, short = locale.date_formats["long"].pattern, skeletons["MMMd"].pattern
    return {
        "date.day": day,
        "date.medium": skeletons["yMMMd"].pattern,
        "date.short": short,
        "date.month": skeletons["yMMMM"].pattern,
        "date.month_only": skeletons["MMM"].pattern,
        "date.year": skeletons["y"].pattern,
        "edition.dates.month": f"{short}–{short}",
        "edition.dates.year": f"{short}–{short}",
        "edition.dates.years": f"{day}–{day}",
    }
