"""Front matter changed where it must be and nowhere else: quotes, comments, line breaks and order stay.

What is written in a way that no line of these knows is left alone, and raises Unsafe: nobody's file is guessed at.
"""

from collections.abc import Iterable, Iterator, Sequence

import yaml
from msgspec import Struct

from sitegen.content.yaml_nodes import TooDeep, compose, plain_breaks, text_of
from sitegen.desk.yaml_text import scalar, sequence

_Path = tuple[str | int, ...]


class Unsafe(Exception):
    """Where something is written in a way that is not changed by a machine."""


class Edit(Struct, frozen=True, order=True):
    """What stands from one index of a text to another is to be this instead."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with all its edits. Raises Unsafe for such as overlap."""
    after = len(text)
    for edit in sorted(set(edits), reverse=True):
        if edit.end > after:
            raise Unsafe("two changes meet")
        text, after = text[: edit.start] + edit.text + text[edit.end :], edit.start
    return text


class FrontMatter:
    """The front matter of a text, to be asked for edits. Indices are those of the front matter."""

    def __init__(self, text: str) -> None:
        self.text = text
        try:
            self._root = compose(plain_breaks(text))
        except (yaml.YAMLError, ValueError, TooDeep):
            raise Unsafe("it is no YAML") from None

    def written_anew(self, path: _Path, word: str) -> Edit:
        """A word in place of another; between quotes it stays between them."""
        node = self._node(path)
        start, end = node.start_mark.index, node.end_mark.index
        if not isinstance(node, yaml.ScalarNode):
            raise Unsafe(_shown(path))
        if node.style in ("'", '"') and self.text[start] == self.text[end - 1] == node.style:
            return Edit(start + 1, end - 1, word)
        if not node.style and self.text[start:end] == node.value:
            return Edit(start, end, scalar(word))
        raise Unsafe(_shown(path))

    def entry_anew(self, path: _Path, word: str) -> Edit:
        """The same of an entry of a list, which may stand by itself where there is but one."""
        above = self._node(path[:-1])
        return self.written_anew(path if isinstance(above, yaml.SequenceNode) else path[:-1], word)

    def without_entry(self, path: _Path) -> Edit:
        """A list without one of its entries; a comment behind the entry stays, on a line of its own."""
        entries, number = self._node(path[:-1]), path[-1]
        if not isinstance(entries, yaml.SequenceNode) or not isinstance(number, int):
            raise Unsafe(_shown(path))
        nodes: list[yaml.Node] = entries.value
        start, end = nodes[number].start_mark.index, nodes[number].end_mark.index
        if not entries.flow_style:
            return self._without_line(path, start, end)
        if number:
            start = nodes[number - 1].end_mark.index
        elif len(nodes) > 1:
            end = nodes[1].start_mark.index
        if "#" in self.text[start:end]:
            raise Unsafe(_shown(path))
        return Edit(start, end, "")

    def with_entries(self, key: str, words: Sequence[str]) -> Iterator[Edit]:
        """More entries at the end of a list of texts at the top, which may not be there yet."""
        if not isinstance(self._root, yaml.MappingNode) or self._root.flow_style:
            raise Unsafe("the front matter is one mapping in braces")
        values = [value for name, value in self._root.value if text_of(name) == key]
        if not words:
            return
        if not values:
            indent = " " * self._root.start_mark.column
            yield Edit(len(self.text), len(self.text), f"\n{indent}{key}: {sequence(words)}")
        elif not isinstance(values[0], yaml.SequenceNode):
            raise Unsafe(f"`{key}`")
        else:
            yield self._appended(values[0], words)

    def _appended(self, entries: yaml.SequenceNode, words: Sequence[str]) -> Edit:
        written = ", ".join(map(scalar, words))
        if not entries.value:
            at = entries.start_mark.index + 1
            return Edit(at, at, written)
        at = entries.value[-1].end_mark.index
        if entries.flow_style:
            return Edit(at, at, f", {written}")
        line = self.text.rfind("\n", 0, entries.value[-1].start_mark.index) + 1
        dash = self.text[line : entries.value[-1].start_mark.index]
        end = self.text.find("\n", at)
        at = end if end >= 0 else len(self.text)
        if dash.strip() != "-":
            raise Unsafe("a list whose entries do not stand on lines of their own")
        return Edit(at, at, "".join(f"\n{dash}{scalar(word)}" for word in words))

    def _without_line(self, path: _Path, start: int, end: int) -> Edit:
        begin = self.text.rfind("\n", 0, start) + 1
        stop = self.text.find("\n", end)
        stop = stop + 1 if stop >= 0 else len(self.text)
        before, behind = self.text[begin:start], self.text[end:stop].strip()
        if before.strip() != "-" or (behind and not behind.startswith("#")):
            raise Unsafe(_shown(path))
        kept = f"{before[: before.index('-')]}{behind}\n" if behind else ""
        return Edit(begin, stop, kept)

    def _node(self, path: _Path) -> yaml.Node:
        node: yaml.Node | None = self._root
        for key in path:
            if isinstance(node, yaml.MappingNode):
                node = next((value for name, value in node.value if text_of(name) == key), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
                node = node.value[key]
            else:
                node = None
        if node is None:
            raise Unsafe(_shown(path))
        return node


def _shown(path: _Path) -> str:
    return f"`{'.'.join(str(key + 1) if isinstance(key, int) else key for key in path)}`"
