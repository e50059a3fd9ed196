"""Merges that are not resolved, or by halves: what git leaves in a file for people to choose from."""

import re

from sitegen.problems import Position, Problem
from sitegen.text.fences import with_code

_MARKS = ("<<<<<<<", ">>>>>>>", "|||||||")
_BEFORE = re.compile(r"[ \t]*(?:[>*+-][ \t]+)*")  # a list or a quotation that a mark was moved into
_MARK = re.compile(r"(<{7}|>{7}|\|{7}|={7})(?: +(.*))?")
# What git writes behind a mark: a branch, a commit with its first line, its own words. `>>>>>>> 일곱 겹` is none.
_LABEL = re.compile(
    r"\S+|[0-9a-f]{7,40}\b.*|Stashed changes|Updated upstream|merged common ancestors|(?:theirs|ours)\b.*"
)


def unresolved(path: str, text: str) -> list[Problem]:
    """A problem for each conflict in a text, and for what is left of one; what is quoted in code is none.

    `=======` underlines a heading, and so means nothing by itself.
    """
    if not any(mark in text for mark in _MARKS):
        return []
    problems = []
    begun = divided = False
    for number, (line, is_code) in enumerate(with_code(text), 1):
        before = _BEFORE.match(line).end()  # type: ignore[union-attr]
        found = _MARK.fullmatch(line.rstrip(), before)
        if found is None or is_code:
            continue
        mark, label = found[1][0], found[2] or ""
        if mark == "<" or (not begun and _is_left(mark, label, divided)):
            message = f"a merge is not resolved here: `{line.strip()}`"
            hint = (
                "keep what is right, and remove the lines that begin with `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>`"
            )
            position = Position(number, before + 1)
            problems.append(Problem(rule="merge-conflict", path=path, message=message, hint=hint, where=position))
        begun = mark in "<|" or (begun and mark != ">")
        divided = mark == "=" or (divided and mark != ">")
    return problems


def _is_left(mark: str, label: str, divided: bool) -> bool:
    """Whether a mark without its beginning is git's: a row of a table, and seven quotations, look like it."""
    if mark == "|":
        return bool(label) and not label.endswith("|") and _LABEL.fullmatch(label) is not None
    return mark == ">" and (divided or not label or _LABEL.fullmatch(label) is not None)
