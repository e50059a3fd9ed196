"""The published names of the templates' assets, put into pages once these are rendered.

A published name holds a key of the asset's bytes, so that caches never lie, and stands in nearly every page. Pages are
rendered with plain names. Where nothing but published names has changed, a page that stands in the output is given the
new ones: a changed style renders nothing.
"""

import re
from collections.abc import Mapping
from urllib.parse import quote

from sitegen.cache import key_of

_NOT_AGAIN = b"?"  # of a page whose own words hold a published name: later they could not be told apart


class Names:
    """`key` stands for these names."""

    def __init__(self, published: Mapping[str, str]) -> None:
        """`published`: by plain name."""
        self._published = {_address(plain): _address(name) for plain, name in published.items()}
        self._plain = {name: plain for plain, name in self._published.items()}
        self._find, self._find_published = _pattern(self._published), _pattern(self._plain)
        self.key = key_of(*(part for pair in self._published.items() for part in pair))

    def put(self, data: bytes) -> tuple[bytes, bytes]:
        """A rendered page with the published names; and their key, empty for a page that has none."""
        found, count = self._find.subn(lambda match: self._published[match[0]], data)
        if not count:
            return data, b""
        return found, _NOT_AGAIN if self._find_published.search(data) else self.key

    def put_again(self, data: bytes, old: "Names") -> bytes:
        """A page that has the `old` names, of the same assets, with these."""
        return old._find_published.sub(lambda match: self._published[old._plain[match[0]]], data)

    def current(self, key: bytes) -> bool:
        """Whether a page that `put` gave this key for has these names."""
        return key in (b"", self.key)


def _address(name: str) -> bytes:
    return quote(f"/assets/{name}").encode()


def _pattern(addresses: Mapping[bytes, bytes]) -> re.Pattern[bytes]:
    """Finds addresses, in full or not, by their end."""
    ends = rb"""(?=["'<?#])"""
    return re.compile(b"(?:" + b"|".join(map(re.escape, addresses)) + b")" + ends if addresses else rb"(?!)")
