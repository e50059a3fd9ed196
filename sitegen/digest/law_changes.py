"""Laws that change others: which each of them amends or repeals, and which amend or repeal it."""

from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Literal, get_args

from msgspec.structs import replace

from sitegen.digest.model import Term
from sitegen.digest.values import Key
from sitegen.problems import KeyPath, Problem
from sitegen.text.suggest import did_you_mean

if TYPE_CHECKING:
    from sitegen.digest.registry import Registry

LawChange = Literal["amends", "repeals"]
CHANGES: tuple[LawChange, ...] = get_args(LawChange)
_SHOWN = 8  # laws of a circle in a message


def law_changes(registry: "Registry") -> list[Problem]:
    """Resolves the laws that each law names, and hands those the laws that name them. Refuses what cannot be.

    An act ends up before what it changes, so laws that change each other in a circle are a mistake.
    """
    problems: list[Problem] = []
    changed: dict[Key, dict[LawChange, tuple[str, ...]]] = {}
    by: dict[Key, dict[LawChange, list[str]]] = defaultdict(lambda: defaultdict(list))
    for key, term in registry.terms.items():
        if not term.measure or not (term.amends or term.repeals):
            continue
        changed[key] = {}
        for how in CHANGES:
            ids = list(dict.fromkeys(_resolved(term, how, registry, problems)))
            changed[key][how] = tuple(ids)
            for id in ids:
                by[key[0], id][how].append(key[1])
    problems += _circle(changed, registry)
    for key in {*changed, *by}:
        registry.terms[key] = replace(
            registry.terms[key],
            amends=changed.get(key, {}).get("amends", ()),
            repeals=changed.get(key, {}).get("repeals", ()),
            amended_by=tuple(sorted(by[key]["amends"])),
            repealed_by=tuple(sorted(by[key]["repeals"])),
        )
    return problems


def _resolved(term: Term, how: LawChange, registry: "Registry", problems: list[Problem]) -> Iterator[str]:
    taxonomy, own = term.key
    for i, name in enumerate(getattr(term, how)):
        id = registry.named(taxonomy, name)
        if id == own:
            problems.append(_problem(term, (how, i), f"`{own}` {how} itself", "name the law that it changes"))
        elif id:
            yield id
        elif not registry.is_broken(name, [taxonomy]):
            hint = did_you_mean(name, registry.words([taxonomy]))
            problems.append(_problem(term, (how, i), f"`{name}` is none of the {taxonomy}", hint))


def _circle(changed: dict[Key, dict[LawChange, tuple[str, ...]]], registry: "Registry") -> Iterator[Problem]:
    """The first circle there is."""
    graph = {key: {(key[0], id) for ids in hows.values() for id in ids} for key, hows in changed.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        line: list[Key] = error.args[1][::-1]  # as it is found, each is changed by the next
        term = registry.terms[line[0]]
        how = next(how for how in CHANGES if line[1][1] in changed[line[0]][how])
        said = [key[1] for key in line]
        said = said if len(said) <= _SHOWN else [*said[: _SHOWN - 2], "…", said[-1]]
        message = f"laws change each other in a circle: {' → '.join(said)}"
        yield _problem(term, (how,), message, "the later act changes the earlier: leave one of them out")


def _problem(term: Term, where: tuple[str | int, ...], message: str, hint: str) -> Problem:
    return Problem(rule="law-change", path=term.path, message=message, hint=hint, where=KeyPath(where))
