"""The output folder: written through staging, swapped into place, and never another's.

Its `.sitegen/` folder is the mark of ownership. `manifest.json` there lists every file that was written, with keys of
its bytes and of what it was made of; `pending.json` lists the files of a swap that has begun: while it is there, what
the manifest says is not believed before it is seen.
"""

import os
import shutil
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.build.manifest import VERSION, Made, Manifest, decoded
from sitegen.cache import key_of

_STATE = ".sitegen"


class ForeignFolder(Exception):
    """The output folder holds what this program did not write."""


class Written(Struct, frozen=True):
    """Files of the site by what became of them."""

    written: int = 0
    removed: int = 0
    unchanged: int = 0


class Output:
    """One write of a site: `stage` the files that differ, then `swap`. Until then only `.sitegen/` changes."""

    def __init__(self, folder: Path, clean: bool = False) -> None:
        """`clean`: what stands there counts for nothing, so every file is written anew.

        Raises ForeignFolder for a folder with other things in it.
        """
        self._folder = folder
        self._state = folder / _STATE
        self._staging = self._state / "staging"
        self._made = not folder.exists()
        self._new = _is_new(folder)
        self._pending = decoded(_bytes_of(self._state / "pending.json"), list[str])
        self._written = _bytes_of(self._state / "manifest.json")
        self._clean = clean
        self._folders: set[str] = set()  # of the staging folder, that this process has made
        shutil.rmtree(self._staging, ignore_errors=True)
        for name in ("pending.json", "manifest.json"):  # a kill may have left them half written
            Path(f"{self._state / name}.new").unlink(missing_ok=True)

    @property
    def key(self) -> bytes:
        """Stands for what was written here last; empty where that is not known for sure."""
        return key_of(self._written) if self._written and not self._clean and self._pending is None else b""

    @cached_property
    def manifest(self) -> Manifest:
        """What stands here, as far as it counts."""
        listed = self._listed
        if self._clean or listed.version != VERSION:
            return Manifest()
        if self._pending is None:
            return listed
        return Manifest(
            files={name: made for name, made in listed.files.items() if self.standing(name, made) is not None}
        )

    @cached_property
    def _listed(self) -> Manifest:
        return decoded(self._written, Manifest) or Manifest()

    @cached_property
    def _own(self) -> set[str]:
        return {*self._listed.files, *(self._pending or ())}

    def standing(self, name: str, made: Made) -> bytes | None:
        """A file that stands here, if it is the one that the manifest means."""
        try:
            data = (self._folder / name).read_bytes()
        except OSError:
            return None
        return data if key_of(data) == made.data else None

    def stage(self, name: str, data: bytes) -> None:
        if not self._new and name not in self._own and _stands_in_the_way(self._folder / name):
            what = f"{self._folder / name} stands in the way, and no manifest says that sitegen wrote it"
            raise ForeignFolder(f"{what}; remove it, or choose another folder")
        path = f"{self._staging}/{name}"
        folder = path[: path.rindex("/")]
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        with open(path, "wb") as file:
            file.write(data)

    def abandon(self) -> None:
        """Leaves the folder as it was; one that only this call made goes again."""
        shutil.rmtree(self._staging, ignore_errors=True)
        if self._new:
            _remove_empty(self._state, self._folder.parent if self._made else self._folder)

    def swap(self, manifest: Manifest, staged: Iterable[str]) -> tuple[Written, bytes]:
        """Puts the staged files in place: assets, then pages, then removals, then the manifest, whose key it gives."""
        staged = sorted(staged)
        removed = sorted(self._own - manifest.files.keys())
        if staged or removed:
            self._note("pending.json", [*staged, *removed])
            _merge(f"{self._staging}/assets", f"{self._folder}/assets")
            _merge(f"{self._staging}", f"{self._folder}")
        gone = [name for name in removed if _unlink(self._folder / name)]
        for name in gone:
            _remove_empty((self._folder / name).parent, self._folder)
        key = self._note("manifest.json", manifest)
        (self._state / "pending.json").unlink(missing_ok=True)
        shutil.rmtree(self._staging, ignore_errors=True)
        return Written(len(staged), len(gone), len(manifest.files) - len(staged)), key

    def _note(self, name: str, data: object) -> bytes:
        self._state.mkdir(parents=True, exist_ok=True)
        beside, encoded = self._state / f"{name}.new", msgspec.json.encode(data)
        beside.write_bytes(encoded)
        os.replace(beside, self._state / name)
        return key_of(encoded)


def _is_new(folder: Path) -> bool:
    """Whether nothing was written here before; a folder of somebody else's is refused."""
    if folder.exists() and not folder.is_dir():
        raise ForeignFolder(f"{folder} is a file")
    if any((folder / _STATE / mark).is_file() for mark in ("manifest.json", "pending.json")):
        return False
    if folder.is_dir() and any(entry.name != _STATE for entry in folder.iterdir()):
        raise ForeignFolder(f"{folder} holds files that sitegen did not write; choose an empty folder or a new one")
    return True


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


def _stands_in_the_way(path: Path) -> bool:
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    except NotADirectoryError:
        pass
    return True


def _merge(source: str, target: str) -> None:
    """Moves a tree into another. A folder that the other does not have yet goes as a whole."""
    if not os.path.isdir(source):
        return
    if not os.path.exists(target):
        os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
        os.rename(source, target)
        return
    for entry in sorted(os.scandir(source), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False):
            _merge(entry.path, f"{target}/{entry.name}")
        else:
            os.replace(entry.path, f"{target}/{entry.name}")


def _unlink(file: Path) -> bool:
    try:
        file.unlink()
        return True
    except FileNotFoundError:
        return False


def _remove_empty(folder: Path, stop: Path) -> None:
    while folder != stop and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
