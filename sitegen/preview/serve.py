"""`sitegen serve`: the server and what it shows, until somebody stops it."""

import errno
import signal
import threading
import webbrowser
from collections.abc import Callable
from queue import SimpleQueue
from types import FrameType
from urllib.parse import quote

from sitegen.incremental.workspace import Options
from sitegen.preview.app import Preview
from sitegen.preview.http_server import Server

_FIRST_PORT, _TRIES = 8000, 100
_HERE = ("", "0.0.0.0", "127.0.0.1", "localhost")  # what to listen at so that `localhost` leads here
_PATIENCE = 10  # s that the end may take


def serve(options: Options, host: str, port: int | None, poll: bool, browse: bool, say: Callable[[str], None]) -> None:
    """Serves until it is interrupted. `port`: none other will do. Raises OSError."""
    servers: list[Server] = []
    end = _End()
    try:
        servers, name = _listen(host, port, say)
        preview = Preview(options, host, poll, say)
        address = f"http://{name}:{servers[0].server_address[1]}{quote(preview.base)}"
        say(f"{address}  (stop with Ctrl-C)")
        threading.Thread(target=preview.follow, daemon=True).start()
        for server in servers:
            server.site = preview
            threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        if browse:
            webbrowser.open(address)
        end.wait()
        for server in servers:
            server.shutdown()
        preview.stop()
    except KeyboardInterrupt:
        pass
    finally:
        for server in servers:
            server.server_close()


class _End:
    """Ctrl-C and SIGTERM, from the moment that it is made. What does not end then, whatever holds it up, is ended."""

    def __init__(self) -> None:
        self._asked: SimpleQueue[int] = SimpleQueue()  # whose `put` may interrupt its `get`
        self._waiting = self._ending = False
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)

    def wait(self) -> None:
        self._waiting = True  # an exception would be lost from now on where it falls into a finalizer
        self._asked.get()

    def _ask(self, number: int, _: FrameType | None) -> None:
        signal.alarm(1 if self._ending else _PATIENCE)  # whose signal ends a process without its help
        self._ending = True
        self._asked.put(number)
        if not self._waiting:
            raise KeyboardInterrupt


def _listen(host: str, port: int | None, say: Callable[[str], None]) -> tuple[list[Server], str]:
    """Servers at the port, or at the first free one from 8000 on; and the host as addresses name it.

    Raises OSError.
    """
    if port is not None:
        return _servers(host, port, demanded=True)
    for number in range(_FIRST_PORT, _FIRST_PORT + _TRIES):
        try:
            listening = _servers(host, number, demanded=False)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or number == _FIRST_PORT + _TRIES - 1:
                raise
            continue
        if number != _FIRST_PORT:
            say(f"port {_FIRST_PORT} is taken; this preview is at {number}")
        return listening
    raise AssertionError


def _servers(host: str, port: int, demanded: bool) -> tuple[list[Server], str]:
    """`localhost` is two addresses, and browsers try that of IPv6 first: where another program has it, the port counts
    as taken, or, if it was demanded, the preview goes by the other address."""
    first = Server("127.0.0.1" if host == "localhost" else host, port)
    if host not in _HERE:
        return [first], "localhost" if host == "::" else f"[{host}]" if ":" in host else host
    try:
        return [first, Server("::1", port)], "localhost"
    except OSError as error:
        if error.errno != errno.EADDRINUSE:  # this machine has no IPv6
            return [first], "localhost"
        if demanded:
            return [first], "127.0.0.1"
        first.server_close()
        raise
