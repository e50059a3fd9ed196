"""plan: every page of the site."""

import importlib
import pkgutil
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from sitegen.config import SITE_FILE
from sitegen.pages import exports, kinds
from sitegen.pages.context import PageContext
from sitegen.pages.kinds import redirect
from sitegen.pages.page import Kind, Page
from sitegen.problems import WHOLE_FILE, KeyPath, Problem
from sitegen.text.normal import nfc

# To add a kind of page: a module with a `KIND` in one of the two rooms, and a template.
_MODULES = [
    importlib.import_module(each.name)
    for room in (exports, kinds)
    for each in pkgutil.iter_modules(room.__path__, f"{room.__name__}.")
]
# What has no template is of all data, and so the largest: it is made first, before a process holds much else.
KINDS: tuple[Kind, ...] = tuple(
    sorted(
        (module.KIND for module in _MODULES if hasattr(module, "KIND")),
        key=lambda kind: (bool(kind.template), kind.address),
    )
)


def every_kind() -> tuple[Kind, ...]:
    """Those too whose pages are made by another kind's module."""
    return tuple(each for module in _MODULES for each in vars(module).values() if isinstance(each, Kind))


def led_to(asked: Mapping[str, Collection[str]]) -> tuple[Kind, ...]:
    """The kinds that there are pages of. `asked`: what each template may ask of its view."""
    return tuple(
        kind
        for kind in KINDS
        if not kind.led_to_by or any(field in asked.get(template, ()) for template, field in kind.led_to_by)
    )


# What stands at the root of a site and is no page: its assets, and the name of its host.
_BESIDE = ("assets", "cname")


@cache
def own_names() -> tuple[str, ...]:
    """What the site's own pages at its root are called: no standing page and no taxonomy can be called so."""
    first = {kind.address.partition("/")[0] for kind in every_kind() if kind.address.endswith(("/", ".html"))}
    return tuple(sorted({name.removesuffix(".html") for name in first if "<" not in name} | {*_BESIDE}))


def plan(context: PageContext) -> tuple[dict[str, Page], list[Problem]]:
    """All pages by their files, and a problem for each address that two of them claim."""
    pages: dict[str, Page] = {}
    clashing: list[tuple[Page, Page]] = []
    for page in (page for kind in context.kinds if kind.pages for page in kind.pages(context)):
        first = pages.setdefault(page.url.file, page)
        if first is not page and not _same_way(first, page):
            clashing.append((first, page))
    clashing += _alike(pages)
    return pages, [problem for pair in clashing for problem in _clash(*pair)]


def _alike(pages: Mapping[str, Page]) -> Iterator[tuple[Page, Page]]:
    """Pages of which one stands in the other's way, though their files are not called the same.

    Servers show one page at `/x`, `/x/` and `/x.html`, some file systems take `/X` for it too, and none lets a file
    have others below it. The site's own addresses are of lower case, and each is a folder: only redirects can do that.
    From `/x.html` to `/x/` they may lead.
    """
    redirects = [(nfc(name.casefold()), page) for name, page in pages.items() if page.kind is redirect.KIND]
    files = dict(redirects)
    stems: dict[str, Page] = {}
    for name, page in redirects:
        stem = f"/{name}".removesuffix("/index.html").removesuffix(".html")
        beside = [pages.get(file) for file in (f"{stem}.html"[1:], f"{stem}/index.html"[1:])]
        for other in (stems.setdefault(stem, page), *beside):
            if other and other is not page and not _same_way(other, page) and not _goal(page, other, name):
                yield other, page
        yield from ((above, page) for folder in _folders(name) if (above := files.get(folder) or pages.get(folder)))


def _goal(redirect: Page, other: Page, name: str) -> bool:
    """Whether a redirect leads to the page beside it. `name`: of the redirect's file, as some file systems take it."""
    return bool(redirect.given[1] == other.url.href and other.url.file != name)


def _folders(name: str) -> Iterator[str]:
    while name := name.rpartition("/")[0]:
        yield name


def _same_way(one: Page, other: Page) -> bool:
    """Whether two redirects lead to the same page, so that neither is missed."""
    return one.kind is other.kind is redirect.KIND and one.given == other.given


def _clash(one: Page, other: Page) -> list[Problem]:
    """At the file that each comes from; where both are the site's own, at its settings, which name taxonomies."""
    pairs = [(a, b.origin or "the site itself") for a, b in ((one, other), (other, one)) if a.origin]
    return [
        Problem(
            rule="duplicate-url",
            path=page.origin or SITE_FILE,
            message=f"two pages would have the address /{page.url.path}",
            hint=f"the other comes from {twin}; change an id, or an entry of `was`",
            where=KeyPath(("was",)) if page.kind is redirect.KIND else WHOLE_FILE,
        )
        for page, twin in pairs or [(one, "the site itself")]
    ]
