"""Other generators, set up for the pages that make the core of a digest.

Each makes, from a corpus's notes and at the same addresses: a page a note, lists of 50 by term and of all notes, a feed
by term and one of all notes, indexes, home, sitemap. What must be copied is copied here, before a build is timed.
"""

import shutil
import sys
from pathlib import Path

import yaml
from corpus import TAXONOMIES
from timing import Program

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
BIN = Path(sys.executable).parent


def hugo(corpus: Path, out: Path) -> Program:
    config = corpus.parent / "hugo.toml"
    mounts = [(corpus / "content/notes", "content/notes"), (HERE / "hugo/layouts", "layouts")]
    text = (HERE / "hugo/hugo.toml").read_text("utf-8")
    text += "".join(f'[[module.mounts]]\nsource = "{source}"\ntarget = "{target}"\n' for source, target in mounts)
    config.write_text(text, "utf-8")
    program = shutil.which("hugo", path=str(BIN)) or "hugo"
    source = str(HERE / "hugo")
    command = [program, "--quiet", "--noBuildLock", "-s", source, "--config", str(config), "-d", str(out)]
    return Program("Hugo", command, [out])


def eleventy(corpus: Path, out: Path) -> Program:
    """Eleventy reads only what is below the folder that it runs in."""
    source = corpus.parent / "eleventy-source"
    shutil.copytree(HERE / "eleventy", source)
    shutil.copytree(corpus / "content/notes", source / "notes")
    (source / "notes.11tydata.js").rename(source / "notes/notes.11tydata.js")
    program = REPOSITORY / ".venv/node-peers/node_modules/@11ty/eleventy/cmd.cjs"
    # Node's own limit, 4 GB, may be too low for 100,000 notes.
    command = ["node", "--max-old-space-size=16384", str(program), "--quiet", f"--output={out}"]
    return Program("Eleventy", command, [out], source)


def pelican(corpus: Path, out: Path) -> Program:
    """Pelican reads a head of its own, and has one taxonomy that a note may have many terms of."""
    source = corpus.parent / "pelican-source"
    (source / "notes").mkdir(parents=True)
    for note in (corpus / "content/notes").iterdir():
        (source / "notes" / note.name).write_text(_for_pelican(note), "utf-8")
    command = [str(BIN / "pelican"), "--quiet", "--fatal=errors", f"--settings={HERE / 'pelican/pelicanconf.py'}"]
    return Program("Pelican", [*command, f"--output={out}", str(source)], [out])


def _for_pelican(note: Path) -> str:
    _, front, body = note.read_text("utf-8").split("---\n", 2)
    told = yaml.load(front, yaml.CSafeLoader)
    head = {
        **{"title": told["title"], "date": told["date"], "slug": note.stem, "summary": told["summary"]},
        **{"publisher": told["source"]["publisher"], "source": told["source"]["url"]},
        "tags": ", ".join(f"{taxonomy}/{id}" for taxonomy in TAXONOMIES for id in told[taxonomy]),
    }
    return "".join(f"{key}: {value}\n" for key, value in head.items()) + body
