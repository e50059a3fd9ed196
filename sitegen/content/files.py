"""The files of `content/`: which there are, what they are for, and their text."""

import codecs
from pathlib import Path

from sitegen.content.merges import unresolved
from sitegen.disk import LARGEST_FILE, contents, trouble, walk
from sitegen.disk import LARGEST_TEXT as LARGEST_TEXT
from sitegen.disk import File as File
from sitegen.problems import Position, Problem
from sitegen.text.normal import forbidden, nfc, without_forbidden

CONTENT = "content"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"-\0-\0", b"\0-\0-")  # and what begins front matter in it


def scan(root: Path) -> tuple[dict[str, File], list[Problem]]:
    """Every file below `content/` by its path, in order, and what is wrong with what stands there.

    Names that begin with `.` or `_`, or end with `~`, are the editor's own and passed over.
    """
    return walk(str(root / CONTENT), CONTENT, _is_passed)


def passed_over(path: str) -> str:
    """The segment of a path below `content/` for which it is passed over; nothing for one that counts."""
    return next((segment for segment in path.split("/")[1:] if _is_passed(segment)), "")


def largest(path: str) -> int:
    """How many bytes a file of `content/` or `static/` may hold."""
    return LARGEST_TEXT if path.startswith(f"{CONTENT}/") and path.endswith((".md", ".yaml")) else LARGEST_FILE


def read_text(file: File) -> tuple[str, list[Problem]]:
    """A file's text in NFC with `\\n` line ends and no byte order marks; empty with a problem when there is none."""
    try:
        data = contents(file, LARGEST_TEXT)
    except OSError as error:
        return "", [trouble(file.path, error)]
    if data.startswith(_UTF16):
        message, hint = "this file is in UTF-16, not in UTF-8", "save it as UTF-8 (Windows calls UTF-16 Unicode)"
        return "", [Problem(rule="encoding", path=file.path, message=message, hint=hint)]
    try:
        text = data.decode("utf-8").lstrip("\ufeff")  # some editors write a second mark before the first
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        message = f"byte {data[error.start]:#04x} is not UTF-8"
        hint = "save the file as UTF-8 (Korean editors often save EUC-KR)"
        return "", [Problem(rule="encoding", path=file.path, message=message, hint=hint, where=_position(before))]
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
    if control := forbidden(text):
        start, name = control
        problem = Problem(
            rule="control-character",
            path=file.path,
            message=f"the control character {name} stands here",
            hint="delete it",
            where=_position(text[:start]),
        )
        return without_forbidden(text), [problem]
    return text, unresolved(file.path, text)


def _position(before: str) -> Position:
    return Position(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _is_passed(name: str) -> bool:
    return name.startswith((".", "_")) or name.endswith("~")
