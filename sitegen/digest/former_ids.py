"""Former ids and addresses of notes (`was`): each leads to one note, so none may be another's, or one's own, too."""

from collections.abc import Iterator, Sequence

from sitegen.digest.model import Note, NoteText
from sitegen.problems import WHOLE_FILE, KeyPath, Problem
from sitegen.text.paths import is_address

_Owner = tuple[NoteText, bool]  # and whether it is by an entry of `was`


def clashes(notes: Sequence[Note]) -> list[Problem]:
    """Each former id or address that is another's, as a problem at both; those of notes that wait count too."""
    renamed = [note for note in notes if note.renamed]
    owners: dict[str, _Owner] = {note.id: (_first(note), False) for note in notes} if renamed else {}
    problems = []
    for note in renamed:
        for former, owner in _formers(note):
            other = owners.setdefault(former, owner)
            if other != owner:
                problems += [_problem(former, owner, other), _problem(former, other, owner)]
    return problems


def _formers(note: Note) -> Iterator[tuple[str, _Owner]]:
    """An id is the whole note's, an address that of the text that says it."""
    yield from ((id, (_first(note), True)) for id in note.was)
    yield from ((old, (text, True)) for text in note.texts.values() for old in text.old)


def _problem(former: str, one: _Owner, other: _Owner) -> Problem:
    return Problem(
        rule="duplicate-url",
        path=one[0].path,
        message=f"two pages would have the address {former if is_address(former) else f'of the note `{former}`'}",
        hint=f"the other comes from {other[0].path}; change an id, or an entry of `was`",
        where=KeyPath(("was",)) if one[1] else WHOLE_FILE,
    )


def _first(note: Note) -> NoteText:
    return next(iter(note.texts.values()))
