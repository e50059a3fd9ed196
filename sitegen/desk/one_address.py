"""Is one address still there? HEAD, and GET where a host does not answer that; through redirects, and no further.

What is asked is a stranger's to say: a note may name any host, and a redirect any other. So hosts of private networks
are refused, bodies are not read, nothing but http and https is spoken, and of an answer only the number is told.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from markdown_it.common.normalize_url import normalizeLink
from msgspec import Struct

from sitegen.desk import fetch
from sitegen.text.normal import without_forbidden

_AGENT = "Mozilla/5.0 (compatible; sitegen check --links)"
_GONE = (404, 410)
_REFUSED = (429,)  # asking again at once would be worse
_AT_HOME = ("localhost", ".localhost", ".local", ".internal", ".home.arpa")
_NOBODY = {code for name in ("EAI_NONAME", "EAI_NODATA") if (code := getattr(socket, name, None)) is not None}


class AddressAnswer(Struct, frozen=True):
    """`message`: what is wrong, as the end of a sentence that begins with the address; empty when all is well.

    `gone`: the address says so itself, or its host is not known any more, which is `unknown`.
    """

    message: str = ""
    gone: bool = False
    unknown: bool = False


def ask(address: str, seconds: float) -> AddressAnswer:
    """What an address answers. `seconds`: for each step of a connection; whoever asks keeps time of all of it."""
    try:
        urlsplit(address)  # a ValueError where brackets are broken, which encoding would hide
        here, opener = normalizeLink(address), _opener()
        code = _head(here, seconds, opener)
        if code != 200 and code not in _REFUSED:  # many hosts answer HEAD with anything
            code = _code(here, "GET", seconds, opener)
        return AddressAnswer() if code == 200 else AddressAnswer(_said(code), gone=code in _GONE)
    except fetch.Unfetched as error:
        return AddressAnswer(str(error))
    except URLError as error:
        if isinstance(error.reason, socket.gaierror) and error.reason.errno in _NOBODY:
            return AddressAnswer("has a host that is not known", gone=True, unknown=True)
        return doubt(error.reason)
    except http.client.HTTPException as error:
        return doubt(f"what it sends is no HTTP ({type(error).__name__})")
    except (OSError, ValueError, ArithmeticError) as error:  # such as a port of twenty digits
        return doubt(error)


def _head(here: str, seconds: float, opener: OpenerDirector) -> int:
    """What HEAD is answered; 0 where it is not understood."""
    try:
        return _code(here, "HEAD", seconds, opener)
    except http.client.HTTPException:
        return 0
    except URLError as error:
        if isinstance(error.reason, ConnectionError):  # some hosts hang up on it
            return 0
        raise


def doubt(reason: object) -> AddressAnswer:
    return AddressAnswer(f"does not answer: {without_forbidden(str(reason))}")


def _code(here: str, method: str, seconds: float, opener: OpenerDirector) -> int:
    """The number of the answer at the end of all redirects; 200 for all that is well."""
    for _ in range(fetch.REDIRECTS + 1):
        _refuse_private(here)
        try:
            with opener.open(Request(here, headers={"User-Agent": _AGENT}, method=method), timeout=seconds):
                return 200
        except HTTPError as error:
            error.close()
            to = fetch.led_to(here, error.code, error.headers)
            if not to:
                return error.code
            here = to
    raise fetch.Unfetched(f"does not answer: it leads on more than {fetch.REDIRECTS} times")


def _said(code: int) -> str:
    """Our own words for a number: the host's might be meant for a terminal."""
    return f"answers {code} {http.client.responses.get(code, '')}".rstrip()


def _refuse_private(address: str) -> None:
    """Names and numbers that say themselves that they are of a private network, for a proxy would look them up."""
    host = (urlsplit(address).hostname or "").rstrip(".").lower()
    try:
        private = not fetch.may_be_asked(str(ipaddress.ip_address(host.partition("%")[0])))
    except ValueError:
        private = host.endswith(_AT_HOME) and not fetch.may_be_asked("127.0.0.1")
    if private:
        raise fetch.Unfetched(f"is in a private network ({without_forbidden(host)}), which is not asked")


def _opener() -> OpenerDirector:
    """Speaks http and https, through a proxy where the environment names one; no files, no FTP, no redirects."""
    opener = OpenerDirector()
    for handler in (ProxyHandler, _PublicHTTP, _PublicHTTPS, HTTPDefaultErrorHandler, HTTPErrorProcessor):
        opener.add_handler(handler())
    opener.add_handler(UnknownHandler())
    return opener


class _PublicHTTP(HTTPHandler):
    def http_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(_to_public(http.client.HTTPConnection, req), req)


class _PublicHTTPS(HTTPSHandler):
    def https_open(self, req: Request) -> http.client.HTTPResponse:
        made = _to_public(http.client.HTTPSConnection, req)
        return self.do_open(made, req, context=ssl.create_default_context())


def _to_public(kind: type[http.client.HTTPConnection], req: Request) -> Callable[..., http.client.HTTPConnection]:
    """Makes connections that go to the very address that was found to be public; to a proxy, as they always do."""

    def made(host: str, **given: Any) -> http.client.HTTPConnection:
        connection = kind(host, **given)
        if req.host == urlsplit(req.full_url).netloc:
            connection._create_connection = _connected  # type: ignore[attr-defined]
        return connection

    return made


def _connected(address: tuple[str, int], timeout: float, source: object = None) -> socket.socket:
    return fetch.connected(address[0], address[1], timeout)
