"""What the machine may do to a build: the old site stays, and the editor is told in words."""

import fcntl
import multiprocessing as mp
import os
import resource
import shutil
import signal
import subprocess
import sys
import time

import pytest

from sitegen.incremental import cached_reader, render_pages, task_order, workspace
from sitegen.incremental.cache import Cache
from tests.site import Site, clean, note


@pytest.fixture
def built(site) -> Site:
    digest = site("-- content/notes/2025-10-24-a.md --\n" + note("가"))
    for i in range(12):
        digest.put(f"content/notes/2025-10-23-n{i}.md", note(f"제목 {i}", day="2025-10-23"))
    digest.build()
    return digest


def command(digest: Site, *options: str) -> list[str]:
    return [sys.executable, "-m", "sitegen", "build", "--root", str(digest.root), *options]


def test_a_disk_that_takes_no_more_is_said_and_the_old_site_stays(built):
    before = built.files()
    built.put("content/notes/2025-10-24-a.md", note("새 제목"))

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    result = subprocess.run(command(built), capture_output=True, text=True, preexec_fn=small_files)
    assert result.returncode == 3
    assert "File too large" in result.stderr
    assert "Traceback" not in result.stderr
    assert built.files() == before
    built.build()
    assert built.files() == clean(built)


def test_a_worker_that_dies_is_reported_and_hangs_nothing(built, monkeypatch):
    before = built.files()
    built.put("templates/assets/site.css/99-own.css", "a { color: red }")

    class Dies(render_pages._Maker):
        def __call__(self, pages):
            if mp.parent_process() is not None:
                os.kill(os.getpid(), signal.SIGKILL)
            return super().__call__(pages)

    monkeypatch.setattr(render_pages, "_Maker", Dies)
    monkeypatch.setattr(task_order, "_WORTH_IT", 0)
    monkeypatch.setattr(task_order, "_CHUNK", 4)
    result = built.run("build", "--jobs", "2")
    assert result.status == 3
    assert "a worker process died" in result.err
    assert built.files() == before


def test_a_file_that_vanishes_between_the_scan_and_its_reading_is_a_problem(built, monkeypatch):
    before = built.files()
    file = built.put("content/notes/2025-10-25-gone.md", note("사라질 것", day="2025-10-25"))
    scan = workspace.scan

    def and_vanish(root):
        found = scan(root)
        file.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(workspace, "scan", and_vanish)
    result = built.run("build", "--json")
    assert result.status == 1
    assert [problem["file"] for problem in result.data["problems"]] == ["content/notes/2025-10-25-gone.md"]
    assert built.files() == before


def test_an_output_that_cannot_be_written_is_said(site, tmp_path):
    digest = site("-- content/notes/2025-10-24-a.md --\n" + note())
    (tmp_path / "file").write_text("", "utf-8")
    result = digest.run("build", "--output", str(tmp_path / "file" / "below"))
    assert result.status == 3
    assert "Not a directory" in result.err


def test_a_second_build_waits_and_says_so(built):
    with open(built.root / ".sitegen/lock", "ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = subprocess.Popen(command(built), stderr=subprocess.PIPE, text=True)
        assert process.stderr and "waiting" in process.stderr.readline()
        time.sleep(0.2)
        assert process.poll() is None
    assert process.wait(timeout=30) == 0


def test_many_builds_at_the_same_time_give_one_whole_site(built):
    built.put("content/notes/2025-10-24-a.md", note("새 제목"))
    processes = [subprocess.Popen(command(built), stderr=subprocess.DEVNULL) for _ in range(4)]
    assert [process.wait(timeout=60) for process in processes] == [0, 0, 0, 0]
    assert built.files() == clean(built)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="emptied"),
        pytest.param(lambda data: b"no database at all" * 1000, id="overwritten"),
        pytest.param(lambda data: data[: len(data) // 2], id="cut"),
        pytest.param(lambda data: data[:5000] + bytes(len(data) - 5000), id="zeroed"),
        pytest.param(lambda data: bytes(b ^ (1 if i % 97 == 50 else 0) for i, b in enumerate(data)), id="flipped"),
        pytest.param(lambda data: data[:100] + bytes(b ^ 1 for b in data[100:]), id="all but its head flipped"),
    ],
)
def test_a_damaged_cache_is_rebuilt(built, damage):
    cache = built.root / ".sitegen/cache.db"
    for ending in ("-wal", "-shm"):
        cache.with_name(cache.name + ending).unlink(missing_ok=True)
    cache.write_bytes(damage(cache.read_bytes()))
    built.put("content/notes/2025-10-24-a.md", note("새 제목"))
    built.build()
    assert built.files() == clean(built)
    assert built.build("--json").data["rendered"] == 0


def test_a_cache_may_be_deleted_at_any_time(built):
    before = built.files()
    shutil.rmtree(built.root / ".sitegen")
    result = built.build("--json")
    assert built.files() == before
    assert result.data["written"] == 0


def test_where_no_cache_can_be_kept_the_site_is_built_all_the_same(built, monkeypatch):
    shutil.rmtree(built.root / ".sitegen")
    built.put(".sitegen", "a file in its place")
    built.put("content/notes/2025-10-24-a.md", note("새 제목", body="새 본문"))
    built.build()
    assert built.files() == clean(built)


def test_a_cache_that_loses_a_body_while_pages_are_made_reads_it_again(built, monkeypatch):
    built.put("content/notes/2025-10-24-a.md", note("새 제목", body="새 본문"))
    get = cached_reader.Shelf.__getitem__

    def after_a_loss(self, path):
        self._cache.empty()
        return get(self, path)

    monkeypatch.setattr(cached_reader.Shelf, "__getitem__", after_a_loss)
    built.build()
    assert "새 본문" in built.page("notes/a/")
    assert built.files() == clean(built)


def test_files_with_a_new_time_and_the_same_bytes_render_nothing(built):
    for file in (built.root / "content").rglob("*.md"):
        os.utime(file, (1, 1))
    result = built.build("--json")
    assert (result.data["rendered"], result.data["written"]) == (0, 0)


def test_an_edit_of_a_body_renders_only_what_shows_it(built):
    before = built.files()
    (built.root / "content/notes/2025-10-23-n5.md").write_text(
        note("제목 5", day="2025-10-23", body="다른 본문"), "utf-8"
    )
    result = built.build("--json")
    changed = {name for name, data in built.files().items() if before.get(name) != data and name[0] != "."}
    of_search = {name for name in changed if name.startswith(("search/", "en/search/"))}
    own = {"notes/n5/index.html", "notes/n5/index.md"}
    assert changed - of_search == own | {"feed.xml", "feed.json"}  # the feeds hold its text
    assert result.data["rendered"] == result.data["written"] == len(changed) <= 7


def test_a_file_that_differs_alone_is_touched(built):
    kept = built.output / "notes/n3/index.html"
    before = kept.stat()
    built.put("content/notes/2025-10-24-a.md", note("가", body="새 본문"))
    built.build()
    assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_output_changed_by_hand_is_mended_by_clean(built):
    before = built.files()
    (built.output / "index.html").write_text("mine", "utf-8")
    (built.output / "404.html").unlink()
    built.build("--clean")
    assert built.files() == before


def test_a_cache_does_not_grow_with_every_edit(built):
    sizes = []
    for i in range(40):
        built.put("content/notes/2025-10-24-a.md", note(f"제목 {i}", body=f"본문 {i}"))
        built.build()
        sizes.append((built.root / ".sitegen/cache.db").stat().st_size)
    assert sizes[-1] - sizes[9] < 30 * 8192  # a note, its prose and its words for each, not the digest


def test_a_cache_with_far_more_than_it_needs_is_begun_anew(built):
    cache = Cache(built.root / ".sitegen/cache.db")
    cache.put((i.to_bytes(16, "big"), b"old") for i in range(11_000))
    cache.close()
    built.put("content/notes/2025-10-24-a.md", note("새 제목"))
    built.build()
    cache = Cache(built.root / ".sitegen/cache.db")
    assert cache.get([i.to_bytes(16, "big") for i in range(100)]) == {}
    built.build()
    assert built.files() == clean(built)
