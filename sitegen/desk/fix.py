"""What `check --fix` mends: file names and texts in another Unicode form, Windows line ends, byte order marks."""

import os
from pathlib import Path

from sitegen.content.files import File, scan
from sitegen.text.normal import nfc

_TEXTS = (".md", ".yaml")


def fix(root: Path) -> list[str]:
    """Mends what is safe to mend below `root/content/`; the paths of what was changed."""
    files, _ = scan(root)
    changed = [file.path for file in files.values() if file.path.endswith(_TEXTS) and _text(file)]
    return sorted({*changed, *_names(root / "content", root)})


def _text(file: File) -> bool:
    data = Path(file.real).read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False  # what its characters should be, only a person can tell
    mended = nfc(text.replace("\r\n", "\n").replace("\r", "\n")).encode()
    if mended == data:
        return False
    beside = Path(f"{file.real}.new~")
    beside.write_bytes(mended)
    os.replace(beside, file.real)
    return True


def _names(folder: Path, root: Path) -> list[str]:
    """Renames what is not NFC, the deepest first; a name that another file has already is left alone."""
    renamed = []
    for place, folders, names in os.walk(folder, topdown=False):
        for name in (*names, *folders):
            old, new = Path(place, name), Path(place, nfc(name))
            if old.name != new.name and not _other_file(old, new):
                old.rename(new)
                renamed.append(nfc(new.relative_to(root).as_posix()))
    return renamed


def _other_file(old: Path, new: Path) -> bool:
    """Whether the new name is another file's: some file systems take both forms for one."""
    return new.exists() and not new.samefile(old)
