"""Every quote as data: whose words they are, and which note has them from where."""

import datetime as dt
from collections.abc import Iterable, Iterator
from operator import attrgetter

from msgspec import Struct

from sitegen.digest.model import Note, QuoteText
from sitegen.pages.context import PageContext
from sitegen.pages.exports.data.files import Columns, Table, each_language
from sitegen.pages.exports.data.shape import Named, SourceData, named, source_data
from sitegen.pages.urls import Url


class QuoteData(Struct, frozen=True):
    """Words that a note quotes in several languages' texts alike are one row.

    `speaker`, `role`, `translation` and `url` have the languages of these texts; `lang` is that of the words, and
    `said` their day, as far as it is known, where it is not the note's.
    """

    note: str
    url: dict[str, str]
    date: dt.date
    said: str
    text: str
    lang: str
    translation: dict[str, str]
    speaker: dict[str, str]
    role: dict[str, str]
    of: Named | None
    claim: str
    source: SourceData


def _rows(context: PageContext, ids: Iterable[str]) -> Iterator[QuoteData]:
    return (row for id in ids for row in _quotes(context.digest.notes[id], context))


def _quotes(note: Note, context: PageContext) -> list[QuoteData]:
    by_text: dict[str, dict[str, QuoteText]] = {}
    for lang, text in note.texts.items():
        for quote in text.quotes:
            by_text.setdefault(quote.text, {})[lang] = quote
    return [_quote(note, quotes, context) for quotes in by_text.values()]


def _quote(note: Note, quotes: dict[str, QuoteText], context: PageContext) -> QuoteData:
    first, quote = next(iter(quotes.items()))
    of = next((each.of for each in quotes.values() if each.of), None)
    return QuoteData(
        note=note.id,
        url={lang: context.urls.note(note.id, lang).full for lang in quotes},
        date=note.date,
        said=next((each.date for each in quotes.values() if each.date), ""),
        text=quote.text,
        lang=next((each.lang for each in quotes.values() if each.lang), first),
        translation={lang: each.translation for lang, each in quotes.items() if each.translation},
        speaker={lang: each.speaker for lang, each in quotes.items()},
        role={lang: each.role for lang, each in quotes.items() if each.role},
        of=named(of, context) if of else None,
        claim=next((each.claim for each in quotes.values() if each.claim), ""),
        source=source_data(quote.source),
    )


def _columns(languages: tuple[str, ...]) -> Columns:
    return {
        "note": attrgetter("note"),
        "date": attrgetter("date"),
        "said": attrgetter("said"),
        "text": attrgetter("text"),
        "lang": attrgetter("lang"),
        **each_language("translation", attrgetter("translation"), languages),
        **each_language("speaker", attrgetter("speaker"), languages),
        **each_language("role", attrgetter("role"), languages),
        "of": lambda row: row.of.id if row.of else "",
        **each_language("of", lambda row: row.of.name if row.of else {}, languages),
        "claim": attrgetter("claim"),
        "source_publisher": attrgetter("source.publisher"),
        "source_url": attrgetter("source.url"),
        "source_published": attrgetter("source.published"),
        **each_language("url", attrgetter("url"), languages),
    }


def _home(context: PageContext) -> Url:
    return context.urls.home(context.config.default)


TABLE = Table("quotes", 1, _home, QuoteData, lambda context: context.digest.notes, _rows, _columns)
