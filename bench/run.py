"""Measure builds as whole processes against Hugo, pair by pair in the same run.

    make bench                      1,000 and 10,000 notes
    make bench SIZE=100000          that many; of more than 10,000 first builds alone
    make bench PEERS=all            first builds of Eleventy and Pelican too

Prints, for each row, medians of the wall times and of the CPU seconds of all processes, the medians of the paired
ratios of both, and the peak memory of the largest process. A ratio says more than a time: the two commands of a pair
meet the same machine. The verdict goes by the clock. Exit status: 1 when a budget is missed.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import budgets  # noqa: E402
import machine  # noqa: E402
import peers  # noqa: E402
from corpus import write  # noqa: E402
from race import race  # noqa: E402
from rows import BUILD, CHECK, NOTHING_CHANGED, Row, in_korean_alone, rows  # noqa: E402
from timing import RUNS, Comparison, Program, compared, first_build, timed  # noqa: E402

PEERS = os.environ.get("PEERS") or ""
_FIRST_BUILDS = 2  # rows: of more than 10,000 notes the budgets name these alone
Seen = dict[str, Comparison]  # by the row's name


def main() -> None:
    if PEERS not in ("", "all"):
        raise SystemExit(f"PEERS is all or nothing, not {PEERS}")
    sizes = [int(size) for size in (os.environ.get("SIZE") or "1000 10000").split()]
    where, why = machine.work_folder(sum(sizes))
    print("\n".join([*machine.described(), f"works in {why}"]), flush=True)
    verdicts, seen = budgets.Verdicts(), dict[int, Seen]()
    with tempfile.TemporaryDirectory(prefix="sitegen-bench-", dir=where) as folder:
        for size in sizes:
            measure(Path(folder) / str(size), size, seen, verdicts)
    print(f"\n{verdicts.summary()}")
    sys.exit(bool(verdicts.missed))


def measure(folder: Path, size: int, seen: dict[int, Seen], verdicts: budgets.Verdicts) -> None:
    full, plain = folder / "full", folder / "plain"
    write(full, size)
    in_korean_alone(full, plain)
    hugo = peers.hugo(plain, folder / "hugo")  # these notes stay as they are
    print(f"\n{size:,} notes, medians of {RUNS} paired runs\n")
    seen[size] = against(hugo, rows(full, plain)[: None if size <= budgets.NOTES else _FIRST_BUILDS], size, verdicts)
    peak = max(one.own.peak for one in seen[size].values())
    if size <= budgets.NOTES:
        peak = max(peak, timed(lambda: shutil.rmtree(full / ".sitegen"), [*CHECK, str(full)]).peak)
    print(f"\nHugo's largest process: {max(one.other.peak for one in seen[size].values()):.0f} MB")
    by_itself(size, seen, peak, verdicts)
    if PEERS:
        sitegen = Program("sitegen", [*BUILD, str(plain)], [plain / "_site", plain / ".sitegen"])
        race(hugo, [sitegen, peers.eleventy(plain, folder / "eleventy"), peers.pelican(plain, folder / "pelican")])


def against(hugo: Program, each: list[Row], size: int, verdicts: budgets.Verdicts) -> Seen:
    """Prints each row against Hugo's first build."""
    seen: Seen = {}
    print("| what | sitegen | Hugo | ratio | budget | verdict | sitegen, CPU | Hugo, CPU | ratio | largest process |")
    print("| --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: |")
    for name, budget, before, command in each:
        one = seen[name] = compared([(timed(before, command), first_build(hugo)) for _ in range(RUNS)])
        verdict = verdicts.on(f"{name} ({size:,} notes)", one.wall, budget, size == budgets.NOTES)
        clock = f"{one.own.wall:.2f} s | {one.other.wall:.2f} s | {one.wall:.3f} | {budget} | {verdict}"
        cpu = f"{one.own.cpu:.2f} s | {one.other.cpu:.2f} s | {one.cpu:.3f}"
        print(f"| {name} | {clock} | {cpu} | {one.own.peak:.0f} MB |", flush=True)
    return seen


def by_itself(size: int, seen: dict[int, Seen], peak: float, verdicts: budgets.Verdicts) -> None:
    """Prints what has a budget that is no ratio to Hugo."""
    of_many = size > budgets.NOTES
    counts = size == (budgets.MANY_NOTES if of_many else budgets.NOTES)
    largest = "largest process" if of_many else "largest process, `check` too"
    figures = [(largest, peak, ".0f", "MB", budgets.peak(size))]
    if NOTHING_CHANGED in seen[size]:
        seconds = seen[size][NOTHING_CHANGED].own.wall
        figures.append((f"{NOTHING_CHANGED}, by the clock", seconds, ".2f", "s", budgets.SECONDS))
    if of_many and budgets.NOTES in seen:
        for name, one in seen[size].items():
            ratio = one.own.wall / size / (seen[budgets.NOTES][name].own.wall / budgets.NOTES)
            what = f"{name}: a note's time to one of {budgets.NOTES:,}"
            figures.append((what, ratio, ".2f", "times", budgets.A_NOTE))
    print("\n| what | seen | budget | verdict |\n| --- | ---: | ---: | --- |")
    for name, value, form, unit, most in figures:
        verdict = verdicts.on(f"{name} ({size:,} notes)", value, most, counts)
        print(f"| {name} | {value:{form}} {unit} | {most} {unit} | {verdict} |", flush=True)


if __name__ == "__main__":
    main()
