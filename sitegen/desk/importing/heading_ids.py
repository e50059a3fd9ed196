"""Anchors that headings were given, `## Words {#id}`: here they are made of the words, and links follow."""

import re
from collections.abc import Sequence

from sitegen.content.markdown_body import parse
from sitegen.text.fences import fence_after

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")
_ID = re.compile(r"(?<![^\s])#([^\s.#=]+)")


def without_given_ids(body: str) -> tuple[str, dict[str, int]]:
    """A body whose headings are words alone, and the indices of the lines that had an id, by these."""
    if "{" not in body:
        return body, {}
    lines = body.split("\n")
    given: dict[str, int] = {}
    closing = ""
    for number, line in enumerate(lines):
        closing = fence_after(line, closing)
        if not closing and _HEADING.match(line):
            lines[number], marks = _cut(line)
            for id in _ID.findall(marks):
                given.setdefault(id, number)
    return "\n".join(lines), given


def _cut(line: str) -> tuple[str, str]:
    """A heading's words, and what stands in the braces that follow them, before or behind the `#` that close it."""
    bare = _opened(line)
    start = bare.rfind("{")
    marks = bare[start + 1 : -1].removeprefix(":").strip()
    if not bare.endswith("}") or start < 0 or not marks.startswith(("#", ".")):
        return line, ""
    return _opened(bare[:start]), marks


def _opened(line: str) -> str:
    bare = line.rstrip(" \t")
    words = bare.rstrip("#")
    return words.rstrip(" \t") if words != bare and words.endswith((" ", "\t")) else bare


def anchors_of(given: dict[str, int], lines: Sequence[str], anchors: Sequence[str]) -> dict[str, str]:
    """The anchors that headings have now, by the ids that they had. `anchors`: those of the lines, in their order."""
    marked = list(lines)
    for number in {number for number in given.values() if lines[number]}:
        marked[number] += f" mark{number}mark"
    found = [re.search(r"mark(\d+)mark\Z", anchor) for anchor in parse("\n".join(marked), 1).body.anchors]
    now = {int(match[1]): anchors[at] for at, match in enumerate(found) if match}
    return {id: now[number] for id, number in given.items() if number in now}
