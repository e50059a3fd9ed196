"""Who stands in a theme, and what they do in its notes."""

from msgspec import Struct

from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.kinds.entity_themes import themed_href
from sitegen.pages.parts.entity import PartCount, counted
from sitegen.pages.views import Link

_MOST = 12


class Member(Struct, frozen=True):
    """An entity of a theme. `count`: of the notes that name it, to which `href` leads; `parts`: its part there."""

    link: Link
    href: str
    count: int
    parts: tuple[PartCount, ...]


def cast(context: PageContext, theme: Key, lang: str) -> tuple[Member, ...]:
    """Those that most of the theme's notes name; of the parts, those that somebody has."""
    members = context.memo(_parts, context, theme)
    had = {part_count.part for counts in members.values() for part_count in counts if part_count.count}
    return tuple(
        Member(
            context.link(key, lang),
            themed_href(key, theme, context, lang),
            sum(part_count.count for part_count in counts),
            tuple(part_count for part_count in counts if part_count.part in had),
        )
        for key, counts in members.items()
    )


def _parts(context: PageContext, theme: Key) -> dict[Key, tuple[PartCount, ...]]:
    """Notes that name an entity below count as its own, as in the list that `href` leads to."""
    shared = {
        key: memo.notes for key, shares in context.digest.themed.items() for memo in shares if memo.theme == theme
    }
    most = sorted(shared, key=lambda key: (-len(shared[key]), key))[:_MOST]
    return {key: counted(context, key, shared[key]) for key in most}
