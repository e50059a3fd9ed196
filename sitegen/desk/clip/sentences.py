"""An article's sentences, by which everything that is suggested shows where it was read."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from sitegen.desk.clip.model import Paragraph

# The end of a sentence: a full stop, and marks that close something. `2025. 10. 24.` and `U.S. firms` have none.
_END = re.compile(r"(?<![.?!…。])[.?!…。]++[\"”’'」』)\]]*(?=\s)")
_NO_END = re.compile(
    r"(?:[0-9]|\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Inc|Co|Corp|Ltd|No|vs|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\Z"
)
_LONGEST = 2000  # letters; what goes on without an end is a list, or no text, and is read in pieces
_OPENS, _CLOSES = "“「『", "”」』"


class Sentence(Struct, frozen=True):
    """`paragraph`: the number of the paragraph that it stands in, captions counted too."""

    text: str
    paragraph: int
    caption: bool = False


def sentences_of(paragraphs: Iterable[Paragraph]) -> list[Sentence]:
    return [
        Sentence(text, number, paragraph.caption)
        for number, paragraph in enumerate(paragraphs)
        for sentence in _sentences(paragraph.text)
        for text in _pieces(sentence)
    ]


def _pieces(sentence: str) -> Iterator[str]:
    """Cut between words: what is read in a sentence is sought all over it."""
    start = 0
    while len(sentence) - start > _LONGEST:
        end = sentence.rfind(" ", start + 1, start + _LONGEST)
        end = end if end > 0 else start + _LONGEST
        yield sentence[start:end].strip()
        start = end
    yield sentence[start:].strip()


def _sentences(text: str) -> Iterator[str]:
    """What somebody says stays in the sentence that says who: no sentence ends within quotation marks."""
    straight = text.count('"') % 2 == 0
    start = depth = at = 0
    inside = False
    for match in _END.finditer(text):
        for char in text[at : match.end()]:
            inside ^= char == '"' and straight
            depth = max(0, depth + (char in _OPENS) - (char in _CLOSES))
        at = match.end()
        before = text[max(0, match.start() - 8) : match.start()]
        if inside or (depth and _closes_later(text, at)) or (match[0] == "." and _NO_END.search(before)):
            continue
        yield text[start:at].strip()
        start, depth = at, 0
    if rest := text[start:].strip():
        yield rest


def _closes_later(text: str, at: int) -> bool:
    return any(text.find(mark, at, at + 1000) >= 0 for mark in _CLOSES)
