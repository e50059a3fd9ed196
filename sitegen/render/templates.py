"""The templates, their texts and their assets: the shipped ones, with the site's own laid over them.

A site's file takes the place of the shipped file of the same name; texts of the user interface go key by key.
"""

import posixpath
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from sitegen.content import yaml
from sitegen.content.assets import hashed_name
from sitegen.content.merges import unresolved
from sitegen.problems import KeyPath, Problem
from sitegen.render.files import FOLDER, TemplateFile
from sitegen.render.styles import style
from sitegen.text.normal import nfc

_ASSETS, _TEXTS = "assets/", "i18n/"


class Source(Struct, frozen=True):
    """A template's text, and what messages call its file."""

    text: str
    path: str


class Templates(Struct, frozen=True):
    """`ui`: texts by language and key. `assets`: bytes by name, a key of which the published name holds."""

    sources: dict[str, Source]
    ui: dict[str, dict[str, str]]
    assets: dict[str, bytes]


def read_templates(files: Iterable[TemplateFile], languages: tuple[str, ...]) -> tuple[Templates, list[Problem]]:
    problems: list[Problem] = []
    found: dict[str, TemplateFile] = {}
    texts: list[TemplateFile] = []
    for file in files:
        if file.problem:
            problems.append(file.problem)
        elif file.name.startswith(_TEXTS):
            texts.append(file)
        else:
            found[file.name] = file  # a later layer's takes the place of the shipped one
    sources: dict[str, Source] = {}
    for name, file in found.items():
        if not name.startswith(_ASSETS):
            sources[name] = Source(_decoded(file.path, file.data, problems), file.path)
    assets = _assets({name: file for name, file in found.items() if name.startswith(_ASSETS)}, problems)
    return Templates(sources, _ui(texts, languages, problems), assets), problems


def _decoded(path: str, data: bytes, problems: list[Problem]) -> str:
    try:
        text = nfc(data.decode("utf-8-sig").replace("\r\n", "\n"))
        problems += unresolved(path, text)
        return text
    except UnicodeDecodeError:
        problems.append(Problem(rule="encoding", path=path, message="this template is not UTF-8"))
        return ""


def _assets(found: dict[str, TemplateFile], problems: list[Problem]) -> dict[str, bytes]:
    """Assets by name. The files of a folder `x.css/` are the parts of one x.css."""
    parts: dict[str, list[TemplateFile]] = {}
    for name in sorted(found):
        plain = name.removeprefix(_ASSETS)
        whole, slash, _ = plain.partition("/")
        parts.setdefault(whole if slash and "." in whole else plain, []).append(found[name])
    joined = {name: b"".join(file.data for file in files) for name, files in parts.items()}
    published = {name: hashed_name(name, data) for name, data in joined.items() if not name.endswith(".css")}
    for name in joined.keys() - published.keys():
        joined[name] = b"".join(style(file, posixpath.dirname(name), published, problems) for file in parts[name])
    return joined


def _ui(texts: list[TemplateFile], languages: tuple[str, ...], problems: list[Problem]) -> dict[str, dict[str, str]]:
    """Texts by language and dotted key; a key that another language has is missed in each that does not."""
    ui: dict[str, dict[str, str]] = {lang: {} for lang in languages}
    paths: dict[str, str] = {}
    for file in texts:
        lang, path = file.name.removeprefix(_TEXTS).removesuffix(".yaml"), file.path
        if lang not in ui:
            continue
        paths[lang] = path
        mapping, slips = yaml.load(_decoded(path, file.data, problems))
        problems += [Problem(rule=s.rule, path=path, message=s.message, hint=s.hint, where=s.place) for s in slips]
        if mapping is not None and not isinstance(mapping, dict):
            problems.append(Problem(rule="type", path=path, message="the texts must be keys and values"))
        ui[lang].update(_flat(mapping if isinstance(mapping, dict) else {}, (), path, problems))
    for lang in languages:
        if lang not in paths:
            message = f"the language `{lang}` has no texts"
            hint = f"copy another language's file of {FOLDER}/{_TEXTS} and translate it"
            problems.append(Problem(rule="ui-text", path=f"{FOLDER}/{_TEXTS}{lang}.yaml", message=message, hint=hint))
            continue
        missing = sorted({_group(key) for other in ui.values() for key in other} - {_group(key) for key in ui[lang]})
        for key in missing:
            message = f"the text `{key}` is missing, which another language has"
            problems.append(Problem(rule="ui-text", path=paths[lang], message=message))
    return ui


def _flat(mapping: dict[str, Any], above: tuple[str, ...], path: str, problems: list[Problem]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in mapping.items():
        if isinstance(value, dict):
            flat.update(_flat(value, (*above, key), path, problems))
        elif isinstance(value, str):
            flat[".".join((*above, key))] = value
        else:
            where = KeyPath((*above, key))
            problems.append(Problem(rule="type", path=path, message=f"`{key}` must be text", where=where))
    return flat


def _group(key: str) -> str:
    """`notes` for `notes.one` and `notes.other`: languages differ in which they need."""
    return key.removesuffix(".one").removesuffix(".other")
