"""Published names of the templates' assets: right in every page, and changed without rendering."""

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sitegen.content.assets import stand_in
from sitegen.output.asset_names import AssetNames
from tests.site import Site, clean, note

STYLE = "templates/assets/site.css/99-own.css"
NOTE = "content/notes/2025-10-24-a.md"


def restyled(digest: Site, style: str) -> dict[str, object]:
    digest.put(STYLE, style)
    return dict(digest.build("--json").data)


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


def test_an_address_of_somebody_else_s_stays_as_it_was_written(site):
    text = note(body="[그들의 것](https://other.example/assets/site.css?v=3)을 `/digest/assets/site.css`와 견준다.")
    address = "https://corp.example/assets/favicon.svg"
    digest = site(f"-- {NOTE} --\n" + text.replace("https://example.com/1", address))
    digest.put("templates/assets/report.css", "p { color: red }")
    digest.build()
    page = digest.page("notes/a/")
    assert f'href="{address}"' in page
    assert "https://other.example/assets/site.css?v=3" in page and "<code>/digest/assets/site.css</code>" in page
    assert address in digest.page("data/notes.json") and address in digest.page("feed.xml")
    digest.remove("templates/assets/report.css")
    digest.build()
    assert digest.files() == clean(digest)


def test_a_picture_of_a_note_that_has_the_name_of_a_template_s_keeps_its_own(site):
    """Both are published under one name as long as both are the same."""
    draw = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="1"/>'.format
    digest = site(f"-- {NOTE} --\n" + note(body="![그림](favicon.svg)"))
    digest.put("content/notes/favicon.svg", draw(1))
    for width in (2, 1, 3, 1):
        digest.put("templates/assets/favicon.svg", draw(width))
        digest.build()
        assert digest.files() == clean(digest)


PLAIN = ["site.css", "site.cs", "site.css.map", "a b.js", "그림.svg", "SITE.css"]
APART = ["site.css", "a b.js", "그림.svg"]  # of which none begins with another
WORDS = st.lists(
    st.sampled_from(
        [f"assets/{stand_in(name)}" for name in PLAIN]
        + [f"assets/site.{key}.css" for key in "123"]
        + ["assets/site.css", "s", "assets/", "assets/~0123456789abcdef~", '"', "<", "글"]
    ),
    max_size=12,
)


def published(key: str, among: Sequence[str] = PLAIN) -> AssetNames:
    def name(plain: str) -> str:
        stem, _, ending = plain.rpartition(".")
        return f"{stem.lower()}.{key}.{ending}"

    return AssetNames({plain: name(plain) for plain in among})


@given(WORDS.map("".join), st.lists(st.sampled_from("123"), min_size=2, max_size=5), st.sampled_from([PLAIN, APART]))
def test_names_put_in_one_after_the_other_are_the_last_put_in_at_once(words, keys, among):
    rendered = words.encode()
    last = published(keys[0], among)
    page, named = last.put(rendered)
    for names in (published(key, among) for key in keys[1:]):
        if named == last.key:
            assert names.renaming(last)(page) in (None, names.put(rendered))
            page, named = names.put(last.taken_out(page))
        elif named:
            page, named = names.put(rendered)
        assert (page, named) == names.put(rendered)
        last = names


def test_a_page_of_ordinary_words_is_renamed_at_once():
    one, other = published("1", APART), published("2", APART)
    page, _ = one.put(f"<a href=assets/{stand_in('site.css')}>".encode())
    assert other.renaming(one)(page) == (page.replace(b".1.", b".2."), other.key)
    assert other.renaming(one)(page + b"assets/site.2.css") is None  # which its own words name
