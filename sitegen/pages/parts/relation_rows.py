"""Relations as pages show them: pairs of who does what with whom, those that are bound furthest first."""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from sitegen.content.schema import Stage
from sitegen.digest.claims.counting import once
from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.claims.stages import FARTHEST_FIRST
from sitegen.digest.listings import with_ancestors
from sitegen.digest.model import Relation
from sitegen.digest.values import Key, Text
from sitegen.pages.context import PageContext
from sitegen.pages.parts.claim_elsewhere import shown_stage
from sitegen.pages.parts.claim_lines import headed, href, told_differently
from sitegen.pages.urls import at_anchor
from sitegen.pages.views import Link, NoteCard

_GROUNDS, _SHOWN, _LISTED = 12, 4, 40
PairRow = tuple[Relation, ...]  # all that two have with each other; several pairs, where nothing else differs


class Tied(Struct, frozen=True):
    """Whom something is done with. `ids`: what an address may point at."""

    ids: tuple[str, ...]
    link: Link


class Deed(Struct, frozen=True):
    """Of how many claims of a kind; `back`: the other party makes them."""

    kind: str
    count: int
    back: bool


class Ground(Struct, frozen=True):
    """A claim that a relation rests on. `differs`: reports differ on its stage."""

    href: str
    what: Text
    stage: str
    differs: bool


class AtStage(Struct, frozen=True):
    """How many claims stand at a stage. `differs`: reports differ on it, of one of these or of a part of one."""

    stage: str
    count: int
    differs: bool


class Tie(Struct, frozen=True):
    """A row. `stages`: how many of its claims stand at each, the furthest first. `grounds`: these claims, and parts of
    them on which reports differ. `note`: the newest that says so.
    """

    by: Link
    others: tuple[Tied, ...]
    deeds: tuple[Deed, ...]
    stages: tuple[AtStage, ...]
    total: int
    grounds: tuple[Ground, ...]
    grounds_more: int
    note: NoteCard


class Partner(Struct, frozen=True):
    """Whom an entity has something to do with: in how many claims, and how far the furthest has come, on which reports
    may differ.

    `notes`: how many notes name both, which `href` lists.
    """

    link: Link
    count: int
    stage: str
    differs: bool
    notes: int
    href: str


class Partners(Struct, frozen=True):
    """`shown`: how many stand open to see. `more`: those that are left out. `href`: of all relations."""

    total: int
    shown: int
    partners: tuple[Partner, ...]
    more: int
    href: str


def rows(relations: Iterable[Relation], ledger: Mapping[str, ClaimHistory]) -> list[PairRow]:
    """By pair, ranked by what binds it: the furthest stage, then how many claims, then the newest.

    Pairs of one entity that differ in nothing but the other party are one row.
    """
    pairs: dict[frozenset[Key], list[Relation]] = {}
    for relation in relations:
        pairs.setdefault(frozenset((relation.by, relation.with_)), []).append(relation)
    same: dict[object, list[Relation]] = {}
    for pair in pairs.values():
        pair.sort(key=lambda relation: (-len(relation.claims), relation.by, relation.kind))
        head = pair[0].by
        same.setdefault((head, *((r.by == head, r.kind, r.claims, r.notes) for r in pair)), []).extend(pair)
    return sorted(map(tuple, same.values()), key=lambda row: _rank(row, ledger))


def tie(row: PairRow, context: PageContext, lang: str) -> Tie:
    head = row[0].by
    others: dict[Key, list[Relation]] = {}
    for relation in row:
        others.setdefault(relation.with_ if relation.by == head else relation.by, []).append(relation)
    pair = next(iter(others.values()))
    entries, differing = grounds(pair, context), disputed(pair, context)
    keys = {entry.key for entry in entries}
    listed = sorted([*entries, *(entry for entry in differing if entry.key not in keys)], key=_place)
    deeds = (Deed(r.kind, sum(key in keys for key in r.claims), r.by != head) for r in pair)
    return Tie(
        by=context.link(head, lang),
        others=tuple(
            Tied(tuple(map(relation_id, relations)), context.link(key, lang)) for key, relations in others.items()
        ),
        deeds=tuple(deed for deed in deeds if deed.count),
        stages=_stages(entries, differing),
        total=len(keys),
        grounds=tuple(_ground(entry, context, lang) for entry in listed[:_GROUNDS]),
        grounds_more=max(len(listed) - _GROUNDS, 0),
        note=context.note(max(pair, key=lambda relation: relation.last).notes[0], lang),
    )


def partners(key: Key, context: PageContext, lang: str) -> Partners | None:
    """Those with whom an entity, or one below it, does something, either way; in the order of `rows`."""
    by_other: dict[Key, list[Relation]] = {}
    for relation in context.digest.relations.get(key, ()):
        own = key in with_ancestors(relation.by, context.digest.terms)
        by_other.setdefault(relation.with_ if own else relation.by, []).append(relation)
    if not by_other:
        return None
    ranked = sorted(by_other, key=lambda other: _rank(by_other[other], context.digest.ledger))
    notes = dict(context.together(key, entities=True))
    return Partners(
        total=len(ranked),
        shown=_SHOWN,
        partners=tuple(
            _partner(key, other, by_other[other], notes.get(other, 0), context, lang) for other in ranked[:_LISTED]
        ),
        more=max(len(ranked) - _LISTED, 0),
        href=context.urls.relations(lang).href,
    )


def grounds(relations: Iterable[Relation], context: PageContext) -> list[ClaimHistory]:
    """The claims that relations rest on, a whole with its parts once, the furthest first."""
    ledger = context.digest.ledger
    return sorted((ledger[key] for key in once(_claims(relations), ledger)), key=_place)


def disputed(relations: Iterable[Relation], context: PageContext) -> list[ClaimHistory]:
    """The claims that relations rest on where reports differ on the stage, parts of others too: who counts these once
    must not settle what is disputed of them.
    """
    return [e for key in _claims(relations) if stage_differs(e := context.digest.ledger[key], context)]


def relation_id(relation: Relation) -> str:
    """Of a relation among all: ids hold no dots."""
    return ".".join((*relation.by, relation.kind, *relation.with_))


def fragment(relation: Relation) -> str:
    return at_anchor("", relation_id(relation))


def stage_differs(entry: ClaimHistory, context: PageContext) -> bool:
    """One stage stands here for what reports tell as two."""
    return "stage" in told_differently(entry, context)


def _claims(relations: Iterable[Relation]) -> dict[str, None]:
    return dict.fromkeys(key for relation in relations for key in relation.claims)


def _rank(row: Iterable[Relation], ledger: Mapping[str, ClaimHistory]) -> tuple[int, int, int, Key, Key]:
    relations = tuple(row)
    keys = _claims(relations)
    furthest = min(_place(ledger[key]) for key in keys)
    newest = max(relation.last for relation in relations)
    return furthest, -len(keys), -newest.toordinal(), relations[0].by, relations[0].with_


def _place(entry: ClaimHistory) -> int:
    stage = entry.related.claim.stage
    return FARTHEST_FIRST.index(stage) if stage else len(FARTHEST_FIRST)


def _stages(entries: Iterable[ClaimHistory], differing: Iterable[ClaimHistory]) -> tuple[AtStage, ...]:
    counts: Counter[Stage | None] = Counter(entry.related.claim.stage for entry in entries)
    stages = [stage for stage in FARTHEST_FIRST if counts[stage]]
    told = {entry.related.claim.stage for entry in differing}
    marked = told if told <= {*stages} else told | {*stages[:1]}  # a part may stand elsewhere than what it is a part of
    return tuple(AtStage(stage, counts[stage], stage in marked) for stage in stages)


def _partner(
    key: Key, other: Key, relations: Iterable[Relation], notes: int, context: PageContext, lang: str
) -> Partner:
    keys = _claims(relations)
    furthest = min((context.digest.ledger[key] for key in keys), key=_place).related.claim.stage
    return Partner(
        link=context.link(other, lang),
        count=len(once(keys, context.digest.ledger)),
        stage=furthest or "",
        differs=any(entry.related.claim.stage == furthest for entry in disputed(relations, context)),
        notes=notes,
        href=context.urls.found(lang, key, other, kind="notes"),
    )


def _ground(entry: ClaimHistory, context: PageContext, lang: str) -> Ground:
    claim = entry.related.claim
    stage = shown_stage(claim, claim.stage)
    return Ground(href(entry, context, lang), headed(claim, context, lang), stage, stage_differs(entry, context))
