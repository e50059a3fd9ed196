"""The one module that makes addresses.

A page's *url* is relative to the site's root and plain (`notes/오픈ai/`); its *address* is what a browser is given:
percent-encoded, from the host's root (`/digest/notes/…/`) or in full. A language other than the default has the first
segment of the url to itself.
"""

import datetime as dt
from urllib.parse import quote, urlencode, urlsplit

from sitegen.digest.model import Key
from sitegen.text.paths import file_of_address, unfit

_SAFE = "/"
_IN_ANCHORS = "/?:@!$&'()*+,;="  # RFC 3986, 3.5; `#page=42` of a PDF must stay as it is


class Urls:
    def __init__(self, base_url: str, default: str) -> None:
        base = urlsplit(base_url)
        self._host = f"{base.scheme}://{base.netloc}"
        self._base = quote(base.path.rstrip("/") + "/", safe=_SAFE + "%")
        self._default = default
        self._addresses: dict[str, str] = {}  # a term's stands on hundreds of pages, and quoting it takes 3 µs

    def address(self, url: str) -> str:
        """From the host's root: for every link in a page."""
        if url not in self._addresses:
            self._addresses[url] = self._base + quote(url, safe=_SAFE)
        return self._addresses[url]

    def full(self, url: str) -> str:
        """With the host: for feeds, sitemap, canonical, Open Graph and e-mail alone."""
        return self._host + self.address(url)

    @property
    def host(self) -> str:
        """What stands before an address in full."""
        return self._host

    def home(self, lang: str) -> str:
        return "" if lang == self._default else f"{lang}/"

    def at(self, address: str, lang: str) -> str:
        """What stands at an address in the default language, in another."""
        return f"{self.home(lang)}{address}"

    def notes(self, lang: str, number: int = 1) -> str:
        return self._numbered(f"{self.home(lang)}notes/", number)

    def note(self, id: str, lang: str) -> str:
        return f"{self.home(lang)}notes/{id}/"

    def taxonomy(self, taxonomy: str, lang: str) -> str:
        return f"{self.home(lang)}{taxonomy}/"

    def term(self, key: Key, lang: str, number: int = 1) -> str:
        return self._numbered(f"{self.home(lang)}{key[0]}/{key[1]}/", number)

    def claims(self, lang: str, number: int = 1) -> str:
        return self._numbered(f"{self.home(lang)}claims/", number)

    def claim(self, id: str, lang: str) -> str:
        return f"{self.home(lang)}claims/{id}/"

    def relations(self, lang: str, number: int = 1) -> str:
        return self._numbered(f"{self.home(lang)}relations/", number)

    def matrix(self, lang: str) -> str:
        return f"{self.home(lang)}relations/matrix/"

    def entity_themes(self, key: Key, lang: str) -> str:
        return f"{self.term(key, lang)}themes/"

    def editions(self, lang: str) -> str:
        return f"{self.home(lang)}editions/"

    def edition(self, id: str, lang: str) -> str:
        return f"{self.home(lang)}editions/{id}/"

    def quotes(self, lang: str, number: int = 1) -> str:
        return self._numbered(f"{self.home(lang)}quotes/", number)

    def data(self, name: str) -> str:
        return f"data/{name}"

    def schema(self, table: str) -> str:
        return self.data(f"schema/{table}.json")

    def data_page(self, lang: str) -> str:
        return f"{self.home(lang)}data/"

    def changes(self, lang: str) -> str:
        return f"{self.home(lang)}changes/"

    def changes_file(self, lang: str) -> str:
        return f"{self.changes(lang)}changes.json"

    def corrections(self, lang: str) -> str:
        return self.standing("corrections", lang)

    def standing(self, id: str, lang: str) -> str:
        return f"{self.home(lang)}{id}/"

    def feeds(self, lang: str) -> str:
        return f"{self.home(lang)}feeds/"

    def asset(self, name: str) -> str:
        return f"assets/{name}"

    @staticmethod
    def feed(url: str) -> str:
        """The Atom feed of what stands at a url."""
        return f"{url}feed.xml"

    @staticmethod
    def json_feed(url: str) -> str:
        return f"{url}feed.json"

    def calendar(self, lang: str) -> str:
        """Of what falls due."""
        return f"{self.claims(lang)}due.ics"

    @staticmethod
    def email(url: str, ending: str) -> str:
        """An edition as an e-mail: `html` or `txt`."""
        return f"{url}email.{ending}"

    def former(self, path: str) -> str:
        """Of an address that a former site had: its path below this site, which was checked where it was read."""
        return path[1:] if path.endswith("/") else file_of_address(path)[1:]

    @staticmethod
    def _numbered(url: str, number: int) -> str:
        return url if number == 1 else f"{url}page/{number}/"


def at_anchor(address: str, anchor: str) -> str:
    """A place in a page. What a browser takes literally there stays as it is, `/` and `?` among it."""
    return f"{address}#{quote(anchor, safe=_IN_ANCHORS)}" if anchor else address


def at_month(address: str, month: dt.date) -> str:
    """The section of a list that holds a month."""
    return at_anchor(address, f"section-{month:%Y-%m}") if address else ""


def query(**filters: str) -> str:
    """What behind the ledger's address asks for some of its rows."""
    return f"?{urlencode(filters)}#section-table"


def file_of(url: str) -> str:
    """The file that a page is written to: `x/` is the folder x with its index.html.

    Raises ValueError for one that would lie elsewhere: no text from `content/` may come this far unchecked.
    """
    name = f"{url}index.html" if not url or url.endswith("/") else url
    if why := unfit(name):
        raise ValueError(f"{name!r} cannot be a file of a site: {why}")
    return name
