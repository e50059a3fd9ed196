"""Where a file's front matter names terms, and by which words a term can be named there."""

from collections.abc import Iterator

from msgspec import Struct

from sitegen.content.edition_leads import EditionFile
from sitegen.content.notes import NoteFile
from sitegen.content.standing import PageFile
from sitegen.content.terms import TermFile
from sitegen.digest.law_changes import CHANGES
from sitegen.digest.registry import Registry
from sitegen.digest.speakers import bare_name
from sitegen.digest.values import Key

Item = NoteFile | TermFile | PageFile | EditionFile


class NamedPlace(Struct, frozen=True):
    """A word that names a term. `path`: its keys in the YAML; `taxonomies`: those that it may be of.

    `bare`: a list of one taxonomy, in which no `taxonomy/id` is read.
    """

    path: tuple[str | int, ...]
    word: str
    taxonomies: tuple[str, ...]
    bare: bool = False


def named_places(item: Item, registry: Registry) -> Iterator[NamedPlace]:
    """All places of a file's front matter at which terms may be named."""
    if isinstance(item, TermFile) and item.front and item.front.parent:
        yield NamedPlace(("parent",), item.front.parent, (item.taxonomy,), bare=True)
    if isinstance(item, TermFile) and item.front:
        for how in CHANGES:
            for n, word in enumerate(getattr(item.front, how)):
                yield NamedPlace((how, n), word, (item.taxonomy,), bare=True)
    if not isinstance(item, NoteFile):
        return
    for taxonomy, words in item.terms.items():
        for n, word in enumerate(words):
            yield NamedPlace((taxonomy, n), word, (taxonomy,), bare=True)
    entities = tuple(each.id for each in registry.taxonomies.values() if each.entity)
    laws = tuple(each.id for each in registry.taxonomies.values() if each.measure)
    people = tuple(each.id for each in registry.taxonomies.values() if each.person)
    for i, claim in enumerate(item.front.claims):
        at = ("claims", i)
        yield NamedPlace((*at, "by"), claim.by, entities)
        yield from (NamedPlace((*at, "with", n), word, entities) for n, word in enumerate(claim.with_))
        yield NamedPlace((*at, "before"), claim.before, entities)
        yield NamedPlace((*at, "on"), claim.on, laws)
        yield from (NamedPlace((*at, "themes", n), word, ("themes",)) for n, word in enumerate(claim.themes or ()))
        yield from (NamedPlace((*at, "topics", n), word, ("topics",)) for n, word in enumerate(claim.topics or ()))
        if isinstance(claim.said_by, str):
            yield NamedPlace((*at, "said_by"), claim.said_by, entities)
    for i, quote in enumerate(item.front.quotes):
        yield NamedPlace(("quotes", i, "of"), quote.of, entities)
        yield NamedPlace(("quotes", i, "speaker"), bare_name(quote.speaker), people)


def meant(place: NamedPlace, word: str, registry: Registry) -> Key | None:
    """The one term that a word means at a place."""
    if place.bare:
        id = registry.named(place.taxonomies[0], word)
        return (place.taxonomies[0], id) if id else None
    keys = registry.find(word, place.taxonomies)
    return keys[0] if len(keys) == 1 else None


def new_word(place: NamedPlace, old: Key, new: Key, registry: Registry) -> str | None:
    """The word for a term at a place that named another, where the word that stands there is no word for it.

    An id gives way to an id; a name stays if it is one of the new term too. `registry`: as it is to be.
    """
    if place.word not in (old[1], "/".join(old)) and meant(place, place.word, registry) == new:
        return None
    qualified = "/" in place.word and not place.bare
    forms = ["/".join(new)] if qualified else [new[1], "/".join(new)]
    return next((form for form in forms if meant(place, form, registry) == new), forms[0])
