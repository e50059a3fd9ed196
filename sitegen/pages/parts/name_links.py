"""Names of terms in bodies become links by themselves: the first mention of each term in a section.

None is made in headings, links, code, quotations and the heads of tables, nor where the section has a link to the same
page already. What a text says stays as it is.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from html import unescape

from msgspec import Struct

from sitegen.digest.model import LinkedName
from sitegen.digest.values import Key
from sitegen.memo import remembered
from sitegen.text.name_finder import Found, NameFinder

# Bodies are HTML of this program's own: text holds no `<`, and no attribute `<` or `>`.
_TOKEN = re.compile(r"<(/?)([a-z]++[1-6]?+)[^<>]*+>|&#?\w{1,9};")
_HREF = re.compile(r' href="([^"]*)"')
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_HIDDEN = _HEADINGS | {"a", "code", "pre", "blockquote", "th", "dt", "sup"}
_IN_WORDS = frozenset(["strong", "em", "s", "del", "span"])  # they part no words
_INSTEAD = {"a": "\ufffc", "code": "\ufffc", "img": "\ufffc", "sup": " "}  # of what is no text; of a block a line end


_WORD_TAG = re.compile(rf"</?(?:{'|'.join(sorted(_IN_WORDS))})(?![a-z0-9])[^<>]*+>")


class Names(Struct, frozen=True):
    """The names that are linked in texts of a language, and what finds them."""

    known: Mapping[str, LinkedName]
    finder: NameFinder


class NamesByText(Mapping[tuple[str, str], Names | None]):
    """The names that are linked in a text, by its language and its file; None where none are."""

    def __init__(self, names: Mapping[str, Names]) -> None:
        """By language."""
        self._names = names

    def __getitem__(self, text: tuple[str, str]) -> Names | None:
        return self._names.get(text[0])

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(())  # there are as many as there are texts

    def __len__(self) -> int:
        return 0


@remembered
def names_by_text(linked: Mapping[str, Mapping[str, LinkedName]]) -> NamesByText:
    """`linked`: the names of each language."""
    return NamesByText(
        {
            lang: Names(known, NameFinder({name: each.exact for name, each in known.items()}))
            for lang, known in linked.items()
            if known
        }
    )


def link_names(html: str, names: Names, addresses: Mapping[Key, str], own: Key | None, named: Collection[Key]) -> str:
    """A body with links on the names of terms. `own`: whose page it is; `named`: the terms of its note.

    `addresses`: of terms' pages, as they stand in HTML.
    """
    text = _Text(html)
    segments: list[str] = []
    end = 0
    section, linked = -1, set[str]()
    for found in names.finder.find(text.plain):
        term = _meant(names.known[found.name], named)
        if term is None or term == own:
            continue
        if text.section(found) != section:
            section = text.section(found)
            linked = text.links[section]
        address = addresses[term]
        if address in linked:
            continue
        start, stop = text.place(found)
        if "<" not in html[start:stop]:
            linked.add(address)
            segments += (html[end:start], f'<a href="{address}">', html[start:stop], "</a>")
            end = stop
    return "".join([*segments, html[end:]]) if segments else html


def without_word_tags(html: str) -> str:
    """A body in which a name that runs into bold type, say, stands in one piece, as it is looked for."""
    return _WORD_TAG.sub("", html)


def _meant(name: LinkedName, named: Collection[Key]) -> Key | None:
    """The term that a name means: the only one, or of several, or where it may mean other things, the note's own."""
    if len(name.terms) == 1 and not name.ambiguous:
        return name.terms[0]
    of_note = [term for term in name.terms if term in named]
    return of_note[0] if len(of_note) == 1 else None


class _Text:
    """A body without its markup. `plain`: its text, with U+FFFC for what is none; `links`: the addresses by section."""

    def __init__(self, html: str) -> None:
        self._plain: list[str] = []
        self._length = 0
        self._starts: list[int] = []  # in the text, of each stretch of it
        self._stretches: list[
            tuple[int, int, bool]
        ] = []  # where it begins and ends in the HTML; whether as one character
        self._sections = [0]
        self.links: list[set[str]] = [set()]
        self._read(html.replace("\n", " "))
        self.plain = "".join(self._plain)

    def place(self, found: Found) -> tuple[int, int]:
        """Where a name stands in the HTML."""
        return self._in_html(found.start)[0], self._in_html(found.end - 1)[1]

    def section(self, found: Found) -> int:
        return bisect_right(self._sections, found.start) - 1

    def _in_html(self, at: int) -> tuple[int, int]:
        """Where a character begins and ends. An entity is one."""
        number = bisect_right(self._starts, at) - 1
        start, end, entity = self._stretches[number]
        begin = start + at - self._starts[number]
        return (start, end) if entity else (begin, begin + 1)

    def _read(self, html: str) -> None:
        hidden, end = 0, 0
        for token in _TOKEN.finditer(html):
            start, name = token.start(), token[2]
            if not hidden and start > end:
                self._add(html[end:start], end, start)
            end = token.end()
            if not name:
                if not hidden:
                    self._add(unescape(token[0]), start, end)
            elif name in _HIDDEN:
                hidden += -1 if token[1] else 1
                self._mark(name, token[0], opens=not token[1], outermost=not hidden or (hidden == 1 and not token[1]))
            elif not hidden and name not in _IN_WORDS:
                self._put(_INSTEAD.get(name, "\n"))
        if end < len(html):
            self._add(html[end:], end, len(html))

    def _mark(self, name: str, tag: str, opens: bool, outermost: bool) -> None:
        """Notes what begins or ends and is no text."""
        if outermost:
            self._put(_INSTEAD.get(name, "\n"))
        if opens and name in _HEADINGS:
            self._sections.append(self._length)
            self.links.append(set())
        elif opens and name == "a" and (href := _HREF.search(tag)):
            self.links[-1].add(href[1].partition("#")[0])

    def _add(self, text: str, start: int, end: int) -> None:
        self._starts.append(self._length)
        self._stretches.append((start, end, len(text) != end - start))
        self._put(text)

    def _put(self, text: str) -> None:
        self._plain.append(text)
        self._length += len(text)
