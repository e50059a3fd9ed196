"""Making pages: only those that are stale, and only the files whose bytes differ.

A page is a function of its template and its view. So it is fresh while the key of both is the one in the manifest.
Where not even what views are made of has changed, but for some prose, only pages that showed that prose are looked at.
"""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from sitegen.build.manifest import Made, Manifest
from sitegen.build.output import Output
from sitegen.build.reading import Shelf
from sitegen.build.workers import in_processes
from sitegen.cache import key_of
from sitegen.pages.routes import file_of
from sitegen.pages.views import Page
from sitegen.problems import Problem
from sitegen.render.renderer import Renderer

_CHUNK = 64  # pages to a task
_WORTH_IT = 256  # fewer pages are rendered sooner than workers start
_encode = msgspec.msgpack.Encoder().encode


class Making(Struct, frozen=True):
    """What became of the pages. `staged`: the files that differ from what stands in the output."""

    files: dict[str, Made]
    staged: list[str]
    rendered: int
    problems: list[Problem]


def make(
    pages: Sequence[Page],
    manifest: Manifest,
    now: Manifest,
    renderer: Renderer,
    shelf: Shelf,
    output: Output,
    jobs: int,
) -> Making:
    """Renders what is stale against a manifest. `now`: the manifest to be, whose `files` are still to come.

    Raises ForeignFolder and OSError as staging does.
    """
    names = [file_of(page.url) for page in pages]
    fresh = _fresh(pages, names, manifest, now)
    stale = [(name, page) for name, page in zip(names, pages, strict=True) if name not in fresh]
    parts = [stale[start : start + _CHUNK] for start in range(0, len(stale), _CHUNK)]
    maker = _Maker(manifest.files, now.templates, renderer, shelf, output)
    files, staged, problems, rendered = fresh, [], [], 0
    for part in in_processes(maker, parts, jobs if len(stale) > _WORTH_IT else 1):
        for name, made, was_rendered, was_staged in part:
            rendered += was_rendered
            if isinstance(made, Problem):
                problems.append(made)
                continue
            files[name] = made
            if was_staged:
                staged.append(name)
    return Making(files, staged, rendered, problems)


def render_all(pages: Sequence[Page], renderer: Renderer, jobs: int) -> list[Problem]:
    """Renders every page, only to see what goes wrong."""
    parts = [pages[start : start + _CHUNK] for start in range(0, len(pages), _CHUNK)]

    def failures(part: Sequence[Page]) -> list[Problem]:
        results = [renderer.render(page, page.view()) for page in part]
        return [result for result in results if isinstance(result, Problem)]

    jobs = jobs if len(pages) > _WORTH_IT else 1
    return [problem for found in in_processes(failures, parts, jobs) for problem in found]


def _fresh(pages: Sequence[Page], names: Sequence[str], old: Manifest, now: Manifest) -> dict[str, Made]:
    """The pages that need no look at their view."""
    if old.plan != now.plan:
        return {}
    changed = {path for path in old.prose | now.prose if old.prose.get(path) != now.prose.get(path)}
    found = {}
    for page, name in zip(pages, names, strict=True):
        made = old.files.get(name)
        if (
            made
            and old.templates.get(page.template) == now.templates.get(page.template)
            and changed.isdisjoint(made.prose)
        ):
            found[name] = made
    return found


class _Maker:
    """Makes some pages: of each its file, what it was made of or what went wrong, whether rendered, whether staged."""

    def __init__(
        self,
        old: Mapping[str, Made],
        templates: Mapping[str, bytes],
        renderer: Renderer,
        shelf: Shelf,
        output: Output,
    ) -> None:
        self._old, self._templates, self._renderer, self._shelf, self._output = old, templates, renderer, shelf, output

    def __call__(self, pages: Sequence[tuple[str, Page]]) -> list[tuple[str, Made | Problem, bool, bool]]:
        return [self._one(name, page) for name, page in pages]

    def _one(self, name: str, page: Page) -> tuple[str, Made | Problem, bool, bool]:
        old = self._old.get(name)
        self._shelf.taken.clear()
        view = page.view()
        made_of = key_of(self._templates.get(page.template, b""), _encode(view))
        prose = tuple(self._shelf.taken)
        if old and old.made_of == made_of:
            return name, Made(old.data, made_of, prose), False, False
        data = self._renderer.render(page, view)
        if isinstance(data, Problem):
            return name, data, True, False
        key = key_of(data)
        differs = not old or old.data != key
        if differs:
            self._output.stage(name, data)
        return name, Made(key, made_of, prose), True, differs
