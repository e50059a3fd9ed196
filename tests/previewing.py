"""`sitegen serve` in a process of its own, for tests that look at it from outside."""

import http.client
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from tests.process import environment


def free_port() -> int:
    """A port that no other test's preview takes by itself, as they begin at 8000."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class Preview:
    """A running preview of a digest. `address`: of its home page; `said`: what it wrote so far."""

    def __init__(self, root: Path, *options: str, before: Sequence[str] = (), **env: str) -> None:
        """`before`: a command that runs it, such as one with other rights or limits."""
        self._root, self._options, self._before, self._env = root, options, before, env
        self.said = ""
        self.address = ""
        self.start()

    def start(self, *options: str) -> None:
        words = [
            *self._before,
            sys.executable,
            "-m",
            "sitegen",
            "serve",
            "--root",
            str(self._root),
            *self._options,
            *options,
        ]
        self._told = threading.Event()
        self.process = subprocess.Popen(
            words, env=environment(**self._env), stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        threading.Thread(target=self._listen, daemon=True).start()
        assert self._told.wait(60), self.said

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """An answer and its text; `path` goes over the wire as it is, from the host's root."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        found = response, response.read()
        connection.close()
        return found

    def wait_for(self, end: str) -> None:
        """Until what it wrote ends so: the terminal is told beside the pages, sooner or later than they."""
        until = time.monotonic() + 20
        while not self.said.endswith(end):
            assert time.monotonic() < until, self.said
            time.sleep(0.01)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Its exit status."""
        self.process.terminate()
        return self.process.wait(20)

    def __enter__(self) -> "Preview":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.stop()

    def _listen(self) -> None:
        process = self.process
        assert process.stderr is not None
        for line in process.stderr:
            self.said += line
            if line.startswith("http://"):
                self.address = line.split()[0]
                self._told.set()
        self._told.set()


class Listener:
    """An open page as the preview sees it: a stream of events, collected as they come."""

    def __init__(self, preview: Preview, path: str, key: str = "") -> None:
        self.events: list[tuple[str, Any]] = []
        self._news = threading.Condition()
        self._socket = socket.create_connection(("127.0.0.1", preview.port), timeout=60)
        base = urlsplit(preview.address).path
        request = f"GET {base}.sitegen/events?page={path}&key={key} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        self._socket.sendall(request.encode())
        threading.Thread(target=self._listen, daemon=True).start()
        self.wait("hello")

    def wait(self, event: str, fits: Callable[[Any], bool] = lambda data: True, seconds: float = 15) -> Any:
        """The data of the first event of a kind that fits and was not waited for before."""
        with self._news:
            assert self._news.wait_for(lambda: self._first(event, fits) is not None, seconds), (event, self.events)
            at = self._first(event, fits)
            assert at is not None
            return self.events.pop(at)[1]

    def _first(self, event: str, fits: Callable[[Any], bool]) -> int | None:
        found = (i for i, (kind, data) in enumerate(self.events) if kind == event and fits(data))
        return next(found, None)

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _listen(self) -> None:
        kind = ""
        try:
            for raw in self._socket.makefile("rb"):
                line = raw.decode().rstrip("\n")
                if line.startswith("event: "):
                    kind = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    with self._news:
                        self.events.append((kind, json.loads(line.removeprefix("data: "))))
                        self._news.notify_all()
        except OSError:
            pass  # closed


def until(true: Callable[[], bool]) -> None:
    """Waits for a state that comes; it fails when it does not.

    Of a page it asks anew each time: what `wait_for_function` evaluates later than at once, a strict policy forbids.
    """
    end = time.monotonic() + 15
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)
