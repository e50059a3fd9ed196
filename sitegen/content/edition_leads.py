"""Written leads of editions: each file to one struct, with its problems."""

import datetime as dt
import re

from msgspec import Struct

from sitegen.content.body import Body
from sitegen.content.parse_context import Opened
from sitegen.content.schema import EditionFront

_EDITION = re.compile(r"([0-9]{4})-(w?)([0-9]{2})")


class EditionFile(Struct, frozen=True, tag=True):
    """What stands in one language at the head of an edition: of a week, 2025-w43, or of a month, 2025-10."""

    path: str
    id: str
    lang: str
    front: EditionFront
    body: Body


def read_edition(read: Opened) -> EditionFile | None:
    """The lead in a file; None when the file is too broken to give one. Front matter may be left out."""
    id = read.valid_id(read.stem)
    if id and not is_edition(id):
        hint = "a week is called as 2025-w43 (ISO 8601), a month as 2025-10"
        read.problem("file-name", f"`{id}` is no week and no month", hint=hint)
        id = ""
    data = read.front(optional=True)
    if data is None or not id:
        return None
    front = read.decoded(data, EditionFront)
    return EditionFile(read.file.path, id, read.language(front.lang), front, read.body())


def is_edition(id: str) -> bool:
    """Whether it is the id of a week or of a month that a calendar has."""
    if match := _EDITION.fullmatch(id):
        year, week, number = int(match[1]), match[2], int(match[3])
        try:
            return bool(dt.date.fromisocalendar(year, number, 1) if week else dt.date(year, number, 1))
        except ValueError:  # there is no such week, or month, or year
            pass
    return False
