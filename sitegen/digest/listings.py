"""Which notes stand under which term, and which entities stand together."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import chain

from sitegen.digest.model import Digest, Key, Note, Term


def listings(notes: Mapping[str, Note], terms: Mapping[Key, Term]) -> dict[Key, tuple[str, ...]]:
    """Note ids of each term, in the order of `notes`; a parent's hold those of the terms below it too."""
    found: dict[Key, list[str]] = {key: [] for key in terms}
    lines = {key: with_ancestors(key, terms) for key in terms}
    for note in notes.values():
        for listed in dict.fromkeys(chain.from_iterable([lines[key] for key in note.named])):
            found[listed].append(note.id)
    return {key: tuple(ids) for key, ids in found.items()}


def own_listings(notes: Mapping[str, Note]) -> dict[Key, tuple[str, ...]]:
    """Note ids of each term that notes name themselves."""
    found: dict[Key, list[str]] = defaultdict(list)
    for note in notes.values():
        for key in note.named:
            found[key].append(note.id)
    return {key: tuple(ids) for key, ids in found.items()}


def together(key: Key, digest: Digest) -> list[tuple[Key, int]]:
    """The terms that a term's notes name beside it, with how many of them do; most often first."""
    counts = Counter(chain.from_iterable(digest.notes[id].named for id in digest.listings[key]))
    del counts[key]
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def with_ancestors(key: Key, terms: Mapping[Key, Term]) -> list[Key]:
    line = [key]
    while terms[line[-1]].parent:
        line.append((key[0], terms[line[-1]].parent))
    return line
