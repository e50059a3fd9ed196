"""What a request asks for, and which requests are refused."""

import ipaddress
import re
from collections.abc import Callable, Collection, Mapping
from typing import Literal
from urllib.parse import parse_qs, quote, unquote, urlsplit

from msgspec import Struct
from msgspec.structs import replace

OWN = ".sitegen/"  # below the site's base; no page can live there, for no file of content/ may begin with a dot
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[\w.-]+)(:\d+)?")
_LOCAL = {"localhost", "127.0.0.1", "::1"}


class Request(Struct, frozen=True):
    """`kind`: a file of the site by its name, with the status that it is sent with; the address to go to instead;
    one of the preview's own by its name; or a refusal with its reason. `host`: as the request names it."""

    kind: Literal["file", "elsewhere", "own", "refused"]
    target: str
    status: int = 200
    query: dict[str, str] = {}
    host: str = ""


def asked(
    target: str,
    headers: Mapping[str, str],
    hosts: frozenset[str],
    base: str,
    has: Callable[[str], bool],
    former: Collection[str] = (),
) -> Request:
    """What a GET means. `hosts`: the names that this machine answers to; `has`: whether the site has such a file;
    `former`: paths that the site lived at until `base_url` was changed."""
    if not _is_here(headers.get("Host", ""), hosts):
        return Request("refused", "this preview does not answer to that host", 403)
    try:
        address = urlsplit(target)
        path = unquote(address.path, errors="strict")
    except ValueError:
        return Request("refused", "this is no address", 400)
    written = address.path.lower()
    if "%2f" in written or "%5c" in written or "\\" in path or "\0" in path or not target.startswith("/"):
        return Request("refused", "this is no address", 400)
    if any(segment in (".", "..") for segment in path.split("/")) or "//" in path:
        return Request("refused", "this address leads out of the site", 400)
    before, own, name = path.partition(f"/{OWN}")
    if own and before + "/" in (base, "/", *former):
        query = {key: values[-1] for key, values in parse_qs(address.query).items()}
        return _same_origin(headers) or Request("own", name, query=query, host=headers["Host"])
    return replace(resolve(path, base, has, former), host=headers["Host"])


def resolve(path: str, base: str, has: Callable[[str], bool], former: Collection[str] = ()) -> Request:
    """What an address means; one of where the site lived before leads to where it lives now."""
    request = _resolved(path, base, has)
    for old in former if request.status == 404 else ():
        new = base + path.removeprefix(old)
        if path.startswith(old) and _resolved(new, base, has).status != 404:
            return Request("elsewhere", quote(new), 302)
    return request


def _resolved(path: str, base: str, has: Callable[[str], bool]) -> Request:
    """GitHub Pages' rules: `/x/` is x/index.html; `/x` is x, or x.html, or sends on to `/x/`; a miss is 404.html."""
    if path in ("/", base.rstrip("/")) and path != base:
        return Request("elsewhere", quote(base), 301 if path != "/" else 302)
    if not path.startswith(base):
        return Request("file", "404.html", 404)
    name = path.removeprefix(base)
    for candidate in (f"{name}index.html",) if not name or name.endswith("/") else (name, f"{name}.html"):
        if has(candidate):
            return Request("file", candidate)
    if name and has(f"{name}/index.html"):
        return Request("elsewhere", quote(f"{path}/"), 301)
    return Request("file", "404.html", 404)


def hosts_of(given: str, names: list[str]) -> frozenset[str]:
    """The hosts to answer to when listening at an address: itself, this machine, and `names` when others may come."""
    return frozenset(_LOCAL | {given.lower()} | ({*names, "*"} if given in ("", "0.0.0.0", "::") else set()))


def _is_here(host: str, hosts: frozenset[str]) -> bool:
    """A name that somebody else's DNS may lead here is not ours; an address always is, where others may come."""
    match = _HOST.fullmatch(host)
    name = match[1].strip("[].").lower() if match else ""
    if name in hosts or name.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(name)
        return "*" in hosts
    except ValueError:
        return False


def _same_origin(headers: Mapping[str, str]) -> Request | None:
    """The preview's own answers are for its own pages; browsers say where a request comes from."""
    origin, site = headers.get("Origin"), headers.get("Sec-Fetch-Site")
    if (origin and origin.partition("://")[2] != headers.get("Host")) or (site and site not in ("same-origin", "none")):
        return Request("refused", "only the preview's own pages may ask for this", 403)
    return None
