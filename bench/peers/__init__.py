"""Other generators, set up for the pages that make the core of a digest."""

import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def hugo(corpus: Path, out: Path) -> list[str]:
    """The command that builds a corpus's notes: a page each, lists of 50 by term, a feed by term, indexes, home."""
    config = corpus.parent / "hugo.toml"
    mounts = [(corpus / "content/notes", "content/notes"), (HERE / "hugo/layouts", "layouts")]
    text = (HERE / "hugo/hugo.toml").read_text("utf-8")
    text += "".join(f'[[module.mounts]]\nsource = "{source}"\ntarget = "{target}"\n' for source, target in mounts)
    config.write_text(text, "utf-8")
    program = shutil.which("hugo", path=str(Path(sys.executable).parent)) or "hugo"
    source = str(HERE / "hugo")
    return [program, "--quiet", "--noBuildLock", "-s", source, "--config", str(config), "-d", str(out)]
