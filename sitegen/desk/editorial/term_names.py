"""The names of terms, as texts write them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from sitegen.config import Config
from sitegen.desk.editorial.written import each_text
from sitegen.digest.model import Term
from sitegen.digest.registry import Registry
from sitegen.digest.values import Key
from sitegen.keys import key_of
from sitegen.text.locales import locale_of
from sitegen.text.name_finder import NameFinder

_WORD = re.compile(r"[A-Za-z0-9]{3,}|[가-힣]{2,}")
_IN_SHORT = frozenset(("한국", "Korea", "Britain", "America"))  # what CLDR calls by longer names
_SAY_NOTHING = frozenset(("the", "and", "for", "인공지능"))


class TermNames:
    """Those of a registry. Who acts, laws and people are looked for in texts; topics and themes are common words."""

    def __init__(self, registry: Registry, config: Config) -> None:
        self.registry = registry
        looked_for = [t.id for t in config.taxonomies if t.entity or t.measure or t.person]
        self.taxonomies = tuple(looked_for)
        self._by_name: dict[str, list[Key]] = {}
        self._config = config
        places = self.places
        for key, term in registry.terms.items():
            for name in names_of(term) if key[0] in looked_for else ():
                if name not in places and len(name) > 1 and name[0].isalnum():
                    self._by_name.setdefault(name, []).append(key)
        self._finder = NameFinder(dict.fromkeys(self._by_name, False))
        self._by_end = defaultdict[str, list[str]](list)
        for name in sorted(self._by_name, key=len, reverse=True):
            self._by_end[name[-2:]].append(name)

    @cached_property
    def key(self) -> bytes:
        """Stands for all that the rules ask of terms."""
        terms = [
            (t.key, *names_of(t), t.name, t.reading, t.parent, t.children, t.kind, t.country, t.was)
            for t in self.registry.terms.values()
        ]
        return key_of(msgspec.msgpack.encode((terms, self._config)))

    @cached_property
    def places(self) -> frozenset[str]:
        """Names and codes of countries: `미국` and `EU` are places before they are governments."""
        territories = [locale_of(lang).territories for lang in self._config.languages]
        return _IN_SHORT.union(word for by_code in territories for pair in by_code.items() for word in pair)

    @cached_property
    def words_of_places(self) -> frozenset[str]:
        return frozenset(word for name in self.places for word in _WORD.findall(name) if len(word) > 3 or word > "가")

    def named(self, text: str) -> Iterator[tuple[int, str, Key]]:
        """Each mention of one term in a text: where, as what, and which."""
        for mention in self._finder.find(text):
            keys = self._by_name[mention.name]
            if len(keys) == 1:
                yield mention.start, mention.name, keys[0]

    def ending(self, text: str, end: int) -> str:
        """The longest name that ends at a place of a text and is a word there, whatever follows; nothing if none is."""
        for name in self._by_end.get(text[max(end - 2, 0) : end], ()):
            start = end - len(name)
            if text.endswith(name, 0, end) and not text[max(start - 1, 0) : start].isalnum():
                return name
        return ""

    def listed(self, terms: dict[str, tuple[str, ...]], taxonomies: Iterable[str]) -> set[Key]:
        """The terms that a note's lists name."""
        pairs = (
            (taxonomy, self.registry.named(taxonomy, name))
            for taxonomy in taxonomies
            for name in terms.get(taxonomy, ())
        )
        return {(taxonomy, id) for taxonomy, id in pairs if id}

    def above(self, key: Key) -> Iterator[Key]:
        """A term and those that it stands below."""
        seen = set[Key]()
        while key in self.registry.terms and key not in seen:
            seen.add(key)
            yield key
            key = (key[0], self.registry.terms[key].parent)

    @cached_property
    def _pieces(self) -> dict[Key, tuple[str, ...]]:
        return {}

    def pieces(self, key: Key) -> tuple[str, ...]:
        """The words that a term's names are made of, in small letters, by any of which a text may mean it."""
        if key not in self._pieces:
            term = self.registry.terms[key]
            words = {word for name in names_of(term) for word in _WORD.findall(name.casefold())}
            self._pieces[key] = tuple(sorted(words - _SAY_NOTHING)) or tuple(name.casefold() for name in names_of(term))
        return self._pieces[key]


def names_of(term: Term) -> list[str]:
    """Every name of a term, in any language and of any day."""
    dated = (name for each in term.names for name in each_text(each.name))
    return list(dict.fromkeys([*each_text(term.name), *term.aliases, *dated]))
