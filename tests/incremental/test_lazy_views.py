"""A page is made of what its template shows, and is seen to be: what a view has not made, nothing depends on."""

import pytest

from tests.site import clean, note

NOTE, LISTING = "content/notes/2025-10-24-a.md", "content/notes/2025-10-20-b.md"


@pytest.fixture
def built(site):
    digest = site()
    digest.put(NOTE, note("가", body="[[b]]"))
    digest.put(LISTING, note("나", day="2025-10-20"))
    digest.build()
    return digest


def standing(digest, url):
    return (digest.output / url / "index.html").stat().st_mtime_ns


def test_a_page_that_shows_less_is_made_anew_less_often(built):
    built.put("templates/note.html", "<h1>{{ view.title }}</h1>")
    built.build()
    before = standing(built, "notes/b")
    built.put(NOTE, note("다른 제목", body="이제 없다"))  # what links to it, and what is beside it, is not shown
    rendered = built.build("--json").data["rendered"]
    assert standing(built, "notes/b") == before and built.files() == clean(built)
    built.put(
        "templates/note.html", "<h1>{{ view.title }}</h1>{% for link in view.backlinks %}{{ link.words }}{% endfor %}"
    )
    built.put(NOTE, note("가", body="[[b]]"))
    built.build()
    assert "가" in built.page("notes/b/")
    built.put(NOTE, note("다른 제목", body="이제 없다"))  # the same edit, which a page more shows now
    assert built.build("--json").data["rendered"] == rendered + 1
    assert "가" not in built.page("notes/b/") and built.files() == clean(built)


def test_what_is_shown_only_now_and_then_is_seen_then(built):
    """Of two parts a template may show one: whether the other has changed does not matter until it does."""
    built.put(
        "templates/note.html",
        "{% if view.related %}{{ view.related[0].note.title }}{% else %}{{ view.older }}{% endif %}",
    )
    built.build()
    for title in ("하나", "둘"):
        built.put(LISTING, note(title, day="2025-10-20"))
        built.build()
        assert title in built.page("notes/a/") and built.files() == clean(built)
    built.remove(LISTING)
    built.put(NOTE, note("가", body="혼자"))
    built.build()
    assert "None" in built.page("notes/a/") and built.files() == clean(built)


@pytest.mark.parametrize("page", ["note", "term"])
@pytest.mark.parametrize("reach", ["_context", "_note", "_term", "__dict__", "_urls"])
def test_a_template_cannot_reach_behind_a_view(built, page, reach):
    built.put(f"templates/{page}.html", "{{ view." + reach + " }}")
    result = built.run("build")
    assert result.status == 1 and reach in result.err and "Traceback" not in result.err


@pytest.mark.parametrize(
    ("page", "url", "name"), [("note", "notes/a/", "NoteView"), ("term", "companies/openai/", "TermView")]
)
def test_a_view_that_is_printed_says_what_it_is(built, page, url, name):
    built.put(f"templates/{page}.html", "{{ view }}")
    built.build()
    assert built.page(url) == name
