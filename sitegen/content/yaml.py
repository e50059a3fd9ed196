"""YAML to plain data: mappings, lists, text and None. Nothing else, so no surprise.

Only null is resolved; every other scalar stays the text that was written. Anchors, aliases and tags are refused:
an editor has no use for them, and a nest of aliases can grow without bound.
"""

import re
from collections.abc import Iterator
from typing import Any, cast

import yaml
from msgspec import Struct

from sitegen.problems import KeyPath, Place
from sitegen.text.normal import forbidden, nfc, without_forbidden

_DEEPEST = 100
_OPENERS = re.compile(r"[\[{]|[-?:]\s")  # every level of nesting begins with one of these

_NULL = "tag:yaml.org,2002:null"
_NULLS = {"", "~", "null", "Null", "NULL"}
_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The C loader (8 times the pure one), which here resolves null and no dates, numbers, or Norway as false."""

    def resolve(self, kind: type[yaml.Node], value: str, implicit: Any) -> str:
        if kind is yaml.ScalarNode and implicit[0] and value in _NULLS:
            return _NULL
        return _TAGS[kind]


class Slip(Struct, frozen=True):
    """A mistake in YAML. The place counts lines of the given text from 1."""

    rule: str
    message: str
    place: Place
    hint: str = ""


def load(text: str) -> tuple[Any, list[Slip]]:
    """The data of one YAML document, and what is wrong with it; broken YAML gives None and one slip."""
    try:
        if deep := _too_deep(text):
            return None, [Slip("yaml", f"lists and mappings stand more than {_DEEPEST} deep in each other here", deep)]
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place()
        return None, [Slip("yaml", _plainly(error), place, _yaml_hint(text, place))]
    except (yaml.YAMLError, ValueError) as error:
        return None, [Slip("yaml", f"this YAML cannot be read: {error}".split("\n")[0], Place())]
    slips: list[Slip] = []
    return (_data(root, slips, set()) if root is not None else None), slips


def place_of(text: str, where: KeyPath) -> Place:
    """Where a key path stands in a YAML text: its value's place, or the nearest ancestor's that exists."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        return Place()
    mark = None
    for key in where.keys:
        found = _child(node, key)
        if found is None:
            break
        at_key, node = found
        # A value on later lines (a list, a block) is shown at its key.
        mark = at_key if where.key_itself or node.start_mark.line != at_key.line else node.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place()


def _too_deep(text: str) -> Place | None:
    """Where nesting goes deeper than anyone means it to. The composer recurses in C, and would crash, not raise."""
    if len(_OPENERS.findall(text)) <= 2 * _DEEPEST:
        return None
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST and event.start_mark:
            return Place(event.start_mark.line + 1, event.start_mark.column + 1)
    return None


def _child(node: yaml.Node | None, key: str | int) -> tuple[yaml.Mark, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        pairs = [pair for pair in node.value if isinstance(pair[0], yaml.ScalarNode) and pair[0].value == key]
        return (pairs[0][0].start_mark, pairs[0][1]) if pairs else None
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key].start_mark, node.value[key]
    return None


def _data(node: yaml.Node, slips: list[Slip], seen: set[int]) -> Any:
    if id(node) in seen:  # the composer hands out one node for an anchor and all its aliases
        slips.append(Slip("yaml", "an alias (`*name`) repeats an anchor here", _at(node), "write the value out"))
        return node.value if isinstance(node, yaml.ScalarNode) else None  # so that its key is not called missing
    seen.add(id(node))
    if node.tag not in (_NULL, _TAGS[type(node)]):
        slips.append(Slip("yaml", f"the tag `{_tag_name(node.tag)}` is not read here", _at(node), "remove the tag"))
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == _NULL and not node.style else _text(node, slips)
    if isinstance(node, yaml.SequenceNode):
        return [_data(child, slips, seen) for child in node.value]
    return dict(_pairs(cast(yaml.MappingNode, node), slips, seen))


def _text(node: yaml.ScalarNode, slips: list[Slip]) -> str:
    """A scalar's text. Between double quotes, `\\x07` and `e\\u0301` would bring in what no file holds as it is."""
    if node.style != '"':
        return str(node.value)
    if found := forbidden(node.value):
        slips.append(Slip("control-character", f"the text holds the control character {found[1]}", _at(node)))
    return nfc(without_forbidden(node.value))


def _pairs(node: yaml.MappingNode, slips: list[Slip], seen: set[int]) -> Iterator[tuple[str, Any]]:
    lines: dict[str, int] = {}
    for name, value in node.value:
        if not isinstance(name, yaml.ScalarNode):
            slips.append(Slip("yaml", "a key must be one word, not a list or a mapping", _at(name)))
        elif name.value in lines:
            above = name.start_mark.line - lines[name.value]
            first = f"the first stands {above} line{'s' if above > 1 else ''} above" if above else ""
            slips.append(Slip("duplicate-key", f"the key `{name.value}` is given twice", _at(name), first))
        else:
            lines[name.value] = name.start_mark.line
            yield name.value, _data(value, slips, seen)


def _at(node: yaml.Node) -> Place:
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)


def _tag_name(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _plainly(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or "this YAML cannot be read"
    return f"{error.context}: {problem}" if error.context else problem


def _yaml_hint(text: str, place: Place) -> str:
    """The two mistakes that editors make most: a bare colon in a value, and a quote in the middle."""
    lines = text.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    _, _, value = line.partition(": ")
    if ": " in value and value[:1] not in "\"'{[|>":
        return "a value with `: ` in it goes between quotes"
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "indent with spaces, not with tabs"
    if value.startswith(('"', "'")):
        return "a value that begins with a quote must end with it; put the other kind of quote around it"
    return ""
