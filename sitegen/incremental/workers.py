"""Work in several processes, where they can be forked. The results are the same, in the same order, for any number.

A process that is spawned inherits nothing, and neither opened folders nor the cache nor a digest can be sent to it.
"""

import gc
import mmap
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

# What starts processes is loaded where some are started: most edits need none.
if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess as Process
    from multiprocessing.synchronize import Lock

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

_NO_WORK: tuple[Callable[[Any], Any], Sequence[Any]] = (bool, ())
_work = _NO_WORK  # what forked workers inherit, so that no task is ever copied
# The first task that nobody has begun, the end of these, how many processes there are; in memory that all share,
# for which no file is made, as multiprocessing's own would be.
_left: memoryview
_lock: "Lock"
_done = 0  # tasks, of this process
_TIDY = 64  # tasks, after which what pages left is given back
_from_end = False  # whether this process takes the last one that is left


def in_processes(
    work: Callable[[_Task], _Result],
    tasks: Sequence[_Task],
    jobs: int,
    meanwhile: Callable[[], object] = lambda: None,
) -> Iterator[_Result]:
    """The result of each task, in their order; in this process for one job or one task, or where none can be forked.

    One half of the processes begins with the first task, the other with the last: where tasks that have much in common
    stand together, the processes remember little of the same. `meanwhile`: what this process does while others work.
    Raises OSError when a worker dies (the machine is out of
    memory, say), and what `work` raises.
    """
    if jobs < 2 or len(tasks) < 2 or not _can_fork():
        meanwhile()
        yield from map(work, tasks)
        return
    import multiprocessing as mp
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    global _work, _left, _lock
    context = mp.get_context("fork")
    _work, _lock, _left = (work, tasks), context.Lock(), memoryview(mmap.mmap(-1, 24)).cast("q")
    _left[1] = len(tasks)
    give_back()
    gc.freeze()  # a collection in a worker would touch, and so copy, all that it inherits
    try:
        with ProcessPoolExecutor(min(jobs, len(tasks)), context, _begin) as pool:
            try:
                results = pool.map(_call, range(len(tasks)))  # from here on they work
                meanwhile()
                give_back()
                yield from _in_order(results)
            except BrokenProcessPool:
                raise OSError("a worker process died; is there enough memory?") from None
            finally:
                pool.shutdown(cancel_futures=True)
    finally:
        give_back()
        gc.unfreeze()
        _work = _NO_WORK  # what was worked on would stay, and many megabytes with it


def give_back() -> None:
    """Gives the system back what is free between what is in use, a fifth of all: each process would hold it too."""
    try:
        import ctypes

        trim = ctypes.CDLL(None).malloc_trim  # of glibc alone
    except (ImportError, OSError, AttributeError):
        return
    trim(0)


def in_background(work: Callable[[_Task], object], tasks: Sequence[_Task], jobs: int) -> "list[Process]":
    """Begins work whose results do not come back here, in processes that end by themselves, or with this one.

    None is begun where none can be forked: that work is left to whoever needs it.
    """
    if not _can_fork():
        return []
    import multiprocessing as mp

    shares = [tasks[number::jobs] for number in range(jobs)]
    gc.freeze()
    try:
        begun = [mp.get_context("fork").Process(target=_work_through, args=(work, memo)) for memo in shares]
        for process in begun:
            process.daemon = True
            process.start()
    finally:
        gc.unfreeze()
    return [*begun]


def _can_fork() -> bool:
    """Not on macOS, which has it: its own libraries may run threads, and what is forked beside those may crash.

    https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods
    """
    if sys.platform == "darwin":
        return False
    from multiprocessing import get_all_start_methods

    return "fork" in get_all_start_methods()


def _work_through(work: Callable[[_Task], object], tasks: Sequence[_Task]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which may take it as it likes
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.nice(19)  # whoever waits for a page comes first
    _end_with_parent()
    for task in tasks:
        work(task)


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for ever, and hold the lock of the digest."""
    gc.disable()  # a worker does not live long enough to be in need of it
    threading.Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _begin() -> None:
    global _from_end
    _end_with_parent()
    with _lock:
        _from_end, _left[2] = bool(_left[2] % 2), _left[2] + 1


def _call(_: int) -> tuple[int, Any]:
    """The next task from this process's end: its number, and its result."""
    global _done
    work, tasks = _work
    _done += 1
    if _done % _TIDY == 0:
        give_back()
    with _lock:
        first, end = _left[0], _left[1]
        number = end - 1 if _from_end else first
        _left[1 if _from_end else 0] = number if _from_end else number + 1
    return number, work(tasks[number])


def _in_order(numbered: Iterable[tuple[int, _Result]]) -> Iterator[_Result]:
    """Results by the numbers of their tasks, each as soon as those before it are there."""
    waiting: dict[int, _Result] = {}
    number = 0
    for done, result in numbered:
        waiting[done] = result
        while number in waiting:
            yield waiting.pop(number)
            number += 1
