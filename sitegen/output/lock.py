"""One build of a digest at a time, and one into a folder: a second one waits, and says so."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sitegen.output.folder import Folder, ForeignFolder

_FILE = os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW


@contextmanager
def exclusive(root: Path, name: str, say: Callable[[str], None]) -> Iterator[bool]:
    """Holds the lock in a digest's state folder; whether that folder can be used.

    A folder that cannot be written has nobody to wait for. One that holds what this program did not make is let alone.
    """
    try:
        lock = _lock(root, name)
    except ForeignFolder as error:
        say(f"{error}; this run goes without what earlier ones kept, and does not wait for others")
        yield False
        return
    except OSError:
        yield True
        return
    try:
        wait_for(lock, "another build of this digest is running; waiting for it", say)
        yield True
    finally:
        os.close(lock)  # frees the lock, as a kill does


def wait_for(lock: int, message: str, say: Callable[[str], None]) -> None:
    """Locks an opened file or folder."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say(message)
        fcntl.flock(lock, fcntl.LOCK_EX)


def _lock(root: Path, name: str) -> int:
    with Folder.named(root) as folder:
        state = folder.below(name, make=True)
        assert state is not None
    with state:
        if not state.kind(".gitignore"):
            state.replace(".gitignore", b"*\n")
        if (kind := state.kind("lock")) not in ("", "file"):
            raise state.foreign("lock", kind)
        return os.open("lock", _FILE, 0o666, dir_fd=state.descriptor)
