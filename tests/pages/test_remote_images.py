"""Images on other hosts: refused, made links of, or shown, as `images` in site.yaml says."""

import re

import pytest

from tests.site import SITE, note

BODY = (
    "![넓은 \"그림\"](https://images.example/a%20b.png?w=2&h=1#x '제목')\n\n[![안](https://images.example/c.png)](https://b.example/)\n\n"
    "![](https://images.example/d.png)"
)
LANGUAGES = "languages: [ko, en]\n"


def put(digest, images: str, body: str = BODY, more: str = "") -> None:
    settings = SITE.partition("-- content/topics")[0].replace(LANGUAGES, f"{LANGUAGES}images: {images}\n{more}")
    digest.write(settings)
    digest.put("content/notes/2025-10-24-x.md", note(body=body))


def policy(page: str) -> str:
    [found] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    return found


def test_they_are_errors_unless_it_is_said_otherwise(site):
    digest = site()
    digest.put("content/notes/2025-10-24-x.md", note(body=BODY))
    result = digest.run("build", "--json")
    problems = [(problem["rule"], problem["line"], problem["column"]) for problem in result.data["problems"]]
    assert (result.status, problems) == (
        1,
        [("remote-image", line, column) for line, column in ((10, 12), (12, 7), (14, 5))],
    )
    assert "images: link" in result.data["problems"][0]["hint"]


def test_links_are_made_of_them_but_within_links(site):
    digest = site()
    put(digest, "link")
    digest.build()
    page = digest.page("notes/x/")
    assert (
        '<figure><a href="https://images.example/a%20b.png?w=2&amp;h=1#x">넓은 &quot;그림&quot;</a><figcaption>' in page
    )
    assert '<p><a href="https://b.example/">안</a></p>' in page
    assert '<p><a href="https://images.example/d.png">https://images.example/d.png</a></p>' in page
    assert "img-src 'self';" in policy(page) and "<img" not in page.partition("<main")[2]


def test_they_are_shown_where_the_settings_allow_it_without_telling_the_page(site):
    digest = site()
    put(digest, "allow", more="policy: {img-src: [cdn.example.org]}\n")
    digest.build()
    page = digest.page("notes/x/")
    shown = '<img src="https://images.example/a%20b.png?w=2&amp;h=1#x" alt="넓은 &quot;그림&quot;"'
    assert f'{shown} referrerpolicy="no-referrer"><figcaption>제목</figcaption></figure>' in page
    assert 'd.png" alt="" loading="lazy" referrerpolicy="no-referrer">' in page
    assert '<a href="https://b.example/"><img src="https://images.example/c.png"' in page
    assert "img-src 'self' cdn.example.org https:;" in policy(page)
    assert "https:;" in policy(digest.page(""))


@pytest.mark.parametrize(("images", "status"), [("link", 0), ("allow", 1)])
def test_only_addresses_that_a_page_may_load_are_shown(site, images, status):
    digest = site()
    put(digest, images, "![a](http://images.example/a.png)")
    result = digest.run("build", "--json")
    assert result.status == status
    assert [problem["hint"][:20] for problem in result.data["problems"]] == ["only those of `https"] * status


def test_another_word_is_a_problem(site):
    digest = site()
    put(digest, "yes")
    messages = [problem["message"] for problem in digest.run("build", "--json").data["problems"]]
    assert "`images` cannot be `yes`" in messages
