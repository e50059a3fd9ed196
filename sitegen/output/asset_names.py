"""The published names of the templates' assets, put into pages once these are rendered.

A published name holds a key of the asset's bytes, so that caches never lie, and stands in nearly every page. Pages are
rendered with stand-ins. Where nothing but published names has changed, the old ones are taken out of a page that stands
in the output, and the new ones put in: a changed style renders nothing.
"""

import re
from collections.abc import Mapping
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

    def put(self, rendered: bytes) -> tuple[bytes, bytes]:
        """A page with these names in it; and their key, which is empty for a page that has none."""
        # Most stand in the head: what is below the last, and what a name may reach to, is not looked through.
        end = rendered.rfind(_BEFORE) + 2 * self._longest
        top = rendered[:end]
        put, count = _STAND_INS.subn(lambda match: self._published.get(match[0], match[0]), top)
        if not count:
            return rendered, b""
        return put + rendered[end:], self.key if self.taken_out(put) == top else _NOT_AGAIN

    def taken_out(self, page: bytes) -> bytes:
        """A page as it was rendered, if `put` gave `key` for it."""
        return self._find.sub(lambda match: self._stand_ins[match[0]], page)

    def current(self, key: bytes) -> bool:
        """Whether a page that `put` gave this key for is as it would be now."""
        return key in (b"", self.key)


def _address(name: str) -> bytes:
    return _BEFORE + quote(name).encode()
