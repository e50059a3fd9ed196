"""What `check --links` remembers of addresses outside, how it asks, and what the pages of notes say of it."""

import datetime as dt
import json
import os
import threading
import time
from itertools import pairwise

import pytest

from sitegen.content.addresses import AddressState, as_lines, read_addresses
from sitegen.content.files import File
from sitegen.desk import archive, fetch, links, one_address, polite
from sitegen.desk.fetch import Fetched, Unfetched
from sitegen.desk.one_address import AddressAnswer
from tests.site import Site, clean, note

NOTE, LIST = "content/notes/2025-10-24-x.md", "content/addresses.txt"
HERE, THERE, GONE = "https://example.com/1", "https://example.com/2", "https://example.com/3"
ALSO = f"also:\n  - {{publisher: B, url: '{THERE}#part'}}\n  - {{publisher: C, url: {GONE}}}\n"
TODAY = dt.date(2026, 11, 20)


def file(text: str) -> File:
    return File(LIST, LIST, data=text.encode())


@pytest.fixture
def asked(site, monkeypatch):
    """Answers in place of the network's: a function from answers to what `check --links` says and the list."""
    digest = site()
    digest.put(NOTE, note(more=ALSO))
    monkeypatch.setattr(links, "today", lambda zone: TODAY)
    monkeypatch.setattr(polite, "PAUSE", 0.0)

    def check(answers: dict[str, AddressAnswer], *options: str) -> tuple[list[tuple[str, str]], str, Site]:
        monkeypatch.setattr(one_address, "ask", lambda address, seconds: answers.get(address, AddressAnswer()))
        result = digest.run("check", "--links", "--format", "json", *options)
        listed = digest.root / LIST
        said = [(problem["rule"], problem["hint"]) for problem in json.loads(result.out)]
        return said, listed.read_text("utf-8") if listed.exists() else "", digest

    return check


NOT_FOUND = AddressAnswer("answers 404 Not Found", gone=True)
FORBIDDEN = AddressAnswer("answers 403 Forbidden")
UNKNOWN = AddressAnswer("has a host that is not known", gone=True, unknown=True)


def test_each_address_s_day_is_written_down_and_what_only_refuses_keeps_its_own(asked):
    said, listed, digest = asked({GONE: NOT_FOUND, THERE: FORBIDDEN})
    assert [rule for rule, _ in said] == ["doubtful-address", "dead-address"]
    assert listed.split("\n")[1:] == [f"2026-11-20 {HERE}", f"never gone 2026-11-20 {GONE}", ""]
    digest.put(LIST, f"2026-09-01 {THERE}\n2026-08-01 gone 2026-10-01 {GONE}\n2020-01-01 https://unused.example/\n")
    _, listed, _ = asked({GONE: NOT_FOUND, THERE: FORBIDDEN})
    days = [f"2026-11-20 {HERE}", f"2026-09-01 {THERE}", f"2026-08-01 gone 2026-10-01 {GONE}", ""]
    assert listed.split("\n")[1:] == days
    _, listed, _ = asked({})
    assert "gone" not in listed and listed.count("2026-11-20") == 3


def test_a_machine_that_is_not_online_says_so_and_writes_nothing_down(asked):
    said, listed, digest = asked({HERE: UNKNOWN, THERE: UNKNOWN, GONE: UNKNOWN})
    assert {rule for rule, _ in said} == {"doubtful-address"} and listed == ""
    assert digest.run("check", "--links").err.endswith("is this machine online? Nothing is written down\n")


def test_a_list_that_is_a_link_is_not_written_to(asked, tmp_path):
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    _, _, digest = asked({HERE: UNKNOWN, THERE: UNKNOWN, GONE: UNKNOWN})
    (digest.root / LIST).symlink_to(mine)
    asked({})
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("held", [b"# caf\xe9\n2020-01-01 https://a.example/\n", b"\x01\n", b"#" * 2_000_001])
def test_a_list_that_cannot_be_read_is_left_as_it_is(asked, held):
    _, _, digest = asked({})
    (digest.root / LIST).write_bytes(held)
    assert f"{LIST} is left as it is: " in digest.run("check", "--links").err
    assert (digest.root / LIST).read_bytes() == held


def test_a_pipe_in_the_place_of_the_list_is_not_waited_for(asked):
    _, _, digest = asked({})
    (digest.root / LIST).unlink()
    os.mkfifo(digest.root / LIST)
    assert f"{LIST} is no file, and is not written to" in digest.run("check", "--links").err


def test_the_page_of_a_note_says_when_its_source_was_seen_and_shows_the_copy_of_one_that_is_gone(asked):
    _, _, digest = asked({GONE: NOT_FOUND, THERE: NOT_FOUND})
    digest.put(NOTE, note(more=ALSO.replace(f"url: {GONE}", f"url: {GONE}, archive: https://web.archive.org/x")))
    digest.put(NOTE.replace(".md", ".en.md"), "---\ntitle: One\nsummary: S.\nwhy: W.\n---\nText.\n")
    digest.build()
    korean, english = (" ".join(digest.page(f"{lang}notes/x/").split()) for lang in ("", "en/"))
    assert "원문 확인 2026.11.20" in korean and "원문 사라짐(2026.11.20 확인)" in korean
    assert "source seen 20 Nov 2026" in english and "source gone (checked 20 Nov 2026)" in english
    assert f'href="{HERE}"' in korean and f'href="{THERE}' not in korean and f'href="{GONE}"' not in korean
    assert '<a href="https://web.archive.org/x" rel="external">C</a>' in korean
    before = digest.page("topics/sovereign-ai/")
    digest.put(LIST, f"2026-11-21 {HERE}\n")
    digest.build()
    assert "원문 확인 2026.11.21" in digest.page("notes/x/") and digest.page("topics/sovereign-ai/") == before
    assert digest.files() == clean(digest)


def test_lines_that_say_nothing_are_warnings_and_the_others_count(site):
    digest = site()
    digest.put(NOTE, note())
    digest.put(LIST, f"# a comment\n\n2026-13-40 {HERE}\nabc\n2026-11-20 {HERE}\n2026-11-20 ftp://x\n")
    data = digest.build("--json").data["problems"]
    assert [(p["rule"], p["severity"], p["line"]) for p in data] == [("address", "warning", n) for n in (3, 4, 6)]
    assert "2026.11.20" in digest.page("notes/x/")


def test_what_is_written_down_is_read_again():
    states = {
        HERE: AddressState(TODAY),
        GONE: AddressState(TODAY, TODAY),
        "https://한국.kr/글": AddressState(None, TODAY),
    }
    assert read_addresses(file(as_lines(states))) == (states, [])
    assert list(read_addresses(file(as_lines(states)))[0]) == sorted(states)


def test_hosts_are_asked_at_once_and_each_of_them_one_address_after_another(monkeypatch):
    monkeypatch.setattr(polite, "PAUSE", 0.05)
    times: dict[str, tuple[float, float]] = {}
    together = threading.Barrier(3, timeout=20)

    def ask(address: str) -> str:
        start = time.monotonic()
        if address.endswith("/0"):
            together.wait()  # which ends only when all three hosts are being asked
        times[address] = start, time.monotonic()
        return address

    addresses = [f"https://{host}.example/{n}" for host in "abc" for n in range(3)]
    assert polite.ask_all(addresses, ask, 30, lambda _: "late") == {address: address for address in addresses}
    for host in "abc":
        own = sorted(times[f"https://{host}.example/{n}"] for n in range(3))
        assert all(later[0] - earlier[1] >= 0.045 for earlier, later in pairwise(own))


def test_a_host_that_takes_too_long_is_given_up_and_the_others_are_asked(monkeypatch):
    monkeypatch.setattr(polite, "PAUSE", 0.0)
    slow = ["https://slow.example/1", "https://slow.example/2"]
    answers = polite.ask_all(
        [*slow, HERE], lambda each: time.sleep(0.5) if each in slow else "well", 0.05, lambda _: "late"
    )
    assert answers == {HERE: "well", **dict.fromkeys(slow, "late")}
    assert polite.longest([HERE] * 20, 15) == 20 * 15
    assert polite.ask_all([], str, 1, str) == {}


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://[::1]:80/",
        "http://localhost:1/",
        "http://printer.local/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest",
        "http://0x7f000001/",
    ],
)
def test_a_private_address_is_refused(address):
    answer = one_address.ask(address, 2)
    assert not answer.gone and ("private network" in answer.message or "not known" in answer.message)


def test_a_redirect_to_a_private_address_is_refused(monkeypatch):
    monkeypatch.setattr(one_address, "_opener", lambda: Leading("http://192.168.0.1/secret"))
    assert (
        one_address.ask("https://example.com/", 2).message
        == "is in a private network (192.168.0.1), which is not asked"
    )


class Leading:
    """A host that leads on."""

    def __init__(self, to: str) -> None:
        self._to = to

    def open(self, request, timeout):
        raise one_address.HTTPError(request.full_url, 302, "", {"Location": self._to}, None)


COPY = "http://web.archive.org/web/20230102030405/https://example.com/3"
FOUND = {"archived_snapshots": {"closest": {"available": True, "status": "200", "url": COPY}}}


def test_copies_are_looked_for_where_a_source_does_not_answer(asked, monkeypatch):
    looked: list[str] = []

    def wayback(address: str, most: int) -> Fetched:
        looked.append(address)
        if "%2F2" in address:
            raise Unfetched("answers 503")
        return Fetched(address, json.dumps(FOUND).encode(), "application/json", "")

    monkeypatch.setattr(fetch, "fetch", wayback)
    said, _, _ = asked({GONE: NOT_FOUND, THERE: FORBIDDEN}, "--archive")
    copy = COPY.replace("http:", "https:", 1)
    assert said == [
        ("doubtful-address", "the Wayback Machine has no copy"),
        ("dead-address", f"there is a copy of 2023-01-02: `archive: {copy}`"),
    ]
    assert looked == [f"{archive._API}https%3A%2F%2Fexample.com%2F{n}" for n in (2, 3)]


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[]",
        b'{"archived_snapshots": {}}',
        b'{"archived_snapshots": {"closest": {"status": "404", "url": "x"}}}',
        b'{"archived_snapshots": {"closest": {"status": "200", "url": "https://evil.example/"}}}',
        b'{"archived_snapshots": {"closest": {"status": "200", "url": 7}}}',
    ],
)
def test_an_answer_that_names_no_copy_names_none(monkeypatch, answer):
    monkeypatch.setattr(fetch, "fetch", lambda address, most: Fetched(address, answer, "", ""))
    assert archive.copy_of(HERE) == ("", "")


def test_archive_is_asked_for_with_links_alone(site):
    assert site().run("check", "--archive").status == 2
