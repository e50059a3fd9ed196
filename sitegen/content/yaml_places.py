"""Where the keys and values of a YAML text stand."""

import yaml

from sitegen.content.yaml_nodes import TooDeep, compose, place_of, plain_breaks, text_of
from sitegen.problems import KeyPath, Position


class Places:
    """Where the keys and values of a YAML text stand. The text is parsed once, each mapping looked through once."""

    def __init__(self, text: str) -> None:
        try:
            self._root = compose(plain_breaks(text))
        except (yaml.YAMLError, ValueError, TooDeep):
            self._root = None
        self._pairs: dict[int, dict[str, tuple[yaml.Mark, yaml.Node]]] = {}

    def of(self, where: KeyPath) -> Position:
        """The position of a key path's value, or of the nearest of its ancestors that exists."""
        node, mark = self._root, None
        for key in where.keys:
            child = self._child(node, key)
            if child is None:
                break
            at_key, node = child
            # A value on later lines (a list, a block) is shown at its key.
            mark = at_key if where.key_itself or node.start_mark.line != at_key.line else node.start_mark
        return place_of(mark) if mark else Position()

    def _child(self, node: yaml.Node | None, key: str | int) -> tuple[yaml.Mark, yaml.Node] | None:
        if isinstance(node, yaml.MappingNode) and isinstance(key, str):
            if id(node) not in self._pairs:
                pairs = [
                    (text_of(name), name, value) for name, value in node.value if isinstance(name, yaml.ScalarNode)
                ]
                self._pairs[id(node)] = {text: (name.start_mark, value) for text, name, value in reversed(pairs)}
            return self._pairs[id(node)].get(key)
        if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            return node.value[key].start_mark, node.value[key]
        return None
