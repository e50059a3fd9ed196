"""What templates see: plain, frozen data. `href` is an address from the host's root, ready to be printed.

A `Text` has a `lang` only where it is not the page's own language: the template marks it.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from sitegen.digest.values import Text
from sitegen.pages.lazy import lazy
from sitegen.pages.parts.schema_org import Thing

if TYPE_CHECKING:
    from sitegen.pages.context import PageContext


class Html(Struct, frozen=True):
    """HTML that this program made itself from escaped text: the only thing that templates print unescaped."""

    text: str = ""


class Extra(dict[str, Any]):
    """Data of a site's own, from `extra`: texts, tuples and more of it. It can be a key, as all that cards hold."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        super().__init__((key, _plain(value)) for key, value in given.items())
        self._hash = hash(tuple(self.items()))

    def __hash__(self) -> int:  # type: ignore[override]
        return self._hash

    def __getattr__(self, name: str) -> Any:
        """`view.extra.region`, as by the quick sandbox, which looks for attributes alone."""
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(map(_plain, value))
    return Extra(value) if isinstance(value, dict) else value


_NOTHING = Extra({})


def extra(given: Mapping[str, Any]) -> Extra:
    return Extra(given) if given else _NOTHING


class Link(Struct, frozen=True, cache_hash=True):
    href: str
    words: str
    lang: str = ""  # of the words, where it is not the page's
    now: str = ""  # says today's name, where the words are a former one


class Frame(Struct, frozen=True, cache_hash=True):
    """What surrounds every page of one language. It holds nothing derived from notes.

    `ico`, `touch_icon`: addresses of the site's icon as browsers of old and home screens of phones take it.
    """

    lang: str
    site: str
    description: str
    home: str
    sections: tuple[Link, ...]
    footer: tuple[Link, ...]
    search: str
    ico: str
    touch_icon: str
    policy: Html
    extra: Extra  # of site.yaml


class Switch(Struct, frozen=True):
    """The way to another language: to this page in it, or to its home when there is none (`same` is false)."""

    lang: str
    href: str
    same: bool


class Alternate(Struct, frozen=True):
    lang: str
    full: str


class Picture(Struct, frozen=True):
    """What is shown beside a link to a page elsewhere. `full`: its address; `words`: what it says; `type`: as MIME has
    it.
    """

    full: str
    words: str
    width: int
    height: int
    type: str = "image/png"


class Head(Struct, frozen=True, dict=True):
    """`headline`: the title without the digest's name, but for a home page. `full`: the canonical address; `alternates`
    hold the page itself too, when there is more than one. `published`, `modified`: of an article, as times.
    """

    title: str
    headline: str
    description: str
    full: str
    kind: str
    alternates: tuple[Alternate, ...]
    feeds: tuple[Link, ...]
    _things: Callable[[], tuple[Thing, ...]] = tuple
    picture: Picture | None = None
    published: str = ""
    modified: str = ""

    @lazy
    def things(self) -> tuple[Thing, ...]:
        """What the page tells programs of what it is about, in schema.org's words, for the filter `linked_data`."""
        return self._things()


class View(Struct, frozen=True, kw_only=True):
    """The ground of every HTML page."""

    lang: str
    frame: Frame
    head: Head
    switches: tuple[Switch, ...]
    section: str = ""  # the address of the section that it belongs to
    extra: Extra = _NOTHING  # of notes, terms and standing pages; a template of all pages may ask for it on any


class LazyView(Struct, frozen=True, kw_only=True, eq=False, dict=True):
    """What the template of a page sees of which there are thousands: each part is worked out when it is asked for.

    A subclass brings `head` and `switches`, as a `View` has them. What begins with an underscore is out of a template's
    reach. Its parts are asked for while its page is watched, so no view may be kept for another (`context.memo`).
    `eq=False`: two views are never compared; `dict=True`: that is where `lazy` keeps what was worked out.
    """

    _context: "PageContext"
    lang: str
    section: str = ""
    extra: Extra = _NOTHING

    def __repr__(self) -> str:
        return type(self).__name__  # a template may print it

    @lazy
    def frame(self) -> Frame:
        return self._context.frame(self.lang)


class Moment(Struct, frozen=True):
    """The day of an event as far as it is known; `told`: all that is known is when a report told of it, if that is."""

    day: str
    told: bool = False


class NoteCard(Struct, frozen=True, cache_hash=True):
    """A note in a list. `lang`: its language, where it is not the page's."""

    href: str
    title: str
    lang: str
    date: dt.date
    summary: str
    publisher: str
    extra: Extra


class TermCard(Struct, frozen=True, cache_hash=True):
    """A term in a list."""

    href: str
    name: Text
    summary: Text
    count: int
    kind: str
    country: str
    newest: NoteCard | None
    extra: Extra


class Role(Struct, frozen=True, cache_hash=True):
    """What somebody does in a note by its claims: acts, decides, or is their counterpart; and the claims' kinds."""

    part: str
    kinds: tuple[str, ...]


class Month(Struct, frozen=True):
    """Notes of one month; `first` is its first day. `roles`: of whom the list is about, in each of its notes."""

    first: dt.date
    notes: tuple[NoteCard, ...]
    roles: tuple[Role | None, ...] = ()


class Pagination(Struct, frozen=True):
    """Where one stands in a list of several pages; addresses are empty at the ends."""

    here: int
    last: int
    newer: str
    older: str
