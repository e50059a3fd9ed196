"""Many clients at once, good and bad, while files change: every answer is right or a clean refusal."""

import random
import re
import socket
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.previewing import Listener, Preview
from tests.site import Site, note

CLIENTS, NOTES = 16, 30


def get(path: str, *more: str) -> bytes:
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: localhost", *more, "", ""]).encode()


# What is sent, the statuses that are right, and a word that a page then holds.
GOOD = [
    *((get(f"/digest/notes/n{i}/"), {200}, f"노트 {i}") for i in range(NOTES)),
    (get("/digest/"), {200}, "노트"),
    (get("/digest/topics/sovereign-ai/"), {200}, "소버린 AI"),
    (get("/digest/en/topics/sovereign-ai/"), {200}, "Sovereign AI"),
    (get("/digest/feed.xml"), {200}, "<feed"),
    (get("/digest/robots.txt"), {200}, "Sitemap"),
    (get("/digest/robots.txt", "Range: bytes=0-9"), {206}, ""),
    (get("/digest/assets/site.css"), {404}, "masthead"),
    (get("/digest/.sitegen/client.js"), {200}, "import"),
    (get("/digest/notes/n1"), {301}, ""),
    (get("/digest/none/"), {404}, "masthead"),
    (get("/digest/notes/comes-and-goes/"), {200, 404}, "masthead"),
]
BAD = [
    (get("/digest/../site.yaml"), {400}, ""),
    (get("/digest/notes%2fn1/"), {400}, ""),
    (get("/digest/%00"), {400}, ""),
    (get("/" + "x" * 9000), {414}, ""),
    (get("/" + "x" * 70000), {414}, ""),
    (get("/digest/").replace(b"localhost", b"evil.example"), {403}, ""),
    (get("/digest/.sitegen/events", "Origin: https://evil.example"), {403}, ""),
    (get("/digest/", *(f"X-{i}: y" for i in range(200))), {431}, ""),
    (get("/digest/", "X: " + "y" * 70000), {431}, ""),
    (b"GET /digest/ HTTP/1.1\r\n\r\n", {403}, ""),  # no host
    (b"POST /digest/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello", {405}, ""),
    (b"BREW /digest/ HTTP/1.1\r\nHost: localhost\r\n\r\n", {501}, ""),
    (b"GET /digest/ HTTP/9.9\r\nHost: localhost\r\n\r\n", {505}, ""),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", {400}, ""),  # somebody speaks TLS
    (b"nonsense\r\n\r\n", {400}, ""),
    (b"GET /digest/ HT", set(), ""),  # and goes away
    (get("/digest/.sitegen/events?page=/digest/"), {200}, ""),  # and goes away after the first event
]


@pytest.mark.parametrize("count", [800, pytest.param(10_000, marks=pytest.mark.soak)])
def test_any_mix_of_requests_while_files_change_is_answered_or_refused(site, count):
    digest = site("".join(f"-- content/notes/2025-10-{i % 28 + 1:02}-n{i}.md --\n{text(i)}" for i in range(NOTES)))
    with Preview(digest.root) as preview:
        listener = Listener(preview, "/digest/")
        preview.get("/digest/")
        threads_before, wrong = threads_of(preview), []
        stop = threading.Event()
        writer = threading.Thread(target=write_without_end, args=(digest, stop))
        writer.start()
        done: Counter[bool] = Counter()
        clients = [
            threading.Thread(target=ask, args=(preview.port, random.Random(i), count // CLIENTS, wrong, done))
            for i in range(CLIENTS)
        ]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        stop.set()
        writer.join()
        assert wrong == []
        assert sum(done.values()) == count // CLIENTS * CLIENTS and min(done.values()) > count // 10
        end = time.monotonic() + 20
        while threads_of(preview) > threads_before:
            assert time.monotonic() < end, "a thread was left behind"
            time.sleep(0.05)
        assert preview.get("/digest/notes/n1/")[0].status == 200
        listener.close()
        assert preview.stop() == 0
        assert "Traceback" not in preview.said and "failed" not in preview.said, preview.said


def text(i: int, more: str = "") -> str:
    return note(f"노트 {i}", day=f"2025-10-{i % 28 + 1:02}", body=f"본문 {i}. {more}")


def write_without_end(digest: Site, stop: threading.Event) -> None:
    """Bodies and titles change, a note comes and goes, and one is broken now and then."""
    turn = 0
    while not stop.wait(0.02):
        turn += 1
        i = turn % NOTES
        path = f"content/notes/2025-10-{i % 28 + 1:02}-n{i}.md"
        digest.put(path, text(i, f"Fassung {turn}"))
        if turn % 5 == 0:
            digest.put(path, text(i).replace(f"title: 노트 {i}", f"title: 노트 {i} {turn}"))
        if turn % 20 == 10:
            digest.put("content/notes/2025-11-01-comes-and-goes.md", note("한때", day="2025-11-01"))
        if turn % 20 == 0:
            digest.remove("content/notes/2025-11-01-comes-and-goes.md")
        if turn % 50 == 25:
            digest.put(path, "---\ntitle: [\n---\n")
            digest.put(path, text(i))


def ask(port: int, chance: random.Random, count: int, wrong: list[str], done: Counter[bool]) -> None:
    """Sends requests, each over a connection of its own, and checks what comes back."""
    for _ in range(count):
        is_good = chance.random() < 0.6
        request, statuses, word = chance.choice(GOOD if is_good else BAD)
        try:
            answer = answer_to(port, request)
        except OSError as error:
            answer = b""
            if len(request) < 20_000:  # what is far too long may be cut off while it is still being sent
                wrong.append(f"{request[:80]!r}: {error!r}")
        done[is_good] += 1
        status = re.match(rb"HTTP/1\.[01] (\d+) ", answer)
        if not answer and (not statuses or len(request) > 20_000):
            continue
        if not status or int(status[1]) not in statuses or word.encode() not in answer:
            wrong.append(f"{request[:80]!r}: {answer[:200]!r}")


def answer_to(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(request.replace(b"Host: localhost\r\n", b"Host: localhost\r\nConnection: close\r\n"))
        if request.endswith(b" HT"):
            return b""
        if b"/events?" in request:
            return connection.recv(65536)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
        return b"".join(parts)


def threads_of(preview: Preview) -> int:
    return len(list(Path(f"/proc/{preview.process.pid}/task").iterdir()))
