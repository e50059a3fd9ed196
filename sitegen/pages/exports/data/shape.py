"""What rows of several tables have in common."""

from msgspec import Struct

from sitegen.content.schema import Source
from sitegen.digest.values import Key, Localized
from sitegen.pages.context import PageContext


class Named(Struct, frozen=True):
    id: str  # companies/openai
    name: dict[str, str]


class SourceData(Struct, frozen=True):
    publisher: str
    url: str
    published: str


def source_data(source: Source) -> SourceData:
    return SourceData(source.publisher, source.url, source.published)


def named(key: Key, context: PageContext) -> Named:
    return Named("/".join(key), texts(context.digest.terms[key].name, context))


def texts(text: Localized, context: PageContext) -> dict[str, str]:
    """A text in the languages that it has; one text for all counts for each."""
    if isinstance(text, str):
        return dict.fromkeys(context.languages, text) if text else {}
    return {lang: text[lang] for lang in context.languages if lang in text}
