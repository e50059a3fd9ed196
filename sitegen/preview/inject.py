"""What the preview adds to a page, and nobody else ever sees: its script, and what this page is."""

import json
import re
from html import escape
from html.parser import HTMLParser
from typing import Any

_POLICY = "content-security-policy"
_SPACE = re.compile(r"[\t\n\f\r ]+")
_HEAD_ENDS = re.compile(r"</head[\t\n\f\r ]*>", re.I)
# A page as it was given, before any script that waits for its end has changed it.
_GIVEN = "addEventListener('readystatechange', () => (document.given ??= document.cloneNode(true)), true);"


def with_preview(page: bytes, own: str, host: str, nonce: str, about: dict[str, Any]) -> bytes:
    """An HTML page with the preview's script. `own`: the address of the preview's files; `host`: as the request
    names it; `about`: for the script.

    Policies of the page's stay in force, so that what they forbid on the published site is forbidden here too.
    """
    text = json.dumps(about, ensure_ascii=False).replace("<", "\\u003c")
    added = (
        f'<script type="application/json" id="sitegen-about">{text}</script>'
        f'<script nonce="{nonce}">{_GIVEN}</script>'
        f'<script type="module" src="{escape(own)}client.js" nonce="{nonce}"></script>'
    ).encode()
    whole = page.decode("latin-1")  # each sign a byte, so that nothing else of it changes, whatever it holds
    end = _HEAD_ENDS.search(whole)
    head, rest = (whole[: end.start()], whole[end.start() :]) if end else (whole, "")
    for tag, policy in _policies(head):
        wider = _widened(policy, host + own, nonce).replace("&", "&amp;").replace('"', "&quot;")
        head = head.replace(tag, f'<meta http-equiv="Content-Security-Policy" content="{wider}">')
    return head.encode("latin-1", "xmlcharrefreplace") + added + rest.encode("latin-1")


def stub(title: str) -> bytes:
    """A page for when there is none to show; what is wrong stands in the overlay."""
    title = escape(title)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n'
        f"<body>\n<main>\n<h1>{title}</h1>\n</main>\n</body>\n</html>\n"
    ).encode()


class _Metas(HTMLParser):
    """Finds the policies of a page, each with its tag as it is written."""

    def __init__(self) -> None:
        super().__init__()
        self.policies: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(reversed(attrs))  # of two of one name the first counts
        if tag == "meta" and (given.get("http-equiv") or "").lower() == _POLICY:
            self.policies.append((self.get_starttag_text() or "", given.get("content") or ""))

    handle_startendtag = handle_starttag


def _policies(head: str) -> list[tuple[str, str]]:
    if _POLICY not in head.lower():
        return []
    metas = _Metas()
    metas.feed(head)
    return metas.policies


def _widened(policy: str, own: str, nonce: str) -> str:
    """A policy, with the preview's own script and its questions to the server allowed, and nothing else.

    Of two directives of one name the first counts (CSP 3, 2.2.1). `own`: host and path of the preview's files.
    """
    directives: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        name, *sources = _SPACE.sub(" ", directive).strip(" ").split(" ")
        directives.setdefault(name.lower(), sources)
    directives.pop("", None)
    for names in (("script-src-elem", "script-src", "default-src"), ("connect-src", "default-src")):
        ruling = next((name for name in names if name in directives), None)
        if ruling is not None:
            given = [word for word in directives[ruling] if word.lower() != "'none'"]
            more = _connecting(given, own) if "connect-src" in names else _running(given, own, nonce)
            directives[names[-2] if ruling == "default-src" else ruling] = given + more
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def _running(given: list[str], own: str, nonce: str) -> list[str]:
    """What lets the script run. A nonce would end `'unsafe-inline'`, where that is in force (CSP 3, 6.7.3.2)."""
    words = [word.lower() for word in given]
    ended = any(word.startswith(("'nonce-", "'sha", "'strict-dynamic'")) for word in words)
    return [own] if "'unsafe-inline'" in words and not ended else [f"'nonce-{nonce}'"]


def _connecting(given: list[str], own: str) -> list[str]:
    if "'self'" in map(str.lower, given):
        return []
    return ["'self'" if own.startswith("[") else own]  # a policy cannot name an address of IPv6
