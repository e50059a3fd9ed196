"""Who stands in a theme, and what they do in its notes."""

from collections import Counter

from msgspec import Struct

from sitegen.digest.model import Key
from sitegen.digest.roles import role_in
from sitegen.pages.entity import PartCount
from sitegen.pages.kit import Kit
from sitegen.pages.themed import themed_href
from sitegen.pages.views import Link

PARTS = ("acts", "counterpart", "decides", "named")
_MOST = 12


class Member(Struct, frozen=True):
    """An entity of a theme. `parts`: in how many of the notes that name it, it has each of `PARTS`.

    `count`: of those notes, as a link to them.
    """

    link: Link
    href: str
    count: int
    parts: tuple[PartCount, ...]


def cast(kit: Kit, theme: Key, lang: str) -> tuple[Member, ...]:
    """Those that most of the theme's notes name."""
    counts = kit.share(_counts, kit, theme)
    return tuple(
        Member(
            link=kit.link(key, lang),
            href=themed_href(key, theme, kit, lang),
            count=found.total(),
            parts=tuple(PartCount(part, found[part]) for part in PARTS),
        )
        for key, found in counts.items()
    )


def _counts(kit: Kit, theme: Key) -> dict[Key, Counter[str]]:
    """Notes that name an entity below count as its own, as in the list that `href` leads to."""
    shared = {key: share.notes for key, shares in kit.digest.themed.items() for share in shares if share.theme == theme}
    most = sorted(shared, key=lambda key: (-len(shared[key]), key))[:_MOST]
    notes, terms = kit.digest.notes, kit.digest.terms
    roles = {key: [role_in(notes[id], key, terms) for id in shared[key]] for key in most}
    return {key: Counter(role[0] if role else "named" for role in found) for key, found in roles.items()}
