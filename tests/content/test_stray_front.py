"""Front matter that is none: what stands at the head of a body and would be published, with all that it says."""

import pytest

from tests.site import Site, note

NOTE, TERM = "content/notes/2025-10-24-x.md", "content/topics/sovereign-ai.en.md"

# A body and the line of it, from 1, that is told of; 0: none is.
BODIES = {
    "---\ndraft: true\n취재원: 홍길동 010-1234-5678\n---\n\n글.": 1,
    "\n\n---\n취재원: 홍길동 010-1234-5678\n---\n글.": 3,
    "%% 표 %%\n\n---\ntitle: 둘\n---\n글.": 3,
    "---\ntitle: 둘\n\n글.": 1,
    "---\n\ndraft: true\n---\n글.": 3,
    "---\n---\ndraft: true\n---\n글.": 2,
    "——\ndraft: true\n——\n\n글.": 1,
    "+++\ndraft = true\n[extra]\nkey = 1\n+++\n\n글.": 1,
    "draft: true\n---\n글.": 1,
    "topics:\n  - a\n# 나중에\nsummary: >-\n  요약\n---\n글.": 1,
    "institutions: [a]\n  - b\ndraft: true\n---\n글.": 1,
    "- a\n- b\ndraft: true\n---\n글.": 1,
    "- 하나\n- 둘\n---\n글.": 0,
    "- kind: supply\n  what: 글\n---\n글.": 1,
    "draft: true\n\n글.": 1,
    "---\n글.": 0,
    "---\n\n글: 하나.\n\n---\n": 0,
    "---\n주의: 이 글은 다음과 같다.\n\n- 하나\n\n글.\n\n---\n": 0,
    "참고: 글\n---\n글.": 0,
    "title: 무엇\n\n글.\n\n---\n": 0,
    "글.\n\n---\ndraft: true\n---\n": 0,
    "```yaml\n---\ndraft: true\n---\n```": 0,
    "-----\n\n| a: | b |\n| --- | --- |\n": 0,
}


def stray(digest: Site) -> list[tuple[str, int]]:
    return [
        (p["file"], p["line"]) for p in digest.run("build", "--json").data["problems"] if p["rule"] == "front-matter"
    ]


@pytest.mark.parametrize("body", BODIES)
def test_front_matter_at_the_head_of_a_body_is_an_error_and_a_thematic_break_is_none(site, body):
    digest = site()
    digest.put(NOTE, note(body=body))
    above = note(body="").count("\n") - 1
    assert stray(digest) == ([(NOTE, above + BODIES[body])] if BODIES[body] else [])


@pytest.mark.parametrize(
    "text",
    [
        "\n---\nlang: en\n---\n\nText.\n",
        " ---\nlang: en\n---\n\nText.\n",
        "+++\nlang = 'en'\ndraft = true\n+++\n\nText.\n",
        "lang: en\n\nText.\n",
        "---\nlang: en\n---\n\n---\ntags: [a]\n---\nText.\n",
    ],
)
def test_a_text_that_may_go_without_front_matter_is_not_published_with_it(site, text):
    digest = site()
    digest.put(TERM, text)
    assert [file for file, _ in stray(digest)] == [TERM]


def test_two_byte_order_marks_hide_no_front_matter(site):
    digest = site()
    digest.put(TERM, "\ufeff\ufeff---\nlang: en\n---\n\nText.\n")
    digest.build("--strict")
    assert "lang: en" not in digest.page("en/topics/sovereign-ai/")
    digest.run("check", "--fix")
    assert (digest.root / TERM).read_text("utf-8") == "---\nlang: en\n---\n\nText.\n"
