"""Lists that count: a year or a day at the beginning of a line begins none, and items keep their numbers."""

import re

from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_core import StateCore

_YEAR = re.compile(r"(?:1[89]|20)\d\d[.)](?= |$)", re.MULTILINE)


def list_or_day(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """In place of CommonMark's rule, to which `2025. 10. 24. 국회를 통과했다` is three lists in each other."""
    at = state.bMarks[line] + state.tShift[line]
    return not _YEAR.match(state.src, at) and list_block(state, line, end, silent)


def numbers(state: StateCore) -> None:
    """A core rule: where one number leaps, as from 1 to 3, it is kept; CommonMark counts on from the first.

    Who writes `1.` before each item leaves the counting to the program.
    """
    lists: list[int] = []  # the last number of each list that is open
    for token in state.tokens:
        if token.type == "ordered_list_open":
            lists.append(-1)
        elif token.type == "ordered_list_close":
            lists.pop()
        elif token.type == "list_item_open" and token.info:
            number = int(token.info)
            if lists[-1] >= 0 and number > lists[-1] + 1:
                token.attrSet("value", str(number))
            lists[-1] = max(number, lists[-1] + 1)
