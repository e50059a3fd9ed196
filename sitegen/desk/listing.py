"""`sitegen list`: which notes and which claims there are, by what they say."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.model import Digest, Note
from sitegen.digest.values import Key, Localized


class Query(Struct, frozen=True):
    """What is asked for. `terms`: ids by taxonomy; of each taxonomy one of them, or one below it, is to be named.

    `kinds`, `stages`: one of them; none asks for all. `since`, `until`: days, both included. `lang`: what has a text in
    it. `open_only`: claims without an outcome.
    """

    terms: dict[str, list[str]] = {}
    kinds: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    since: dt.date = dt.date.min
    until: dt.date = dt.date.max
    lang: str = ""
    open_only: bool = False


class ListedNote(Struct, frozen=True):
    """`title` is in the language that is asked for, else in the note's first; `file` is the file of that text."""

    date: str
    id: str
    languages: tuple[str, ...]
    draft: bool
    publisher: str
    title: str
    terms: dict[str, tuple[str, ...]]
    file: str


class ListedClaim(Struct, frozen=True, rename={"with_": "with"}):
    """Of the one report by which a claim stands; `notes`: all that report of it, the earliest event first."""

    date: str
    key: str
    kind: str
    stage: str
    outcome: str
    by: str
    with_: tuple[str, ...]
    on: str
    amount: str
    due: str
    what: str
    notes: tuple[str, ...]


def listed_notes(digest: Digest, query: Query) -> Iterator[ListedNote]:
    """The newest first."""
    wanted = [_of_any(digest.listings, taxonomy, ids) for taxonomy, ids in query.terms.items()]
    for note in digest.notes.values():
        if all(note.id in ids for ids in wanted) and query.since <= note.date <= query.until and _is_in(note, query):
            text = note.text(query.lang)
            yield ListedNote(
                date=note.date.isoformat(),
                id=note.id,
                languages=tuple(note.texts),
                draft=text.front.draft,
                publisher=note.source.publisher,
                title=text.front.title,
                terms={taxonomy: ids for taxonomy, ids in note.terms.items() if ids},
                file=text.path,
            )


def listed_claims(digest: Digest, query: Query) -> Iterator[ListedClaim]:
    """The one that was reported last first."""
    wanted = [_claims_of(digest, taxonomy, ids) for taxonomy, ids in query.terms.items()]
    lang = query.lang or digest.config.default
    for entry in digest.ledger.values():
        if all(entry.key in keys for keys in wanted) and _fits(entry, digest, query):
            yield _claim(entry, lang)


def _claims_of(digest: Digest, taxonomy: str, ids: Iterable[str]) -> set[str]:
    """The claims of terms: what entities do, what is on a law; of other terms, what notes report that name them."""
    keys = _of_any(digest.claimed, taxonomy, ids)
    its = next(each for each in digest.config.taxonomies if each.id == taxonomy)
    if its.entity or its.measure or taxonomy in ("topics", "themes"):
        return keys
    notes = _of_any(digest.listings, taxonomy, ids)
    return {key for key, entry in digest.ledger.items() if any(report.note in notes for report in entry.reports)}


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
        and any(_is_in(digest.notes[report.note], query) for report in entry.reports)
    )


def _claim(entry: ClaimHistory, lang: str) -> ListedClaim:
    claim, sized = entry.claim, entry.amount_report
    return ListedClaim(
        date=entry.standing.when,
        key=entry.key,
        kind=claim.kind,
        stage=claim.stage or "",
        outcome=entry.ended.claim.outcome or "" if entry.ended else "",
        by=claim.by[1],
        with_=tuple(id for _, id in claim.with_),
        on=claim.on[1] if claim.on else "",
        amount=sized.claim.amount if sized else "",
        due=entry.due,
        what=_in(claim.what, lang),
        notes=tuple(dict.fromkeys(report.note for report in entry.reports)),
    )


def _in(text: Localized, lang: str) -> str:
    return text if isinstance(text, str) else text.get(lang) or next(iter(text.values()))
