"""A preview of a large digest starts from front matter alone, and reads the bodies while it already answers."""

import multiprocessing
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sitegen.incremental.workspace import Options
from sitegen.preview import site_state as module
from sitegen.preview.app import Preview as Session
from sitegen.preview.requests import Request
from sitegen.preview.site_state import SiteState
from sitegen.preview.streams import Stream
from tests.preview.test_preview import key_in
from tests.preview.test_site_state import pages
from tests.previewing import Preview
from tests.site import Site, note

ONE = "content/notes/2025-10-24-one.md"
PAGE = "notes/one/index.html"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


@pytest.fixture
def digest(site, monkeypatch) -> Site:
    """A digest of which each file refers to others, and that counts as a large one."""
    monkeypatch.setattr(module, "_MANY", 0)
    digest = site()
    digest.put(ONE, note(body="글은 [[openai]]와 [둘째 글](2025-10-25-two.md#둘)을 본다. ![그림](a.svg)\n\n## 하나"))
    digest.put("content/notes/2025-10-25-two.md", note("둘", body="## 둘\n\n[[notes/one#하나]]").replace("24", "25"))
    digest.put("content/companies/openai.md", "---\nname: {ko: 오픈AI, en: OpenAI}\n---\n\n[[one]]이 말한다.\n")
    digest.put("content/companies/openai.en.md", "As [[notes/one#하나]] says.\n")
    digest.put("content/notes/a.svg", PICTURE)
    return digest


def shown(live: SiteState, name: str = PAGE) -> str:
    made = live.file(name)
    assert made is not None
    return made.data.decode()


def read_on(live: SiteState) -> None:
    """Until nothing is left that could wait, as when nobody types."""
    end = time.monotonic() + 60
    while live.idle is not None and time.monotonic() < end:
        live.tidy()
        time.sleep(0.01)
    assert live.idle is None


def test_links_are_words_until_all_bodies_are_read_and_then_all_is_as_if_they_had_been_at_once(digest, monkeypatch):
    live = SiteState(Options(root=digest.root, jobs=2), print)
    assert "글은 openai와 둘째 글을 본다. 그림" in shown(live)
    assert "As notes/one says." in shown(live, "en/companies/openai/index.html") and not live.problems
    read_on(live)
    assert "<a" in shown(live).partition("글은 ")[2].partition("와 ")[0] and "<img" in shown(live)
    monkeypatch.setattr(module, "_MANY", 1000)
    whole = SiteState(Options(root=digest.root), print)
    assert pages(live) == pages(whole) and live.problems == whole.problems == []


def test_a_table_that_a_page_asks_for_is_there_before_the_bodies_are_read(digest):
    digest.put(
        "content/pages/about.md", "---\ntitle: 소개\n---\n\n[[one]]\n\n```notes\nterms: {topics: sovereign-ai}\n```\n"
    )
    live = SiteState(Options(root=digest.root, jobs=2), print)
    assert "<p>one</p>" in (early := shown(live, "about/index.html")) and "<table" in early
    read_on(live)
    later = shown(live, "about/index.html")
    assert '<p><a href="/digest/notes/one/">' in later and early.partition("<table")[2] == later.partition("<table")[2]


def events(stream: Stream) -> dict[str, threading.Event]:
    """What a page has been told, by the kind of event, from now on."""
    told = {kind: threading.Event() for kind in ("reload", "problems", "ok")}

    def listen() -> None:
        for event in stream:
            kind = event.decode().partition("\n")[0].removeprefix("event: ")
            told.get(kind, threading.Event()).set()

    threading.Thread(target=listen, daemon=True).start()
    return told


@contextmanager
def opened(digest: Site) -> Iterator[tuple[Session, dict[str, threading.Event]]]:
    """A preview that has only just begun to take things up, and what an open page of it is told."""
    session = Session(Options(root=digest.root), "127.0.0.1", False, print)
    page = session.answer(Request("file", PAGE))
    stream = session.open({"page": "/digest/notes/one/", "key": key_in(page.data)})
    assert stream is not None
    told = events(stream)
    threading.Thread(target=session.follow, daemon=True).start()
    yield session, told
    session.stop()


def test_an_open_page_learns_of_its_links_by_itself(digest):
    with opened(digest) as (session, told):
        assert told["reload"].wait(30) and not told["problems"].is_set()
        assert b"<img" in session.answer(Request("file", PAGE)).data


def test_an_open_page_learns_of_what_is_wrong_in_bodies_by_itself(digest):
    digest.put("content/pages/about.md", "---\ntitle: 소개\n---\n\n[[nirgends]]\n")
    with opened(digest) as (_, told):
        assert told["problems"].wait(30) and not told["reload"].is_set()
        digest.put("content/pages/about.md", "---\ntitle: 소개\n---\n\n[[one]]\n")
        assert told["reload"].wait(30) and told["ok"].wait(30)


def test_an_edit_counts_before_and_after_the_bodies_are_read_even_with_the_stamp_of_the_file_before(digest):
    live = SiteState(Options(root=digest.root, jobs=2), print)
    file, before = digest.root / ONE, (digest.root / ONE).stat()
    for process in multiprocessing.active_children():
        process.join()  # what they left in the cache is of the file before
    file.write_text(file.read_text("utf-8").replace("제목", "새것").replace("글은 ", "새는 "), "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    live.changed([str(file)])
    assert "새는 openai" in shown(live) and "새것" in shown(live)
    read_on(live)
    assert "새는 <a" in shown(live) and "새것" in shown(live) and "제목" not in shown(live, "index.html")


def test_a_folder_that_takes_another_s_place_before_the_bodies_are_read_is_seen(digest):
    live = SiteState(Options(root=digest.root), print)
    (digest.root / "content/notes").rename(digest.root / "before")
    digest.put(ONE, note("새것", body="새 글"))
    live.changed([str(digest.root / "content/notes")])
    assert "새것" in shown(live) and not live.has("notes/two/index.html")


def test_a_note_that_is_broken_before_the_bodies_are_read_keeps_its_page_until_it_is_mended(digest):
    live = SiteState(Options(root=digest.root), print)
    good = shown(live)
    file = digest.put(ONE, "---\ntitle: [\n---\n")
    live.changed([str(file)])
    assert live.problems and shown(live) == good
    read_on(live)
    assert live.problems and shown(live) == good
    file = digest.put(ONE, note(body="[[openai]] ist heil\n\n## 하나"))
    digest.put("content/notes/2025-10-25-two.md", note("둘", day="2025-10-25", body="## 둘"))
    live.changed([str(file), str(digest.root / "content/notes/2025-10-25-two.md")])
    assert not live.problems and "</a> ist heil" in shown(live)


def test_readers_that_are_killed_are_not_missed(digest):
    live = SiteState(Options(root=digest.root, jobs=2), print)
    readers = multiprocessing.active_children()
    assert readers
    for process in readers:
        process.kill()
    read_on(live)
    assert "<img" in shown(live)


def children(process: int) -> set[int]:
    """The processes that a process has begun, and that have not ended."""
    found = Path(f"/proc/{process}/task/{process}/children")
    return {int(number) for number in found.read_text().split()}


def runs(process: int) -> bool:
    """Whether a process is there, and not only waits for its end to be noticed."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="Linux says which processes there are")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_preview_that_ends_while_bodies_are_read_leaves_no_reader_and_no_traceback(site, how):
    digest = site()
    long = digest.put(ONE, note("긴 글", body="\n\n".join("긴 **글**은 [[openai]]를 본다. " * 20 for _ in range(200))))
    for number in range(510):
        os.link(long, long.with_name(f"2025-10-24-n{number}.md"))
    with Preview(digest.root) as preview:
        assert "긴 글" in preview.get("/digest/notes/n7/")[1].decode()
        readers = children(preview.process.pid)
        assert readers
        for number in {preview.process.pid, *(readers if how == signal.SIGINT else ())}:  # Ctrl-C goes to all of them
            os.kill(number, how)
        assert preview.process.wait(20) == (0 if how == signal.SIGINT else -how)
        end = time.monotonic() + 5  # to read all of that takes much longer
        while any(map(runs, readers)) and time.monotonic() < end:
            time.sleep(0.05)
        assert not any(map(runs, readers))
        assert "Traceback" not in preview.said


@pytest.fixture
def ended(monkeypatch) -> Callable[[Site], None]:
    """Has a preview read everything and stop. The next one takes the digest for a small one."""

    def end(digest: Site) -> None:
        live = SiteState(Options(root=digest.root), print)
        read_on(live)
        live.save()

    monkeypatch.setattr(module, "_MANY", 1000)
    return end


def test_a_preview_begins_with_what_the_last_one_knew_and_shows_and_takes_up_the_same(digest, full, ended):
    for kept in ("content", "templates"):
        if (full.root / kept).exists():
            shutil.copytree(full.root / kept, digest.root / kept, dirs_exist_ok=True)
    ended(digest)
    again = SiteState(Options(root=digest.root), print)
    assert again.idle is not None, "it began with nothing, and joined everything at once"
    first = pages(again), again.problems
    read_on(again)
    settled = pages(again), again.problems
    whole = SiteState(Options(root=digest.root, clean=True), print)
    read_on(whole)
    assert first == settled == (pages(whole), whole.problems)


@pytest.mark.parametrize("settled", [True, False])
def test_an_edit_is_taken_up_by_a_preview_that_has_just_begun_with_what_the_last_one_knew(digest, ended, settled):
    ended(digest)
    again = SiteState(Options(root=digest.root), print)
    if settled:
        read_on(again)
    digest.put(ONE, note("다른 제목", body="[[openai]]\n\n## 하나"))
    again.changed([str(digest.root / ONE)])
    assert "다른 제목" in shown(again) and "다른 제목" in shown(again, "notes/two/index.html")


def test_what_changed_while_no_preview_ran_is_not_what_the_last_one_knew(digest, ended):
    ended(digest)
    digest.put(ONE, note("다른 제목", body="[[openai]]\n\n## 하나"))
    changed = SiteState(Options(root=digest.root), print)
    read_on(changed)
    assert "다른 제목" in shown(changed, "companies/openai/index.html")
    ended(digest)
    (digest.root / ONE).unlink()
    assert not SiteState(Options(root=digest.root), print).has(PAGE)
    ended(digest)


def test_a_file_astray_is_said_by_a_preview_that_begins_with_what_the_last_one_knew(digest, ended):
    ended(digest)
    digest.put("content/elsewhere/x.md", "x")
    assert [p.rule for p in SiteState(Options(root=digest.root), print).problems] == ["stray-file"]
