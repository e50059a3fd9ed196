"""A site that is ready to be rendered: read → join → plan.

Each step looks first whether it was done before with the same input. The steps themselves know nothing of that.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from functools import cache, partial
from urllib.parse import unquote, urlsplit

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen.config import SITE_FILE, Config
from sitegen.content.addresses import ADDRESSES
from sitegen.content.assets import Asset
from sitegen.content.body import Prose
from sitegen.content.files import File
from sitegen.content.publish import unused
from sitegen.content.read import Reader, read, texts
from sitegen.content.settings import read_config
from sitegen.digest.join import join
from sitegen.digest.model import Digest
from sitegen.digest.related import Relate, Relations
from sitegen.incremental import kept_digest, snapshot
from sitegen.incremental.cached_reader import CachedReader, Shelf
from sitegen.incremental.facts import FactKeys
from sitegen.incremental.front_matter_reader import FrontMatterReader
from sitegen.incremental.kept_parts import KeptParts
from sitegen.incremental.kept_plan import planned
from sitegen.incremental.name_changes import LinkedNames
from sitegen.incremental.observed_digest import ObservedDigest, facts_of
from sitegen.incremental.related_memo import RelatedMemo
from sitegen.incremental.search_index import SearchIndex
from sitegen.incremental.session import Known, Session
from sitegen.incremental.theme import Theme, named_templates, read_theme
from sitegen.incremental.workspace import Workspace, options_key
from sitegen.keys import key_of
from sitegen.memo import remembering
from sitegen.output.static_files import clashes
from sitegen.pages import plan
from sitegen.pages.context import PageContext
from sitegen.pages.page import Page
from sitegen.pages.parts.name_links import names_by_text
from sitegen.pages.parts.pictures import as_they_are, variants
from sitegen.pages.urls import Urls
from sitegen.problems import Problem, has_errors, settled
from sitegen.render.pictures.drawing import NO_PILLOW, can_scale
from sitegen.version import program

_encode = snapshot.encode


class PlannedSite(Struct, frozen=True):
    """All pages of a site by their files, what they are made from, and what renders them.

    `ground` stands for all that views are made of beside what is observed, `plan` for all pages and what each is given;
    it is empty in a session. `assets`: the files beside notes that are published themselves, by path. `base`: the
    path that the site lives at. `advice`: for who builds.
    """

    pages: Mapping[str, Page]
    context: PageContext
    observed: ObservedDigest
    facts: FactKeys
    ground: bytes
    plan: bytes
    theme: Theme
    static: Mapping[str, File]
    assets: Mapping[str, Asset]
    prose: Mapping[str, Prose]
    linked_names: LinkedNames
    search: SearchIndex
    base: str
    advice: tuple[str, ...] = ()


class _Joined(Struct, frozen=True):
    """`key` stands for the digest, and `facts` gives what stands for each of its facts; not in a session."""

    digest: Digest
    problems: list[Problem]
    key: bytes = b""
    facts: Callable[[], Mapping[int, bytes]] = dict


class _KeptJoined(Struct, frozen=True):
    digest: bytes
    problems: list[Problem]


def planned_site(ws: Workspace, session: Session | None = None) -> tuple[PlannedSite | None, list[Problem]]:
    """The site, unless there are errors; and all problems found on the way.

    `session`: of a run that prepares the site again and again. It has no use for what builds keep of a whole digest.
    """
    with remembering(session.memo) if session else nullcontext():
        return _planned_site(ws, session)


def _planned_site(ws: Workspace, session: Session | None) -> tuple[PlannedSite | None, list[Problem]]:
    problems = list(ws.problems)
    config, config_problems = read_config(ws.files.get(SITE_FILE), plan.own_names())
    if config is None:
        return None, problems or config_problems  # of a `content/` that could not be read, nothing else is to be said
    problems += config_problems
    base_url = ws.options.base_url or config.base_url
    urls = Urls(base_url, config.default)
    themed = cache(lambda: read_theme(ws, config, urls))
    joined, prose = _joined(ws, session.settled(config) if session else config, session, meanwhile=themed)
    theme, theme_problems = themed()
    problems += [*theme_problems, *named_templates(theme, joined.digest), *joined.problems]
    # What a broken text refers to is not known; and who writes on, with the preview beside it, is about to name a file.
    if session is None and not has_errors([*ws.problems, *joined.problems]):
        problems += _unused(ws, joined.digest)
    problems = settled(problems, config.check)
    if has_errors(problems):
        return None, problems
    ground = _ground(config, base_url, theme)
    search = SearchIndex(ws.cache, options_key(ws.options), _jobs(ws, session))
    observed = ObservedDigest(joined.digest, prose, search, names_by_text(joined.digest.linked_names))
    context = _context(observed, urls, theme)
    search.begin(context, observed, partial(_later_facts, joined.digest, prose, ground, session))
    plan_key = key_of(joined.key, ground) if joined.key else b""
    pages, page_problems = planned(context, ws.cache, options_key(ws.options), plan_key)
    problems += page_problems  # errors, as what follows
    problems += clashes(ws.static, {name: page.origin for name, page in pages.items()} if ws.static else {})
    if has_errors(problems):
        return None, problems
    facts = FactKeys(joined.key, joined.facts, {} if session else _keys_of_prose(ws, prose))
    if joined.key:
        observed.kept = KeptParts(ws.cache, options_key(ws.options), ground, facts)
    site = PlannedSite(
        pages=pages,
        context=context,
        observed=observed,
        facts=facts,
        ground=ground,
        plan=plan_key,
        theme=theme,
        static=ws.static,
        assets=as_they_are(joined.digest, can_scale()),
        prose=prose,
        linked_names=joined.digest.linked_names,
        search=search,
        base=unquote(urlsplit(base_url).path),
        advice=(*theme.cards.advice, *_unscaled(joined.digest)),
    )
    return site, problems


def _jobs(ws: Workspace, session: Session | None) -> int:
    return 1 if session else ws.options.jobs  # a preview asks in a thread


def _ground(config: Config, base_url: str, theme: Theme) -> bytes:
    """Stands for all that views are made of beside what is observed."""
    kinds = tuple(kind.address for kind in theme.kinds)
    shown = (config, base_url, theme.templates.ui, theme.cards.languages, theme.icons, kinds, can_scale())
    return key_of(program(), _encode(shown))


def _keys_of_prose(ws: Workspace, prose: Iterable[str]) -> dict[str, bytes]:
    return {path: ws.file_index[path].prose for path in prose}


def _context(observed: ObservedDigest, urls: Urls, theme: Theme) -> PageContext:
    return PageContext(
        observed.digest,
        observed.prose,
        urls,
        theme.templates.ui,
        observed.memo,
        observed.lasting,
        theme.kinds,
        observed.search,
        observed.names,
        pictured=theme.cards.languages,
        icons=theme.icons,
        scaled=can_scale(),
    )


def _unscaled(digest: Digest) -> tuple[str, ...]:
    """What to say of pictures that would be scaled, if that could be done here."""
    would = not can_scale() and any(variants(digest.assets[path], True) for path in digest.shown)
    return (NO_PILLOW,) if would else ()


def _later_facts(
    digest: Digest, prose: Mapping[str, Prose], ground: bytes, session: Session | None
) -> tuple[bytes, FactKeys] | None:
    """Of a session that has read all prose, what stands for what the index of search is made of; builds say it."""
    if session is None or not isinstance(prose, Shelf):
        return None
    return ground, FactKeys(b"", partial(session.facts, digest), prose.keys_of_prose())


def _joined(
    ws: Workspace, config: Config, session: Session | None, meanwhile: Callable[[], object] = lambda: None
) -> tuple[_Joined, Mapping[str, Prose]]:
    """The digest with its problems, and the prose. `meanwhile`: what this process does while others read."""
    options, grammar = ws.options, config.grammar
    reader = CachedReader(ws.cache, ws.file_index, options.jobs, session, meanwhile)
    if session:
        return _joined_in_session(ws, config, reader, session)
    files, stray = texts(ws.files.values(), grammar)
    reader.refresh([*files, *ws.file_index.assets()], grammar)
    key, kind = _digest_key(ws, config), _encode(options.drafts)
    joined_key, facts_key = key_of(b"digest", kind), key_of(b"facts", kind)  # apart, for both are large
    stored = ws.cache.last(joined_key, key)
    if stored and not stray:
        kept = msgspec.msgpack.decode(stored, type=_KeptJoined)
        digest = kept_digest.decoded(kept.digest)
        joined = _Joined(digest, kept.problems, key, partial(_kept_facts, ws, facts_key, key, digest))
        return joined, reader.shelf(files, grammar)
    relate = RelatedMemo(ws.cache, key_of(b"related", _encode(options.drafts)), options.jobs)
    joined, prose = _read_and_join(ws, config, reader, relate)
    if not has_errors(joined.problems):
        key = _digest_key(ws, config)  # assets that were not known before have been read since
        of_digest = facts_of(joined.digest)
        kept = _KeptJoined(kept_digest.encoded(joined.digest), joined.problems)
        ws.cache.put_all_last([(joined_key, key, _encode(kept)), (facts_key, key, _encode(of_digest))])
        joined = replace(joined, key=key, facts=lambda: of_digest)
    return joined, prose


def _kept_facts(ws: Workspace, place: bytes, key: bytes, digest: Digest) -> Mapping[int, bytes]:
    stored = ws.cache.last(place, key)
    return msgspec.msgpack.decode(stored, type=dict[int, bytes]) if stored else facts_of(digest)


def joined_digest(ws: Workspace) -> tuple[Digest | None, list[Problem]]:
    """All notes and terms joined, without pages; none where the settings cannot be read. All problems on the way."""
    config, problems = read_config(ws.files.get(SITE_FILE), plan.own_names())
    if config is None:
        return None, ws.problems or problems
    joined, _ = _joined(ws, config, None)
    ws.file_index.save()
    return joined.digest, settled([*ws.problems, *problems, *joined.problems], config.check)


def _joined_in_session(
    ws: Workspace, config: Config, reader: CachedReader, session: Session
) -> tuple[_Joined, Mapping[str, Prose]]:
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
) -> tuple[_Joined, Mapping[str, Prose]]:
    reading, problems = read(ws.files, config, reader)
    digest, join_problems = join(reading, ws.options.as_of, ws.options.drafts, relate)
    ws.file_index.forget_assets(reading.assets)
    return _Joined(digest, problems + join_problems), reading.prose


def _unused(ws: Workspace, digest: Digest) -> list[Problem]:
    beside = [path for path in ws.files if not path.endswith(".md") and path not in (SITE_FILE, ADDRESSES)]
    if not beside:
        return []
    targets = (target for of_file in digest.targets.values() for target in of_file)
    return unused(beside, {target.key[1] for target in targets if target.kind == "asset"})


def keep(ws: Workspace, session: Session) -> None:
    """Keeps the digest of a run that ends, for the next one to begin with."""
    config, _ = read_config(ws.files.get(SITE_FILE), plan.own_names())
    if config is None or session.known is not Known.ALL:
        return
    joined, _ = _joined(ws, session.settled(config), session)
    if not has_errors(joined.problems):
        snapshot.save(ws.cache, _digest_key(ws, config), joined.digest, joined.problems)


def _restored(ws: Workspace, config: Config, reader: CachedReader) -> tuple[_Joined, Mapping[str, Prose]] | None:
    """The digest that an earlier run kept, if nothing has changed since."""
    files, stray = texts(ws.files.values(), config.grammar)
    reader.refresh([*files, *ws.file_index.assets()], config.grammar)
    kept = None if stray else snapshot.load(ws.cache, _digest_key(ws, config))
    return (_Joined(*kept), reader.shelf(files, config.grammar)) if kept else None


def _digest_key(ws: Workspace, config: Config) -> bytes:
    if ADDRESSES in ws.files:
        ws.file_index.look_at([ws.files[ADDRESSES]])
    known = ws.file_index.facts_key(), ws.file_index.data(ADDRESSES)
    return key_of(b"digest", program(), *known, _encode((config, ws.options.as_of, ws.options.drafts)))
