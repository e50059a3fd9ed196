"""A body's HTML, as this program makes it, back to Markdown: for readers that take text rather than pages.

It is taken from the HTML and not from the file, so that nothing that a page does not show can come along, and addresses
are those of the page. Of elements that it does not know it takes what stands in them. What is read again comes out
alike (tests/text/test_as_markdown.py), but for anchors.
"""

import re
from collections.abc import Callable
from html import unescape

# A tag, with the line end behind it where that is none of a text, or text.
_TOKEN = re.compile(
    r"<(/?)(?:(p|h[1-6]|[ou]l|li|blockquote|t(?:able|head|body|[rhd])|section|fig(?:ure|caption))\b([^<>]*+)>\n?"
    r"|([a-z]++)([^<>]*+)>)|([^<]+)"
)
_ATTRIBUTE = re.compile(r'(?<![a-z-])([a-z-]++)="([^"]*)"')
_SPECIAL = re.compile(r"[\\`*_\[\]<]|&(?=#?[A-Za-z0-9]+;)|~(?=~)|%(?=%)|:(?=//)")
_MAY_BE_SPECIAL = re.compile(r"[\\`*_\[\]<&~%:]")  # found sooner, and in few texts
_LINE = re.compile(r"^(?=[#>+=|-]|:-)|^([0-9]{1,9})(?=[.)](?:\s|$))", re.M)
_LINE_MARKS = frozenset("#>+=|:-0123456789")  # what it may find
_RUN = re.compile("`+")
_NUMBER = re.compile(r"#fn([0-9]+)\)")
_NONE: dict[str, str] = {}
_CAPTION = "\0"  # where in an image's Markdown the caption of its figure comes, as its title
_LISTS = ("ul", "ol")
_TEXTS = ("p", "figure", "figcaption")
_BLOCKS = (*_TEXTS, "pre", "blockquote", "table", *_LISTS)
_CELLS = ("th", "td")
_SIDES = {"align-left": ":--", "align-right": "--:", "align-center": ":-:"}


def as_markdown(html: str) -> str:
    """Markdown of a body, with a line end after its last line; nothing for an empty one."""
    reading = _HtmlReading()
    for match in _TOKEN.finditer(html):
        closing, block, of_block, tag, of_tag, text = match.groups()
        if text is not None:
            reading.text(text)
        elif closing:
            reading.close(block or tag)
        else:
            reading.open(block or tag, of_block or of_tag)
    return reading.finished()


def as_words(text: str) -> str:
    """A line of plain text as Markdown that shows it as it is."""
    return _lines(_plain(text))


class _Element:
    """One that is open. `words`: its text up to now, `blocks`: what is finished in it, each with its kind.

    `mark`: what items of a list begin with; `loose`: they hold paragraphs.
    """

    __slots__ = ("attributes", "blocks", "loose", "mark", "tag", "words")

    def __init__(self, tag: str, attributes: str = "") -> None:
        self.tag, self.attributes = tag, dict(_ATTRIBUTE.findall(attributes)) if attributes else _NONE
        self.words: list[str] = []
        self.blocks: list[tuple[str, str]] = []
        self.mark, self.loose = "", False

    def attribute(self, name: str) -> str:
        return unescape(self.attributes.get(name, ""))

    @property
    def inside(self) -> str:
        return "".join(self.words)

    def joined(self, between: str) -> str:
        return between.join([text for _, text in self.blocks])


class _HtmlReading:
    def __init__(self) -> None:
        self._open = [_Element("body")]

    def finished(self) -> str:
        text = self._open[0].joined("\n\n")
        return f"{text}\n" if text else ""

    def text(self, text: str) -> None:
        top = self._open[-1]
        plain = unescape(text) if "&" in text else text
        top.words.append(plain if top.tag in ("pre", "code") else _plain(plain))

    def open(self, tag: str, attributes: str) -> None:
        top = self._open[-1]
        if tag == "br":
            top.words.append("<br>" if any(each.tag in _CELLS or each.tag[0] == "h" for each in self._open) else "\\")
        elif tag == "img":
            image = _Element(tag, attributes)
            title = _CAPTION if any(each.tag == "figure" for each in self._open) else ""
            top.words.append(f"![{_plain(image.attribute('alt'))}]({_target(image, 'src')}{title})")
        elif tag == "hr":
            if "footnotes-sep" not in attributes:
                top.blocks.append((tag, "***"))
        elif tag == "code" and top.tag == "pre":
            top.attributes = _Element(tag, attributes).attributes
        elif tag in _KNOWN:
            made = _Element(tag, attributes)
            if tag in _BLOCKS and top.tag == "li":
                _flush(top)
                top.loose |= tag == "p"
            if tag in _LISTS:
                made.mark = _mark(made, top)
            self._open.append(made)

    def close(self, tag: str) -> None:
        if tag not in _KNOWN or len(self._open) == 1 or (tag == "code" and self._open[-1].tag == "pre"):
            return
        element = self._open.pop()
        above = self._open[-1]
        if tag in _INLINE:
            if tag == "a" and above.words and above.words[-1].endswith("!"):
                above.words[-1] = f"{above.words[-1][:-1]}\\!"  # before `[` it would make an image of it
            above.words.append(_INLINE[tag](element))
        elif tag == "li":
            _flush(element)
            above.blocks.append((tag, _item(element, above)))
            above.loose |= element.loose
        elif tag in ("section", "thead", "tbody"):
            above.blocks += element.blocks
        elif tag in _CELLS:
            side = _SIDES.get(element.attribute("class"), "---")
            above.blocks.append((side, element.inside.replace("\n", " ").replace("|", "\\|")))
        elif tag == "tr":
            above.blocks.append((tag, f"| {element.joined(' | ')} |"))
            if above.tag == "thead":
                above.blocks.append((tag, f"| {' | '.join([side for side, _ in element.blocks])} |"))
        else:
            above.blocks.append((element.mark or tag, _block(element)))


def _flush(item: _Element) -> None:
    """The text of an item, where it has no paragraphs, is a block of it."""
    if words := item.inside.strip("\n"):
        item.blocks.append(("p", _lines(words)))
    item.words.clear()


def _mark(list: _Element, above: _Element) -> str:
    """What its items begin with: of two lists that follow each other the second has another."""
    before = above.blocks[-1][0] if above.blocks else ""
    pair = ("-", "*") if list.tag == "ul" else (".", ")")
    return pair[before == pair[0]]


def _item(item: _Element, of: _Element) -> str:
    text = item.joined("\n\n" if item.loose else "\n")
    if item.attribute("class") == "footnote-item":
        return _indented(text, f"[^{item.attribute('id').removeprefix('fn')}]: ", "    ")
    number = int(of.attribute("start") or 1) + len(of.blocks)
    mark = f"{of.mark} " if of.tag == "ul" else f"{number}{of.mark} "
    return _indented(text, mark, " " * len(mark))


def _block(element: _Element) -> str:
    tag = element.tag
    if tag in _LISTS:
        return element.joined("\n\n" if element.loose else "\n")
    if tag == "figure" and _CAPTION in element.inside:
        title = element.joined(" ").replace('"', '\\"')
        return element.inside.strip().replace(_CAPTION, f' "{title}"' if title else "")
    if tag in _TEXTS:
        words = _lines(element.inside.strip())
        return "\n\n".join([*([words] if words else ()), *(text for _, text in element.blocks)])
    if tag == "pre":
        return _fenced(element)
    if tag == "blockquote":
        return _indented(element.joined("\n\n"), "> ", "> ")
    if tag == "table":
        return element.joined("\n")
    words = element.inside.replace("\n", " ")
    return f"{'#' * int(tag[1])} {words[:-1]}\\#" if words.endswith("#") else f"{'#' * int(tag[1])} {words}"


def _lines(words: str) -> str:
    """Lines of a paragraph, none of which begins as something else does."""
    if "\n" not in words and words[:1] not in _LINE_MARKS:
        return words
    return _LINE.sub(lambda match: f"{match[1] or ''}\\", words)


def _indented(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    begins = [first, *[others] * (len(lines) - 1)]
    return "\n".join([begin + line if line else begin.rstrip() for begin, line in zip(begins, lines, strict=True)])


def _fenced(element: _Element) -> str:
    fence = "`" * max(3, 1 + max(map(len, _RUN.findall(element.inside)), default=0))
    return f"{fence}{element.attribute('class').removeprefix('language-')}\n{element.inside}{fence}"


def _code(element: _Element) -> str:
    code = element.inside
    fence = "`" * (1 + max(map(len, _RUN.findall(code)), default=0))
    apart = code[:1] == "`" or code[-1:] == "`" or (code[:1] == code[-1:] == " " and bool(code.strip()))
    return f"{fence} {code} {fence}" if apart else f"{fence}{code}{fence}"


def _link(element: _Element) -> str:
    address, words = element.attribute("href"), element.inside
    if element.attribute("class") == "footnote-backref":
        return ""
    if words.replace("\\", "") == address and "title" not in element.attributes:
        return f"<{address}>"
    return f"[{words}]({_target(element, 'href')})"


def _footnote(element: _Element) -> str:
    """`[1]`, or `[1:1]` where it is named once more, as the link that was made of it."""
    number = _NUMBER.search(element.inside)
    return f"[^{number[1]}]" if number else ""


def _target(element: _Element, name: str) -> str:
    address, title = element.attribute(name), element.attribute("title")
    address = f"<{address}>" if not address or re.search(r"[()\s]", address) else address
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    return f'{address} "{quoted}"' if title else address


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text) if _MAY_BE_SPECIAL.search(text) else text


def _marked(mark: str) -> Callable[[_Element], str]:
    return lambda element: f"{mark}{element.inside}{mark}"


_INLINE: dict[str, Callable[[_Element], str]] = {
    "a": _link,
    "code": _code,
    "em": _marked("*"),
    "strong": _marked("**"),
    "s": _marked("~~"),
    "sup": _footnote,
}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_KNOWN = frozenset([*_INLINE, *_BLOCKS, *_CELLS, *_HEADINGS, "li", "thead", "tbody", "tr", "section"])
