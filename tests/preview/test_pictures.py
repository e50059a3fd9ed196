"""The preview shows the pictures that a build writes, and takes up changes while one is drawn."""

import re
import threading
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from sitegen.incremental.workspace import Options
from sitegen.preview.app import Preview
from sitegen.render.pictures import drawing
from tests.pictures import photo, png, saved
from tests.site import Site, note

NOTE = "content/notes/2025-10-24-x.md"
PICTURE = "content/notes/p.jpg"


@pytest.fixture
def digest(site) -> Site:
    digest = site(f"-- {NOTE} --\n{note(body='![강](p.jpg) [원본](p.jpg)')}")
    digest.put(PICTURE, saved(photo(1200, 800), "JPEG", turn=6))
    return digest


@pytest.fixture
def preview(digest) -> Iterator[Preview]:
    preview = Preview(Options(root=digest.root), "127.0.0.1", True, print)
    yield preview
    preview.stop()


def answered(preview: Preview, path: str) -> tuple[int, bytes]:
    answer = preview.answer(preview.asked(f"/digest/{quote(path)}", {"Host": "localhost"}))
    return answer.status, answer.data


def shown(preview: Preview) -> list[str]:
    page = answered(preview, "notes/x/")[1].decode()
    return sorted(set(re.findall(r"/digest/(assets/p\.[\w.-]+)", page)))


def test_it_shows_what_is_built_before_and_after_a_change_of_the_picture(digest, preview):
    for data in (None, saved(photo(1200, 800, 3), "JPEG"), png(500, 20)):
        if data:
            digest.put(PICTURE, data)
            preview._take_up({str(digest.root / PICTURE)})
        digest.build()
        built = {name: content for name, content in digest.files().items() if name.startswith("assets/p.")}
        assert shown(preview) == sorted(built)
        assert {name: answered(preview, name) for name in built} == {name: (200, built[name]) for name in built}


def test_a_save_does_not_wait_for_a_picture_that_is_drawn(digest, preview, monkeypatch):
    begun, go_on = threading.Event(), threading.Event()
    draw = drawing.PictureDrawing.draw

    def slow(self, variant):
        begun.set()
        assert go_on.wait(20)
        return draw(self, variant)

    monkeypatch.setattr(drawing.PictureDrawing, "draw", slow)
    [name, *_] = shown(preview)
    asking = threading.Thread(target=answered, args=(preview, name))
    asking.start()
    assert begun.wait(20)
    digest.put(NOTE, note("새 제목", body="![강](p.jpg)"))
    preview._take_up({str(digest.root / NOTE)})
    assert "새 제목" in answered(preview, "notes/x/")[1].decode()
    go_on.set()
    asking.join()
    assert answered(preview, name)[0] == 200


def test_a_picture_is_drawn_once_whatever_is_saved(digest, preview, monkeypatch):
    drawn = []
    draw = drawing.PictureDrawing.draw
    monkeypatch.setattr(drawing.PictureDrawing, "draw", lambda self, view: drawn.append(view.width) or draw(self, view))
    every = [name for name in shown(preview) if name.endswith("webp")]
    for title in ("하나", "둘"):
        for name in every:
            answered(preview, name)
        digest.put(NOTE, note(title, body="![강](p.jpg)"))
        preview._take_up({str(digest.root / NOTE)})
    assert sorted(drawn) == [480, 800]


def test_one_that_cannot_be_drawn_is_said_in_the_browser_and_mended_there(digest, preview):
    data = saved(photo(900, 600), "PNG", metadata=False)
    digest.put(PICTURE, data[:2000] + b"\0" * 400 + data[2400:])
    preview._take_up({str(digest.root / PICTURE)})
    assert answered(preview, shown(preview)[0])[0] == 503
    assert [problem.rule for problem in preview._problems if problem.severity == "error"] == ["bad-image"]
    digest.put(PICTURE, data)
    preview._take_up({str(digest.root / PICTURE)})
    assert answered(preview, shown(preview)[0])[0] == 200
    assert [problem for problem in preview._problems if problem.severity == "error"] == []
