"""A whole small site as text inside a test: `site(tmp_path, "-- content/site.yaml --\\n…")`."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from sitegen.cli import cli

INSTITUTIONS = "institutions: {name: {ko: 기관, en: Institutions}, entity: true}"
LAWS = "laws: {name: {ko: 법과 제도, en: Laws}, measure: true}"


def settings(*taxonomies: str) -> str:
    """`content/site.yaml` of the small site, with its taxonomies beside topics, companies and themes."""
    return f"""
-- content/site.yaml --
title: {{ko: 다이제스트, en: Digest}}
base_url: https://example.org/digest/
id: tag:example.org,2026:digest
languages: [ko, en]
taxonomies: {{{", ".join(taxonomies)}}}"""


SITE = (
    settings(INSTITUTIONS)
    + """
-- content/topics/sovereign-ai.md --
---
name: {ko: 소버린 AI, en: Sovereign AI}
---
-- content/companies/openai.md --
---
name: {ko: 오픈AI, en: OpenAI}
aliases: [오픈에이아이]
---
-- content/companies/naver.md --
---
name: {ko: 네이버, en: Naver}
---
-- content/themes/korea-ai-hub.md --
---
name: {ko: 한국 AI 허브, en: Korea as an AI hub}
---
"""
)


def note(
    title: str = "제목",
    day: str = "2025-10-24",
    more: str = "",
    body: str = "본문이다.",
    topics: str = "sovereign-ai",
) -> str:
    """The text of a note that has all it needs; `more` is added to its front matter."""
    return (
        f"---\ntitle: {title}\ndate: {day}\nsource: {{publisher: 더팩트, url: https://example.com/1}}\n"
        f"summary: 요약이다.\nwhy: 까닭이다.\ntopics: [{topics}]\n{more}---\n\n{body}\n"
    )


def is_page(file: str) -> bool:
    """Whether a reader may come to a file with a browser: an e-mail has another frame and other rules."""
    return file.endswith(".html") and not file.endswith("/email.html")


@dataclass
class Result:
    """What a command did: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out.rstrip("\n").split("\n")[-1])  # a message may quote U+2028


def run(*words: str) -> Result:
    """Runs the program in this process."""
    done = CliRunner().invoke(cli, words, prog_name="sitegen")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Result(done.exit_code, done.stdout, done.stderr)


class Folder:
    """`write` adds files given as `-- path --` and their text."""

    def __init__(self, root: Path, text: str = "") -> None:
        self.root = root
        self.write(text)

    def write(self, text: str) -> None:
        path, lines = None, []
        for line in [*text.strip("\n").split("\n"), "-- end --"]:
            if line.startswith("-- ") and line.endswith(" --"):
                if path:
                    self.put(path, "\n".join(lines) + "\n")
                path, lines = line[3:-3], []
            else:
                lines.append(line)

    def put(self, path: str, content: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file


class Site(Folder):
    """A digest in a folder of its own."""

    def __init__(self, root: Path, text: str = "") -> None:
        super().__init__(root, SITE + text)
        self.output = root / "_site"

    @classmethod
    def there(cls, root: Path, output: Path) -> "Site":
        """A digest that is there already, such as this repository's; what it builds goes elsewhere."""
        digest = cls.__new__(cls)
        digest.root, digest.output = root, output
        return digest

    def remove(self, path: str) -> None:
        file = self.root / path
        shutil.rmtree(file) if file.is_dir() else file.unlink()

    def run(self, *words: str) -> Result:
        """Runs a command in this process, and in it alone if nothing else is said: the tests have the other cores."""
        alone = ["--jobs", "1"] if words[0] in ("build", "check") and "--jobs" not in words else []
        return run(words[0], "--root", str(self.root), *alone, *words[1:])

    def build(self, *options: str) -> Result:
        """Builds, and insists that it went well."""
        result = self.run("build", *options)
        assert result.status == 0, result.err
        return result

    def page(self, url: str) -> str:
        """The text of an output file, by its url: `notes/x/` or `feed.xml`."""
        return (self.output / (f"{url}index.html" if not url or url.endswith("/") else url)).read_text("utf-8")

    def files(self) -> dict[str, bytes]:
        """Every output file, `.sitegen/` included, by its path."""
        return {
            file.relative_to(self.output).as_posix(): file.read_bytes()
            for file in sorted(self.output.rglob("*"))
            if file.is_file()
        }


def clean(digest: Site) -> dict[str, bytes]:
    """The files that a clean build of the same digest gives."""
    root = digest.root.parent / "clean"
    shutil.rmtree(root, ignore_errors=True)
    for part in ("content", "templates", "static"):
        if (digest.root / part).exists():
            shutil.copytree(digest.root / part, root / part)
    other = Site.there(root, root / "_site")
    other.build()
    return other.files()
