"""What was seen when the pages of a site were made last: of which facts each was made, and what these were.

It lies in the cache. Who loses it looks at every page anew, and finds most of them to be what they were.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import partial

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen.content.body import Prose
from sitegen.incremental.cache import Cache
from sitegen.incremental.facts import FactKeys, Shard, packed
from sitegen.incremental.name_changes import LinkedNames, texts_with_other_names
from sitegen.incremental.observed_digest import name_facts
from sitegen.incremental.seen_pages import PageDependencies, SeenPages
from sitegen.keys import key_of
from sitegen.pages.page import Page

_encode = msgspec.msgpack.Encoder(enc_hook=dict).encode  # tables that are decoded when they are asked for, too
_no_facts = FactKeys(b"", dict, {})


class Dependencies(Struct, frozen=True):
    """`ground` stands for all that is no fact, `templates` for each template's closure, `facts` for each fact.

    `names`: the published names of the templates' assets. `linked_names`: those of terms that are linked in texts.
    `plan`: stands for all pages and what each is given, where each of them is among `pages`; empty: nobody knows.
    `drawing`: stands for what pictures are drawn with.
    `output`: stands for the output that all pages stand in as they were made; empty: nobody knows.
    """

    ground: bytes = b""
    templates: dict[str, bytes] = {}
    facts: FactKeys = _no_facts
    names: dict[str, str] = {}
    linked_names: LinkedNames = {}
    plan: bytes = b""
    drawing: bytes = b""
    pages: SeenPages = SeenPages()
    output: bytes = b""

    def with_pages(self, pages: SeenPages, planned: Collection[str]) -> "Dependencies":
        """`pages`: what became of those that were `planned`, as far as nothing is wrong with them."""
        return replace(self, pages=pages, plan=self.plan if len(pages) == len(planned) else b"")


class _SavedDependencies(Struct, frozen=True, array_like=True):
    """All but what each page depends on and what stands for the digest's facts: these are large, and lie beside it."""

    ground: bytes
    templates: dict[str, bytes]
    digest: bytes
    prose: dict[str, bytes]
    search: dict[Shard, bytes]
    names: dict[str, str]
    linked_names: LinkedNames
    plan: bytes
    drawing: bytes
    output: bytes
    chunks: int


def dependencies_of(page: Page, data: bytes, facts: set[int]) -> PageDependencies:
    return PageDependencies(data, _given(page), packed(facts))


def stale(pages: Mapping[str, Page], was: Dependencies, now: Dependencies, prose: Mapping[str, Prose]) -> set[str]:
    """The pages of which something has changed that they were made of, by their files. `prose`: as it is now."""
    if was.ground != now.ground:
        return set(pages)
    changed = now.facts.changed_since(was.facts)
    if changed is None:
        return set(pages)
    changed |= name_facts(texts_with_other_names(was.linked_names, now.linked_names, prose))
    found = was.pages.made_of(changed)
    if was.plan != now.plan or not was.plan:
        found |= {name for name, page in pages.items() if not _given_the_same(page, was.pages.get(name))}
    if was.templates != now.templates:
        others = {name for name, key in now.templates.items() if was.templates.get(name) != key}
        others |= was.templates.keys() - now.templates.keys()
        found |= {name for name, page in pages.items() if page.template in others}
    if was.drawing != now.drawing:
        found |= {name for name, seen in was.pages.items() if seen.drawn}
    return found & pages.keys()


def _given_the_same(page: Page, last: PageDependencies | None) -> bool:
    return last is not None and last.given == _given(page)


def _given(page: Page) -> bytes:
    """With the template, which may ask for no fact that would say that it is another now: an empty one."""
    return _encode((page.own_template, page.given))


def load(cache: Cache, key: bytes) -> Dependencies:
    stored = cache.get([key])
    try:
        saved = msgspec.msgpack.decode(stored[key], type=_SavedDependencies)
        keys = [_chunk_key(key, number) for number in range(saved.chunks)]
        chunks = cache.get(keys)
        pages = SeenPages(chunks[each] for each in keys)
    except (KeyError, msgspec.MsgspecError):
        return Dependencies()
    facts = FactKeys(saved.digest, partial(_kept_facts, cache, key, saved.digest), saved.prose, lambda: saved.search)
    return Dependencies(
        saved.ground,
        saved.templates,
        facts,
        saved.names,
        saved.linked_names,
        saved.plan,
        saved.drawing,
        pages,
        saved.output,
    )


def save(cache: Cache, key: bytes, was: Dependencies, now: Dependencies) -> None:
    """All or nothing: a look of another time may not know what its page was made of since. `was`: what is kept."""
    facts, pages = now.facts, now.pages
    head = (facts.digest, facts.prose, facts.search, now.names, now.linked_names, now.plan, now.drawing, now.output)
    same = {number for number, chunk in enumerate(was.pages.chunks) if pages.chunks[number : number + 1] == [chunk]}

    def values() -> Iterator[tuple[bytes, bytes, bytes]]:
        yield key, b"", _encode((now.ground, now.templates, *head, len(pages.chunks)))
        for number, chunk in enumerate(pages.chunks):
            if number not in same:
                yield _chunk_key(key, number), b"", chunk
        if was.facts.digest != facts.digest:
            yield _facts_key(key), facts.digest, _encode(facts.of_digest)

    cache.put_all_last(values())


def _kept_facts(cache: Cache, key: bytes, digest: bytes) -> Mapping[int, bytes] | None:
    stored = cache.last(_facts_key(key), digest)
    return msgspec.msgpack.decode(stored, type=dict[int, bytes]) if stored else None


def _chunk_key(key: bytes, number: int) -> bytes:
    return key_of(key, number.to_bytes(4, "little"))


def _facts_key(key: bytes) -> bytes:
    return key_of(key, b"facts")
