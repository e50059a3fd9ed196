"""Adds a source to the `also` of a note, and changes nothing else of its text."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from sitegen.content.frontmatter import load, split
from sitegen.content.yaml_nodes import TooDeep, compose
from sitegen.desk.yaml_text import mapping, scalar

_INDENT = re.compile(r"[ \t]*")


class NoPlace(Exception):
    """The note's front matter is written in a way that no line can be added to safely."""


def with_source(path: str, text: str, source: Mapping[str, str]) -> str:
    """The note's text with one source more. Raises NoPlace; what comes out is read again before it is believed."""
    halves, _ = split(path, text)
    before, _ = load(path, halves)
    if before is None:
        raise NoPlace
    front = _added(halves.front, source, before)
    start = text.find(halves.front)
    changed = text[:start] + front + text[start + len(halves.front) :]
    after, _ = load(path, split(path, changed)[0])
    also = before.get("also") or []
    if after is None or after != {**before, "also": [*also, dict(source)]} or start < 0:
        raise NoPlace
    return changed


def source_entry(source: Mapping[str, str], indent: str) -> list[str]:
    """A source as an entry of a list in YAML."""
    first, *rest = [f"{key}: {scalar(value)}" for key, value in source.items()]
    return [f"{indent}- {first}", *(f"{indent}  {line}" for line in rest)]


def _added(front: str, source: Mapping[str, str], before: Mapping[str, Any]) -> str:
    """`front` with the source behind the last of `also`, or behind `source` where there is no `also` yet."""
    try:
        root = compose(front)
    except (yaml.YAMLError, TooDeep):
        raise NoPlace from None
    if not isinstance(root, yaml.MappingNode):
        raise NoPlace
    values = {key.value: value for key, value in root.value if isinstance(key, yaml.ScalarNode)}
    also = values.get("also")
    if isinstance(also, yaml.SequenceNode) and also.value and before.get("also"):
        last = also.value[-1]
        if also.flow_style:
            end = last.end_mark.index
            return f"{front[:end]}, {mapping(source)}{front[end:]}"
        dash = front.rfind("-", 0, last.start_mark.index)
        line = front.rfind("\n", 0, dash) + 1
        return _with_lines(front, _end_of(front, last), source_entry(source, " " * (dash - line)))
    if also is not None or "source" not in values:
        raise NoPlace
    return _with_lines(front, _end_of(front, values["source"]), ["also:", *source_entry(source, "  ")])


def _end_of(front: str, node: yaml.Node) -> int:
    """The end of the last line that holds something of a value: a block's mark stands behind what follows it."""
    end = len(front[: node.end_mark.index].rstrip())
    lines = front[:end].split("\n")
    while len(lines) > 1 and lines[-1].lstrip().startswith("#") and not _INDENT.match(lines[-1])[0]:  # type: ignore[index]
        lines.pop()
    end = len("\n".join(lines))
    line_end = front.find("\n", end)
    return len(front) if line_end < 0 else line_end


def _with_lines(front: str, at: int, lines: list[str]) -> str:
    return "\n".join([front[:at], *lines]) + front[at:]
