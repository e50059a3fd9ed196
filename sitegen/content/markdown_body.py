"""Bodies by markdown-it: all that are not of plain markup alone, and where something in a body stands.

It takes a twentieth of a second to load, and nearly all bodies are read without it: it is imported where it is used.
"""

import re
from collections.abc import Sequence
from html import escape
from typing import Literal
from urllib.parse import unquote

from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from sitegen.config import Grammar
from sitegen.content.body import Body, Cut, Prose, Reference
from sitegen.content.markdown import leads_outside, parser
from sitegen.content.queries import ASKED, QueryBlock, QueryFlaw, read_query
from sitegen.content.rules import Finding, findings, report
from sitegen.content.rules.comments import without_comments
from sitegen.content.rules.headings import below_title
from sitegen.problems import InBody
from sitegen.text.normal import nfc, without_forbidden


class Parsed(Struct, frozen=True):
    """`spots`: where each reference of the body stands; `findings`, `flaws`: what is wrong with it by itself."""

    body: Body
    prose: Prose
    spots: tuple[InBody, ...] = ()
    findings: tuple[Finding, ...] = ()
    flaws: tuple[QueryFlaw, ...] = ()  # of its queries


# Marks of the cuts while they stand in the HTML. No text holds U+0000 (see `text/normal.py`).
_MARK = re.compile("\x00([a-z]+)(\\d+)\x00")

# Characters that nobody sees and no address holds: no-break, zero-width and full-width spaces.
_INVISIBLE = re.compile("%(?:C2%A0|E2%80%8[B-F]|E2%81%A0|E3%80%80|EF%BB%BF)", re.IGNORECASE)


def parse(markdown: str, first_line: int, asking: Grammar | None = None) -> Parsed:
    """The body of a file whose body begins at a line of it, counted from 1. `asking`: it may ask for tables."""
    if not markdown.strip():
        return Parsed(Body(), Prose())
    md = parser()
    env: dict[str, object] = {"first_line": first_line}
    tokens = md.parse(markdown, env)
    headings = [token for token in tokens if token.type == "heading_open"]
    below_title(headings, tokens, env)
    gathered = _BodyFindings(env)
    asked = _cut_tables(tokens, markdown.split("\n"), first_line, asking) if asking else []
    _cut(tokens, first_line, gathered)
    pieces = _MARK.split(md.renderer.render(tokens, md.options, env))
    anchors = tuple([str(token.attrs["id"]) for token in headings])
    prose = Prose(
        pieces=tuple(without_forbidden(piece) for piece in pieces[0::3]),  # an entity (`&#12;`) may name any character
        cuts=tuple(Cut(kind, int(number)) for kind, number in zip(pieces[1::3], pieces[2::3], strict=True)),  # type: ignore[arg-type]
        outside=tuple(gathered.outside),
    )
    body = Body(tuple(gathered.references), anchors, tuple(block for block, _ in asked))
    flaws = tuple([flaw for _, each in asked for flaw in each])
    return Parsed(body, prose, tuple(gathered.spots), findings(env), flaws)


class _BodyFindings:
    def __init__(self, env: dict[str, object]) -> None:
        self.env = env
        self.references: list[Reference] = []
        self.spots: list[InBody] = []
        self.outside: list[str] = []


def _cut_tables(
    tokens: Sequence[Token], lines: Sequence[str], first_line: int, grammar: Grammar
) -> list[tuple[QueryBlock, list[QueryFlaw]]]:
    """Turns fences with `claims` or `notes` behind them into marks; in a list or a quotation they are code."""
    asked = []
    top = min((token.level for token in tokens), default=0)  # the parser does not count from 0
    for token in tokens:
        word = next((word for word in ASKED if word == token.info.strip()), None)
        if token.type != "fence" or token.level != top or word is None:
            continue
        at = (token.map or [0])[0] + 1
        first = token.content.split("\n")[0]
        column = max(lines[at].find(first), 0) + 1 if at < len(lines) else 1
        asked.append(read_query(word, token.content, first_line + at, column, grammar))
        _mark(token, "table", len(asked) - 1)
    return asked


def _cut(tokens: Sequence[Token], first_line: int, gathered: _BodyFindings) -> None:
    """Turns every token that refers to something in the digest into the mark of a cut."""
    line = first_line
    for number, token in enumerate(tokens):
        if token.map:
            line = first_line + token.map[0]
        if token.children:
            _caption(tokens, number, token.children)
            gathered.env["line"] = line - first_line
            _cut_inline(token.children, line, gathered)


def _caption(tokens: Sequence[Token], number: int, children: list[Token]) -> None:
    """Of an image with a title that stands alone in its paragraph, linked or not, the title is its caption."""
    before = tokens[number - 1]
    images = [token for token in children if token.type == "image"]
    linked = [token.type for token in children] == ["link_open", "image", "link_close"]
    if before.type != "paragraph_open" or before.hidden or len(images) != 1 or not (linked or len(children) == 1):
        return
    title = without_comments(str(images[0].attrs.get("title", ""))).strip()
    if title:
        before.tag = tokens[number + 1].tag = "figure"
        images[0].meta["captioned"] = True
        children.append(Token("mark", "", 0, content=f"<figcaption>{escape(title)}</figcaption>"))


def _cut_inline(children: Sequence[Token], line: int, gathered: _BodyFindings) -> None:
    opened: list[int | None] = []
    for token in children:
        if token.type == "link_open":
            opened.append(_link(token, line, gathered))
        elif token.type == "link_close":
            number = opened.pop()
            if number is not None:
                _mark(token, "close", number)
        elif token.type in ("name", "name_open"):
            name = str(token.meta["name"])
            target, hash, anchor = name.partition("#")
            rest = {"anchor": anchor.strip(), "whole": name if hash else ""}
            opened.append(_refer(gathered, "name", target.strip(), line, token.meta["written"], **rest))
            _mark(token, "name" if token.type == "name" else "open", len(gathered.references) - 1)
            if token.type == "name":
                opened.pop()
        elif token.type == "name_close":
            _mark(token, "close", opened.pop() or 0)
        elif token.type == "image":
            _image(token, line, gathered, bool(opened))


def _link(token: Token, line: int, gathered: _BodyFindings) -> int | None:
    address = str(token.attrs["href"])
    _check(token, address, gathered)
    if leads_outside(address):
        if not address.lower().startswith("mailto:"):
            gathered.outside.append(address)
        return None
    path, _, anchor = address.partition("#")  # before it is decoded: a file may have `#` in its name
    number = _refer(
        gathered,
        "path",
        _as_written(path),
        line,
        _as_written(address),
        anchor=_as_written(anchor),
        title=str(token.attrs.get("title", "")),
    )
    _mark(token, "open", number)
    return number


def _image(token: Token, line: int, gathered: _BodyFindings, linked: bool) -> None:
    address = str(token.attrs["src"])
    _check(token, address, gathered)
    path, _, anchor = address.partition("#")
    words, title = _words(token.children or ()), str(token.attrs.get("title", ""))
    target = _as_written(path)
    if leads_outside(address) and not address.lower().startswith("mailto:"):
        gathered.outside.append(address)
        target, anchor = address, ""
    rest = {"anchor": _as_written(anchor), "words": words, "title": title}
    number = _refer(gathered, "image", target, line, _as_written(address), **rest)
    captioned = bool(token.meta.get("captioned"))
    gathered.references[number] = replace(gathered.references[number], linked=linked, captioned=captioned)
    _mark(token, "image", number)


def _check(token: Token, address: str, gathered: _BodyFindings) -> None:
    """What a link and an image have in common: a title, which may hold a comment, and an address."""
    if "title" in token.attrs:
        token.attrs["title"] = without_comments(str(token.attrs["title"])).strip()
    if _INVISIBLE.search(address):
        message = f"this address holds a character that nobody sees: `{address}`"
        report(gathered.env, "address", message, "](", "type the address anew, or delete the character")


def _words(tokens: Sequence[Token]) -> str:
    """What an image's text says, without its markup."""
    words = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif token.type == "name":
            words.append(str(token.meta["name"]))
        else:
            words.append(_words(token.children) if token.children else token.content)
    return "".join(words)


def _refer(
    gathered: _BodyFindings,
    kind: Literal["name", "path", "image"],
    target: str,
    line: int,
    written: str,
    **rest: str,
) -> int:
    shown = {field: without_forbidden(text) for field, text in rest.items()}
    gathered.references.append(Reference(kind, target, **shown))  # type: ignore[arg-type]
    gathered.spots.append(InBody(line, written))
    return len(gathered.references) - 1


def _mark(token: Token, kind: str, number: int) -> None:
    token.type, token.tag, token.content = "mark", "", f"\x00{kind}{number}\x00"


def _as_written(address: str) -> str:
    """markdown-it percent-encodes addresses; files have the names that people gave them."""
    return without_forbidden(nfc(unquote(address)))


def _render_mark(self: object, tokens: Sequence[Token], index: int, options: object, env: object) -> str:
    return tokens[index].content


parser().add_render_rule("mark", _render_mark)
