"""The preview's port: the standard library's threaded server, with a bound, which anything may be thrown at."""

import socket
import sys
import threading
from contextlib import suppress
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from sitegen.preview.handler import Handler

if TYPE_CHECKING:
    from sitegen.preview.app import Preview

_MOST = 300  # connections at once; a browser opens six
_FULL = b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Server(ThreadingHTTPServer):
    """Listens from the moment that it is made; it answers once `site` is there and `serve_forever` is called."""

    daemon_threads = True
    request_queue_size = 128
    site: "Preview"

    def __init__(self, host: str, port: int) -> None:
        """Raises OSError when the port is taken."""
        addresses = socket.getaddrinfo(host or "0.0.0.0", port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        self.address_family = addresses[0][0]
        self.open = 0  # connections
        self._counting = threading.Lock()
        super().__init__((host, port), Handler)

    @property
    def crowded(self) -> bool:
        return self.open > _MOST // 2

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._counting:
            full = self.open >= _MOST
            self.open += not full
        if full:
            request.setblocking(False)
            with suppress(OSError):
                request.send(_FULL)
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except BaseException:  # there is no thread for it
            self._count_out()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._count_out()

    def handle_error(self, request: Any, client_address: Any) -> None:
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError | TimeoutError):
            self.site.say(f"sitegen: a request failed: {error!r}")

    def _count_out(self) -> None:
        with self._counting:
            self.open -= 1
