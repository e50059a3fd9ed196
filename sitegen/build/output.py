"""The output folder: written through staging, swapped file by file, and never another's.

Its `.sitegen/` folder is the mark of ownership. `manifest.json` there lists every file that was written, with its hash;
`pending.json` lists those that a swap has begun to put in place, so that a swap that was killed can be finished.
"""

import hashlib
import json
import os
import shutil
from pathlib import Path

from msgspec import Struct

_STATE = ".sitegen"
_ASSETS = "assets/"


class ForeignFolder(Exception):
    """The output folder holds what this program did not write."""


class Written(Struct, frozen=True):
    """Files of the site by what became of them."""

    written: int = 0
    removed: int = 0
    unchanged: int = 0


class Output:
    """One write of a site: `stage` every file, then `swap`. Until then nothing outside `.sitegen/` changes."""

    def __init__(self, folder: Path, clean: bool = False) -> None:
        """`clean`: write every file, also those that are there already with the same bytes."""
        self._folder, self._clean = folder, clean
        self._state = folder / _STATE
        self._staging = self._state / "staging"
        self._own = _owned(folder)
        self._files: dict[str, str] = {}
        self._staged: list[str] = []
        shutil.rmtree(self._staging, ignore_errors=True)
        self._staging.mkdir(parents=True)

    def stage(self, name: str, data: bytes) -> None:
        self._files[name] = hashlib.blake2b(data, digest_size=16).hexdigest()
        if not self._clean and _bytes_of(self._folder / name) == data:
            return
        if name not in self._own and (self._folder / name).exists():
            raise ForeignFolder(f"{self._folder / name} stands in the way, and sitegen did not write it")
        (self._staging / str(len(self._staged))).write_bytes(data)
        self._staged.append(name)

    def abandon(self) -> None:
        """Leaves the folder as it was; one that only this call made goes again."""
        shutil.rmtree(self._staging, ignore_errors=True)
        if not self._own:
            _remove_empty(self._state, self._folder.parent)

    def swap(self) -> Written:
        """Puts the staged files in place: assets, then pages, then removals, then the manifest."""
        removed = sorted(self._own - self._files.keys())
        self._note("pending.json", {"files": sorted(self._files)})
        order = sorted(range(len(self._staged)), key=lambda i: not self._staged[i].startswith(_ASSETS))
        for i in order:
            target = self._folder / self._staged[i]
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(self._staging / str(i), target)
        gone = [name for name in removed if _unlink(self._folder / name)]
        for name in gone:
            _remove_empty((self._folder / name).parent, self._folder)
        self._note("manifest.json", {"version": 1, "files": dict(sorted(self._files.items()))})
        (self._state / "pending.json").unlink()
        shutil.rmtree(self._staging)
        return Written(len(self._staged), len(gone), len(self._files) - len(self._staged))

    def _note(self, name: str, data: object) -> None:
        text = json.dumps(data, ensure_ascii=False, indent=0)
        beside = self._state / f"{name}.new"
        beside.write_text(text, "utf-8")
        os.replace(beside, self._state / name)


def _owned(folder: Path) -> set[str]:
    """The files of a folder that this program wrote; a folder of somebody else's is refused."""
    state = folder / _STATE
    if folder.exists() and not folder.is_dir():
        raise ForeignFolder(f"{folder} is a file")
    if folder.is_dir() and not state.is_dir() and any(folder.iterdir()):
        raise ForeignFolder(f"{folder} holds files that sitegen did not write; choose an empty folder or a new one")
    return _listed(state / "manifest.json") | _listed(state / "pending.json")


def _listed(file: Path) -> set[str]:
    try:
        return set(json.loads(file.read_text("utf-8"))["files"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return set()


def _bytes_of(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None


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
