"""Notes of which nothing but their words has changed: titles, summaries, why they matter.

All that is joined of notes is joined without these: the digest of the last build holds, with other words in it.
"""

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from sitegen.content.notes import NoteFile
from sitegen.content.read import FileRead
from sitegen.content.schema import OWN_TEXTS
from sitegen.digest.model import Digest, Note

_FEW = 30  # notes; a digest that more have changed of is joined, and kept, anew
_NO_WORDS = dict.fromkeys(OWN_TEXTS, "")
_Files = Mapping[str, tuple[bytes, bytes]]  # as `FileIndex.read` gives them


class JoinedFiles(Struct, frozen=True):
    """The files that a digest was joined of, and the key that it is kept under."""

    key: bytes
    files: dict[str, tuple[bytes, bytes]]


def changed_files(was: _Files, now: _Files) -> list[str] | None:
    """Those that gave something else; None where files came or went, or many have changed."""
    changed = [path for path, (_, facts) in now.items() if path not in was or was[path][1] != facts]
    return changed if was.keys() == now.keys() and len(changed) <= _FEW else None


def reworded(
    digest: Digest, files: Iterable[str], was: Callable[[str], FileRead | None], now: Callable[[str], FileRead | None]
) -> dict[str, Note] | None:
    """The notes of some files with the words of now; None where more has changed, or words lead to more.

    `digest`: as it was joined; `was`, `now`: what a file gave then and gives now.
    """
    if digest.by_title:
        return None
    notes: dict[str, Note] = {}
    for path in files:
        old, new = was(path), now(path)
        if old is None or new is None or _wordless(old) is None or _wordless(old) != _wordless(new):
            return None
        assert isinstance(new.item, NoteFile)
        note = _with_words(notes.get(new.item.id) or digest.notes.get(new.item.id), new.item)
        if note is None:
            return None
        notes[note.id] = note
    return notes


def _wordless(read: FileRead) -> FileRead | None:
    """What a note's file gave, but for its words; None for another file."""
    item = read.item
    if not isinstance(item, NoteFile):
        return None
    return replace(read, item=replace(item, front=replace(item.front, **_NO_WORDS)))


def _with_words(note: Note | None, file: NoteFile) -> Note | None:
    """None for a note that is held back, and for one that former addresses lead to: their pages say its title."""
    text = note.texts.get(file.lang) if note else None
    if note is None or text is None or text.path != file.path or note.renamed:
        return None
    words = {name: getattr(file.front, name) for name in OWN_TEXTS}
    return replace(note, texts={**note.texts, file.lang: replace(text, front=replace(text.front, **words))})
