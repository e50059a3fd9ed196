"""Work in several processes. The results are the same, in the same order, for any number of them."""

import gc
import multiprocessing as mp
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

_Part = TypeVar("_Part")
_Result = TypeVar("_Result")

_work: tuple[Callable[[Any], Any], Sequence[Any]]  # what forked workers inherit, so that no part is ever copied


def in_processes(work: Callable[[_Part], _Result], parts: Sequence[_Part], jobs: int) -> Iterator[_Result]:
    """The result of each part, in their order; in this process for one job or one part.

    Raises OSError when a worker dies (the machine is out of memory, say), and what `work` raises.
    """
    if jobs < 2 or len(parts) < 2 or "fork" not in mp.get_all_start_methods():
        yield from map(work, parts)
        return
    global _work
    _work = work, parts
    gc.collect(0)
    gc.freeze()  # a collection in a worker would touch, and so copy, all that it inherits
    try:
        with ProcessPoolExecutor(min(jobs, len(parts)), mp.get_context("fork"), _end_with_parent) as pool:
            try:
                yield from pool.map(_call, range(len(parts)))
            except BrokenProcessPool:
                raise OSError("a worker process died; is there enough memory?") from None
            finally:
                pool.shutdown(cancel_futures=True)
    finally:
        gc.unfreeze()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for ever, and hold the lock of the digest."""
    threading.Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    parent = mp.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _call(number: int) -> Any:
    work, parts = _work
    return work(parts[number])
