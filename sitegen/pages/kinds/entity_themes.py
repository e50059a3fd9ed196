"""One company or institution by theme: the notes that it shares with each, and the claims that are still open."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from sitegen.digest.model import Themed
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.claim_lines import ClaimLine, line_today
from sitegen.pages.urls import at_anchor
from sitegen.pages.views import Link, NoteCard, View

_NOTES, _CLAIMS = 50, 12


class Portion(Struct, frozen=True):
    """What an entity has to do with one theme; the newest of its notes and open claims, and how many there are."""

    id: str
    theme: Link
    count: int
    claims_count: int
    claims: tuple[ClaimLine, ...]
    notes: tuple[NoteCard, ...]
    ledger: str


class EntityThemesView(View, frozen=True, kw_only=True):
    entity: Link
    matrix: Link
    portions: tuple[Portion, ...]


def pages(context: PageContext) -> Iterator[Page]:
    for key in context.digest.themed:
        for lang in context.languages:
            origin = context.digest.terms[key].path
            yield Page(
                context.urls.entity_themes(key, lang),
                KIND,
                (key, lang),
                origin,
            )


def themed_href(key: Key, theme: Key, context: PageContext, lang: str) -> str:
    return at_anchor(context.urls.entity_themes(key, lang).href, _id(theme))


def _id(theme: Key) -> str:
    """Dotted, as no id of the page's own is."""
    return ".".join(theme)


def view(context: PageContext, key: Key, lang: str) -> EntityThemesView:
    urls = {other: context.urls.entity_themes(key, other) for other in context.languages}
    name, section = context.link(key, lang), context.urls.taxonomy(key[0], lang).href
    return EntityThemesView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(
            context.ui("matrix.by_theme_of", lang, name=name.words),
            context.ui("matrix.by_theme_about", lang),
            urls,
            lang,
            above=(Link(section, context.taxonomy_name(key[0], lang)), name),
            card=context.urls.term(key, lang),
        ),
        switches=context.switches(urls, lang),
        section=section,
        entity=name,
        matrix=Link(context.urls.matrix(lang).href, context.ui("matrix.title", lang)),
        portions=tuple(_portion(memo, key, context, lang) for memo in context.digest.themed[key]),
    )


def _portion(memo: Themed, key: Key, context: PageContext, lang: str) -> Portion:
    claims = tuple(line_today(context.digest.ledger[each], context, lang) for each in memo.claims[:_CLAIMS])
    return Portion(
        id=_id(memo.theme),
        theme=context.link(memo.theme, lang),
        count=len(memo.notes),
        claims_count=len(memo.claims),
        claims=claims,
        notes=context.notes(memo.notes[:_NOTES], lang),
        ledger=context.urls.claims(lang).asking(company=key[1], theme=memo.theme[1], count="open"),
    )


def listed(context: PageContext) -> Iterator[Listed]:
    for key in context.digest.themed:
        yield Listed(context.languages, partial(context.urls.entity_themes, key), partial(_modified, context, key))


def _modified(context: PageContext, key: Key, lang: str) -> dt.date:
    return max(context.digest.notes[theme.notes[0]].date for theme in context.digest.themed[key])


KIND = Kind(address="<taxonomy>/<id>/themes/", template="entity_themes.html", view=view, pages=pages, listed=listed)
