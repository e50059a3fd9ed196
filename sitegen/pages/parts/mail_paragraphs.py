"""A body as paragraphs of words and links: what an e-mail or a plain text can show of it."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby
from operator import attrgetter

from sitegen.pages.views import Html, Link

_TOKEN = re.compile(r"<(/?)([a-z]++[1-6]?)([^<>]*+)>|([^<]+)")
_ATTRIBUTE = re.compile(r'(?<![a-z-])(href|alt|class)="([^"]*)"')
_BLOCKS = frozenset(["p", "li", "tr", "pre", "figure", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6"])
_SPACES = re.compile(r"[ \t\n]+")

Paragraph = tuple[Link, ...]  # words without an address are no link


def mail_paragraphs(body: Html) -> tuple[Paragraph, ...]:
    """Headings, items of lists and rows of tables are paragraphs too; a picture is what stands for it in words.

    `body`: with addresses in full. Links that lead back from footnotes are left out.
    """
    paragraphs, paragraph = [], list[Link]()
    for piece in (*_pieces(body.text), None):
        if piece is not None:
            paragraph.append(piece)
            continue
        if any(each.words.strip(" •") for each in paragraph):
            paragraphs.append(_trimmed(paragraph))
        # The mark of an item stays for the paragraph that stands in it.
        paragraph = paragraph if [each.words for each in paragraph] == ["• "] else []
    return tuple(paragraphs)


def _pieces(html: str) -> Iterator[Link | None]:
    """Words with the address that they lead to; None where a paragraph begins or ends."""
    href, hidden = "", False
    for closing, tag, attributes, text in _TOKEN.findall(html):
        given = dict(_ATTRIBUTE.findall(attributes)) if attributes and not closing else {}
        if text and not hidden:
            yield Link(href, _SPACES.sub(" ", unescape(text)))
        elif tag == "a":
            href, hidden = unescape(given.get("href", "")), given.get("class") == "footnote-backref"
        elif tag == "img":
            yield Link(href, unescape(given.get("alt", "")))
        elif tag in _BLOCKS:
            yield None
            if tag == "li" and not closing:
                yield Link("", "• ")
        elif tag == "br" or (tag in ("td", "th") and closing):
            yield Link("", " ")


def _trimmed(paragraph: list[Link]) -> Paragraph:
    """Without spaces at its ends, and with neighbours of one address together."""
    grouped = groupby(filter(attrgetter("words"), paragraph), attrgetter("href"))
    joined = [Link(href, "".join(piece.words for piece in pieces)) for href, pieces in grouped]
    joined[0] = Link(joined[0].href, joined[0].words.lstrip())
    joined[-1] = Link(joined[-1].href, joined[-1].words.rstrip())
    return tuple(filter(attrgetter("words"), joined))
