"""`unseen-character`, `image-text`: what some readers get, and nobody sees."""

import re
from collections.abc import Iterator

from sitegen.desk.editorial.no_text import words_of_body, words_of_front
from sitegen.desk.editorial.written import WrittenFile
from sitegen.problems import Position, Problem, Referring
from sitegen.text.normal import unseen

# Of no use in any text; the joiners are, within emoji and in scripts that join letters, but not between these letters.
_LETTER = "0-9A-Za-z\u00c0-\u024f\uac00-\ud7a3\u3131-\u318e\u4e00-\u9fff"
UNSEEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u180e\u200b\u2060\u3164\ufeff\uffa0]" + f"|(?<=[{_LETTER}])[\u200c\u200d](?=[{_LETTER}])"
)
_BY_HAND = "delete it; of a file whose name holds it, in the name too"  # a link would lead elsewhere
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")


def without_unseen(text: str, words: str) -> str:
    """A text without what nobody sees in its words, which are the text but for its marks."""
    kept, at = [], 0
    for match in UNSEEN.finditer(words):
        kept.append(text[at : match.start()])
        at = match.end()
    return "".join([*kept, text[at:]])


def unseen_characters(file: WrittenFile) -> Iterator[Problem]:
    """One problem for each line that holds any; so does what stands in front matter."""
    for text, words, first in ((file.front, words_of_front, 2), (file.body, words_of_body, file.line)):
        if text.isascii() or not UNSEEN.search(text):
            continue
        lines = zip(text.split("\n"), words(text).split("\n"), strict=True)
        for number, (line, said) in enumerate(lines, first):
            in_words = UNSEEN.search(said)
            if match := in_words or UNSEEN.search(line):
                message = f"there is {unseen(match[0])} here, which nobody sees"
                hint = "delete it; `check --fix` does" if in_words else _BY_HAND
                where = Position(number, match.start() + 1)
                yield Problem(rule="unseen-character", path=file.path, message=message, hint=hint, where=where)


def image_texts(file: WrittenFile) -> Iterator[Problem]:
    for number, reference in enumerate(file.item.body.references):
        if reference.kind != "image":
            continue
        words = reference.words.strip()
        if reference.lead and not words:
            continue  # of another language's, or required
        if words and not words.casefold().endswith(_PICTURES):
            continue
        message = f"the image has {'the name of a file as its' if words else 'no'} text"
        hint = "say in `alt` what it shows" if reference.lead else "say between the brackets what it shows"
        yield Problem(rule="image-text", path=file.path, message=message, hint=hint, where=Referring(number))
