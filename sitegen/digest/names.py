"""What a term was called on a day: a ministry that was renamed in October has its former name in a note of May."""

import datetime as dt
from functools import lru_cache

from msgspec import Struct

from sitegen.content.schema import DatedName
from sitegen.digest.model import Localized, Term
from sitegen.text.dates import read_due


class FormerName(Struct, frozen=True):
    """`from_` and `to` as they were written; `to` may come from the name that followed."""

    name: Localized
    from_: str
    to: str


def name_on(term: Term, day: dt.date) -> Localized:
    """The name that is known to have been the term's on a day, else today's.

    A name begins with its `from` and is gone when its `to` begins; without one, when another name's `from` does.
    A former name whose end nobody gives is not used: nothing says on which days it was right.
    """
    found = term.name
    begun = dt.date.min
    for dated in term.names:
        end = _end(dated, term)
        if _first(dated.from_) <= day and end and day < _first(end) and _first(dated.from_) >= begun:
            found, begun = dated.name, _first(dated.from_)
    return found


def former_names(term: Term) -> tuple[FormerName, ...]:
    """The names that are not today's, in the order of their file."""
    return tuple(
        FormerName(dated.name, dated.from_, _end(dated, term))
        for dated in term.names
        if not _same(dated.name, term.name)
    )


def _end(dated: DatedName, term: Term) -> str:
    """When a name ended; empty where that is not known, or where it is today's."""
    if dated.to or _same(dated.name, term.name):
        return dated.to
    later = [other.from_ for other in term.names if other.from_ and _first(other.from_) > _first(dated.from_)]
    return min(later, key=_first, default="")


@lru_cache(maxsize=1024)
def _first(when: str) -> dt.date:
    """The first day of a year, month or day; without one, of all days."""
    return read_due(when).start if when else dt.date.min


def _same(one: Localized, other: Localized) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return all(other.get(lang, words) == words for lang, words in one.items())
    return not set(_each(one)).isdisjoint(_each(other))


def _each(text: Localized) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())
