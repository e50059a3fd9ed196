"""What is known of an article before anybody has confirmed it."""

import datetime as dt
from typing import Literal

from msgspec import Struct

# Where a value was taken from, the surest first: what the editor gave, what the page says of itself, what it shows; the
# first line of a text, which may be no headline.
Origin = Literal["option", "JSON-LD", "Open Graph", "meta", "page", "line", "address"]
ORIGINS: tuple[Origin, ...] = ("option", "JSON-LD", "Open Graph", "meta", "page", "line", "address")
# What they are called where one is told.
PLACES: dict[Origin, str] = {
    "page": "the page",
    "address": "the address",
    "meta": "the page's head",
    "line": "the text's first line",
}


class Unfit(Exception):
    """Why nothing can be clipped from what was given, in words for the editor."""


class Told(Struct, frozen=True):
    """A value and who says so; `otherwise`: what less sure origins say instead, each with its origin."""

    value: str = ""
    origin: Origin = "page"
    otherwise: tuple[tuple[Origin, str], ...] = ()


class Document(Struct, frozen=True):
    """What was given, as text. `address`: where it is, if that is known; `html`: whether it is a page."""

    text: str
    address: str = ""
    html: bool = False


class Paragraph(Struct, frozen=True):
    """`caption`: words below a picture, which are searched for names and days, and are no part of the text."""

    text: str
    caption: bool = False


class ArticleHead(Struct, frozen=True):
    """What is known of an article beside its text. `published`: None where no day is known."""

    title: Told
    publisher: Told
    author: Told
    address: Told
    published: Told
    day: dt.date | None
    lang: str


class Article(Struct, frozen=True):
    """An article without what is no part of it. `dropped`: how many paragraphs were left out, by what they are."""

    head: ArticleHead
    paragraphs: tuple[Paragraph, ...]
    dropped: dict[str, int]

    @property
    def text(self) -> str:
        return "\n".join(each.text for each in self.paragraphs if not each.caption)
