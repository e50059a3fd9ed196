"""The filters above a list of claims, each with what it finds something for."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from sitegen.digest.claims.families import FAMILIES
from sitegen.digest.claims.stages import COMMITMENT_LADDERS, FARTHEST_FIRST
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.parts.row_index import Facets, RowList, row_facets
from sitegen.text.amounts import unit_name, unit_place
from sitegen.text.amounts.units import MONEY
from sitegen.text.initials import index_key

_COUNTS = ("open", "all", "own", "others", "part", "ended")
_OUTCOMES = ("met", "partly", "missed", "contested", "superseded")


class Option(Struct, frozen=True):
    """What a filter may be set to; `text` is a key of the texts where `words` are empty. Both are for a country."""

    value: str
    words: str = ""
    text: str = ""


class Filter(Struct, frozen=True):
    name: str
    options: tuple[Option, ...]


def row_filters(context: PageContext, of: RowList, names: Iterable[str], lang: str) -> tuple[Filter, ...]:
    """Those of these names, but for one that has nothing to choose from."""
    rows = row_facets(context, of)
    filters = (Filter(name, tuple(_options(context, name, _counts(rows, name), lang))) for name in names)
    return tuple(each for each in filters if each.options)


def _counts(rows: Iterable[Facets], name: str) -> Counter[str]:
    return Counter(value for row in rows for value in getattr(row, name))


def _options(context: PageContext, name: str, counts: Counter[str], lang: str) -> list[Option]:
    if name in ("theme", "topic"):
        return _named(context, [(f"{name}s", id) for id in counts], lang)
    if name in ("company", "by"):
        entities = (key for key in context.digest.claimed if context.digest.terms[key].entity)
        return _named(context, [key for key in entities if key[1] in counts], lang)
    if name == "kind":
        return [Option(kind, text=text) for kind, text in _kinds() if kind in counts]
    if name == "unit":
        return [unit_option(unit, lang) for unit in sorted(counts, key=unit_place)]
    if name == "country":  # by how many rows it has: the names are the template's to say
        return [Option(code) for code, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    if name == "year":
        return [Option(year, year) for year in sorted(counts, reverse=True)]
    known = {"stage": FARTHEST_FIRST, "outcome": _OUTCOMES, "count": _COUNTS, "amount": ("with", "without")}[name]
    return [Option(value, text=f"{name}.{value}") for value in known if value in counts]


def unit_option(unit: str, lang: str) -> Option:
    """What money is called is in one place; what is measured, in the texts."""
    return Option(unit, unit_name(unit, lang)) if unit in MONEY else Option(unit, text=f"unit.{unit}")


def _kinds() -> Iterable[tuple[str, str]]:
    """Each family before its kinds; commitments by their ladders too, which hold several kinds."""
    last = ""
    for kind, family in FAMILIES.items():
        if family != last:
            yield family, f"family.every.{family}"
            yield from ((name, f"ladder.{name}") for name in COMMITMENT_LADDERS if family == "commitment")
        last = family
        yield kind, f"kind.{kind}"


def _named(context: PageContext, keys: Iterable[Key], lang: str) -> list[Option]:
    named = ((context.text(context.digest.terms[key].name, lang).words, key[1]) for key in keys)
    return [Option(id, name) for name, id in sorted(named, key=lambda item: index_key(item[0]))]
