"""Measure the preview in Chromium beside Hugo's server: from a save to the text in the page, as the page sees it.

    make bench-preview              500 and 10,000 notes
    make bench-preview SIZE=500 SAVES=100

A MutationObserver in the page notes when a word of each save stands in the document, by the same clock as the save.
"""

import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import peers  # noqa: E402
from corpus import write  # noqa: E402

SAVES = int(os.environ.get("SAVES") or "100")
EDITS = int(os.environ.get("EDITS") or "1000")  # for memory
PAUSE = 400  # ms from what is seen to the next save: Hugo's page, loaded anew, does not listen before
PORT = 8765
OBSERVER = """
const look = () => {
  for (const [word] of (document.body?.textContent ?? "").matchAll(/mark\\d+/g))
    if (!look[word]) look[word] = true, window.seen(word, performance.timeOrigin + performance.now());
};
new MutationObserver(look).observe(document, {childList: true, subtree: true, characterData: true});
"""


def main() -> None:
    sizes = [int(size) for size in (os.environ.get("SIZE") or "500 10000").split()]
    with tempfile.TemporaryDirectory(prefix="sitegen-bench-") as folder, sync_playwright() as playwright:
        program = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for size in sizes:
            measure(Path(folder) / str(size), size, browser)


def measure(folder: Path, size: int, browser: Browser) -> None:
    root = folder / "digest"
    write(root, size)
    note = sorted((root / "content/notes").glob("*.md"))[size // 2]
    id = note.stem[len("2025-10-24-") :]
    ours = [sys.executable, "-m", "sitegen", "serve", "--root", str(root), "--port", str(PORT)]
    theirs = [*hugo(root, folder / "hugo"), "--port", str(PORT + 1)]
    print(f"\n{size:,} notes, {os.cpu_count()} cores, {SAVES} saves a row\n")
    print("| what | p50 | p95 | p99 |\n| --- | ---: | ---: | ---: |", flush=True)
    with running(ours, PORT, f"/digest/notes/{id}/") as (first, _):
        pass
    subprocess.run([sys.executable, "-m", "sitegen", "check", "--root", str(root)], capture_output=True)  # all is read
    with running(ours, PORT, f"/digest/notes/{id}/"):
        time.sleep(2)  # it joins all of that, and keeps it when it ends
    with running(ours, PORT, f"/digest/notes/{id}/") as (again, process):
        page = opened(browser, f"http://localhost:{PORT}/digest/notes/{id}/")
        row("a body saved", page, note, body)
        row("a title and terms saved", page, note, title)
        memory = [megabytes(process.pid)]
        for _ in range(2):
            saves(page, note, body, EDITS // 2, pause=20)
            memory.append(megabytes(process.pid))
        page.close()
    with running(theirs, PORT + 1, f"/digest/notes/{note.stem}/") as (hugos, process):
        page = opened(browser, f"http://localhost:{PORT + 1}/digest/notes/{note.stem}/")
        row("Hugo: a body saved", page, note, body)
        row("Hugo: a title and terms saved", page, note, title)
        largest = megabytes(process.pid)
        page.close()
    print(f"\nstart to first page: {first:.2f} s without a cache, {again:.2f} s with one; Hugo {hugos:.2f} s")
    print(
        f"memory: {memory[0]:.0f} MB, after {EDITS // 2} edits {memory[1]:.0f}, after {EDITS} {memory[2]:.0f};", end=" "
    )
    print(f"Hugo {largest:.0f} MB", flush=True)


def hugo(root: Path, out: Path) -> list[str]:
    program, *options, _, _ = peers.hugo(root, out).command  # but for `-d`: it keeps its pages in memory
    return [program, "server", "--renderToMemory", *options]


@contextmanager
def running(command: list[str], port: int, path: str) -> Iterator[tuple[float, subprocess.Popen[bytes]]]:
    """A server, and the seconds from its start to its first answer."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=60).read()
                break
            except urllib.error.HTTPError as error:
                raise SystemExit(f"{' '.join(command)}: {error}") from None
            except OSError:
                time.sleep(0.005)
        yield time.perf_counter() - started, process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


_seen: dict[str, float] = {}
_words = iter(range(10**9))


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_page()
    page.expose_function("seen", lambda word, when: _seen.setdefault(word, when))
    page.add_init_script(OBSERVER)
    page.goto(address)
    page.wait_for_timeout(500)  # the page listens by then
    return page


Edit = Callable[[str, str], str]


def body(text: str, word: str) -> str:
    return re.sub(r"\n관련: (mark\d+ )?", f"\n관련: {word} ", text, count=1)


def title(text: str, word: str) -> str:
    """Another title, and one topic more or less."""
    text = re.sub(r'^title: "(mark\d+ )?', f'title: "{word} ', text, count=1, flags=re.M)
    if "topic-039, " in text:
        return text.replace("topic-039, ", "", 1)
    return text.replace("topics: [", "topics: [topic-039, ", 1)


def saves(page: Page, note: Path, edit: Edit, count: int, pause: int = PAUSE) -> list[float]:
    """Milliseconds of each save that was seen within ten seconds, from before the file is opened."""
    found = []
    for _ in range(count):
        word = f"mark{next(_words)}"
        text = edit(note.read_text("utf-8"), word)
        started = time.time()
        note.write_text(text, "utf-8")
        while word not in _seen:
            page.wait_for_timeout(10)
            if time.time() - started > 10:  # the server's word was lost on a page that was just being loaded
                page.reload()
                break
        else:
            found.append(_seen[word] - started * 1000)
        page.wait_for_timeout(pause)
    return found


def row(name: str, page: Page, note: Path, edit: Edit) -> None:
    saves(page, note, edit, 3)  # the first ones warm up
    seen = saves(page, note, edit, SAVES)
    found = statistics.quantiles(seen, n=100)
    missed = f" ({SAVES - len(seen)} never seen)" if len(seen) < SAVES else ""
    print(f"| {name}{missed} | {found[49]:.0f} ms | {found[94]:.0f} ms | {found[98]:.0f} ms |", flush=True)


def megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


if __name__ == "__main__":
    main()
