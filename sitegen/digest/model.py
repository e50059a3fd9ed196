"""The digest: all notes, terms and standing pages, and what joins them. Things refer to each other by id."""

import datetime as dt
from collections.abc import Mapping
from functools import cache, cached_property
from typing import Literal

from msgspec import Struct

from sitegen.config import Config
from sitegen.content.addresses import AddressState
from sitegen.content.assets import Asset
from sitegen.content.body import Body
from sitegen.content.queries import Asked
from sitegen.content.schema import ClaimKind, DatedName, EntityKind, Extra, LawKind, NoteFront, Source, Stage
from sitegen.digest.claims.model import Claim, ClaimHistory, LawEnding
from sitegen.digest.edition_model import Edition, EditionText
from sitegen.digest.values import Key, Localized


class Term(Struct, frozen=True):
    """A topic, company, theme or institution. `children`: ids of the terms that name it as parent, by id.

    `was`: former ids; `old`: former addresses, as paths below the site. `amends` to `repealed_by`: ids of other laws.
    """

    key: Key
    path: str
    name: Localized
    aliases: tuple[str, ...]
    summary: Localized
    parent: str
    children: tuple[str, ...]
    was: tuple[str, ...]
    old: tuple[str, ...]
    kind: EntityKind | LawKind | None
    jurisdiction: Localized
    country: str
    url: str
    reading: str
    names: tuple[DatedName, ...]
    bodies: dict[str, Body]  # by language
    paths: dict[str, str]  # the file of each body
    entity: bool
    measure: bool
    exact: tuple[str, ...] = ()  # of its names, how they become links by themselves
    ambiguous: tuple[str, ...] = ()
    no_link: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    repeals: tuple[str, ...] = ()
    amended_by: tuple[str, ...] = ()
    repealed_by: tuple[str, ...] = ()
    extra: Extra = {}


class LinkedName(Struct, frozen=True):
    """A name that is linked where it stands in a text. `terms`: those that have it; none: it is known, and no link.

    `exact`: without a particle; `ambiguous`: only in notes that name the term.
    """

    terms: tuple[Key, ...]
    exact: bool = False
    ambiguous: bool = False


class QuoteText(Struct, frozen=True):
    """`by`: the person, where there is a page of theirs. `lang`: of the words quoted; empty: the note's.

    `translation`: in the note's language. `date`: of the words, as far as it is known, where it is not the note's day.
    `claim`: the id of that of which the words are, on whose page they stand too.
    """

    text: str
    speaker: str
    by: Key | None
    role: str
    of: Key | None
    lang: str
    translation: str
    date: str
    claim: str
    source: Source


class NoteText(Struct, frozen=True):
    """What a note says in one language. `front`: the file's own, but for what stands in the note or is resolved.

    `old`: former addresses, as paths below the site.
    """

    path: str
    lang: str
    front: NoteFront
    quotes: tuple[QuoteText, ...]
    body: Body
    old: tuple[str, ...] = ()
    image: "LeadImage | None" = None


class LeadImage(Struct, frozen=True):
    """The picture of a note. `path`: of its file; `lang`: of `alt` and `caption`, where it is not the text's."""

    path: str
    alt: str
    credit: str
    licence: str
    caption: str = ""
    lang: str = ""


class Note(Struct, frozen=True, dict=True):
    """A note. `terms`: ids for each taxonomy, in the note's order. `texts`: by language, in the digest's order."""

    id: str
    date: dt.date
    lead: bool
    source: Source
    also: tuple[Source, ...]
    terms: dict[str, tuple[str, ...]]
    claims: tuple[Claim, ...]
    was: tuple[str, ...]
    texts: dict[str, NoteText]

    @cached_property
    def named(self) -> tuple[Key, ...]:
        """All its terms."""
        return tuple([_term(taxonomy, id) for taxonomy, ids in self.terms.items() for id in ids])

    @cached_property
    def renamed(self) -> bool:
        """Whether it has former ids, or a text of it former addresses."""
        return bool(self.was) or any(text.old for text in self.texts.values())

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number of each of its claims, by the claim's identity: two claims of a note may say the same."""
        return {id(claim): number for number, claim in enumerate(self.claims)}

    def text(self, lang: str) -> NoteText:
        """The text in a language, or in the first that the note has."""
        return self.texts.get(lang) or next(iter(self.texts.values()))


@cache
def _term(taxonomy: str, id: str) -> Key:
    """The same for all notes that name it, of which there may be very many."""
    return taxonomy, id


class Query(Struct, frozen=True):
    """What is asked for. `terms`: ids by taxonomy; of each taxonomy one of them, or one below it, is to be named.

    `kinds`, `stages`: one of them; none asks for all. `since`, `until`: days, both included. `lang`: what has a text in
    it. `open_only`: claims without an outcome.
    """

    terms: dict[str, tuple[str, ...]] = {}
    kinds: tuple[ClaimKind, ...] = ()
    stages: tuple[Stage, ...] = ()
    since: dt.date = dt.date.min
    until: dt.date = dt.date.max
    lang: str = ""
    open_only: bool = False


class AskedTable(Struct, frozen=True):
    """What a standing page shows of the digest; at most so many rows."""

    asked: Asked
    query: Query
    limit: int


class PageText(Struct, frozen=True):
    """What a standing page says in one language. `was`, `old`: former ids, and former addresses as paths."""

    path: str
    lang: str
    title: str
    summary: str
    order: int
    body: Body
    was: tuple[str, ...] = ()
    old: tuple[str, ...] = ()
    extra: Extra = {}
    template: str = ""  # one of the site's own; empty for that of all standing pages
    tables: tuple[AskedTable, ...] = ()  # those that its body asks for, in their order


class Target(Struct, frozen=True):
    """What a reference in a body means. `none`: nothing that has a page; its words stay as text.

    `key` is (taxonomy, id), ("notes", id), ("pages", id), ("editions", id) or, for an asset, ("assets", path); for an
    image on another host, which is `outside`, ("outside", address).
    """

    kind: Literal["note", "term", "page", "edition", "asset", "outside", "none"]
    key: Key = ("", "")
    lang: str = ""  # a language that the link asks for, else the reader's own
    anchor: str = ""


class Related(Struct, frozen=True):
    """A note to read on with, and the rarest term that the two share."""

    id: str
    because: Key


class Relation(Struct, frozen=True):
    """Who does what to whom: all claims of one kind that one entity makes with another.

    `claims`: their keys, as in the ledger; `notes`: those that say so, the newest first; `last`: the day of that one.
    """

    by: Key
    kind: ClaimKind
    with_: Key
    claims: tuple[str, ...]
    notes: tuple[str, ...]
    last: dt.date


class QuotePlace(Struct, frozen=True):
    """A quote by its place: which note's, and its number there."""

    note: str
    number: int


class Speaker(Struct, frozen=True):
    """Who is quoted. `position`: how many quotes come before theirs in the index of the language.

    It stands here so that a page that links there depends on this speaker alone, not on all who come before.
    """

    name: str
    position: int
    said: tuple[QuotePlace, ...]


class Themed(Struct, frozen=True):
    """What an entity has to do with a theme: notes that name both, claims of such notes that are still open."""

    theme: Key
    notes: tuple[str, ...]
    claims: tuple[str, ...]


class Digest(Struct, frozen=True):
    """All of it but prose. Mappings of notes are in the order of lists: newest first, then by id."""

    config: Config
    as_of: dt.date
    terms: Mapping[Key, Term]
    in_use: Mapping[str, bool]  # the taxonomies that have terms
    notes: Mapping[str, Note]
    pages: Mapping[str, dict[str, PageText]]
    listings: Mapping[Key, tuple[str, ...]]  # note ids of a term and of the terms below it
    backlinks: Mapping[Key, tuple[Key, ...]]  # what links to a note, term or page, apart from its own listing
    targets: Mapping[str, tuple[Target, ...]]  # for each file, one for each reference of its body
    assets: Mapping[str, Asset]
    shown: Mapping[str, bool]  # of these, those that are shown as pictures
    linked: Mapping[str, bool]  # and those that links lead to
    ledger: Mapping[str, ClaimHistory]  # every claim, the one reported last first
    parts: Mapping[str, tuple[str, ...]]  # for each claim, the keys of those that are parts of it
    ended: Mapping[str, LawEnding]  # of claims on a law that has ended, by their keys: nothing on it holds any more
    claimed: Mapping[Key, tuple[str, ...]]  # keys of the claims of an entity or theme and those below it
    relations: Mapping[Key, tuple[Relation, ...]]  # of an entity and those below it, either way, the newest first
    themed: Mapping[Key, tuple[Themed, ...]]  # for an entity, the themes of its notes
    quoted: Mapping[Key, tuple[str, ...]]  # the notes that quote an entity's people
    speakers: Mapping[Key, Speaker]  # by language and id, in the order of each language's index
    editions: Mapping[str, Edition]  # weeks and months that have notes, by id, the newest first
    edition_texts: Mapping[str, dict[str, EditionText]]  # written leads of these by language, where there are some
    related: Mapping[str, tuple[Related, ...]]  # for each note, what to read on with
    addresses: Mapping[str, AddressState]  # of addresses outside, whether they are still there
    linked_names: Mapping[str, Mapping[str, LinkedName]] = {}  # by language and as they are written
    by_title: bool = False  # whether what a body refers to was looked for among the titles of notes
