"""What was seen when the pages of a site were made last: of which facts each was made, and what these were.

It lies in the cache. Who loses it looks at every page anew, and finds most of them to be what they were.
"""

from array import array
from collections.abc import Iterator, Mapping

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen.content.body import Prose
from sitegen.incremental.cache import Cache
from sitegen.incremental.name_changes import LinkedNames, texts_with_other_names
from sitegen.incremental.observed_digest import name_facts
from sitegen.keys import key_of
from sitegen.pages.page import Page

_CHUNK = 20_000  # pages
_encode = msgspec.msgpack.Encoder().encode


class PageDependencies(Struct, frozen=True, array_like=True):
    """What a page was made of: what it was given, and the numbers of the facts that were taken while it was rendered.

    `data`: a key of what came of it, by which one knows that it is this that stands in the output. `drawn`: of a
    picture, a key of what it says and is drawn with; `unset`: the letters of it that no font here has.
    """

    data: bytes = b""
    given: bytes = b""
    facts: bytes = b""
    drawn: bytes = b""
    unset: str = ""


_decode = msgspec.msgpack.Decoder(dict[str, PageDependencies]).decode


class Dependencies(Struct, frozen=True):
    """`ground` stands for all that is no fact, `templates` for each template's closure, `facts` for each fact.

    `names`: the published names of the templates' assets. `linked_names`: those of terms that are linked in texts.
    """

    ground: bytes = b""
    templates: dict[str, bytes] = {}
    facts: dict[int, bytes] = {}
    names: dict[str, str] = {}
    linked_names: LinkedNames = {}
    pages: dict[str, PageDependencies] = {}  # by the page's file


class _SavedDependencies(Struct, frozen=True):
    """All but what each page depends on, which lies beside it in chunks: all at once take much memory."""

    seen: Dependencies
    chunks: int


def dependencies_of(page: Page, data: bytes, facts: set[int]) -> PageDependencies:
    return PageDependencies(data, _encode(page.given), array("Q", sorted(facts)).tobytes())


def unchanged(
    pages: Mapping[str, Page], was: Dependencies, now: Dependencies, prose: Mapping[str, Prose]
) -> dict[str, PageDependencies]:
    """The pages of which nothing has changed that they were made of, by their files. `prose`: as it is now."""
    if was.ground != now.ground:
        return {}
    every = was.facts.keys() | now.facts.keys()
    changed = {fact for fact in every if was.facts.get(fact) != now.facts.get(fact)}
    changed |= name_facts(texts_with_other_names(was.linked_names, now.linked_names, prose))
    same = {}
    for name, page in pages.items():
        last = was.pages.get(name)
        if (
            last
            and was.templates.get(page.template) == now.templates.get(page.template)
            and last.given == _encode(page.given)
            and changed.isdisjoint(array("Q", last.facts))
        ):
            same[name] = last
    return same


def load(cache: Cache, key: bytes) -> Dependencies:
    stored = cache.get([key])
    try:
        saved = msgspec.msgpack.decode(stored[key], type=_SavedDependencies)
        for number in range(saved.chunks):
            chunk_key = _chunk_key(key, number)
            saved.seen.pages.update(_decode(cache.get([chunk_key])[chunk_key]))
        return saved.seen
    except (KeyError, msgspec.MsgspecError):
        return Dependencies()


def save(cache: Cache, key: bytes, seen: Dependencies) -> None:
    """All or nothing: a look of another time may not know what its page was made of since."""
    names = list(seen.pages)
    chunks = [names[start : start + _CHUNK] for start in range(0, len(names), _CHUNK)]

    def values() -> Iterator[tuple[bytes, bytes]]:
        yield key, _encode(_SavedDependencies(replace(seen, pages={}), len(chunks)))
        for number, chunk in enumerate(chunks):
            yield _chunk_key(key, number), _encode({name: seen.pages[name] for name in chunk})

    cache.put(values())


def _chunk_key(key: bytes, number: int) -> bytes:
    return key_of(key, number.to_bytes(4, "little"))
