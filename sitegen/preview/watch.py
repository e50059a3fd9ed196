"""What changes in `content/`, `templates/` and `static/`, file by file, each once it can be read."""

import errno
import os
import sys
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from sitegen.content.files import CONTENT
from sitegen.output.static_files import STATIC
from sitegen.render.files import FOLDER

_STILL = 0.01  # s; a file whose size holds still for so long is written
_CLOSING = 1.0  # s to wait for a file to be closed, where the system says when that happens
_GONE = 0.03  # s; editors move a file away, or remove it, and then write it anew
_MANY = 3  # changes at once: there is no hand at work, and more will come
_QUIET, _LONGEST = 0.05, 1.0  # s without a change that many changes end with, and to wait for them at most
_POLL = 0.5  # s
_ENDINGS = ("~", ".swp", ".swx", ".tmp", ".part")
_UNCHECKED = -1
_SPENT = (errno.ENOSPC, errno.EMFILE, errno.ENFILE)  # what inotify says when it has given all that it may

warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\b")  # it minds fast renames, and copes


class Watch(FileSystemEventHandler):
    """Begins to watch when it is made. Where the system does not send word of all changes, it looks for itself."""

    def __init__(self, root: Path, poll: bool, say: Callable[[str], None]) -> None:
        """`poll`: looks every half second from the start, for mounts that send no events. Raises OSError."""
        self._root, self._say = str(root), say
        self._folders = [str(root / name) for name in (CONTENT, FOLDER, STATIC)]
        self._changed = threading.Condition()
        self._due: dict[str, tuple[float, int]] = {}  # when each path can be read, and its size if it must hold still
        self._first = self._last = 0.0  # when those began to change, and changed last
        self.closed = False
        self._begin(poll)

    def take(self, timeout: float | None = None) -> set[str]:
        """Waits for changes, and gives absolute paths; none when the watch is closed.

        `timeout`: seconds after which there are none either, unless one is on its way.
        """
        end = None if timeout is None else time.monotonic() + timeout
        with self._changed:
            while not self.closed:
                ready, wait = self._ready(time.monotonic())
                if ready:
                    break
                if wait is None and end is not None:
                    wait = end - time.monotonic()
                    if wait <= 0:
                        break
                self._changed.wait(wait)
            else:
                return set()
        self._watch_anew(ready)  # without the lock, which the observer waits for while it holds its own
        return ready

    def close(self) -> None:
        with self._changed:
            self.closed = True
            self._changed.notify_all()
        self._end()

    def _begin(self, poll: bool) -> None:
        self._polls = poll
        self._tells_closing = sys.platform == "linux" and not poll
        self._observer: BaseObserver = PollingObserver(timeout=_POLL) if poll else Observer()
        self._below: dict[str, ObservedWatch] = {}
        try:
            self._observer.schedule(self, self._root)
            for folder in filter(os.path.isdir, self._folders):
                self._below[folder] = self._observer.schedule(self, folder, recursive=True)
            self._observer.start()
            self._try_another()
        except RecursionError:
            raise OSError(errno.ELOOP, "folders stand too deep in each other", self._root) from None
        except OSError as error:
            if poll:
                raise
            self._poll(error)

    def _poll(self, error: OSError) -> None:
        """Looks for itself from now on; what changed up to now is seen by whoever looks at all that there is."""
        self._end()
        self._say(f"this system sends no word of changes ({error.strerror}); looking every half second")
        self._begin(poll=True)

    def _end(self) -> None:
        self._observer.unschedule_all()
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def _try_another(self) -> None:
        """Raises OSError where one more folder cannot be watched, for then some of ours were passed over in silence."""
        if not self._polls:
            self._observer.unschedule(self._observer.schedule(self, os.sep))

    def on_any_event(self, event: FileSystemEvent) -> None:
        kind = event.event_type
        if event.is_directory and kind == "modified":
            return  # a name in it is new, or gone: that file has an event of its own
        if kind == "closed" or (kind == "created" and event.is_directory):
            self._note(event.src_path, 0)
        elif kind == "created" or (kind == "modified" and not self._tells_closing):
            self._note(event.src_path, _STILL, checked=True)
        elif kind == "modified":
            self._note(event.src_path, _CLOSING)
        elif kind == "opened":
            self._note(event.src_path, _CLOSING, only_known=True)
        elif kind == "closed_no_write":
            self._note(event.src_path, 0, only_known=True)
        elif kind == "deleted":
            self._note(event.src_path, _GONE)
        elif kind == "moved":
            self._note(event.src_path, _GONE)
            self._note(event.dest_path, 0)

    def _note(self, path: str | bytes, wait: float, checked: bool = False, only_known: bool = False) -> None:
        """A path can be read after some seconds; `checked`: if its size is the same then."""
        path = os.fsdecode(path)
        name = os.path.basename(path)
        outside = path not in self._folders and not path.startswith(
            tuple(f"{folder}{os.sep}" for folder in self._folders)
        )
        hidden = name.startswith((".", "#")) and not name.endswith(".md")  # to such a text a note may be a link
        if outside or hidden or name.endswith(_ENDINGS):
            return
        with self._changed:
            if only_known and path not in self._due:
                return
            now = time.monotonic()
            if not self._due:
                self._first = now
            self._last = now
            self._due[path] = (now + wait, _size(path) if checked else _UNCHECKED)
            self._changed.notify_all()

    def _ready(self, now: float) -> tuple[set[str], float | None]:
        """The paths that can be read, or else how many seconds to wait; None when there is nothing to wait for."""
        if len(self._due) > _MANY and now < min(self._last + _QUIET, self._first + _LONGEST):
            return set(), _QUIET
        ready = set()
        for path, (due, size) in list(self._due.items()):
            if due <= now and size != _UNCHECKED and _size(path) != size:
                self._due[path] = (now + _STILL, _size(path))
            elif due <= now:
                ready.add(path)
                del self._due[path]
        soonest = min((due for due, _ in self._due.values()), default=None)
        return ready, None if soonest is None else max(soonest - now, 0.001)

    def _watch_anew(self, ready: set[str]) -> None:
        """A folder that was moved away and came back is another one; and any new one needs a watch of its own."""
        try:
            for folder in ready.intersection(self._folders):
                if folder in self._below:
                    self._observer.unschedule(self._below.pop(folder))
                if os.path.isdir(folder):
                    self._below[folder] = self._observer.schedule(self, folder, recursive=True)
            if any(map(os.path.isdir, ready)):
                self._try_another()
        except OSError as error:
            if error.errno in _SPENT and not self._polls:
                self._poll(error)  # of what else there may be, such as a folder that went again, word will come


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return _UNCHECKED - 1
