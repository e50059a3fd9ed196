"""YAML to plain data: mappings, lists, text and None. Nothing else, so no surprise.

Only null is resolved; every other scalar stays the text that was written. Anchors, aliases and tags are refused:
an editor has no use for them, and a nest of aliases can grow without bound.
"""

import re
from collections.abc import Iterator
from typing import Any, cast

import yaml
from msgspec import Struct

from sitegen.content import hashtags
from sitegen.content.rules.comments import FOREIGN
from sitegen.content.yaml_mistakes import explain
from sitegen.content.yaml_nodes import DEEPEST, NULL, TooDeep, compose, place_of, plain_breaks, text_of
from sitegen.content.yaml_values import swallowed_key
from sitegen.problems import Position
from sitegen.text.normal import forbidden

_QUOTES = ("'", '"')
_PROPERTY = re.compile(r"[&!][^\s,\[\]{}]*")  # an anchor or a tag
# `<!-- … -->` as its ends, so that both may be told; the comments of other programs by their beginnings.
_COMMENT = re.compile(rf"<!--|(?:(?<!\S)|(?<=[가-힣.,!?]))%%[^%]+%%|{FOREIGN}")
_COMMENT_LINE = re.compile(r"^ *#(?= )", re.MULTILINE)


class Slip(Struct, frozen=True):
    """A mistake in YAML; its line is one of the given text, counted from 1."""

    rule: str
    message: str
    place: Position
    hint: str = ""


def load(text: str) -> tuple[Any, list[Slip]]:
    """The data of one YAML document, and what is wrong with it; broken YAML gives None and one slip."""
    text = plain_breaks(text)
    try:
        root = compose(text)
    except TooDeep as deep:
        return None, [Slip("yaml", f"lists and mappings stand more than {DEEPEST} deep in each other here", deep.where)]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        mistake = explain(text, mark.index if mark else len(text))
        return None, [Slip("yaml", mistake.message, mistake.position(text), mistake.hint)]
    except (yaml.YAMLError, ValueError):
        return None, [Slip("yaml", "this holds characters that no YAML may hold", Position())]
    if root is None:
        return None, []
    lost = [Slip("yaml-comment", *hashtag) for hashtag in hashtags.keep(text, root)] if hashtags.may_hold(text) else []
    reading = _YamlReading(text)
    data = reading.data(root)
    return data, [*lost, *reading.slips, *reading.properties.values()]


def one_line(data: Any) -> Any:
    """The data with each of its texts on one line and none of spaces alone, as front matter is meant.

    A title's line end would stand in `<title>`, citations and calendars, and end what it stands in there.
    """
    if isinstance(data, str):
        lines = data.splitlines()
        if len(lines) > 1 or (lines and lines[0] != data):
            return " ".join(filter(None, map(str.strip, lines)))
        return "" if data.isspace() else data
    if isinstance(data, list):
        return [one_line(entry) for entry in data]
    if isinstance(data, dict):
        return {key: one_line(value) for key, value in data.items()}
    return data


class _YamlReading:
    """Nodes to data. `properties`: the slips of anchors, aliases and tags, one for each index of the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.slips: list[Slip] = []
        self.properties: dict[int, Slip] = {}
        self._seen: set[int] = set()
        self._is_extra = False
        self._may_hold_properties = "&" in text or "!" in text

    def data(self, node: yaml.Node) -> Any:
        if id(node) in self._seen:  # the composer hands out one node for an anchor and all its aliases
            message = "an alias (`*name`) repeats the anchor that stands here"
            slip = Slip("yaml", message, place_of(node.start_mark), "write the value out")
            self.properties[node.start_mark.index] = slip
            return "*" if isinstance(node, yaml.ScalarNode) else None  # so that its key is not called missing
        self._seen.add(id(node))
        if self._may_hold_properties:
            self._look_for_property(node)
        if isinstance(node, yaml.ScalarNode):
            return None if node.tag == NULL and not node.style else self._scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.data(child) for child in node.value]
        return dict(self._pairs(cast(yaml.MappingNode, node)))

    def _look_for_property(self, node: yaml.Node) -> None:
        """An anchor eats the first word of `title: &AI 정부 발표`, a tag that of `title: ! 발표`."""
        start = node.start_mark.index
        match = _PROPERTY.match(self.text, start)
        if match is None:
            return
        kind, hint = ("anchor", "") if match[0][0] == "&" else ("tag", "remove the tag; ")
        hint += f"a text that begins with `{match[0][0]}` goes between quotes"
        message = f"the {kind} `{match[0]}` is not read here"
        self.properties.setdefault(start, Slip("yaml", message, place_of(node.start_mark), hint))

    def _scalar(self, node: yaml.ScalarNode) -> str:
        if node.style == '"' and (control := forbidden(node.value)):
            message = f"the text holds the control character {control[1]}"
            self.slips.append(Slip("control-character", message, place_of(node.start_mark)))
        if comment := _COMMENT.search(node.value):
            message = f"`{comment[0]}` is no comment in YAML: it would stand on the page"
            hint = "write it as a line of its own that begins with `#`, or remove it"
            self.slips.append(Slip("comment", message, place_of(node.start_mark), hint))
        if node.style in ("|", ">") and not self._is_extra:
            self._look_for_comment_lines(node)
        return text_of(node)

    def _look_for_comment_lines(self, node: yaml.ScalarNode) -> None:
        """In a text of several lines `# …` is text, and no heading: all of it comes on one line."""
        start = self.text.find("\n", node.start_mark.index) + 1
        for line in _COMMENT_LINE.finditer(self.text, start, max(node.end_mark.index, start)):
            place = Position(self.text.count("\n", 0, line.end()) + 1, len(line[0]))
            message = "this line is no comment: it belongs to the text that begins above"
            self.slips.append(Slip("comment", message, place, "put it above the key of the text, or remove it"))

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[str, Any]]:
        lines: dict[str, int] = {}
        for name, value in node.value:
            if not isinstance(name, yaml.ScalarNode):
                message = "a key must be one word, not a list or a mapping"
                self.slips.append(Slip("yaml", message, place_of(name.start_mark)))
                continue
            if self._may_hold_properties:
                self._look_for_property(name)
            key, line = self._scalar(name), name.start_mark.line
            if key in lines:
                above = line - lines[key]
                first = f"the first stands {above} line{'s' if above > 1 else ''} above" if above else ""
                message = f"the key `{key}` is given twice"
                self.slips.append(Slip("duplicate-key", message, place_of(name.start_mark), first))
                continue
            lines[key] = line
            if isinstance(value, yaml.ScalarNode) and value.style in _QUOTES and value.end_mark.line != line:
                self._look_for_swallowed_keys(value, name.start_mark.column)
            was, self._is_extra = self._is_extra, self._is_extra or key == "extra"  # a site's own, maybe Markdown
            yield key, self.data(value)
            self._is_extra = was

    def _look_for_swallowed_keys(self, value: yaml.ScalarNode, column: int) -> None:
        """A quote that is closed only lines below, by the opening one of another text."""
        start = value.start_mark.index
        if mistake := swallowed_key(self.text, start, value.end_mark.index, column):
            self.slips.append(Slip("yaml", mistake.message, place_of(value.start_mark), mistake.hint))
