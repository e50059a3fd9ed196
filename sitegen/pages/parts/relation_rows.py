"""Relations as pages show them: rows of who does what with whom, each with its claims and notes."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from sitegen.digest.listings import with_ancestors
from sitegen.digest.model import Relation
from sitegen.digest.values import Key, Text
from sitegen.pages.context import PageContext
from sitegen.pages.parts.claim_lines import href, shown_stage
from sitegen.pages.urls import at_anchor
from sitegen.pages.views import Link, NoteCard

_CLAIMS, _NOTES, _LISTED = 3, 6, 40
Row = tuple[Relation, ...]  # of one entity and kind, with the same claims and notes


class Tied(Struct, frozen=True):
    """Whom something is done with. `id`: what an address may point at."""

    id: str
    link: Link


class Ground(Struct, frozen=True):
    """A claim that a relation rests on."""

    href: str
    what: Text
    stage: str


class Tie(Struct, frozen=True):
    """A row. The newest of its claims and notes, and how many more there are."""

    by: Link
    kind: str
    others: tuple[Tied, ...]
    grounds: tuple[Ground, ...]
    grounds_more: int
    notes: tuple[NoteCard, ...]
    notes_more: int


class Ties(Struct, frozen=True):
    """Of one entity: what it does, and what others do with it. `more`: rows that are left out."""

    does: tuple[Tie, ...]
    named: tuple[Tie, ...]
    more: int
    own: str  # the address of the entity itself
    href: str  # of all relations


def rows(relations: Iterable[Relation]) -> list[Row]:
    """Relations that differ in nothing but the other party are one row."""
    groups: dict[tuple[object, ...], list[Relation]] = {}
    for relation in relations:
        groups.setdefault((relation.by, relation.kind, relation.claims, relation.notes), []).append(relation)
    return [tuple(row) for row in groups.values()]


def tie(row: Row, context: PageContext, lang: str) -> Tie:
    first = row[0]
    return Tie(
        by=context.link(first.by, lang),
        kind=first.kind,
        others=tuple(Tied(relation_id(relation), context.link(relation.with_, lang)) for relation in row),
        grounds=tuple(_ground(key, context, lang) for key in first.claims[:_CLAIMS]),
        grounds_more=max(len(first.claims) - _CLAIMS, 0),
        notes=context.notes(first.notes[:_NOTES], lang),
        notes_more=max(len(first.notes) - _NOTES, 0),
    )


def ties(key: Key, context: PageContext, lang: str) -> Ties | None:
    """An entity's own relations and those of the entities below it, the one reported last first."""
    relations = context.digest.relations.get(key, ())
    does = rows(relation for relation in relations if key in with_ancestors(relation.by, context.digest.terms))
    named = rows(relation for relation in relations if key not in with_ancestors(relation.by, context.digest.terms))
    if not relations:
        return None
    return Ties(
        does=_listed(does, context, lang),
        named=_listed(named, context, lang),
        more=sum(max(len(side) - _LISTED, 0) for side in (does, named)),
        own=context.link(key, lang).href,
        href=context.urls.relations(lang).href,
    )


def relation_id(relation: Relation) -> str:
    """Of a relation among all: ids hold no dots."""
    return ".".join((*relation.by, relation.kind, *relation.with_))


def fragment(relation: Relation) -> str:
    return at_anchor("", relation_id(relation))


def _listed(side: Sequence[Row], context: PageContext, lang: str) -> tuple[Tie, ...]:
    return tuple(tie(row, context, lang) for row in side[:_LISTED])


def _ground(key: str, context: PageContext, lang: str) -> Ground:
    entry = context.digest.ledger[key]
    return Ground(
        href(entry, context, lang), context.text(entry.claim.what, lang), shown_stage(entry.claim, entry.stage)
    )
