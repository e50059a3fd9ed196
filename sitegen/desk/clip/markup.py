"""A page of HTML taken apart in one scan: what its head says, and its text in blocks that know where they stand."""

import html
import re
from collections.abc import Iterator

from msgspec import Struct

from sitegen.desk.clip.decode import plain_text

# An attribute's value ends before `<`, or one quote that nobody closes would be sought to the end of the page.
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*+)(?P<attributes>(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+)>"
    r"|<(?P<other>/?[a-zA-Z][^<>]*+)>|<!--|<[!?][^<>]*+>"
)
_ATTRIBUTE = re.compile(r"(?<![^\s\"'/])([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>]++)))?")
_DIGITS = re.compile(r"&#(?=[0-9])0*+([0-9]{0,8})[0-9]*+")  # of a letter's number, 8 are too many already
_RAW = ("script", "style", "noscript", "template", "textarea", "svg", "iframe")
_VOID = ("br", "img", "meta", "link", "hr", "input", "wbr", "source", "col", "area", "base", "embed", "track")
_INLINE = {
    *("a", "abbr", "b", "bdi", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small"),
    *("span", "strong", "sub", "sup", "u", "wbr", "img", "del"),
}
_DEEPEST = 200  # elements in each other; what is deeper counts as being at this depth


class Element(Struct, frozen=True):
    """An open element. `words`: its id, classes, `itemprop` and `role`, lower case. `number`: its place in the page."""

    name: str
    words: str
    number: int


class Block(Struct, frozen=True):
    """Text between two ends of blocks. `within`: the elements that it stands in, the outermost first."""

    text: str
    within: tuple[Element, ...]
    linked: int  # characters of it that are links


class HtmlPage(Struct, frozen=True):
    """`metas`: content by name or property, lower case, the first of each. `scripts`: texts of JSON-LD."""

    title: str
    lang: str
    canonical: str
    metas: dict[str, str]
    scripts: tuple[str, ...]
    times: tuple[str, ...]  # of `<time datetime>`
    elements: tuple[Element, ...]  # all of them
    blocks: tuple[Block, ...]


def parse_page(text: str) -> HtmlPage:
    """All of a page; what is broken in it is passed over."""
    reader = _Reader(text)
    reader.read()
    return HtmlPage(
        title=reader.title,
        lang=reader.lang,
        canonical=reader.canonical,
        metas=reader.metas,
        scripts=tuple(reader.scripts),
        times=tuple(reader.times),
        elements=tuple(reader.elements),
        blocks=tuple(reader.blocks),
    )


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.lower = text.lower() if len(text.lower()) == len(text) else text
        self.title = self.lang = self.canonical = ""
        self.metas: dict[str, str] = {}
        self.scripts: list[str] = []
        self.times: list[str] = []
        self.blocks: list[Block] = []
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.linked = 0
        self.words: list[str] = []
        self.unclosed: set[str] = set()

    def read(self) -> None:
        at = 0
        while match := _TAG.search(self.text, at):
            self._say(self.text[at : match.start()])
            at = match.end()
            if match[0] == "<!--":
                at = self._after("-->", at)
            elif name := (match["name"] or match["other"] or "").lower():
                name, close = name.split()[0].strip("/"), bool(match["close"]) or name.startswith("/")
                attributes = _attributes(match["attributes"] or "")
                if not close and name in (*_RAW, "title"):
                    at = self._raw(name, attributes, at)
                elif close:
                    self._close(name)
                else:
                    self._begin(name, attributes)
        self._say(self.text[at:])
        self._end_block()

    def _after(self, mark: str, at: int) -> int:
        """Behind the next mark; where there is none it is not sought again, and nothing is passed over."""
        end = -1 if mark in self.unclosed else self.lower.find(mark, at)
        if end < 0:
            self.unclosed.add(mark)
            return at
        return end + len(mark)

    def _raw(self, name: str, attributes: dict[str, str], at: int) -> int:
        end = self._after(f"</{name}", at)
        if end == at:
            return len(self.text) if name in ("script", "style") else at
        inside = self.text[at : end - len(name) - 2]
        if name == "title" and not self.title:
            self.title = _plain(inside)
        elif name == "script" and "ld+json" in attributes.get("type", "").lower():
            self.scripts.append(inside)
        return end

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "meta":
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            self.metas.setdefault(key.strip().lower(), attributes.get("content", "").strip())
        elif name == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self.canonical = self.canonical or attributes.get("href", "").strip()
        elif name == "html":
            self.lang = attributes.get("lang", "").strip()
        elif name == "time" and attributes.get("datetime"):
            self.times.append(attributes["datetime"].strip())
        if name not in _INLINE and name != "time":
            self._end_block()
        if name not in _VOID and len(self.open) < _DEEPEST:
            keys = ("id", "class", "itemprop", "role")
            words = " ".join(attributes[key] for key in keys if attributes.get(key)).lower()
            self.elements.append(Element(name, words, len(self.elements) + 1))
            self.open.append(self.elements[-1])

    def _close(self, name: str) -> None:
        if name not in _INLINE and name != "time":
            self._end_block()
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth].name == name:
                del self.open[depth:]
                return
            if name in _INLINE and self.open[depth].name not in _INLINE:
                return  # an end without a beginning closes no block

    def _say(self, text: str) -> None:
        if text:
            self.words.append(text)
            if any(element.name == "a" for element in self.open[-4:]):
                self.linked += len(text.strip())

    def _end_block(self) -> None:
        if text := _plain("".join(self.words)):
            self.blocks.append(Block(text, tuple(self.open), self.linked))
        self.words.clear()
        self.linked = 0


def unescaped(text: str) -> str:
    """HTML's text; Python reads no number of some thousand digits, however many zeros are among them."""
    if "&" not in text:
        return text
    return plain_text(html.unescape(_DIGITS.sub(lambda match: f"&#{match[1] or 0}", text)))


def _plain(text: str) -> str:
    return " ".join(unescaped(text).replace("\u200b", "").split())


def _attributes(text: str) -> dict[str, str]:
    return dict(_pairs(text))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        yield name.lower(), unescaped(double or single or bare)
