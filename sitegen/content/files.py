"""The files of `content/`: which there are, what they are for, and their text."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from sitegen.content.merges import unresolved
from sitegen.problems import Place, Problem
from sitegen.text.normal import forbidden, nfc, without_forbidden

LARGEST_TEXT = 2_000_000  # bytes; a note is 3 to 10 KB, and a mistaken paste should not stall every build
CONTENT = "content"


class File(Struct, frozen=True):
    """A file below `content/`. `path` is relative to the root, NFC, with `/`; `real` opens it.

    `stamp`: size, time of change in ns and inode. A file with another stamp may hold something else.
    `data`: its bytes, where they were read already.
    """

    path: str
    real: str
    stamp: tuple[int, int, int] = (0, 0, 0)
    data: bytes | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """The path's parts below `content/`."""
        return tuple(self.path.split("/")[1:])


def scan(root: Path) -> tuple[dict[str, File], list[Problem]]:
    """Every file below `content/` by its path, in order; links that lead out of it and twins are problems.

    Names that begin with `.` or `_`, or end with `~`, are the editor's own and passed over.
    """
    files: dict[str, File] = {}
    problems: list[Problem] = []
    top = os.path.realpath(root / CONTENT)
    for real, path in _walk(str(root / CONTENT), CONTENT, top, problems):
        if path in files:
            message = (
                f"two files have this name, in different Unicode forms: {_bytes(files[path].real)} and {_bytes(real)}"
            )
            problems.append(Problem(rule="unicode-twins", path=path, message=message, hint="remove one of them"))
            continue
        try:
            found = os.stat(real)
        except OSError as error:
            problems.append(unreadable(path, error))
            continue
        if stat.S_ISREG(found.st_mode):
            files[path] = File(path, real, (found.st_size, found.st_mtime_ns, found.st_ino))
        else:  # a pipe would be waited for without end
            problems.append(Problem(rule="unreadable", path=path, message="this is no file that can be read"))
    return dict(sorted(files.items())), problems


def _walk(folder: str, path: str, top: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        problems.append(unreadable(path, error))
        return
    for entry in entries:
        if entry.name.startswith((".", "_")) or entry.name.endswith("~"):
            continue
        if shown := _undecodable(entry.name):
            message = "this name is not UTF-8"
            problems.append(Problem(rule="file-name", path=f"{path}/{shown}", message=message, hint="rename it"))
            continue
        below = f"{path}/{nfc(entry.name)}"
        if entry.is_symlink():
            target = os.path.realpath(entry.path)
            if not target.startswith(top + os.sep) or os.path.isdir(target):
                problems.append(
                    Problem(
                        rule="symlink",
                        path=below,
                        message="this link leads out of content/, or to a folder",
                        hint="put the file itself here",
                    )
                )
                continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, below, top, problems)
        else:
            yield entry.path, below


def read_text(file: File) -> tuple[str, list[Problem]]:
    """A file's text in NFC with `\\n` line ends and no byte order mark; empty with a problem when there is none."""
    try:
        size = os.path.getsize(file.real) if file.data is None else len(file.data)
        if size > LARGEST_TEXT:
            message = f"this file holds {size / 1e6:.1f} MB; a text may hold {LARGEST_TEXT / 1e6:.0f} MB"
            return "", [Problem(rule="too-large", path=file.path, message=message)]
        data = Path(file.real).read_bytes() if file.data is None else file.data
    except OSError as error:
        return "", [unreadable(file.path, error)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        message = f"byte {data[error.start]:#04x} is not UTF-8"
        hint = "save the file as UTF-8 (Korean editors often save EUC-KR)"
        return "", [Problem(rule="encoding", path=file.path, message=message, hint=hint, where=_place(before))]
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
    if found := forbidden(text):
        start, name = found
        problem = Problem(
            rule="control-character",
            path=file.path,
            message=f"the control character {name} stands here",
            hint="delete it",
            where=_place(text[:start]),
        )
        return without_forbidden(text), [problem]
    return text, unresolved(file.path, text)


def unreadable(path: str, error: OSError) -> Problem:
    return Problem(rule="unreadable", path=path, message=f"this cannot be read: {error.strerror}")


def _place(before: str) -> Place:
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _undecodable(name: str) -> str:
    """A name that is no text, as it can be shown; nothing for one that is."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return name.encode("utf-8", "backslashreplace").decode()
    return ""


def _bytes(real: str) -> str:
    return ascii(os.path.basename(real))
