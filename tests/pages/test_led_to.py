"""Files for scripts and programs that a template has to lead to: where none does, there are none."""

import pytest

from sitegen.pages.page import Page
from tests.site import Site, clean, note

BASE = "{% extends 'base.html' %}{% block main %}{{ view.title }}{% endblock %}"


def of(digest: Site, beginning: str, ending: str) -> list[str]:
    return [name for name in digest.files() if name.startswith(beginning) and name.endswith(ending)]


def with_note(site) -> Site:
    digest = site()
    digest.put("content/notes/2025-10-24-a.md", note())
    return digest


def test_without_own_templates_all_are_made(site):
    digest = with_note(site)
    digest.build()
    assert of(digest, "notes/a/", "index.md") and of(digest, "search/words/", ".txt") and of(digest, "data/", ".zip")


def test_notes_are_markdown_too_where_their_pages_lead_there(site):
    digest = with_note(site)
    digest.put("templates/note.html", BASE)
    digest.build()
    assert not of(digest, "notes/", ".md") and "/notes/a/)" in digest.page("llms.txt")
    digest.put("templates/parts/own.html", "{{ view['markdown'] }}")
    digest.put("templates/note.html", BASE.replace("view.title", "view.title }}{% include 'parts/own.html' %}{{ ''"))
    digest.build()
    assert of(digest, "notes/", ".md") == ["notes/a/index.md"] and "/notes/a/index.md)" in digest.page("llms.txt")
    assert digest.files() == clean(digest)
    digest.put("templates/note.html", BASE)
    digest.build()
    assert digest.files() == clean(digest) and not of(digest, "notes/", ".md")


@pytest.mark.parametrize("text", ["", "{# nobody searches here #}\n"])
def test_the_index_is_made_for_a_page_of_search(site, text):
    digest = with_note(site)
    digest.put("templates/search.html", text)
    digest.build()
    assert of(digest, "search/", "") == ["search/index.html"]
    digest.put("templates/search.html", "<script src='/own.js'></script>")
    digest.build()
    assert of(digest, "search/words/", ".txt") and digest.files() == clean(digest)


def test_data_files_are_made_for_any_page_that_leads_there(site):
    digest = with_note(site)
    for name in ("data.html", "claims.html", "statements.html", "relations.html"):
        digest.put(f"templates/{name}", "")
    digest.build()
    assert of(digest, "data/", "") == ["data/index.html"] and "/data/" not in digest.page("llms.txt")
    digest.put("templates/relations.html", "{{ view.data[0].href }}")
    digest.build()
    assert of(digest, "data/", "notes.json") and of(digest, "data/", ".zip") and digest.files() == clean(digest)


def test_nobody_makes_the_view_of_a_page_whose_template_is_empty(site, monkeypatch):
    digest = with_note(site)
    made: list[str] = []
    view = Page.view
    monkeypatch.setattr(Page, "view", lambda page, context: (made.append(page.url.path), view(page, context))[1])
    digest.put("templates/term.html", "{# later #}\n")
    digest.build()
    assert digest.page("companies/openai/") == "" and "companies/openai/" not in made and "notes/a/" in made
    digest.put("templates/term.html", "{{ view.name.words }}")
    digest.build()
    assert digest.page("companies/openai/") == "오픈AI" and digest.files() == clean(digest)
