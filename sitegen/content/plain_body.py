"""Bodies of nothing but paragraphs, headings, flat lists, quotations, bold type, code, links and names.

So are nearly all. They are read here in a sixth of the time that the parser takes; a body that holds anything else, or
anything that is not known to come out alike, is left to it. It stays the reference, and alone finds what is wrong.
tests/content/test_plain_bodies.py holds the two together.
"""

import re
from typing import Literal

from sitegen.content.body import Body, Cut, Prose, Reference
from sitegen.text.ids import anchor

# Markup that is not known here, and spaces at an end of a line.
_STRANGE = ("\\", "<", "_", "~~", "``", "%%", "{", "![", "^", ":image/", "-->", "==", "!!!", "???", " \n", "\n ")
_BLOCK_MARK = re.compile(r"[#>+=:|~-]|\*(?!\*[^\s*])|\d{1,9}[.)](?: |\Z)")  # a line that so begins is no paragraph's
_HEADING = re.compile(r"(#{2,6}) ([^ #\n\[][^#\n\[]*)")
_BOLD = r"\*\*"
_NAME = r"\[\[(?P<name>[^\[\]|*\n&\">`]+)(?:\|(?P<words>[^\[\]|*\n`]+))?\]\](?![(\[])"
_LINK = r"\[(?P<tick>`?)(?P<text>[^\[\]*|\n`]+)(?P=tick)\]\((?P<address>[^()\s\[\]*|`]+)\)"
_CODE = r"`(?P<code>[^\s`*\[\]|]+(?: [^\s`*\[\]|]+)*)`"
_INLINE = re.compile(f"{_BOLD}|{_NAME}|{_LINK}|{_CODE}")
_LEFT_OVER = re.compile(r"[*\[\]|`]|://")  # of a text from which all of these were taken
_SPECIAL = re.compile(r'[*\[\]|`:&>"]')  # what may be left over, or is escaped: most texts hold none
_OUTSIDE = re.compile(
    r"https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}(?:/[A-Za-z0-9._/=+-]*)?(?:\?[A-Za-z0-9._/?=+-]*)?"
)
_INSIDE = re.compile(r"(?!/)[A-Za-z0-9가-힣._/-]+(?:#[A-Za-z0-9가-힣._-]+)?|#[A-Za-z0-9가-힣._-]+")
_LONGEST = 250  # characters of an address; of a host that is longer the parser makes nothing
_GLUED = re.compile("[\uac00-\ud7a3\u4e00-\u9fff]")  # beside which a run of `*` opens or closes, whatever is inside


class _Unsure(Exception):
    """Only the parser can say what this is."""


def plain_body(markdown: str) -> tuple[Body, Prose] | None:
    """What `markdown_body.parse` makes of it, without a finding; None where that is not known for sure."""
    text = markdown.strip("\n")
    if not text or any(map(text.__contains__, _STRANGE)) or text[0] == " " or text[-1] == " ":
        return None
    if not text.replace("\n", " ").isprintable() or ("&" in text and ";" in text):  # controls, spaces, an entity
        return None
    reading = _Reading()
    try:
        for block in text.split("\n\n"):
            reading.block(block.strip("\n"))
    except _Unsure:
        return None
    return reading.finished()


class _Reading:
    def __init__(self) -> None:
        self._html: list[str] = []
        self._pieces: list[str] = []
        self._cuts: list[Cut] = []
        self._references: list[Reference] = []
        self._anchors: dict[str, int] = {}  # and how many headings would have had each
        self._outside: list[str] = []
        self._last = ""  # the first letters of the block before

    def finished(self) -> tuple[Body, Prose]:
        pieces = (*self._pieces, "".join(self._html))
        body = Body(tuple(self._references), tuple(self._anchors))
        return body, Prose(pieces, tuple(self._cuts), tuple(self._outside))

    def block(self, text: str) -> None:
        if not text:
            return
        start = text[:2]
        if start in ("- ", "> ") and start == self._last:
            raise _Unsure  # the two are one
        self._last = start
        if start == "- ":
            self._list(text.split("\n"))
        elif start == "> ":
            self._html.append("<blockquote>\n")
            self._paragraph(text[2:].replace("\n> ", "\n"))
            self._html.append("</blockquote>\n")
        elif text[0] == "#":
            self._heading(text)
        else:
            self._paragraph(text)

    def _paragraph(self, text: str) -> None:
        for line in text.split("\n"):
            if line[:1] in ("", " ") or _BLOCK_MARK.match(line):
                raise _Unsure
        self._html.append("<p>")
        self._inline(text)
        self._html.append("</p>\n")

    def _list(self, lines: list[str]) -> None:
        self._html.append("<ul>\n")
        for line in lines:
            if line[:2] != "- " or line[2:3] in ("", " ") or _BLOCK_MARK.match(line, 2):
                raise _Unsure
            self._html.append("<li>")
            self._inline(line[2:])
            self._html.append("</li>\n")
        self._html.append("</ul>\n")

    def _heading(self, text: str) -> None:
        match = _HEADING.fullmatch(text)
        if match is None:
            raise _Unsure
        slug = id = anchor(match[2].replace("**", "").replace("`", ""))
        while id in self._anchors:
            self._anchors[slug] += 1
            id = f"{slug}-{self._anchors[slug]}"
        self._anchors[id] = 0
        level = len(match[1])
        self._html.append(f'<h{level} id="{id}">')
        self._inline(match[2])
        self._html.append(f"</h{level}>\n")

    def _inline(self, text: str) -> None:
        pos, bold = 0, False
        for match in _INLINE.finditer(text) if "*" in text or "[" in text or "`" in text else ():
            self._html.append(_escaped(text[pos : match.start()]))
            pos = match.end()
            if match["name"]:
                self._name(match["name"], match["words"] or "")
            elif match["address"]:
                words = _escaped(match["text"])
                if match["tick"] and words != words.strip():
                    raise _Unsure
                self._link(f"<code>{words}</code>" if match["tick"] else words, match["address"])
            elif match["code"]:
                self._html.append(f"<code>{_escaped(match['code'])}</code>")
            else:
                _check_run(text, match.start(), match.end(), bold)
                bold = not bold
                self._html.append("<strong>" if bold else "</strong>")
        if bold:
            raise _Unsure
        self._html.append(_escaped(text[pos:]))

    def _name(self, name: str, words: str) -> None:
        target, hash, in_page = name.partition("#")
        if not target.strip():
            raise _Unsure
        whole = name.strip() if hash else ""
        reference = Reference("name", target.strip(), anchor=in_page.strip(), whole=whole)
        self._refer(reference, _escaped(words.strip()))

    def _link(self, words: str, address: str) -> None:
        if len(address) > _LONGEST:
            raise _Unsure
        if _OUTSIDE.fullmatch(address):
            self._outside.append(address)
            self._html.append(f'<a href="{address}">{words}</a>')
        elif _INSIDE.fullmatch(address):
            path, _, in_page = address.partition("#")
            self._refer(Reference("path", path, anchor=in_page), words)
        else:
            raise _Unsure

    def _refer(self, reference: Reference, words: str) -> None:
        number = len(self._references)
        self._references.append(reference)
        if words:
            self._cut("open", number)
            self._html.append(words)
            self._cut("close", number)
        else:
            self._cut("name", number)

    def _cut(self, kind: Literal["open", "close", "name"], number: int) -> None:
        self._pieces.append("".join(self._html))
        self._html.clear()
        self._cuts.append(Cut(kind, number))


def _check_run(text: str, start: int, end: int, closing: bool) -> None:
    """Whether `**` opens, or closes what is open: a letter stands inside, or outside nothing that would hinder it."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    inside, outside = (before, after) if closing else (after, before)
    if inside in ("", " ", "\n", "*") or outside == "*":
        raise _Unsure
    if not inside.isalnum() and outside not in ("", " ", "\n") and not _GLUED.match(outside):
        raise _Unsure


def _escaped(text: str) -> str:
    if not _SPECIAL.search(text):
        return text
    if _LEFT_OVER.search(text):
        raise _Unsure
    return text.replace("&", "&amp;").replace(">", "&gt;").replace('"', "&quot;")
