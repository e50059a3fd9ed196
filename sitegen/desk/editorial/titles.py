"""`relative-title`, `nameless-title`: titles are read for years, in lists, by whoever does not know the day."""

import re
from collections.abc import Iterator

from sitegen.desk.editorial.term_names import TermNames
from sitegen.desk.editorial.written import WrittenNote, note_of
from sitegen.problems import KeyPath, Problem

_KOREAN = re.compile(
    r"(?<![가-힣])(?:어제|오늘|내일|모레|그저께|최근|방금|조만간|지난주|지난달|지난해|작년|올해|내년|금주|내달|이달|전날"
    r"|이번 ?[주달]|다음 ?[주달]|지난 ?[주달])"
    r"(?:은|는|의|도|만|에|부터|까지)?(?![가-힣])"
)
_ENGLISH = re.compile(
    r"\b(?:yesterday|today|tomorrow|tonight|recent|recently|newly|(?:last|this|next) (?:week|month|year|quarter))\b",
    re.I,
)
_CAPITAL = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9]*")
_QUOTED = re.compile(r"[‘“《「'\"]")
_COMMON = frozenset(("AI", "IT", "CEO"))


def relative(note: WrittenNote) -> Iterator[Problem]:
    for file in note.files:
        title = note_of(file).front.title
        if word := (_KOREAN if max(title, default="") >= "가" else _ENGLISH).search(title):
            message = f"`{word[0]}` in a title is read on other days too"
            hint = "give the day, the month or the year, or leave it out"
            yield _of_title("relative-title", file.path, message, hint)


def nameless(note: WrittenNote, names: TermNames) -> Iterator[Problem]:
    """Titles that in no language hold a word of the names of what the note lists, of a country, or in capitals."""
    first = note.first
    listed = names.listed(first.terms, [taxonomy for taxonomy in first.terms if taxonomy != "topics"])
    if not any(key[0] in names.taxonomies for key in listed):
        return
    titles = [note_of(file).front.title for file in note.files]
    pieces = [piece for key in listed for piece in names.pieces(key)]
    if any(_has_capitals(title) or any(piece in title.casefold() for piece in pieces) for title in titles):
        return
    if not any(word in title for word in names.words_of_places for title in titles):
        message = "the title names none of those whom the note is about"
        yield _of_title("nameless-title", first.path, message, "say who, or of what law or country it tells")


def _has_capitals(title: str) -> bool:
    """Whether a word is written as names are, in quotation marks, all in capitals, or not as the first of the title."""
    words = [word for word in _CAPITAL.finditer(title) if word[0] not in _COMMON]
    return bool(_QUOTED.search(title)) or any(word.start() > 0 or word[0][1:].lower() != word[0][1:] for word in words)


def _of_title(rule: str, path: str, message: str, hint: str) -> Problem:
    return Problem(rule=rule, path=path, message=message, hint=hint, where=KeyPath(("title",)))
