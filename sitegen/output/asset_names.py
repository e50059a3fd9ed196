"""The published names of the templates' assets, put into pages once these are rendered.

A published name holds a key of the asset's bytes, so that caches never lie, and stands in nearly every page. Pages are
rendered with stand-ins. Where nothing but published names has changed, the old ones are taken out of a page that stands
in the output, and the new ones put in: a changed style renders nothing.
"""

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from sitegen.content.assets import STAND_IN, hashed_name, stand_in
from sitegen.keys import key_of

_BEFORE = b"assets/"  # what begins alike is found sooner: of a changed style a third of the time
_STAND_INS = re.compile(_BEFORE + STAND_IN.encode())
_NOT_AGAIN = b"?"  # of a page from which they cannot be taken: its own words are a published name, say


def published(assets: Mapping[str, bytes]) -> dict[str, str]:
    """What assets of the templates are called in the output, by the names that they have among the templates."""
    return {own: hashed_name(own, data) for own, data in assets.items()}


class AssetNames:
    """`key` stands for these names."""

    def __init__(self, published: Mapping[str, str]) -> None:
        """`published`: by the names that assets have among the templates."""
        self._published = {_address(stand_in(own)): _address(name) for own, name in published.items()}
        self._stand_ins = {name: standing for standing, name in self._published.items()}
        longest_first = sorted((name[len(_BEFORE) :] for name in self._stand_ins), key=len, reverse=True)
        self._longest = max(map(len, (*self._published, *self._stand_ins)), default=0)
        names = b"|".join(map(re.escape, longest_first)) or b"(?!)"  # one may begin with another
        self._find = re.compile(_BEFORE + b"(?:" + names + b")")
        self.key = key_of(*(name for pair in self._published.items() for name in pair))
        # None begins with another or has the beginning of one within: where one stands, there is no other.
        self._apart = not any(
            _BEFORE in name[1:] or (name != other and other.startswith(name))
            for name in self._stand_ins
            for other in self._stand_ins
        )

    def put(self, rendered: bytes) -> tuple[bytes, bytes]:
        """A page with these names in it; and their key, which is empty for a page that has none."""
        # Most stand in the head: what is below the last, and what a name may reach to, is not looked through.
        end = rendered.rfind(_BEFORE) + 2 * self._longest
        top = rendered[:end]
        put, count = _STAND_INS.subn(lambda match: self._published.get(match[0], match[0]), top)
        if not count:
            return rendered, b""
        return put + rendered[end:], self.key if self.taken_out(put) == top else _NOT_AGAIN

    def renaming(self, was: "AssetNames") -> Callable[[bytes], tuple[bytes, bytes] | None]:
        """What makes of a page in which `was` put its names what these would `put` into the same page, and their key.

        It gives None for a page for which that takes a closer look.
        """
        if not self._apart or not was._apart or self._published.keys() != was._published.keys():
            return lambda page: None
        pairs = [(was._published[own], name) for own, name in self._published.items() if was._published[own] != name]

        def renamed(page: bytes) -> tuple[bytes, bytes] | None:
            if any(new in page for _, new in pairs):
                return None  # its own words
            for old, new in pairs:
                page = page.replace(old, new)
            return page, self.key

        return renamed

    def taken_out(self, page: bytes) -> bytes:
        """A page as it was rendered, if `put` gave `key` for it."""
        return self._find.sub(lambda match: self._stand_ins[match[0]], page)

    def current(self, key: bytes) -> bool:
        """Whether a page that `put` gave this key for is as it would be now."""
        return key in (b"", self.key)


def _address(name: str) -> bytes:
    return _BEFORE + quote(name).encode()
