"""What the Wayback Machine has of an address: https://archive.org/help/wayback_api.php"""

import json
import re
from urllib.parse import quote

from sitegen.desk import fetch

_API = "https://archive.org/wayback/available?url="
_MOST = 100_000  # bytes
_COPY = re.compile(r"https?://web\.archive\.org/web/([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{6}[a-z_]*/[!-~]+")


def copy_of(address: str) -> tuple[str, str]:
    """The nearest copy's address and day; both empty where there is none, or nobody answers."""
    try:
        answer = json.loads(fetch.fetch(_API + quote(address, safe=""), _MOST).data)
        closest = answer["archived_snapshots"]["closest"]
        match = _COPY.fullmatch(closest["url"]) if closest.get("status") == "200" else None
    except (fetch.Unfetched, ValueError, KeyError, TypeError, AttributeError):
        return "", ""
    if match is None:
        return "", ""
    return match[0].replace("http://", "https://", 1), f"{match[1]}-{match[2]}-{match[3]}"
