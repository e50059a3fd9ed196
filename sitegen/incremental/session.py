"""What a run that goes on, as the preview does, keeps of one reading and joining for the next.

What it knows of the digest goes one way:

    NOTHING → FRONT_MATTER → ALL    where much is new: the bodies are read while nobody waits
    NOTHING → SNAPSHOT → ALL        where nothing has changed since an earlier run kept what it joined
    NOTHING → ALL                   else
"""

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar, cast

from sitegen.config import Config, Grammar
from sitegen.content.files import File
from sitegen.content.read import FileRead
from sitegen.incremental.observed_digest import FactsInTurn

_Made = TypeVar("_Made")
Heads = dict[str, tuple[File, Grammar, FileRead]]  # by path, with what each was read from


class Known(Enum):
    """How much of the digest is known. Of a snapshot, nothing is known that a joining could go by."""

    NOTHING = 0
    FRONT_MATTER = 1
    SNAPSHOT = 2
    ALL = 3


class Session:
    """`items`: what files gave when they were last read, each with the key of it in the file index.

    `heads`: what their front matter gave, while that is all that is known.
    """

    def __init__(self) -> None:
        self.items: dict[str, tuple[bytes, FileRead]] = {}
        self.heads: Heads = {}
        self.known = Known.NOTHING
        self.facts = FactsInTurn()
        self._config: Config | None = None
        self._made: dict[tuple[object, ...], tuple[Any, tuple[Any, ...]]] = {}
        self._used: dict[tuple[object, ...], tuple[Any, tuple[Any, ...]]] = {}

    def settled(self, config: Config) -> Config:
        """The same object for as long as the settings are the same."""
        if self._config != config:
            self._config = config
        return self._config

    def memo(self, make: Callable[..., _Made], *given: Any) -> _Made:
        """A `sitegen.memo.Memo`. The same is the very same object, but for tuples: what was read stays."""
        key = (make, *[argument if type(argument) is tuple else id(argument) for argument in given])
        if key not in self._used:
            # With what it was given, for an id counts only while its object is there.
            self._used[key] = self._made.get(key) or (make(*given), given)
        return cast(_Made, self._used[key][0])

    def turn(self) -> None:
        """A joining is done: what it did not use goes."""
        self._made, self._used = self._used, {}
