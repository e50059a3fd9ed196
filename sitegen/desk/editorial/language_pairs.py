"""`old-translation`, `translation-figures`: what the files of one note say otherwise than each other."""

import datetime as dt
from collections.abc import Iterator

from sitegen.content.notes import NoteFile
from sitegen.desk.editorial.written import OWN_WORDS, WrittenFile, WrittenNote, note_of, own_words
from sitegen.problems import KeyPath, Position, Problem
from sitegen.text.figures import weighty_figures

_READ = ("ko", "en")  # languages whose figures are understood


def old(note: WrittenNote) -> Iterator[Problem]:
    """Texts older than the original. Nothing but `updated` and `corrections` says when a text's words changed."""
    original = note.first
    for file in map(note_of, note.files[1:]):
        if (changed := _changed(original)) > (day := max(_changed(file), original.front.date or dt.date.min)):
            which = f"{original.path}, of which this is the translation,"
            message = f"{which} was changed on {changed}; this is of {day}"
            hint = "bring it up to date and say so in `updated`"
            yield Problem(rule="old-translation", path=file.path, message=message, hint=hint)


def other_figures(note: WrittenNote) -> Iterator[Problem]:
    files = [file for file in note.files if file.lang in _READ]
    if len(files) < 2:
        return
    by_file = [(file, weighty_figures(own_words(file))) for file in files[:2]]
    for (file, own), (other, others) in (by_file, by_file[::-1]):
        if more := sorted(own.keys() - others.keys(), key=own.__getitem__):
            shown = ", ".join(f"{figure:,.12g}" for figure in more[:5])
            message = f"{shown} {'stands' if len(more) == 1 else 'stand'} here, and not in {other.path}"
            hint = "one of the two may be a slip; else name it in both"
            where = _place(file, own[more[0]])
            yield Problem(rule="translation-figures", path=file.path, message=message, hint=hint, where=where)


def _place(file: WrittenFile, at: int) -> KeyPath | Position:
    """Where an index of a note's own words is in its file."""
    for key in OWN_WORDS:
        length = len(getattr(note_of(file).front, key))
        if at < length:
            return KeyPath((key,))
        at -= length + 1
    return file.position(at)


def _changed(file: NoteFile) -> dt.date:
    front = file.front
    return max([front.updated or dt.date.min, *(correction.date for correction in front.corrections)])
