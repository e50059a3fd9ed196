"""What an import makes of folders of other programs."""

from pathlib import Path

from tests.site import Folder, Result, Site, run


def bring(kind: str, folder: Folder, into: Path, *words: str, status: int = 0) -> Result:
    done = run("import", kind, str(folder.root), "--into", str(into), *words)
    assert done.status == status, done.err + done.out
    return done


def unsaid(said: Result, *remarks: str) -> list[str]:
    """Those of the remarks that a report lacks."""
    return [remark for remark in remarks if remark not in said.out]


def built(into: Path) -> Site:
    """The digest as it is built with its drafts: without an error."""
    digest = Site.there(into, into / "_site")
    digest.build("--drafts")
    return digest


def text(into: Path, path: str) -> str:
    return (into / "content" / path).read_text("utf-8")
