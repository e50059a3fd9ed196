"""What `make bench` says of a measurement: what it took, beside what, in which place, and whether that is enough."""

import sys
import sysconfig
from importlib import import_module

import pytest

MODULES = ("budgets", "corpus", "machine", "peers", "race", "rows", "run", "timing")
BURNS = "import time\nwhile time.process_time() < 0.3: pass"


@pytest.fixture
def bench(repository, monkeypatch):
    """Imports a module of `bench/`, which are found by plain names as its scripts find them."""
    monkeypatch.syspath_prepend(str(repository / "bench"))
    yield import_module
    for name in MODULES:
        sys.modules.pop(name, None)


def test_cpu_seconds_are_those_of_all_processes(bench):
    one = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BURNS!r}])"
    run = bench("timing").timed(lambda: None, [sys.executable, "-c", one])
    assert run.cpu >= 0.3
    assert run.wall >= 0.3


def test_a_ratio_is_the_median_of_those_of_each_turn(bench):
    timing = bench("timing")
    turns = [(timing.Run(2, 6, 5), timing.Run(1, 2, 9)), (timing.Run(3, 3, 7), timing.Run(3, 3, 8))]
    turns += [(timing.Run(9, 8, 6), timing.Run(3, 4, 7))]
    assert timing.compared(turns) == (timing.Run(3, 6, 7), timing.Run(3, 3, 9), 2, 2)


@pytest.mark.parametrize(
    ("options", "schemes", "known"),
    [
        ("'--enable-optimizations' '--with-lto'", (), True),
        ("'--prefix=/usr'", ("deb_system",), True),
        ("'--prefix=/opt'", (), False),
        (None, (), None),
    ],
)
def test_whether_python_was_built_with_profiles_is_said_and_decides_a_budget(
    bench, monkeypatch, tmp_path, options, schemes, known
):
    monkeypatch.setattr(sysconfig, "get_config_var", {"CONFIG_ARGS": options}.get)
    monkeypatch.setattr(sysconfig, "get_scheme_names", lambda: schemes)
    machine, rows = bench("machine"), bench("rows")
    said = {True: "built with profiles (", False: "built without profiles (", None: "does not say whether"}
    assert machine.with_profiles() is known
    assert said[known] in machine.described()[0]
    bench("corpus").write(tmp_path, 1)
    assert rows.rows(tmp_path, tmp_path)[0].budget == (0.75 if known else 0.9)


def test_it_works_in_memory_where_there_is_room_and_nobody_chose_another_place(bench, monkeypatch, tmp_path):
    machine = bench("machine")
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(machine, "_free_memory", lambda: 4_000_000_000)
    assert machine.work_folder(10_000)[0] == "/dev/shm"
    assert machine.work_folder(100_000)[0] is None
    assert "not in /dev/shm (4.0 GB are free there" in machine.work_folder(100_000)[1]
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert machine.work_folder(10_000) == (None, f"{tmp_path}, as TMPDIR says")


@pytest.mark.parametrize(("seconds", "status"), [(0.01, 0), (1.5, 1)])
def test_each_row_has_a_verdict_and_a_missed_budget_is_the_exit_status(bench, monkeypatch, capsys, seconds, status):
    run, timing = bench("run"), bench("timing")
    rows = [run.Row(name, 1.2, lambda: None, []) for name in ("first", "full", run.NOTHING_CHANGED)]
    monkeypatch.setenv("SIZE", "50 10000 100000")
    monkeypatch.setattr(run, "write", lambda folder, size: folder.mkdir(parents=True))
    monkeypatch.setattr(run, "in_korean_alone", lambda full, plain: plain)
    monkeypatch.setattr(run, "rows", lambda full, plain: rows)
    monkeypatch.setattr(run, "timed", lambda before, command: timing.Run(seconds, 2, 200))
    monkeypatch.setattr(run, "first_build", lambda program: timing.Run(1, 4, 900))
    with pytest.raises(SystemExit) as end:
        run.main()
    assert int(end.value.code) == status
    said = capsys.readouterr().out
    cells = [line[2:-2].split(" | ") for line in said.splitlines() if line.startswith("| ") and "verdict" not in line]
    word = "missed" if status else "kept"
    against = [row[5] for row in cells if len(row) == 10 and row[5] != "---"]
    assert against == [f"({word})"] * 3 + [word] * 3 + [f"({word})"] * 2
    alone = {row[0]: row[3] for row in cells if len(row) == 4}  # those of the last size stand
    assert alone["largest process"] == alone["first: a note's time to one of 10,000"] == "kept"
    assert alone["nothing changed, by the clock"] == word
    assert said.count("missed: ") == 4 * status
