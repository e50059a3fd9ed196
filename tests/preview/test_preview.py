"""`sitegen serve` from outside: what it answers, what it refuses, what it tells open pages, and that it never dies."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import quote, unquote

import pytest

from sitegen.incremental.workspace import Options
from sitegen.preview.app import Preview as Session
from sitegen.preview.inject import with_preview
from sitegen.preview.requests import Request
from sitegen.preview.serve import _servers
from tests.pictures import png
from tests.previewing import Listener, Preview, until
from tests.process import environment
from tests.site import Site, note

NOTE, URL = "content/notes/2025-10-24-one.md", "/digest/notes/one/"
PNG = png(1, 1)


@pytest.fixture(scope="module")
def digest(tmp_path_factory) -> Site:
    digest = Site(tmp_path_factory.mktemp("preview") / "site")
    digest.put(NOTE, note("첫 노트", body="![그림](그림.png) 본문이다."))
    digest.put("content/notes/그림.png", PNG)
    digest.put("content/notes/2025-10-23-오픈ai.md", note("한글 주소", day="2025-10-23"))
    return digest


@pytest.fixture(scope="module")
def preview(digest) -> Iterator[Preview]:
    with Preview(digest.root) as preview:
        yield preview
        assert preview.stop() == 0
        assert "Traceback" not in preview.said and "failed" not in preview.said, preview.said


@pytest.fixture
def opened(preview) -> Iterator[Listener]:
    """The first note, open in a browser."""
    listener = Listener(preview, URL, key_in(preview.get(URL)[1]))
    listener.wait("ok")
    yield listener
    listener.close()


def style_in(page: bytes) -> str:
    [style] = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.decode())
    return style


def key_in(page: bytes) -> str:
    [key] = re.findall(r'"key": "(\w+)"', page.decode())
    return key


@pytest.mark.parametrize(
    ("path", "status", "place"),
    [
        ("/digest/", 200, ""),
        ("/digest/index.html", 200, ""),
        ("/digest", 301, "/digest/"),
        ("/digest/notes", 301, "/digest/notes/"),
        ("/digest/notes/one", 301, "/digest/notes/one/"),
        ("/digest/notes/%EC%98%A4%ED%94%88ai/", 200, ""),
        ("/digest/notes/%ec%98%a4%ed%94%88ai", 301, "/digest/notes/%EC%98%A4%ED%94%88ai/"),
        ("/digest/notes/%25EC%2598%25A4%25ED%2594%2588ai/", 404, ""),
        ("/digest/Notes/", 404, ""),
        ("/digest/404", 200, ""),
        ("/digest/assets/", 404, ""),
        ("/digest/notes/one/?utm_source=x", 200, ""),
        ("/digest/nothing/at/all", 404, ""),
        ("/notes/one/", 404, ""),
        ("/", 302, "/digest/"),
    ],
)
def test_addresses_are_answered_as_github_pages_would(preview, path, status, place):
    response, data = preview.get(path)
    assert (response.status, response.headers.get("Location", "")) == (status, place)
    assert response.headers["Cache-Control"] == "no-store"
    if status == 404:
        assert b'rel="stylesheet"' in data  # a page of the site's


def test_a_preview_shows_what_a_build_writes_but_for_its_own_script(digest, preview):
    digest.build("--drafts")  # beside the running preview
    files = {name: data for name, data in digest.files().items() if not name.startswith(".sitegen/")}
    assert len(files) > 40 and any(name.startswith("assets/site.") for name in files)
    for name, built in files.items():
        if name in (".nojekyll",):
            continue
        _, shown = preview.get("/digest/" + quote(name))
        own = rb'<script (type="application/json" id="sitegen-about"|type="module"|nonce=").*?</script>'
        plain = re.sub(own, b"", shown)
        plain = re.sub(rb"; script-src 'nonce-\w+'| 'nonce-\w+'", b"", plain)
        plain = re.sub(rb"(; )?connect-src [^;\"]+(?=\")", b"", plain) if b"connect-src" not in built else plain
        assert plain == built, name


def test_an_asset_has_the_address_that_a_build_gives_it_and_no_other(digest, preview):
    assert b"masthead" in preview.get(style_in(preview.get(URL)[1]))[1]
    for plain in ("site.css", "favicon.svg", "claims.js", "since.js", "site.css/10-ground.css"):
        assert preview.get(f"/digest/assets/{plain}")[0].status == 404, plain


def test_the_published_policy_stays_in_force_but_for_the_preview_s_own_script(digest, preview):
    _, data = preview.get(URL)
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', data.decode())
    [nonce] = re.findall(r'src="/digest/\.sitegen/client\.js" nonce="(\w+)"', data.decode())
    assert f"script-src 'self' 'nonce-{nonce}'" in policy.split("; ")
    assert "style-src 'self'" in policy.split("; ") and "default-src 'none'" in policy.split("; ")


def test_files_go_out_with_their_types_and_images_with_their_bytes(digest, preview):
    _, page = preview.get(URL)
    [image] = re.findall(r'<img src="([^"]+)"', page.decode())
    types = {}
    style = style_in(page)
    for path in (URL, style, "/digest/feed.json", "/digest/feed.xml", "/digest/robots.txt", image):
        types[path] = preview.get(path)[0].headers["Content-Type"]
    assert list(types.values()) == [
        "text/html; charset=utf-8",
        "text/css; charset=utf-8",
        "application/json; charset=utf-8",
        "application/xml",
        "text/plain; charset=utf-8",
        "image/webp",
    ]
    digest.build("--drafts")
    assert preview.get(image)[1] == digest.files()[unquote(image).removeprefix("/digest/")]


def test_heads_conditions_and_ranges_are_understood(preview):
    style = style_in(preview.get(URL)[1])
    response, data = preview.get(style)
    tag = response.headers["ETag"]
    head, nothing = preview.get(style, "HEAD")
    assert (head.status, head.headers["Content-Length"], nothing) == (200, str(len(data)), b"")
    assert preview.get(style, If_None_Match=f'"x", W/{tag}')[0].status == 304
    assert preview.get(style, If_None_Match='"x"')[0].status == 200
    for wanted, status, part in (
        ("bytes=0-9", 206, data[:10]),
        ("bytes=-5", 206, data[-5:]),
        (f"bytes={len(data) - 3}-", 206, data[-3:]),
        ("bytes=5-999999999", 206, data[5:]),
        ("bytes=0-1,4-5", 200, data),
        ("bytes=9-2", 200, data),
        ("lines=1-2", 200, data),
        (f"bytes={len(data)}-", 416, b""),
        ("bytes=-0", 416, b""),
        (f"bytes={'9' * 5000}-", 416, b""),
        (f"bytes=0-{'9' * 5000}", 206, data),
        (f"bytes=-{'9' * 5000}", 206, data),
        (f"bytes={'0' * 5000}3-4", 206, data[3:5]),
    ):
        response, found = preview.get(style, Range=wanted)
        assert (response.status, found) == (status, part), wanted
    assert preview.get(style, Range="bytes=0-9", If_Range='"old"')[0].status == 200


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_several_requests_share_a_connection_to_either_address_of_localhost(preview, address):
    if address == "::1" and not socket.has_dualstack_ipv6():
        pytest.skip("this machine has no IPv6")
    with socket.create_connection((address, preview.port), timeout=20) as connection:
        for _ in range(3):
            connection.sendall(b"HEAD /digest/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/digest/", {"Host": "evil.example"}, 403),  # DNS rebinding
        ("/digest/", {"Host": "localhost.evil.example:8000"}, 403),
        ("/digest/", {"Host": "192.168.0.7"}, 403),  # only with --host 0.0.0.0
        ("/digest/", {"Host": "x@localhost:y"}, 403),
        ("/digest/../content/site.yaml", {}, 400),
        ("/digest/%2e%2e/content/site.yaml", {}, 400),
        ("/digest/notes/..%2f..%2fsite.yaml", {}, 400),
        ("/digest/notes%2fone/", {}, 400),
        ("/digest/notes%5cone/", {}, 400),
        ("/digest/%00", {}, 400),
        ("/digest/%ff", {}, 400),
        ("http://evil.example/", {}, 403),
        ("/digest/" + "x" * 9000, {}, 414),
        ("/digest/.sitegen/events", {"Origin": "https://evil.example"}, 403),
        ("/digest/.sitegen/events", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("/digest/.sitegen/client.js", {"Sec-Fetch-Site": "same-site"}, 403),
        ("/digest/.sitegen/../cli.py", {}, 400),
        ("/digest/.sitegen/live.py", {}, 404),
        ("/digest/.sitegen/", {}, 404),
    ],
)
def test_what_must_not_be_asked_is_refused(preview, path, headers, status):
    response, data = preview.get(path, **headers)
    assert response.status == status
    assert len(data) < 100 and "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_a_preview_is_only_read(preview, method):
    assert preview.get("/digest/", method)[0].status == 405


def test_only_the_concerned_page_is_told_of_a_body_and_everybody_of_the_note_saved_last(digest, preview, opened):
    other = Listener(preview, "/digest/topics/", key_in(preview.get("/digest/topics/")[1]))
    digest.put(NOTE, note("첫 노트", body="![그림](그림.png) 고친 본문이다."))
    assert opened.wait("reload") == {"paths": [URL]}
    assert other.wait("saved") == {"file": NOTE, "path": URL}
    assert "고친 본문" in preview.get(URL)[1].decode()
    assert not [event for event in other.events if event[0] == "reload"]
    other.close()


def test_a_page_that_shows_an_older_state_learns_that_when_it_connects(preview):
    listener = Listener(preview, URL, "0123456789abcdef")
    assert listener.wait("reload") == {"paths": [URL]}
    listener.close()


def saved_in_place(file, text):
    file.write_text(text, "utf-8")


def saved_by_renaming(file, text):
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(text, "utf-8")
    os.replace(beside, file)


def saved_with_a_backup(file, text):
    """As Vim does: the old file is moved away, a new one written."""
    (file.parent / "4913").write_text("")
    (file.parent / "4913").unlink()
    file.rename(f"{file}~")
    file.write_text(text, "utf-8")


def saved_in_pieces(file, text):
    data = text.encode()
    with file.open("wb", buffering=0) as opened:
        for start in range(0, len(data), 40):
            opened.write(data[start : start + 40])
            time.sleep(0.02)


def deleted_and_written_anew(file, text):
    file.unlink()
    file.write_text(text, "utf-8")


@pytest.mark.parametrize(
    "save",
    [saved_in_place, saved_by_renaming, saved_with_a_backup, saved_in_pieces, deleted_and_written_anew],
)
def test_however_an_editor_saves_the_page_follows_and_nothing_is_said_to_be_wrong(digest, preview, opened, save):
    said = len(preview.said)
    save(digest.root / NOTE, note("첫 노트", body=f"저장함: {save.__name__}."))
    opened.wait("reload")
    assert save.__name__ in preview.get(URL)[1].decode()
    opened.wait("saved", lambda data: data["file"] == NOTE)
    assert preview.said[said:] == ""


def test_moved_and_removed_folders_take_their_notes_with_them(digest, preview):
    home = Listener(preview, "/digest/notes/", key_in(preview.get("/digest/notes/")[1]))
    for i in range(5):
        digest.put(
            f"content/notes/here/2025-01-0{i + 1}-moving-{i}.md", note(f"옮길 노트 {i}", day=f"2025-01-0{i + 1}")
        )
    until(lambda: preview.get("/digest/notes/moving-4/")[0].status == 200)
    (digest.root / "content/notes/here").rename(digest.root / "content/notes/there")
    until(lambda: b"content/notes/there/" in preview.get("/digest/notes/moving-4/")[1])
    (digest.root / "content/notes/there").rename(digest.root / "away")
    until(lambda: preview.get("/digest/notes/moving-4/")[0].status == 404)
    (digest.root / "away").rename(digest.root / "content/notes/back")
    until(lambda: preview.get("/digest/notes/moving-4/")[0].status == 200)
    shutil.rmtree(digest.root / "content/notes/back")
    until(lambda: preview.get("/digest/notes/moving-0/")[0].status == 404)
    home.wait("reload")
    home.close()


def test_what_programs_leave_beside_notes_is_no_change(digest, preview, opened):
    for name in (".2025-10-24-one.md.swp", "#2025-10-24-one.md#", "2025-10-24-one.md~", "sedAbCdEf", "x.tmp"):
        (digest.root / "content/notes" / name).write_text("nothing", "utf-8")
        (digest.root / "content/notes" / name).unlink()
    digest.put(NOTE, note("첫 노트", body="danach"))
    opened.wait("reload")
    opened.wait("saved", lambda data: data["file"] == NOTE)
    assert not [data for kind, data in opened.events if kind == "problems"]


def test_problems_are_told_to_every_page_and_to_the_terminal_and_taken_back(digest, preview, opened):
    digest.put(NOTE, note("첫 노트", topics="sovereign-aj"))
    told = opened.wait("problems", lambda data: "error" in data["summary"])
    [problem] = told["problems"]
    assert (problem["file"], problem["rule"], problem["line"]) == (NOTE, "unknown-term", 7)
    assert "sovereign-ai" in problem["hint"]
    assert preview.get(URL)[0].status == 200
    late = Listener(preview, "/digest/")
    assert late.wait("problems") == told
    digest.put(NOTE, note("첫 노트"))
    for listener in (opened, late):
        listener.wait("ok")
    preview.wait_for("no problems\n")
    assert f"{NOTE}:7:10: error:" in preview.said
    late.close()


def test_another_note_can_be_worked_on_while_one_is_broken(digest, preview, opened):
    digest.put("content/notes/2025-10-23-오픈ai.md", "---\ntitle: [\n---\n")
    opened.wait("problems")
    digest.put(NOTE, note("첫 노트", body="일은 계속된다."))
    opened.wait("reload")
    assert "일은 계속된다." in preview.get(URL)[1].decode()
    digest.put("content/notes/2025-10-23-오픈ai.md", note("한글 주소", day="2025-10-23"))
    opened.wait("ok")


def test_a_missing_image_is_found_once_it_is_there(digest, preview, opened):
    digest.put(NOTE, note("첫 노트", body="![나중](나중.png)"))
    opened.wait("problems")
    digest.put("content/notes/나중.png", PNG)
    opened.wait("ok")
    assert b"<img" in preview.get(URL)[1]


def test_an_image_that_was_there_before_it_was_named_is_found(digest, preview):
    digest.put("content/notes/zuvor.png", PNG)
    digest.put("content/notes/2025-10-22-third.md", note("셋째", day="2025-10-22"))
    until(lambda: preview.get("/digest/notes/third/")[0].status == 200)
    digest.put("content/notes/spaeter.png", PNG)
    digest.put(NOTE, note("첫 노트", body="![하나](zuvor.png) ![둘](spaeter.png)"))
    until(lambda: preview.get(URL)[1].count(b"<img") == 2)


def test_templates_of_the_site_s_own_may_come_later(site):
    digest = site("-- content/notes/2025-10-24-one.md --\n" + note())
    with Preview(digest.root) as preview:
        digest.put("templates/note.html", "<p>eigene {{ view.title }}</p>")
        until(lambda: "<p>eigene 제목</p>" in preview.get(URL)[1].decode())
        digest.remove("templates")
        until(lambda: "eigene" not in preview.get(URL)[1].decode())


def test_a_broken_start_waits_to_be_mended(site):
    digest = site("-- content/notes/2025-10-24-one.md --\n" + note())
    whole = (digest.root / "content/site.yaml").read_text("utf-8")
    digest.put("content/site.yaml", "title: [")
    with Preview(digest.root) as preview:
        response, data = preview.get("/digest/notes/one/")
        assert response.status == 503 and b"client.js" in data
        listener = Listener(preview, "/digest/notes/one/", "nothing")
        assert listener.wait("problems")["problems"][0]["file"] == "content/site.yaml"
        digest.put("content/site.yaml", whole)
        listener.wait("reload")
        assert preview.get(URL)[0].status == 200
        listener.close()


def test_drafts_and_notes_of_the_future_are_shown_and_marked(site):
    digest = site("-- content/notes/2999-01-01-far.md --\n" + note("먼 노트", day="2999-01-01", more="draft: true\n"))
    with Preview(digest.root) as preview:
        page = preview.get("/digest/notes/far/")[1].decode()
        assert '"draft": true' in page and '"later": true' in page
        assert "먼 노트" in preview.get("/digest/")[1].decode()


def test_polling_sees_changes_where_no_events_come(site):
    digest = site("-- content/notes/2025-10-24-one.md --\n" + note())
    with Preview(digest.root, "--poll") as preview:
        digest.put(NOTE, note(body="abgefragt"))
        until(lambda: "abgefragt" in preview.get(URL)[1].decode())
        digest.put("content/notes/2025-10-25-two.md", note("둘", day="2025-10-25"))
        until(lambda: preview.get("/digest/notes/two/")[0].status == 200)


def test_a_taken_port_is_passed_over_unless_it_was_demanded(site):
    digest = site()
    with Preview(digest.root) as first, Preview(digest.root) as second:
        assert first.port != second.port
        assert f"is taken; this preview is at {second.port}" in second.said
        command = [sys.executable, "-m", "sitegen", "serve", "--root", str(digest.root), "--port", str(first.port)]
        done = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=60)
        assert done.returncode == 3
        assert str(first.port) in done.stderr and "Traceback" not in done.stderr


def test_a_port_that_another_program_has_at_the_other_address_of_localhost_counts_as_taken(site):
    digest = site()
    with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as other:
        try:
            other.bind(("::1", 0))
        except OSError:
            pytest.skip("this machine has no IPv6")
        other.listen()
        port = other.getsockname()[1]
        with Preview(digest.root, "--port", str(port)) as preview:
            assert preview.address == f"http://127.0.0.1:{port}/digest/"
            assert preview.get("/digest/", Host=f"localhost:{port}")[0].status == 200
        with pytest.raises(OSError):
            _servers("127.0.0.1", port, demanded=False)


def limited(watches: int) -> list[str]:
    """A command that runs another with so many inotify watches; it skips the test where that cannot be."""
    may = ["unshare", "-Ur", "sh", "-c", "test -w /proc/sys/user/max_inotify_watches"]
    if not shutil.which("unshare") or subprocess.run(may, capture_output=True).returncode:
        pytest.skip("watches cannot be limited here")
    return ["unshare", "-Ur", "sh", "-c", f'echo {watches} > /proc/sys/user/max_inotify_watches; exec "$@"', "sh"]


@pytest.mark.parametrize("watches", [6, 9])
def test_where_watches_are_spent_at_the_start_or_later_the_preview_looks_for_itself_and_says_so(site, watches):
    digest = site("-- content/notes/2025-10-24-one.md --\n" + note())
    with Preview(digest.root, before=limited(watches)) as preview:
        for number in range(4):
            digest.put(f"content/notes/{number}/2025-01-01-n{number}.md", note(f"글 {number}", day="2025-01-01"))
            until(lambda number=number: preview.get(f"/digest/notes/n{number}/")[0].status == 200)
        for number in range(4):
            path = f"content/notes/{number}/2025-01-01-n{number}.md"
            digest.put(path, note(f"글 {number}", day="2025-01-01", body="고친 글"))
        for number in range(4):
            until(lambda number=number: "고친 글" in preview.get(f"/digest/notes/n{number}/")[1].decode())
        assert preview.said.count("(inotify watch limit reached); looking every half second") == 1
        assert preview.stop() == 0 and "Traceback" not in preview.said


@pytest.mark.parametrize("when", ["before", "while"])
def test_a_preview_ends_when_it_is_told_to_whatever_holds_it_up(site, when):
    digest = site("-- content/notes/2025-10-24-one.md --\n" + note())
    digest.put("templates/assets/x.txt", "")
    pipe = digest.root / "templates/assets/pipe"
    words = [sys.executable, "-m", "sitegen", "serve", "--root", str(digest.root)]
    if when == "before":
        os.mkfifo(pipe)
        process = subprocess.Popen(words, env=environment(), stderr=subprocess.DEVNULL)
        time.sleep(1)
    else:
        preview = Preview(digest.root)
        process = preview.process
        os.mkfifo(pipe)
        time.sleep(0.5)
    process.terminate()
    assert process.wait(8) in (0, -signal.SIGTERM)  # the latter where it has only just begun


def test_a_change_that_cannot_be_taken_up_is_told_and_taken_up_with_the_next(site, monkeypatch, capsys):
    digest = site("-- content/notes/2025-10-24-one.md --\n" + note())
    session = Session(Options(root=digest.root), "127.0.0.1", True, print)
    stream = session.open({"page": URL, "key": ""})
    assert stream is not None
    changed = session._live.changed
    monkeypatch.setattr(session._live, "changed", lambda paths: 1 / 0)
    file = digest.put(NOTE, note(body="고친 글"))
    session._take_up({str(file)})
    session._tell_problems()
    assert f"{NOTE}:1:1: error: this change could not be taken up: ZeroDivisionError" in capsys.readouterr().out
    monkeypatch.setattr(session._live, "changed", changed)
    session._take_up({str(digest.root / "content/site.yaml")})
    session._tell_problems()
    assert "no problems" in capsys.readouterr().out
    assert "고친 글" in session.answer(Request("file", "notes/one/index.html")).data.decode()
    stream.close()
    told = b"".join(stream).decode()
    assert "could not be taken up" in told and told.rstrip().endswith("data: {}")
    session.stop()


def test_an_address_from_before_base_url_was_changed_leads_to_the_new_one(site):
    digest = site("-- content/notes/2025-10-24-one.md --\n" + note())
    with Preview(digest.root) as preview:
        settings = (digest.root / "content/site.yaml").read_text("utf-8")
        listener = Listener(preview, URL, key_in(preview.get(URL)[1]))
        digest.put("content/site.yaml", settings.replace("/digest/", "/"))
        listener.wait("reload")
        response, _ = preview.get(URL)
        assert (response.status, response.headers["Location"]) == (302, "/notes/one/")
        assert preview.get("/digest/nothing/")[0].status == 404
        response, _ = preview.get(f"/digest/.sitegen/page?of={URL}")
        assert (response.status, response.headers["Location"]) == (302, "/notes/one/")
        digest.put("content/site.yaml", settings)
        until(lambda: preview.get(URL)[0].status == 200)
        assert preview.get("/notes/one/")[0].headers["Location"] == URL
        assert preview.get("/nothing/")[0].status == 404
        listener.close()


@pytest.mark.parametrize(
    ("policy", "wider"),
    [
        ("default-src 'none'", "default-src 'none'; script-src 'nonce-N'; connect-src here/own/"),
        ("script-src a.js; script-src b.js", "script-src a.js 'nonce-N'"),
        ("SCRIPT-SRC 'NONE' ;; Script-Src *", "script-src 'nonce-N'"),
        ("script-src\n'self'\t;\fimg-src *", "script-src 'self' 'nonce-N'; img-src *"),
        ("script-src 'none'; script-src-elem 'none'", "script-src 'none'; script-src-elem 'nonce-N'"),
        ("script-src 'unsafe-inline'", "script-src 'unsafe-inline' here/own/"),
        ("script-src 'unsafe-inline' 'nonce-x'", "script-src 'unsafe-inline' 'nonce-x' 'nonce-N'"),
        (
            "default-src 'unsafe-inline'; connect-src 'Self'",
            "default-src 'unsafe-inline'; connect-src 'Self'; script-src 'unsafe-inline' here/own/",
        ),
        ("img-src 'none'", "img-src 'none'"),
        ("connect-src 'none'", "connect-src here/own/"),
        ("", ""),
    ],
)
def test_a_policy_is_widened_for_the_preview_s_own_script_alone(policy, wider):
    page = f'<head><meta content="{policy}" HTTP-EQUIV=content-security-policy></head>'.encode()
    shown = with_preview(page, "/own/", "here", "N", {}).decode()
    assert f'<meta http-equiv="Content-Security-Policy" content="{wider}"><script' in shown


def test_each_of_several_policies_is_widened_however_it_is_written():
    one, two = "'script-src &#39;none&#39;; img-src &quot;'", '"script-src &apos;none&apos;"'
    pages = (
        f"<head><META\nHttp-Equiv=Content-Security-Policy content={one}/><meta content={two} http-equiv="
        '"CONTENT-SECURITY-POLICY" content="x">한글</HEAD ><body><meta http-equiv=content-security-policy content=x>'
    )
    shown = with_preview(pages.encode(), "/own/", "here", "N", {}).decode()
    assert shown.count("script-src 'nonce-N'") == 2 and "img-src &quot;" in shown
    assert "한글<script" in shown and shown.endswith(
        "</HEAD ><body><meta http-equiv=content-security-policy content=x>"
    )
    bare = "<head><!-- <meta http-equiv=content-security-policy content=x> --></head>"
    assert with_preview(bare.encode(), "/own/", "here", "N", {}).decode().startswith(bare.removesuffix("</head>"))


def test_a_preview_ends_at_once_with_pages_open_and_leaves_a_cache_for_the_next(site):
    digest = site("-- content/notes/2025-10-24-one.md --\n" + note())
    with Preview(digest.root) as preview:
        listeners = [Listener(preview, URL) for _ in range(3)]
        started = time.monotonic()
        assert preview.stop() == 0
        assert time.monotonic() - started < 5
        assert (digest.root / ".sitegen/cache.db").is_file()
        for listener in listeners:
            listener.close()
