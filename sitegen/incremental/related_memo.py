"""Finding related notes in several processes, and only of notes that a change of dates or terms may have reached.

For each note it takes longer than all the rest of its view, and hardly any edit touches it.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from sitegen.digest.listings import Listings
from sitegen.digest.model import Note, Related
from sitegen.digest.related import EACH_SIDE, Relations, weight
from sitegen.digest.values import Key
from sitegen.incremental.cache import Cache
from sitegen.incremental.workers import in_processes
from sitegen.version import program

_CHUNK = 250  # notes to a task, at most
_WORTH_IT = 500  # fewer are done sooner than workers start
_RelatedNotes = dict[str, tuple[Related, ...]]
_encode = msgspec.msgpack.Encoder().encode
_decoder = msgspec.msgpack.Decoder(_RelatedNotes)


class _LastAnswer(Struct, frozen=True):
    """What was found, and of what: for each note its date and terms, and the listings of these."""

    notes: dict[str, tuple[dt.date, tuple[Key, ...]]] = {}
    own: Listings = {}
    related: _RelatedNotes = {}


class RelatedMemo:
    """`digest.related.Relate` by way of a cache."""

    def __init__(self, cache: Cache, key: bytes, jobs: int) -> None:
        """`key`: the key under which the last answer lies."""
        self._cache, self._key, self._jobs = cache, key, jobs

    def __call__(self, notes: Mapping[str, Note], own: Listings) -> _RelatedNotes:
        known = self._load()
        facts = {note.id: (note.date, note.named) for note in notes.values()}
        reached = {id for id in _reached(known, facts, own) if id in notes} | (notes.keys() - known.related.keys())
        relations, ids = Relations(notes, own), [id for id in notes if id in reached]

        def encoded(ids: Sequence[str]) -> bytes:
            return _encode({id: relations[id] for id in ids})  # Python's own pickles of structs take longer

        chunks = [ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK)]
        made: _RelatedNotes = {}
        names, keys = (
            {id: id for id in notes},
            {key: key for key in own},
        )  # one string for each, however often it stands
        for data in in_processes(encoded, chunks, self._jobs if len(ids) > _WORTH_IT else 1):
            for id, found in _decoder.decode(data).items():
                made[names[id]] = tuple([Related(names[each.id], keys[each.because]) for each in found])
        if not made and list(facts) == list(known.related):  # the order is a fact, too
            return known.related
        every = {id: made[id] if id in made else known.related[id] for id in notes}
        self._cache.put_last(self._key, program(), _encode(_LastAnswer(facts, own, every)))
        return every

    def _load(self) -> _LastAnswer:
        stored = self._cache.last(self._key, program())
        return msgspec.msgpack.decode(stored, type=_LastAnswer) if stored else _LastAnswer()


def _reached(known: _LastAnswer, facts: Mapping[str, tuple[dt.date, tuple[Key, ...]]], own: Listings) -> Iterator[str]:
    """The notes that may be related to others than before.

    They are near a note that came, went or changed, in a list that it stands in now or stood in; or they name a term
    that has another weight now.
    """
    if not known.notes:
        return  # all are new
    for key in known.own.keys() | own.keys():
        if weight(known.own.get(key, ())) != weight(own.get(key, ())):
            yield from own.get(key, ())
    changed = {id for id in known.notes.keys() | facts.keys() if known.notes.get(id) != facts.get(id)}
    for notes, lists in ((known.notes, known.own), (facts, own)):
        for key in {key for id in changed if id in notes for key in notes[id][1]}:
            for at in (at for at, id in enumerate(lists[key]) if id in changed):
                yield from lists[key][max(at - EACH_SIDE, 0) : at + EACH_SIDE + 1]
