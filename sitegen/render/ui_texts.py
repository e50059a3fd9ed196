"""The texts of the user interface, by language and dotted key: the shipped ones, with the site's own laid over them.

A text that a language lacks stands in English, or else in any language that has it; how days are written, in the
language's own way. So a digest can begin in any language, and be translated bit by bit.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from sitegen.content import yaml
from sitegen.problems import KeyPath, Problem
from sitegen.render.files import FOLDER, TemplateFile
from sitegen.render.template_text import template_text
from sitegen.render.unused_texts import OwnText, of_no_language, of_nobody, unused_texts
from sitegen.text.days import pattern_flaw
from sitegen.text.locales import day_patterns, is_right_to_left, territory_form
from sitegen.text.placeholders import literal, names_in

TEXTS = "i18n/"
_FALLBACK = "en"  # the shipped texts are complete in it
_FORMS = tuple(f".{form}" for form in ("zero", "one", "two", "few", "many", "other"))
_DAYS = frozenset(f"date.{form}" for form in ("day", "medium", "short", "month", "month_only", "year"))
_ISOLATES = {False: "\u2066", True: "\u2067"}
_SPANS = "edition.dates."


class Asking(Struct, frozen=True):
    """A site's own text that asks for more names than those `known` of the shipped texts: a template may give them."""

    key: str  # without `.one` and `.other`
    names: frozenset[str]
    known: frozenset[str]
    path: str
    where: KeyPath


class UiTexts(Struct, frozen=True):
    """`of`: by language, and key. `missing`: by language, the keys of texts that are another language's there."""

    of: dict[str, dict[str, str]]
    asking: tuple[Asking, ...]
    missing: dict[str, tuple[str, ...]]
    problems: list[Problem]


def ui_texts(files: Sequence[TemplateFile], languages: tuple[str, ...], own: Iterable[str] = ()) -> UiTexts:
    """`own`: what the site's own templates say, which may ask for texts of its own."""
    problems: list[Problem] = []
    read: dict[str, dict[str, str]] = {lang: {} for lang in (*languages, _FALLBACK)}
    names: dict[str, frozenset[str]] = {}  # that the shipped texts ask for
    asking: list[Asking] = []
    added: list[OwnText] = []
    idle: list[Problem] = []
    shipped = files[0].path.partition("/")[0] if files else ""  # the first layer
    for file in files:
        lang, path = file.name.removeprefix(TEXTS).removesuffix(".yaml"), file.path
        if lang not in read:
            idle += [] if path.startswith(shipped) else [of_no_language(lang, path, languages)]
            continue
        for key, (text, where) in _in_file(file, problems).items():
            read[lang][key] = _sound(key, text, lang, path, where, problems)
            wanted, group = names_in(text), text_group(key)
            known = names.get(group, frozenset())
            if path.startswith(shipped):
                names[group] = known | wanted
                continue
            added.append(OwnText(lang, key, text_group(key), path, where))
            if wanted - known:
                asking.append(Asking(group, wanted - known, known, path, where))
    for unused in unused_texts(added, names, own):
        idle.append(of_nobody(unused, names))
        read[unused.lang].pop(unused.key)
    ui, missing = _filled(read, languages)
    if not problems:  # of a broken file all texts are missing
        problems = idle + [_untranslated(lang, lent, ui[lang]) for lang, lent in missing.items() if lent]
    return UiTexts(ui, tuple(asking), {lang: tuple(sorted(lent)) for lang, lent in missing.items()}, problems)


def flat_keys(mapping: Mapping[str, Any]) -> dict[str, str]:
    """Texts by dotted keys; what is none is left out."""
    return {key: text for key, (text, _) in _flat(dict(mapping), (), "", []).items()}


def text_file(lang: str) -> str:
    """Where a site's own texts of a language stand."""
    return f"{FOLDER}/{TEXTS}{lang}.yaml"


def text_group(key: str) -> str:
    """`notes` for `notes.one` and `notes.other`: languages differ in which they need."""
    stem, dot, form = key.rpartition(".")
    return stem if dot + form in _FORMS else key


def _filled(
    read: dict[str, dict[str, str]], languages: tuple[str, ...]
) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """All texts for each language; and of which it has none of its own, with the language that lends it."""
    order = dict.fromkeys((_FALLBACK, *languages))
    ui, missing = {}, {}
    for lang in languages:
        texts = _of_cldr(lang) | read[lang]
        own = {text_group(key) for key in texts}
        lent = dict[str, str]()
        for other in order:
            for key, text in read[other].items():
                group = text_group(key)
                if group not in own and lent.setdefault(group, other) == other:  # all its forms are of one language
                    texts.setdefault(key, _lent(text, other, lang))
        ui[lang], missing[lang] = texts, lent
    return ui, missing


def _lent(text: str, other: str, lang: str) -> str:
    """A text of another language; held together (U+2066 to U+2069) where that one is written the other way."""
    ways = is_right_to_left(other), is_right_to_left(lang)
    return text if ways[0] == ways[1] else f"{_ISOLATES[ways[0]]}{text}\u2069"


def _of_cldr(lang: str) -> dict[str, str]:
    return {"locale": territory_form(lang)} | day_patterns(lang)


def _untranslated(lang: str, lent: Mapping[str, str], texts: dict[str, str]) -> Problem:
    path, all = text_file(lang), len({text_group(key) for key in texts})
    are, stand = ("is", "stands") if len(lent) == 1 else ("are", "stand")
    lenders = " or ".join("English" if other == _FALLBACK else f"`{other}`" for other in dict.fromkeys(lent.values()))
    message = f"{len(lent)} of the {all} texts of the interface {are} missing in `{lang}`, and {stand} in {lenders}"
    name = path.removeprefix(f"{FOLDER}/")
    hint = f"say them in {path}, bit by bit: `sitegen theme show {name}` prints them, `check --languages` lists them"
    return Problem(rule="untranslated", path=path, message=message, hint=hint)


def _in_file(file: TemplateFile, problems: list[Problem]) -> dict[str, tuple[str, KeyPath]]:
    path = file.path
    mapping, slips = yaml.load(template_text(path, file.data, problems))
    problems += [Problem(rule=s.rule, path=path, message=s.message, hint=s.hint, where=s.place) for s in slips]
    if mapping is not None and not isinstance(mapping, dict):
        problems.append(Problem(rule="type", path=path, message="the texts must be keys and values"))
    return _flat(mapping if isinstance(mapping, dict) else {}, (), path, problems)


def _sound(key: str, text: str, lang: str, path: str, where: KeyPath, problems: list[Problem]) -> str:
    """The text; one that can be printed in place of a pattern of days that is none."""
    is_span = key.startswith(_SPANS)
    if (is_span or key in _DAYS) and (why := pattern_flaw(text, lang, is_span)):
        message, hint = f"`{text[:40]}` is no pattern of days: {why}", "such patterns are yyyy.MM.dd and d MMMM"
        problems.append(Problem(rule="ui-text", path=path, message=message, hint=hint, where=where))
        return "d–d" if is_span else "d"
    return text


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
