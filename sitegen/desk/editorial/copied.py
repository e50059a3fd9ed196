"""`copied-text`: how much of a note stands in the article, word for word, outside of quotation marks."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sitegen.desk.editorial.written import WrittenFile, WrittenNote, note_of
from sitegen.problems import KeyPath, Position, Problem

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|‘[^‘’\n]*’|^>.*$", re.MULTILINE)
_HANGUL = re.compile("[가-힣]")
_FEW = 5  # words in a row that may stand anywhere; longer runs are counted
_RUN = {True: 9, False: 14}  # words in a row from which on a text is copied; Korean says more in each
_SHARE = 0.35  # of all words of a text, in runs
_SHORT = 60  # words of a text whose share says nothing yet


class _Run(NamedTuple):
    """Words of a text that stand in the article in a row, from `start` to `end`."""

    start: int
    end: int
    words: int


def copied_texts(note: WrittenNote, articles: Sequence[str]) -> Iterator[Problem]:
    """`articles`: the texts of the note's sources, as far as they are known here."""
    known = set[tuple[str, ...]]()
    for article in articles:
        known.update(_in_rows(_words(article)))
    for file in note.files if known else ():
        yield from _in_file(file, known)


def _in_file(file: WrittenFile, known: set[tuple[str, ...]]) -> Iterator[Problem]:
    front = note_of(file).front
    texts = [(field, getattr(front, field)) for field in ("summary", "why")] + [("", file.words)]
    most = _RUN[bool(_HANGUL.search(file.words or front.summary))]
    every, copied = 0, 0
    longest: tuple[int, str, str, _Run] | None = None
    for field, text in texts:
        own = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
        every += sum(1 for _ in _WORD.finditer(own))
        for run in _runs(own, known):
            copied += run.words
            if longest is None or run.words > longest[0]:
                longest = run.words, field, text, run
    if longest is None:
        return
    words, field, text, run = longest
    where: KeyPath | Position = KeyPath((field,)) if field else file.position(run.start)
    shown = " ".join(text[run.start : run.end].split())
    hint = "tell it in your own words, or quote it and say whose words they are"
    if words >= most:
        message = f"{words} words in a row stand in the article: `{shown}`"
    elif every >= _SHORT and copied > _SHARE * every:
        message = f"{100 * copied // every}% of the words stand in the article in rows, such as `{shown}`"
    else:
        return
    yield Problem(rule="copied-text", path=file.path, message=message, hint=hint, where=where)


def _runs(text: str, known: set[tuple[str, ...]]) -> Iterator[_Run]:
    matches = list(_WORD.finditer(text))
    words = [word[0].casefold() for word in matches]
    begins = [i for i, row in enumerate(_in_rows(words)) if row in known]
    starts = [i for n, i in enumerate(begins) if not n or begins[n - 1] != i - 1]
    ends = [i for i, following in pairwise([*begins, -1]) if following != i + 1]
    for start, end in zip(starts, ends, strict=True):
        yield _Run(matches[start].start(), matches[end + _FEW - 1].end(), end - start + _FEW)


def _in_rows(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Each few words that stand in a row."""
    return zip(*(words[start:] for start in range(_FEW)), strict=False)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
