"""Every note as data: what it says in short, its sources, and what it belongs to. Not its body."""

import datetime as dt
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Literal

from msgspec import Struct

from sitegen.content.schema import Source
from sitegen.digest.claims.ledger import keyed
from sitegen.digest.model import Note
from sitegen.pages.context import PageContext
from sitegen.pages.exports.data.files import Columns, Table, each_language
from sitegen.pages.urls import Url


class NoteSource(Struct, frozen=True):
    publisher: str
    title: str
    url: str
    author: str
    published: str
    lang: str
    archive: str


class CorrectionData(Struct, frozen=True):
    lang: str
    date: dt.date
    level: Literal["major", "minor", "patch"]
    what: str
    before: str


class NoteData(Struct, frozen=True):
    """`url`, `title` and `summary` have the languages that the note has."""

    id: str
    url: dict[str, str]
    date: dt.date
    updated: dt.date | None
    title: dict[str, str]
    summary: dict[str, str]
    source: NoteSource
    also: tuple[NoteSource, ...]
    terms: tuple[str, ...]
    claims: tuple[str, ...]
    corrections: tuple[CorrectionData, ...]


def _rows(context: PageContext, ids: Iterable[str]) -> Iterator[NoteData]:
    return (_note(context.digest.notes[id], context) for id in ids)


def _note(note: Note, context: PageContext) -> NoteData:
    updated: dt.date | None = None
    url, title, summary = {}, {}, {}
    corrections: list[CorrectionData] = []
    for lang, text in note.texts.items():
        front = text.front
        url[lang] = context.urls.note(note.id, lang).full
        title[lang], summary[lang] = front.title, front.summary
        if front.updated and (updated is None or front.updated > updated):
            updated = front.updated
        corrections += [
            CorrectionData(lang, each.date, each.level, each.what, each.before) for each in front.corrections
        ]
    return NoteData(
        id=note.id,
        url=url,
        date=note.date,
        updated=updated,
        title=title,
        summary=summary,
        source=_source(note.source),
        also=tuple(map(_source, note.also)),
        terms=tuple(map("/".join, note.named)),
        claims=tuple(key for key, _ in keyed(note)) if note.claims else (),
        corrections=tuple(corrections),
    )


def _source(source: Source) -> NoteSource:
    return NoteSource(
        *(source.publisher, source.title, source.url, source.author, source.published, source.lang, source.archive)
    )


def _columns(languages: tuple[str, ...]) -> Columns:
    return {
        "id": attrgetter("id"),
        "date": attrgetter("date"),
        "updated": attrgetter("updated"),
        **each_language("title", attrgetter("title"), languages),
        **each_language("summary", attrgetter("summary"), languages),
        **{f"source_{name}": attrgetter(f"source.{name}") for name in NoteSource.__struct_fields__},
        "also": lambda row: "; ".join(source.publisher for source in row.also),
        "also_url": lambda row: _spaced(source.url for source in row.also),
        "terms": lambda row: " ".join(row.terms),
        "claims": lambda row: " ".join(row.claims),
        "corrections": lambda row: "; ".join(f"{each.date} {each.level}" for each in row.corrections),
        **each_language("url", attrgetter("url"), languages),
    }


def _spaced(addresses: Iterable[str]) -> str:
    return " ".join(address for address in addresses if address)


def _home(context: PageContext) -> Url:
    return context.urls.notes(context.config.default)


TABLE = Table("notes", 1, _home, NoteData, lambda context: context.digest.notes, _rows, _columns)
