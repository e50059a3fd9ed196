"""Systems that are not Linux, as far as they can be imitated on it: what they have not got is taken from Python.

Nothing of this was run on a real macOS or Windows.
"""

import os
import sys
from pathlib import Path

import pytest

from sitegen.__main__ import _lacking
from tests.previewing import Preview
from tests.process import environment, sitegen
from tests.site import Site, clean, note

# All work is worth several processes, and none can be forked.
REFUSED = """
import multiprocessing, os, urllib.request, zoneinfo
from sitegen.incremental import cached_reader, front_matter_reader, related_memo, task_order
for module in (cached_reader, front_matter_reader, related_memo, task_order):
    module._WORTH_IT, module._CHUNK = 0, 2
def refuse():
    raise AssertionError("a process was forked")
os.fork = refuse
del os.sched_getaffinity
"""
WITHOUT_FORK = REFUSED + 'del os.nice\nmultiprocessing.get_all_start_methods = lambda: ["spawn"]\n'
MACOS = REFUSED + 'import sys\nsys.platform = "darwin"\n'
WINDOWS = """
import os, signal, sys
for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None
for name in ("O_CLOEXEC", "O_DIRECTORY", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK"):
    delattr(os, name)
for name in ("fchmod", "fchown", "fork", "getegid", "geteuid", "nice", "sched_getaffinity"):
    delattr(os, name)
del signal.SIGALRM, signal.alarm
os.supports_dir_fd, os.supports_fd = set(), {os.stat}
"""


@pytest.fixture
def digest(site) -> Site:
    made = site()
    for i in range(12):
        made.put(f"content/notes/2025-10-{i + 10}-n{i}.md", note(f"제목 {i}", day=f"2025-10-{i + 10}"))
    return made


def python_path(folder: Path, start: str) -> str:
    """Where a Python finds what it is to do first."""
    (folder / "sitecustomize.py").write_text(start, "utf-8")
    return os.pathsep.join((str(folder), environment()["PYTHONPATH"]))


@pytest.mark.parametrize("start", [WITHOUT_FORK, MACOS], ids=["without fork", "macOS"])
def test_where_no_process_can_be_forked_one_builds_the_same_site(digest, tmp_path, start):
    env = environment(PYTHONPATH=python_path(tmp_path, start))
    for command in ("build", "check"):
        done = sitegen(command, "--root", str(digest.root), "--jobs", "4", cwd=tmp_path, env=env)
        assert (done.returncode, done.stderr) == (0, "")
    assert digest.files() == clean(digest)


def test_where_no_process_can_be_forked_the_preview_reads_bodies_by_itself(digest, tmp_path):
    with Preview(digest.root, PYTHONPATH=python_path(tmp_path, WITHOUT_FORK)) as preview:
        response, data = preview.get("/digest/notes/n3/")
    assert response.status == 200
    assert "본문이다." in data.decode()


@pytest.mark.parametrize("command", ["build", "check", "serve"])
def test_on_windows_it_is_said_in_a_line_that_nothing_is_done_and_why(digest, tmp_path, command):
    before = sorted(digest.root.rglob("*"))
    env = environment(PYTHONPATH=python_path(tmp_path, WINDOWS))
    done = sitegen(command, "--root", str(digest.root), cwd=tmp_path, env=env)
    assert (done.returncode, done.stdout) == (3, "")
    [line] = done.stderr.splitlines()
    assert line.startswith(
        "sitegen: this system is not supported: it has no fcntl, pwd, O_NOFOLLOW, O_DIRECTORY, dir_fd,"
    )
    assert "WSL" in line
    assert sorted(digest.root.rglob("*")) == before


def test_each_thing_that_is_needed_is_missed_by_itself(monkeypatch):
    assert _lacking() == []
    for name in ("fcntl", "pwd"):
        with monkeypatch.context() as patch:
            patch.setitem(sys.modules, name, None)
            assert _lacking() == [name]
    for name in ("O_NOFOLLOW", "O_DIRECTORY"):
        with monkeypatch.context() as patch:
            patch.delattr(os, name)
            assert _lacking() == [name]
    monkeypatch.setattr(os, "supports_dir_fd", {os.open, os.stat})
    assert _lacking() == ["dir_fd"]
