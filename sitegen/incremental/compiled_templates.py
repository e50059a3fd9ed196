"""Compiled templates, kept by the text that they were compiled from."""

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from sitegen.incremental.cache import Cache
from sitegen.keys import key_of
from sitegen.version import program


class CompiledTemplates(BytecodeCache):
    def __init__(self, cache: Cache, way: str) -> None:
        """`way`: how they are compiled."""
        self._cache, self.way = cache, way

    def load_bytecode(self, bucket: Bucket) -> None:
        stored = self._cache.get([self._key(bucket)])
        for data in stored.values():
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._cache.put([(self._key(bucket), bucket.bytecode_to_string())])

    def _key(self, bucket: Bucket) -> bytes:
        return key_of(b"compiled", program(), self.way.encode(), bucket.key.encode(), bucket.checksum.encode())
