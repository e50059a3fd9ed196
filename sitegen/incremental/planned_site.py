"""A site that is ready to be rendered: read → join → plan.

Each step looks first whether it was done before with the same input. The steps themselves know nothing of that.
"""

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from functools import cache, partial
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from sitegen.config import SITE_FILE, Config
from sitegen.content.addresses import ADDRESSES
from sitegen.content.assets import Asset
from sitegen.content.body import Prose
from sitegen.content.files import File
from sitegen.content.publish import unused
from sitegen.content.settings import read_config
from sitegen.digest.model import Digest
from sitegen.incremental import snapshot
from sitegen.incremental.cached_reader import Shelf
from sitegen.incremental.dependencies import Dependencies
from sitegen.incremental.facts import FactKeys
from sitegen.incremental.joined_digest import joined_in
from sitegen.incremental.kept_parts import KeptParts
from sitegen.incremental.kept_plan import planned
from sitegen.incremental.name_changes import LinkedNames
from sitegen.incremental.observed_digest import ObservedDigest
from sitegen.incremental.search_index import SearchIndex
from sitegen.incremental.session import Session
from sitegen.incremental.theme import Theme, named_templates, read_theme
from sitegen.incremental.workspace import Workspace, options_key
from sitegen.keys import key_of
from sitegen.memo import remembering
from sitegen.output.static_files import clashes, unpublished
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

    def dependencies(self, was: Dependencies, names: dict[str, str]) -> Dependencies:
        """All that pages are made of and that is known before. `was`: the same of the last time, by which the index of
        search is brought up to date; `names`: the published ones of the templates' assets.
        """
        drawing = self.theme.renderer.drawing(illustrated=bool(self.observed.real.assets))
        facts = self._facts_with_search(was)
        return Dependencies(self.ground, self.theme.closures, facts, names, self.linked_names, self.plan, drawing)

    def _facts_with_search(self, was: Dependencies) -> FactKeys:
        """What stands for all facts, those of the index of search too, which is brought up to date. `was`: what was
        seen of the pages last.
        """
        same_plan = bool(self.plan) and self.plan == was.plan
        return self.facts.with_search(self.search.keys_of_files(self.ground, self.facts, was.facts, same_plan))


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
    themed = cache(lambda: read_theme(ws, config, base_url))
    joined, prose = joined_in(ws, session.settled(config) if session else config, session, meanwhile=themed)
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


def _unused(ws: Workspace, digest: Digest) -> list[Problem]:
    beside = [path for path in ws.files if not path.endswith(".md") and path not in (SITE_FILE, ADDRESSES)]
    hidden = unpublished(ws.hidden)
    if not beside:
        return hidden
    targets = (target for of_file in digest.targets.values() for target in of_file)
    return unused(beside, {target.key[1] for target in targets if target.kind == "asset"}) + hidden
