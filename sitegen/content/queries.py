"""A table that a standing page asks for: fenced YAML that says which claims or notes its author wants to see."""

from functools import lru_cache
from typing import Any, Literal, get_args

import msgspec
from msgspec import Struct

from sitegen.config import Grammar
from sitegen.content.decode import Flaw, decode
from sitegen.content.schema import ClaimsQueryFront, NotesQueryFront
from sitegen.content.yaml import load, one_line
from sitegen.content.yaml_places import Places
from sitegen.problems import KeyPath, Position
from sitegen.text.suggest import did_you_mean

Asked = Literal["claims", "notes"]
ASKED: tuple[Asked, ...] = get_args(Asked)  # the words behind a fence
_LISTS = ("kinds", "stages")  # one entry may stand by itself


class QueryBlock(Struct, frozen=True):
    """What is asked for in a block of a body. `source`: its YAML, which begins at a line and a column of the file."""

    asked: Asked
    front: ClaimsQueryFront
    source: str
    line: int
    column: int = 1

    def place(self, where: KeyPath) -> Position:
        """Where something of it stands in the file."""
        return self._in_file(_places(self.source).of(where))

    def _in_file(self, place: Position) -> Position:
        return Position(self.line + place.line - 1, place.column + self.column - 1)


@lru_cache(maxsize=1)
def _places(source: str) -> Places:
    """As many things may be wrong with a block as it has lines."""
    return Places(source)


class QueryFlaw(Struct, frozen=True):
    """What is wrong with a query by itself, and where in the file."""

    rule: str
    message: str
    where: Position
    hint: str = ""


def read_query(
    asked: Asked, source: str, line: int, column: int, grammar: Grammar
) -> tuple[QueryBlock, list[QueryFlaw]]:
    """The query in a block; where it is wrong, without that."""
    empty = QueryBlock(asked, ClaimsQueryFront(), source, line, column)
    data, slips = load(source)
    if slips:
        return empty, [QueryFlaw(slip.rule, slip.message, empty._in_file(slip.place), slip.hint) for slip in slips]
    if data is not None and not isinstance(data, dict):
        hint = "write keys and values, such as `terms: {companies: openai}`"
        return empty, [QueryFlaw("type", f"what `{asked}` asks for must be a mapping", empty.place(KeyPath()), hint)]
    data = _with_lists(one_line(data or {}))
    front, flaws = decode(data, ClaimsQueryFront if asked == "claims" else NotesQueryFront)
    flaws = [*flaws, *_flaws(front, grammar)]
    block = QueryBlock(asked, ClaimsQueryFront(**msgspec.structs.asdict(front)), source, line, column)
    return block, [
        QueryFlaw(flaw.rule, flaw.message.replace("of this file", f"of `{asked}`"), block.place(flaw.where), flaw.hint)
        for flaw in flaws
    ]


def _with_lists(data: dict[str, Any]) -> dict[str, Any]:
    """`companies: openai` is `companies: [openai]`."""
    terms = data.get("terms")
    if isinstance(terms, dict):
        data = {**data, "terms": {key: _as_list(value) for key, value in terms.items()}}
    return {key: _as_list(value) if key in _LISTS else value for key, value in data.items()}


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _flaws(front: NotesQueryFront, grammar: Grammar) -> list[Flaw]:
    """What does not fit this digest, or itself."""
    flaws = []
    for taxonomy in front.terms:
        if taxonomy not in grammar.taxonomies:
            hint = did_you_mean(taxonomy, grammar.taxonomies) or f"there are {', '.join(grammar.taxonomies)}"
            where = KeyPath(("terms", taxonomy), key_itself=True)
            flaws.append(Flaw("unknown-key", f"`{taxonomy}` is no taxonomy of this digest", where, hint))
    if front.lang and front.lang not in grammar.languages:
        hint = f"the languages in site.yaml are: {', '.join(grammar.languages)}"
        flaws.append(Flaw("language", f"`lang: {front.lang}` is not declared", KeyPath(("lang",)), hint))
    if front.since and front.until and front.since > front.until:
        message = "`until` is before `since`, so nothing is like that"
        flaws.append(Flaw("date", message, KeyPath(("until",)), "exchange the two"))
    return flaws
