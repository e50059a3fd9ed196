"""Problems as people, editors and GitHub want to read them."""

import datetime as dt
import posixpath
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from sitegen.problems import Problem
from sitegen.text.normal import width, without_forbidden
from sitegen.text.zones import today

_LONGEST_EXCERPT = 160
_SHOWN = 3  # names of files in one message


def as_text(problems: Sequence[Problem], most: int = 0, more: str = "") -> Iterator[str]:
    """Lines for people; with `most`, at most so many of one rule, then their number, and how to see `more`."""
    seen: Counter[str] = Counter()
    problems = list(_gathered(_by_folder(problems) if most else problems))
    for problem in problems:
        seen[problem.rule] += 1
        if not most or seen[problem.rule] <= most:
            yield from _lines(problem)
    for rule, count in seen.items():
        if most and count > most:
            yield f"… and {count - most} more [{rule}]{more}"
    if problems:
        yield summary(problems)


def _gathered(problems: Sequence[Problem]) -> Iterator[Problem]:
    """A template's mistake once, with the first page that it happened on and the number of the others."""
    of_templates = ("template", "ui-text")
    alike = Counter(_same(problem) for problem in problems if problem.rule in of_templates)
    said = set[object]()
    for problem in problems:
        others = alike[_same(problem)] - 1
        if others <= 0:
            yield problem
        elif _same(problem) not in said:
            said.add(_same(problem))
            yield replace(problem, hint=f"{problem.hint}, and on {others} more")


def _by_folder(problems: Sequence[Problem]) -> list[Problem]:
    """Files that are not published at one line for each folder: there may be as many as pictures from a camera."""
    folders: dict[object, list[Problem]] = {}
    for problem in problems:
        alike: object = (posixpath.dirname(problem.path), problem.message, problem.hint)
        folders.setdefault(alike if problem.rule == "unused-file" else id(problem), []).append(problem)
    return [_with_others(*alike) for alike in folders.values()]


def _with_others(first: Problem, *others: Problem) -> Problem:
    if not others:
        return first
    shown = ", ".join(f"`{posixpath.basename(other.path)}`" for other in others[:_SHOWN])
    shown += ", …" if len(others) > _SHOWN else ""
    folder = posixpath.dirname(first.path)
    return replace(first, message=f"{first.message}; nor are {len(others)} more in {folder}/: {shown}")


def _same(problem: Problem) -> object:
    return problem.rule, problem.path, problem.place, problem.message


def later(days: Sequence[dt.date], zone: str) -> str:
    """How many of the days of published notes lie after today, wherever the digest is at home; empty when none does."""
    now = today(zone)
    count = sum(day > now for day in days)
    if not count:
        return ""
    notes, wait = ("1 note lies", "it waits") if count == 1 else (f"{count} notes lie", "they wait")
    return f"{notes} after today, {now} in {zone}; with `--as-of today` {wait}"


def summary(problems: Sequence[Problem]) -> str:
    counts = Counter(problem.severity for problem in problems)
    words = [f"{n} {kind}{'s' if n > 1 else ''}" for kind in ("error", "warning") if (n := counts[kind])]
    return ", ".join(words) if words else "no problems"


def as_data(problem: Problem) -> dict[str, Any]:
    """A problem for `--json` and `--format json`."""
    return {
        "rule": problem.rule,
        "severity": problem.severity,
        "file": problem.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "message": problem.message,
        "hint": problem.hint,
        "excerpt": problem.excerpt,
    }


def as_github(problems: Sequence[Problem]) -> Iterator[str]:
    """Workflow commands that GitHub shows as annotations of a pull request."""
    for problem in problems:
        message = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
        position = f"line={problem.place.line},col={problem.place.column}"
        file = _escaped(problem.path).replace(":", "%3A").replace(",", "%2C")
        yield f"::{problem.severity} file={file},{position},title={problem.rule}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _lines(problem: Problem) -> Iterator[str]:
    location = f"{one_line(problem.path)}:{problem.place.line}:{problem.place.column}"
    yield f"{location}: {problem.severity}: {one_line(problem.message)} [{problem.rule}]"
    if problem.excerpt.strip():
        column = problem.place.column - problem.excerpt_column  # in the excerpt, from 0
        start = max(column - _LONGEST_EXCERPT // 2, 0)
        shown = without_forbidden(problem.excerpt[start : start + _LONGEST_EXCERPT]).replace("\t", " ")
        number = str(problem.place.line)
        before = shown[: column - start]
        yield f"  {number} | {shown}"
        yield f"  {' ' * len(number)} | {' ' * width(before)}^"
    if problem.hint:
        yield f"  hint: {one_line(problem.hint)}"


def one_line(text: str) -> str:
    """Content, and names of files, are quoted in messages: they must neither steer a terminal nor begin a line."""
    return without_forbidden(" ".join(text.splitlines()))
