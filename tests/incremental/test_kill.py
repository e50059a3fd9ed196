"""Builds that are killed: at any moment each file is an old or a new one, and the next build heals all."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.site import Site, note

NOTES = 40
# Kills its own process at the n-th change of the file system below the output.
KILLED_AT = """
import os, signal, sys, pathlib
count = int(sys.argv.pop(1))
def counted(real):
    def call(*args, **more):
        global count
        if any(name.endswith("dir_fd") for name in more):  # as in the output alone
            count -= 1
            if count < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **more)
    return call
for name in ("replace", "rename", "unlink", "rmdir"):
    setattr(os, name, counted(getattr(os, name)))
from sitegen.cli import main
main()
"""


class Killed:
    """A site with an old output and an edit that changes, adds and removes many pages."""

    def __init__(self, root: Path) -> None:
        self.site = Site(root / "site")
        for i in range(NOTES):
            self.site.put(
                f"content/notes/2025-10-24-n{i:02}.md", note(f"옛 제목 {i}", more="was: [old]\n" if not i else "")
            )
        self.site.build()
        self.old = self.site.files()
        self.kept = root / "kept"
        shutil.copytree(self.site.root, self.kept)
        for i in range(NOTES):
            file = f"content/notes/2025-10-24-n{i:02}.md"
            if i % 10 == 0:
                self.site.remove(file)
            else:
                self.site.put(file, note(f"새 제목 {i}", more="was: [gone]\n" if i == 1 else ""))
        self.site.put("content/notes/2025-11-01-new.md", note("새 노트", day="2025-11-01"))
        self.site.put("templates/assets/site.css/99-own.css", "a { color: red }")
        clean = Site.__new__(Site)
        clean.root, clean.output = root / "clean", root / "clean/_site"
        for part in ("content", "templates"):
            shutil.copytree(self.site.root / part, clean.root / part)
        clean.build()
        self.new = clean.files()
        self.edited = clean.root

    def start(self, *python: str) -> "subprocess.Popen[bytes]":
        """Begins to build the edited content over the old output, with the old cache."""
        shutil.rmtree(self.site.root)
        shutil.copytree(self.kept, self.site.root)
        self.edit(self.edited)
        command = [sys.executable, *python, "build", "--root", str(self.site.root), "--jobs", "2"]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def edit(self, source: Path) -> None:
        for part in ("content", "templates"):
            shutil.rmtree(self.site.root / part, ignore_errors=True)
            if (source / part).exists():
                shutil.copytree(source / part, self.site.root / part)

    def check(self, take_back: bool) -> None:
        """`take_back`: the edits, before the next build."""
        left = {name: data for name, data in self.site.files().items() if not name.startswith(".sitegen/")}
        for name, data in left.items():
            assert data in (self.old.get(name), self.new.get(name)), f"{name} is neither old nor new"
        kept = {name for name in self.old.keys() & self.new.keys() if not name.startswith(".sitegen/")}
        assert kept <= left.keys(), "a page that was and will be is gone"
        if take_back:
            self.edit(self.kept)
        result = subprocess.run(
            [sys.executable, "-m", "sitegen", "build", "--root", str(self.site.root)], capture_output=True, timeout=300
        )
        assert result.returncode == 0, result.stderr.decode()
        assert self.site.files() == (self.old if take_back else self.new)


@pytest.fixture(scope="module")
def killed(tmp_path_factory) -> Killed:
    return Killed(tmp_path_factory.mktemp("killed"))


def test_a_build_killed_while_it_swaps_leaves_whole_files_and_the_next_one_heals(killed):
    chance = random.Random(1)
    for moment in [0, *sorted(chance.sample(range(1, 60), 9))]:
        process = killed.start("-c", KILLED_AT, str(moment))
        process.communicate(timeout=300)
        assert process.returncode == -signal.SIGKILL
        killed.check(take_back=moment % 2 == 0)


def test_a_build_killed_at_any_time_leaves_whole_files_and_the_next_one_heals(killed):
    kill_at_random(killed, random.Random(2), 10)


@pytest.mark.soak
@pytest.mark.parametrize("share", range(4))  # of 1,000, for several processes
def test_250_kills(killed, share):
    chance = random.Random(time.time_ns())
    for _ in range(125):
        process = killed.start("-c", KILLED_AT, str(chance.randrange(140)))
        process.communicate(timeout=300)
        killed.check(take_back=chance.random() < 0.5)
    kill_at_random(killed, chance, 125)


def kill_at_random(killed: Killed, chance: random.Random, times: int) -> None:
    started = time.monotonic()
    killed.start("-m", "sitegen").communicate(timeout=300)
    whole = time.monotonic() - started
    for _ in range(times):
        process = killed.start("-m", "sitegen")
        time.sleep(chance.uniform(0, whole))
        os.kill(process.pid, signal.SIGKILL)  # its workers are left to find out by themselves
        process.communicate(timeout=300)
        killed.check(take_back=chance.random() < 0.5)
