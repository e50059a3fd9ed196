"""The registry: all declared terms, and which of them a written name means."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from sitegen.config import Config
from sitegen.content.schema import TermFront
from sitegen.content.terms import TermFile
from sitegen.digest.chains import LEVELS, levels
from sitegen.digest.law_changes import law_changes
from sitegen.digest.model import Term
from sitegen.digest.term_fields import misused_term_fields
from sitegen.digest.values import Key
from sitegen.memo import remembered
from sitegen.problems import KeyPath, Problem
from sitegen.text.normal import fold
from sitegen.text.paths import apart, is_address
from sitegen.text.suggest import Words, did_you_mean


class Registry:
    """Terms by key, and by every name they are written by: id, names, aliases, former ids."""

    def __init__(self, config: Config) -> None:
        self.taxonomies = {taxonomy.id: taxonomy for taxonomy in config.taxonomies}
        self.terms: dict[Key, Term] = {}
        self.broken: set[Key] = set()
        self._by_name: dict[str, dict[str, str]] = {taxonomy: {} for taxonomy in self.taxonomies}
        self._former: dict[str, set[str]] = {taxonomy: set() for taxonomy in self.taxonomies}
        self._words: dict[tuple[str, ...], Words] = {}

    def named(self, taxonomy: str, name: str) -> str | None:
        """The id of the term that a name means in a taxonomy."""
        if (taxonomy, name) in self.terms:
            return name
        return self._by_name[taxonomy].get(fold(name))

    def find(self, name: str, taxonomies: Iterable[str]) -> list[Key]:
        """The terms that a name may mean: `taxonomy/name`, else ids, else other names."""
        taxonomies = list(taxonomies)
        head, slash, rest = name.partition("/")
        if slash and head in taxonomies:
            id = self.named(head, rest)
            return [(head, id)] if id else []
        by_id = [(taxonomy, name) for taxonomy in taxonomies if (taxonomy, name) in self.terms]
        if by_id:
            return by_id
        matches = [(taxonomy, self._by_name[taxonomy].get(fold(name))) for taxonomy in taxonomies]
        return [(taxonomy, id) for taxonomy, id in matches if id]

    def is_broken(self, name: str, taxonomies: Iterable[str]) -> bool:
        """Whether a name is that of a term whose file cannot be read: no problem of those who name it."""
        id = name.rpartition("/")[2]
        return any((taxonomy, id) in self.broken for taxonomy in taxonomies)

    def is_former(self, taxonomy: str, name: str) -> bool:
        """Whether a name that means a term is an id that it had."""
        return fold(name) in self._former[taxonomy]

    @cached_property
    def has_topics(self) -> bool:
        """Whether a note must name one. Who declares none orders notes by taxonomies of their own."""
        return any(taxonomy == "topics" for taxonomy, _ in [*self.terms, *self.broken])

    def words(self, taxonomies: Iterable[str]) -> Words:
        """Every id and name, to suggest one of."""
        chosen = tuple(taxonomies)
        if chosen not in self._words:
            self._words[chosen] = Words(self.names(chosen))
        return self._words[chosen]

    def names(self, taxonomies: Collection[str]) -> list[str]:
        """Every id and name."""
        ids = [id for taxonomy, id in self.terms if taxonomy in taxonomies]
        return ids + [name for taxonomy in taxonomies for name in self._by_name[taxonomy]]

    def add_name(self, key: Key, name: str, former: bool = False) -> Key | None:
        """Lets a name mean a term; the other term, when it means one already. `former`: an id that it had."""
        taken = self.named(key[0], name)
        if taken and taken != key[1]:
            return key[0], taken
        self._by_name[key[0]][fold(name)] = key[1]
        if former:
            self._former[key[0]].add(fold(name))
        return None


@remembered
def build(config: Config, broken: Iterable[Key], *files: TermFile) -> tuple[Registry, list[Problem]]:
    registry, problems = Registry(config), []
    registry.broken = set(broken)
    own: dict[Key, TermFile] = {}
    texts: dict[Key, dict[str, TermFile]] = defaultdict(dict)
    for file in files:
        key = (file.taxonomy, file.id)
        twin = texts[key].get(file.lang)
        if twin is not None:
            problems += _both(
                "duplicate-id", file.path, twin.path, f"the term `{file.id}` has two files in {file.lang}"
            )
            continue
        texts[key][file.lang] = file
        if file.front is not None:
            own[key] = file
    for key, file in own.items():
        registry.terms[key] = _term(file, file.front or TermFront(name=""), texts[key], registry)
    for key, by_lang in texts.items():
        if key not in own and key not in registry.broken:
            file = next(iter(by_lang.values()))
            message = f"`{key[1]}` has a text in {file.lang}, but no file {key[1]}.md that names it"
            problems.append(Problem(rule="unknown-term", path=file.path, message=message))
    problems += _name_all(registry, {key: file.front.was for key, file in own.items() if file.front})
    problems += _parents(registry)
    problems += law_changes(registry)
    return registry, problems + misused_term_fields(registry.terms.values(), config.languages)


def _term(file: TermFile, front: TermFront, texts: dict[str, TermFile], registry: Registry) -> Term:
    was, old = apart(front.was)
    return Term(
        key=(file.taxonomy, file.id),
        path=file.path,
        name=front.name,
        aliases=front.aliases,
        summary=front.summary,
        parent=front.parent,
        children=(),
        was=was,
        old=old,
        kind=front.kind,
        jurisdiction=front.jurisdiction,
        country=front.country,
        url=front.url,
        reading=front.reading,
        names=front.names,
        exact=front.exact,
        ambiguous=front.ambiguous,
        no_link=front.no_link,
        amends=front.amends,
        repeals=front.repeals,
        bodies={lang: text.body for lang, text in texts.items()},
        paths={lang: text.path for lang, text in texts.items()},
        entity=registry.taxonomies[file.taxonomy].entity,
        measure=registry.taxonomies[file.taxonomy].measure,
        extra=front.extra,
    )


def _name_all(registry: Registry, was: Mapping[Key, Sequence[str]]) -> list[Problem]:
    """`was`: as files give it."""
    problems = []
    for key, term in registry.terms.items():
        names = [term.name] if isinstance(term.name, str) else list(dict.fromkeys(term.name.values()))
        former = [name for dated in term.names for name in _each(dated.name)]
        for where, given in (
            ("name", names),
            ("aliases", term.aliases),
            ("names", former),
            ("was", ["" if is_address(former) else former for former in was[key]]),
        ):
            for i, name in enumerate(given):
                other = registry.add_name(key, name, former=where == "was") if name else None
                if other:
                    path = registry.terms[other].path
                    message = f"`{name}` already means {other[0]}/{other[1]} ({path})"
                    at = KeyPath((where, i)) if where in ("aliases", "was") else KeyPath((where,))
                    problems.append(Problem(rule="duplicate-name", path=term.path, message=message, where=at))
                    message = f"`{name}` is claimed by {key[0]}/{key[1]} too ({term.path})"
                    problems.append(Problem(rule="duplicate-name", path=path, message=message))
    return problems


def _each(text: str | dict[str, str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())


def _parents(registry: Registry) -> list[Problem]:
    """Resolves parents, and hands each term its children. Refuses one that is its own ancestor, or has too many."""
    problems: list[Problem] = []
    parents: dict[Key, Key] = {}
    for key, term in registry.terms.items():
        if not term.parent:
            continue
        parent = registry.named(key[0], term.parent)
        if parent:
            parents[key] = (key[0], parent)
        elif not registry.is_broken(term.parent, [key[0]]):
            message = f"`{term.parent}` is none of the {key[0]}"
            hint = did_you_mean(term.parent, registry.words([key[0]]))
            problems.append(_of_parent("unknown-parent", term, message, hint))
    for key, level in levels(parents).items():
        if 0 < level <= LEVELS:
            continue
        if not level:
            message = f"`{key[1]}` is among its own ancestors"
            problems.append(_of_parent("parent-loop", registry.terms[key], message))
        elif level == LEVELS + 1:  # those below it are too low for its sake
            message = f"`{key[1]}` stands {level} levels deep: a term may have {LEVELS - 1} above it"
            hint = "name a parent that stands higher"
            problems.append(_of_parent("parent-depth", registry.terms[key], message, hint))
        del parents[key]
    children: dict[Key, list[str]] = defaultdict(list)
    for key, above in parents.items():
        children[above].append(key[1])
    for key, term in registry.terms.items():
        parent = parents[key][1] if key in parents else ""
        registry.terms[key] = replace(term, parent=parent, children=tuple(sorted(children[key])))
    return problems


def _of_parent(rule: str, term: Term, message: str, hint: str = "") -> Problem:
    return Problem(rule=rule, path=term.path, message=message, hint=hint, where=KeyPath(("parent",)))


def _both(rule: str, one: str, other: str, message: str) -> list[Problem]:
    return [
        Problem(rule=rule, path=path, message=message, hint=f"the other: {twin}")
        for path, twin in ((one, other), (other, one))
    ]
