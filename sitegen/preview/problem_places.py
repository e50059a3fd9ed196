"""Problems with their places, for a list of them that is asked for again and again."""

from collections.abc import Sequence
from pathlib import Path

from sitegen.content.locations import locate
from sitegen.incremental.file_index import FileIndex
from sitegen.problems import Problem, in_order


class Placed:
    """Places are looked for only in files that have changed since."""

    def __init__(self) -> None:
        self._located: dict[tuple[Problem, bytes], Problem] = {}

    def __call__(self, problems: Sequence[Problem], records: FileIndex, root: Path) -> list[Problem]:
        """The problems in order."""
        keys = {problem: (problem, records.data(problem.path)) for problem in problems}
        new = [problem for problem, key in keys.items() if key not in self._located]
        known = self._located | {
            keys[problem]: located for problem, located in zip(new, locate(new, root), strict=True)
        }
        self._located = {key: known[key] for key in keys.values()}
        return in_order(list(self._located.values()))
