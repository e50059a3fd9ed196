"""What a digest of several languages lacks in one of them: `check --languages`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from sitegen.config import SITE_FILE
from sitegen.content.edition_leads import EditionFile
from sitegen.content.files import scan
from sitegen.content.locations import locate
from sitegen.content.notes import NoteFile
from sitegen.content.read import Reading, read
from sitegen.content.settings import read_config
from sitegen.content.standing import PageFile
from sitegen.content.terms import TermFile
from sitegen.incremental.workspace import Options
from sitegen.pages.plan import own_names
from sitegen.pipeline import Outcome
from sitegen.problems import KeyPath, Problem, has_errors, in_order, settled
from sitegen.render.files import template_files
from sitegen.render.templates import read_templates
from sitegen.render.ui_texts import text_file

_NAMES = ("name", "summary")
_File = TypeVar("_File", NoteFile, TermFile, PageFile, EditionFile)


def checked(outcome: Outcome, options: Options) -> Outcome:
    """An outcome with what is not translated added."""
    files, _ = scan(options.root)
    config, _ = read_config(files.get(SITE_FILE), own_names())
    if config is None:
        return outcome
    reading, _ = read(files, config)
    templates, _ = read_templates(template_files(options.root), config.languages)
    lacking = [*_notes(reading), *_terms(reading), *_pages(reading)]
    located = locate(settled(lacking, config.check), options.root)
    texts = settled(list(_interface(templates.texts.missing, templates.ui)), config.check)
    # What a file lacks stands on none of its lines: the first would be shown for each.
    problems = in_order([*outcome.problems, *located, *(each.at(each.place, "") for each in texts)])
    return replace(outcome, problems=problems, failed=has_errors(problems, options.strict))


def _notes(reading: Reading) -> Iterator[Problem]:
    for files in _grouped(reading.notes, reading.config.languages):
        yield from _lacking("note", files, reading.config.languages)
        yield from _lists(files)


def _lists(files: Sequence[NoteFile]) -> Iterator[Problem]:
    """Quotes and corrections belong to a language: each file of a note names its own."""
    for key in ("quotes", "corrections"):
        most = max(files, key=lambda file: len(getattr(file.front, key)))
        for file in files:
            more = len(getattr(most.front, key)) - len(getattr(file.front, key))
            if more:
                message = f"{more} of the `{key}` of {most.path} {'is' if more == 1 else 'are'} not in {file.lang}"
                yield Problem(rule="no-translation", path=file.path, message=message)


def _terms(reading: Reading) -> Iterator[Problem]:
    languages, texts = reading.config.languages, defaultdict[tuple[str, str], list[TermFile]](list)
    for file in reading.terms:
        texts[file.taxonomy, file.id].append(file)
        for key in _NAMES if file.front else ():
            given = getattr(file.front, key)
            if isinstance(given, dict) and (missing := [lang for lang in languages if lang not in given]):
                message = f"`{key}` is not in {_listed(missing)}"
                yield Problem(rule="no-translation", path=file.path, message=message, where=KeyPath((key,)))
    for files in texts.values():
        written = [file for file in files if any(piece.strip() for piece in reading.prose[file.path].pieces)]
        if written:
            yield from _lacking("text", _in_order(written, languages), languages)


def _pages(reading: Reading) -> Iterator[Problem]:
    for files in _grouped(reading.pages, reading.config.languages):
        yield from _lacking("page", files, reading.config.languages)
    for leads in _grouped(reading.editions, reading.config.languages):
        yield from _lacking("lead of an edition", leads, reading.config.languages)


def _interface(missing: Mapping[str, Iterable[str]], ui: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
    for lang, keys in missing.items():
        for key in keys:
            text = ui[lang].get(key) or ui[lang].get(f"{key}.other", "")
            message = f"the text `{key}` is missing; it stands as `{text}`"
            yield Problem(rule="no-translation", path=text_file(lang), message=message)


def _lacking(what: str, files: Sequence[_File], languages: Sequence[str]) -> Iterator[Problem]:
    """`files`: one thing's, in the order of the languages."""
    there = {file.lang for file in files}
    if missing := [lang for lang in languages if lang not in there]:
        first = files[0]
        stem = first.path.removesuffix(".md").removesuffix(f".{first.lang}")
        names = [f"{stem}{'' if lang == languages[0] else f'.{lang}'}.md" for lang in missing]
        message = f"this {what} is not in {_listed(missing)}"
        hint = f"a translation is called {_listed(names)}"
        yield Problem(rule="no-translation", path=first.path, message=message, hint=hint)


def _grouped(files: Iterable[_File], languages: Sequence[str]) -> Iterator[list[_File]]:
    groups = defaultdict[str, list[_File]](list)
    for file in files:
        groups[file.id].append(file)
    for group in groups.values():
        yield _in_order(group, languages)


def _in_order(files: list[_File], languages: Sequence[str]) -> list[_File]:
    return sorted(files, key=lambda file: languages.index(file.lang))


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
