"""`sitegen serve`: the server and what it shows, until somebody stops it."""

import errno
import signal
import threading
import webbrowser
from collections.abc import Callable
from queue import SimpleQueue
from urllib.parse import quote

from sitegen.build.start import Options
from sitegen.preview.server import Server
from sitegen.preview.session import Preview

_FIRST_PORT, _TRIES = 8000, 100


def serve(options: Options, host: str, port: int | None, poll: bool, browse: bool, say: Callable[[str], None]) -> None:
    """Serves until it is interrupted. `port`: none other will do. Raises OSError."""
    server = _listen(host, port, say)
    try:
        preview = Preview(options, host, poll, say)
        server.site = preview
        address = f"http://{_shown(host)}:{server.server_address[1]}{quote(preview.base)}"
        say(f"{address}  (stop with Ctrl-C)")
        threading.Thread(target=preview.follow, daemon=True).start()
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        if browse:
            webbrowser.open(address)
        _wait_for_the_end()
        server.shutdown()
        preview.stop()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()


def _wait_for_the_end() -> None:
    """Waits for Ctrl-C or SIGTERM. An exception for it would be lost where it falls into a finalizer."""
    asked: SimpleQueue[int] = SimpleQueue()  # whose `put` may interrupt its `get`
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: asked.put(number))
    asked.get()


def _listen(host: str, port: int | None, say: Callable[[str], None]) -> Server:
    """A server at the port, or at the first free one from 8000 on. Raises OSError."""
    if port is not None:
        return Server(host, port)
    for number in range(_FIRST_PORT, _FIRST_PORT + _TRIES):
        try:
            server = Server(host, number)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or number == _FIRST_PORT + _TRIES - 1:
                raise
            continue
        if number != _FIRST_PORT:
            say(f"port {_FIRST_PORT} is taken; this preview is at {number}")
        return server
    raise AssertionError


def _shown(host: str) -> str:
    """A host as an address names it."""
    if host in ("", "0.0.0.0", "::", "127.0.0.1", "::1"):
        return "localhost"
    return f"[{host}]" if ":" in host else host
