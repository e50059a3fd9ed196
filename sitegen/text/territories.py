"""Territories by their codes in CLDR: KR, US, and those of several states, EU and UN."""

from collections.abc import Iterable
from functools import lru_cache

from sitegen.text.locales import locale_of

_NO_PLACE = frozenset(("ZZ", "XA", "XB"))  # unknown, and two that are made up for tests
_AS_PAPERS_WRITE = {("EU", "ko"): "유럽연합", ("UN", "ko"): "유엔"}  # CLDR: 유럽 연합, 국제연합


@lru_cache(maxsize=1024, typed=True)  # text that is HTML equals text that is none
def territory(code: str, lang: str) -> str:
    """What a language calls it; the code itself where nobody knows it."""
    return _AS_PAPERS_WRITE.get((code, lang)) or str(locale_of(lang).territories.get(code, code))


def is_territory(code: str) -> bool:
    return code not in _NO_PLACE and code in locale_of("en").territories


def territory_code(name: str, languages: Iterable[str]) -> str:
    """The code of the territory that a name means in English or one of some languages; empty where there is none."""
    for lang in ("en", *languages):
        territories = locale_of(lang).territories
        wanted = name.casefold()
        for code, called in territories.items():
            if wanted in (str(called).casefold(), code.casefold()) and is_territory(code):
                return str(code)
    return ""
