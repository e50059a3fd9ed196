"""What only an entity's page shows: its former names, its people's words, and its part in each note."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from sitegen.digest.entity_roles import role_in
from sitegen.digest.listings import with_ancestors
from sitegen.digest.model import QuoteText, Term
from sitegen.digest.names import former_names
from sitegen.digest.values import Key, Text
from sitegen.pages.context import PageContext
from sitegen.pages.parts.quotes import Said, said
from sitegen.pages.views import Role

_QUOTES = 6
_PARTS = ("acts", "decides", "counterpart", "named")


class Former(Struct, frozen=True):
    """A former name, and the dates as far as they are known."""

    name: Text
    from_: str
    to: str


class PartCount(Struct, frozen=True):
    """In how many notes an entity acts, decides, is somebody's counterpart or is only named."""

    part: str
    count: int


def former(context: PageContext, term: Term, lang: str) -> tuple[Former, ...]:
    return tuple(Former(context.text(dated.name, lang), dated.from_, dated.to) for dated in former_names(term))


def words(context: PageContext, key: Key, lang: str) -> tuple[Said, ...]:
    """The newest quotes of a person, of an entity's people, or of those of the entities below it."""
    quotes = ((quote, context.digest.notes[id]) for id, quote in _quotes(context, key, lang))
    return tuple(said(quote, note, context, lang) for quote, note in islice(quotes, _QUOTES))


def words_count(context: PageContext, key: Key, lang: str) -> int:
    """Of how many these are the newest."""
    return sum(1 for _ in _quotes(context, key, lang))


def _quotes(context: PageContext, key: Key, lang: str) -> Iterator[tuple[str, QuoteText]]:
    for id in context.digest.quoted.get(key, ()):
        for quote in context.digest.notes[id].text(lang).quotes:
            said_by = (key for key in (quote.by, quote.of) if key)
            if any(key in with_ancestors(other, context.digest.terms) for other in said_by):
                yield id, quote


def roles(context: PageContext, key: Key, ids: Sequence[str]) -> tuple[Role | None, ...]:
    """For each of some notes, what the entity does there."""
    by_note = (role_in(context.digest.notes[id], key, context.digest.terms) for id in ids)
    return tuple(Role(*role) if role else None for role in by_note)


def parts(context: PageContext, key: Key) -> tuple[PartCount, ...]:
    """Those that it has in any of its notes; nothing where it is only named in all of them."""
    return context.memo(_parts, context, key)


def counted(context: PageContext, key: Key, ids: Sequence[str]) -> tuple[PartCount, ...]:
    """In how many of some notes it has each of all parts."""
    counts = Counter(role.part if role else "named" for role in roles(context, key, ids))
    return tuple(PartCount(part, counts[part]) for part in _PARTS)


def _parts(context: PageContext, key: Key) -> tuple[PartCount, ...]:
    counts = tuple(part_count for part_count in counted(context, key, context.digest.listings[key]) if part_count.count)
    return () if [part_count.part for part_count in counts] == ["named"] else counts
