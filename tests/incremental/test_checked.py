"""What `check` remembers helps the next one and misleads no build."""

from sitegen.incremental import render_pages
from tests.site import clean, note

FIRST, SECOND = "content/notes/2025-10-24-x.md", "content/notes/2025-10-25-y.md"


def test_a_build_after_a_check_writes_what_a_clean_one_would(site):
    digest = site()
    digest.put(FIRST, note())
    digest.build()
    for day, text in enumerate(("둘째", "셋째"), 25):
        digest.put(f"content/notes/2025-10-{day}-y{day}.md", note(text, day=f"2025-10-{day}"))
        assert digest.run("check").status == 0
        digest.put(FIRST, note(text))
        assert digest.run("check").status == digest.run("check").status == 0
        digest.build()
        assert digest.files() == clean(digest)
    digest.run("check")
    digest.put(FIRST, note())
    digest.build()
    assert digest.files() == clean(digest)


def test_a_check_looks_at_the_pages_of_what_has_changed_alone_and_at_none_where_nothing_has(site, monkeypatch):
    looked_at: list[str] = []
    look = render_pages._look
    monkeypatch.setattr(render_pages, "_look", lambda name, *rest: looked_at.append(name) or look(name, *rest))
    digest = site()
    digest.put(FIRST, note())
    digest.put(SECOND, note(day="2025-10-25"))
    digest.run("check")
    assert {"notes/x/index.html", "notes/y/index.html"} <= {*looked_at}
    looked_at.clear()
    digest.run("check")
    assert looked_at == []
    digest.put(FIRST, note(body="다른 본문이다."))
    digest.run("check")
    assert "notes/x/index.html" in looked_at and "notes/y/index.html" not in looked_at


def test_a_page_that_went_wrong_is_looked_at_until_it_is_well(site):
    digest = site()
    digest.put(FIRST, note())
    digest.put("templates/about.html", "")
    digest.put("templates/note.html", "{{ view.nothing }}")
    for _ in range(2):
        assert "[template]" in digest.run("check").out
    (digest.root / "templates/note.html").unlink()
    assert "[template]" not in digest.run("check").out
