"""Every relation as data: who does what to whom, with the claims and notes that say so."""

import datetime as dt
from collections.abc import Iterable, Iterator
from operator import attrgetter

from msgspec import Struct

from sitegen.digest.model import Relation
from sitegen.digest.relations import every
from sitegen.pages.context import PageContext
from sitegen.pages.exports.data.files import Columns, Table, each_language
from sitegen.pages.exports.data.shape import Named, named
from sitegen.pages.urls import Url


class RelationData(Struct, frozen=True, rename={"with_": "with"}):
    """`claims` and `notes` hold keys and ids; `last` is the day of the newest note."""

    by: Named
    kind: str
    with_: Named
    claims: tuple[str, ...]
    notes: tuple[str, ...]
    last: dt.date


def _rows(context: PageContext, _: Iterable[str]) -> Iterator[RelationData]:
    """Each once, though both its ends list it; the one reported last first."""
    return (_relation(each, context) for each in every(context.digest.relations))


def _relation(each: Relation, context: PageContext) -> RelationData:
    return RelationData(
        named(each.by, context), each.kind, named(each.with_, context), each.claims, each.notes, each.last
    )


def _columns(languages: tuple[str, ...]) -> Columns:
    return {
        "by": attrgetter("by.id"),
        **each_language("by", attrgetter("by.name"), languages),
        "kind": attrgetter("kind"),
        "with": attrgetter("with_.id"),
        **each_language("with", attrgetter("with_.name"), languages),
        "claims": lambda row: " ".join(row.claims),
        "notes": lambda row: " ".join(row.notes),
        "last": attrgetter("last"),
    }


def _home(context: PageContext) -> Url:
    return context.urls.relations(context.config.default)


TABLE = Table("relations", 1, _home, RelationData, lambda _: ("every",), _rows, _columns)
