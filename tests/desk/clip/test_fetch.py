"""What an address gives, within bounds: of size, time, redirects, and of the public network alone."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sitegen.desk import fetch as door
from sitegen.desk.fetch import Unfetched, fetch, may_be_asked
from tests.desk.clip.clipping import HERE
from tests.desk.clip.test_draft import clip, digest, notes

__all__ = ["digest"]
PAGE = (HERE / "articles/stamps.html").read_text("utf-8").encode("cp949")


class Outlet(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path, _, rest = self.path.partition("?")
        if path == "/to":
            self.answer(302, b"", {"Location": rest})
        elif path == "/round":
            self.answer(302, b"", {"Location": f"/round?{int(rest or 0) + 1}"})
        elif path == "/large":
            self.answer(200, b"x" * 300_000)
        elif path == "/endless":
            self.send_response(200)
            self.end_headers()
            while self.write(b"x" * 60_000):
                pass
        elif path == "/slow":
            self.send_response(200)
            self.end_headers()
            while self.write(b"x") and not self.server.ended.wait(0.05):  # type: ignore[attr-defined]
                pass
        elif path == "/noise":
            self.wfile.write(b"SSH-2.0-x\r\n")
        elif path == "/pdf":
            self.answer(200, b"%PDF-1", {"Content-Type": "application/pdf"})
        elif path.startswith("/%EA%B8%B0"):
            self.answer(200, PAGE, {"Content-Type": "text/html; charset=euc-kr"})
        else:
            self.answer(404, b"")

    def answer(self, status: int, data: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.write(data)

    def write(self, data: bytes) -> bool:
        try:
            self.wfile.write(data)
        except OSError:
            return False
        return True

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Outlet) as outlet:
        outlet.ended = threading.Event()  # type: ignore[attr-defined]
        threading.Thread(target=outlet.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{outlet.server_port}"
        outlet.ended.set()  # type: ignore[attr-defined]
        outlet.shutdown()


@pytest.fixture
def outlet(server, monkeypatch) -> str:
    """As if this machine's own network were the public one."""
    monkeypatch.setattr(door, "may_be_asked", lambda address: address == "127.0.0.1")
    return server


def test_a_page_becomes_a_draft_with_its_address(digest, outlet, monkeypatch):
    clip(digest, f"{outlet}/to?/기사/1?utm_source=k")
    text = notes(digest)[0].read_text("utf-8")
    assert f'url: "{outlet}/%EA%B8%B0%EC%82%AC/1" # from the address' in text
    assert "title: 디지털부, GPU 1만장 확보" in text.replace('"', "")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/gone", "answers 404 Not Found"),
        ("/round", "leads on more than 5 times"),
        ("/large", "holds more than 0 MB"),
        ("/endless", "holds more than 0 MB"),
        ("/slow", "did not answer within 1 seconds"),
        ("/noise", "sends what is no HTTP (BadStatusLine)"),
        ("/to?http://192.168.0.1/x", "is in a private network (192.168.0.1), which is not asked"),
        ("/to?http://[::1]/x", "is in a private network (::1)"),
        ("/to?file:///etc/passwd", "leads to what is no http(s) address"),
        ("/to?http://127.0.0.1:1/", "could not be fetched: "),
    ],
)
def test_an_address_that_gives_nothing_is_told_in_a_word(outlet, path, said):
    with pytest.raises(Unfetched) as error:
        fetch(f"{outlet}{path}", 200_000, 1)
    assert said in str(error.value)


@pytest.mark.parametrize(
    "address", ["http://localhost/", "http://127.0.0.1/", "http://[::ffff:10.0.0.1]/", "http://0/"]
)
def test_a_private_network_is_not_asked(digest, address):
    assert "is in a private network" in clip(digest, address, status=1).err
    assert notes(digest) == []


def test_a_host_is_asked_at_the_address_that_was_looked_at(monkeypatch):
    """Else its name could lead elsewhere by the time it is asked."""
    looked_up = []

    def look_up(host: str, port: int, **named: object) -> list[tuple[object, ...]]:
        looked_up.append(host)
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14" if len(looked_up) < 2 else "10.0.0.1", port))
        ]

    asked = []

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        asked.append(address)
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(Unfetched, match="could not be fetched: refused"):
        fetch("http://a.example/x", 100, 2)
    assert asked == [("93.184.215.14", 80)] and looked_up == ["a.example"]


def test_which_addresses_are_public():
    for address in (
        "10.1.2.3",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "fe80::1%eth0",
        "fd00::1",
        "2002:0a00:0001::",
        "2002:e000:0001::",
        "::ffff:10.0.0.1",
        "::ffff:0:10.0.0.1",
        "64:ff9b::127.0.0.1",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::8.8.8.8",
        "::127.0.0.1",
        "::10.0.0.1",
        "::8.8.8.8",
        "fec0::1",
        "4000::1",
        "2001:db8::1",
    ):
        assert not may_be_asked(address), address
    for address in ("93.184.215.14", "2606:4700::1111", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"):
        assert may_be_asked(address), address


def test_what_is_no_page_is_said(digest, outlet):
    assert "it is application/pdf, not a page" in clip(digest, f"{outlet}/pdf", status=1).err
