"""Measure search: what its index weighs, what a reader waits for, and what others find and take on the same notes.

    make bench-search                    100, 1,000 and 10,000 notes
    make bench-search SIZE=100000        that many
    make bench-search PEERS=1000         that many beside Pagefind and staticseek, alone

A site is planned in memory, and its files are served from there, compressed. Chromium fetches them as a telephone does,
with a processor four times as slow, 1.6 Mbit/s and 150 ms a request: what Lighthouse calls slow 4G. Times by the clock
are of this machine and of what else it does; CPU seconds are less so.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import machine  # noqa: E402
import search_peers  # noqa: E402
from corpus import write  # noqa: E402
from search_site import memory_site, served  # noqa: E402

FIRST, NEXT = "데이터센터 투자", "반도체 공급"
NARROWED = "?companies=company-000&year=2025"
COLUMNS = (
    *("notes", "files", "all", "words", "`names.json`", "`filters.json`", "first question", "the next", "asked again"),
    *("narrowed down", "CPU: words, all", "memory"),
)
SLOWER, LATENCY, DOWN, UP = 4, 150, 1_638_400 / 8, 768_000 / 8  # times; ms; bytes a second
SETTLED = 120  # ms that the script waits for more to be typed
ASKED = """question => new Promise((seen) => {
    const list = document.querySelector(".search-list");
    const field = document.querySelector(".search input");
    const started = performance.now();
    const look = new MutationObserver(() => {
        if (!list.querySelector(".search-title")) return;
        look.disconnect();
        seen(performance.now() - started);
    });
    look.observe(list, { childList: true });
    field.value = question;
    field.dispatchEvent(new InputEvent("input"));
})"""


class Journey(NamedTuple):
    """KB on the wire, the pages themselves left out, and seconds; `again`: ms where everything is there already."""

    first: tuple[float, float]
    next: tuple[float, float]
    again: float
    narrowed: tuple[float, float]


def main() -> None:
    sizes = [int(size) for size in (os.environ.get("SIZE") or "100 1000 10000").split()]
    beside = int(os.environ.get("PEERS") or 0)
    where, why = machine.work_folder(max(sizes))
    print("\n".join([*machine.described(), f"works in {why}"]), flush=True)
    with tempfile.TemporaryDirectory(prefix="sitegen-bench-", dir=where) as folder, chromium() as browser:
        if beside:
            write(Path(folder) / "peers", beside)
            search_peers.compare(Path(folder) / "peers", browser)
            return
        print(f"\n| {' | '.join(COLUMNS)} |\n| {' | '.join('---:' for _ in COLUMNS)} |")
        for size in sizes:
            write(Path(folder) / str(size), size)
            measure(Path(folder) / str(size), size, browser)
            shutil.rmtree(Path(folder) / str(size))


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        program = os.environ.get("CHROMIUM") or shutil.which("chromium")
        yield playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])


def measure(root: Path, size: int, browser: Browser) -> None:
    with memory_site(root) as site:
        with served(site) as address:
            seen = journey(browser, address)
        built, all_of = site.built, site.of_index()
        words = sum(site.of_index("words/"))
        row = [
            *(f"{size:,}", f"{len(all_of):,}", _mb(sum(all_of)), _mb(words)),
            *(_kb(sum(site.of_index(name))) for name in ("names.json", "filters.json")),
            *(f"{kilobytes:.0f} KB, {seconds:.1f} s" for kilobytes, seconds in (seen.first, seen.next)),
            *(f"{seen.again:.0f} ms", f"{seen.narrowed[0]:.0f} KB, {seen.narrowed[1]:.1f} s"),
            f"{built.cpu:.1f} s, {built.cpu + built.files_cpu:.1f} s",
            f"{built.peak_before:.0f} → {built.peak:.0f} MB",
        ]
        print(f"| {' | '.join(row)} |", flush=True)


def journey(browser: Browser, address: str) -> Journey:
    page = browser.new_page()
    wire = Wire(page)
    page.goto(f"{address}search/", wait_until="networkidle")
    wire.taken()
    first = page.evaluate(ASKED, FIRST) / 1000, wire.taken()
    after = page.evaluate(ASKED, NEXT) / 1000, wire.taken()
    again = page.evaluate(ASKED, FIRST) - SETTLED
    page.close()
    page = browser.new_page()
    wire = Wire(page)
    page.goto(f"{address}search/", wait_until="networkidle")
    itself = wire.taken()
    page.close()
    page = browser.new_page()
    wire = Wire(page)
    page.goto(f"{address}search/{NARROWED}", wait_until="commit")
    started = page.evaluate("performance.now()")
    page.locator(".search-list .search-title").first.wait_for()
    seconds = (page.evaluate("performance.now()") - started) / 1000
    narrowed = wire.taken() - itself, seconds
    page.close()
    return Journey(first[::-1], after[::-1], again, narrowed)


class Wire:
    """What a page loads as on a telephone, in KB."""

    def __init__(self, page: Page, throttled: bool = True) -> None:
        self._bytes = 0.0
        session: CDPSession = page.context.new_cdp_session(page)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        if throttled:
            conditions = {"offline": False, "latency": LATENCY, "downloadThroughput": DOWN, "uploadThroughput": UP}
            session.send("Network.emulateNetworkConditions", conditions)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})

    def _finished(self, event: dict[str, float]) -> None:
        self._bytes += event["encodedDataLength"]

    def taken(self) -> float:
        """Since the last time."""
        taken, self._bytes = self._bytes / 1024, 0.0
        return taken


def _mb(size: int) -> str:
    return f"{size / 1024**2:.2f} MB"


def _kb(size: int) -> str:
    return f"{size / 1024:.0f} KB"


if __name__ == "__main__":
    main()
