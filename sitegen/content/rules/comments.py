"""Comments, which are an editor's own and reach no page: `<!-- … -->`, and `%%…%%` as Obsidian has them.

A comment that begins a line is a block, as in CommonMark, and may hold empty lines; what follows its end is text.
Another ends in its paragraph. One that is never closed is an error, so that no build publishes half of it.
`%%` begins one at the beginning of a text, or after a space: `5%%p … 2%%p` holds none.
"""

import re

from markdown_it.rules_block import StateBlock, html_block
from markdown_it.rules_inline import StateInline
from markdown_it.utils import EnvType

from sitegen.content.rules import report

MARKS = {"<!--": "-->", "%%": "%%"}  # opening: closing
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|(?<!\S)%%.*?%%", re.DOTALL)
# Those of other programs, by their beginnings: a word processor's dash, CriticMarkup, kramdown, templates.
FOREIGN = (
    r"<!(?:[‐-―−]|-(?!-))|\{>>|\{::comment\b|\{#(?=\s)|\{#[^{}\n]*#\}|\{\{[-~]?\s?/\*|\{\{[-~]?!|\{%-?\s*comment\b"
)
HINT = "write `<!-- … -->`; what is meant to be seen goes between backticks"


def comment(state: StateInline, silent: bool) -> bool:
    """One within a line; the space before it and that behind it become one."""
    mark = _mark(state.src, state.pos)
    if not mark or (mark == "%%" and not _is_apart(state, silent)):
        return False
    end = state.src.find(MARKS[mark], state.pos + 2, state.posMax)
    if silent:
        state.pos = end + len(MARKS[mark]) if end >= 0 else state.posMax
        return True
    if end < 0:
        _unclosed(state.env, mark, "in its paragraph")
        state.pos = state.posMax
        return True
    state.pos = end + len(MARKS[mark])
    before = state.pending
    if before.endswith(" ") or (not before and _at_start_of_line(state)):
        while state.src[state.pos : state.pos + 1] in (" ", "\t"):
            state.pos += 1
    if state.pos >= state.posMax or state.src[state.pos] == "\n":
        state.pending = before.rstrip(" ")
    return True


def comment_block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Comments that begin a line. Replaces markdown-it's rule for blocks of HTML, whose turn this is."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if state.src[start : start + 1] not in ("<", "%"):
        return False
    if state.md.options["html"]:
        return html_block(state, startLine, endLine, silent)
    mark = _mark(state.src, start)
    if not mark or state.is_code_block(startLine):
        return False
    line, pos, closed = _end(state, startLine, start, endLine)
    if line == startLine and (pos < state.eMarks[line] or state.parentType == "table"):
        return False  # text follows in the same line: it is all a paragraph, or the line is a row (see `tables.py`)
    if not silent:
        if not closed:
            _unclosed(state.env, mark, "anywhere", startLine)
        if pos < state.eMarks[line]:
            state.bMarks[line], state.tShift[line], state.sCount[line] = pos, 0, state.blkIndent
        else:
            line += 1
        state.line = line
    return True


def without_comments(text: str) -> str:
    """Text that is no Markdown without its comments."""
    return COMMENT.sub("", text)


def _is_apart(state: StateInline, silent: bool) -> bool:
    """Whether nothing stands before `%%`. Behind a word it may be meant for a comment, and nobody can know."""
    before = state.src[max(state.pos - 200, 0) : state.pos]
    if not before or before[-1].isspace():
        return True
    word = before.split()[-1]
    glued = not word[-1].isdigit() and not any(mark in word for mark in "%/")  # no figure, and no address
    if glued and not silent and state.src.find("%%", state.pos + 2, state.posMax) >= 0:
        message = "`%%` begins no comment behind a word: what follows would be published"
        report(state.env, "comment", message, "%%", r"put a space before it; two percent signs are written `\%%`")
    return False


def _at_start_of_line(state: StateInline) -> bool:
    return not state.tokens or state.tokens[-1].type in ("softbreak", "hardbreak")


def _mark(text: str, pos: int) -> str:
    return next((mark for mark in MARKS if text.startswith(mark, pos)), "")


def _end(state: StateBlock, line: int, pos: int, endLine: int) -> tuple[int, int, bool]:
    """Where the text behind one or more comments begins, and whether all are closed."""
    last = line
    while mark := _mark(state.src, pos):
        pos += 2
        while (closing := state.src.find(MARKS[mark], pos, state.eMarks[line])) < 0:
            last, line = line, line + 1
            if line >= endLine or (state.sCount[line] < state.blkIndent and not state.isEmpty(line)):
                return last, state.eMarks[last], False
            pos = state.bMarks[line] + state.tShift[line]
        pos = state.skipSpaces(closing + len(MARKS[mark]))
    return line, min(pos, state.eMarks[line]), True


def _unclosed(env: EnvType, mark: str, where: str, line: int | None = None) -> None:
    message = f"this comment is not closed {where}: there is no `{MARKS[mark]}`"
    hint = "a comment over several paragraphs begins and ends on lines of its own"
    if mark == "%%":
        hint += r"; two percent signs are written `\%%`"
    report(env, "comment", message, mark, hint, line)
