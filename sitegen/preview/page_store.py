"""The files of a site as somebody looks at them: each is made when it is asked for, once for each state of the site."""

import datetime as dt
import re
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from threading import Lock
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from sitegen.content.assets import Asset, published_bytes
from sitegen.content.files import File
from sitegen.digest.model import Digest
from sitegen.disk import LARGEST_FILE, contents
from sitegen.incremental.planned_site import PlannedSite
from sitegen.keys import key_of
from sitegen.output.asset_names import AssetNames, published
from sitegen.output.static_files import STATIC, published_as
from sitegen.pages.exports import pictures
from sitegen.pages.page import Page
from sitegen.pages.picture_variant import PictureVariant
from sitegen.problems import Problem
from sitegen.render.renderer import Renderer
from sitegen.text.zones import today

_KEPT = 200  # pages as they were last made
_LINKS = re.compile(rb"""href=["']([^"'#?]+)""")


class ServedFile(Struct, frozen=True):
    """A page, an asset or a static file as it is now. `key` stands for what is seen of it.

    `draft` and `later`: what a build might hold back. `held`: the same of the notes that it links to, `draft` or
    `later` by their addresses. `failed`: the page is an older one, or none at all, for it cannot be made now.
    """

    name: str
    data: bytes
    key: str
    origin: str = ""
    draft: bool = False
    later: bool = False
    held: dict[str, str] = {}
    failed: bool = False

    @property
    def is_page(self) -> bool:
        """Whether it is one of the site's own, and not such a file as the site's owner put there."""
        return self.name.endswith(".html") and not self.origin.startswith(f"{STATIC}/")


class Undrawn(Struct, frozen=True):
    """A picture beside notes that nobody has asked for yet: it takes long, and nothing waits for it meanwhile."""

    view: PictureVariant
    origin: str
    renderer: Renderer
    one_by_one: Lock

    def drawn(self) -> bytes | Problem:
        assert self.renderer.pictures is not None
        with self.one_by_one:
            return self.renderer.pictures.draw(self.view)


class PageStore:
    """`failures`: what went wrong where a page could not be made."""

    def __init__(self) -> None:
        self.failures: dict[str, Problem] = {}
        self._one_by_one = Lock()
        self._pictures: OrderedDict[PictureVariant, ServedFile] = OrderedDict()  # those that were drawn last
        self._site: PlannedSite | None = None
        self._names = AssetNames({})
        self._pages: Mapping[str, Page] = {}
        self._assets: dict[str, tuple[str, Asset]] = {}  # names of files to paths in `content/`, and what stands there
        self._own: dict[str, bytes] = {}  # those of the templates
        self._static: dict[str, File] = {}
        self._held: dict[str, str] | None = None  # of all notes, once it is asked for
        self._made: OrderedDict[str, ServedFile] = OrderedDict()  # since the last change
        self._good: OrderedDict[str, ServedFile] = OrderedDict()  # the last that could be made, before assets are named

    def take(self, site: PlannedSite) -> None:
        """Shows this site from now on; what was made of the one before is `forget`'s."""
        self._site, self._held = site, None
        self._pages = site.pages
        named = published(site.theme.assets)
        self._names = AssetNames(named)
        url = site.context.urls.asset
        self._assets = {url(asset.name).file: (path, asset) for path, asset in site.assets.items()}
        self._static = {published_as(path): file for path, file in site.static.items()}
        self._own = {url(named[own]).file: data for own, data in site.theme.assets.items()}

    def forget(self) -> None:
        """Something has changed: what is asked for next is made anew."""
        self._made.clear()
        self.failures.clear()

    def has(self, name: str) -> bool:
        return any(name in files for files in (self._pages, self._assets, self._own, self._static))

    def url(self, origin: str) -> str | None:
        pages = (page for page in self._pages.values() if page.template)  # and none of its pictures
        return next((page.url.path for page in pages if page.origin == origin), None)

    def file(self, name: str, files: Mapping[str, File]) -> ServedFile | None:
        """None where there is none, or where it has never yet been possible to make it. `files`: of `content/`."""
        if name in self._pages:
            return self._page(name)
        data = self._own.get(name)
        path, asset = self._assets.get(name, ("", None))
        file = self._static.get(name) or files.get(path)
        if data is None and file:
            with suppress(OSError):  # it went, or changed, or what replaced it is no file
                data = published_bytes(file, asset) if asset else contents(file, LARGEST_FILE)
        return None if data is None else ServedFile(name, data, key_of(data).hex(), file.path if file else "")

    def undrawn(self, name: str) -> Undrawn | None:
        """The picture beside notes that a name stands for, if it is still to be drawn."""
        page = self._pages.get(name)
        if page is None or page.kind is not pictures.KIND or name in self._made:
            return None
        assert self._site is not None
        view, _ = self._site.observed.watch(page.view, self._site.context)
        if view in self._pictures:
            _keep(self._made, self._pictures[view])
            return None
        return Undrawn(view, page.origin, self._site.theme.renderer, self._one_by_one)

    def with_picture(self, name: str, picture: Undrawn, drawn: bytes | Problem) -> ServedFile | None:
        """The file of a picture that was drawn; None where it could not be. The site may be another by now."""
        if isinstance(drawn, Problem):
            self.failures[name] = drawn
            return None
        made = ServedFile(name, drawn, key_of(drawn).hex(), picture.origin)
        self._pictures[picture.view] = made
        if len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        return made

    def _page(self, name: str) -> ServedFile | None:
        if name not in self._made:
            made = self._render(name)
            if made is None:
                old = self._good.get(name)
                return replace(self._named(old), failed=True) if old else None
            _keep(self._good, made)
            _keep(self._made, self._named(made))
        return self._made[name]

    def _render(self, name: str) -> ServedFile | None:
        assert self._site is not None
        page = self._pages[name]
        (view, data), _ = self._site.observed.watch(_rendered, page, self._site)
        if isinstance(data, Problem):
            self.failures[name] = data
            return None
        day = getattr(view, "date", None)
        later = isinstance(day, dt.date) and day > today(self._site.context.config.zone)
        return ServedFile(name, data, "", page.origin, getattr(view, "draft", False), later, self._linked(name, data))

    def _named(self, made: ServedFile) -> ServedFile:
        """A page as its names of assets are now: those of an older one may be published no more."""
        data, _ = self._names.put(made.data)
        return replace(made, data=data, key=key_of(data, repr((made.draft, made.later, made.held)).encode()).hex())

    def _linked(self, name: str, page: bytes) -> dict[str, str]:
        """The notes that a page links to, and that a build might hold back."""
        assert self._site is not None
        if self._held is None:
            held = _held(self._site.observed.digest)
            pages = self._pages.values() if held else ()
            self._held = {page.url.href: held[page.origin] for page in pages if page.origin in held}
        if not self._held or not name.endswith(".html"):
            return {}
        links = {link.decode() for link in _LINKS.findall(page)}
        return {address: why for address, why in self._held.items() if address in links}


def _rendered(page: Page, site: PlannedSite) -> tuple[Any, bytes | Problem]:
    """A page's view, and its bytes."""
    view = page.view(site.context)
    return view, site.theme.renderer.render(page, view)


def _held(digest: Digest) -> dict[str, str]:
    """Files of notes that are drafts, or dated ahead."""
    now = today(digest.config.zone)
    return {
        text.path: "draft" if text.front.draft else "later"
        for note in digest.notes.values()
        for text in note.texts.values()
        if text.front.draft or note.date > now
    }


def _keep(kept: OrderedDict[str, ServedFile], made: ServedFile) -> None:
    kept[made.name] = made
    kept.move_to_end(made.name)
    if len(kept) > _KEPT:
        kept.popitem(last=False)
