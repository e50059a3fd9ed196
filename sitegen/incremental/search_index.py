"""The index of search, of which an edit changes only the files that hold the words that came or went.

What each document is found by is remembered, with the facts that it was made of, as pages are. Documents that have
changed are taken out of the last index and put in anew; where many have, or nothing is remembered, all of it is made.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from sitegen.digest.values import Key
from sitegen.incremental.cache import Cache
from sitegen.incremental.facts import FactKeys, Shard, packed
from sitegen.incremental.kept_search import KeptIndex, KnownDocument, changed_by, changed_documents, values_of
from sitegen.incremental.observed_digest import ObservedDigest
from sitegen.incremental.workers import in_processes
from sitegen.keys import key_of
from sitegen.pages.context import PageContext
from sitegen.pages.exports import search
from sitegen.pages.exports.search.documents import Documents, documents, tokens_of
from sitegen.search.shards import Change, Tokens, changed_shards, patched, shards

_CHUNK = 128  # documents whose tokens are kept together
_FEW = 200  # that have changed, whatever the size of the digest
_encode = msgspec.msgpack.Encoder().encode
_Made = tuple[bytes, Tokens]  # the numbers of the facts that a document's tokens were made of, and these
_decode_chunk = msgspec.msgpack.Decoder(dict[str, msgspec.Raw]).decode  # of which few documents are looked at
_decode = msgspec.msgpack.Decoder(_Made).decode


class SearchIndex(Mapping[Shard, bytes]):
    """The files of the index, each made or fetched when it is asked for: of those that `facts` brought up to date.

    Where nobody calls it, as in a preview, the index of a language is brought up to date when one of its files is asked
    for.
    """

    def __init__(self, cache: Cache, key: bytes, jobs: int) -> None:
        """`key`: stands for all options that decide what a site holds."""
        self._cache, self._key, self._jobs = cache, key, jobs
        self._made: dict[Shard, bytes] = {}
        self._kept: dict[str, list[bytes]] = {}  # keys of files that lie in the cache
        self._context: PageContext | None = None
        self._observed: ObservedDigest | None = None
        self._given: Callable[[], tuple[bytes, FactKeys] | None] = lambda: None

    def begin(
        self,
        context: PageContext,
        observed: ObservedDigest,
        given: Callable[[], tuple[bytes, FactKeys] | None] | None = None,
    ) -> None:
        """`given`: what `keys_of_files` would be given, where nobody will call it; None while not all is known."""
        self._context, self._observed = context, observed
        self._given = given or self._given

    def release(self) -> None:
        """Nobody will ask any more. What it was begun with holds it too, and so would stay until it is looked for."""
        self._context = self._observed = None
        self._given = lambda: None

    def forget(self) -> None:
        """Texts have changed, and nothing else: what is asked for next is brought up to date."""
        self._made.clear()
        self._kept.clear()

    def keys_of_files(
        self, ground: bytes, facts: FactKeys, was: FactKeys, same_plan: bool
    ) -> Callable[[], dict[Shard, bytes]]:
        """Brings the index up to date, if there is one, and gives what says what stands for each file.

        `ground`: for all but facts. `was`: facts that it may have been made of last, by which one sees sooner what has
        changed. Where there is no last index, files are made when they are asked for: while others render, say.
        `same_plan`: the pages were planned alike then, and so the documents, of which pages are given the numbers.
        """
        assert self._context is not None
        if not self._context.makes(search.KIND):
            return dict
        begun = {lang: self._begun(lang, ground, facts, was, same_plan) for lang in self._context.languages}

        def keys() -> dict[Shard, bytes]:
            for lang in list(begun):  # what the files of one are made of need not wait for those of the next
                self._kept[lang] = begun.pop(lang)()
            return {(lang, at): key for lang, files in self._kept.items() for at, key in enumerate(files)}

        return keys

    def __getitem__(self, shard: Shard) -> bytes:
        if shard not in self._made:
            lang, number = shard
            if lang not in self._kept and (given := self._given()):
                self._kept[lang] = self._updated(lang, *given)
                if shard in self._made:
                    return self._made[shard]
            kept = self._kept.get(lang)
            data = self._cache.last(self._place("file", *shard), kept[number]) if kept else None
            if data is not None:
                return data
            self._all(lang)
        return self._made[shard]

    def __iter__(self) -> Iterator[Shard]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)

    def _place(self, what: str, *of: object) -> bytes:
        return key_of(b"search", self._key, _encode((what, *of)))

    def _all(self, lang: str) -> None:
        """Makes the whole index, and keeps nothing: for who looks at a file, or where the cache lost it."""
        assert self._context is not None
        known = documents(self._context, lang)
        found = ((number, tokens_of(self._context, lang, each)) for each, number in known.numbers().items())
        self._made.update(((lang, at), data) for at, data in enumerate(shards(found, lang, known.shards)))

    def _begun(
        self, lang: str, ground: bytes, facts: FactKeys, was: FactKeys, same_plan: bool
    ) -> Callable[[], list[bytes]]:
        if self._cache.last(self._place("index", lang), ground):
            files = self._updated(lang, ground, facts, was, same_plan)
            return lambda: files
        return self._anew(lang, ground, self._documents(lang), facts)

    def _updated(
        self, lang: str, ground: bytes, facts: FactKeys, was: FactKeys | None = None, same_plan: bool = False
    ) -> list[bytes]:
        stored = self._cache.last(self._place("index", lang), ground)
        last = msgspec.msgpack.decode(stored, type=KeptIndex) if stored else KeptIndex(0)
        changes = self._changes(lang, facts, was) if stored else None
        known = None if changes is not None and same_plan else self._documents(lang)
        shards, numbers = (known.shards, known.numbers()) if known else (last.shards, last.numbers())
        if last.shards == shards:
            every = {"/".join(each): (each, number) for each, number in numbers.items()}
            changed = changed_documents(every, last, facts) if changes is None else changed_by(changes, every, last)
            if not changed:
                self._cache.put_all_last([self._seen(lang, facts)])
                return last.files
            if len(changed) <= max(_FEW, len(every) // 2):
                patch = _Patch(self, lang, every, last, sorted(changed))
                if patch.load():
                    return self._keep(lang, ground, facts, patch.made(facts), patch.chunks(), patch.files)
        return self._anew(lang, ground, known or self._documents(lang), facts)()

    def _changes(self, lang: str, facts: FactKeys, was: FactKeys | None) -> set[int] | None:
        """The numbers of the facts that are not those that the index was made of; None where nobody knows.

        `was`: facts that it may have been made of.
        """
        known = was is not None and was.digest and self._cache.last(self._place("seen", lang), was.key) is not None
        return facts.changed_since(was) if was and known else None

    def _seen(self, lang: str, facts: FactKeys) -> tuple[bytes, bytes, bytes]:
        """What is kept to say that an index is made of these."""
        return self._place("seen", lang), facts.key, b""

    def _documents(self, lang: str) -> Documents:
        assert self._context is not None
        return documents(self._context, lang)

    def _anew(self, lang: str, ground: bytes, known: Documents, facts: FactKeys) -> Callable[[], list[bytes]]:
        """Makes what all documents are found by, and gives what makes the files of it."""
        chunks, index, held = _chunks(list(known.numbers().items())), KeptIndex(known.shards), dict[int, bytes]()
        for at, data in enumerate(self._chunks_of(lang, chunks)):
            index.chunks[at] = key_of(data)
            if not self._cache.put_last(self._place("tokens", lang, at), index.chunks[at], data):
                held[at] = data

        def found() -> Iterator[Change]:
            for at, chunk in enumerate(chunks):
                made = _decode_chunk(held[at]) if at in held else self.tokens(lang, at, index.chunks[at])
                if made is None:  # the cache lost it since
                    made = self.made_now(lang, chunk)
                for document, number in chunk:
                    key = "/".join(document)
                    made_of, tokens = _decode(made[key])
                    index.documents[key] = KnownDocument(number, at, made_of, values_of(made_of, facts))
                    yield number, tokens

        def files() -> list[bytes]:
            return self._keep(lang, ground, facts, index, (), dict(enumerate(shards(found(), lang, known.shards))))

        return files

    def made_now(self, lang: str, some: Sequence[tuple[Key, int]]) -> dict[str, msgspec.Raw]:
        """What documents are found by, as it is kept."""
        return {key: made for data in self._chunks_of(lang, _chunks(some)) for key, made in _decode_chunk(data).items()}

    def _chunks_of(self, lang: str, chunks: Sequence[Sequence[tuple[Key, int]]]) -> Iterator[bytes]:
        assert self._context is not None and self._observed is not None
        work = _ChunkMaker(self._context, self._observed, lang)
        return in_processes(work, chunks, self._jobs if len(chunks) > 2 else 1)

    def _keep(
        self,
        lang: str,
        ground: bytes,
        facts: FactKeys,
        index: KeptIndex,
        chunks: Iterable[tuple[int, bytes]],
        files: Mapping[int, bytes],
    ) -> list[bytes]:
        """All at once: an index of another time would not know its files. `chunks`: those that are others now."""
        keys = [key_of(files[at]) if at in files else index.files[at] for at in range(index.shards)]

        def items() -> Iterator[tuple[bytes, bytes, bytes]]:
            yield from ((self._place("file", lang, at), keys[at], data) for at, data in files.items())
            for at, data in chunks:  # all of them would take much memory
                index.chunks[at] = key_of(data)
                yield self._place("tokens", lang, at), index.chunks[at], data
            yield self._place("index", lang), ground, _encode(msgspec.structs.replace(index, files=keys))
            yield self._seen(lang, facts)

        self._cache.put_all_last(items())
        self._made.update(((lang, at), data) for at, data in files.items())
        return keys

    def tokens(self, lang: str, chunk: int, made_of: bytes) -> dict[str, msgspec.Raw] | None:
        data = self._cache.last(self._place("tokens", lang, chunk), made_of)
        return None if data is None else _decode_chunk(data)

    def file(self, lang: str, number: int, made_of: bytes) -> bytes | None:
        return self._cache.last(self._place("file", lang, number), made_of)


def _chunks(documents: Sequence[tuple[Key, int]]) -> list[Sequence[tuple[Key, int]]]:
    return [documents[start : start + _CHUNK] for start in range(0, len(documents), _CHUNK)]


class _Patch:
    """Some documents that have changed. `files` are those that are others for it."""

    def __init__(
        self, index: SearchIndex, lang: str, numbers: Mapping[str, tuple[Key, int]], last: KeptIndex, changed: list[str]
    ) -> None:
        self._index, self._lang, self._numbers, self._last, self._changed = index, lang, numbers, last, changed
        self._kept: dict[int, dict[str, msgspec.Raw]] = {}
        self.files: dict[int, bytes] = {}

    def load(self) -> bool:
        """Fetches what has to be patched; whether all of it is there."""
        last, self._new = self._last, [key for key in self._changed if key in self._numbers]
        self._old = [key for key in self._changed if key in last.documents]
        for at in {last.documents[key].chunk for key in self._old}:
            tokens = self._index.tokens(self._lang, at, last.chunks[at])
            if tokens is None:
                return False
            self._kept[at] = tokens
        self._made = self._index.made_now(self._lang, [self._numbers[key] for key in self._new])
        before = (
            (was.number, _decode(self._kept[was.chunk][key])[1]) for key in self._old if (was := last.documents[key])
        )
        after = ((self._numbers[key][1], _decode(self._made[key])[1]) for key in self._new)
        for at, changes in changed_shards(before, after, last.shards).items():
            data = self._index.file(self._lang, at, last.files[at])
            if data is None:
                return False
            self.files[at] = patched(data, changes)
        return True

    def made(self, facts: FactKeys) -> KeptIndex:
        """The index with its changes."""
        documents, chunks = dict(self._last.documents), dict(self._last.chunks)
        for key in self._old:
            del self._kept[documents.pop(key).chunk][key]
        for key in self._new:
            was = self._last.documents.get(key)
            at = was.chunk if was else self._roomy(chunks)
            self._kept.setdefault(at, {})[key] = self._made[key]
            made_of = _decode(self._made[key])[0]
            documents[key] = KnownDocument(self._numbers[key][1], at, made_of, values_of(made_of, facts))
        return KeptIndex(self._last.shards, documents, chunks, self._last.files)

    def chunks(self) -> Iterator[tuple[int, bytes]]:
        """Those that are others now, made one by one."""
        return ((at, _encode(kept)) for at, kept in self._kept.items())

    def _roomy(self, chunks: Mapping[int, bytes]) -> int:
        """Where the tokens of a new document go: to others that have changed, or into a chunk of their own."""
        return next((at for at, kept in self._kept.items() if len(kept) < _CHUNK), len(chunks) + len(self._kept))


class _ChunkMaker:
    """Makes the tokens of some documents, in whatever process, and says what they were made of."""

    def __init__(self, context: PageContext, observed: ObservedDigest, lang: str) -> None:
        self._context, self._observed, self._lang = context, observed, lang

    def __call__(self, some: Sequence[tuple[Key, int]]) -> bytes:
        made: dict[str, _Made] = {}
        for document, _ in some:
            tokens, taken = self._observed.watch(tokens_of, self._context, self._lang, document)
            made["/".join(document)] = packed(taken), tokens
        return _encode(made)
