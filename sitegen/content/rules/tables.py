"""Rows of tables: those that are comments, and those with more cells than the head has, which are not shown.

Mostly it was the bar of a name, which ends a cell: `[[openai|오픈AI]]` is written `[[openai\\|오픈AI]]` in a table.
"""

import re
from collections.abc import Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.content.rules import report
from sitegen.content.rules.comments import MARKS, without_comments

_BAR = re.compile(r"(?<!\\)\|")
_NAME = re.compile(r"\[\[([^\[\]|\\]+)\|([^\[\]|]+)\]\]")


def hidden_rows(state: StateCore) -> None:
    """A core rule, before the cells are read: takes out rows that are a comment as a whole."""
    if "|" not in state.src or not any(mark in state.src for mark in MARKS):
        return
    shown, hidden, lines = [], False, state.src.split("\n")
    for token in state.tokens:
        if token.type == "tr_open" and token.map:
            hidden = not without_comments(_row(lines, token, state.tokens[0].level)).strip()
        if not hidden:
            shown.append(token)
        hidden = hidden and token.type != "tr_close"
    state.tokens = shown


def table_rows(state: StateCore) -> None:
    """A core rule: reports cells that nobody sees."""
    if "|" not in state.src:
        return
    columns, lines = 0, None
    for token in state.tokens:
        if token.type == "table_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and token.map and columns:
            lines = lines or state.src.split("\n")
            _check(state, _row(lines, token, state.tokens[0].level), columns, token.map[0])


def _row(lines: Sequence[str], token: Token, outermost: int) -> str:
    """The row as it is written, without the marks of quotations around the table."""
    line = lines[token.map[0]]  # type: ignore[index]
    return line.lstrip(" \t>" if token.level > outermost + 2 else " \t").rstrip()


def _check(state: StateCore, row: str, columns: int, line: int) -> None:
    cells = _BAR.split(row.removeprefix("|"))
    lost = [cell.strip() for cell in cells[columns:] if cell.strip()]
    name = _NAME.search(row)
    if name:
        hint = f"in a table the bar of a name is written `[[{name[1]}\\|{name[2]}]]`"
        report(state.env, "lost-text", f"the bar of `{name[0]}` ends a cell here", name[0], hint, line)
    elif lost:
        message = f"this row has more cells than the table's head, so `{' | '.join(lost)}` is not shown"
        report(state.env, "lost-text", message, row[:20], r"a bar within a cell is written `\|`", line)
