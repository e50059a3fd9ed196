"""Tags and their like as terms: those that the digest has already, and files for the others."""

from collections.abc import Iterable

from sitegen.desk.new import Desk, NewTerm, proposed_id
from sitegen.text.normal import fold


class TermsMade:
    """The terms of the imported texts. `new`: those that the digest has not got yet, by taxonomy and folded name."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.new: dict[tuple[str, str], NewTerm] = {}
        self._ids: set[tuple[str, str]] = set()

    def declare(self, taxonomy: str, names: Iterable[str]) -> None:
        """All names at once: one that is an id as it stands keeps it."""
        ordered = sorted(dict.fromkeys(names), key=lambda name: (proposed_id(name) != name, name))
        for name in ordered:
            if (taxonomy, fold(name)) not in self.new and not self.desk.registry.named(taxonomy, name):
                id = self._free(taxonomy, proposed_id(name) or "term")
                self.new[taxonomy, fold(name)] = NewTerm(taxonomy, id, {self.desk.config.default: name})

    def id(self, taxonomy: str, name: str) -> str:
        return self.desk.registry.named(taxonomy, name) or self.new[taxonomy, fold(name)].id

    def _free(self, taxonomy: str, id: str) -> str:
        taken = self.desk.config.grammar.reserved(taxonomy)
        number, free = 1, id
        while free in taken or (taxonomy, free) in self._ids or self.desk.taken(taxonomy, free):
            number += 1
            free = f"{id}-{number}"
        self._ids.add((taxonomy, free))
        return free
