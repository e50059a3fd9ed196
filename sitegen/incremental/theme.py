"""What pages look like: the templates that are read, what renders them, and what is wrong with them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import msgspec
from msgspec import Struct

from sitegen.config import Config
from sitegen.content.assets import Asset, published_bytes
from sitegen.content.files import File
from sitegen.digest.model import Digest
from sitegen.incremental import snapshot
from sitegen.incremental.cache import Cache
from sitegen.incremental.compiled_templates import CompiledTemplates
from sitegen.incremental.workspace import Workspace
from sitegen.keys import key_of
from sitegen.memo import remembered
from sitegen.pages import plan
from sitegen.pages.page import Kind
from sitegen.pages.picture_variant import PictureVariant
from sitegen.pages.urls import Urls
from sitegen.problems import KeyPath, Problem, has_errors
from sitegen.render import closure
from sitegen.render.files import FOLDER, TemplateFile
from sitegen.render.pictures.drawing import PictureDrawing, can_scale
from sitegen.render.renderer import Renderer
from sitegen.render.social_cards.painter import Painter
from sitegen.render.social_cards.set_up import SetUp, set_up
from sitegen.render.templates import Templates, read_templates
from sitegen.render.theme_assets import ASSETS, icons, published_assets, unused_assets
from sitegen.text.suggest import did_you_mean
from sitegen.version import program

_encode = snapshot.encode


class Theme(Struct, frozen=True):
    """`icons`: those that there are. `cards`: what is needed to draw pictures of pages.

    `closures` stand for each template's closure. `assets`: those that are published, by their own names. `kinds`: those
    of pages that there are. `uses`: each template's closure; of templates that could not all be read, none.
    """

    templates: Templates
    icons: tuple[str, ...]
    cards: SetUp
    renderer: Renderer
    closures: dict[str, bytes]
    assets: dict[str, bytes]
    kinds: tuple[Kind, ...]
    uses: dict[str, tuple[str, ...]]


def read_theme(ws: Workspace, config: Config, base_url: str) -> tuple[Theme, list[Problem]]:
    """`base_url`: where the site will live."""
    templates, problems = _read(ws.cache, ws.templates, config.languages)
    cards = set_up(config, templates.assets)
    pictures = PictureDrawing(partial(_bytes_of, ws.files)) if can_scale() else None
    renderer = _renderer(ws.cache, templates, cards.painter, (base_url, config.default)).with_pictures(pictures)
    fonts = tuple(config.fonts.values())
    whole = not has_errors(problems)  # a text that is not translated hides no template
    seen, assets, problems_seen = _seen(ws, templates, renderer, fonts, whole)
    closures, kinds, uses = _keys(templates, seen), plan.led_to(seen.asked()), seen.closures if whole else {}
    theme = Theme(templates, icons(templates.assets), cards, renderer, closures, assets, kinds, uses)
    return theme, [*problems, *cards.problems, *problems_seen]


@remembered
def _read(cache: Cache, files: Sequence[TemplateFile], languages: tuple[str, ...]) -> tuple[Templates, list[Problem]]:
    """`read_templates`, of which what it reads is kept where nothing is wrong: YAML takes long."""
    key = key_of(b"read templates", program(), _encode((languages, files)))
    stored = cache.get([key])
    if stored:
        return msgspec.msgpack.decode(stored[key], type=Templates), []
    templates, problems = read_templates(files, languages)
    if not problems:
        cache.put([(key, _encode(templates))])
    return templates, problems


@remembered
def _renderer(cache: Cache, templates: Templates, painter: Painter | None, at: tuple[str, str]) -> Renderer:
    """Remembered, for what it has compiled and printed serves the next state of a preview too, and goes round in
    circles: a megabyte of each would stay until somebody looks for garbage. `at`: as for `Urls`.
    """
    urls = Urls(*at)
    return Renderer(templates, partial(CompiledTemplates, cache), lambda name: urls.theme_asset(name).href, painter)


def named_templates(theme: Theme, digest: Digest) -> list[Problem]:
    """What is wrong between templates and the texts of standing pages, which may name one each."""
    texts = (text for page in digest.pages.values() for text in page.values())
    named = {text.template: text.path for text in texts if text.template}
    roots = {kind.template for kind in plan.every_kind()} | named.keys()
    return [*closure.unused(theme.templates, theme.uses, roots), *_unknown(theme.templates, named)]


def _unknown(templates: Templates, named: Mapping[str, str]) -> Iterator[Problem]:
    for name, path in named.items():
        if name not in templates.sources:
            message = f"there is no template `{name}`"
            near = did_you_mean(name, templates.sources)
            hint = f"write it: {FOLDER}/{name}" + (f"; or {near}" if near else "")
            yield Problem(rule="template", path=path, message=message, hint=hint, where=KeyPath(("template",)))


def _bytes_of(files: Mapping[str, File], variant: PictureVariant) -> bytes:
    """Of a picture beside notes, as it is published. Raises OSError."""
    return published_bytes(files[variant.path], Asset(variant.name, kind=variant.kind))


def _seen(
    ws: Workspace, templates: Templates, renderer: Renderer, used: tuple[str, ...], whole: bool
) -> tuple[closure.Seen, dict[str, bytes], list[Problem]]:
    """What can be seen in the templates' own text; the assets that are published; and what is wrong with templates.

    `used`: assets that are of use, but not published. `whole`: all files of templates could be read, so that one
    without a use is known to have none.
    """
    texts = ((file.name, b"" if file.name.startswith(ASSETS) else file.data) for file in ws.templates)
    key = key_of(
        b"templates", program(), _encode((list(texts), tuple(templates.ui)))
    )  # of assets the names alone count
    stored = ws.cache.get([key])
    problems: list[Problem] = []
    if key in stored:
        seen = msgspec.msgpack.decode(stored[key], type=closure.Seen)  # of templates that nothing is wrong with
    else:
        problems, seen = renderer.check()
        if not problems:
            ws.cache.put([(key, _encode(seen))])
    assets = published_assets(templates.assets, (*icons(templates.assets), *seen.assets))
    sound = not has_errors(problems)  # else nobody knows what a template would name
    if whole and sound:
        problems += unused_assets(templates.assets, (*assets, *used))
    return seen, assets, problems


def _keys(templates: Templates, seen: closure.Seen) -> dict[str, bytes]:
    """A key of each template's closure, with the texts of the user interface."""
    ground = key_of(program(), _encode(templates.ui))
    sources = {name: source.text.encode() for name, source in templates.sources.items()}
    closures = seen.closures.items()
    return {"": ground} | {name: key_of(ground, *(sources[file] for file in files)) for name, files in closures}
