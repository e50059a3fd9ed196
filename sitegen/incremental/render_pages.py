"""Making pages: only those that are stale, and only the files whose bytes differ.

A page is a function of its template, of what it is given, and of the facts of the digest that are taken while it is
rendered: where none of them has changed, it stands as it is. A view makes what its template asks for, and so the
template decides too what the page is made of.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen.content.body import Prose
from sitegen.incremental.cached_reader import Shelf
from sitegen.incremental.dependencies import Dependencies, dependencies_of, stale
from sitegen.incremental.kept_digest import decode_all
from sitegen.incremental.observed_digest import ObservedDigest
from sitegen.incremental.seen_pages import PageDependencies, SeenPages
from sitegen.incremental.task_order import alike_together, worked_on
from sitegen.incremental.workers import give_back
from sitegen.keys import key_of
from sitegen.output.asset_names import AssetNames
from sitegen.output.manifest import FileEntry
from sitegen.output.staging import Output
from sitegen.pages.context import PageContext
from sitegen.pages.page import Page
from sitegen.pages.social_card import SocialCard
from sitegen.problems import Problem, settled
from sitegen.render.renderer import Renderer
from sitegen.render.social_cards.set_up import unset_problem
from sitegen.version import program

_encode = msgspec.msgpack.Encoder().encode
_FEW = 8  # a part of so many pages asks for few entries of the digest


class RenderedPages(Struct, frozen=True):
    """What became of the pages. `staged`: the files that differ from what stands in the output."""

    files: dict[str, FileEntry]
    dependencies: SeenPages
    staged: list[str]
    rendered: int
    problems: list[Problem]


class _Rendered(Struct, frozen=True):
    """A page's bytes, or what went wrong; None for a picture that stands already. `drawn`, `unset`: of a picture."""

    data: bytes | Problem | None
    drawn: bytes = b""
    unset: str = ""


class _One(Struct, frozen=True):
    """What became of one page: what it was made of, and the file; or a problem."""

    dependencies: PageDependencies = PageDependencies()
    made: FileEntry = FileEntry(b"")
    problem: Problem | None = None
    rendered: bool = True
    staged: bool = False


def render_pages(
    pages: Mapping[str, Page],
    was: Dependencies,
    now: Dependencies,
    context: PageContext,
    observed: ObservedDigest,
    prose: Mapping[str, Prose],
    renderer: Renderer,
    output: Output,
    jobs: int,
) -> RenderedPages:
    """Renders what is stale of `pages`, by their files. `was`, `now`: what was seen of them.

    `prose`: what is not observed of it is looked through for names that have changed.

    Raises ForeignFolder and OSError as staging does.
    """
    old = output.manifest.files
    anew = stale(pages, was, now, prose)
    if not output.key or was.output != output.key:
        anew |= {name for name in pages if name not in anew and not _stands(was.pages.get(name), old.get(name))}
    names, old_names = AssetNames(now.names), AssetNames(was.names)
    renamed = set[str]()
    if was.names != now.names:
        renamed = {name for name in pages if name not in anew and not names.current(old[name].names)}
    others = {name: pages[name] for name in pages if name in anew or name in renamed}
    many = len(anew) > len(pages) // _FEW  # a page that only names other assets asks for nothing
    if many:
        decode_all(observed.real)
    tasks = [
        (name, others[name], was.pages.get(name) if name in renamed else None)
        for name in alike_together(others, context.languages)
    ]
    maker = _Maker(old, was, old_names, names, context, observed, prose, renderer, output)
    done = dict(worked_on(maker, tasks, now, jobs))
    ones = {name: done.pop(name) for name in others}
    files = {name: old[name] for name in pages if name not in anew and name not in renamed}
    files |= {name: one.made for name, one in ones.items() if not one.problem}
    staged, rendered = [name for name in ones if ones[name].staged], sum(one.rendered for one in ones.values())
    problems = [*dict.fromkeys(one.problem for one in ones.values() if one.problem)]
    dependencies = was.pages.followed_by(pages, _emptied(ones), anew | renamed)
    problems += _unset(pages, dependencies)
    if many:
        give_back()  # what was told of the pages is in these now
    return RenderedPages(files, dependencies, staged, rendered, settled(problems, context.config.check))


def check_pages(
    pages: Mapping[str, Page],
    was: Dependencies,
    now: Dependencies,
    context: PageContext,
    observed: ObservedDigest,
    prose: Mapping[str, Prose],
    renderer: Renderer,
    jobs: int,
) -> tuple[SeenPages, list[Problem]]:
    """Renders the pages of which something has changed, only to see what goes wrong; of which facts each is made.

    One that was found well and is made of what it was is well. `data` of those that were looked at is empty: nothing
    that stands in the output is known to be what they are now.
    """
    anew = stale(pages, was, now, prose)
    looked_at = {name: pages[name] for name in pages if name in anew}
    if len(looked_at) > len(pages) // _FEW:
        decode_all(observed.real)
    tasks = [(name, looked_at[name]) for name in alike_together(looked_at, context.languages)]

    def look(chunk: Sequence[tuple[str, Page]]) -> list[_One]:
        if isinstance(prose, Shelf):
            prose.ahead(page.origin for _, page in chunk)
        return [_look(name, page, context, observed, renderer) for name, page in chunk]

    done = dict(worked_on(look, tasks, now, jobs))
    ones = {name: done.pop(name) for name in looked_at}
    problems = [*dict.fromkeys(one.problem for one in ones.values() if one.problem)]
    found = was.pages.followed_by(pages, _emptied(ones), anew)
    problems += _unset(pages, found)
    return found, settled(problems, context.config.check)


def _emptied(ones: dict[str, _One]) -> Iterator[tuple[str, PageDependencies]]:
    """What the pages are made of that went well: of very many, what was told is not held any more."""
    for name in list(ones):
        one = ones.pop(name)
        if not one.problem:
            yield name, one.dependencies


def _look(name: str, page: Page, context: PageContext, observed: ObservedDigest, renderer: Renderer) -> _One:
    looked_at, facts = observed.watch(_looked_at, page, context, renderer)
    if isinstance(looked_at, Problem):
        return _One(problem=looked_at)
    return _One(replace(dependencies_of(page, b"", facts), unset=looked_at))


def _looked_at(page: Page, context: PageContext, renderer: Renderer) -> str | Problem:
    return "" if renderer.is_blank(page) else renderer.look(page, page.view(context))


def _unset(pages: Mapping[str, Page], seen: SeenPages) -> list[Problem]:
    return [unset_problem(pages[name], letters) for name, letters in seen.unset().items()]


def _stands(last: PageDependencies | None, made: FileEntry | None) -> bool:
    """Whether what stands in the output is what was looked at."""
    return made is not None and last is not None and made.data == last.data


class _Maker:
    def __init__(
        self,
        old: Mapping[str, FileEntry],
        was: Dependencies,
        old_names: AssetNames,
        names: AssetNames,
        context: PageContext,
        observed: ObservedDigest,
        prose: Mapping[str, Prose],
        renderer: Renderer,
        output: Output,
    ) -> None:
        self._was, self._prose = was.pages, prose
        self._old, self._old_names, self._names = old, old_names, names
        self._renamed = names.renaming(old_names)
        self._context, self._observed, self._renderer, self._output = context, observed, renderer, output

    def __call__(self, pages: Sequence[tuple[str, Page, PageDependencies | None]]) -> list[_One]:
        """With each page, what was seen of it where that has not changed."""
        if isinstance(self._prose, Shelf):
            self._prose.ahead(page.origin for _, page, last in pages if not last)  # a page shows what it comes from
        return [(last and self._named_anew(name, last)) or self._one(name, page) for name, page, last in pages]

    def _named_anew(self, name: str, last: PageDependencies) -> _One | None:
        """A page that differs in the names of assets alone."""
        old = self._old[name]
        data = self._output.standing(name, old) if old.names == self._old_names.key else None
        if data is None:
            return None
        made, staged = self._written(name, *(self._renamed(data) or self._names.put(self._old_names.taken_out(data))))
        return _One(replace(last, data=made.data), made, rendered=False, staged=staged)

    def _one(self, name: str, page: Page) -> _One:
        rendered, facts = self._observed.watch(self._rendered, name, page)
        data, staged = rendered.data, False
        if isinstance(data, Problem):
            return _One(problem=data)
        made = self._old[name] if data is None else FileEntry(b"")
        if data is not None:
            made, staged = self._written(name, *self._names.put(data))
        seen = replace(dependencies_of(page, made.data, facts), drawn=rendered.drawn, unset=rendered.unset)
        return _One(seen, made, rendered=data is not None, staged=staged)

    def _rendered(self, name: str, page: Page) -> _Rendered:
        if self._renderer.is_blank(page):
            return _Rendered(b"")
        view = page.view(self._context)
        if not (key := self._renderer.drawn_with(view)):
            return _Rendered(self._renderer.render(page, view))
        drawn, last = key_of(program(), key, _encode(view)), self._was.get(name)
        if last and last.drawn == drawn and _stands(last, self._old.get(name)):
            return _Rendered(None, drawn, last.unset)
        painter = self._renderer.painter
        unset = painter.missing(view) if painter and isinstance(view, SocialCard) else ""
        return _Rendered(self._renderer.render(page, view), drawn, unset)

    def _written(self, name: str, data: bytes, named: bytes) -> tuple[FileEntry, bool]:
        """A page with the names of assets in it, `named` by their key; and whether it was staged, for it differs from
        what stands there.
        """
        made, old = FileEntry(key_of(data), named), self._old.get(name)
        differs = old is None or old.data != made.data
        if differs:
            self._output.stage(name, data)
        return made, differs
