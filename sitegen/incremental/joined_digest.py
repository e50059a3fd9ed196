"""All notes and terms joined, in a build or in a preview: as they were kept, or anew."""

from collections.abc import Callable, Mapping
from functools import partial

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen.config import SITE_FILE, Config
from sitegen.content.addresses import ADDRESSES
from sitegen.content.body import Prose
from sitegen.content.read import FileRead, Reader, read, texts
from sitegen.content.settings import read_config
from sitegen.digest.join import join
from sitegen.digest.model import Digest
from sitegen.digest.related import Relate, Relations
from sitegen.incremental import kept_digest, snapshot
from sitegen.incremental.cached_reader import CachedReader
from sitegen.incremental.front_matter_reader import FrontMatterReader
from sitegen.incremental.observed_digest import facts_of, note_facts
from sitegen.incremental.related_memo import RelatedMemo
from sitegen.incremental.reworded import JoinedFiles, changed_files, reworded
from sitegen.incremental.session import Known, Session
from sitegen.incremental.workspace import Workspace
from sitegen.keys import key_of
from sitegen.pages import plan
from sitegen.problems import Problem, has_errors, settled
from sitegen.version import program

_encode = snapshot.encode


class JoinedDigest(Struct, frozen=True):
    """`key` stands for the digest, and `facts` gives what stands for each of its facts; not in a session."""

    digest: Digest
    problems: list[Problem]
    key: bytes = b""
    facts: Callable[[], Mapping[int, bytes]] = dict


class _KeptJoined(Struct, frozen=True):
    digest: bytes
    problems: list[Problem]


def joined_in(
    ws: Workspace, config: Config, session: Session | None, meanwhile: Callable[[], object] = lambda: None
) -> tuple[JoinedDigest, Mapping[str, Prose]]:
    """The digest with its problems, and the prose. `meanwhile`: what this process does while others read."""
    options, grammar = ws.options, config.grammar
    reader = CachedReader(ws.cache, ws.file_index, options.jobs, session, meanwhile)
    if session:
        return _joined_in_session(ws, config, reader, session)
    files, stray = texts(ws.files.values(), grammar)
    reader.refresh([*files, *ws.file_index.assets()], grammar)
    places = _Places(options.drafts)
    if not stray and (kept := _kept(ws, config, reader, places)):
        return kept, reader.shelf(files, grammar)
    relate = RelatedMemo(ws.cache, places.related, options.jobs)
    joined, prose = _read_and_join(ws, config, reader, relate)
    if has_errors(joined.problems):
        return joined, prose
    key = _digest_key(ws, config)  # assets that were not known before have been read since
    of_digest = facts_of(joined.digest)
    ws.cache.put_all_last(
        [
            (places.digest, key, _encode(_KeptJoined(kept_digest.encoded(joined.digest), joined.problems))),
            (places.facts, key, _encode(of_digest)),
            (places.files, _ground(ws, config), _encode(JoinedFiles(key, ws.file_index.read()))),
        ]
    )
    return replace(joined, key=key, facts=lambda: of_digest), prose


class _Places:
    """The keys that lie under which what is kept of a digest: apart, for all of it is large."""

    def __init__(self, drafts: bool) -> None:
        kind = _encode(drafts)
        self.digest, self.facts = key_of(b"digest", kind), key_of(b"facts", kind)
        self.files, self.related = key_of(b"joined files", kind), key_of(b"related", kind)


def _kept(ws: Workspace, config: Config, reader: CachedReader, places: _Places) -> JoinedDigest | None:
    """The digest of the last build, where no more than bodies and the words of few notes have changed since."""
    key = _digest_key(ws, config)
    stored, joined_of = ws.cache.last(places.digest, key), None
    if not stored and (known := ws.cache.last(places.files, _ground(ws, config))):
        joined_of = msgspec.msgpack.decode(known, type=JoinedFiles)
        stored = ws.cache.last(places.digest, joined_of.key)
    if not stored:
        return None
    kept = msgspec.msgpack.decode(stored, type=_KeptJoined)
    digest = kept_digest.decoded(kept.digest)
    if joined_of is None:
        return JoinedDigest(digest, kept.problems, key, partial(_kept_facts, ws, places.facts, key, digest))
    was, now = joined_of.files, ws.file_index.read()
    changed = changed_files(was, now)

    def read_of(files: Mapping[str, tuple[bytes, bytes]], path: str) -> FileRead | None:
        return reader.when(path, files[path][0], config.grammar)

    notes = reworded(digest, changed, partial(read_of, was), partial(read_of, now)) if changed else None
    if notes is None:
        return None
    of_digest = _kept_facts(ws, places.facts, joined_of.key, digest) | note_facts(notes)
    kept_digest.put_notes(digest, notes)
    return JoinedDigest(digest, kept.problems, key, lambda: of_digest)


def _kept_facts(ws: Workspace, place: bytes, key: bytes, digest: Digest) -> dict[int, bytes]:
    stored = ws.cache.last(place, key)
    return msgspec.msgpack.decode(stored, type=dict[int, bytes]) if stored else facts_of(digest)


def joined_digest(ws: Workspace) -> tuple[Digest | None, list[Problem]]:
    """All notes and terms joined, without pages; none where the settings cannot be read. All problems on the way."""
    config, problems = read_config(ws.files.get(SITE_FILE), plan.own_names())
    if config is None:
        return None, ws.problems or problems
    joined, _ = joined_in(ws, config, None)
    ws.file_index.save()
    return joined.digest, settled([*ws.problems, *problems, *joined.problems], config.check)


def _joined_in_session(
    ws: Workspace, config: Config, reader: CachedReader, session: Session
) -> tuple[JoinedDigest, Mapping[str, Prose]]:
    if session.known is Known.NOTHING and (snapshot := _restored(ws, config, reader)):
        session.known, joined = Known.SNAPSHOT, snapshot
    elif session.known is Known.FRONT_MATTER:
        joined = _read_and_join(ws, config, FrontMatterReader(session.heads, ws.options.jobs), Relations)
    else:
        session.known, joined = Known.ALL, _read_and_join(ws, config, reader, Relations)
    session.turn()
    return joined


def _read_and_join(
    ws: Workspace, config: Config, reader: Reader, relate: Relate
) -> tuple[JoinedDigest, Mapping[str, Prose]]:
    reading, problems = read(ws.files, config, reader)
    digest, join_problems = join(reading, ws.options.as_of, ws.options.drafts, relate)
    ws.file_index.forget_assets(reading.assets)
    return JoinedDigest(digest, problems + join_problems), reading.prose


def keep(ws: Workspace, session: Session) -> None:
    """Keeps the digest of a run that ends, for the next one to begin with."""
    config, _ = read_config(ws.files.get(SITE_FILE), plan.own_names())
    if config is None or session.known is not Known.ALL:
        return
    joined, _ = joined_in(ws, session.settled(config), session)
    if not has_errors(joined.problems):
        snapshot.save(ws.cache, _digest_key(ws, config), joined.digest, joined.problems)


def _restored(ws: Workspace, config: Config, reader: CachedReader) -> tuple[JoinedDigest, Mapping[str, Prose]] | None:
    """The digest that an earlier run kept, if nothing has changed since."""
    files, stray = texts(ws.files.values(), config.grammar)
    reader.refresh([*files, *ws.file_index.assets()], config.grammar)
    kept = None if stray else snapshot.load(ws.cache, _digest_key(ws, config))
    return (JoinedDigest(*kept), reader.shelf(files, config.grammar)) if kept else None


def _digest_key(ws: Workspace, config: Config) -> bytes:
    """Of files that nobody has read yet it holds nothing: who refers to one that is not there or no good has made an
    error, and no digest can make less of that.
    """
    return key_of(_ground(ws, config), ws.file_index.facts_key())


def _ground(ws: Workspace, config: Config) -> bytes:
    """Stands for all that a digest is joined of beside what files gave."""
    if ADDRESSES in ws.files:
        ws.file_index.look_at([ws.files[ADDRESSES]])
    addresses = ws.file_index.data(ADDRESSES)
    return key_of(b"digest", program(), addresses, _encode((config, ws.options.as_of, ws.options.drafts)))
