"""The digest that a preview kept when it ended, for the next one to begin with."""

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen.digest.listings import Listings
from sitegen.digest.model import Digest
from sitegen.digest.related import Relations
from sitegen.incremental.cache import Cache
from sitegen.keys import key_of
from sitegen.problems import Problem

_PLACE = key_of(b"kept")
encode = msgspec.msgpack.Encoder(enc_hook=dict).encode  # tables that are found when they are asked for, too


class _Kept(Struct, frozen=True):
    """`own`: what related notes are found by."""

    digest: Digest
    own: Listings
    problems: list[Problem]


def save(cache: Cache, key: bytes, digest: Digest, problems: list[Problem]) -> None:
    """`key` stands for all that the digest was made of."""
    if isinstance(digest.related, Relations):  # finding all of them takes longer than all the rest
        load = _Kept(replace(digest, related={}), digest.related.own, problems)
        cache.put_last(_PLACE, key, encode(load))


def load(cache: Cache, key: bytes) -> tuple[Digest, list[Problem]] | None:
    """What was kept under a key, if it was the last."""
    stored = cache.last(_PLACE, key)
    if stored is None:
        return None
    kept = msgspec.msgpack.decode(stored, type=_Kept)
    return replace(kept.digest, related=Relations(kept.digest.notes, kept.own)), kept.problems
