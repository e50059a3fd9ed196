"""What front matter may say: the one definition that decodes it, describes it (`sitegen schema`) and stores it.

Every scalar arrives as text (see `yaml.py`), so `country: NO` is Norway and an amount keeps its digits.
"""

import datetime as dt
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from sitegen.problems import Setting
from sitegen.text.normal import UNSEEN


def _whole(pattern: str) -> Meta:
    """Text that is all of a pattern. `$` alone would let a line end follow; `\\Z` is unknown to JSON Schema."""
    return Meta(pattern=rf"^(?:{pattern})$(?!\n)")


# Every day that exists: months of 31, 30 and 28 days, and 29 February in leap years. Digits are those of ASCII: `\\d`
# would take those of every script.
_DAY = (
    r"[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    r"|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29"
)
Word = Annotated[str, Meta(min_length=1)]
Address = Annotated[str, _whole(rf"https?://[^\s{UNSEEN}/?#]+([/?#][^\s{UNSEEN}]*)?")]
Contact = Annotated[
    str,
    _whole(rf"mailto:[^\s{UNSEEN}?#&@,;:]+@[^\s{UNSEEN}?#&@,;:/]+|https?://[^\s{UNSEEN}/?#]+([/?#][^\s{UNSEEN}]*)?"),
]
Language = Annotated[str, _whole("[a-z]{2,3}")]
Country = Annotated[str, _whole("[A-Z]{2}")]
Zone = Annotated[str, _whole("[+-]([01][0-9]|2[0-3]):[0-5][0-9]|UTC|[A-Z][A-Za-z]+(/[A-Za-z0-9_+-]+)+")]
Domain = Annotated[str, _whole(r"[a-z0-9.-]+\.[a-z]{2,}")]
Ending = Annotated[str, _whole(r"(?!md$)[a-z0-9]{1,12}")]
ClipHash = Annotated[str, _whole("[0-9a-f]{32}")]
Month = Annotated[str, _whole(rf"(?!0)([0-9]{{4}}(-(0[1-9]|1[0-2]))?|{_DAY})")]
EventDay = Annotated[str, _whole(rf"unknown|(?!0)([0-9]{{4}}(-(0[1-9]|1[0-2]))?|{_DAY})")]
Due = Annotated[str, _whole(rf"(?!0)([0-9]{{4}}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?|{_DAY})")]
Localized = Word | Annotated[dict[str, Word], Meta(min_length=1)]  # one text for every language, or one for each
Extra = dict[str, Any]  # texts, lists and mappings in each other, of one's own (see `extra.py`)
SourceNumber = Annotated[int, Meta(ge=1, le=1_000_000)]
Limit = Annotated[int, Meta(ge=1, le=500)]
Position = Annotated[int, Meta(ge=0, le=1_000_000)]

UNKNOWN = "unknown"  # the day of an event that no source names

ClaimKind = Literal[
    "investment", "supply", "procurement", "partnership", "agreement", "funding", "capacity", "employment",
    "establishment", "regulation", "ruling", "forecast", "position",
]  # fmt: skip
Stage = Literal[
    "announced", "loi", "mou", "agreed", "committed", "contracted", "permitted", "building", "operating", "done",
    "delayed", "changed", "cancelled", "declined", "unsigned",
    "proposed", "provisional", "passed", "in-force", "amended", "rescinding", "repealed", "vetoed",
    "filed", "preliminary", "settled", "decided", "appealed",
]  # fmt: skip
Outcome = Literal["met", "partly", "missed", "contested", "superseded"]
Certainty = Literal["stated", "reported", "planned", "rumoured"]
Power = Literal["generation", "load"]
LawKind = Literal["law", "bill", "order", "code", "standard", "programme", "treaty"]
EntityKind = Literal[
    "company", "lab", "fund", "university", "ministry", "agency", "government", "legislature", "court", "body"
]


class Front(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """The ground of every front matter: unknown keys are problems. What is not given is not stored either."""


class Source(Front, frozen=True):
    publisher: Word
    title: Word = ""
    url: Address = ""
    author: Word = ""
    published: Month = ""
    lang: Language = ""
    archive: Address = ""
    clip: ClipHash = ""  # stands for the text that `sitegen clip` read, and keeps where git does not look


class ClaimFront(Front, frozen=True, rename={"with_": "with"}):
    kind: ClaimKind
    by: Word
    what: Localized
    id: Word = ""
    was: tuple[Word, ...] = ()  # former ids
    part_of: Word = ""  # the id of the claim that this one is a part of
    with_: tuple[Word, ...] = ()
    amount: Localized = ""  # as printed; for each language where the site cannot write it in others
    power: Power | None = None  # of an amount in watts: what a plant generates, or what a data centre draws
    on: Word = ""  # of a measure: the law
    before: Word = ""  # of a ruling: the court
    date: EventDay = ""  # of the event, where it is not the note's day; a month or a year too, or that nobody knows it
    due: Due = ""
    stage: Stage | None = None  # `announced`, unless it is said; statements have none
    outcome: Outcome | None = None  # what became of it in the end, as its source shows
    outcome_why: Localized = ""
    certainty: Certainty = "stated"
    themes: tuple[Word, ...] | None = None  # those of the note's that it belongs to, where it is not all; or none
    topics: tuple[Word, ...] | None = None  # the same of topics
    said_by: Localized = ""  # an entity's name, or any other words
    sentence: Localized = ""  # in place of the one that is made from the fields
    source: SourceNumber | None = None  # 1, unless it is said, is the note's source, 2 the first of `also`, …


class Quote(Front, frozen=True):
    text: Word
    speaker: Word
    role: Word = ""
    of: Word = ""
    lang: Language = ""
    translation: Word = ""  # of words in another language than the file's
    date: EventDay = ""  # of the words, where they are not of the note's day; a month or a year too, or `unknown`
    claim: Word = ""  # the id of the note's claim of which the words are
    source: SourceNumber = 1  # of the note's sources, as in a claim


class Correction(Front, frozen=True):
    date: dt.date
    what: Word
    level: Literal["major", "minor", "patch"] = "minor"
    before: Word = ""  # the words as they stood


class LeadImageFront(Front, frozen=True):
    """The picture of a note. All but the caption are required, but join asks for them: of a note's files in several
    languages only the first must give all.
    """

    file: Word = ""
    alt: Word = ""
    credit: Word = ""
    licence: Word = ""
    caption: Word = ""


class NoteFront(Front, frozen=True):
    """A note's own keys. Beside them stands one key for each taxonomy, a list of terms.

    `date`, `source` and `topics` are required too, but join asks for them: of a note's files in several languages
    only the first must give them.
    """

    title: Word
    summary: Word
    date: dt.date | None = None
    source: Source | None = None
    why: Word = ""
    updated: dt.date | None = None
    lang: Language = ""
    draft: bool = False
    lead: bool = False
    image: LeadImageFront | None = None
    also: tuple[Source, ...] = ()
    claims: tuple[ClaimFront, ...] = ()
    quotes: tuple[Quote, ...] = ()
    corrections: tuple[Correction, ...] = ()
    was: tuple[Word, ...] = ()
    extra: Extra = {}


# Texts at a note's head that each language's file has of its own: rules look at them, translations begin with them.
OWN_TEXTS = ("title", "summary", "why")


class DatedName(Front, frozen=True, rename={"from_": "from"}):
    name: Localized
    from_: Month = ""
    to: Month = ""


class TermFront(Front, frozen=True):
    name: Localized
    aliases: tuple[Word, ...] = ()
    summary: Localized = ""
    parent: Word = ""
    was: tuple[Word, ...] = ()
    reading: Word = ""
    kind: EntityKind | LawKind | None = None
    jurisdiction: Localized = ""  # of a law: a country's code, EU or UN, or words
    amends: tuple[Word, ...] = ()  # of a law: those that it changes
    repeals: tuple[Word, ...] = ()  # those that it ends
    country: Country = ""
    url: Address = ""
    names: tuple[DatedName, ...] = ()
    exact: tuple[Word, ...] = ()  # of its names: those that are linked only as they stand, without a particle
    ambiguous: tuple[Word, ...] = ()  # those that are linked only in notes that name the term
    no_link: tuple[Word, ...] = ()  # those that are never linked by themselves
    lang: Language = ""
    extra: Extra = {}


class PageFront(Front, frozen=True):
    """A standing page: about, licence and their like."""

    title: Word
    summary: Word = ""
    order: Position = 0  # its place in the footer
    template: Word = ""  # of the site's own, in place of the shipped one
    lang: Language = ""
    was: tuple[Word, ...] = ()
    extra: Extra = {}


class EditionFront(Front, frozen=True):
    """The written lead of an edition: what its editors say of these days, before its notes."""

    title: Word = ""
    lang: Language = ""


class NotesQueryFront(Front, frozen=True):
    """Which notes a table of a standing page shows. `terms`: names by taxonomy; one of each taxonomy's is enough."""

    terms: dict[str, tuple[Word, ...]] = {}
    since: dt.date | None = None
    until: dt.date | None = None
    lang: Language = ""  # only what has a text in it
    limit: Limit = 50


class ClaimsQueryFront(NotesQueryFront, frozen=True):
    """Which claims. `no_outcome`: those of which no note says what became of them."""

    kinds: tuple[ClaimKind, ...] = ()
    stages: tuple[Stage, ...] = ()
    no_outcome: bool = False


class TaxonomyFront(Front, frozen=True):
    name: Localized
    entity: bool = False  # its terms act: they make claims
    measure: bool = False  # its terms are laws and programmes, which claims are `on`
    person: bool = False  # its terms are people, whose words quotes are


class LicenseFront(Front, frozen=True):
    name: Word
    url: Address


class PublisherFront(Front, frozen=True):
    """Who answers for the digest: a person or a body."""

    name: Localized
    url: Address = ""


class FontsFront(Front, frozen=True):
    """What pictures of pages are set in: files of `templates/assets/`."""

    korean: Word = ""
    latin: Word = ""


class SiteFront(Front, frozen=True):
    """`content/site.yaml`."""

    title: Localized
    base_url: Address
    languages: Annotated[tuple[Language, ...], Meta(min_length=1)]
    description: Localized = ""
    id: Word = ""
    taxonomies: dict[str, TaxonomyFront] = {}
    license: LicenseFront | None = None
    publisher: PublisherFront | None = None
    contact: Contact = ""  # where errors are reported: mailto:… or https://…
    subscribe: Address = ""  # a page where readers leave their address
    hub: Address = ""  # of WebSub, which tells those who follow the feeds
    check: dict[str, Setting] = {}  # the severity of rules
    zone: Zone = "UTC"
    cname: Domain = ""
    publish: tuple[Ending, ...] = ()  # kinds of files that are published beside notes too
    images: Literal["refuse", "link", "allow"] = "refuse"  # of other hosts, in texts
    link_names: bool = False  # whether names of terms in texts become links by themselves
    policy: dict[str, tuple[Word, ...]] = {}  # what its pages may load beside their own (see `policy.py`)
    social_cards: bool = False  # whether each page has a picture for messengers and networks to show
    fonts: FontsFront = FontsFront()
    extra: Extra = {}
