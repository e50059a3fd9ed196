"""What is to move, and what is to be done for it."""

from msgspec import Struct

from sitegen.config import Config
from sitegen.content.files import File
from sitegen.content.read import Reading
from sitegen.digest.model import Digest
from sitegen.digest.registry import Registry
from sitegen.digest.values import Key
from sitegen.problems import Problem


class Refused(Exception):
    """Why nothing is done: one line."""


class State(Struct, frozen=True):
    """A digest with its drafts, and all that is wrong with it."""

    files: dict[str, File]
    config: Config
    reading: Reading
    registry: Registry
    digest: Digest
    problems: list[Problem]


class TermMove(Struct, frozen=True):
    """`old` and `new` are ids of one taxonomy. `notes`: those in which it moves alone; None: everywhere."""

    taxonomy: str
    old: str
    new: str
    notes: frozenset[str] | None = None

    @property
    def old_key(self) -> Key:
        return self.taxonomy, self.old

    @property
    def new_key(self) -> Key:
        return self.taxonomy, self.new

    def key(self, key: Key) -> Key:
        """What a key is afterwards, where it moves."""
        return self.new_key if key == self.old_key else key


class TextChange(Struct, frozen=True):
    """A file's bytes before and after, and its path afterwards. No bytes: it is not there before, or afterwards."""

    file: File | None
    path: str
    old: bytes | None
    new: bytes | None


class Plan(Struct, frozen=True):
    """`places`: how many times the term is named otherwise. `said`: what a person should know beside it."""

    move: TermMove
    changes: tuple[TextChange, ...]
    places: int
    said: tuple[str, ...] = ()
