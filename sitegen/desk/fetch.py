"""One address outside, fetched: http and https alone, no host of a private network, bounds on size, time, redirects.

What an address leads to is a stranger's to say: a redirect may name any host. So each host's addresses are looked up
once, all of them must be public, and the connection goes to the very address that was looked at.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from email.message import Message
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import quote, urljoin, urlsplit

from msgspec import Struct

from sitegen.text.normal import without_forbidden

SECONDS = 20  # for all of it, from the host's name to the last byte, redirects included
REDIRECTS = 5
_AGENT = "Mozilla/5.0 (compatible; sitegen)"
_MOVED = (301, 302, 303, 307, 308)
_KEPT = ":/?#[]@!$&'()*+,;=%~"
_PIECE = 65536
_GIVEN_OUT, _TRANSLATED = ipaddress.IPv6Network("2000::/3"), ipaddress.IPv6Network("64:ff9b::/96")


class Unfetched(Exception):
    """Why nothing was fetched, as the end of a sentence that begins with the address."""


class Fetched(Struct, frozen=True):
    """`address`: where it was in the end; `kind` and `charset`: of its Content-Type, as far as that says so."""

    address: str
    data: bytes
    kind: str
    charset: str


def fetch(address: str, most: int, seconds: float = SECONDS) -> Fetched:
    """What stands at an address, `most` bytes of it at most. Raises Unfetched.

    It is waited for so long and no longer: neither a host that sends a byte a minute nor a name that nobody resolves
    can hold the program.
    """
    done = SimpleQueue[Fetched | Unfetched]()
    until, late = time.monotonic() + seconds, Unfetched(f"did not answer within {seconds:.0f} seconds")
    Thread(target=lambda: done.put(_outcome(address, most, until, late)), daemon=True).start()
    try:
        outcome = done.get(timeout=seconds)
    except Empty:
        outcome = late
    if isinstance(outcome, Unfetched):
        raise outcome
    return outcome


def _outcome(address: str, most: int, until: float, late: Unfetched) -> Fetched | Unfetched:
    try:
        return _followed(address, most, until)
    except Unfetched as error:
        return error
    except socket.gaierror:
        return Unfetched("has a host that is not known")
    except TimeoutError:
        return late
    except http.client.HTTPException as error:
        return Unfetched(f"sends what is no HTTP ({type(error).__name__})")
    except (OSError, ValueError, ArithmeticError) as error:  # such as a port of twenty digits
        return Unfetched(f"could not be fetched: {without_forbidden(str(error))}")


def _followed(address: str, most: int, until: float) -> Fetched:
    here = quote(address, safe=_KEPT)
    for _ in range(REDIRECTS + 1):
        answer, connection = _asked(here, until)
        try:
            to = led_to(here, answer.status, answer.headers)
            if not to:
                return _read(here, answer, most, until)
            here = to
        finally:
            connection.close()
    raise Unfetched(f"leads on more than {REDIRECTS} times")


def _asked(address: str, until: float) -> tuple[http.client.HTTPResponse, http.client.HTTPConnection]:
    url = urlsplit(address)
    host = url.hostname
    if url.scheme not in ("http", "https") or not host:
        raise Unfetched(f"leads to what is no http(s) address: {without_forbidden(address[:200])}")
    secure = url.scheme == "https"
    name = host if host.isascii() else host.encode("idna").decode()
    port = url.port or (443 if secure else 80)
    connection = http.client.HTTPConnection(name, port)
    plain = connected(name, port, _left(until))
    try:
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=name) if secure else plain
        target = (url.path or "/") + (f"?{url.query}" if url.query else "")
        headers = {
            "User-Agent": _AGENT,
            "Accept": "text/html,text/plain;q=0.9,*/*;q=0.1",
            "Accept-Encoding": "identity",
        }
        default = port == (443 if secure else 80)
        headers["Host"] = (f"[{name}]" if ":" in name else name) + ("" if default else f":{port}")
        connection.request("GET", target, headers=headers)
        return connection.getresponse(), connection
    except BaseException:
        plain.close()
        raise


def led_to(here: str, status: int, headers: Message) -> str:
    """Where an answer redirects to; empty if it does not."""
    to = headers["Location"] if status in _MOVED else None
    return urljoin(here, quote(to, safe=_KEPT, encoding="latin-1")) if to else ""  # the bytes, as they were sent


def connected(host: str, port: int, seconds: float) -> socket.socket:
    """A connection to a host, all of whose addresses are public. Raises Unfetched and OSError."""
    addresses = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if private := next((each for each in addresses if not may_be_asked(each)), ""):
        raise Unfetched(f"is in a private network ({private}), which is not asked")
    failure: OSError = OSError("it has no address")
    for each in dict.fromkeys(addresses):
        try:
            return socket.create_connection((each, port), timeout=seconds)
        except OSError as error:
            failure = error
    raise failure


def may_be_asked(address: str) -> bool:
    """Whether an IP address is one of the public network; one of IPv4 within one of IPv6 is what it stands for.

    Of IPv6 nothing else is public than what is given out as such (RFC 4291, 2.4): what its registry does not know yet,
    or no more, may lead anywhere within a network.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if inner := ip.ipv4_mapped or ip.sixtofour or _translated(ip):
            return may_be_asked(str(inner))
        return ip.is_global and ip in _GIVEN_OUT
    return ip.is_global and not ip.is_multicast


def _translated(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """What an address stands for in a network of IPv6 alone, whose names all lead to such addresses (RFC 6052)."""
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _TRANSLATED else None


def _read(address: str, answer: http.client.HTTPResponse, most: int, until: float) -> Fetched:
    if answer.status != 200:
        said = http.client.responses.get(answer.status, "")
        raise Unfetched(f"answers {answer.status} {said}".rstrip())
    too_large = f"holds more than {most / 1e6:.0f} MB"
    if int(answer.headers.get("Content-Length") or 0) > most:
        raise Unfetched(too_large)
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(_PIECE):
        _left(until)
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise Unfetched(too_large)
    charset = answer.headers.get_content_charset("")
    return Fetched(address, b"".join(pieces), answer.headers.get_content_type(), charset)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


Fetch = Callable[[str, int], Fetched]
