"""Rendering in several processes. The bytes are the same for any number of them."""

import multiprocessing as mp
from collections.abc import Iterator, Sequence

from sitegen.pages.routes import file_of
from sitegen.pages.views import Page
from sitegen.problems import Problem
from sitegen.render.renderer import Renderer

_CHUNK = 64  # pages to a task
_WORTH_IT = 1000  # fewer pages are rendered sooner than workers start

_work: tuple[Renderer, Sequence[Page]]  # what forked workers inherit, so that no view is ever copied


def render_all(renderer: Renderer, pages: Sequence[Page], jobs: int) -> Iterator[tuple[str, bytes | Problem]]:
    """Each page's file and its bytes, or the problem that it met; in the order of the pages."""
    if jobs < 2 or len(pages) < _WORTH_IT or "fork" not in mp.get_all_start_methods():
        yield from ((file_of(page.url), renderer.render(page)) for page in pages)
        return
    global _work
    _work = renderer, pages
    with mp.get_context("fork").Pool(jobs) as pool:
        for chunk in pool.imap(_render_chunk, range(0, len(pages), _CHUNK)):
            yield from chunk


def _render_chunk(start: int) -> list[tuple[str, bytes | Problem]]:
    renderer, pages = _work
    return [(file_of(page.url), renderer.render(page)) for page in pages[start : start + _CHUNK]]
