"""Articles' texts beside the site, where git does not look: `.sitegen/clips/<hash>.txt`."""

import os
import re
from pathlib import Path

from sitegen.keys import key_of
from sitegen.output.folder import Folder
from sitegen.output.manifest import STATE

_FOLDER = "clips"
_HASH = re.compile(r"[0-9a-f]{32}")


def clip_hash(text: str) -> str:
    """What `clip` of a source says: it is the same for the same text alone."""
    return key_of(text.encode()).hex()


def keep(root: Path, text: str) -> str:
    """Puts a text into the digest's cache; its path below the root. Raises OSError and ForeignFolder."""
    name = f"{clip_hash(text)}.txt"
    with Folder.named(root) as top, _below(top, STATE) as state, _below(state, _FOLDER) as clips:
        if clips.read(name) != text.encode():
            clips.replace(name, text.encode())
    return f"{STATE}/{_FOLDER}/{name}"


def kept(root: Path, clip: str) -> str | None:
    """The text that a source's `clip` stands for; None where it is not here, for it is in nobody's repository."""
    if not _HASH.fullmatch(clip):
        return None
    with Folder.named(root) as top:
        state = top.below(STATE)
        clips = state.below(_FOLDER) if state else None
        data = clips.read(f"{clip}.txt") if clips else None
        for folder in (clips, state):
            if folder:
                folder.close()
    text = data.decode("utf-8", "replace") if data is not None else None
    return text if text is not None and clip_hash(text) == clip else None


def _below(folder: Folder, name: str) -> Folder:
    below = folder.below(name, make=True)
    assert below is not None  # made, or it has raised
    return below


def clips_here(root: Path) -> frozenset[str]:
    """What stands for the texts that are kept on this machine."""
    try:
        names = os.listdir(root / STATE / _FOLDER)
    except OSError:
        return frozenset()
    return frozenset(name.removesuffix(".txt") for name in names if name.endswith(".txt"))
