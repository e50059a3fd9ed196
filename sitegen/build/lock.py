"""One build of a digest at a time: a second one waits, and says so."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def exclusive(state: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Holds the lock in a state folder. A folder that cannot be written has nobody to wait for."""
    try:
        state.mkdir(exist_ok=True)
        (state / ".gitignore").write_text("*\n", "utf-8")
        file = os.open(state / "lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        yield
        return
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another build of this digest is running; waiting for it")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)  # frees the lock, as a kill does
