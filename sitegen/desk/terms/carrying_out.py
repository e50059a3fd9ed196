"""A plan on the disk: all of it or nothing."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sitegen.content.files import LARGEST_TEXT
from sitegen.desk.diff import diff
from sitegen.desk.fix import replace_text
from sitegen.desk.new_files import write_new
from sitegen.desk.terms.model import Plan, Refused, TextChange
from sitegen.disk import contents


def differences(plan: Plan) -> Iterator[str]:
    """Lines that show all that changes."""
    for change in sorted(plan.changes, key=lambda change: change.file.path if change.file else change.path):
        old, new = ((data or b"").decode() for data in (change.old, change.new))
        if change.file and change.new is not None and change.file.path != change.path:
            yield f"rename {change.file.path} to {change.path}"
        if change.new is None and change.file:
            yield f"remove {change.file.path}"
        if old != new:
            yield from diff(change.file.path if change.file else change.path, old, new)


def carry_out(plan: Plan, root: Path) -> None:
    """Writes what is planned. What was done is undone where the disk fails. Raises Refused and OSError."""
    targets = [change.file.target or change.file.real for change in plan.changes if change.file]
    if len(targets) != len(set(targets)):
        raise Refused("two names in content/ lead to one file that is to change; put the file itself there")
    for change in plan.changes:
        if change.file and contents(change.file, LARGEST_TEXT) != change.old:
            raise Refused(f"{change.file.path} has just changed; try again")
        if (not change.file or change.file.path != change.path) and os.path.lexists(_there(change, root)):
            raise Refused(f"there is {change.path} already")
    done: list[TextChange] = []
    try:
        for change in plan.changes:
            done.append(change)
            _do(change, root)
    except OSError:
        for change in reversed(done):
            with suppress(OSError):
                _undo(change, root)
        raise


def _do(change: TextChange, root: Path) -> None:
    if change.file is None:
        write_new(root, {change.path: change.new or b""})
    elif change.new is None:
        os.unlink(change.file.real)
    else:
        if change.new != change.old:
            replace_text(change.file.target or change.file.real, change.new)
        if change.file.path != change.path:
            os.rename(change.file.real, _there(change, root))


def _undo(change: TextChange, root: Path) -> None:
    if change.file is None:
        os.unlink(_there(change, root))
        return
    if not os.path.lexists(change.file.real):
        if change.new is None:
            write_new(root, {change.file.path: change.old or b""})
        else:
            os.rename(_there(change, root), change.file.real)
    if change.old is not None and change.new not in (None, change.old):
        replace_text(change.file.target or change.file.real, change.old)


def _there(change: TextChange, root: Path) -> str:
    """Where a file stands afterwards: beside where it stood, whatever its folder's name is made of."""
    folder = os.path.dirname(change.file.real) if change.file else str((root / change.path).parent)
    return os.path.join(folder, change.path.rpartition("/")[2])
