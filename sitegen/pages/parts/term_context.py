"""What stands beside a term: above and below it, with it in its notes, and what links to it."""

from msgspec import Struct

from sitegen.digest.model import Term
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.views import Link, TermCard

_TOGETHER, _SUBJECTS = 12, 6


class TermBeside(Struct, frozen=True):
    """A term that stands beside another. Its card counts the notes of both, which `href` lists."""

    term: TermCard
    href: str


class TermGroup(Struct, frozen=True):
    taxonomy: str
    name: str
    terms: tuple[TermBeside, ...]


def parents(context: PageContext, term: Term, lang: str) -> tuple[Link, ...]:
    """The terms above, the highest first."""
    line: list[Link] = []
    while term.parent:
        term = context.digest.terms[term.key[0], term.parent]
        line.insert(0, context.link(term.key, lang))
    return tuple(line)


def children(context: PageContext, term: Term, lang: str) -> tuple[TermCard, ...]:
    """The terms right below, most notes first, then by id."""
    return tuple(sorted((context.term((term.key[0], id), lang) for id in term.children), key=lambda card: -card.count))


def subjects(context: PageContext, term: Term, lang: str) -> tuple[TermGroup, ...]:
    """The topics and themes of its notes; of a topic's or theme's own kind none, which the tree shows better.

    Of what acts, people and laws are left out: its own people's words and its measures stand on its page.
    """
    beside = context.together(term.key, entities=False)
    groups = []
    for taxonomy in context.config.taxonomies:
        terms = [item for item in beside if item[0][0] == taxonomy.id != term.key[0]]
        if terms and not (term.entity and (taxonomy.person or taxonomy.measure)):
            shown = tuple(_beside(context, term.key, other, lang) for other in terms[:_SUBJECTS])
            groups.append(TermGroup(taxonomy.id, context.taxonomy_name(taxonomy.id, lang), shown))
    return tuple(groups)


def together(context: PageContext, key: Key, lang: str) -> tuple[TermBeside, ...]:
    return tuple(_beside(context, key, other, lang) for other in context.together(key, entities=True)[:_TOGETHER])


def _beside(context: PageContext, key: Key, counted: tuple[Key, int], lang: str) -> TermBeside:
    other, count = counted
    return TermBeside(context.term_with(other, lang, count, ()), context.urls.found(lang, key, other, kind="notes"))


def mentions(context: PageContext, key: Key, lang: str) -> tuple[Link, ...]:
    """What links here without being listed here."""
    listed = set(context.digest.listings[key])
    linking = context.digest.backlinks.get(key, ())
    return tuple(context.link(other, lang) for other in linking if not (other[0] == "notes" and other[1] in listed))
