"""What entities did and said: the notes whose claims and quotes are theirs."""

from collections import defaultdict
from collections.abc import Mapping

from sitegen.digest.listings import with_ancestors
from sitegen.digest.model import Claim, Key, Note, Term


def claimed(notes: Mapping[str, Note], terms: Mapping[Key, Term]) -> dict[Key, tuple[tuple[str, Claim], ...]]:
    """For each entity the claims made by it, with it, or by or with one below it: the note's id and the claim.

    In the order of `notes`. Of a claim that several notes report under one id, the newest report stands for all.
    """
    found: dict[Key, list[tuple[str, Claim]]] = defaultdict(list)
    seen: set[tuple[Key, str]] = set()
    for note in notes.values():
        for claim in note.claims:
            for key in _listed((claim.by, *claim.with_), terms):
                if (key, claim.id) not in seen:
                    found[key].append((note.id, claim))
                if claim.id:
                    seen.add((key, claim.id))
    return {key: tuple(claims) for key, claims in found.items()}


def quoted(notes: Mapping[str, Note], terms: Mapping[Key, Term]) -> dict[Key, tuple[str, ...]]:
    """For each entity the notes that quote its people, in any language."""
    found: dict[Key, dict[str, None]] = defaultdict(dict)
    for note in notes.values():
        speakers = [quote.of for text in note.texts.values() for quote in text.quotes if quote.of]
        for key in _listed(speakers, terms):
            found[key][note.id] = None
    return {key: tuple(ids) for key, ids in found.items()}


def _listed(keys: list[Key] | tuple[Key, ...], terms: Mapping[Key, Term]) -> dict[Key, None]:
    return dict.fromkeys(above for key in keys for above in with_ancestors(key, terms))
