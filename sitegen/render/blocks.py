"""`unused-block`: blocks of a template that the one it extends does not have, so that nothing prints them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import nodes

from sitegen.text.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Blocks:
    """`extends`: the template below, where it is written out. `outer`: those in no other, with their lines."""

    extends: str
    all: frozenset[str]
    outer: tuple[tuple[str, int], ...]


def blocks_of(template: nodes.Template) -> Blocks:
    named = [each.template for each in template.find_all(nodes.Extends)]
    [below] = named if len(named) == 1 else [None]
    extends = str(below.value) if isinstance(below, nodes.Const) else ""
    every = frozenset(block.name for block in template.find_all(nodes.Block))
    return Blocks(extends, every, tuple(_outer(template)))


def unused_blocks(of: Mapping[str, Blocks]) -> Iterator[tuple[str, int, str, str]]:
    """Template, line, message and hint of each. `of`: templates by name; what a missing one holds is not known."""
    for name, blocks in of.items():
        below, there = blocks.extends, set[str]()
        passed = {name}
        while below in of and below not in passed:
            passed.add(below)
            there |= of[below].all
            below = of[below].extends
        if len(passed) == 1 or below:
            continue
        for block, line in blocks.outer:
            if block not in there:
                message = f"`{blocks.extends}` has no block `{block}`: nothing prints what stands in this one"
                yield name, line, message, did_you_mean(block, there) or f"its blocks are: {', '.join(sorted(there))}"


def _outer(template: nodes.Template) -> Iterator[tuple[str, int]]:
    waiting: list[nodes.Node] = [template]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Block):
            yield node.name, node.lineno
        else:
            waiting += reversed(list(node.iter_child_nodes()))
