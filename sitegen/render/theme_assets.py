"""Assets of the templates: style sheets, scripts, pictures and fonts, each with what it names of the others.

What is published is what a template names, and what that names in turn.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from msgspec import Struct

from sitegen.content.assets import hashed_name
from sitegen.pages.context import ICO, ICON, TOUCH_ICON
from sitegen.problems import Problem
from sitegen.render.files import FOLDER, TemplateFile
from sitegen.render.scripts import script
from sitegen.render.styles import style
from sitegen.text.paths import unfit

ASSETS = "assets/"
_SCRIPTS = (".js", ".mjs")


class ThemeAsset(Struct, frozen=True):
    """`path`: what messages call its file, or one of them; `names`: the assets that it names, by their own names."""

    data: bytes
    path: str
    names: frozenset[str] = frozenset()


def theme_assets(by_name: dict[str, TemplateFile], problems: list[Problem]) -> dict[str, ThemeAsset]:
    """Assets by name. The files of a folder `x.css/` are the parts of one x.css."""
    by_asset: dict[str, list[TemplateFile]] = {}
    for name in sorted(by_name):
        plain = name.removeprefix(ASSETS)
        whole, slash, _ = plain.partition("/")
        by_asset.setdefault(whole if slash and "." in whole else plain, []).append(by_name[name])
    for name in [name for name in by_asset if unfit(hashed_name(name, b""))]:
        message = f"no file of a site can be called so: {unfit(hashed_name(name, b''))}"
        path = by_asset.pop(name)[0].path
        problems.append(Problem(rule="file-name", path=path, message=message, hint="give it another name"))
    made: dict[str, ThemeAsset] = {}
    published = {name: name for name in by_asset if not name.endswith(".css")}  # those of scripts in a round stay so
    for name in _in_order(by_asset, problems):
        made[name] = _asset(name, by_asset[name], published, problems)
        if not name.endswith(".css"):
            published[name] = hashed_name(name, made[name].data)
    return dict(sorted(made.items()))


def icons(assets: Mapping[str, ThemeAsset]) -> tuple[str, ...]:
    """The site's icon, and what was drawn from it: where a site has an icon of its own, of the latter its own too."""
    own = ICON in assets and assets[ICON].path.startswith(f"{FOLDER}/")
    drawn = (name for name in (ICO, TOUCH_ICON) if name in assets)
    return (ICON, *(name for name in drawn if not own or assets[name].path.startswith(f"{FOLDER}/")))


def published_assets(assets: Mapping[str, ThemeAsset], roots: Iterable[str]) -> dict[str, bytes]:
    """The bytes of those that somebody names. `roots`: those that templates name."""
    reached: set[str] = set()
    waiting = [name for name in roots if name in assets]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += assets[name].names
    return {name: asset.data for name, asset in assets.items() if name in reached}


def unused_assets(assets: Mapping[str, ThemeAsset], used: Iterable[str]) -> Iterator[Problem]:
    """A site's own assets that nobody names."""
    for name in sorted(assets.keys() - set(used)):
        path = assets[name].path
        if path.startswith(f"{FOLDER}/"):
            message = "no template, style sheet or script names this file; it is not published"
            hint = f"name it by `asset('{name}')` or remove it; what goes out under its own name stands in static/"
            if name.endswith(".css"):
                hint = f"to add to every page's style move it into {FOLDER}/{ASSETS}site.css/; else {hint}"
            yield Problem(rule="unused-asset", path=path, message=message, hint=hint)


def _asset(name: str, files: list[TemplateFile], published: Mapping[str, str], problems: list[Problem]) -> ThemeAsset:
    path, folder = files[-1].path, posixpath.dirname(name)
    make = style if name.endswith(".css") else script if name.endswith(_SCRIPTS) else None
    if make is None:
        return ThemeAsset(b"".join(file.data for file in files), path)
    parts = [make(file, folder, published, problems) for file in files]
    names = frozenset(name for _, named in parts for name in named)
    return ThemeAsset(b"".join(data for data, _ in parts), path, names)


def _in_order(by_asset: Mapping[str, list[TemplateFile]], problems: list[Problem]) -> Iterator[str]:
    """Names of assets, each after those that it may name; style sheets, which nobody may name, at the end."""
    any_name = {name: name for name in by_asset if not name.endswith(".css")}
    named = {
        name: {other for file in by_asset[name] for other in script(file, posixpath.dirname(name), any_name, [])[1]}
        for name in any_name
        if name.endswith(_SCRIPTS)
    }
    yield from (name for name in any_name if name not in named)
    sorter = TopologicalSorter({name: named[name] & named.keys() for name in sorted(named)})
    try:
        yield from sorter.static_order()
    except CycleError as error:
        round = error.args[1]  # its first is its last
        message = f"these scripts import each other, round and round: {', '.join(f'`{name}`' for name in round[:-1])}"
        hint = "a script's published name holds a key of its bytes: move what both need into a third one"
        problems.append(Problem(rule="template", path=by_asset[round[0]][0].path, message=message, hint=hint))
        yield from sorted(named)
    yield from (name for name in by_asset if name.endswith(".css"))
