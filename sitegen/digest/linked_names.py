"""Which names are linked by themselves in texts of each language: those of the terms, in that language, and aliases."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sitegen.config import Config
from sitegen.digest.model import LinkedName, Term
from sitegen.digest.registry import Registry
from sitegen.digest.values import Localized
from sitegen.memo import remembered

_SHORTEST = 2  # characters; a single syllable is a word of its own too often


@remembered
def linked_names(config: Config, registry: Registry) -> Mapping[str, Mapping[str, LinkedName]]:
    """By language and name, as it is written in texts; a text in one language has the names of no other."""
    people = {taxonomy.id for taxonomy in config.taxonomies if taxonomy.person}
    terms = registry.terms.values()
    return {lang: _of_language(terms, lang, people) for lang in config.languages}


def _of_language(terms: Iterable[Term], lang: str, people: set[str]) -> dict[str, LinkedName]:
    having: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        proper = term.entity or term.measure or term.key[0] in people
        for name in dict.fromkeys(_written(term, lang, proper)):
            having[name].append(term)
    return {name: _linked(name, having[name]) for name in having}


def _linked(name: str, having: Iterable[Term]) -> LinkedName:
    """What a name that no term may be linked by is: known all the same, so that no part of it is taken for another."""
    linking = [term for term in having if not _among(name, term.no_link)]
    return LinkedName(
        terms=tuple(term.key for term in linking),
        exact=any(_among(name, term.exact) for term in linking),
        ambiguous=any(_among(name, term.ambiguous) for term in linking),
    )


def _written(term: Term, lang: str, proper: bool) -> Iterator[str]:
    """The names of a term in a language. Those of a subject may begin with a small letter: data centres."""
    for given in (
        *_in(term.name, lang),
        *term.aliases,
        *(name for each in term.names for name in _in(each.name, lang)),
    ):
        name = " ".join(given.split())
        if len(name) < _SHORTEST or not name[0].isalnum() or name.isdigit():
            continue
        yield name
        if not proper and name[0].isupper() and name[1].islower() and given not in term.exact:
            yield name[0].lower() + name[1:]


def _in(text: Localized, lang: str) -> tuple[str, ...]:
    if isinstance(text, str):
        return (text,)
    return (text[lang],) if lang in text else ()


def _among(name: str, listed: Iterable[str]) -> bool:
    """Whether a name is listed, be it with a capital."""
    return name in listed or name[0].upper() + name[1:] in listed
