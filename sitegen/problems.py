"""Problems: what is wrong in the content or the templates, where, and what would mend it."""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Severity = Literal["error", "warning"]

# Every rule. A problem names one of these, so that its severity is decided in one place.
RULES: dict[str, Severity] = {
    "encoding": "error",  # a file that is not UTF-8
    "control-character": "error",
    "too-large": "error",
    "unreadable": "error",  # a file that vanished or may not be read
    "symlink": "error",  # a link that leads out of content/
    "unicode-twins": "error",  # two files whose names differ only in their Unicode form
    "stray-file": "error",  # Markdown where no note, term or page can stand
    "file-name": "error",
    "front-matter": "error",  # absent, unclosed, or no mapping
    "yaml": "error",
    "duplicate-key": "error",
    "unknown-key": "error",
    "missing": "error",
    "type": "error",
    "date": "error",
    "url": "error",
    "language": "error",
    "reserved-id": "error",
    "duplicate-id": "error",
    "duplicate-url": "error",
    "duplicate-name": "error",
    "too-many": "error",  # terms of a note: each of them shows all others
    "unknown-term": "error",
    "ambiguous-term": "error",
    "unknown-parent": "error",
    "parent-loop": "error",
    "not-an-entity": "error",
    "unknown-source": "error",
    "dangling-link": "error",
    "dangling-anchor": "error",
    "dangling-image": "error",
    "remote-image": "error",
    "bad-image": "error",
    "template": "error",
    "ui-text": "error",
    "no-why": "warning",
    "link-to-draft": "warning",
    "part-of": "error",  # a claim is part of one that is not there, or of itself
    "amount": "warning",  # an amount that is not understood: it is shown, but nothing is reckoned with it
    "claim-kind": "warning",  # one claim is of different kinds in different notes
    "claim-entity": "warning",  # an entity of a claim that the note's lists do not name
    "language-pair": "warning",  # the files of one note say different things
    "late-note": "warning",  # a note dated long after its source
    "dead-address": "error",  # an address outside that is gone (`check --links`)
    "doubtful-address": "warning",  # an address outside that did not answer as hoped
}


class KeyPath(Struct, frozen=True, tag=True):
    """A place in a file's YAML, such as ("claims", 0, "kind"); found only when a problem is shown."""

    keys: tuple[str | int, ...] = ()
    key_itself: bool = False  # the last key, not the value behind it


class Spot(Struct, frozen=True, tag=True):
    """A place in a file's body: the first of these words at or after a line (counted from 1)."""

    line: int
    words: str


class Referring(Struct, frozen=True, tag=True):
    """The place of one of a body's references, by its number; found by parsing the body again."""

    number: int


class Place(Struct, frozen=True, tag=True):
    """A known place; line and column counted from 1."""

    line: int = 1
    column: int = 1


Where = KeyPath | Spot | Referring | Place
WHOLE_FILE = Place()


class Problem(Struct, frozen=True, kw_only=True):
    """One finding. `path` is relative to the root, with `/`; `excerpt` is the line it stands in."""

    rule: str
    path: str
    message: str
    hint: str = ""
    where: Where = WHOLE_FILE
    excerpt: str = ""

    @property
    def severity(self) -> Severity:
        return RULES[self.rule]

    @property
    def place(self) -> Place:
        return self.where if isinstance(self.where, Place) else WHOLE_FILE

    def at(self, place: Place, excerpt: str) -> "Problem":
        return replace(self, where=place, excerpt=excerpt)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by file, line, column and rule: the same list for the same content."""
    return sorted(set(problems), key=lambda p: (p.path, p.place.line, p.place.column, p.rule, p.message, p.hint))


def has_errors(problems: Sequence[Problem], strict: bool = False) -> bool:
    """Whether the problems forbid a build; with `strict` a warning does too."""
    return any(strict or problem.severity == "error" for problem in problems)
