"""YAML to nodes that know where they stand, by the C loader."""

import re
from typing import Any

import yaml

from sitegen.problems import Position
from sitegen.text.normal import nfc, without_forbidden

DEEPEST = 100
NULL = "tag:yaml.org,2002:null"

_MARKS, _OPENERS = "[{-?:", re.compile(r"[\[{]|[-?:]\s")  # every level of nesting begins with one of these
_BREAKS = re.compile("[\x85\u2028\u2029]")

_NULLS = {"", "~", "null", "Null", "NULL"}
_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}


class _YamlLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The C loader (8 times the pure one), which here resolves null and no dates, numbers, or Norway as false."""

    def resolve(self, kind: type[yaml.Node], value: str, implicit: Any) -> str:
        if kind is yaml.ScalarNode and implicit[0] and value in _NULLS:
            return NULL
        return _TAGS[kind]

    def descend_resolver(self, node: object, index: object) -> None:
        """Would ask at each node for resolvers of paths, of which there are none."""

    def ascend_resolver(self) -> None:
        """As above."""


class TooDeep(Exception):
    """Lists and mappings stand deeper in each other than anyone means them to."""

    def __init__(self, where: Position) -> None:
        self.where = where


def compose(text: str) -> yaml.Node | None:
    """The root node of a text's one document. Raises TooDeep, YAMLError, and ValueError for what is no text."""
    _refuse_too_deep(text)
    return yaml.compose(text, Loader=_YamlLoader)


def plain_breaks(text: str) -> str:
    """The text without what ends a line to libyaml and to no editor: later lines would be counted wrong."""
    return _BREAKS.sub(" ", text)


def _refuse_too_deep(text: str) -> None:
    """Nesting deeper than anyone means it to. The composer recurses in C, and would crash, not raise."""
    if sum(map(text.count, _MARKS)) <= 2 * DEEPEST or len(_OPENERS.findall(text)) <= 2 * DEEPEST:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_YamlLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST and event.start_mark:
            raise TooDeep(place_of(event.start_mark))


def text_of(node: yaml.ScalarNode) -> str:
    """A scalar's text. Between double quotes, `\\x07` and `e\\u0301` would bring in what no file holds as it is."""
    return nfc(without_forbidden(node.value)) if node.style == '"' else str(node.value)


def place_of(mark: Any) -> Position:
    return Position(mark.line + 1, mark.column + 1)
