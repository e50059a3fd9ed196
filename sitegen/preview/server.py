"""The preview over HTTP: the standard library's threaded server, which any request may be thrown at."""

import mimetypes
import re
import socket
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol

from msgspec import Struct

from sitegen.preview.asked import Asked
from sitegen.preview.streams import Stream

_LONGEST = 8192  # bytes of an address
_IDLE = 30  # seconds that a connection may wait for its next request
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
}


class Answer(Struct, frozen=True):
    """`name`: a file's name, for its type."""

    status: int
    data: bytes = b""
    name: str = ".txt"
    key: str = ""
    location: str = ""


class Site(Protocol):
    """What the server asks for answers."""

    def asked(self, target: str, headers: Any) -> Asked: ...
    def answer(self, asked: Asked) -> Answer: ...
    def open(self, query: dict[str, str]) -> Stream | None: ...
    def close(self, stream: Stream) -> None: ...
    def say(self, line: str) -> None: ...


class Server(ThreadingHTTPServer):
    """Listens from the moment that it is made; it answers once `site` is there and `serve_forever` is called."""

    daemon_threads = True
    request_queue_size = 128
    site: Site

    def __init__(self, host: str, port: int) -> None:
        """Raises OSError when the port is taken."""
        found = socket.getaddrinfo(host or "0.0.0.0", port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        self.address_family = found[0][0]
        super().__init__((host, port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError | TimeoutError):
            self.site.say(f"sitegen: a request failed: {error!r}")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and text in one piece: apart, the second waits for the first's acknowledgement
    timeout = _IDLE
    server: Server

    def do_GET(self) -> None:
        if len(self.path) > _LONGEST:
            self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
            return
        if self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # nobody reads what would come now
        found = self.server.site.asked(self.path, self.headers)
        if found.kind == "refused":
            self.close_connection = True
        if found.kind == "own" and found.target == "events" and self.command == "GET":
            self._stream(found)
        else:
            self._send(self.server.site.answer(found))

    do_HEAD = do_GET

    def do_POST(self) -> None:
        self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)

    do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_CONNECT = do_POST

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A refusal that the standard library calls for too: plain text, and the connection is closed."""
        self.close_connection = True
        self.request_version = self.protocol_version  # a request that cannot be read has none
        self._send(Answer(code, f"{message or HTTPStatus(code).phrase}\n".encode()))

    def _send(self, answer: Answer) -> None:
        status, data, tag = answer.status, answer.data, f'"{answer.key}"'
        part = ""
        if status == HTTPStatus.OK and answer.key:
            if tag in re.split(r",\s*", self.headers.get("If-None-Match", "").replace("W/", "")):
                status, data = HTTPStatus.NOT_MODIFIED, b""
            elif self.headers.get("If-Range", tag) == tag:
                status, data, part = _part(self.headers.get("Range", ""), data)
        self.send_response(status)
        self.send_header("Cache-Control", "no-store")
        if answer.location:
            self.send_header("Location", answer.location)
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD")
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", _type(answer.name))
            self.send_header("Content-Length", str(len(data)))
        if answer.key:
            self.send_header("ETag", tag)
            self.send_header("Accept-Ranges", "bytes")
        if part:
            self.send_header("Content-Range", part)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _stream(self, asked: Asked) -> None:
        self.close_connection = True
        stream = self.server.site.open(asked.query)
        if stream is None:
            self._send(Answer(HTTPStatus.SERVICE_UNAVAILABLE, b"too many pages are open\n"))
            return
        try:
            self.send_response(HTTPStatus.OK)
            for name, value in (("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")):
                self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.flush()
            for event in stream:
                self.wfile.write(event)
                self.wfile.flush()
        finally:
            self.server.site.close(stream)

    def version_string(self) -> str:
        return "sitegen"

    def log_message(self, *args: object) -> None:
        pass


def _type(name: str) -> str:
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    return _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def _part(wanted: str, data: bytes) -> tuple[int, bytes, str]:
    """Status, bytes and Content-Range for one range; several, or what is no range, get everything (RFC 9110, 14.2)."""
    found = re.fullmatch(r"bytes=(\d*)-(\d*)", wanted.strip())
    if not found or found[1] == found[2] == "":
        return HTTPStatus.OK, data, ""
    if found[1]:
        start, end = int(found[1]), min(int(found[2] or len(data)), len(data) - 1)
    else:
        start, end = max(len(data) - int(found[2]), 0), len(data) - 1
    if found[1] and found[2] and int(found[2]) < int(found[1]):
        return HTTPStatus.OK, data, ""
    if start > end:
        return HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, b"", f"bytes */{len(data)}"
    return HTTPStatus.PARTIAL_CONTENT, data[start : end + 1], f"bytes {start}-{end}/{len(data)}"
