"""Folders of other programs as text inside tests, and what an import makes of them."""

import struct
import zlib
from pathlib import Path

from click.testing import CliRunner

from sitegen.cli import cli
from tests.site import Result, Site


def png(side: int = 1) -> bytes:
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * (side + 1) * side)), (b"IEND", b""))
    parts = [struct.pack(">I", len(d)) + kind + d + struct.pack(">I", zlib.crc32(kind + d)) for kind, d in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


class Folder:
    """`put` adds files given as `-- path --` and their text."""

    def __init__(self, root: Path, text: str = "") -> None:
        self.root = root
        root.mkdir(parents=True)
        path, lines = None, []
        for line in [*text.strip("\n").split("\n"), "-- end --"]:
            if line.startswith("-- ") and line.endswith(" --"):
                if path:
                    self.put(path, "\n".join(lines) + "\n")
                path, lines = line[3:-3], []
            else:
                lines.append(line)

    def put(self, path: str, content: str | bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)


def bring(kind: str, folder: Folder, into: Path, *words: str, status: int = 0) -> Result:
    done = CliRunner().invoke(cli, ["import", kind, str(folder.root), "--into", str(into), *words], prog_name="sitegen")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == status, done.stderr + done.stdout
    return Result(done.exit_code, done.stdout, done.stderr)


def built(into: Path) -> Site:
    """The digest as it is built with its drafts: without an error."""
    digest = Site.there(into, into / "_site")
    digest.build("--drafts")
    return digest


def text(into: Path, path: str) -> str:
    return (into / "content" / path).read_text("utf-8")
