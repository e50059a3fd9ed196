"""First builds of several programs, in turns: what `make bench PEERS=all` adds."""

from collections.abc import Sequence
from pathlib import Path

from timing import RUNS, Comparison, Program, compared, first_build


def race(base: Program, others: Sequence[Program]) -> None:
    """Print a row a program: medians of its times and of their ratios to `base`'s in the same round."""
    rounds = [(first_build(base), [first_build(other) for other in others]) for _ in range(RUNS)]
    print(f"\n| first build | time | ratio to {base.name} | CPU | CPU ratio | pages | feeds | largest process |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    _print(base, compared([(run, run) for run, _ in rounds]))
    for i, other in enumerate(others):
        _print(other, compared([(runs[i], run) for run, runs in rounds]))


def _print(program: Program, seen: Comparison) -> None:
    pages, feeds = _made(program.makes[0])
    times = f"{seen.own.wall:.2f} s | {seen.wall:.2f} | {seen.own.cpu:.2f} s | {seen.cpu:.2f}"
    print(f"| {program.name} | {times} | {pages:,} | {feeds:,} | {seen.own.peak:.0f} MB |")


def _made(site: Path) -> tuple[int, int]:
    """How many pages and feeds, for a reader to see that the programs did the same work."""
    # Hugo's page/1/ only sends on to the list itself; sitegen's holds the oldest notes.
    pages = sum(1 for page in site.rglob("*.html") if page.parts[-3:-1] != ("page", "1") or not _sends_on(page))
    return pages, sum(1 for feed in site.rglob("*.xml") if feed.name in ("feed.xml", "index.xml"))


def _sends_on(page: Path) -> bool:
    return b'http-equiv="refresh"' in page.read_bytes()
