"""Names of the digest's terms in running text, Korean particles behind them left alone.

Looser than `text.name_finder`, which makes links by itself: a person looks at what is suggested here, so topics count
in any case, in the plural and glued to another script (AI데이터센터), and OpenAI-backed names OpenAI.
"""

import re
from collections import defaultdict

from msgspec import Struct

from sitegen.desk.editorial.term_names import names_of
from sitegen.digest.registry import Registry
from sitegen.digest.values import Key
from sitegen.text.name_ends import follows

_ATTACHED = frozenset("등측사간발표내향들")  # what is written to a name as particles are, and has its own behind it
_HANGUL_RUN = re.compile("[가-힣]+")
_GLUED = re.compile(r"[A-Za-z0-9가-힣@&+]")


class Mention(Struct, frozen=True):
    """A name where it stands in a text; `keys`: the terms that it may mean, of different taxonomies."""

    keys: tuple[Key, ...]
    name: str
    start: int
    end: int


class LooseNames:
    """The names of terms, for texts in which they are sought: the longest that begins at a place counts."""

    def __init__(self, registry: Registry) -> None:
        taxonomies = registry.taxonomies.values()
        self.entities = frozenset(taxonomy.id for taxonomy in taxonomies if taxonomy.entity)
        self.measures = frozenset(taxonomy.id for taxonomy in taxonomies if taxonomy.measure)
        self.persons = frozenset(taxonomy.id for taxonomy in taxonomies if taxonomy.person)
        proper_names = self.entities | self.measures | self.persons
        by_name: dict[str, dict[Key, bool]] = defaultdict(dict)
        for key, term in registry.terms.items():
            for name in names_of(term):
                if len(name) > 1:
                    by_name[name][key] = key[0] in proper_names
        self._starting: dict[str, list[tuple[str, str, tuple[Key, ...], bool]]] = defaultdict(list)
        for name, keys in sorted(by_name.items(), key=lambda each: (-len(each[0]), each[0])):
            self._starting[name[:2].lower()].append((name, name.lower(), tuple(keys), all(keys.values())))

    def mentions(self, text: str) -> list[Mention]:
        """In their order, none within another."""
        lower = text.lower() if len(text.lower()) == len(text) else text
        named: list[Mention] = []
        at = 0
        while at < len(text) - 1:
            mention = self._at(text, lower, at)
            if mention:
                named.append(mention)
                at = mention.end
            else:
                at += 1
        return named

    def _at(self, text: str, lower: str, at: int) -> Mention | None:
        for name, folded, keys, proper in self._starting.get(lower[at : at + 2], ()):
            end = at + len(name)
            if not lower.startswith(folded, at) or (proper and text[at:end] not in (name, name.upper())):
                continue
            if _begins(text, at, proper) and (stop := _ends(text, end, proper)):
                return Mention(keys, text[at:end], at, stop)
        return None


def _begins(text: str, at: int, proper: bool) -> bool:
    """A proper name begins a word; of a topic's it is enough that the script changes: AI데이터센터."""
    before = text[at - 1 : at]
    if not before or not _GLUED.match(before):
        return not (before == "." and at > 1 and text[at - 2].isalnum())  # a host's name, in an address
    return not proper and bool(_HANGUL_RUN.match(text[at])) and before.isascii() and before.isalpha()


def _ends(text: str, end: int, proper: bool) -> int:
    """Where the name ends, if it ends here; a plural of a topic's name is one."""
    after = text[end : end + 1]
    if not proper and after == "s" and not text[end + 1 : end + 2].isalnum():
        return end + 1
    if not after or not _GLUED.match(after):
        return 0 if after == "." and text[end + 1 : end + 2].isalnum() else end
    if run := _HANGUL_RUN.match(text, end):
        return end if _follows(text[end - 1], run[0]) and not text[run.end() : run.end() + 1].isalnum() else 0
    return end if not proper and after.isascii() and after.isalpha() and _HANGUL_RUN.match(text[end - 1]) else 0


def _follows(last: str, run: str) -> bool:
    """Whether Hangul behind a name that ends so is made of particles, or of a word like 등 and of its own."""
    return follows(last, run) or (run[0] in _ATTACHED and (len(run) == 1 or follows(run[0], run[1:])))
