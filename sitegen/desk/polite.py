"""Asking many addresses: several hosts at once, of each host one after another with a pause between.

The threads are let go of with the program: neither a host that never ends nor a name that nobody resolves can hold it,
and what no time limit of a socket reaches is under this one.
"""

import time
from collections import deque
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar
from urllib.parse import urlsplit

_Answer = TypeVar("_Answer")

AT_ONCE = 8
PAUSE = 1.0  # seconds between two addresses of one host


def ask_all(
    addresses: Sequence[str], ask: Callable[[str], _Answer], seconds: float, too_late: Callable[[str], _Answer]
) -> dict[str, _Answer]:
    """What each address answers; `too_late`: what is said of one that takes longer than `seconds`."""
    waiting = _by_host(addresses)
    free: dict[str, float] = dict.fromkeys(waiting, 0.0)  # hosts that are not being asked; from when on they may be
    done, answers = SimpleQueue[tuple[str, _Answer]](), dict[str, _Answer]()
    asked: dict[str, float] = {}  # those being asked, the first asked first; until when
    while any(waiting.values()) or asked:
        now = time.monotonic()
        for host in [host for host, since in free.items() if since <= now and waiting[host]]:
            if len(asked) < AT_ONCE:
                address = waiting[host].popleft()
                asked[address] = now + seconds
                del free[host]
                Thread(target=lambda one: done.put((one, ask(one))), args=(address,), daemon=True).start()
        until = min([*asked.values(), *(since for host, since in free.items() if waiting[host] and since > now)])
        try:
            address, answer = done.get(timeout=max(until - time.monotonic(), 0))
        except Empty:
            address = next(iter(asked), "")
            if not address or asked[address] > time.monotonic():
                continue  # a host may be asked again
            answer = too_late(address)
        if asked.pop(address, None):  # else it was given up before
            answers[address] = answer
            free[_host(address)] = time.monotonic() + PAUSE
    return answers


def longest(addresses: Sequence[str], seconds: float) -> float:
    """How many seconds asking all of them may take."""
    by_host = [len(each) for each in _by_host(addresses).values()]
    return max(-(-len(addresses) // AT_ONCE), max(by_host, default=0)) * (seconds + PAUSE)


def _by_host(addresses: Sequence[str]) -> dict[str, deque[str]]:
    waiting: dict[str, deque[str]] = {}
    for address in addresses:
        waiting.setdefault(_host(address), deque()).append(address)
    return waiting


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or address).casefold()
    except ValueError:  # brackets that are broken
        return address
