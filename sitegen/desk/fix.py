"""What `check --fix` mends: file names and texts in another Unicode form, Windows line ends, byte order marks,
and stages of what is only said."""

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sitegen.content.files import CONTENT, scan
from sitegen.desk.fix_claims import without_idle_stages
from sitegen.disk import LARGEST_TEXT, File, NotDownloaded, TooLarge, contents, leads_out
from sitegen.text.normal import nfc

_TEXTS = (".md", ".yaml")


class Fixed(Struct, frozen=True):
    """Paths of what was mended, and what to say of what could not be."""

    mended: list[str] = []
    failures: list[str] = []


def fix(root: Path) -> Fixed:
    """Mends what is safe to mend below `root/content/`, and nothing outside of it."""
    if leads_out(str(root / CONTENT)):
        return Fixed()
    files, _ = scan(root)
    top, mended, failures = os.path.realpath(root / CONTENT), set[str](), list[str]()
    for file in files.values():
        try:
            if file.path.endswith(_TEXTS) and _text(file, top):
                mended.add(file.path)
        except (TooLarge, NotDownloaded):
            continue  # these are problems, which no machine can mend
        except OSError as error:
            failures.append(f"{file.path} could not be mended: {error.strerror}")
    _names(root, mended, failures)
    return Fixed(sorted(mended), failures)


def _text(file: File, top: str) -> bool:
    """Mends a text where it stands: of a link to another file of `content/`, that file."""
    target = os.path.realpath(file.real)
    if not target.startswith(top + os.sep):
        return False
    data = contents(replace(file, target=target), LARGEST_TEXT)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False  # what its characters should be, only a person can tell
    mended_text = nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
    if file.path.startswith(f"{CONTENT}/notes/"):
        mended_text = without_idle_stages(file.path, mended_text)
    mended = mended_text.encode()
    if mended == data:
        return False
    replace_text(target, mended)
    return True


def replace_text(file: str, data: bytes) -> None:
    """Replaces a text by another, in one step; whose it is, and who may read and write it, stays."""
    old = os.lstat(file)
    descriptor, beside = tempfile.mkstemp("~", ".", os.path.dirname(file))  # opened anew, under a name nobody can guess
    try:
        with open(descriptor, "wb") as new:
            new.write(data)
            if (old.st_uid, old.st_gid) != (os.geteuid(), os.getegid()):
                _give(descriptor, old)
            os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
        os.replace(beside, file)
    except BaseException:
        os.unlink(beside)
        raise


def _give(descriptor: int, old: os.stat_result) -> None:
    for owner in (old.st_uid, -1):  # only root may give a file away; to a group of one's own, anybody
        try:
            os.fchown(descriptor, owner, old.st_gid)
            return
        except PermissionError:
            continue


def _names(root: Path, mended: set[str], failures: list[str]) -> None:
    """Renames what is not NFC, the deepest first; a name that another file has already is left alone.

    So is one by which a link is followed, and whatever lies in hidden folders, which are other programs' own.
    """
    every = _below(str(root / CONTENT))
    targets = [os.path.realpath(path) for path in every if os.path.islink(path)]
    for old in reversed(every):
        folder, name = os.path.split(old)
        new = os.path.join(folder, nfc(name))
        path = nfc(os.path.relpath(new, root)).replace(os.sep, "/")
        if old == new or "/." in path or _other_file(old, new) or _is_followed(old, targets):
            continue
        try:
            os.rename(old, new)
            mended.add(path)
        except OSError as error:
            failures.append(f"{path} could not be renamed: {error.strerror}")


def _below(folder: str) -> list[str]:
    """All that stands below a folder, whatever is in it behind it. (`os.walk` calls itself, and fails in the deep.)"""
    paths: list[str] = []
    waiting = [folder]
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                paths.append(entry.path)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
    return paths


def _is_followed(path: str, targets: list[str]) -> bool:
    real = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
    return any(target == real or target.startswith(real + os.sep) for target in targets)


def _other_file(old: str, new: str) -> bool:
    """Whether the new name is another file's: some file systems take both forms for one."""
    try:
        return not os.path.samestat(os.lstat(old), os.lstat(new))
    except FileNotFoundError:
        return False
