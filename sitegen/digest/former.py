"""Former ids of notes (`was`): an address leads to one note, so none may be another note's id, or former id, too."""

from collections.abc import Sequence

from sitegen.digest.model import Note
from sitegen.problems import WHOLE_FILE, KeyPath, Problem


def clashes(notes: Sequence[Note]) -> list[Problem]:
    """Each former id that is another note's, or the note's own, as a problem at both."""
    renamed = [note for note in notes if note.was]
    owners = {note.id: note for note in notes} if renamed else {}
    problems = []
    for note in renamed:
        for id in note.was:
            other = owners.setdefault(id, note)
            if other is not note or id == note.id:
                problems += [_problem(id, note, other), _problem(id, other, note)]
    return problems


def _problem(id: str, note: Note, other: Note) -> Problem:
    return Problem(
        rule="duplicate-url",
        path=_path(note),
        message=f"two pages would have the address of the note `{id}`",
        hint=f"the other comes from {_path(other)}; change an id, or an entry of `was`",
        where=KeyPath(("was",)) if id in note.was else WHOLE_FILE,
    )


def _path(note: Note) -> str:
    return next(iter(note.texts.values())).path
