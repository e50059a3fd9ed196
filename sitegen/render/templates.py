"""The templates, their texts and their assets: the shipped ones, with the site's own laid over them.

A site's file replaces the shipped file of the same name; texts of the user interface go key by key.
"""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from sitegen.content import yaml
from sitegen.content.merges import unresolved
from sitegen.memo import remembered
from sitegen.problems import KeyPath, Position, Problem
from sitegen.render.files import FOLDER, TemplateFile
from sitegen.render.theme_assets import ASSETS, ThemeAsset, theme_assets
from sitegen.text.days import pattern_flaw
from sitegen.text.normal import forbidden, nfc, without_forbidden
from sitegen.text.placeholders import literal, names_in

_TEXTS = "i18n/"
_DAYS = frozenset(f"date.{form}" for form in ("day", "medium", "short", "month", "month_only", "year"))
_SPANS = "edition.dates."


class TemplateSource(Struct, frozen=True):
    """A template's text, and what messages call its file."""

    text: str
    path: str


class Asking(Struct, frozen=True):
    """A site's own text that asks for more names than those `known` of the shipped texts: a template may give them."""

    key: str  # without `.one` and `.other`
    names: frozenset[str]
    known: frozenset[str]
    path: str
    where: KeyPath


class Templates(Struct, frozen=True):
    """`ui`: texts by language and key. `assets`: by name; the published one holds a key of their bytes."""

    sources: dict[str, TemplateSource]
    ui: dict[str, dict[str, str]]
    assets: dict[str, ThemeAsset]
    asking: tuple[Asking, ...] = ()


@remembered
def read_templates(files: Iterable[TemplateFile], languages: tuple[str, ...]) -> tuple[Templates, list[Problem]]:
    problems: list[Problem] = []
    by_name: dict[str, TemplateFile] = {}
    texts: list[TemplateFile] = []
    for file in files:
        if file.problem:
            problems.append(file.problem)
        elif file.name.startswith(_TEXTS):
            texts.append(file)
        else:
            by_name[file.name] = file  # a later layer's replaces the shipped one
    sources: dict[str, TemplateSource] = {}
    for name, file in by_name.items():
        if not name.startswith(ASSETS):
            sources[name] = TemplateSource(_decoded(file.path, file.data, problems), file.path)
    assets = theme_assets({name: file for name, file in by_name.items() if name.startswith(ASSETS)}, problems)
    ui, asking = _ui(texts, languages, problems)
    return Templates(sources, ui, assets, tuple(asking)), problems


def _decoded(path: str, data: bytes, problems: list[Problem]) -> str:
    try:
        text = nfc(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        problems.append(Problem(rule="encoding", path=path, message="this template is not UTF-8"))
        return ""
    if control := forbidden(text):
        before = text[: control[0]]
        where = Position(before.count("\n") + 1, control[0] - before.rfind("\n"))
        message = f"the template holds the control character {control[1]}"
        problems.append(Problem(rule="control-character", path=path, message=message, where=where))
    problems += unresolved(path, text)
    return without_forbidden(text)


def _ui(
    texts: list[TemplateFile], languages: tuple[str, ...], problems: list[Problem]
) -> tuple[dict[str, dict[str, str]], list[Asking]]:
    """Texts by language and dotted key; a key that another language has is missed in each that does not."""
    ui: dict[str, dict[str, str]] = {lang: {} for lang in languages}
    names: dict[str, frozenset[str]] = {}  # that the shipped texts ask for
    asking: list[Asking] = []
    paths: dict[str, str] = {}
    shipped = texts[0].path.partition("/")[0] if texts else ""  # the first layer
    for file in texts:
        lang, path = file.name.removeprefix(_TEXTS).removesuffix(".yaml"), file.path
        if lang not in ui:
            continue
        paths[lang] = path
        mapping, slips = yaml.load(_decoded(path, file.data, problems))
        problems += [Problem(rule=s.rule, path=path, message=s.message, hint=s.hint, where=s.place) for s in slips]
        if mapping is not None and not isinstance(mapping, dict):
            problems.append(Problem(rule="type", path=path, message="the texts must be keys and values"))
        for key, (text, where) in _flat(mapping if isinstance(mapping, dict) else {}, (), path, problems).items():
            ui[lang][key], wanted, group = text, names_in(text), text_group(key)
            is_span = key.startswith(_SPANS)
            if (is_span or key in _DAYS) and (why := pattern_flaw(text, lang, is_span)):
                message, hint = f"`{text[:40]}` is no pattern of days: {why}", "such patterns are yyyy.MM.dd and d MMMM"
                problems.append(Problem(rule="ui-text", path=path, message=message, hint=hint, where=where))
                ui[lang][key] = "d–d" if is_span else "d"
            known = names.get(group, frozenset())
            if path.startswith(shipped):
                names[group] = known | wanted
            elif wanted - known:
                asking.append(Asking(group, wanted - known, known, path, where))
    for lang in languages:
        if lang not in paths:
            message = f"the language `{lang}` has no texts"
            hint = f"copy another language's file of {FOLDER}/{_TEXTS} and translate it"
            problems.append(Problem(rule="ui-text", path=f"{FOLDER}/{_TEXTS}{lang}.yaml", message=message, hint=hint))
            continue
        missing = sorted(
            {text_group(key) for other in ui.values() for key in other} - {text_group(key) for key in ui[lang]}
        )
        for key in missing:
            message = f"the text `{key}` is missing, which another language has"
            problems.append(Problem(rule="ui-text", path=paths[lang], message=message))
    return ui, asking


def _flat(
    mapping: dict[str, Any], above: tuple[str, ...], path: str, problems: list[Problem]
) -> dict[str, tuple[str, KeyPath]]:
    """Texts that can be filled in, and where they stand, by dotted keys."""
    flat: dict[str, tuple[str, KeyPath]] = {}
    for key, value in mapping.items():
        where, dotted = KeyPath((*above, key)), ".".join((*above, key))
        if isinstance(value, dict):
            added = _flat(value, (*above, key), path, problems)
        elif isinstance(value, str):
            added = {dotted: (_fillable(value, path, where, problems), where)}
        else:
            added = {}
            problems.append(Problem(rule="type", path=path, message=f"`{key}` must be text", where=where))
        for twice in flat.keys() & added.keys():
            message = f"the key `{twice}` is given twice, once with a dot and once in tables"
            problems.append(Problem(rule="duplicate-key", path=path, message=message, where=added[twice][1]))
        flat |= added
    return flat


def _fillable(text: str, path: str, where: KeyPath, problems: list[Problem]) -> str:
    try:
        names_in(text)
        return text
    except ValueError as error:
        message = f"`{str(error)[:40]}` cannot be filled in: between braces stands a name, and nothing else"
        hint = "write `{n}`; for a brace that is meant write two: `{{`"
        problems.append(Problem(rule="ui-text", path=path, message=message, hint=hint, where=where))
        return literal(text)


def text_group(key: str) -> str:
    """`notes` for `notes.one` and `notes.other`: languages differ in which they need."""
    return key.removesuffix(".one").removesuffix(".other")
