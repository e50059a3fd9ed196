"""Which notes and which claims there are, by what they say: for `sitegen list`, and for tables of standing pages."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from sitegen.content.queries import QueryBlock
from sitegen.content.standing import PageFile
from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.model import AskedTable, Digest, Note, Query
from sitegen.digest.registry import Registry
from sitegen.digest.values import Key
from sitegen.problems import KeyPath, Problem
from sitegen.text.normal import unseen_hint
from sitegen.text.suggest import did_you_mean


def tables(file: PageFile, registry: Registry) -> tuple[tuple[AskedTable, ...], list[Problem]]:
    """What a standing page asks for, with the ids of the terms that it names in any of their ways."""
    problems: list[Problem] = []
    asked = tuple(_table(block, file.path, registry, problems) for block in file.body.queries)
    return asked, problems


def _table(block: QueryBlock, path: str, registry: Registry, problems: list[Problem]) -> AskedTable:
    terms = {}
    for taxonomy, names in block.front.terms.items():
        if taxonomy in registry.taxonomies:  # else read has said so
            ids = [_id(name, (taxonomy, n), block, path, registry, problems) for n, name in enumerate(names) if name]
            terms[taxonomy] = tuple(dict.fromkeys(id for id in ids if id))
    front = block.front
    query = Query(
        terms=terms,
        kinds=front.kinds,
        stages=front.stages,
        since=front.since or dt.date.min,
        until=front.until or dt.date.max,
        lang=front.lang,
        open_only=front.no_outcome,
    )
    return AskedTable(block.asked, query, front.limit)


def _id(
    name: str, at: tuple[str, int], block: QueryBlock, path: str, registry: Registry, problems: list[Problem]
) -> str:
    taxonomy, number = at
    id = registry.named(taxonomy, name)
    if id is None and not registry.is_broken(name, [taxonomy]):
        hint = unseen_hint(name) or did_you_mean(name, registry.words([taxonomy]))
        where = block.place(KeyPath(("terms", taxonomy, number)))
        message = f"`{name}` is none of the {taxonomy}"
        problems.append(Problem(rule="unknown-term", path=path, message=message, hint=hint, where=where))
    return id or ""


def asked_notes(digest: Digest, query: Query) -> Iterator[Note]:
    """The newest first."""
    wanted = _all_of(_of_any(digest.listings, taxonomy, ids) for taxonomy, ids in query.terms.items())
    for id in digest.notes if wanted is None else (id for id in digest.notes if id in wanted):
        note = digest.notes[id]
        if query.since <= note.date <= query.until and _is_in(note, query):
            yield note


def asked_claims(digest: Digest, query: Query) -> Iterator[ClaimHistory]:
    """The one that was reported last first."""
    wanted = _all_of(_claims_of(digest, taxonomy, ids) for taxonomy, ids in query.terms.items())
    for key in digest.ledger if wanted is None else (key for key in digest.ledger if key in wanted):
        if _fits(entry := digest.ledger[key], digest, query):
            yield entry


def _all_of(sets: Iterable[set[str]]) -> set[str] | None:
    """What stands in each of them; None where nothing is asked."""
    every = list(sets)
    return set.intersection(*every) if every else None


def _claims_of(digest: Digest, taxonomy: str, ids: Iterable[str]) -> set[str]:
    """The claims of terms: what entities do, what is on a law; of other terms, what notes report that name them."""
    keys = _of_any(digest.claimed, taxonomy, ids)
    its = next(each for each in digest.config.taxonomies if each.id == taxonomy)
    if its.entity or its.measure or taxonomy in ("topics", "themes"):
        return keys
    notes = _of_any(digest.listings, taxonomy, ids)
    return {key for key in digest.ledger if any(report.note in notes for report in digest.ledger[key].reports)}


def _of_any(lists: Mapping[Key, tuple[str, ...]], taxonomy: str, ids: Iterable[str]) -> set[str]:
    return {each for id in ids for each in lists.get((taxonomy, id), ())}


def _is_in(note: Note, query: Query) -> bool:
    return not query.lang or query.lang in note.texts


def _fits(entry: ClaimHistory, digest: Digest, query: Query) -> bool:
    return (
        (not query.kinds or entry.claim.kind in query.kinds)
        and (not query.stages or entry.stage in query.stages)
        and query.since <= entry.standing.day <= query.until
        and not (query.open_only and entry.ended)
        and (not query.lang or any(_is_in(digest.notes[report.note], query) for report in entry.reports))
    )
