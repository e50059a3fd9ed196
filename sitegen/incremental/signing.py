"""The key that a cache is signed with: each user has one of their own, in their own cache folder.

A digest's folder may come from anybody, and its cache with it. What stands there is believed only if it was signed
with the key of whoever runs the program. Where no key can be kept, a cache is of use to its own run alone.
"""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

_BYTES = 32
_NAME = "key"
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


def signing_key() -> bytes:
    """This user's key, which is made when there is none; one for this run where none can be kept."""
    try:
        folder = _opened(_folder_path())
    except OSError:
        return os.urandom(_BYTES)
    try:
        return _kept(folder) or _made(folder)
    except OSError:
        return os.urandom(_BYTES)
    finally:
        os.close(folder)


def _folder_path() -> Path:
    """`$XDG_CACHE_HOME/sitegen`; without the variable in the system's own place. Raises OSError without a home."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(given):
        return Path(given, "sitegen")
    home = os.path.expanduser("~") if os.environ.get("HOME") != "" else ""
    if not os.path.isabs(home):
        raise FileNotFoundError("there is no home folder")
    return Path(home, "Library/Caches" if sys.platform == "darwin" else ".cache", "sitegen")


def _opened(path: Path) -> int:
    """The folder, which is made when there is none; a home is not. Raises OSError where it is not this user's alone."""
    for folder in (path.parent, path):
        with suppress(OSError):
            os.mkdir(folder, 0o700)
    opened = os.open(path, _FOLDER)
    if not _private(opened):
        os.close(opened)
        raise PermissionError(f"{path} is open to others")
    return opened


def _kept(folder: int) -> bytes:
    """The key that stands in the folder; empty where there is none that nobody else can know."""
    try:
        file = os.open(_NAME, _READ, dir_fd=folder)
    except OSError:
        return b""
    try:
        whole = _private(file) and os.fstat(file).st_size == _BYTES
        return os.read(file, _BYTES) if whole else b""
    finally:
        os.close(file)


def _made(folder: int) -> bytes:
    """A new key, put in place in one step. Of two runs that make one at once, the later one's stays."""
    key, beside = os.urandom(_BYTES), f"{_NAME}.{os.urandom(8).hex()}"
    file = os.open(beside, _WRITE, 0o600, dir_fd=folder)
    try:
        os.write(file, key)
        os.replace(beside, _NAME, src_dir_fd=folder, dst_dir_fd=folder)
    except OSError:
        os.unlink(beside, dir_fd=folder)
        raise
    finally:
        os.close(file)
    return key


def _private(file: int) -> bool:
    """Whether an open file or folder is this user's, and closed to everybody else."""
    status = os.fstat(file)
    return status.st_uid == os.geteuid() and not stat.S_IMODE(status.st_mode) & 0o077
