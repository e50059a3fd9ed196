"""The rows of `make bench`: each a change of a corpus, the build that follows it, and the budget for that build."""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from corpus import SITE, TAXONOMIES
from machine import with_profiles

from sitegen.pages.plan import every_kind

HERE = Path(__file__).resolve().parent
BUILD = [sys.executable, "-m", "sitegen", "build", "--root"]
CHECK = [sys.executable, "-m", "sitegen", "check", "--root"]
NOTHING_CHANGED = "nothing changed"
# Templates of what Hugo has too, or has something like; the others that `plain/` has not are empty.
_AS_SHIPPED = {"", "404.html", "feeds.html", "standing.html", "redirect.html", "rows.json"}
_AS_SHIPPED |= {"feed.xml", "feed.json", "opml.xml", "sitemap.xml", "sitemap-index.xml"}


class Row(NamedTuple):
    """`budget`: as a ratio to the time that Hugo takes for a first build in one language."""

    name: str
    budget: float
    before: Callable[[], object]
    command: list[str]


def rows(full: Path, plain: Path) -> list[Row]:
    """Each row of the budgets. Edits alternate, so that every run meets a change."""
    notes = sorted((full / "content/notes").glob("*.md"))
    note, counter = notes[len(notes) // 2], iter(range(10**6))
    company, css = full / "content/companies/company-003.md", full / "templates/assets/site.css/99-bench.css"
    added = full / "content/notes/2026-11-02-added.md"

    def first(root: Path) -> Callable[[], object]:
        return lambda: [shutil.rmtree(root / part, ignore_errors=True) for part in ("_site", ".sitegen")]

    def edit(file: Path, old: str, new: str) -> Callable[[], None]:
        def work() -> None:
            text = file.read_text("utf-8")
            start = text.index(old) + len(old)
            end = text.index("\n", start)
            file.write_text(f"{text[:start]}{new} {next(counter)}{text[end:]}", "utf-8")

        return work

    def add() -> None:
        added.unlink() if added.exists() else added.write_text(
            note.read_text("utf-8").replace(note.name[:10], "2026-11-02")
        )

    def style() -> None:
        css.parent.mkdir(parents=True, exist_ok=True)
        css.write_text(f"a {{ order: {next(counter)} }}\n", "utf-8")

    def template() -> None:
        own = full / "templates/parts/macros.html"
        own.parent.mkdir(parents=True, exist_ok=True)
        shipped = HERE.parent / "templates/parts/macros.html"
        own.write_text(f"{shipped.read_text('utf-8')}{{# {next(counter)} #}}\n", "utf-8")

    ours, of_plain = [*BUILD, str(full)], 0.75 if with_profiles() else 0.9
    return [
        Row("first build, one language, templates equal to Hugo's", of_plain, first(plain), [*BUILD, str(plain)]),
        Row("first build, two languages, full theme", 1.7, first(full), ours),
        Row(NOTHING_CHANGED, 0.05, lambda: None, ours),
        Row("a note's body changed", 0.1, edit(note, "관련: ", "원문"), ours),
        Row("a note's title changed", 0.25, edit(note, "title: ", "새 제목"), ours),
        Row("a note added or removed", 0.3, add, ours),
        Row("a company renamed", 0.5, edit(company, "name: ", "새 이름"), ours),
        Row("a template changed", 0.95, template, ours),
        Row("the stylesheet changed", 0.4, style, ours),
    ]


def in_korean_alone(full: Path, plain: Path) -> Path:
    """The same digest in one language, with templates equal to Hugo's."""
    shutil.copytree(full / "content", plain / "content")
    shutil.copytree(HERE / "plain/templates", plain / "templates")
    for name in {kind.template for kind in every_kind()} - _AS_SHIPPED:
        (plain / "templates" / name).touch()  # what Hugo's site has not is empty, and what it leads to not made
    (plain / "content/site.yaml").write_text(SITE.replace("[ko, en]", "[ko]"), "utf-8")
    for taxonomy in TAXONOMIES:
        for term in (plain / "content" / taxonomy).iterdir():
            term.write_text(re.sub(r", en: [^}]*}", "}", term.read_text("utf-8")), "utf-8")
    return plain
