"""What the preview adds to a page, and nobody else ever sees: its script, and what this page is."""

import json
import re
from html import escape
from typing import Any

_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")', re.I)


def with_preview(page: bytes, own: str, nonce: str, about: dict[str, Any]) -> bytes:
    """An HTML page with the preview's script. `own`: the address of the preview's files; `about`: for the script.

    A policy of the page's stays in force, so that what it forbids on the published site is forbidden here too.
    """
    text = json.dumps(about, ensure_ascii=False).replace("<", "\\u003c")
    added = (
        f'<script type="application/json" id="sitegen-about">{text}</script>'
        f'<script type="module" src="{escape(own)}client.js" nonce="{nonce}"></script>'
    ).encode()
    page = _POLICY.sub(lambda found: found[1] + _widened(found[2].decode(), nonce).encode() + found[3], page, count=1)
    before, end, after = page.partition(b"</head>")
    return before + added + end + after if end else page + added


def stub(title: str) -> bytes:
    """A page for when there is none to show; what is wrong stands in the overlay."""
    title = escape(title)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n'
        f"<body>\n<main>\n<h1>{title}</h1>\n</main>\n</body>\n</html>\n"
    ).encode()


def _widened(policy: str, nonce: str) -> str:
    """The policy, with the preview's own script and its questions to the server allowed."""
    directives = {name: sources for name, _, sources in (part.strip().partition(" ") for part in policy.split(";"))}
    for name, source in (("script-src", f"'nonce-{nonce}'"), ("connect-src", "'self'")):
        given = directives.get(name, directives.get("default-src"))
        if given is not None:
            kept = [word for word in given.split() if word not in ("'none'", source)]
            directives[name] = " ".join([*kept, source])
    return "; ".join(f"{name} {sources}".strip() for name, sources in directives.items() if name)
