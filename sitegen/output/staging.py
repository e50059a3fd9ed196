"""The output folder: written through staging, swapped into place, and never another's.

Its `.sitegen/` folder is the mark of ownership. `manifest.json` there lists every file that was written, with keys of
its bytes and of what it was made of; `pending.json` lists the files of a swap that has begun: while it is there, what
the manifest says is not believed before it is seen.

All of this may have come with a clone from somebody else. So no link in the folder is followed, and a list that names
what no site can hold is not believed at all.
"""

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from sitegen.keys import key_of
from sitegen.output.folder import Folder, ForeignFolder, files_of, move_all
from sitegen.output.lock import wait_for
from sitegen.output.manifest import STATE, VERSION, FileEntry, Manifest, is_name, manifest_of, pending_of
from sitegen.output.prune import in_the_way, remove

_MANIFEST, _PENDING, _STAGING = "manifest.json", "pending.json", "staging"
_TRIES = 100  # at a folder that others remove while it is waited for
_AGAIN = "and build with --clean"
_List = TypeVar("_List", Manifest, list[str])


class Written(Struct, frozen=True):
    """Files of the site by what became of them."""

    written: int = 0
    removed: int = 0
    unchanged: int = 0


@contextmanager
def output_in(path: Path, clean: bool, say: Callable[[str], None]) -> Iterator["Output"]:
    """The output folder, for this build alone; without a `swap` it is left as it was.

    `clean`: what stands there counts for nothing, so every file is written anew.
    Raises ForeignFolder for a folder with other things in it.
    """
    made: list[Path] = []  # the deepest first
    with ExitStack() as opened:
        try:
            folder, state = _taken(path, say, made, opened)
            output = Output(folder, state, clean, say)
            try:
                yield output
            finally:
                output.abandon()
        finally:
            for folder_path in made:
                with suppress(OSError):  # it is not empty
                    folder_path.rmdir()


def _taken(path: Path, say: Callable[[str], None], made: list[Path], opened: ExitStack) -> tuple[Folder, Folder]:
    """The folder and its state folder, opened and locked; what had to be made is added to `made`."""
    if path.exists() and not path.is_dir():
        raise ForeignFolder(f"{path} is a file")
    for _ in range(_TRIES):
        _make(path, made)
        with ExitStack() as here:
            folder = here.enter_context(Folder.named(path))
            is_there = folder.kind(STATE)
            if not is_there and folder.entries():
                raise _not_ours(folder)
            if not is_there:
                made.insert(0, path / STATE)
            state = folder.below(STATE, make=not is_there)
            if state is None:
                continue
            here.enter_context(state)
            with suppress(OSError):  # a file system without locks
                wait_for(state.descriptor, "another build into this folder is running; waiting for it", say)
            if state.stands():
                opened.push(here.pop_all())
                return folder, state
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(path))


def _make(path: Path, made: list[Path]) -> None:
    """Makes a folder, with those that it lies in."""
    for folder_path in (*reversed(path.parents), path):
        if not folder_path.exists():
            folder_path.mkdir(exist_ok=True)
            made.insert(0, folder_path)


class Output:
    """One write of a site: `stage` the files that differ, then `swap`. Until then only `.sitegen/` changes."""

    def __init__(self, folder: Folder, state: Folder, clean: bool, say: Callable[[str], None]) -> None:
        self._folder, self._state, self._clean, self._say = folder, state, clean, say
        self._new = [name for name, _ in folder.entries()] == [STATE]
        self._written = self._kept(_MANIFEST) or b""
        pending = self._kept(_PENDING)
        if not self._new and not self._written and pending is None:
            raise _not_ours(folder)
        self._pending = None if pending is None else self._believed(_PENDING, pending_of(pending)) or []
        self._staging: Folder | None = None
        self._staged_in: set[str] = set()  # folders of the staging folder that this process has made
        self._there: dict[str, bool] = {}  # folders of the site that were looked for
        for name in (_STAGING, f"{_PENDING}.new", f"{_MANIFEST}.new"):
            self._clear(name)

    @property
    def key(self) -> bytes:
        """Stands for what was written here last; empty where that is not known for sure."""
        return key_of(self._written) if self._written and not self._clean and self._pending is None else b""

    @cached_property
    def manifest(self) -> Manifest:
        """What stands here, as far as it counts. Raises ForeignFolder."""
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
        if not self._written:
            return Manifest()
        listed = self._believed(_MANIFEST, manifest_of(self._written))
        if listed is None and not self._new:
            what = f"nothing says which files in {self._folder.path} are sitegen's"
            raise ForeignFolder(f"{what}; remove the folder, or choose another")
        return listed or Manifest()

    @cached_property
    def _own(self) -> set[str]:
        return {*self._listed.files, *(self._pending or ())}

    def standing(self, name: str, made: FileEntry) -> bytes | None:
        """A file that stands here, if it is the one that the manifest means."""
        try:
            data = self._folder.read(name) if self._has(_parent(name)) else None
        except (ForeignFolder, OSError):
            return None
        return data if data is not None and key_of(data) == made.data else None

    def stage(self, name: str, data: bytes) -> None:
        """Raises ForeignFolder where something stands in the way, OSError for what cannot be a file of a site."""
        if not is_name(name):
            raise OSError(errno.EINVAL, "no file of a site can have this name", name)
        if not self._new:
            self._look(name)
        if self._staging is None:
            self._staging = self._state.below(_STAGING, make=True)
            assert self._staging is not None
        self._make_staged(self._staging, _parent(name))
        self._staging.write(name, data)

    def abandon(self) -> None:
        """Leaves the folder as it was."""
        if self._staging is not None:
            self._staging.close()
        with suppress(OSError):
            self._state.clear(_STAGING)

    def swap(self, manifest: Manifest, staged: Iterable[str]) -> tuple[Written, bytes, list[str]]:
        """Puts the staged files in place: assets, then pages, then removals, then the manifest.

        What is to be removed and stands in the way of a new file, or of its folder, is removed before.
        Gives the manifest's key and what was removed, too.
        """
        staged = sorted(staged)
        removed = sorted(self._own - manifest.files.keys())
        for name in removed:
            self._has(_parent(name))  # a link on the way is refused before anything changes
        gone: list[str] = []
        if staged or removed:
            self._state.replace(_PENDING, msgspec.json.encode([*staged, *removed]))
            staging = self._state.below(_STAGING)
            if staging is not None:
                gone += [name for name in in_the_way(removed, staged) if remove(self._folder, name)]
                with staging:
                    move_all(staging, self._folder)
        gone += [name for name in removed if remove(self._folder, name)]
        encoded = msgspec.json.encode(manifest)
        self._state.replace(_MANIFEST, encoded)
        self._state.remove(_PENDING)
        return Written(len(staged), len(gone), len(manifest.files) - len(staged)), key_of(encoded), gone

    def _kept(self, name: str) -> bytes | None:
        if self._clean and self._state.kind(name) != "file":
            self._state.clear(name)
        return self._state.read(name)

    def _clear(self, name: str) -> None:
        """Removes what a kill may have left; but a link or a pipe was put there by somebody."""
        kind = self._state.kind(name)
        if kind in ("link", "pipe or device") and not self._clean:
            raise self._state.foreign(name, kind)
        self._state.clear(name)

    def _believed(self, name: str, decoded: _List | None) -> _List | None:
        if decoded is None:
            self._say(f"{self._state.path}/{name} is damaged, or names what no site can hold; it is not believed")
        return decoded

    def _look(self, name: str) -> None:
        """Refuses a file where there stands what this program did not write."""
        kind = self._folder.kind(name) if self._has(_parent(name)) else ""
        if kind == "folder" and not self._is_own(name):
            raise ForeignFolder(f"{self._folder.foreign(name, kind)} {_AGAIN}")
        if kind not in ("", "folder") and name not in self._own:
            what = f"{self._folder.path}/{name} stands in the way, and no manifest says that sitegen wrote it"
            raise ForeignFolder(f"{what}; remove it, or choose another folder")

    def _has(self, folder: str) -> bool:
        """Whether the site has a folder already. Refuses what stands there instead, so that no link is followed."""
        if folder and folder not in self._there:
            kind = self._folder.kind(folder) if self._has(_parent(folder)) else ""
            if kind not in ("", "folder") and not (kind == "file" and folder in self._own):
                raise ForeignFolder(f"{self._folder.foreign(folder, kind)} {_AGAIN}")
            self._there[folder] = kind == "folder"
        return not folder or self._there[folder]

    def _is_own(self, folder: str) -> bool:
        """Whether all files in a folder of the site are this program's, so that a file may replace it."""
        files = set(files_of(self._folder, folder))
        return bool(files) and files <= self._own

    def _make_staged(self, staging: Folder, folder: str) -> None:
        if folder and folder not in self._staged_in:
            self._make_staged(staging, _parent(folder))
            with suppress(FileExistsError):  # another process stages, too
                os.mkdir(folder, dir_fd=staging.descriptor)
            self._staged_in.add(folder)


def _not_ours(folder: Folder) -> ForeignFolder:
    what = f"{folder.path} holds files that sitegen did not write"
    return ForeignFolder(f"{what}; choose an empty folder or a new one")


def _parent(name: str) -> str:
    return name.rpartition("/")[0]
