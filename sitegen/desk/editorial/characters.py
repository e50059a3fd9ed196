"""`unseen-character`, `image-text`: what some readers get, and nobody sees."""

import re
from collections.abc import Iterator

from sitegen.desk.editorial.written import WrittenFile
from sitegen.problems import Position, Problem, Referring
from sitegen.text.normal import unseen

# Of no use in any text; the joiners are, within emoji and in scripts that join letters, but not between these letters.
_LETTER = "0-9A-Za-z\u00c0-\u024f\uac00-\ud7a3\u3131-\u318e\u4e00-\u9fff"
UNSEEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u180e\u200b\u2060\u3164\ufeff\uffa0]" + f"|(?<=[{_LETTER}])[\u200c\u200d](?=[{_LETTER}])"
)
_FILE = re.compile(r"(?:IMG|DSC|image|screenshot|스크린샷|사진)?[\w .()-]*\.(?:png|jpe?g|gif|webp|svg|avif)", re.I)


def unseen_characters(file: WrittenFile) -> Iterator[Problem]:
    """One problem for each line that holds any; so does what stands in front matter."""
    for text, line in ((file.front, 2), (file.body, file.line)):
        if text.isascii():
            continue
        lines = dict[int, re.Match[str]]()
        for found in UNSEEN.finditer(text):
            lines.setdefault(text.count("\n", 0, found.start()), found) if len(lines) < 50 else None
        for number, found in lines.items():
            start = text.rfind("\n", 0, found.start()) + 1
            where = Position(line + number, found.start() - start + 1)
            message = f"there is {unseen(found[0])} here, which nobody sees"
            hint = "delete it; `check --fix` does"
            yield Problem(rule="unseen-character", path=file.path, message=message, hint=hint, where=where)


def image_texts(file: WrittenFile) -> Iterator[Problem]:
    for number, reference in enumerate(file.item.body.references):
        if reference.kind != "image":
            continue
        words = reference.words.strip()
        if words and not _FILE.fullmatch(words):
            continue
        message = f"the image has {'the name of a file as its' if words else 'no'} text"
        hint = "say between the brackets what it shows"
        yield Problem(rule="image-text", path=file.path, message=message, hint=hint, where=Referring(number))
