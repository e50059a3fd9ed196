"""join: everything that was read, as one digest."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from sitegen.content.edition_leads import EditionFile
from sitegen.content.notes import NoteFile
from sitegen.content.read import Reading
from sitegen.content.standing import PageFile
from sitegen.content.terms import TermFile
from sitegen.digest import references, registry
from sitegen.digest.claims.ledger import claims_by_month, ledger
from sitegen.digest.claims.model import ClaimHistory, LawEnding
from sitegen.digest.claims.parts import parts
from sitegen.digest.edition_model import Edition, EditionText
from sitegen.digest.edition_texts import edition_texts
from sitegen.digest.editions import editions
from sitegen.digest.entity_themes import themed
from sitegen.digest.laws import law_endings
from sitegen.digest.link_targets import Linkable, linkable
from sitegen.digest.linked_names import linked_names
from sitegen.digest.listings import listings, months, own_listings
from sitegen.digest.model import Digest, Note, PageText, Target
from sitegen.digest.of_entity import claimed, quoted
from sitegen.digest.references import Resolver
from sitegen.digest.registry import Registry
from sitegen.digest.related import Relate, Relations
from sitegen.digest.relations import relations
from sitegen.digest.speakers import speakers
from sitegen.digest.translations import join_notes, join_pages
from sitegen.digest.values import Key
from sitegen.problems import Problem


def join(
    reading: Reading, as_of: dt.date | None, drafts: bool, relate: Relate = Relations
) -> tuple[Digest, list[Problem]]:
    """The digest as of a day (else its newest note's) and what is wrong between files; `relate` finds related notes."""
    config = reading.config
    terms, term_problems = registry.build(config, _broken_terms(reading), *reading.terms)
    notes, note_problems = join_notes(reading.notes, terms, config, as_of, drafts, reading.broken)
    pages, page_problems = join_pages(reading.pages, config, terms)
    by_month = months(notes.shown)
    entries, held, claim_problems = _ledger(by_month, notes.shown)
    claims = claims_by_month(entries)
    ended = law_endings(entries, held, of_terms := claimed(claims, terms.terms), terms.terms)
    issues, leads, lead_problems = _editions(reading, by_month, entries, claims, ended)
    index = linkable(by_month, reading.notes, notes, terms, pages, reading.editions, leads)
    resolver = _resolver(reading, terms, index, _former(notes.shown, pages))
    targets = _targets(reading, resolver)
    owners = _owners(targets, notes.shown, index)
    shown, linked = references.used_as(targets, owners, index)
    problems = [*term_problems, *note_problems, *page_problems, *lead_problems, *resolver.problems, *claim_problems]
    own = own_listings(by_month)
    digest = Digest(
        config=config,
        as_of=notes.as_of,
        terms=terms.terms,
        in_use=dict.fromkeys(dict.fromkeys(taxonomy for taxonomy, _ in terms.terms), True),
        notes=notes.shown,
        pages=pages,
        listings=listings(own, notes.shown, terms.terms),
        backlinks=references.backlinks(targets, owners),
        targets=targets,
        assets={path: asset for path, asset in reading.assets.items() if path in shown or path in linked},
        shown=shown,
        linked=linked,
        ledger=entries,
        parts=held,
        ended=ended,
        claimed=of_terms,
        relations=relations(entries, terms.terms, ended),
        themed=themed(by_month, entries, claims, terms.terms, ended, notes.as_of),
        quoted=quoted(by_month, terms.terms),
        speakers=speakers(by_month, config.languages),
        editions=issues,
        edition_texts=leads,
        related=relate(notes.shown, own),
        addresses=reading.addresses,
        linked_names=linked_names(config, terms) if config.link_names else {},
        by_title=resolver.by_title,
    )
    return digest, problems


def _ledger(
    by_month: Sequence[tuple[Note, ...]], notes: Mapping[str, Note]
) -> tuple[dict[str, ClaimHistory], dict[str, tuple[str, ...]], list[Problem]]:
    """Every claim, and the parts of each."""
    entries, problems = ledger(by_month, notes)
    held, part_problems = parts(entries, notes)
    return entries, held, [*problems, *part_problems]


def _editions(
    reading: Reading,
    by_month: Sequence[tuple[Note, ...]],
    entries: Mapping[str, ClaimHistory],
    claims: Sequence[tuple[ClaimHistory, ...]],
    ended: Mapping[str, LawEnding],
) -> tuple[dict[str, Edition], dict[str, dict[str, EditionText]], list[Problem]]:
    """Editions, with what is written about them."""
    issues = editions(by_month, entries, claims, ended)
    leads, problems = edition_texts(reading.editions, issues, reading.notes, reading.config)
    return issues, leads, problems


def _former(notes: Mapping[str, Note], pages: Mapping[str, Mapping[str, PageText]]) -> dict[Key, Key]:
    """What notes and standing pages were called, with what they are called."""
    former = {("notes", old): ("notes", note.id) for note in notes.values() for old in note.was}
    return former | {
        ("pages", old): ("pages", id) for id, by in pages.items() for text in by.values() for old in text.was
    }


def _resolver(reading: Reading, terms: Registry, index: Linkable, former: dict[Key, Key]) -> Resolver:
    unusable = reading.broken | reading.unpublished
    return Resolver(terms, index, reading.assets, unusable, former, reading.config.images, reading.notes)


def _targets(reading: Reading, resolver: Resolver) -> dict[str, tuple[Target, ...]]:
    """What the references of each body lead to, by the bodies' files."""
    items: list[NoteFile | TermFile | PageFile | EditionFile]
    items = [*reading.notes, *reading.terms, *reading.pages, *reading.editions]
    linking = [item for item in items if item.body.references]
    return {item.path: resolver.resolve(item.path, item.body, item.lang) for item in linking}


def _broken_terms(reading: Reading) -> tuple[Key, ...]:
    """The terms whose own file gave nothing."""
    split = [path.split("/") for path in reading.broken]
    return tuple((segments[1], segments[2].split(".")[0]) for segments in split if len(segments) == 3)


def _owners(linking: Iterable[str], notes: Iterable[str], index: Linkable) -> dict[str, Key]:
    """Which note, term or page each shown file that links to something belongs to, notes first and in their order."""
    files = [index.by_path[path] for path in linking if path in index.by_path]
    owners = [(file.path, file.target) for file in files if not file.held]
    order = {id: i for i, id in enumerate(notes)}
    owners.sort(key=lambda owner: order[owner[1].key[1]] if owner[1].kind == "note" else len(order))
    return {path: target.key for path, target in owners}
