"""Measure builds as whole processes against Hugo, pair by pair in the same run.

    make bench                      1,000 and 10,000 notes
    make bench SIZE=100000          that many; of more than 10,000 first builds alone
    make bench PEERS=all            first builds of Eleventy and Pelican too

Prints, for each row, medians of the wall times, the median of the paired ratios, and the peak memory of the largest
process. A ratio says more than a time: the two commands of a pair meet the same machine.
"""

import os
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import peers  # noqa: E402
from corpus import SITE, TAXONOMIES, write  # noqa: E402
from race import race  # noqa: E402
from timing import RUNS, Program, first_build, timed  # noqa: E402

from sitegen.pages.plan import every_kind  # noqa: E402

BUILD = [sys.executable, "-m", "sitegen", "build", "--root"]
_ALL_ROWS = 10_000  # notes; of more the budgets name the time per note and the memory of first builds alone
PEERS = os.environ.get("PEERS") or ""
# Templates of what Hugo has too, or has something like; the others that `plain/` has not are empty.
_AS_SHIPPED = {"", "404.html", "feeds.html", "standing.html", "redirect.html", "rows.json"}
_AS_SHIPPED |= {"feed.xml", "feed.json", "opml.xml", "sitemap.xml", "sitemap-index.xml"}
Row = tuple[str, float, Callable[[], None], list[str]]  # name, budget as a ratio, what comes before, command


def main() -> None:
    if PEERS not in ("", "all"):
        raise SystemExit(f"PEERS is all or nothing, not {PEERS}")
    sizes = [int(size) for size in (os.environ.get("SIZE") or "1000 10000").split()]
    with tempfile.TemporaryDirectory(prefix="sitegen-bench-") as folder:
        for size in sizes:
            measure(Path(folder) / str(size), size)


def measure(folder: Path, size: int) -> None:
    write(folder / "full", size)
    plain = in_korean_alone(folder / "full", folder / "plain")
    hugo = peers.hugo(plain, folder / "hugo")  # these notes stay as they are
    print(f"\n{size:,} notes, {os.cpu_count()} cores, medians of {RUNS} paired runs\n")
    print("| what | sitegen | Hugo | ratio | budget | largest process |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, budget, before, command in rows(folder / "full", plain)[: None if size <= _ALL_ROWS else 2]:
        pairs = [(timed(before, command), first_build(hugo)) for _ in range(RUNS)]
        ours, theirs = (statistics.median(pair[side][0] for pair in pairs) for side in (0, 1))
        ratio = statistics.median(own[0] / other[0] for own, other in pairs)
        peak = max(own[1] for own, _ in pairs)
        print(f"| {name} | {ours:.2f} s | {theirs:.2f} s | {ratio:.3f} | {budget} | {peak:.0f} MB |", flush=True)
    print(f"\nHugo's largest process: {first_build(hugo)[1]:.0f} MB")
    if PEERS:
        sitegen = Program("sitegen", [*BUILD, str(plain)], [plain / "_site", plain / ".sitegen"])
        race(hugo, [sitegen, peers.eleventy(plain, folder / "eleventy"), peers.pelican(plain, folder / "pelican")])


def in_korean_alone(full: Path, plain: Path) -> Path:
    """The same digest in one language, with templates equal to Hugo's."""
    shutil.copytree(full / "content", plain / "content")
    shutil.copytree(HERE / "plain/templates", plain / "templates")
    for name in {kind.template for kind in every_kind()} - _AS_SHIPPED:
        (plain / "templates" / name).touch()  # what Hugo's site has not is planned and written, but empty
    (plain / "content/site.yaml").write_text(SITE.replace("[ko, en]", "[ko]"), "utf-8")
    for taxonomy in TAXONOMIES:
        for term in (plain / "content" / taxonomy).iterdir():
            term.write_text(re.sub(r", en: [^}]*}", "}", term.read_text("utf-8")), "utf-8")
    return plain


def rows(full: Path, plain: Path) -> list[Row]:
    """Each row of the budgets. Edits alternate, so that every run meets a change."""
    notes = sorted((full / "content/notes").glob("*.md"))
    note, counter = notes[len(notes) // 2], iter(range(10**6))
    company, css = full / "content/companies/company-003.md", full / "templates/assets/site.css/99-bench.css"
    added = full / "content/notes/2026-11-02-added.md"

    def first(root: Path) -> Callable[[], None]:
        return lambda: [shutil.rmtree(root / part, ignore_errors=True) for part in ("_site", ".sitegen")] and None

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

    ours = [*BUILD, str(full)]
    return [
        ("first build, one language, templates equal to Hugo's", 0.9, first(plain), [*BUILD, str(plain)]),
        ("first build, two languages, full theme", 1.7, first(full), ours),
        ("nothing changed", 0.05, lambda: None, ours),
        ("a note's body changed", 0.1, edit(note, "관련: ", "원문"), ours),
        ("a note's title changed", 0.25, edit(note, "title: ", "새 제목"), ours),
        ("a note added or removed", 0.3, add, ours),
        ("a company renamed", 0.5, edit(company, "name: ", "새 이름"), ours),
        ("a template changed", 0.95, template, ours),
        ("the stylesheet changed", 0.4, style, ours),
    ]


if __name__ == "__main__":
    main()
