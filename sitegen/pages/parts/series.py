"""The notes before and after a note among those of its first theme, or else of its first topic."""

from msgspec import Struct

from sitegen.digest.model import Note
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.views import Link, NoteCard

_TAXONOMIES = ("themes", "topics")
SeriesPlace = tuple[Key, str, str]  # a term, and the ids of the notes beside one in its list; empty at the ends


class Series(Struct, frozen=True):
    """The notes beside a note in the list of a term that it names."""

    taxonomy: str
    term: Link
    newer: NoteCard | None
    older: NoteCard | None


def series(place: SeriesPlace, context: PageContext, lang: str) -> Series:
    key, newer, older = place
    cards = (context.note(id, lang) if id else None for id in (newer, older))
    return Series(key[0], context.link(key, lang), *cards)


def series_places(context: PageContext, lang: str) -> dict[str, SeriesPlace]:
    """Of the notes in a language that name a theme or a topic, by their ids."""
    notes, places = context.digest.notes, dict[str, SeriesPlace]()
    firsts = {id: key for id, note in notes.items() if lang in note.texts and (key := _first_term(note))}
    for key in dict.fromkeys(firsts.values()):
        ids = ["", *(id for id in context.digest.listings[key] if lang in notes[id].texts), ""]
        for newer, id, older in zip(ids, ids[1:], ids[2:], strict=False):
            if firsts[id] == key:
                places[id] = (key, newer, older)
    return places


def _first_term(note: Note) -> Key | None:
    return next(((taxonomy, note.terms[taxonomy][0]) for taxonomy in _TAXONOMIES if note.terms.get(taxonomy)), None)
