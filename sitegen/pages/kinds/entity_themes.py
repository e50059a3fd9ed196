"""One company or institution by theme: the notes that it shares with each, and the claims that are still open."""

from collections.abc import Iterator
from functools import partial
from urllib.parse import quote

from msgspec import Struct

from sitegen.digest.model import Key, Themed
from sitegen.pages.context import Kit
from sitegen.pages.parts.claim_lines import ClaimLine, entry_line, query
from sitegen.pages.views import Link, NoteCard, Page, View

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


class ThemedView(View, frozen=True, kw_only=True):
    entity: Link
    matrix: Link
    portions: tuple[Portion, ...]


def pages(kit: Kit) -> Iterator[Page]:
    for key in kit.digest.themed:
        for lang in kit.languages:
            origin = kit.digest.terms[key].path
            yield Page(kit.routes.themed(key, lang), "themed.html", partial(_view, kit), (key, lang), origin)


def themed_href(key: Key, theme: Key, kit: Kit, lang: str) -> str:
    return kit.routes.address(kit.routes.themed(key, lang)) + "#" + quote(_id(theme))


def _id(theme: Key) -> str:
    """Dotted, as no id of the page's own is."""
    return ".".join(theme)


def _view(kit: Kit, key: Key, lang: str) -> ThemedView:
    urls = {other: kit.routes.themed(key, other) for other in kit.languages}
    name = kit.link(key, lang)
    return ThemedView(
        lang=lang,
        frame=kit.frame(lang),
        head=kit.head(
            kit.ui("matrix.by_theme_of", lang, name=name.words),
            kit.ui("matrix.by_theme_about", lang),
            urls,
            lang,
        ),
        switches=kit.switches(urls, lang),
        section=kit.routes.address(kit.routes.taxonomy(key[0], lang)),
        entity=name,
        matrix=Link(kit.routes.address(kit.routes.matrix(lang)), kit.ui("matrix.title", lang)),
        portions=tuple(_portion(share, key, kit, lang) for share in kit.digest.themed[key]),
    )


def _portion(share: Themed, key: Key, kit: Kit, lang: str) -> Portion:
    claims = tuple(entry_line(kit.digest.ledger[each], kit, lang) for each in share.claims[:_CLAIMS])
    return Portion(
        id=_id(share.theme),
        theme=kit.link(share.theme, lang),
        count=len(share.notes),
        claims_count=len(share.claims),
        claims=claims,
        notes=kit.notes(share.notes[:_NOTES], lang),
        ledger=kit.routes.address(kit.routes.claims(lang)) + query(company=key[1], theme=share.theme[1]),
    )
