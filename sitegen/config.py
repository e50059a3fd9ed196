"""The digest's settings, as everything else uses them. They are read by `content/settings.py`."""

import re
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from sitegen.problems import Setting
from sitegen.text.paths import unfit

SITE_FILE = "content/site.yaml"
ABOUT = "about"  # the standing page that says whose site it is
CORRECTIONS = "corrections"  # the standing page whose text opens the list of corrections

PARTS = "page"  # below a list, where its further pages stand
IN_CONTENT = ("notes", "pages", "editions")  # of `content/`, beside the taxonomies
_IN_LISTS = frozenset([PARTS])

_BASE = re.compile(r"https?://[^\s/?#@\\]+(/(?!\.{1,2}(/|$))[^\s/?#\\]+)*/?")
BASE_HINT = "write it like https://example.org/digest/, without `?`, `#`, `@`, spaces and empty parts"


class Taxonomy(Struct, frozen=True):
    """A family of terms. `name` is None for the built-in ones, whose names are UI texts."""

    id: str
    entity: bool = False
    measure: bool = False
    person: bool = False
    name: dict[str, str] | None = None


class License(Struct, frozen=True):
    """On what terms the digest's own text and data may be used."""

    name: str
    url: str


class Publisher(Struct, frozen=True):
    """Who answers for the digest. `name`: for every language."""

    name: dict[str, str]
    url: str


BUILT_IN = (Taxonomy("topics"), Taxonomy("companies", entity=True), Taxonomy("themes"))


class Grammar(Struct, frozen=True):
    """What of the settings decides how a file is read: the languages, and the ids of the taxonomies.

    `own`: what the site's own pages at its root are called.
    """

    languages: tuple[str, ...]
    taxonomies: tuple[str, ...]
    own: tuple[str, ...] = ()

    @property
    def default(self) -> str:
        return self.languages[0]

    def reserved(self, room: str) -> frozenset[str]:
        """Ids that would hide a page of the site's own. `room`: what their things stand in; pages stand at the root."""
        if room != "pages":
            return _IN_LISTS
        return _IN_LISTS | {*self.own, *self.languages, *self.taxonomies} - {CORRECTIONS}


class Config(Struct, frozen=True):
    """`languages`: the first is the default. Texts are given for every language.

    `contact`: where errors are reported, `mailto:…` or `https://…`. `subscribe`: a page where
    readers leave their address. `hub`: of WebSub, which feeds name.
    `check`: the severities of rules. `publish`: kinds of files, by their endings, that are published beside notes too,
    beside the usual ones. `images`: what becomes of those of other hosts. `link_names`: whether names of terms in
    texts become links by themselves. `policy`: what pages may load from, by directive. `social_cards`: whether pages
    have pictures; `fonts`: assets that these are set in, as `korean` and `latin`. `extra`: data for templates of the
    site's own. `own`: what the site's own pages at its root are called.
    """

    title: dict[str, str]
    description: dict[str, str]
    base_url: str
    id: str
    languages: tuple[str, ...]
    taxonomies: tuple[Taxonomy, ...]
    zone: str
    cname: str
    license: License | None
    publisher: Publisher | None = None
    contact: str = ""
    subscribe: str = ""
    hub: str = ""
    check: dict[str, Setting] = {}
    publish: tuple[str, ...] = ()
    images: Literal["refuse", "link", "allow"] = "refuse"
    link_names: bool = False
    policy: dict[str, tuple[str, ...]] = {}
    social_cards: bool = False
    fonts: dict[str, str] = {}
    extra: dict[str, Any] = {}
    own: tuple[str, ...] = ()

    @property
    def default(self) -> str:
        return self.languages[0]

    @property
    def grammar(self) -> Grammar:
        return Grammar(self.languages, tuple(taxonomy.id for taxonomy in self.taxonomies), self.own)


def base_address(text: str) -> str:
    """The address that a site lives at, with its final slash; empty when none can live there.

    `//` in the path would make every link lead to another host, and a name or password would stand on every page.
    """
    try:
        fits = _BASE.fullmatch(text) and urlsplit(text).hostname and urlsplit(text).port != 0
        path = unquote(urlsplit(text).path)[1:].rstrip("/")
        fits = fits and not (path and unfit(path)) and text.isprintable()
    except ValueError:  # brackets around no IPv6 address, a port that is no number
        fits = False
    return text.rstrip("/") + "/" if fits else ""
