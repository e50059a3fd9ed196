"""Work in several processes, where they can be forked. The results are the same, in the same order, for any number.

A process that is spawned inherits nothing, and neither opened folders nor the cache nor a digest can be sent to it.
"""

import gc
import multiprocessing as mp
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess as Process
from typing import Any, TypeVar

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

_work: tuple[Callable[[Any], Any], Sequence[Any]]  # what forked workers inherit, so that no task is ever copied


def in_processes(
    work: Callable[[_Task], _Result],
    tasks: Sequence[_Task],
    jobs: int,
    meanwhile: Callable[[], object] = lambda: None,
) -> Iterator[_Result]:
    """The result of each task, in their order; in this process for one job or one task, or where none can be forked.

    `meanwhile`: what this process does while others work. Raises OSError when a worker dies (the machine is out of
    memory, say), and what `work` raises.
    """
    if jobs < 2 or len(tasks) < 2 or not _can_fork():
        meanwhile()
        yield from map(work, tasks)
        return
    global _work
    _work = work, tasks
    gc.collect(0)
    gc.freeze()  # a collection in a worker would touch, and so copy, all that it inherits
    try:
        with ProcessPoolExecutor(min(jobs, len(tasks)), mp.get_context("fork"), _end_with_parent) as pool:
            try:
                results = pool.map(_call, range(len(tasks)))  # from here on they work
                meanwhile()
                yield from results
            except BrokenProcessPool:
                raise OSError("a worker process died; is there enough memory?") from None
            finally:
                pool.shutdown(cancel_futures=True)
    finally:
        gc.unfreeze()


def in_background(work: Callable[[_Task], object], tasks: Sequence[_Task], jobs: int) -> list[Process]:
    """Begins work whose results do not come back here, in processes that end by themselves, or with this one.

    None is begun where none can be forked: that work is left to whoever needs it.
    """
    if not _can_fork():
        return []
    shares = [tasks[number::jobs] for number in range(jobs)]
    gc.collect(0)
    gc.freeze()
    try:
        begun = [mp.get_context("fork").Process(target=_work_through, args=(work, memo)) for memo in shares]
        for process in begun:
            process.daemon = True
            process.start()
    finally:
        gc.unfreeze()
    return list[Process](begun)


def _can_fork() -> bool:
    """Not on macOS, which has it: its own libraries may run threads, and what is forked beside those may crash.

    https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods
    """
    return sys.platform != "darwin" and "fork" in mp.get_all_start_methods()


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
    parent = mp.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _call(number: int) -> Any:
    work, tasks = _work
    return work(tasks[number])
