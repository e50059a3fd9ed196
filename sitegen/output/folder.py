"""Folders that others may have filled: worked in by an open descriptor, and no link below is ever followed.

A clone may bring along its own `_site/` and `.sitegen/`, and in them whatever its author liked to put there.
"""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Literal

Kind = Literal["", "file", "folder", "link", "pipe or device"]  # "" where nothing stands

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_FILE = os.O_NOFOLLOW | os.O_CLOEXEC
_LARGEST = 500_000_000  # bytes; the manifest of 100,000 notes holds 30 million


class ForeignFolder(Exception):
    """A folder holds what this program did not write, where it keeps or writes its own."""


class Folder:
    """An opened folder. `path` is for messages.

    Names have one segment, unless it says otherwise. Raises ForeignFolder and OSError.
    """

    def __init__(self, path: str, descriptor: int) -> None:
        self.path, self.descriptor = path, descriptor

    @classmethod
    def named(cls, path: Path) -> "Folder":
        """A folder that the user named: it may be a link, or lie behind some."""
        return cls(str(path), os.open(path, _FOLDER))

    def __enter__(self) -> "Folder":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        os.close(self.descriptor)

    def kind(self, name: str) -> Kind:
        """What stands here. A name may have several segments if all but the last were found to be folders."""
        try:
            mode = os.lstat(name, dir_fd=self.descriptor).st_mode
        except FileNotFoundError:
            return ""
        if stat.S_ISREG(mode):
            return "file"
        return "folder" if stat.S_ISDIR(mode) else "link" if stat.S_ISLNK(mode) else "pipe or device"

    def foreign(self, name: str, what: str) -> ForeignFolder:
        return ForeignFolder(f"{self.path}/{name} is a {what}, which sitegen did not make there; remove it")

    def stands(self) -> bool:
        """Whether its path still leads here."""
        try:
            return os.path.samestat(os.lstat(self.path), os.fstat(self.descriptor))
        except OSError:
            return False

    def entries(self) -> list[tuple[str, bool]]:
        """The names that stand here, in order, and whether each is a folder."""
        with os.scandir(self.descriptor) as entries:
            return sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)

    def below(self, name: str, make: bool = False) -> "Folder | None":
        """A folder in this one; None where nothing stands, unless it is to be made."""
        if make:
            with suppress(FileExistsError):
                os.mkdir(name, dir_fd=self.descriptor)
        try:
            return Folder(f"{self.path}/{name}", os.open(name, _FOLDER | _FILE, dir_fd=self.descriptor))
        except FileNotFoundError:
            return None
        except OSError:
            if (kind := self.kind(name)) not in ("", "folder"):
                raise self.foreign(name, kind) from None
            raise

    def read(self, name: str) -> bytes | None:
        """A file's bytes; None where nothing stands. A name may have several segments as with `kind`."""
        if (kind := self.kind(name)) != "file":
            if kind:
                raise self.foreign(name, kind)
            return None
        descriptor = os.open(name, _FILE | os.O_RDONLY | os.O_NONBLOCK, dir_fd=self.descriptor)
        with open(descriptor, "rb") as file:
            if os.fstat(descriptor).st_size > _LARGEST:
                raise self.foreign(name, "file without end")
            return file.read()

    def write(self, name: str, data: bytes) -> None:
        """Writes a file into a folder that this program made and filled itself."""
        descriptor = os.open(name, _FILE | os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666, dir_fd=self.descriptor)
        with open(descriptor, "wb") as file:
            file.write(data)

    def create(self, name: str, data: bytes) -> None:
        """Writes a file where nothing stands; FileExistsError where something does."""
        descriptor = os.open(name, _FILE | os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666, dir_fd=self.descriptor)
        with open(descriptor, "wb") as file:
            file.write(data)

    def replace(self, name: str, data: bytes) -> None:
        """Replaces what stands here by a file, in one step."""
        beside = f"{name}.new"
        self.clear(beside)
        self.create(beside, data)
        os.replace(beside, name, src_dir_fd=self.descriptor, dst_dir_fd=self.descriptor)

    def remove(self, name: str) -> bool:
        """Removes what stands here, unless it is a folder; whether there was something."""
        if self.kind(name) in ("", "folder"):
            return False
        os.unlink(name, dir_fd=self.descriptor)
        return True

    def clear(self, name: str) -> None:
        """Removes what stands here, a folder with all in it; of links, the links themselves."""
        if self.kind(name) != "folder":
            self.remove(name)
            return
        try:
            shutil.rmtree(name, dir_fd=self.descriptor)
        except RecursionError:  # thousands of folders in each other
            raise self.foreign(name, "folder too deep") from None
        except OSError as error:
            raise OSError(error.errno, error.strerror, f"{self.path}/{name}") from None


def move_all(source: Folder, target: Folder) -> None:
    """Moves all of a folder into another, assets first. A folder that the other does not have yet goes as a whole."""
    for name, is_folder in sorted(source.entries(), key=lambda entry: (entry[0] != "assets", entry[0])):
        there = target.below(name) if is_folder else None
        if there is None:
            os.replace(name, name, src_dir_fd=source.descriptor, dst_dir_fd=target.descriptor)
            continue
        below = source.below(name)
        assert below is not None
        with there, below:
            move_all(below, there)
        os.rmdir(name, dir_fd=source.descriptor)


def files_of(folder: Folder, name: str) -> Iterator[str]:
    """The files of a folder in this one, and of those in it. Names have several segments, the given one's first."""
    first, _, rest = name.partition("/")
    below = folder.below(first)
    if below is None:
        return
    with below:
        for entry, is_folder in [(rest, True)] if rest else below.entries():
            for file in files_of(below, entry) if is_folder else (entry,):
                yield f"{first}/{file}"
