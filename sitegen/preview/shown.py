"""The files of a site as somebody looks at them: each is made when it is asked for, once for each state of the site."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from sitegen.build.naming import Names
from sitegen.cache import key_of
from sitegen.content.files import File
from sitegen.disk import LARGEST_FILE, contents
from sitegen.pages.routes import file_of
from sitegen.pages.views import Page
from sitegen.problems import Problem
from sitegen.road import Site

_KEPT = 200  # pages as they were last made


class Made(Struct, frozen=True):
    """A page or an asset as it is now. `key` stands for its bytes; `draft` and `later`: what a build might hold back.

    `failed`: the page is an older one, or none at all, for it cannot be made now.
    """

    name: str
    data: bytes
    key: str
    origin: str = ""
    draft: bool = False
    later: bool = False
    failed: bool = False


class Shown:
    """`failures`: what went wrong where a page could not be made."""

    def __init__(self) -> None:
        self.failures: dict[str, Problem] = {}
        self._site: Site | None = None
        self._names = Names({})
        self._pages: dict[str, Page] = {}
        self._assets: dict[str, str] = {}  # names of files to paths in `content/`, empty for those of the templates
        self._made: OrderedDict[str, Made] = OrderedDict()  # since the last change
        self._good: OrderedDict[str, Made] = OrderedDict()  # the last that could be made

    def take(self, site: Site) -> None:
        """Shows this site from now on; what was made of the one before is `forget`'s."""
        self._site = site
        self._pages = site.pages
        self._names = Names({name: name for name in site.templates.assets})
        self._assets = {file_of(f"assets/{asset.name}"): path for path, asset in site.assets.items()}
        self._assets |= {file_of(f"assets/{name}"): "" for name in site.templates.assets}

    def forget(self) -> None:
        """Something has changed: what is asked for next is made anew."""
        self._made.clear()
        self.failures.clear()

    def has(self, name: str) -> bool:
        return name in self._pages or name in self._assets

    def url(self, origin: str) -> str | None:
        return next((page.url for page in self._pages.values() if page.origin == origin), None)

    def file(self, name: str, files: Mapping[str, File]) -> Made | None:
        """None where there is none, or where it has never yet been possible to make it. `files`: of `content/`."""
        if name in self._pages:
            return self._page(name)
        return self._asset(name, files) if name in self._assets else None

    def _page(self, name: str) -> Made | None:
        if name not in self._made:
            made = self._render(name)
            if made is None:
                old = self._good.get(name)
                return replace(old, failed=True) if old else None
            for kept in (self._made, self._good):
                kept[name] = made
                kept.move_to_end(name)
                if len(kept) > _KEPT:
                    kept.popitem(last=False)
        return self._made[name]

    def _render(self, name: str) -> Made | None:
        assert self._site is not None
        page = self._pages[name]
        view, _ = self._site.observed.watch(page.view)
        data = self._site.renderer.render(page, view)
        if isinstance(data, Problem):
            self.failures[name] = data
            return None
        data, _ = self._names.put(data)
        day = getattr(view, "date", None)
        later = isinstance(day, dt.date) and day > dt.date.today()
        return Made(name, data, key_of(data).hex(), page.origin, getattr(view, "draft", False), later)

    def _asset(self, name: str, files: Mapping[str, File]) -> Made | None:
        assert self._site is not None
        path = self._assets[name]
        if not path:
            data = self._site.templates.assets[name.removeprefix("assets/")]
            return Made(name, data, key_of(data).hex())
        try:
            data = contents(files[path], LARGEST_FILE)
        except (OSError, KeyError):
            return None
        return Made(name, data, key_of(data).hex(), path)
