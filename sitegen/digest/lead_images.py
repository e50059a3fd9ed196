"""The picture of a note: file, credit and licence from the note's first file, its words from that of each language."""

from collections.abc import Iterator, Sequence

from sitegen.content.notes import NoteFile
from sitegen.content.read import resolve_path
from sitegen.content.schema import LeadImageFront
from sitegen.digest.model import LeadImage
from sitegen.problems import KeyPath, Problem

_REQUIRED = {
    "file": "the file of the picture, such as `photo.jpg` beside the note",
    "alt": "what it shows, for those who do not see it",
    "credit": "whose picture it is",
    "licence": "on what terms it may be shown, such as `CC BY 4.0` or `press photo`",
}
_NOTHING = LeadImageFront()


def lead_image(file: NoteFile, first: NoteFile) -> LeadImage | None:
    """That of a note in one of its files. Where this says nothing of it, the words are those of the first."""
    whole, own = first.front.image, file.front.image or _NOTHING
    if whole is None or not whole.file:
        return None
    path, credit, licence = (
        resolve_path(first.path, whole.file),
        own.credit or whole.credit,
        own.licence or whole.licence,
    )
    if own.alt:
        return LeadImage(path, own.alt, credit, licence, own.caption)
    return LeadImage(path, whole.alt, credit, licence, whole.caption, "" if file.lang == first.lang else first.lang)


def lead_image_problems(group: Sequence[NoteFile]) -> list[Problem]:
    """`group`: a note's files, the first of which says what is no text."""
    first, *others = group
    return [*_of_first(first), *(problem for file in others for problem in _of_other(file, first))]


def _of_first(first: NoteFile) -> Iterator[Problem]:
    for key, what in _REQUIRED.items():
        if first.front.image is not None and not getattr(first.front.image, key):
            where = KeyPath(("image",), key_itself=True)
            message = f"`{key}` of `image` is missing"
            yield Problem(rule="missing", path=first.path, message=message, hint=f"say {what}", where=where)


def _of_other(file: NoteFile, first: NoteFile) -> Iterator[Problem]:
    whole, own = first.front.image, file.front.image
    where = KeyPath(("image",), key_itself=True)
    if whole is None and own is not None:
        message = f"`image` is not in {first.path}, which counts: the note has no picture"
        hint = "say it there, and here its words in this language: `image: {alt: …, caption: …}`"
        yield Problem(rule="language-pair", path=file.path, message=message, hint=hint, where=where)
    elif whole is not None and own is not None and own.file and own.file != whole.file:
        message = f"`image` is another file than in {first.path}, which counts"
        yield Problem(rule="language-pair", path=file.path, message=message, where=where)
    elif whole is not None and (own is None or not own.alt):
        message = f"the picture of this note has words in `{first.lang}` alone"
        hint = "add `image: {alt: …}`, and `caption` if it has one"
        place = where if own else KeyPath()
        yield Problem(rule="image-text", path=file.path, message=message, hint=hint, where=place)
