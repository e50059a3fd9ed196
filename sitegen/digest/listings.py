"""Which notes stand under which term, and which entities stand together."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from sitegen.digest.model import Key, Note, Term


def listings(notes: Mapping[str, Note], terms: Mapping[Key, Term]) -> dict[Key, tuple[str, ...]]:
    """Note ids of each term, in the order of `notes`; a parent's hold those of the terms below it too."""
    found: dict[Key, list[str]] = {key: [] for key in terms}
    for note in notes.values():
        for listed in dict.fromkeys(above for key in note.named() for above in with_ancestors(key, terms)):
            found[listed].append(note.id)
    return {key: tuple(ids) for key, ids in found.items()}


def own_listings(notes: Mapping[str, Note]) -> dict[Key, tuple[str, ...]]:
    """Note ids of each term that notes name themselves."""
    found: dict[Key, list[str]] = defaultdict(list)
    for note in notes.values():
        for key in note.named():
            found[key].append(note.id)
    return {key: tuple(ids) for key, ids in found.items()}


def together(
    notes: Mapping[str, Note], terms: Mapping[Key, Term], listed: Mapping[Key, tuple[str, ...]], entities: bool
) -> dict[Key, tuple[tuple[Key, int], ...]]:
    """For each term, the entities (or the terms that are none) that its notes name, with how many do; most first."""
    named = {note.id: [key for key in note.named() if terms[key].entity == entities] for note in notes.values()}
    result = {}
    for key, ids in listed.items():
        counts = Counter(other for id in ids for other in named[id] if other != key)
        result[key] = tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    return result


def with_ancestors(key: Key, terms: Mapping[Key, Term]) -> list[Key]:
    line = [key]
    while terms[line[-1]].parent:
        line.append((key[0], terms[line[-1]].parent))
    return line
