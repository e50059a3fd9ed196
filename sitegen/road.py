"""The road to a site that is ready to be rendered: read → join → plan.

Each step looks first whether it was done before with the same input. The steps themselves know nothing of that.
"""

from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen.config import SITE_FILE, Config
from sitegen.content.assets import Asset
from sitegen.content.body import Prose
from sitegen.content.publish import unused
from sitegen.content.read import Reader, read, texts
from sitegen.content.settings import read_config
from sitegen.digest.join import join
from sitegen.digest.model import Digest
from sitegen.digest.related import Relate, Relations
from sitegen.incremental import snapshot
from sitegen.incremental.cache import key_of
from sitegen.incremental.cached_reader import CachedReader
from sitegen.incremental.front_matter_reader import HeadReader
from sitegen.incremental.observed_digest import Observed, facts, prose_facts
from sitegen.incremental.related_memo import CachedRelate
from sitegen.incremental.session import Memory
from sitegen.incremental.workspace import Start, templates_key
from sitegen.memo import Share, each_time
from sitegen.pages.plan import plan
from sitegen.pages.views import Page
from sitegen.problems import Problem, has_errors
from sitegen.render.renderer import Renderer
from sitegen.render.templates import Templates, read_templates
from sitegen.version import program

_encode = snapshot.encode


class Site(Struct, frozen=True):
    """All pages of a site by their files, what they are made from, and what renders them.

    `ground` stands for all that views are made of beside what is observed; `closures`, for each template, for its
    closure. `base`: the path that the site lives at.
    """

    pages: dict[str, Page]
    observed: Observed
    facts: dict[int, bytes]
    ground: bytes
    renderer: Renderer
    closures: dict[str, bytes]
    templates: Templates
    assets: Mapping[str, Asset]
    prose: Mapping[str, Prose]
    base: str


class _Joined(Struct, frozen=True):
    digest: Digest
    problems: list[Problem]
    facts: dict[int, bytes] = {}


class _Sound(Struct, frozen=True):
    """The closures of templates that nothing is wrong with."""

    closures: dict[str, tuple[str, ...]]


def prepare(at: Start, memory: Memory | None = None) -> tuple[Site | None, list[Problem]]:
    """The site, unless there are errors; and all problems found on the way.

    `memory`: of a run that prepares the site again and again. It has no use for what builds keep of a whole digest.
    """
    problems = list(at.problems)
    config, found = read_config(at.files.get(SITE_FILE))
    if config is None:
        return None, problems or found  # of a `content/` that could not be read, nothing else is to be said
    problems += found
    share: Share = memory.share if memory else each_time
    templates, found = share(read_templates, at.templates, config.languages)
    problems += found
    renderer = Renderer(templates, at.cache)
    closures, found = _closures(at, templates, renderer)
    problems += found
    joined, prose = _joined(at, memory.settled(config) if memory else config, memory)
    problems += joined.problems
    # What a broken text refers to is not known; and who writes on, with the preview beside it, is about to name a file.
    if memory is None and not has_errors([*at.problems, *joined.problems]):
        problems += _unused(at, joined.digest)
    if has_errors(problems):
        return None, problems
    observed, base_url = Observed(joined.digest, prose), at.options.base_url or config.base_url
    pages, found = plan(observed.digest, observed.prose, base_url, templates.ui, observed.share)
    problems += found
    if has_errors(problems):
        return None, problems
    ground = key_of(program(), _encode((config, base_url, templates.ui)))
    site = Site(
        pages=pages,
        observed=observed,
        facts={} if memory else joined.facts | prose_facts({path: at.records[path].prose for path in prose}),
        ground=ground,
        renderer=renderer,
        closures=closures,
        templates=templates,
        assets=joined.digest.assets,
        prose=prose,
        base=unquote(urlsplit(base_url).path),
    )
    return site, problems


def _joined(at: Start, config: Config, memory: Memory | None) -> tuple[_Joined, Mapping[str, Prose]]:
    """The digest with its problems, and the prose."""
    options, grammar = at.options, config.grammar
    reader = CachedReader(at.cache, at.records, options.jobs, memory)
    if memory:
        heads = None if memory.heads is None else HeadReader(memory.heads, options.jobs)
        restored = None if heads or memory.begun else _restored(at, config, reader)
        memory.begun, memory.restored = True, restored is not None
        made = restored or _read_and_join(at, config, heads or reader, Relations, memory.share)
        memory.turn()
        return made
    files, stray = texts(at.files.values(), grammar)
    reader.refresh([*files, *at.records.assets()], grammar)
    key, kind = _digest_key(at, config), _encode(options.drafts)
    place, beside = key_of(b"digest", kind), key_of(b"facts", kind)  # apart, for both are large
    stored, known = at.cache.last(place, key), at.cache.last(beside, key)
    if stored and known and not stray:
        joined = msgspec.msgpack.decode(stored, type=_Joined)
        return replace(joined, facts=msgspec.msgpack.decode(known, type=dict[int, bytes])), reader.shelf(files, grammar)
    relate = CachedRelate(at.cache, key_of(b"related", _encode(options.drafts)), options.jobs)
    joined, prose = _read_and_join(at, config, reader, relate, each_time)
    if not has_errors(joined.problems):
        key = _digest_key(at, config)  # assets that were not known before have been read since
        at.cache.put_last(place, key, _encode(joined))
        joined = replace(joined, facts=facts(joined.digest))
        at.cache.put_last(beside, key, _encode(joined.facts))
    return joined, prose


def _read_and_join(
    at: Start, config: Config, reader: Reader, relate: Relate, share: Share
) -> tuple[_Joined, Mapping[str, Prose]]:
    reading, problems = read(at.files, config, reader)
    digest, found = join(reading, at.options.as_of, at.options.drafts, relate, share)
    at.records.forget_assets(reading.assets)
    return _Joined(digest, problems + found), reading.prose


def _unused(at: Start, digest: Digest) -> list[Problem]:
    beside = [path for path in at.files if not path.endswith(".md") and path != SITE_FILE]
    if not beside:
        return []
    targets = (target for found in digest.targets.values() for target in found)
    return unused(beside, {target.key[1] for target in targets if target.kind == "asset"})


def keep(at: Start, memory: Memory) -> None:
    """Keeps the digest of a run that ends, for the next one to begin with."""
    config, _ = read_config(at.files.get(SITE_FILE))
    if config is None or memory.heads is not None or memory.restored:
        return
    joined, _ = _joined(at, memory.settled(config), memory)
    if not has_errors(joined.problems):
        snapshot.keep(at.cache, _digest_key(at, config), joined.digest, joined.problems)


def _restored(at: Start, config: Config, reader: CachedReader) -> tuple[_Joined, Mapping[str, Prose]] | None:
    """The digest that an earlier run kept, if nothing has changed since."""
    files, stray = texts(at.files.values(), config.grammar)
    reader.refresh([*files, *at.records.assets()], config.grammar)
    found = None if stray else snapshot.kept(at.cache, _digest_key(at, config))
    return (_Joined(*found), reader.shelf(files, config.grammar)) if found else None


def _digest_key(at: Start, config: Config) -> bytes:
    return key_of(b"digest", program(), at.records.facts_key(), _encode((config, at.options.as_of, at.options.drafts)))


def _closures(at: Start, templates: Templates, renderer: Renderer) -> tuple[dict[str, bytes], list[Problem]]:
    """A key of each template's closure, with the texts of the user interface; and what is wrong with templates."""
    key = key_of(b"templates", templates_key(at), _encode(tuple(templates.ui)))
    stored = at.cache.get([key])
    problems: list[Problem] = []
    if key in stored:
        closures = msgspec.msgpack.decode(stored[key], type=_Sound).closures
    else:
        problems, closures = renderer.check()
        if not problems:
            at.cache.put([(key, _encode(_Sound(closures)))])
    ground = key_of(program(), _encode(templates.ui))
    sources = {name: source.text.encode() for name, source in templates.sources.items()}
    keys = {"": ground} | {name: key_of(ground, *(sources[part] for part in parts)) for name, parts in closures.items()}
    return keys, problems
