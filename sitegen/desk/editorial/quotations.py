"""`long-quote`, `quote-speaker`: what a note quotes, how much of it, and of whom."""

import re
from collections.abc import Iterator

from sitegen.content.schema import Source
from sitegen.desk.editorial.term_names import TermNames
from sitegen.desk.editorial.written import WrittenFile, WrittenNote, note_of, paragraph_around
from sitegen.problems import KeyPath, Problem

_LONGEST = {True: 200, False: 400}  # characters of a quotation, with Hangul and without
_SENTENCE = {True: 30, False: 60}  # from which on a quotation is what somebody said, not a title or a term
_QUOTED = re.compile(r"“([^“”\n]+)”|\"([^\"\n]+)\"")
_BLOCK = re.compile(r"^> ?(.+)$", re.MULTILINE)
_MOST = 100  # speakers and outlets that are looked for, of those that a note names
_HANGUL = re.compile("[가-힣]")
ATTRIBUTED = re.compile(
    r"에 따르면|밝[혔히힌]|말[했하한]|전[했하한]|[적썼쓴]|주장|강조|설명|평가|비판|지적|내다[봤보]|덧붙|보도|발표|인용"
    r"|라고|다고|고 한다|고 했"
    r"|[Aa]ccording|[Ss]aid|says?|saying|told|tells|wrote|writes|argue[sd]?|call(?:s|ed)|describe[sd]|reports?|reported"
    r"|quot(?:es|ed|ing)|state[sd]|claims|claimed|warns|warned|adds|added|announce[sd]|declare[sd]|in the words|—\s"
)


def long_quotes(note: WrittenNote) -> Iterator[Problem]:
    for file in note.files:
        for i, quote in enumerate(note_of(file).front.quotes):
            if over := _over(quote.text):
                where = KeyPath(("quotes", i, "text"))
                yield Problem(rule="long-quote", path=file.path, message=over, hint=_HINT, where=where)
        for at, words in _quotations(file):
            if over := _over(words):
                place = file.position(at)
                yield Problem(rule="long-quote", path=file.path, message=over, hint=_HINT, where=place)


_HINT = "quote the decisive words, and tell the rest in your own"


def _over(words: str) -> str:
    most = _LONGEST[bool(_HANGUL.search(words))]
    return f"this quotation has {_length(words)} characters, of {most}" if _length(words) > most else ""


def _length(words: str) -> int:
    return len(" ".join(words.split()))


def speakers(note: WrittenNote, names: TermNames) -> Iterator[Problem]:
    """Quoted sentences of a text in whose paragraph nobody speaks, or beside which, if they are one of their own."""
    for file in note.files:
        speaking = {quote.speaker for quote in note_of(file).front.quotes[:_MOST]}
        speaking |= {source.publisher for source in _sources(note)}
        for at, words in _quotations(file):
            if _length(words) < _SENTENCE[bool(_HANGUL.search(words))]:
                continue
            around = _surroundings(file.words, at).replace(words, " ")
            if ATTRIBUTED.search(around) or any(name in around for name in speaking) or any(names.named(around)):
                continue
            message = "nobody is named whose words these are"
            hint = "say in the same paragraph who said it, or who reports it"
            yield Problem(rule="quote-speaker", path=file.path, message=message, hint=hint, where=file.position(at))


def _sources(note: WrittenNote) -> list[Source]:
    front = note.first.front
    return [source for source in (front.source, *front.also[:_MOST]) if source]


def _quotations(file: WrittenFile) -> Iterator[tuple[int, str]]:
    """What stands between quotation marks, or in a quotation of its own: where, and its words."""
    text = file.words
    if "“" in text or '"' in text:
        for quoted in _QUOTED.finditer(text):
            yield quoted.start(), quoted[1] or quoted[2]
    if text.startswith(">") or "\n>" in text:
        block, at, end = "", 0, -1
        for line in _BLOCK.finditer(text):
            if line.start() != end + 1:
                if block:
                    yield at, block
                block, at = "", line.start(1)
            block, end = f"{block} {line[1]}".strip(), line.end()
        if block:
            yield at, block


def _surroundings(text: str, at: int) -> str:
    """The paragraph, and those beside it where it is a quotation of its own."""
    paragraph = paragraph_around(text, at)
    if not paragraph.startswith(">"):
        return paragraph
    return text[max(at - 600, 0) : at + len(paragraph) + 600]
