"""First builds of several programs, in turns: what `make bench PEERS=all` adds."""

import statistics
from collections.abc import Sequence
from pathlib import Path

from timing import RUNS, Program, first_build


def race(base: Program, others: Sequence[Program]) -> None:
    """Print a row a program: medians of wall times and of their ratios to `base`'s in the same round."""
    rounds = [(first_build(base), [first_build(other) for other in others]) for _ in range(RUNS)]
    print(f"\n| first build | time | ratio to {base.name} | pages | feeds | largest process |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    _row(base, [(own, own) for own, _ in rounds])
    for i, other in enumerate(others):
        _row(other, [(times[i], own) for own, times in rounds])


def _row(program: Program, pairs: list[tuple[tuple[float, float], tuple[float, float]]]) -> None:
    seconds = statistics.median(own[0] for own, _ in pairs)
    ratio = statistics.median(own[0] / base[0] for own, base in pairs)
    peak = max(own[1] for own, _ in pairs)
    pages, feeds = _made(program.makes[0])
    print(f"| {program.name} | {seconds:.2f} s | {ratio:.2f} | {pages:,} | {feeds:,} | {peak:.0f} MB |")


def _made(site: Path) -> tuple[int, int]:
    """How many pages and feeds, for a reader to see that the programs did the same work."""
    # Hugo's page/1/ only sends on to the list itself; sitegen's holds the oldest notes.
    pages = sum(1 for page in site.rglob("*.html") if page.parts[-3:-1] != ("page", "1") or not _sends_on(page))
    return pages, sum(1 for feed in site.rglob("*.xml") if feed.name in ("feed.xml", "index.xml"))


def _sends_on(page: Path) -> bool:
    return b'http-equiv="refresh"' in page.read_bytes()
