"""What templates can do with values, beside what Jinja brings. Each is a function of its arguments alone."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from babel.numbers import format_decimal

from sitegen.render.safe import held, html, json, linked_data, plain, wrapped
from sitegen.text.curly import curly
from sitegen.text.days import day_text, known_day_text
from sitegen.text.held import held_together
from sitegen.text.locales import is_known, is_right_to_left, locale_of, plural_form
from sitegen.text.outlets import outlet
from sitegen.text.placeholders import fill
from sitegen.text.sentences.brackets import apart
from sitegen.text.territories import territory

UiTexts = Mapping[str, Mapping[str, str]]
_ASIDE = re.compile(r"\A([^(]+)(\((?=[^()]*[^\W\d_])[^()]*\))")
_held = lru_cache(maxsize=65536)(held_together)  # of days and outlets, which are few
_BRACES = {"{", "}"}
_ARROWS = {"→": "←", "←": "→"}


class UiTextMissing(LookupError):
    """A template asks for a text that `templates/i18n/` does not have, or gives it less than it asks for."""


def filters(ui: UiTexts) -> dict[str, Callable[..., Any]]:
    ui = {lang: {key: held_together(text) for key, text in texts.items()} for lang, texts in ui.items()}
    unfilled = {(key, lang): text for lang, texts in ui.items() for key, text in texts.items() if not _BRACES & {*text}}

    def t(key: str, lang: str, **values: object) -> str:
        """A text of the user interface. With `n`, a language tells one from many as CLDR says: `key.one`, `key.few`."""
        if not values and (text := unfilled.get((key, lang))):
            return text  # as most are
        texts, n = ui.get(lang, {}), values.get("n")
        text = texts.get(key) or _counted(texts, key, n, lang)
        if text is None:
            raise UiTextMissing(f"there is no text `{key}` in templates/i18n/{lang}.yaml")
        if n is not None:
            values["n"] = number(n, lang)
        try:
            return fill(text, values)
        except KeyError as error:
            raise UiTextMissing(
                f"the text `{key}` asks for `{{{error.args[0]}}}`, which it is not given here"
            ) from None

    def day(value: dt.date | str, lang: str, form: str = "day") -> str:
        """A day, or a date of less precision (`2030`, `2030-06`, `2030-H1`), by the language's own patterns, untorn."""
        if isinstance(value, dt.date):
            return _held(day_text(value, t(f"date.{form}", lang), lang))
        return _held(known_day_text(value, form, lang, t))

    return {
        "aside": aside,
        "curly": curly,
        "direction": direction,
        "turned": turned,
        "t": t,
        "day": day,
        "number": number,
        "host": host,
        "language": language,
        "country": territory,
        "outlet": lambda publisher, lang: _held(outlet(publisher, lang)),
        "outlets": outlets,
        "html": html,
        "held": held,
        "json": json,
        "linked_data": linked_data,
        "plain": plain,
        "wrapped": wrapped,
    }


def host(address: str) -> str:
    """`openai.com` of `https://www.openai.com/`."""
    return address.split("//", 1)[-1].split("/", 1)[0].removeprefix("www.")


def _counted(texts: Mapping[str, str], key: str, n: Any, lang: str) -> str | None:
    """The form of a text for a number. Of a text that stands in another language: that of one, or of many."""
    if n is None:
        return None
    forms = ("one" if n == 1 else "", plural_form(n, lang), "other")
    return next((text for form in forms if (text := texts.get(f"{key}.{form}"))), None)


def direction(lang: str) -> str:
    return "rtl" if is_right_to_left(lang) else "ltr"


def turned(arrow: str, lang: str) -> str:
    """An arrow that goes on, or back, the way that a language is read."""
    return _ARROWS.get(arrow, arrow) if is_right_to_left(lang) else arrow


def outlets(publishers: Sequence[str], lang: str) -> str:
    """Outlets as they stand in brackets, without brackets of their own."""
    names = (apart(outlet(publisher, lang)) for publisher in publishers)
    return _held(", ".join(dict.fromkeys(", ".join(filter(None, name)) for name in names)))


def aside(amount: str) -> tuple[str, str]:
    """An amount and the words in brackets after it: `1000억 달러`, `(약 140조 원)`."""
    match = _ASIDE.fullmatch(amount)
    return (match[1], match[2]) if match else (amount, "")


@lru_cache(maxsize=4096, typed=True)
def number(value: Any, lang: str) -> str:
    return format_decimal(value, locale=locale_of(lang))


@lru_cache(maxsize=256, typed=True)  # text that is HTML equals text that is none
def language(code: str, lang: str) -> str:
    """A language's name in a language; the code itself where nobody knows it."""
    return locale_of(code).get_display_name(locale_of(lang)) or code if is_known(code) else code
