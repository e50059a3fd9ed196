"""The one place that makes addresses, each of which is a value that knows its forms.

A language other than the default has the first part of the path to itself.
"""

import datetime as dt
import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus, urlsplit

from msgspec import Struct

from sitegen.content.assets import stand_in
from sitegen.digest.values import Key
from sitegen.text.paths import file_of_address, unfit

_SAFE = "/"
_NEEDS_NO_QUOTING = re.compile(r"[\w.~/-]*+", re.ASCII)  # as nearly all paths; it is asked twenty times for each page
_PLAIN_IN_QUERIES = re.compile(r"[\w.~-]*+", re.ASCII)
_IN_ANCHORS = "/?:@!$&'()*+,;="  # RFC 3986, 3.5; `#page=42` of a PDF must stay as it is


class _Base(Struct, frozen=True):
    """Where the site lives: `https://example.org` and `/digest/`."""

    host: str
    path: str


class Url(Struct, frozen=True):
    """Where something of the site stands. `path`: relative to the site's root and plain, `notes/오픈ai/`."""

    path: str
    base: _Base

    @property
    def href(self) -> str:
        """Percent-encoded, from the host's root (`/digest/notes/…/`): for every link in a page."""
        path = self.path
        return self.base.path + (path if _NEEDS_NO_QUOTING.fullmatch(path) else quote(path, safe=_SAFE))

    @property
    def full(self) -> str:
        """With the host: for feeds, sitemap, canonical, Open Graph and e-mail alone."""
        return self.base.host + self.href

    @property
    def file(self) -> str:
        """The file that a page is written to: `x/` is the folder x with its index.html.

        Raises ValueError for one that would lie elsewhere: no text from `content/` may come this far unchecked.
        """
        name = f"{self.path}index.html" if not self.path or self.path.endswith("/") else self.path
        if why := unfit(name):
            raise ValueError(f"{name!r} cannot be a file of a site: {why}")
        return name

    @property
    def feed(self) -> "Url":
        """The Atom feed of what stands here."""
        return self._below("feed.xml")

    @property
    def json_feed(self) -> "Url":
        return self._below("feed.json")

    @property
    def card(self) -> "Url":
        """The picture of the page that stands here."""
        return self._below("card.png")

    @property
    def markdown(self) -> "Url":
        """The same as Markdown."""
        return self._below("index.md")

    def email(self, ending: str) -> "Url":
        """An edition as an e-mail: `html` or `txt`."""
        return self._below(f"email.{ending}")

    def standing_for(self, what: str) -> str:
        """In full, what of this page stands for a thing in data of any language: an organization, a law."""
        return f"{self.full}#{what}"

    def at_month(self, month: dt.date) -> str:
        """The link to the part of a list that holds a month."""
        return at_anchor(self.href, f"section-{month:%Y-%m}")

    def asking(self, **filters: str) -> str:
        """The link to some rows of the ledger, whose address this is."""
        return f"{self.href}?{_query(filters.items())}#section-table"

    def _below(self, name: str) -> "Url":
        return Url(self.path + name, self.base)


class Urls:
    """The addresses of all that a site has."""

    def __init__(self, base_url: str, default: str) -> None:
        split = urlsplit(base_url)
        path = quote(split.path.rstrip("/") + "/", safe=_SAFE + "%")
        self._base, self._default = _Base(f"{split.scheme}://{split.netloc}", path), default

    @property
    def host(self) -> str:
        """What stands before an address in full."""
        return self._base.host

    def at(self, path: str, lang: str = "") -> Url:
        """What stands at a path; or, of a page in the default language, what does in another."""
        return Url(path if lang in ("", self._default) else f"{lang}/{path}", self._base)

    def home(self, lang: str) -> Url:
        return self.at("", lang)

    def notes(self, lang: str, number: int = 0) -> Url:
        """`number`: of a page, counted from the oldest; 0 is the newest, at the list's own address."""
        return self._from_oldest("notes/", lang, number)

    def note(self, id: str, lang: str) -> Url:
        return self.at(f"notes/{id}/", lang)

    def taxonomy(self, taxonomy: str, lang: str) -> Url:
        return self.at(f"{taxonomy}/", lang)

    def term(self, key: Key, lang: str, number: int = 0) -> Url:
        """`number`: as of notes."""
        return self._from_oldest(f"{key[0]}/{key[1]}/", lang, number)

    def entity_themes(self, key: Key, lang: str) -> Url:
        return self.at(f"{key[0]}/{key[1]}/themes/", lang)

    def claims(self, lang: str, number: int = 0) -> Url:
        """`number`: as of notes."""
        return self._from_oldest("claims/", lang, number)

    def statements(self, lang: str, number: int = 0) -> Url:
        """`number`: as of notes."""
        return self._from_oldest("statements/", lang, number)

    def claim(self, id: str, lang: str) -> Url:
        return self.at(f"claims/{id}/", lang)

    def calendar(self, lang: str) -> Url:
        """Of what falls due."""
        return self.at("claims/due.ics", lang)

    def relations(self, lang: str, number: int = 1) -> Url:
        return self._from_first("relations/", lang, number)

    def matrix(self, lang: str) -> Url:
        return self.at("relations/matrix/", lang)

    def editions(self, lang: str) -> Url:
        return self.at("editions/", lang)

    def edition(self, id: str, lang: str) -> Url:
        return self.at(f"editions/{id}/", lang)

    def quotes(self, lang: str, number: int = 1) -> Url:
        return self._from_first("quotes/", lang, number)

    def data(self, name: str) -> Url:
        return self.at(f"data/{name}")

    @property
    def data_archive(self) -> Url:
        return self.data("digest.zip")

    @property
    def data_package(self) -> Url:
        """What the tables of data are, for programs."""
        return self.data("datapackage.json")

    def llms(self, lang: str) -> Url:
        return self.at("llms.txt", lang)

    def schema(self, table: str) -> Url:
        return self.data(f"schema/{table}.json")

    def data_page(self, lang: str) -> Url:
        return self.at("data/", lang)

    def changes(self, lang: str) -> Url:
        return self.at("changes/", lang)

    def changes_file(self, lang: str) -> Url:
        return self.at("changes/changes.json", lang)

    def corrections(self, lang: str) -> Url:
        return self.standing("corrections", lang)

    def standing(self, id: str, lang: str) -> Url:
        return self.at(f"{id}/", lang)

    def feeds(self, lang: str) -> Url:
        return self.at("feeds/", lang)

    def search(self, lang: str) -> Url:
        return self.at("search/", lang)

    def found(self, lang: str, *terms: Key, **more: str) -> str:
        """The link to a list of what belongs to all of some terms, which the page of search makes."""
        return f"{self.search(lang).href}?{_query((*terms, *more.items()))}"

    def search_file(self, name: str, lang: str) -> Url:
        """Of what the page of search reads."""
        return self.at(f"search/{name}", lang)

    def asset(self, name: str) -> Url:
        return self.at(f"assets/{name}")

    def theme_asset(self, name: str) -> Url:
        """Of a file of `templates/assets/`, by the name that it has there. A stand-in, until its bytes are known."""
        return self.asset(stand_in(name))

    def former(self, path: str) -> Url:
        """Of an address that a former site had: its path below this site, which was checked where it was read."""
        return self.at(path[1:] if path.endswith("/") else file_of_address(path)[1:])

    def _from_first(self, path: str, lang: str, number: int) -> Url:
        return self.at(path if number == 1 else f"{path}page/{number}/", lang)

    def _from_oldest(self, path: str, lang: str, number: int) -> Url:
        return self.at(f"{path}page/{number}/" if number else path, lang)


def _query(pairs: Iterable[tuple[str, str]]) -> str:
    """What `urlencode` makes of them, by a shorter way for plain ones: a term's page has thirty."""
    return "&".join(f"{_in_query(name)}={_in_query(value)}" for name, value in pairs)


def _in_query(text: str) -> str:
    return text if _PLAIN_IN_QUERIES.fullmatch(text) else quote_plus(text)


def at_anchor(address: str, anchor: str) -> str:
    """A place in a page. What a browser takes literally there stays as it is, `/` and `?` among it."""
    return f"{address}#{quote(anchor, safe=_IN_ANCHORS)}" if anchor else address
