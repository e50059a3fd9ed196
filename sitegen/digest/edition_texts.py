"""The written leads of editions, joined to the editions that there are."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from sitegen.config import Config
from sitegen.content.edition_leads import EditionFile
from sitegen.content.notes import NoteFile
from sitegen.digest.by_language import by_id
from sitegen.digest.edition_model import EditionText
from sitegen.digest.edition_moves import month_of, week_of
from sitegen.digest.editions import fewest
from sitegen.problems import Problem


def edition_texts(
    files: Sequence[EditionFile], editions: Collection[str], notes: Iterable[NoteFile], config: Config
) -> tuple[dict[str, dict[str, EditionText]], list[Problem]]:
    """Leads by edition and language, and what is wrong with the others.

    `notes`: the files of all notes, for an edition may wait until its notes are shown.
    """
    groups, problems = by_id(files, config, "lead of the edition")
    texts = {
        id: {file.lang: EditionText(file.path, file.lang, file.front.title, file.body) for file in group}
        for id, group in groups.items()
        if id in editions
    }
    if len(texts) < len(groups):
        days = {note.id: note.front.date for note in notes if note.front.date}
        counts = Counter(edition for day in days.values() for edition in (week_of(day), month_of(day)))
        problems += [
            _without_edition(file, counts, [*days.values()])
            for id, group in groups.items()
            if id not in editions and counts[id] < fewest(id)
            for file in group
        ]
    return texts, problems


def _without_edition(file: EditionFile, counts: Mapping[str, int], days: Collection[dt.date]) -> Problem:
    """A lead that stands nowhere: of days without a note, or of a week that is told in its month."""
    if count := counts.get(file.id, 0):
        month = month_of(max(day for day in days if week_of(day) == file.id))
        notes = "1 note" if count == 1 else f"{count} notes"
        message = f"the week {file.id} has {notes}: with fewer than {fewest(file.id)} it is told in its month"
        hint = f"call the file {month}, or wait for a note more"
    else:
        message = f"there is no edition {file.id}: no note is of these days"
        hint = f"the newest is of {max(days)}" if days else ""
    return Problem(rule="no-edition", path=file.path, message=message, hint=hint)
