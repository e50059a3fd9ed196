"""What `check --fix` mends: file names and texts in another Unicode form, Windows line ends, byte order marks, stages
of what is only said, characters that nobody sees, particles that do not fit, suggestions that were left.

What would be changed is shown first; `--dry-run` leaves it at that.
"""

import errno
import os
import stat
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sitegen.config import SITE_FILE
from sitegen.content.files import CONTENT, scan
from sitegen.content.settings import read_config
from sitegen.desk.diff import diff
from sitegen.desk.fix_claims import without_idle_stages
from sitegen.desk.fix_suggestions import without_suggestions
from sitegen.desk.fix_words import Mender
from sitegen.disk import LARGEST_TEXT, File, NotDownloaded, TooLarge, contents, leads_out
from sitegen.pages.plan import own_names
from sitegen.text.normal import nfc

_TEXTS = (".md", ".yaml")


class Fixed(Struct, frozen=True):
    """Paths of what was mended, and what to say of what could not be."""

    mended: list[str] = []
    failures: list[str] = []


class _Change(Struct, frozen=True):
    """A text that is to be another; `target`: the file that holds it; `names`: how many it has in `content/`."""

    path: str
    target: str
    old: str
    new: str
    names: int = 1


def fix(root: Path, say: Callable[[str], None], dry: bool = False) -> Fixed:
    """Mends what is safe to mend below `root/content/`, and nothing outside of it; says first what changes.

    `dry`: says it and changes nothing.
    """
    if leads_out(str(root / CONTENT)):
        return Fixed()
    files, _ = scan(root)
    failures: list[str] = []
    changes = list(_changes(files, os.path.realpath(root / CONTENT), failures))
    renames = list(_renames(root))
    for change in changes:
        for line in diff(change.path, change.old, change.new):
            say(line)
    for old, _, path in renames:
        say(f"rename {os.path.basename(old)!a} to {path}")
    return Fixed([], failures) if dry else Fixed(sorted(_mended(changes, renames, failures)), failures)


def _mended(changes: list[_Change], renames: list[tuple[str, str, str]], failures: list[str]) -> set[str]:
    """Makes the changes; the paths of what was mended."""
    mended = set[str]()
    for change in changes:
        try:
            replace_text(change.target, change.new.encode(), change.names)
            mended.add(change.path)
        except OSError as error:
            failures.append(f"{change.path} could not be mended: {error.strerror}")
    for old, new, path in renames:
        try:
            os.rename(old, new)
            mended.add(path)
        except OSError as error:
            failures.append(f"{path} could not be renamed: {error.strerror}")
    return mended


def _changes(files: dict[str, File], top: str, failures: list[str]) -> Iterator[_Change]:
    """Each text that there is something to mend in, once: of a link to another file of `content/`, that file."""
    config, _ = read_config(files.get(SITE_FILE), own_names())
    mender = Mender(files, config) if config else None
    names = _hard_links(files.values())
    seen = set[str]()
    for file in files.values():
        target = os.path.realpath(file.real)
        if not file.path.endswith(_TEXTS) or not target.startswith(top + os.sep) or seen & {target, *names[target]}:
            continue
        seen.add(target)
        try:
            old = contents(replace(file, target=target), LARGEST_TEXT).decode("utf-8")
        except (TooLarge, NotDownloaded, UnicodeDecodeError):
            continue  # these are problems, which no machine can mend
        except OSError as error:
            failures.append(f"{file.path} could not be mended: {error.strerror}")
            continue
        new = nfc(old.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
        if file.path.startswith(f"{CONTENT}/notes/"):
            new = without_suggestions(file.path, without_idle_stages(file.path, new))
        if mender and file.path.endswith(".md"):
            new = mender.mended(file, new)
        if new != old:
            yield _Change(file.path, target, old, new, len(names[target]) or 1)


def _hard_links(files: Iterable[File]) -> defaultdict[str, tuple[str, ...]]:
    """Those of the files that are one under several names, each with all of its names."""
    one = defaultdict[tuple[int, int], list[str]](list)
    for file in files:
        with suppress(OSError):
            status = os.lstat(file.real)
            if status.st_nlink > 1 and stat.S_ISREG(status.st_mode):
                one[status.st_dev, status.st_ino].append(os.path.realpath(file.real))
    return defaultdict(tuple, {name: tuple(names) for names in one.values() for name in names})


def replace_text(file: str, data: bytes, names: int = 1) -> None:
    """Replaces a text by another, in one step; whose it is, and who may read and write it, stays.

    `names`: how many of a file's names are known to be the digest's own. One with others is left alone, for it would
    become a copy, or change where nobody asked for it. Raises OSError.
    """
    old = os.lstat(file)
    if old.st_nlink > names:
        raise OSError(errno.EMLINK, "it has another name elsewhere (a hard link), and would become a copy")
    if old.st_nlink > 1:
        with open(file, "r+b") as opened:  # only so does it stay one file under all of its names
            opened.write(data)
            opened.truncate()
        return
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


def _renames(root: Path) -> Iterator[tuple[str, str, str]]:
    """What is not NFC, the deepest first: its name, its new name, its path in that form.

    A name that another file has already is left alone. So is one by which a link is followed, and whatever lies in
    hidden folders, which are other programs' own.
    """
    every = _below(str(root / CONTENT))
    targets = [os.path.realpath(path) for path in every if os.path.islink(path)]
    for old in reversed(every):
        folder, name = os.path.split(old)
        new = os.path.join(folder, nfc(name))
        path = nfc(os.path.relpath(new, root)).replace(os.sep, "/")
        if old != new and "/." not in path and not _other_file(old, new) and not _is_followed(old, targets):
            yield old, new, path


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
