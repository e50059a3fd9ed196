"""read: the whole of `content/`."""

import posixpath
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from sitegen.config import SITE_FILE, Config
from sitegen.content import frontmatter
from sitegen.content.assets import Asset, read_asset
from sitegen.content.body import Reference
from sitegen.content.files import File, read_text, scan
from sitegen.content.notes import NoteFile, read_note
from sitegen.content.settings import read_config
from sitegen.content.standing import PageFile, read_page
from sitegen.content.terms import TermFile, read_term
from sitegen.problems import Problem
from sitegen.text.suggest import did_you_mean

_T = TypeVar("_T", NoteFile, TermFile, PageFile)


class Reading(Struct, frozen=True):
    """What `content/` holds. `broken`: files that gave nothing, so that a link to one is not called dangling."""

    config: Config
    notes: tuple[NoteFile, ...]
    terms: tuple[TermFile, ...]
    pages: tuple[PageFile, ...]
    assets: dict[str, Asset]  # by path
    broken: frozenset[str]


def read(root: Path) -> tuple[Reading | None, list[Problem]]:
    """Everything below `root/content/`, and what is wrong with each file by itself."""
    files, problems = scan(root)
    site = files.get(SITE_FILE)
    if site is None:
        hint = "it needs title, base_url and languages"
        return None, [
            *problems,
            Problem(rule="missing", path=SITE_FILE, message="there is no site.yaml", hint=hint),
        ]
    config, found = read_config(site)
    problems += found
    if config is None:
        return None, problems
    broken: set[str] = set()
    rooms = _rooms(files.values(), config, problems)
    notes = _each(rooms["notes"], read_note, config, problems, broken)
    pages = _each(rooms["pages"], read_page, config, problems, broken)
    terms = _each(rooms["terms"], read_term, config, problems, broken)
    assets = _assets([*notes, *pages, *terms], files, problems)
    return Reading(config, notes, terms, pages, assets, frozenset(broken)), problems


def resolve_path(from_file: str, target: str) -> str:
    """The path below the root that a relative link means; `/x` counts from `content/`.

    A path that climbs out of `content/` comes back as it is, beginning with `..`, and names no file.
    """
    folder = "content" if target.startswith("/") else posixpath.dirname(from_file)
    return posixpath.normpath(posixpath.join(folder, target.lstrip("/"))) if target else from_file


def locate(problems: Iterable[Problem], root: Path) -> list[Problem]:
    """Problems with their places and excerpts; each file concerned is read once more."""
    texts: dict[str, str] = {}
    located = []
    for problem in problems:
        if problem.path not in texts:
            texts[problem.path] = _text_again(root, problem.path)
        located.append(
            problem
            if problem.excerpt
            else frontmatter.located(problem, texts[problem.path])
            if texts[problem.path]
            else problem.at(problem.place, "")
        )
    return located


def _text_again(root: Path, path: str) -> str:
    real = root / path
    if not real.is_file() or not real.resolve().is_relative_to((root / path.partition("/")[0]).resolve()):
        return ""  # a link that leads out, say: nothing of what it leads to is shown
    try:
        return read_text(File(path, str(real), real.stat().st_size))[0]
    except OSError:  # named in another Unicode form, or gone
        return ""


def _rooms(files: Iterable[File], config: Config, problems: list[Problem]) -> dict[str, list[File]]:
    """Markdown files by what they are; one that is nothing is a problem, for it would be lost in silence."""
    rooms: dict[str, list[File]] = {"notes": [], "pages": [], "terms": []}
    taxonomies = [taxonomy.id for taxonomy in config.taxonomies]
    for file in files:
        if not file.path.endswith(".md"):
            continue
        first = file.parts[0]
        room = "terms" if first in taxonomies else first
        if (room == "notes" and len(file.parts) > 1) or (room in rooms and len(file.parts) == 2):
            rooms[room].append(file)
        elif room in rooms:
            message = f"files stand in content/{first}/ itself, not in folders below it"
            problems.append(Problem(rule="stray-file", path=file.path, message=message, hint="move it up"))
        else:
            known = ["notes", "pages", *taxonomies]
            hint = did_you_mean(first, known) or f"Markdown stands in {', '.join(known)}"
            message = f"`{first}` is no taxonomy and no room for notes or pages"
            problems.append(Problem(rule="stray-file", path=file.path, message=message, hint=hint))
    return rooms


def _each(
    files: list[File],
    reader: Callable[[File, Config], tuple[_T | None, list[Problem]]],
    config: Config,
    problems: list[Problem],
    broken: set[str],
) -> tuple[_T, ...]:
    result: list[_T] = []
    for file in files:
        item, found = reader(file, config)
        problems += found
        if item is None:
            broken.add(file.path)
        else:
            result.append(item)
    return tuple(result)


def _assets(
    items: list[NoteFile | PageFile | TermFile], files: dict[str, File], problems: list[Problem]
) -> dict[str, Asset]:
    """The files, other than Markdown, that bodies refer to."""
    wanted = {
        resolve_path(item.path, reference.target)
        for item in items
        for reference in item.body.references
        if _may_be_asset(reference)
    }
    assets = {}
    for path in sorted(wanted & files.keys()):
        asset, found = read_asset(files[path])
        problems += found
        if asset is not None:
            assets[path] = asset
    return assets


def _may_be_asset(reference: Reference) -> bool:
    return reference.kind != "name" and not reference.target.endswith((".md", ".yaml"))
