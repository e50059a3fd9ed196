"""The files of `static/`, which are published as they are, under the names that they have there.

They are the site owner's as templates are: whatever a browser makes of them is let be. But none takes a page's place.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from sitegen.disk import File, is_litter, walk
from sitegen.problems import Problem
from sitegen.text.normal import nfc
from sitegen.text.paths import unfit

STATIC = "static"
_MEANT = (".well-known", ".htaccess")  # of names that begin with a dot; others may hold secrets
_OWN = (".nojekyll", ".svn", ".hg", ".keep")  # the site has the first itself; nobody misses the others


def static_files(root: Path) -> tuple[dict[str, File], tuple[str, ...], list[Problem]]:
    """Every file below `static/` by its path, in order; those that are not published; what is wrong with the others.

    Hugo would publish them all, and Jekyll none: of `.env` and `.htpasswd` the latter is right.
    """
    folder = str(root / STATIC)
    if not os.path.lexists(folder):
        return {}, (), []
    files, problems = walk(folder, STATIC, _is_passed)
    hidden = tuple(path for path in files if _hidden(path))
    for path in hidden:
        del files[path]
    problems = [problem for problem in problems if not _hidden(problem.path)]
    for path in [path for path in files if unfit(published_as(path))]:
        del files[path]
        message = f"no file of a site can be called so: {unfit(published_as(path))}"
        problems.append(Problem(rule="file-name", path=path, message=message, hint="give it another name"))
    return files, hidden, problems


def unpublished(paths: Iterable[str]) -> list[Problem]:
    """What is said of files that are not published, once for each name that begins with a dot."""
    first: dict[str, str] = {}
    for path in paths:
        first.setdefault(_hidden(path), path)
    return [
        Problem(
            rule="unused-file",
            path=path,
            message=f"{hidden} is not published, for its name begins with a dot",
            hint="of such names `.well-known` and `.htaccess` go out; rename it, or move it out of static/",
        )
        for hidden, path in first.items()
    ]


def published_as(path: str) -> str:
    """The name in the output of a file, by its path."""
    return path.removeprefix(f"{STATIC}/")


def clashes(static: Collection[str], pages: Mapping[str, str]) -> list[Problem]:
    """A problem for each static file that stands in a page's way. `static`: paths; `pages`: what each comes from, by
    their files; nothing for the site's own.

    Servers show one page at `/x`, `/x/` and `/x.html`, some file systems take `/X` for it too, and none lets a file
    have others below it.
    """
    taken = {_folded(name): name for name in pages}
    folders = {folder: name for name in taken for folder in _folders(name)}
    problems = []
    for path in static:
        name = _folded(published_as(path))
        clash = next((each for each in (*_same_address(name), *_folders(name)) if each in taken), folders.get(name))
        if clash:
            page = taken[clash]
            message = f"the site has a page of its own there: {page}" + (f", from {pages[page]}" if pages[page] else "")
            hint = "give the file another name"
            problems.append(Problem(rule="duplicate-url", path=path, message=message, hint=hint))
    return problems


def _same_address(name: str) -> tuple[str, ...]:
    stem = f"/{name}".removesuffix("/index.html").removesuffix(".html")[1:]
    return (name, f"{stem}.html", f"{stem}/index.html") if name != stem else (name, f"{name}.html")


def _folded(name: str) -> str:
    return nfc(name.casefold())


def _folders(name: str) -> Iterator[str]:
    while name := name.rpartition("/")[0]:
        yield name


def _hidden(path: str) -> str:
    """A path up to the first name that keeps it from being published; empty for a file that is."""
    segments = path.split("/")
    at = next((at for at, name in enumerate(segments) if name.startswith(".") and name not in _MEANT), -1)
    return "/".join(segments[: at + 1]) if at >= 0 else ""


def _is_passed(name: str) -> bool:
    return is_litter(name) or name.startswith(".git") or name in _OWN
