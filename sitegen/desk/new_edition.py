"""`sitegen new edition`: the written lead of a week or month, ready to be written, with the notes that it is about."""

import datetime as dt
import re
from collections import defaultdict

from sitegen.content.edition_leads import is_edition
from sitegen.desk.new import Desk, named
from sitegen.desk.new_files import write_new
from sitegen.desk.yaml_text import scalar
from sitegen.digest.edition_moves import month_of, week_of
from sitegen.digest.editions import fewest, is_week

_DAY = re.compile(r"/([0-9]{4}-[0-9]{2}-[0-9]{2})-[^/]*$")


class NoEdition(Exception):
    """There is no edition to write about; the message says why."""


def write_edition(desk: Desk, id: str, lang: str, title: str) -> list[str]:
    """Writes it for an edition that there is, drafts counted. Raises NoEdition, InTheWay and OSError."""
    notes = _notes(desk)
    if not is_edition(id):
        raise NoEdition(f"`{id}` is no week and no month: these are called as 2025-w43 and 2025-10")
    of_it = notes.get(id, [])
    if len(of_it) < fewest(id):
        newest = max((each for each in notes if not is_week(each)), default="")
        beside = f"; the newest month with notes is {newest}" if newest and not of_it else ""
        beside = f": with fewer than {fewest(id)} it is told in its month" if of_it else beside
        count = "1 note is" if len(of_it) == 1 else f"{len(of_it) or 'no'} notes are"
        raise NoEdition(f"{count} of {id}{beside}")
    lines = [f"title: {scalar(title)}" if title else "# title: in one line, what these days were about"]
    listed = "\n".join(f"[[{note}]]" for note in of_it)
    path = f"content/editions/{named(id, lang, desk)}"
    text = "\n".join(["---", *lines, "---", "", f"<!-- Its notes, the newest first:\n{listed}\n-->", "", ""])
    write_new(desk.root, {path: text.encode()})
    return [path]


def _notes(desk: Desk) -> dict[str, list[str]]:
    """The ids of notes by edition, by the days in their files' names."""
    dated = [(match[1], id) for id, path in desk.notes.items() if (match := _DAY.search(path))]
    found = defaultdict[str, list[str]](list)
    for day, id in sorted(dated, reverse=True):
        try:
            date = dt.date.fromisoformat(day)
        except ValueError:  # a build says so
            continue
        found[week_of(date)].append(id)
        found[month_of(date)].append(id)
    return found
