"""The preview over HTTP, with a site that answers anything: what is refused and bounded, and what every answer says."""

import re
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from sitegen.preview import handler, http_server
from sitegen.preview.handler import Answer
from sitegen.preview.http_server import Server
from sitegen.preview.requests import Request
from sitegen.preview.streams import Stream
from tests.previewing import until


class Anything:
    """Answers any request, but for those to `/slow/`, for which it waits."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.go = threading.Event()

    def asked(self, target: str, headers: Any) -> Request:
        return Request("file", target)

    def answer(self, asked: Request) -> Answer:
        if asked.target == "/slow/":
            self.go.wait(20)
        return Answer(200, b"0123456789", "x.html", "key")

    def open(self, query: dict[str, str]) -> Stream | None:
        return None

    def close(self, stream: Stream) -> None:
        pass

    def say(self, line: str) -> None:
        self.said.append(line)


@pytest.fixture
def site() -> Anything:
    return Anything()


@pytest.fixture
def port(site) -> Iterator[int]:
    listening = Server("127.0.0.1", 0)
    listening.site = site
    threading.Thread(target=listening.serve_forever, args=(0.05,), daemon=True).start()
    yield listening.server_address[1]
    site.go.set()
    listening.shutdown()
    listening.server_close()
    assert site.said == []


def sent(port: int, request: bytes) -> bytes:
    """What comes back until the connection is closed."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
        return b"".join(parts)


def status(answer: bytes) -> int:
    found = re.match(rb"HTTP/1\.1 (\d+) ", answer)
    return int(found[1]) if found else 0


HOST = b"Host: localhost\r\n"


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (b"GET / HTTP/1.1\r\n" + HOST + b"\r\n", 200),
        (b"GET / HTTP/1.0\r\n" + HOST + b"\r\n", 200),
        (b"GET / HTTP/1.1\r\n" + HOST + HOST + b"\r\n", 400),
        (b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nx", 400),
        (b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nx", 400),
        (b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: 1_0\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n", 200),
        (b"POST / HTTP/1.1\r\n" + HOST + HOST + b"\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost localhost\r\n" + HOST + b"\r\n", 400),  # no colon: is what follows a head, or not?
        (b"GET /\r\n\r\n", 400),  # HTTP/0.9
        (b"GET / HTTP/1.1\r\n" + HOST + b"Range: bytes=" + b"9" * 5000 + b"-\r\n\r\n", 416),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X: y\r\n" * 200 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"y" * 70000 + b"\r\n\r\n", 431),
        (b"GET /" + b"x" * 9000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414),
    ],
)
def test_a_request_that_could_be_understood_in_two_ways_or_is_too_long_is_refused(port, request_, expected):
    assert status(sent(port, request_)) == expected


def test_every_answer_keeps_other_sites_from_framing_the_page_and_from_reading_it(port):
    for request in (b"GET / HTTP/1.1\r\n" + HOST + b"\r\n", b"BREW / HTTP/1.1\r\n\r\n", b"nonsense\r\n\r\n"):
        answer = sent(port, request).decode()
        for header in (
            "X-Frame-Options: SAMEORIGIN",
            "Content-Security-Policy: frame-ancestors 'self'",
            "Cross-Origin-Resource-Policy: same-origin",
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: same-origin",
            "Cache-Control: no-store",
        ):
            assert f"\r\n{header}\r\n" in answer


def test_more_connections_than_there_is_room_for_are_refused_at_once_and_room_comes_again(port, site, monkeypatch):
    monkeypatch.setattr(http_server, "_MOST", 4)
    waiting = [socket.create_connection(("127.0.0.1", port), timeout=20) for _ in range(4)]
    for connection in waiting:
        connection.sendall(b"GET /slow/ HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
    until(lambda: refused(port))
    site.go.set()
    for connection in waiting:
        assert connection.recv(1000).startswith(b"HTTP/1.1 200 ")
        connection.close()
    until(lambda: not refused(port))


def refused(port: int) -> bool:
    """Whether a request is turned away: with 503, or where that is not read in time, by the end of the connection."""
    try:
        return status(sent(port, b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")) != 200
    except OSError:
        return True


def test_a_request_that_dribbles_in_and_a_connection_that_asks_nothing_end(port, monkeypatch):
    monkeypatch.setattr(handler, "_HEAD", 0.3)
    monkeypatch.setattr(handler, "_IDLE", 0.3)
    for dribbled in (b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"y" * 10_000, b""):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.settimeout(0.02)
            ended = False
            for at in range(500):
                try:
                    if dribbled:
                        connection.sendall(dribbled[at : at + 1])
                    ended = connection.recv(1) == b""
                except TimeoutError:
                    continue
                except OSError:
                    ended = True
                if ended:
                    break
            assert ended
