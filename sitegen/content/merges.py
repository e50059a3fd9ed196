"""Merges that are not resolved: what git leaves in a file for people to choose from."""

from collections.abc import Iterator

from sitegen.problems import Position, Problem
from sitegen.text.fences import fence_after


def unresolved(path: str, text: str) -> list[Problem]:
    """A problem for each conflict in a text; one that is quoted in fenced code is none.

    `=======` underlines a heading, and `>>>>>>>` may be seven quotations: only one after the other is a conflict.
    """
    if "<<<<<<<" not in text and ">>>>>>> " not in text:
        return []
    problems = []
    begun = divided = False
    for number, line in _outside_of_code(text):
        mark = line[:7] if line[7:8] in ("", " ") else ""
        if mark == "<<<<<<<" or (mark == ">>>>>>>" and divided and not begun):
            message = f"a merge is not resolved here: `{line.strip()}`"
            hint = "keep what is right, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`"
            position = Position(number, 1)
            problems.append(Problem(rule="merge-conflict", path=path, message=message, hint=hint, where=position))
        if mark == "<<<<<<<":
            begun = True
        elif line == "=======":
            divided = True
        elif mark == ">>>>>>>":
            begun = divided = False
    return problems


def _outside_of_code(text: str) -> Iterator[tuple[int, str]]:
    """The lines, from 1, that do not stand in fenced code."""
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        above, fence = fence, fence_after(line, fence)
        if not (above or fence):
            yield number, line
