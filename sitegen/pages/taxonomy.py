"""The index of a taxonomy: its terms as a tree, by letters, or as cards."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from msgspec import Struct

from sitegen.config import Taxonomy
from sitegen.digest.model import Term
from sitegen.pages.kit import Kit
from sitegen.pages.views import Page, TermCard, View
from sitegen.text.initials import index_key, initial


class Initial(Struct, frozen=True):
    """The terms under one letter of an index."""

    letter: str
    terms: tuple[TermCard, ...]


class Branch(Struct, frozen=True):
    """A term with the terms below it."""

    card: TermCard
    below: tuple["Branch", ...]


class TaxonomyView(View, frozen=True, kw_only=True):
    """An index: a tree where terms have parents, letters where terms act, else cards."""

    taxonomy: str
    name: str
    tree: tuple[Branch, ...]
    letters: tuple[Initial, ...]
    total: int


def pages(kit: Kit) -> Iterator[Page]:
    for taxonomy in kit.config.taxonomies:
        for lang in kit.languages:
            yield Page(kit.routes.taxonomy(taxonomy.id, lang), "taxonomy.html", partial(_view, kit, taxonomy, lang))


def _view(kit: Kit, taxonomy: Taxonomy, lang: str) -> TaxonomyView:
    terms = [term for key, term in kit.digest.terms.items() if key[0] == taxonomy.id]
    urls = {other: kit.routes.taxonomy(taxonomy.id, other) for other in kit.languages}
    name = kit.taxonomy_name(taxonomy.id, lang)
    return TaxonomyView(
        lang=lang,
        frame=kit.frames[lang],
        head=kit.head(name, "", urls, lang),
        switches=kit.switches(urls, lang),
        taxonomy=taxonomy.id,
        name=name,
        tree=() if taxonomy.entity else _tree(kit, terms, "", lang),
        letters=_letters(kit, terms, lang) if taxonomy.entity else (),
        total=len(terms),
    )


def _tree(kit: Kit, terms: list[Term], parent: str, lang: str) -> tuple[Branch, ...]:
    """The terms below a parent (below none: the roots), most notes first, then by name."""
    branches = [
        Branch(
            kit.term(term.key, lang),
            _tree(kit, [kit.digest.terms[term.key[0], id] for id in term.children], term.key[1], lang),
        )
        for term in terms
        if term.parent == parent
    ]
    return tuple(sorted(branches, key=lambda branch: (-branch.card.count, index_key(branch.card.name.words))))


def _letters(kit: Kit, terms: list[Term], lang: str) -> tuple[Initial, ...]:
    cards = sorted((kit.term(term.key, lang) for term in terms), key=lambda card: index_key(card.name.words))
    groups = groupby(cards, key=lambda card: initial(card.name.words))
    return tuple(Initial(letter, tuple(group)) for letter, group in groups)
