"""Streams of server-sent events: one for each page that is open in a browser."""

import json
import queue
from collections.abc import Iterator

_MOST = 100  # open at once; a browser opens six
_BEAT = 10  # seconds between signs of life, so that a browser that went away is noticed
_WAITING = 1000  # events for one that takes none


class Stream:
    """What one open page is to be told. `path`: the page's, as the browser wrote it; `key`: of what it shows."""

    def __init__(self, path: str, key: str) -> None:
        self.path, self.key = path, key
        self._waiting: queue.Queue[bytes | None] = queue.Queue(_WAITING)

    def send(self, event: str, data: object) -> None:
        text = json.dumps(data, ensure_ascii=False)
        self._put(f"event: {event}\ndata: {text}\n\n".encode())

    def close(self) -> None:
        self._put(None)

    def __iter__(self) -> Iterator[bytes]:
        """The events as they go over the wire, until the stream is closed."""
        while True:
            try:
                event = self._waiting.get(timeout=_BEAT)
            except queue.Empty:
                event = b": still here\n\n"
            if event is None:
                return
            yield event

    def _put(self, event: bytes | None) -> None:
        try:
            self._waiting.put_nowait(event)
        except queue.Full:
            while not self._waiting.empty():
                self._waiting.get_nowait()
            self._waiting.put_nowait(None)  # the page comes back, and learns what it has missed


class Streams:
    """All open streams."""

    def __init__(self) -> None:
        self._open: set[Stream] = set()
        self._closed = False

    def __iter__(self) -> Iterator[Stream]:
        return iter(tuple(self._open))

    def add(self, stream: Stream) -> bool:
        """Whether there is room for one more."""
        if self._closed or len(self._open) >= _MOST:
            return False
        self._open.add(stream)
        return True

    def remove(self, stream: Stream) -> None:
        self._open.discard(stream)

    def close(self) -> None:
        self._closed = True
        for stream in self:
            stream.close()
