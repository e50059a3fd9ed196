"""How the time of work grows with the size of what it works on.

Only ratios count, of times of this thread alone: a worker of the tests has others. What was slow because the machine
was busy is fast at another time, so it is tried again before it is believed.
"""

import gc
import time
from collections.abc import Callable, Sequence
from statistics import median

FLOOR = 0.002  # seconds; what takes less is not slow
WAITS = (0, 0, 0, 0, 0.01, 0.01, 0.05, 0.05, 0.1, 0.1, 0.2, 0.2)  # seconds, before each further try


def seconds(work: Callable[[], object]) -> float:
    """Of this thread, for one run of the work."""
    gc.disable()
    try:
        start = time.thread_time()
        work()
        return time.thread_time() - start
    finally:
        gc.enable()


def times_as_long(taken: Callable[[int], float], many: int, few: int, most: float) -> float:
    """How many times as long the larger size takes; at most `most` if it ever was, whatever the machine did meanwhile.

    `taken`: the seconds for a size.
    """
    took = [taken(many)]
    if took[0] < FLOOR:
        return 0
    before = [taken(few) for _ in range(3)]
    for wait in WAITS:
        if min(took) < FLOOR or _times(took, before) <= most:
            break
        time.sleep(wait)
        took.append(taken(many))
        before.append(taken(few))
    return 0 if min(took) < FLOOR else _times(took, before)


def _times(took: Sequence[float], before: Sequence[float]) -> float:
    """By the fastest of each, or by those in the middle: on a machine that is busy all the while, what takes a fifth of
    a millisecond is undisturbed once, and what takes a whole one never.
    """
    return min(each(took) / max(each(before), 1e-9) for each in (min, median))
