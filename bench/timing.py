"""Programs that build a digest, and how long they take."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

RUNS = int(os.environ.get("RUNS") or "5")


class Program(NamedTuple):
    """A program that builds a corpus: its command, the folder to run it in, and all that it makes, the site first."""

    name: str
    command: list[str]
    makes: list[Path]
    folder: Path | None = None


def first_build(program: Program) -> tuple[float, float]:
    """A build that finds nothing of an earlier one, as `timed` has it."""

    def remove() -> None:
        for made in program.makes:
            shutil.rmtree(made, ignore_errors=True)

    return timed(remove, program.command, program.folder)


def timed(before: Callable[[], None], command: list[str], folder: Path | None = None) -> tuple[float, float]:
    """Wall seconds of a process, and the MB of the largest of it and its children."""
    before()
    os.sync()
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return seconds, usage.ru_maxrss / 1024
