"""`sitegen list`: which notes and which claims there are, by what they say."""

from collections.abc import Iterator

from msgspec import Struct

from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.model import Digest, Query
from sitegen.digest.queries import asked_claims, asked_notes
from sitegen.digest.values import Localized


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
    for note in asked_notes(digest, query):
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
    lang = query.lang or digest.config.default
    for entry in asked_claims(digest, query):
        yield _claim(entry, lang)


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
