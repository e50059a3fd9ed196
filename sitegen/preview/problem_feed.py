"""What is wrong, as it is told: in the terminal, and to every open page."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sitegen.desk import report
from sitegen.problems import WHOLE_FILE, Position, Problem

_SHOWN = 200  # problems in the browser
_MOST_OF_ONE_RULE = 20  # problems in the terminal

Event = tuple[str, dict[str, Any]]


class ProblemFeed:
    """Nothing is told twice."""

    def __init__(self, root: Path, say: Callable[[str], None]) -> None:
        self._root, self._say = root, say
        self._told: list[Problem] = []
        self._telling = threading.Lock()

    def take(self, problems: list[Problem], tell: Callable[[str, dict[str, Any]], None]) -> None:
        """Says what is wrong, if it is not what was said last. `tell`: every open page."""
        with self._telling:
            if problems == self._told:
                return
            self._told = problems
            for line in report.as_text(problems, _MOST_OF_ONE_RULE) if problems else ["no problems"]:
                self._say(line)
            tell(*self.event)

    def new_errors(self, problems: list[Problem]) -> bool:
        return any(problem.severity == "error" for problem in set(problems) - set(self._told))

    @property
    def event(self) -> Event:
        """For a page's stream, errors first."""
        problems = sorted(self._told, key=lambda problem: problem.severity != "error")
        if not problems:
            return "ok", {}
        listed = [{**report.as_data(p), "open": editor(self._root, p.path, p.place)} for p in problems[:_SHOWN]]
        return "problems", {"problems": listed, "summary": report.summary(problems)}


def editor(root: Path, path: str, position: Position = WHOLE_FILE) -> str:
    """The address that opens a position in the editor, by `$SITEGEN_EDITOR_URL`."""
    file = root / path
    pattern = os.environ.get("SITEGEN_EDITOR_URL", "")
    if not pattern or not file.exists():
        return ""
    values = {"{path}": quote(str(file)), "{line}": str(position.line), "{column}": str(position.column)}
    for name, value in values.items():
        pattern = pattern.replace(name, value)
    return pattern
