"""Addresses of articles: the one that a page goes by, and whether two of them mean one page."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

_TRACKERS = re.compile(
    r"utm_.*|(?:fb|g|dc|gb|wb|ms|tt|tw|y)clid|igshid?|mc_(?:cid|eid)|_hs(?:enc|mi)|ref(?:_?src|errer)?|cmpid|ocid|spm|"
    r"sns|share|n_?source|sc_(?:cid|channel)|kakao_.*|at_(?:medium|campaign)|vgo_ee|smid"
)
_SAME_HOST = re.compile(r"^(?:www|m|amp|mobile|news-m)\.")


def without_trackers(address: str) -> str:
    """The address without what says only where somebody came from; empty for what is none."""
    try:
        url = urlsplit(address.strip())
        if url.scheme not in ("http", "https") or not url.hostname:
            return ""
        query = [pair for pair in parse_qsl(url.query, keep_blank_values=True) if not _is_tracker(pair[0])]
    except ValueError:  # a port or a host that cannot be
        return ""
    kept = url.query if len(query) == url.query.count("&") + bool(url.query) else urlencode(query)
    return urlunsplit((url.scheme, url.netloc, url.path or "/", kept, ""))


def canonical(named: str, address: str) -> str:
    """The address that a page gives as its own; empty where it cannot be: the outlet's home page, another host's."""
    try:
        whole = without_trackers(urljoin(address, named.strip())) if named.strip() else ""
        if not whole or urlsplit(whole).path in ("", "/"):
            return ""
        same = not address or (_host(whole).rpartition(".")[0] and _domain(whole) == _domain(address))
    except ValueError:
        return ""
    return whole if same else ""


def page_key(address: str) -> str:
    """What is the same for the addresses of one page: www, m and amp, http and https, trackers, a final slash."""
    address = without_trackers(address)
    if not address:
        return ""
    url = urlsplit(address)
    query = "&".join(sorted(url.query.split("&"))) if url.query else ""
    return f"{_host(address)}{url.path.rstrip('/').removesuffix('/amp')}?{query}".rstrip("?")


def _host(address: str) -> str:
    return _SAME_HOST.sub("", (urlsplit(address).hostname or "").lower())


def _domain(address: str) -> str:
    """The last labels of a host, one more where they are short: tf.co.kr, example.org."""
    labels = _host(address).split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2:])


def _is_tracker(name: str) -> bool:
    return _TRACKERS.fullmatch(name.lower()) is not None
