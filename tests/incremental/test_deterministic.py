"""The same content gives the same bytes: in any folder, time zone, locale, hash seed, order of files, jobs."""

import os
import shutil
from pathlib import Path

import pytest

from tests.process import environment, sitegen


def files(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


@pytest.mark.own_digest
def test_the_digest_is_the_same_wherever_whenever_and_by_whomever_it_is_built(repository, tmp_path):
    first, second = tmp_path / "a", tmp_path / "나 b" / "깊은 곳"
    shutil.copytree(repository / "content", first / "content")
    for file in sorted((repository / "content").rglob("*"), reverse=True):  # so that folders list them otherwise
        if file.is_file():
            copy = second / file.relative_to(repository)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
            os.utime(copy, (0, 0))
    one = {"TZ": "Asia/Seoul", "LANG": "ko_KR.UTF-8", "LC_ALL": "ko_KR.UTF-8", "PYTHONHASHSEED": "1"}
    two = {"TZ": "America/New_York", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "77", "SOURCE_DATE_EPOCH": "1"}
    two |= {"HOME": str(tmp_path / "nobody"), "USER": "누구", "LANGUAGE": "tr", "COLUMNS": "20", "PYTHONUTF8": "0"}
    done = [
        sitegen("build", "--jobs", "1", cwd=first, env=environment(**one)),
        sitegen(
            "build", "--jobs", "3", "--root", "깊은 곳", "--output", "out", cwd=second.parent, env=environment(**two)
        ),
    ]
    assert [(process.returncode, process.stderr) for process in done] == [(0, ""), (0, "")]
    here, there = files(first / "_site"), files(second.parent / "out")
    assert len(here) > 100
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []
