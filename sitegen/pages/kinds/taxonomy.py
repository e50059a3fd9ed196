"""The index of a taxonomy: its terms by letters where they act, as a tree where they have parents, else as essays.

That of laws is a table (`laws.py`).
"""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from itertools import groupby

from msgspec import Struct

from sitegen.digest.model import Term
from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.bodies import first_paragraph, linked_term_body
from sitegen.pages.parts.charts import MonthCount, by_month
from sitegen.pages.parts.structured_terms import taxonomy_thing
from sitegen.pages.views import Html, TermCard, View
from sitegen.text.initials import index_key, initial

_BUSIEST = 6
_FEWEST_LISTED = 2 * _BUSIEST  # an index shorter than this is seen at a glance without them
_SPARK_MONTHS = 24


class Initial(Struct, frozen=True):
    """The terms under one letter of an index."""

    letter: str
    terms: tuple[TermCard, ...]


class Branch(Struct, frozen=True):
    """A term with the terms below it."""

    card: TermCard
    below: tuple["Branch", ...]


class Essay(Struct, frozen=True):
    """A term with the beginning of its text and its notes by month, all essays up to the same month."""

    card: TermCard
    opening: Html
    lang: str  # of the opening, where it is not the page's
    months: tuple[MonthCount, ...]


class TaxonomyView(View, frozen=True, kw_only=True):
    """One of `letters`, `tree` and `essays` holds the terms; `busiest` are the first by their number of notes."""

    taxonomy: str
    name: str
    letters: tuple[Initial, ...]
    busiest: tuple[TermCard, ...]
    tree: tuple[Branch, ...]
    essays: tuple[Essay, ...]
    total: int
    relations: str
    matrix: str


def pages(context: PageContext) -> Iterator[Page]:
    for taxonomy in context.taxonomies:
        for lang in () if taxonomy.measure else context.languages:
            yield Page(context.urls.taxonomy(taxonomy.id, lang), KIND, (taxonomy.id, taxonomy.entity, lang))


def view(context: PageContext, taxonomy: str, letters: bool, lang: str) -> TaxonomyView:
    """`letters`: whether its terms act, and so stand by letters."""
    terms = [term for key, term in context.digest.terms.items() if key[0] == taxonomy]
    urls = {other: context.urls.taxonomy(taxonomy, other) for other in context.languages}
    name = context.taxonomy_name(taxonomy, lang)
    tree = not letters and any(term.parent for term in terms)
    return TaxonomyView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(name, "", urls, lang, thing=taxonomy_thing(context, taxonomy, lang)),
        switches=context.switches(urls, lang),
        section=urls[lang].href,
        taxonomy=taxonomy,
        name=name,
        letters=_letters(context, terms, lang) if letters else (),
        busiest=_by_count(context, terms, lang)[:_BUSIEST] if letters and len(terms) >= _FEWEST_LISTED else (),
        tree=_tree(context, terms, "", lang) if tree else (),
        essays=() if letters or tree else _essays(context, terms, lang),
        total=len(terms),
        relations=context.urls.relations(lang).href,
        matrix=context.urls.matrix(lang).href,
    )


def _tree(context: PageContext, terms: list[Term], parent: str, lang: str) -> tuple[Branch, ...]:
    """The terms below a parent (below none: the roots), most notes first, then by name."""
    branches = [
        Branch(
            context.term(term.key, lang),
            _tree(context, [context.digest.terms[term.key[0], id] for id in term.children], term.key[1], lang),
        )
        for term in terms
        if term.parent == parent
    ]
    return tuple(sorted(branches, key=lambda branch: _count_first(branch.card)))


def _letters(context: PageContext, terms: list[Term], lang: str) -> tuple[Initial, ...]:
    cards = sorted((context.term(term.key, lang) for term in terms), key=lambda card: index_key(card.name.words))
    groups = groupby(cards, key=lambda card: initial(card.name.words))
    return tuple(Initial(letter, tuple(group)) for letter, group in groups)


def _essays(context: PageContext, terms: list[Term], lang: str) -> tuple[Essay, ...]:
    listed = {term.key: context.digest.listings[term.key] for term in terms}
    last = max((context.digest.notes[ids[0]].date for ids in listed.values() if ids), default=dt.date.min)
    essays = []
    for term in terms:
        body, body_lang = linked_term_body(term, lang, context)
        months = by_month((context.digest.notes[id].date for id in listed[term.key]), last, _SPARK_MONTHS)
        essays.append(Essay(context.term(term.key, lang), first_paragraph(body), body_lang, months))
    return tuple(sorted(essays, key=lambda essay: _count_first(essay.card)))


def _by_count(context: PageContext, terms: list[Term], lang: str) -> tuple[TermCard, ...]:
    return tuple(sorted((context.term(term.key, lang) for term in terms), key=_count_first))


def _count_first(card: TermCard) -> tuple[int, tuple[int, str, str, str]]:
    return -card.count, index_key(card.name.words)


def listed(context: PageContext) -> Iterator[Listed]:
    for taxonomy in context.taxonomies:
        if not taxonomy.measure:
            yield Listed(context.languages, partial(context.urls.taxonomy, taxonomy.id), context.newest)


KIND = Kind(address="<taxonomy>/", template="taxonomy.html", view=view, pages=pages, listed=listed)
