"""Definitions of links, `[label]: address`, of which nothing is shown where they stand.

One that no link uses would vanish in silence, and often was no definition: `[주]: 참고`.
"""

from collections.abc import Iterable, Iterator, Sequence

from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.content.rules import report


def definition(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Replaces markdown-it's block rule `reference`: a label such as `[^두 말]` is meant for a footnote."""
    if state.src.startswith("[^", state.bMarks[startLine] + state.tShift[startLine]):
        return False
    return reference(state, startLine, endLine, silent)


def unused_definitions(state: StateCore) -> None:
    """A core rule: reports definitions without a link, and second ones of one label. It needs `store_labels`."""
    defined = state.env.get("references")
    if not defined:
        return
    used = set(_labels(token.children or () for token in state.tokens))
    lines = state.src.split("\n")
    for label, entry in defined.items():
        if label not in used:
            message = f"no link uses this definition, and so nothing of it is shown: `{_written(lines, entry['map'])}`"
            hint = r"a text that begins so is written `\[…]: …`"
            report(state.env, "lost-text", message, "[", hint, entry["map"][0])
    for second in state.env.get("duplicate_refs", ()):
        message = f"there is another definition of this label above, which counts: `{_written(lines, second['map'])}`"
        report(state.env, "lost-text", message, "[", "remove one of them, or give it another label", second["map"][0])


def _written(lines: Sequence[str], line_range: Sequence[int]) -> str:
    return lines[line_range[0]].strip(" \t>")


def _labels(inlines: Iterable[Sequence[Token]]) -> Iterator[str]:
    waiting = list(inlines)
    while waiting:
        for token in waiting.pop():
            if "label" in token.meta:
                yield str(token.meta["label"])
            if token.children:
                waiting.append(token.children)
