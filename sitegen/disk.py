"""The one door to the disk for what editors and others write: the files of `content/` and `templates/`.

Only regular files of a bounded size come through it, and nothing that stands outside of the folder: a pipe would be
waited for without end, `/dev/zero` read without end, and what a link leads to would be published.
"""

import errno
import os
import posixpath
import re
import stat
from collections.abc import Callable

from msgspec import Struct

from sitegen.problems import Problem
from sitegen.text.normal import nfc

LARGEST_TEXT = 2_000_000  # bytes; a note is 3 to 10 KB, and a mistaken paste should not stall every build
LARGEST_FILE = 100_000_000  # bytes of an image or the like; GitHub takes hardly more

_OPEN = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY | os.O_NOFOLLOW
_KINDS = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFDIR: "a folder", stat.S_IFLNK: "a link"}
# What cloud drives leave instead of a file that they keep elsewhere: iCloud `.NAME.icloud`, others `NAME.ending`.
_ICLOUD, _PLACEHOLDERS = ".icloud", (".icloud", ".nextcloud", ".owncloud")

# What systems and editors leave behind, by its name in lower case; it has never been meant for a site.
_LITTER = re.compile(
    r"\A(?:(?:eh)?thumbs\.db|desktop\.ini|icon\r|#.*#|.*\.sw[px]|.*~|\.#.*|\._.*"
    r"|\.(?:ds_store|localized|directory|appledouble|trash.*|spotlight-v100|fseventsd|temporaryitems))\Z"
)

_NO_STAMP = (0, 0, 0)


class File(Struct, frozen=True):
    """A file below `content/` or `templates/`. `path` is relative to the root, NFC, with `/`; `real`: where it stands.

    `stamp`: size, time of change in ns and inode. A file with another stamp may hold something else.
    `data`: its bytes, where they were read already. `target`: where it leads, if it is a link.
    """

    path: str
    real: str
    stamp: tuple[int, int, int] = _NO_STAMP
    data: bytes | None = None
    target: str = ""

    @property
    def segments(self) -> tuple[str, ...]:
        """The path's segments below `content/`."""
        return tuple(self.path.split("/")[1:])


class TooLarge(OSError):
    """More bytes than may be read."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(errno.EFBIG, os.strerror(errno.EFBIG))
        self.size, self.most = size, most


class NotDownloaded(OSError):
    """A placeholder, by its name, of a file that a cloud drive keeps elsewhere."""

    def __init__(self, name: str) -> None:
        super().__init__(errno.ENOENT, os.strerror(errno.ENOENT))
        self.name = name


class NoFile(OSError):
    """A pipe, a device or whatever else is no file, by its mode."""

    def __init__(self, mode: int) -> None:
        super().__init__(errno.EINVAL, os.strerror(errno.EINVAL))
        self.what = _KINDS.get(stat.S_IFMT(mode), "a device")


def walk(folder: str, shown: str, passed: Callable[[str], bool]) -> tuple[dict[str, File], list[Problem]]:
    """Every file below a folder by its path, in order; links that lead out of it, pipes and twins are problems.

    `shown`: what the folder is called in paths; `passed`: whether a name is passed over. No file is opened.
    """
    if leads_out(folder):
        message, hint = f"{shown}/ is a link that leads out of the digest", "put the folder itself here"
        return {}, [Problem(rule="symlink", path=shown, message=message, hint=hint)]
    files: dict[str, File] = {}
    problems: list[Problem] = []
    top = os.path.join(os.path.realpath(folder), "")
    waiting = [(folder, shown)]
    while waiting:
        real, path = waiting.pop()
        for entry in _entries(real, path, path == shown, problems):
            is_folder = entry.is_dir(follow_symlinks=False)
            name = entry.name if is_folder else _downloaded(entry.name)
            if passed(name):
                continue
            below = f"{path}/{nfc(name)}"
            if undecodable := _undecodable(name):
                message, below = "this name is not UTF-8", f"{path}/{undecodable}"
                problems.append(Problem(rule="file-name", path=below, message=message, hint="rename it"))
            elif is_folder:
                waiting.append((entry.path, below))
            elif isinstance(outcome := _look(entry, below, top, shown), Problem):
                problems.append(outcome)
            elif outcome and (other := files.get(below)):
                files[below] = _one_of(other, outcome, problems, folder)
            elif outcome:
                files[below] = outcome
    return dict(sorted(files.items())), problems


def is_litter(name: str) -> bool:
    """Whether a file is none of the user's own, by its name."""
    return _LITTER.match(name.lower()) is not None


def leads_out(folder: str) -> bool:
    """Whether a folder is a link to one that does not lie below the folder where the link stands.

    Archives carry links, and what this one leads to is not what the user named.
    """
    if not os.path.islink(folder):
        return False
    parent = os.path.realpath(os.path.dirname(folder))
    return not os.path.realpath(folder).startswith(os.path.join(parent, ""))


def contents(file: File, most: int) -> bytes:
    """A file's bytes. Raises OSError: NotDownloaded, NoFile, and TooLarge for more than so many, among it."""
    if (name := os.path.basename(file.real)) != _downloaded(name):
        raise NotDownloaded(name)
    data = _read(file.target or file.real, most) if file.data is None else file.data
    if len(data) > most:
        raise TooLarge(len(data), most)
    return data


def trouble(path: str, error: OSError) -> Problem:
    """Why a file could not be read."""
    if isinstance(error, TooLarge):
        what = "a text" if error.most == LARGEST_TEXT else "a file"
        message = f"this file holds {error.size / 1e6:.1f} MB; {what} may hold {error.most / 1e6:.0f} MB"
        return Problem(rule="too-large", path=path, message=message)
    if isinstance(error, NotDownloaded):
        message = f"`{error.name}` is a placeholder: the file itself is in the cloud, and not here"
        hint = "download it first (in the Finder: Download Now; or `brctl download`)"
        path = posixpath.join(posixpath.dirname(path), nfc(error.name))
        return Problem(rule="not-downloaded", path=path, message=message, hint=hint)
    if isinstance(error, NoFile):
        message, hint = "this is no file that can be read", f"it is {error.what}"
        return Problem(rule="unreadable", path=path, message=message, hint=hint)
    return Problem(rule="unreadable", path=path, message=f"this cannot be read: {error.strerror}")


def _entries(folder: str, path: str, is_top: bool, problems: list[Problem]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        if is_top or not isinstance(error, FileNotFoundError):  # a folder that went meanwhile is not there
            problems.append(trouble(path, error))
        return []


def _look(entry: os.DirEntry[str], path: str, top: str, shown: str) -> File | Problem | None:
    """What stands at a path, or what is wrong with it; nothing where it went meanwhile."""
    target = os.path.realpath(entry.path) if entry.is_symlink() else ""
    if target and (not target.startswith(top) or os.path.isdir(target)):
        message = f"this link leads out of {shown}/, or to a folder"
        return Problem(rule="symlink", path=path, message=message, hint="put the file itself here")
    real = entry.path
    try:
        status = os.lstat(target or real)
    except OSError as error:
        return trouble(path, error) if target or not isinstance(error, FileNotFoundError) else None
    if not stat.S_ISREG(status.st_mode):
        return trouble(path, NoFile(status.st_mode))
    stamp = _NO_STAMP if real.endswith(_PLACEHOLDERS) else (status.st_size, status.st_mtime_ns, status.st_ino)
    return File(path, real, stamp, None, target)


def _one_of(one: File, other: File, problems: list[Problem], folder: str) -> File:
    """Which of two files of one path counts: rather a file than its placeholder, else the first, with a problem."""
    if one.real != _downloaded(one.real):
        return other
    if other.real == _downloaded(other.real):
        names = " and ".join(ascii(each.real[len(folder) + 1 :]) for each in (one, other))
        message = f"two files have this name, in different Unicode forms: {names}"
        problems.append(Problem(rule="unicode-twins", path=one.path, message=message, hint="remove one of them"))
    return one


def _read(path: str, most: int) -> bytes:
    opened = os.open(path, _OPEN)
    try:
        status = os.fstat(opened)
        if not stat.S_ISREG(status.st_mode):
            raise NoFile(status.st_mode)
        if status.st_size > most:
            raise TooLarge(status.st_size, most)
        data = os.read(opened, status.st_size + 1)
        while status.st_size < len(data) <= most and (more := os.read(opened, most + 1 - len(data))):
            data += more  # files of /proc hold more than they say
        return data
    finally:
        os.close(opened)


def _downloaded(name: str) -> str:
    """The name, or path, of the file that a placeholder stands for; of any other file, its own."""
    if not name.endswith(_PLACEHOLDERS):
        return name
    folder, slash, own = name.rpartition("/")
    plain = own.rpartition(".")[0]
    if own.endswith(_ICLOUD):
        return folder + slash + plain[1:] if own.startswith(".") and plain else name
    return folder + slash + (plain or own)


def _undecodable(name: str) -> str:
    """A name that is no text, as it can be shown; nothing for one that is."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return name.encode("utf-8", "backslashreplace").decode()
    return ""
