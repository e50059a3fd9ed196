"""Every topic, company, theme and so on as data: its names, what it is, and how often it is named."""

import datetime as dt
from collections.abc import Iterable, Iterator
from operator import attrgetter

from msgspec import Struct

from sitegen.digest.model import Term
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.exports.data.files import Columns, Table, each_language
from sitegen.pages.exports.data.shape import texts
from sitegen.pages.urls import Url
from sitegen.text.territories import territory


class FormerName(Struct, frozen=True, rename={"from_": "from"}):
    name: dict[str, str]
    from_: str
    to: str


class JurisdictionData(Struct, frozen=True):
    """Where a law holds. `code`: of a territory, in CLDR; empty where it is told in words."""

    code: str
    name: dict[str, str]


class TermData(Struct, frozen=True):
    """The counts hold those of the terms below it too; `first` and `last` are days of its notes.

    `amends`, `repeals`: keys of the laws that a law changes.
    """

    key: str
    url: dict[str, str]
    name: dict[str, str]
    aliases: tuple[str, ...]
    names: tuple[FormerName, ...]
    was: tuple[str, ...]
    summary: dict[str, str]
    kind: str
    country: str
    jurisdiction: JurisdictionData | None
    website: str
    parent: str
    amends: tuple[str, ...]
    repeals: tuple[str, ...]
    note_count: int
    claim_count: int
    first: dt.date | None
    last: dt.date | None


def _rows(context: PageContext, keys: Iterable[Key]) -> Iterator[TermData]:
    return (_term(key, context.digest.terms[key], context) for key in keys)


def _term(key: Key, term: Term, context: PageContext) -> TermData:
    ids = context.digest.listings[key]
    return TermData(
        key="/".join(key),
        url={lang: context.urls.term(key, lang).full for lang in context.languages},
        name=texts(term.name, context),
        aliases=term.aliases,
        names=tuple(FormerName(texts(former.name, context), former.from_, former.to) for former in term.names),
        was=term.was,
        summary=texts(term.summary, context),
        kind=term.kind or "",
        country=term.country,
        jurisdiction=_jurisdiction(term, context) if term.jurisdiction else None,
        website=term.url,
        parent=f"{key[0]}/{term.parent}" if term.parent else "",
        amends=tuple(f"{key[0]}/{id}" for id in term.amends),
        repeals=tuple(f"{key[0]}/{id}" for id in term.repeals),
        note_count=len(ids),
        claim_count=len(context.digest.claimed.get(key, ())),
        first=context.digest.notes[ids[-1]].date if ids else None,
        last=context.digest.notes[ids[0]].date if ids else None,
    )


def _columns(languages: tuple[str, ...]) -> Columns:
    return {
        "key": attrgetter("key"),
        **each_language("name", attrgetter("name"), languages),
        "aliases": lambda row: "; ".join(row.aliases),
        **each_language("names", lambda row: {lang: _former(row, lang) for lang in languages}, languages),
        "was": lambda row: " ".join(row.was),
        **each_language("summary", attrgetter("summary"), languages),
        "kind": attrgetter("kind"),
        "country": attrgetter("country"),
        "jurisdiction": lambda row: row.jurisdiction.code if row.jurisdiction else "",
        **each_language("jurisdiction", lambda row: row.jurisdiction.name if row.jurisdiction else {}, languages),
        "website": attrgetter("website"),
        "parent": attrgetter("parent"),
        "amends": lambda row: " ".join(row.amends),
        "repeals": lambda row: " ".join(row.repeals),
        "note_count": attrgetter("note_count"),
        "claim_count": attrgetter("claim_count"),
        "first": attrgetter("first"),
        "last": attrgetter("last"),
        **each_language("url", attrgetter("url"), languages),
    }


def _jurisdiction(term: Term, context: PageContext) -> JurisdictionData:
    given = term.jurisdiction
    if isinstance(given, str):
        return JurisdictionData(given, {lang: territory(given, lang) for lang in context.languages})
    return JurisdictionData("", texts(given, context))


def _former(row: TermData, lang: str) -> str:
    return "; ".join(f"{each.name.get(lang, '')} ({each.from_}–{each.to})" for each in row.names)


def _home(context: PageContext) -> Url:
    return context.urls.home(context.config.default)


TABLE = Table("terms", 1, _home, TermData, lambda context: context.digest.terms, _rows, _columns)
