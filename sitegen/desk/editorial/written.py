"""What the rules look at: texts as they were written, with their words apart from their marks."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from sitegen.content.edition_leads import EditionFile
from sitegen.content.files import File, read_text
from sitegen.content.frontmatter import split
from sitegen.content.notes import NoteFile
from sitegen.content.standing import PageFile
from sitegen.content.terms import TermFile
from sitegen.desk.editorial.no_text import blank, without_marks
from sitegen.problems import Position

_NAMED = re.compile(r"(?<=\[\[)[^\[\]|\n]*\|?")
_LINE_END = re.compile(r"\n")
_SENTENCE_END = re.compile(r"[.!?。](?=[\s”’\"')])|\n")
OWN_WORDS = ("title", "summary", "why")  # of a note's front matter; its body comes after them

Item = NoteFile | TermFile | PageFile | EditionFile


class WrittenFile(Struct, frozen=True, dict=True):
    """A text in one language. `body` is Markdown; `line`: the line of the file, from 1, that it begins at."""

    item: Item
    front: str
    body: str
    line: int

    @property
    def path(self) -> str:
        return self.item.path

    @property
    def lang(self) -> str:
        return self.item.lang

    @cached_property
    def marked(self) -> str:
        """The body with spaces in place of comments, code and addresses."""
        return without_marks(self.body)

    @cached_property
    def words(self) -> str:
        """The same with spaces in place of what `[[names]]` refer to."""
        return without_names(self.marked)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line of the body begins."""
        return [0, *(end.end() for end in _LINE_END.finditer(self.body))]

    def position(self, at: int) -> Position:
        """Where a place of the body is in the file."""
        number = bisect_right(self._starts, at)
        return Position(self.line + number - 1, at - self._starts[number - 1] + 1)


class WrittenNote(Struct, frozen=True, dict=True):
    """A note in all its languages; the first file holds its claims."""

    files: tuple[WrittenFile, ...]

    @property
    def first(self) -> NoteFile:
        return note_of(self.files[0])


def note_of(file: WrittenFile) -> NoteFile:
    assert isinstance(file.item, NoteFile)
    return file.item


def own_words(file: WrittenFile) -> str:
    """What a note says in its own words: title, summary, why and body."""
    front = note_of(file).front
    return "\n".join((*(getattr(front, key) for key in OWN_WORDS), file.words))


def written(file: File, item: Item) -> WrittenFile:
    """A text as it was written."""
    text = read_text(file)[0]
    halves = split(file.path, text)[0]
    return WrittenFile(item, halves.front, halves.body, halves.body_line)


def sentence_around(text: str, at: int) -> str:
    """The sentence that a place of a text is in, of at most 400 characters to each side; lines are paragraphs."""
    start, end = max(at - 400, 0), min(at + 400, len(text))
    for mark in _SENTENCE_END.finditer(text, start, end):
        if mark.end() <= at:
            start = mark.end()
        else:
            return text[start : mark.end()]
    return text[start:end]


def paragraph_around(text: str, at: int) -> str:
    """The line that a place is in, of at most 2,000 characters to each side."""
    start, end = text.rfind("\n", max(at - 2000, 0), at) + 1 or max(at - 2000, 0), text.find("\n", at, at + 2000)
    return text[start : end if end >= 0 else at + 2000]


def without_names(text: str) -> str:
    """A text with spaces in place of what its `[[names]]` refer to; their words stay."""
    return _NAMED.sub(blank, text) if "[[" in text else text


def each_text(value: str | Mapping[str, str]) -> Iterator[str]:
    """A localized text in each of its languages."""
    yield from (value,) if isinstance(value, str) else value.values()
