"""In which order pages are made, when several processes make them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import Any, TypeVar

from sitegen.incremental.dependencies import Dependencies
from sitegen.incremental.workers import in_processes
from sitegen.pages.exports import pictures, search
from sitegen.pages.page import Page

_CHUNK = 64  # pages to a task, at most
_SHARES = 8  # of few pages each process has so many tasks, so that none waits long for another
_WORTH_IT = 24  # fewer pages are rendered sooner than workers start

_Task = TypeVar("_Task", bound=tuple[Any, ...])  # a file, its page, and more
_Result = TypeVar("_Result")


def alike_together(pages: Mapping[str, Page], languages: Sequence[str]) -> list[str]:
    """The names of pages, those of one language together: what lists show of a note is made once for a language.

    Processes begin at both ends (`workers.py`), and each remembers what it made. So lists, which show much of the
    same, stand at the ends, and pages of notes, the most, in the middle.
    """
    places = {lang: place for place, lang in enumerate(languages)}
    at = {name: places.get(page.url.path.partition("/")[0], 0) for name, page in pages.items()}
    counts = Counter((at[name], page.kind.address) for name, page in pages.items())

    def key(name: str) -> tuple[int, int, str]:
        place, kind = at[name], pages[name].kind.address
        count = counts[place, kind]
        return place, -count if place else count, kind

    return sorted(pages, key=key)


def worked_on(
    work: Callable[[Sequence[_Task]], list[_Result]],
    tasks: Sequence[_Task],
    now: Dependencies,
    jobs: int,
) -> Iterator[tuple[str, _Result]]:
    """What became of pages, by their files, of at most so many at a time. Meanwhile this process makes the files of the
    index of search, if they are not there yet, and the pages that are these files.
    """
    pages = [task for task in tasks if task[1].kind is not search.KIND]
    chunks = _chunks(pages, min(len(pages) // (_SHARES * jobs) + 1, _CHUNK))
    files = _chunks([task for task in tasks if task[1].kind is search.KIND], _CHUNK)
    of_files: list[list[_Result]] = []

    def meanwhile() -> None:
        if files:
            now.facts.search  # noqa: B018  it is made when it is asked for
            of_files.extend(map(work, files))

    made = chain(in_processes(work, chunks, _processes(chunks, jobs), meanwhile), of_files)
    for tasks_of_one, ones in zip([*chunks, *files], made, strict=True):
        yield from ((task[0], one) for task, one in zip(tasks_of_one, ones, strict=True))


def _chunks(tasks: Sequence[_Task], size: int) -> list[Sequence[_Task]]:
    """Pages for one process at a time; what is drawn of one picture is together, so that it is decoded once."""
    drawn = [list(group) for origin, group in groupby(tasks, key=_picture) if origin]
    others = [each for each in tasks if not _picture(each)]
    return [*drawn, *(others[start : start + size] for start in range(0, len(others), size))]


def _picture(task: tuple[Any, ...]) -> str:
    """The file of which a picture is to be drawn."""
    page: Page = task[1]
    return page.origin if page.kind is pictures.KIND else ""


def _processes(chunks: Sequence[Sequence[tuple[Any, ...]]], jobs: int) -> int:
    """A picture takes as long as many pages."""
    worth = sum(_WORTH_IT // 3 if _picture(chunk[0]) else len(chunk) for chunk in chunks)
    return jobs if worth > _WORTH_IT else 1
