"""Published names of the templates' assets: right in every page, and changed without rendering."""

import re
import shutil

from hypothesis import given
from hypothesis import strategies as st

from sitegen.build.naming import Names
from tests.site import Site, note

STYLE = "templates/assets/site.css/99-own.css"
NOTE = "content/notes/2025-10-24-a.md"


def restyled(digest: Site, style: str) -> dict[str, object]:
    digest.put(STYLE, style)
    return dict(digest.build("--json").data)


def clean(digest: Site) -> dict[str, bytes]:
    other = Site.there(digest.root.parent / "clean", digest.root.parent / "clean/_site")
    shutil.rmtree(other.root, ignore_errors=True)
    for part in ("content", "templates"):
        shutil.copytree(digest.root / part, other.root / part)
    other.build()
    return other.files()


def names(page: str) -> set[str]:
    return set(re.findall(r'/digest/(assets/[^"]+)"', page))


def test_a_changed_style_reaches_every_page_and_renders_none(site):
    digest = site(f"-- {NOTE} --\n" + note())
    restyled(digest, "a { color: red }")
    before = digest.page("notes/a/")
    pages = sum(b"/assets/site." in data for name, data in digest.files().items() if name.endswith(".html"))
    done = restyled(digest, "a { color: blue }")
    assert (done["rendered"], done["written"], done["removed"]) == (0, pages + 1, 1)  # and the style itself
    after = digest.page("notes/a/")
    assert names(before) != names(after)
    assert all((digest.output / name).is_file() for name in names(after))
    assert digest.files() == clean(digest)


def test_a_page_that_was_changed_by_hand_is_rendered_when_the_style_changes(site):
    digest = site(f"-- {NOTE} --\n" + note())
    restyled(digest, "a { color: red }")
    page = digest.output / "notes/a/index.html"
    page.write_text(page.read_text("utf-8").replace("본문이다.", "손으로 쓴 본문."), "utf-8")
    restyled(digest, "a { color: blue }")
    assert digest.files() == clean(digest)


def test_a_style_and_a_note_may_change_at_once(site):
    digest = site(f"-- {NOTE} --\n" + note() + "-- content/notes/2025-10-23-b.md --\n" + note("나", day="2025-10-23"))
    restyled(digest, "a { color: red }")
    digest.put(NOTE, note("새 제목"))
    restyled(digest, "a { color: blue }")
    assert digest.files() == clean(digest)


def test_words_that_are_a_published_name_stay_as_they_were_written(site):
    digest = site(f"-- {NOTE} --\n" + note())
    restyled(digest, "a { color: red }")
    (name,) = (name for name in names(digest.page("notes/a/")) if name.endswith(".css"))
    digest.put(NOTE, note(body=f"주소는 `/digest/{name}`이다."))
    digest.build()
    restyled(digest, "a { color: blue }")
    assert f"<code>/digest/{name}</code>" in digest.page("notes/a/")
    assert digest.files() == clean(digest)


def test_a_template_of_the_site_names_an_asset_of_its_own_by_the_name_that_it_has(site, repository):
    digest = site(f"-- {NOTE} --\n" + note())
    base = (repository / "templates/base.html").read_text("utf-8")
    link = '<link rel="stylesheet" media="print" href="/digest/assets/print.css">'
    digest.put("templates/base.html", base.replace("</head>", f"{link}</head>"))
    digest.build()
    assert link in digest.page("notes/a/")  # there is no such asset yet
    for style in ("nav { display: none }", "aside { display: none }"):
        digest.put("templates/assets/print.css", style)
        digest.build()
        (name,) = (name for name in names(digest.page("notes/a/")) if "print" in name)
        assert (digest.output / name).read_text("utf-8") == style
        assert digest.files() == clean(digest)
    digest.remove("templates/assets/print.css")
    digest.build()
    assert digest.files() == clean(digest)


PLAIN = ["site.css", "site.cs", "site.css.map", "a b.js", "그림.svg"]
PARTS = [f"/assets/{name}" for name in ("site.css", "site.cs", "site.css.map", "a%20b.js", "%EA%B7%B8%EB%A6%BC.svg")]
PUBLISHED = [f"/assets/{stem}.{key}.css" for stem in ("site", "x") for key in "12"]
WORDS = st.lists(st.sampled_from([*PARTS, *PUBLISHED, "/assets/", '"', "<", "s", "site.css", "?", "글"]), max_size=12)


def published(key: str) -> Names:
    return Names({name: f"{name.rpartition('.')[0]}.{key}.{name.rpartition('.')[2]}" for name in PLAIN})


@given(WORDS.map("".join))
def test_names_put_in_again_are_those_put_in_at_once(words):
    old, new = published("1"), published("2")
    page, key = old.put(words.encode())
    if key == old.key:
        assert new.put_again(page, old) == new.put(words.encode())[0]
    elif key == b"":
        assert page == new.put(words.encode())[0] == words.encode()


def test_a_name_ends_where_an_address_ends():
    page, _ = published("1").put(
        b'"/assets/site.css.map" </assets/site.css/10-ground.css> https://a.b/assets/site.css<'
    )
    assert page == b'"/assets/site.css.1.map" </assets/site.css/10-ground.css> https://a.b/assets/site.1.css<'
