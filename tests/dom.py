"""A page of the site as a tree: what tests ask of it is meaning, not markup."""

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TEXTS = Path(__file__).resolve().parent.parent / "templates/i18n"


class Element:
    """An element: `children` are elements and texts; `page[name]` is an attribute, empty where there is none."""

    def __init__(self, tag: str, attributes: dict[str, str | None], above: "Element | None") -> None:
        self.tag, self.attributes, self.above = tag, attributes, above
        self.children: list[Element | str] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name) or ""

    def __iter__(self) -> Iterator["Element"]:
        """All elements inside, in the order of the text."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child

    @property
    def text(self) -> str:
        """All text inside, with single spaces, and without what holds words to a line."""
        return " ".join(self._raw().replace("\u2060", "").split())

    def _raw(self) -> str:
        return "".join(child if isinstance(child, str) else child._raw() for child in self.children)

    def all(self, *tags: str, **attributes: str) -> list["Element"]:
        """The elements of these tags that have these attributes (`http_equiv` is `http-equiv`)."""
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self
            if (not tags or element.tag in tags) and all(element[name] == value for name, value in wanted.items())
        ]

    def one(self, *tags: str, **attributes: str) -> "Element":
        found = self.all(*tags, **attributes)
        assert len(found) == 1, f"{len(found)} elements {tags} {attributes}"
        return found[0]

    def links(self, part: str = "") -> list[tuple[str, str]]:
        """Words and address of each link whose address holds a part."""
        return [(link.text, link["href"]) for link in self.all("a") if part in link["href"]]

    def words(self, part: str = "") -> list[str]:
        return [words for words, _ in self.links(part)]

    def headings(self) -> list[str]:
        return [heading.text for heading in self.all(*_HEADINGS)]

    def has(self, heading: str) -> bool:
        return heading in self.headings()

    def under(self, heading: str) -> "Element":
        """What stands under a heading: the smallest element that holds the heading and more."""
        found = [element for element in self.all(*_HEADINGS) if element.text == heading]
        assert len(found) == 1, f"{heading!r} is {len(found)} times among {self.headings()}"
        around = found[0]
        while around.above is not None and around.text == heading:
            around = around.above
        return around


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice: {self.get_starttag_text()}"
        element = Element(tag, dict(attrs), self.at)
        self.at.children.append(element)
        if tag not in _VOID:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}> at line {self.getpos()[0]}"
        assert self.at.above is not None
        self.at = self.at.above

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def read(html: str) -> Element:
    """The tree of a page; every element must be closed where it should be."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.at is reader.root, f"<{reader.at.tag}> is never closed"
    return reader.root


@cache
def ui(key: str, lang: str) -> str:
    """A text of the user interface, so that tests need not know its words."""
    found = yaml.safe_load((_TEXTS / f"{lang}.yaml").read_text("utf-8"))
    for part in key.split("."):
        found = found[part]
    return str(found).replace("\u00a0", " ")  # as an element's text has it
