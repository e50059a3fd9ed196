"""Small values that all of the digest is made of: keys of terms, and words that are of one language or of several."""

from msgspec import Struct

Key = tuple[str, str]  # a term: (taxonomy, id)
Localized = str | dict[str, str]  # one text for every language, or one for each


class Text(Struct, frozen=True):
    """Words, and their language where it is not the one asked for."""

    words: str = ""
    lang: str = ""

    def __bool__(self) -> bool:
        return bool(self.words)


def in_language(text: Localized, lang: str, default: str) -> Text:
    """A localized text in a language, else in the default language or any other, marked as such."""
    if isinstance(text, str):
        return Text(text)
    if lang in text:
        return Text(text[lang])
    other = default if default in text else next(iter(text), "")
    return Text(text[other], other) if other else Text()
