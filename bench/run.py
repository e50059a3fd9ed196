"""Measure builds of a corpus as whole processes: seconds and peak memory, medians of five runs.

SIZE=1000 python bench/run.py
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from corpus import write

RUNS = 5


def main() -> None:
    size = int(os.environ.get("SIZE", "1000"))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root, size)
        first = [_build(root, fresh=True) for _ in range(RUNS)]
        again = [_build(root, fresh=False) for _ in range(RUNS)]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{size} notes, {os.cpu_count()} cores, medians of {RUNS} runs")
    print(f"  first build      {statistics.median(first):6.2f} s")
    print(f"  nothing changed  {statistics.median(again):6.2f} s")
    print(f"  largest process  {peak:6.0f} MB")


def _build(root: Path, fresh: bool) -> float:
    if fresh:
        shutil.rmtree(root / "_site", ignore_errors=True)
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "sitegen", "build", "--root", str(root)], check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
