"""Finding related notes in several processes, and only where a note's date or terms have changed.

For each note it takes longer than all the rest of its view, and hardly any edit touches it.
"""

from collections.abc import Mapping, Sequence

import msgspec

from sitegen.build.workers import in_processes
from sitegen.cache import KEY, Cache, key_of
from sitegen.digest.listings import Listings
from sitegen.digest.model import Note, Related
from sitegen.digest.related import Relations
from sitegen.version import program

_CHUNK = 250  # notes to a task
_WORTH_IT = 500  # fewer are done sooner than workers start
_Found = dict[str, tuple[Related, ...]]
_encode = msgspec.msgpack.Encoder().encode
_decoder = msgspec.msgpack.Decoder(_Found)


class CachedRelate:
    """`digest.related.Relate` by way of a cache."""

    def __init__(self, cache: Cache, place: bytes, jobs: int) -> None:
        """`place`: the key under which the last answer lies."""
        self._cache, self._place, self._jobs = cache, place, jobs

    def __call__(self, notes: Mapping[str, Note], own: Listings) -> _Found:
        key = key_of(program(), _encode([(note.id, note.date, note.named) for note in notes.values()]))
        stored = self._cache.get([self._place]).get(self._place, b"")
        if stored.startswith(key):
            return _decoder.decode(stored[KEY:])
        relations, ids = Relations(notes, own), list(notes)

        def part(ids: Sequence[str]) -> bytes:
            return _encode({id: relations[id] for id in ids})  # Python's own pickles of structs take longer

        parts = [ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK)]
        found: _Found = {}
        for made in in_processes(part, parts, self._jobs if len(ids) > _WORTH_IT else 1):
            found |= _decoder.decode(made)
        self._cache.put([(self._place, key + _encode(found))])
        return found
