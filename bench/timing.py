"""Programs that build a digest, and what they take."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

RUNS = int(os.environ.get("RUNS") or "5")
_MEGABYTE = 1024 * 1024 if sys.platform == "darwin" else 1024  # of what `ru_maxrss` counts: bytes there, else KB


class Program(NamedTuple):
    """A program that builds a corpus: its command, the folder to run it in, and all that it makes, the site first."""

    name: str
    command: list[str]
    makes: list[Path]
    folder: Path | None = None


class Run(NamedTuple):
    """What a process took. `wall`: seconds by the clock; `cpu`: seconds of its own and the system's work for it, and
    for all processes that it started and waited for; `peak`: MB of the largest of them."""

    wall: float
    cpu: float
    peak: float


def first_build(program: Program) -> Run:
    """A build that finds nothing of an earlier one, as `timed` has it."""

    def remove() -> None:
        for made in program.makes:
            shutil.rmtree(made, ignore_errors=True)

    return timed(remove, program.command, program.folder)


def timed(before: Callable[[], object], command: list[str], folder: Path | None = None) -> Run:
    """Runs a command after what comes before it, which is not counted."""
    before()
    os.sync()
    started = time.perf_counter()
    # What is installed has its bytecode, and so has a checkout that has run once.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=quiet, stderr=quiet)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _MEGABYTE)


class Comparison(NamedTuple):
    """Two programs that ran in turns: medians of what each took, and of the ratios of each turn; the highest peaks."""

    own: Run
    other: Run
    wall: float
    cpu: float


def compared(turns: Sequence[tuple[Run, Run]]) -> Comparison:
    own, other = (_median([turn[side] for turn in turns]) for side in (0, 1))
    wall = statistics.median(own.wall / other.wall for own, other in turns)
    cpu = statistics.median(own.cpu / other.cpu for own, other in turns)
    return Comparison(own, other, wall, cpu)


def _median(runs: Sequence[Run]) -> Run:
    wall, cpu = statistics.median(run.wall for run in runs), statistics.median(run.cpu for run in runs)
    return Run(wall, cpu, max(run.peak for run in runs))
