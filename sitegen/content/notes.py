"""Notes: each file to one struct, with its problems."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from sitegen.content.body import Body, Reference
from sitegen.content.parse_context import Opened
from sitegen.content.schema import ClaimFront, NoteFront
from sitegen.problems import KeyPath
from sitegen.text.ids import as_id, id_flaw, valid_id

_NAME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-(.*)")
SOURCE_HINT = "1 is `source`, 2 the first of `also`"
UNWRITTEN = "…"  # what `sitegen clip` writes where only an editor can say something
SUGGESTED = "# suggest:"  # what a line of its suggestions begins with
_LATE = dt.timedelta(days=31)


class NoteFile(Struct, frozen=True, tag=True):
    """A note in one language.

    `terms`: for each taxonomy, the names that the file gives, as it gives them. `front.date` is that of the file's
    name. `given`: the keys that the front matter holds, for some may be left out beside a file in another language.
    """

    path: str
    id: str
    lang: str
    front: NoteFront
    terms: dict[str, tuple[str, ...]]
    body: Body
    given: tuple[str, ...]


def read_note(read: Opened) -> NoteFile | None:
    """The note in a file; None when the file is too broken to give one."""
    name = _NAME.fullmatch(read.stem)
    day = _day(name[1]) if name else None
    if name and day is None:
        read.problem("file-name", f"there is no day {name[1]}", hint="a note's file is called YYYY-MM-DD-id.md")
    if name is None:
        read.problem("file-name", "a note's file is called YYYY-MM-DD-id.md", hint=_name_hint(read.stem))
    id = read.valid_id(name[2]) if name else read.stem if valid_id(read.stem) else ""
    data = read.front()
    if data is None or not id:
        return None
    taxonomies = read.grammar.taxonomies
    terms = {taxonomy: read.terms(taxonomy, data[taxonomy]) for taxonomy in taxonomies if data.get(taxonomy)}
    own = {key: value for key, value in data.items() if key not in taxonomies}
    front = read.decoded(own, NoteFront, taxonomies)
    lang = read.language(front.lang)
    if day and front.date and front.date != day:
        read.problem(
            "date",
            f"`date` is {front.date}, but the file's name says {day}",
            KeyPath(("date",)),
            hint="change one of the two",
        )
    front = replace(front, date=day or front.date or dt.date.min)
    _check_note(read, front)
    given = tuple(key for key, value in data.items() if value is not None)
    return NoteFile(read.file.path, id, lang, front, terms, _with_lead_image(read, front, read.body()), given)


def _with_lead_image(read: Opened, front: NoteFront, body: Body) -> Body:
    """A note's picture is looked for as if its body showed it."""
    image = front.image
    if image is None or not image.file:
        return body
    if "://" in image.file:
        message = "the picture of a note is a file of the digest, and no address"
        read.problem("remote-image", message, KeyPath(("image", "file")), "save it beside the note")
        return body
    return replace(body, references=(*body.references, Reference("image", image.file, words=image.alt, lead=True)))


def _check_note(read: Opened, front: NoteFront) -> None:
    if not front.why:
        read.problem("no-why", "`why` is missing: why does this matter?", KeyPath(), "one or two sentences")
    published = _day(front.source.published) if front.source else None
    date = front.date or dt.date.min
    if published and date - published > _LATE:
        message = f"the note is dated {(date - published).days} days after its source"
        read.problem("late-note", message, KeyPath(("date",)), "date it by its source or its event")
    if front.updated and front.updated < date:
        read.problem("date", "`updated` is before `date`", KeyPath(("updated",)))
    if not front.draft:
        _check_written(read, front)
    read.check_was(front.was)
    read.check_extra(front.extra)
    for i, claim in enumerate(front.claims):
        _check_ids(read, i, claim)
        if (claim.source or 1) > 1 + len(front.also):
            message = f"there is no source {claim.source}: this note names {1 + len(front.also)}"
            read.problem("unknown-source", message, KeyPath(("claims", i, "source")), SOURCE_HINT)
        for field in ("what", "said_by", "outcome_why", "sentence"):
            read.check_languages(getattr(claim, field), ("claims", i, field))


def _check_ids(read: Opened, i: int, claim: ClaimFront) -> None:
    formers = [(former, KeyPath(("claims", i, "was", n))) for n, former in enumerate(claim.was)]
    for id, where in ((claim.id, KeyPath(("claims", i, "id"))), *formers):
        flaw, hint = id_flaw(id)
        if id and flaw:
            read.problem("type", f"the claim's id `{id}` {flaw}", where, hint)
        if id in read.grammar.reserved("claims"):
            read.problem(
                "reserved-id", f"the claim's id `{id}` is taken by the site's own pages", where, "choose another"
            )
    if formers and not claim.id:
        message, hint = "a claim without an id has no page for `was` to lead to", "give it an `id`"
        read.problem("claim-field", message, KeyPath(("claims", i, "was")), hint)


def _check_written(read: Opened, front: NoteFront) -> None:
    """What `sitegen clip` leaves to an editor is written, and what it suggests gone, before a note is published."""
    text_of_front = read.split_text.front
    # Nearly all front matter holds neither the mark nor an escape that may stand for it, and to walk takes a while.
    may_hold = any(part in text_of_front for part in (UNWRITTEN, "\\u", "\\U"))
    for path, text in _texts(front) if may_hold else ():
        if text == UNWRITTEN:
            message = f"`{path[-1]}` is still to be written: `{UNWRITTEN}` stands there"
            read.problem("unwritten", message, KeyPath(path), "write it, or put `draft: true` back")
    if SUGGESTED in text_of_front:
        message = f"lines of `{SUGGESTED}` are left: what an article names, which nobody has confirmed"
        read.problem(
            "suggestions",
            message,
            KeyPath(),
            "take `# suggest: ` away where it is right; `sitegen check --fix` deletes the rest",
        )


def _texts(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """All texts of front matter, with where they stand."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Struct):
        for name, key in zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True):
            yield from _texts(getattr(value, name), (*path, key))
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each, (*path, key))
    elif isinstance(value, tuple | list):
        for i, each in enumerate(value):
            yield from _texts(each, (*path, i))


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _name_hint(stem: str) -> str:
    near = as_id(stem)
    return f"such as 2025-10-24-{near}.md" if near and not near[0].isdigit() else "such as 2025-10-24-openai-korea.md"
