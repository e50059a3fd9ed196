"""`sitegen theme`: what the program ships of templates, style sheets and texts, to read and to begin one's own from."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from sitegen.config import SITE_FILE
from sitegen.content import yaml
from sitegen.content.files import scan
from sitegen.content.settings import read_config
from sitegen.desk.new_files import write_new
from sitegen.desk.yaml_text import scalar
from sitegen.pages.plan import own_names
from sitegen.render.files import FOLDER, TemplateFile, shipped_files, template_files
from sitegen.render.templates import read_templates
from sitegen.render.ui_texts import TEXTS, flat_keys, text_group
from sitegen.text.locales import plural_forms
from sitegen.text.suggest import did_you_mean

_BLOCK = re.compile(r"{%-? *block +(\w+)")
_LANGUAGE = re.compile(rf"{TEXTS}([a-z]{{2,3}})\.yaml")
_HEAD = """\
# Texts of the interface in `{lang}`, as they stand now. To say one in your own words take the `#` away before it.
# What stands between braces is filled in; keys with `.one` and `.other` are chosen by a number.
"""


class UnknownFile(Exception):
    """No shipped file has this name; `hint` may name the nearest."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(name)
        self.name, self.hint = name, hint


class ShippedFile(Struct, frozen=True):
    """`blocks`: of a template, what one of your own that extends it may say otherwise."""

    name: str
    blocks: tuple[str, ...]


def listed() -> Iterator[ShippedFile]:
    for name, data in sorted(_shipped().items()):
        text = data.decode("utf-8", "replace") if name.endswith(".html") else ""
        yield ShippedFile(name, tuple(sorted(set(_BLOCK.findall(text)))))


def shown(name: str, root: Path | None) -> bytes:
    """A shipped file; of `i18n/<language>.yaml` the texts that the digest has not, to be filled in. Raises
    UnknownFile."""
    if match := _LANGUAGE.fullmatch(name):
        return _texts(match[1], root).encode()
    files = _shipped()
    if name not in files:
        raise UnknownFile(name, did_you_mean(name, files) or "`sitegen theme list` names them")
    return files[name]


def copied(name: str, root: Path) -> str:
    """Copies it to the digest's own templates; the path. Raises UnknownFile, InTheWay and OSError."""
    data = shown(name, root)
    path = f"{FOLDER}/{name}"
    write_new(root, {path: data})
    return path


def _shipped() -> dict[str, bytes]:
    return {file.name: file.data for file in shipped_files() if not file.problem}


def _own_texts(files: Iterable[TemplateFile], name: str) -> Mapping[str, str]:
    """What the digest says already; nothing where its file cannot be read, which `check` says."""
    own = next((file.data for file in files if file.path == f"{FOLDER}/{name}"), b"")
    try:
        mapping, _ = yaml.load(own.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return {}
    return flat_keys(mapping) if isinstance(mapping, dict) else {}


def _languages(root: Path) -> tuple[str, ...]:
    """The digest's; none where its settings cannot be read, which `check` says."""
    files, _ = scan(root)
    config, _ = read_config(files.get(SITE_FILE), own_names())
    return config.languages if config else ()


def _texts(lang: str, root: Path | None) -> str:
    """Those of the digest's own that its other languages have are to be filled in too."""
    files = template_files(root) if root else shipped_files()
    languages = dict.fromkeys((lang, *(_languages(root) if root else ())))
    texts = read_templates(files, tuple(languages))[0].texts
    said, lent = {text_group(key) for key in _own_texts(files, f"{TEXTS}{lang}.yaml")}, set(texts.missing[lang])
    by_group: dict[str, dict[str, str]] = {}
    for key, text in texts.of[lang].items():
        by_group.setdefault(text_group(key), {})[key] = text
    lines = [
        f"# {key}: {scalar(text)}"
        for group, forms in sorted(by_group.items())
        if group not in said
        for key, text in (_forms(group, forms, plural_forms(lang)) if group in lent else forms).items()
    ]
    return _HEAD.format(lang=lang) + "\n".join(lines) + "\n"


def _forms(group: str, lent: Mapping[str, str], wanted: Sequence[str]) -> Mapping[str, str]:
    """A text for each form that the language has, from those that another one has."""
    if group in lent:
        return lent
    many = lent.get(f"{group}.other", next(iter(lent.values())))
    return {f"{group}.{form}": lent.get(f"{group}.{form}", many) for form in wanted}
