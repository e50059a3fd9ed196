"""The plan of a site as bytes, of which each page is decoded when it is asked for: an edit looks at few of them."""

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Raw

from sitegen.incremental.cache import Cache
from sitegen.keys import key_of
from sitegen.pages.context import PageContext
from sitegen.pages.page import Page
from sitegen.pages.plan import every_kind, plan
from sitegen.pages.urls import Urls
from sitegen.problems import Problem

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(dict[str, Raw]).decode
_decode_page = msgspec.msgpack.Decoder(tuple[int, str, tuple[Any, ...], str, str]).decode


def planned(context: PageContext, cache: Cache, options: bytes, key: bytes) -> tuple[Mapping[str, Page], list[Problem]]:
    """All pages, as they were kept or as they are planned now; and what is wrong with them.

    `options`: stands for those that decide what a site holds; `key`, for all that pages are planned from, and is empty
    where nothing does.
    """
    place = key_of(b"plan", options)
    stored = cache.last(place, key) if key else None
    if stored:
        return KeptPlan(stored, context.urls), []
    pages, problems = plan(context)
    if key and not problems:
        cache.put_last(place, key, encoded(pages))
    return pages, problems


def encoded(pages: Mapping[str, Page]) -> bytes:
    """Of use to this program alone, for kinds are known by their numbers. Empty where one is not among all kinds."""
    numbers = {id(kind): number for number, kind in enumerate(every_kind())}
    if any(id(page.kind) not in numbers for page in pages.values()):
        return b""
    return _encode(
        {
            name: (numbers[id(page.kind)], page.url.path, page.given, page.origin, page.own_template)
            for name, page in pages.items()
        }
    )


class KeptPlan(Mapping[str, Page]):
    """Pages by their files."""

    def __init__(self, data: bytes, urls: Urls) -> None:
        """`data`: as `encoded` gave it. Raises MsgspecError for what it did not give."""
        self._pages, self._urls, self._kinds = _decode(data), urls, every_kind()

    def __getitem__(self, name: str) -> Page:
        kind, path, given, *rest = _decode_page(self._pages[name])
        return Page(self._urls.at(path), self._kinds[kind], _hashable(given), *rest)

    def __contains__(self, name: object) -> bool:
        return name in self._pages

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)


def _hashable(given: tuple[Any, ...] | list[Any]) -> tuple[Any, ...]:
    """What a page is given is plain data, in which all that holds something is a tuple.

    Ids are the same strings for all pages: each of a list's is in many lists, and takes as much as an entry of these.
    """
    return tuple([_shared[type(each)](each) if type(each) in _shared else each for each in given])


_shared: dict[type, Callable[[Any], Any]] = {str: sys.intern, list: _hashable}
