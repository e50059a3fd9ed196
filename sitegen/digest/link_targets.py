"""What links in bodies may lead to: every Markdown file that has a page, or will have one."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from sitegen.content.body import Body
from sitegen.content.edition_leads import EditionFile
from sitegen.content.notes import NoteFile
from sitegen.digest.edition_model import EditionText
from sitegen.digest.model import Note, PageText, Target
from sitegen.digest.registry import Registry
from sitegen.digest.translations import Notes
from sitegen.digest.values import Key
from sitegen.memo import remembered


class LinkTarget(Struct, frozen=True):
    """What a Markdown file is, to those who link to it. Its target's kind is `note`, `term`, `page` or `edition`.

    `held`: it exists but is not shown: a link to it is a warning, not a dead link.
    """

    target: Target
    path: str
    body: Body
    held: bool = False


class Linkable(Struct, frozen=True):
    by_path: dict[str, LinkTarget]
    by_key: dict[Key, dict[str, LinkTarget]]  # by language


def linkable(
    months: Iterable[tuple[Note, ...]],
    files: Sequence[NoteFile],
    notes: Notes,
    registry: Registry,
    pages: Mapping[str, dict[str, PageText]],
    leads: Iterable[EditionFile] = (),
    shown_leads: Mapping[str, dict[str, EditionText]] = {},
) -> Linkable:
    """`months`: the notes that are shown, by month; `files`: those of all notes; `leads`: of all editions."""
    index = Linkable({}, {})
    for month in months:
        of_month = _notes(*month)
        index.by_path.update(of_month.by_path)
        index.by_key.update(of_month.by_key)
    entries = [
        LinkTarget(Target("term", term.key, lang), term.paths[lang], body)
        for term in registry.terms.values()
        for lang, body in term.bodies.items()
    ]
    entries += [
        LinkTarget(Target("page", ("pages", id), lang), text.path, text.body)
        for id, texts in pages.items()
        for lang, text in texts.items()
    ]
    entries += [
        LinkTarget(
            Target("edition", ("editions", lead.id), lead.lang), lead.path, lead.body, lead.id not in shown_leads
        )
        for lead in leads
    ]
    if len(index.by_path) < len(files):
        entries += [
            LinkTarget(Target("note", ("notes", file.id), file.lang), file.path, file.body, held=True)
            for file in files
            if file.id in notes.held or file.lang not in notes.shown[file.id].texts
        ]
    for entry in entries:
        _add(entry, index)
    return index


@remembered
def _notes(*notes: Note) -> Linkable:
    index = Linkable({}, {})
    for note in notes:
        for lang, text in note.texts.items():
            _add(LinkTarget(Target("note", ("notes", note.id), lang), text.path, text.body), index)
    return index


def _add(entry: LinkTarget, index: Linkable) -> None:
    index.by_path[entry.path] = entry
    key = entry.target.key
    index.by_key[key] = index.by_key.get(key, {}) | {entry.target.lang: entry}  # what is shared is left as it is
