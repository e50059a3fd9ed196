"""Where problems stand: line, column and excerpt, found only for the files that have any."""

import os
from collections.abc import Iterable
from pathlib import Path

from sitegen.content import yaml
from sitegen.content.body import parse
from sitegen.content.files import File, read_text
from sitegen.content.frontmatter import split
from sitegen.problems import KeyPath, Place, Problem, Referring, Spot


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
            else _located(problem, texts[problem.path])
            if texts[problem.path]
            else problem.at(problem.place, "")
        )
    return located


def _text_again(root: Path, path: str) -> str:
    top = os.path.join(os.path.realpath(root / path.partition("/")[0]), "")
    real = os.path.realpath(root / path)
    if not real.startswith(top):
        return ""  # a link that leads out, say: nothing of what it leads to is shown
    return read_text(File(path, real))[0]  # nothing where it is named in another Unicode form, or gone


def _located(problem: Problem, text: str) -> Problem:
    """A problem with its place and the line it stands in, found in the text of its file."""
    place = _place(problem, text)
    lines = text.split("\n")
    excerpt = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    return problem.at(place, excerpt)


def _place(problem: Problem, text: str) -> Place:
    where = problem.where
    if isinstance(where, KeyPath):
        if not where.keys:
            return Place()
        if not problem.path.endswith(".md"):  # site.yaml and the texts of the templates are YAML alone
            return yaml.place_of(text, where)
        parts, _ = split(problem.path, text)
        found = yaml.place_of(parts.front, where)
        return Place(found.line + parts.front_line - 1, found.column)
    if isinstance(where, Referring):
        parts, _ = split(problem.path, text)
        where = parse(parts.body, parts.body_line).spots[where.number]
    return _first(where, text) if isinstance(where, Spot) else where


def _first(spot: Spot, text: str) -> Place:
    lines = text.split("\n")
    for number in range(max(spot.line, 1) - 1, len(lines)):
        column = lines[number].find(spot.words)
        if column >= 0:
            return Place(number + 1, column + 1)
    return Place(max(spot.line, 1))
