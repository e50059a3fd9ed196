"""The index of a taxonomy of laws: a table of jurisdictions and their laws, and where each of them stands."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import groupby

from msgspec import Struct

from sitegen.digest.model import Term
from sitegen.digest.values import Text
from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.claim_lines import ClaimLine, entry_line
from sitegen.pages.parts.law_status import LawStatus, jurisdiction, record, status
from sitegen.pages.views import Link, View
from sitegen.text.initials import index_key


class LawRow(Struct, frozen=True):
    """`summary`: what it asks of whom. `ahead`: what comes next; `more`: how much comes after that."""

    law: Link
    kind: str
    summary: Text
    status: tuple[LawStatus, ...]
    ahead: ClaimLine | None
    more: int
    checked: dt.date | None


class Jurisdiction(Struct, frozen=True):
    name: Text
    laws: tuple[LawRow, ...]


class LawsView(View, frozen=True, kw_only=True):
    name: str
    jurisdictions: tuple[Jurisdiction, ...]
    total: int
    as_of: dt.date


def pages(context: PageContext) -> Iterator[Page]:
    for taxonomy in context.taxonomies:
        for lang in context.languages if taxonomy.measure else ():
            yield Page(context.urls.taxonomy(taxonomy.id, lang), KIND, (taxonomy.id, lang))


def view(context: PageContext, taxonomy: str, lang: str) -> LawsView:
    laws = [term for key, term in context.digest.terms.items() if key[0] == taxonomy]
    urls = {other: context.urls.taxonomy(taxonomy, other) for other in context.languages}
    name = context.taxonomy_name(taxonomy, lang)
    return LawsView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(name, context.ui("laws.about", lang), urls, lang),
        switches=context.switches(urls, lang),
        section=urls[lang].href,
        name=name,
        jurisdictions=tuple(_by_jurisdiction(context, laws, lang)),
        total=len(laws),
        as_of=context.digest.as_of,
    )


def _by_jurisdiction(context: PageContext, laws: list[Term], lang: str) -> Iterator[Jurisdiction]:
    """The one with most laws first, its laws in the order of an index of the language."""
    placed = [(jurisdiction(context, law, lang), context.link(law.key, lang), law) for law in laws]
    count = Counter(name.words for name, _, _ in placed)
    placed.sort(key=lambda row: (-count[row[0].words], index_key(row[0].words), index_key(row[1].words)))
    for name, group in groupby(placed, key=lambda row: row[0]):
        yield Jurisdiction(name, tuple(_row(context, law, lang) for _, _, law in group))


def _row(context: PageContext, law: Term, lang: str) -> LawRow:
    of_law = record(context, law.key)
    ahead = of_law.ahead
    return LawRow(
        law=context.link(law.key, lang),
        kind=law.kind or "",
        summary=context.text(law.summary, lang),
        status=status(context, law.key, lang),
        ahead=entry_line(context.digest.ledger[ahead[0]], context, lang) if ahead else None,
        more=max(len(ahead) - 1, 0),
        checked=of_law.checked,
    )


def listed(context: PageContext) -> Iterator[Listed]:
    for taxonomy in context.taxonomies:
        if taxonomy.measure:
            yield Listed(context.languages, partial(context.urls.taxonomy, taxonomy.id), context.newest)


KIND = Kind(address="<taxonomy>/", template="laws.html", view=view, pages=pages, listed=listed)
