"""A connection to the preview: its requests, one after the other, and their answers over HTTP."""

import io
import mimetypes
import re
import socket
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from sitegen.preview.ranges import byte_range
from sitegen.preview.requests import Request

if TYPE_CHECKING:
    from sitegen.preview.http_server import Server

_LONGEST = 8192  # bytes of an address
_IDLE, _IDLE_IN_A_CROWD = 30.0, 2.0  # seconds that a connection may wait for its next request
_HEAD = 10.0  # seconds from a request's first byte to the end of its head
_TAKEN = 30.0  # seconds in which an answer must be taken
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


_ALWAYS = (  # the preview's pages are for those who look at it, and not for other sites' pages
    ("Content-Security-Policy", "frame-ancestors 'self'"),
    ("X-Frame-Options", "SAMEORIGIN"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)
_NUMBER = re.compile("[0-9]+")


class Answer(Struct, frozen=True):
    """`name`: a file's name, for its type."""

    status: int
    data: bytes = b""
    name: str = ".txt"
    key: str = ""
    location: str = ""


class _Incoming(io.RawIOBase):
    """What comes over a connection. A request that dribbles in ends like one that does not come."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def begin(self, idle: float) -> None:
        """Waits for the next request, so many seconds."""
        self._end, self._begun = time.monotonic() + idle, False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        try:
            count = self._connection.recv_into(buffer)
        finally:
            self._connection.settimeout(_TAKEN)
        if not self._begun:
            self._end, self._begun = time.monotonic() + _HEAD, True
        return count


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and text in one piece: apart, the second waits for the first's acknowledgement
    timeout = _TAKEN
    server: "Server"

    def setup(self) -> None:
        super().setup()
        self.rfile.close()
        self._incoming = _Incoming(self.connection)
        self.rfile = io.BufferedReader(self._incoming)

    def handle_one_request(self) -> None:
        self._incoming.begin(_IDLE_IN_A_CROWD if self.server.crowded else _IDLE)
        super().handle_one_request()

    def parse_request(self) -> bool:
        """Refuses, too, what two programs could understand differently (RFC 9112, 3.2 and 6.3)."""
        if not super().parse_request():
            return False
        hosts, lengths = (self.headers.get_all(name, []) for name in ("Host", "Content-Length"))
        both = lengths and "Transfer-Encoding" in self.headers
        unclear = len(hosts) > 1 or len(lengths) > 1 or both or not all(map(_NUMBER.fullmatch, lengths))
        if unclear or self.headers.defects or self.request_version == "HTTP/0.9":
            self.send_error(HTTPStatus.BAD_REQUEST)
            return False
        return True

    def do_GET(self) -> None:
        if len(self.path) > _LONGEST:
            self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
            return
        if self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # nobody reads what would come now
        asked = self.server.site.asked(self.path, self.headers)
        if asked.kind == "refused":
            self.close_connection = True
        if asked.kind == "own" and asked.target == "events" and self.command == "GET":
            self._stream(asked)
        else:
            self._send(self.server.site.answer(asked))

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
        which = ""
        if status == HTTPStatus.OK and answer.key:
            if tag in re.split(r",\s*", self.headers.get("If-None-Match", "").replace("W/", "")):
                status, data = HTTPStatus.NOT_MODIFIED, b""
            elif self.headers.get("If-Range", tag) == tag:
                status, data, which = byte_range(self.headers.get("Range", ""), data)
        self.send_response(status)
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
        if which:
            self.send_header("Content-Range", which)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _stream(self, asked: Request) -> None:
        self.close_connection = True
        stream = self.server.site.open(asked.query)
        if stream is None:
            self._send(Answer(HTTPStatus.SERVICE_UNAVAILABLE, b"too many pages are open\n"))
            return
        try:
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.flush()
            for event in stream:
                self.wfile.write(event)
                self.wfile.flush()
        finally:
            self.server.site.close(stream)

    def end_headers(self) -> None:
        for name, value in _ALWAYS:
            self.send_header(name, value)
        super().end_headers()

    def version_string(self) -> str:
        return "sitegen"

    def log_message(self, *args: object) -> None:
        pass


def _type(name: str) -> str:
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    return _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
