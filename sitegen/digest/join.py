"""join: everything that was read, as one digest."""

import datetime as dt
from collections.abc import Iterable, Set

from sitegen.content.notes import NoteFile
from sitegen.content.read import Reading
from sitegen.content.standing import PageFile
from sitegen.content.terms import TermFile
from sitegen.digest import links, registry
from sitegen.digest.doings import claimed, quoted
from sitegen.digest.editions import editions
from sitegen.digest.ledger import ledger
from sitegen.digest.links import Place, Resolver
from sitegen.digest.listings import listings, months, own_listings
from sitegen.digest.model import Digest, Key, Target
from sitegen.digest.pairs import Notes, join_notes, join_pages
from sitegen.digest.related import Relate, Relations
from sitegen.digest.relations import relations
from sitegen.digest.speakers import speakers
from sitegen.digest.themed import themed
from sitegen.digest.wholes import parts
from sitegen.problems import Problem
from sitegen.share import Share, each_time


def join(
    reading: Reading,
    as_of: dt.date | None,
    drafts: bool,
    relate: Relate = Relations,
    share: Share = each_time,
) -> tuple[Digest, list[Problem]]:
    """The digest as of a day (by default its newest note's), and what is wrong between its files.

    `relate`: how related notes are found; `share`: how parts are joined.
    """
    config = reading.config
    terms, found = share(registry.build, config, _broken_terms(reading), *reading.terms)
    problems = [*found]  # what is shared is left as it is
    notes, found = join_notes(reading.notes, terms, config, as_of, drafts, share)
    problems += found
    pages, found = join_pages(reading.pages, config)
    problems += found
    shown = notes.shown.values()
    places = links.places(shown, _held(reading.notes, notes), terms, pages)
    former = {old: note.id for note in shown for old in note.was}
    resolver = Resolver(terms, places, reading.assets, reading.broken, former)
    items: list[NoteFile | TermFile | PageFile] = [*reading.notes, *reading.terms, *reading.pages]
    linking = [item for item in items if item.body.references]
    targets = {item.path: resolver.resolve(item.path, item.body, item.lang) for item in linking}
    problems += resolver.problems
    entries, found = ledger(notes.shown, share)
    problems += found
    held, found = parts(entries, notes.shown)
    problems += found
    by_month = months(notes.shown)
    own = own_listings(by_month, share)
    digest = Digest(
        config=config,
        as_of=notes.as_of,
        terms=terms.terms,
        notes=notes.shown,
        pages=pages,
        listings=listings(own, notes.shown, terms.terms),
        backlinks=links.backlinks(targets, _owners(notes, reading, targets.keys())),
        targets=targets,
        assets=reading.assets,
        ledger=entries,
        parts=held,
        claimed=claimed(entries, notes.shown, terms.terms, share),
        relations=relations(entries, terms.terms),
        themed=themed(by_month, entries, notes.shown, terms.terms, share),
        quoted=quoted(by_month, terms.terms, share),
        speakers=speakers(by_month, config.languages, share),
        editions=editions(by_month, entries, share),
        related=relate(notes.shown, own),
    )
    return digest, problems


def _broken_terms(reading: Reading) -> tuple[Key, ...]:
    """The terms whose own file gave nothing."""
    split = [path.split("/") for path in reading.broken]
    return tuple((part[1], part[2].split(".")[0]) for part in split if len(part) == 3)


def _held(files: Iterable[NoteFile], notes: Notes) -> list[Place]:
    """Files of notes that exist but are not shown: a link to one is a warning, not a dead link."""
    return [
        Place(Target("note", ("notes", file.id), file.lang), file.path, file.body, held=True)
        for file in files
        if file.id in notes.held or file.lang not in notes.shown[file.id].texts
    ]


def _owners(notes: Notes, reading: Reading, linking: Set[str]) -> dict[str, Key]:
    """Which note, term or page each file that links to something belongs to, notes first and in their order."""
    owners = {
        text.path: ("notes", note.id)
        for note in notes.shown.values()
        for text in note.texts.values()
        if text.path in linking
    }
    owners.update((term.path, (term.taxonomy, term.id)) for term in reading.terms)
    owners.update((page.path, ("pages", page.id)) for page in reading.pages)
    return owners
