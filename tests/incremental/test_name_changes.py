"""A page becomes stale when a name that stands in its text comes, goes or means something else; and no other does."""

import json

import pytest

from sitegen.content.body import Prose
from sitegen.digest.model import LinkedName
from sitegen.incremental.name_changes import texts_with_other_names
from tests.site import Site, clean, note

SITE = "title: {ko: 다이제스트, en: Digest}\nbase_url: https://example.org/digest/\nlanguages: [ko, en]\n"
BODIES = {
    "n0": "오픈AI는 카카오와",
    "n1": "네이버는",
    "n2": "없는 글",
    "n3": "별칭이 R&D 센터를 [[openai]]에",
    "n4": "카카오\n뱅크",
    "n5": "카카오 **페이**가 *R&D* 본부를",
}
KAKAO, BANK = "content/companies/kakao.md", "content/companies/bank.md"


@pytest.fixture
def digest(tmp_path):
    digest = Site(tmp_path / "live")
    digest.put("content/site.yaml", SITE + "link_names: true\n")
    digest.put(KAKAO, "---\nname: 카카오\n---\n")
    for id, body in BODIES.items():
        digest.put(f"content/notes/2025-10-24-{id}.md", note(body=body))
    digest.put("content/notes/2025-10-24-n1.en.md", note(body="Naver and 카카오"))
    digest.build()
    return digest


def built(digest: Site) -> dict[str, bytes]:
    """What stands after one more build, which is what a clean one gives."""
    result = digest.run("build", "--json")
    assert result.status == 0, result.err
    assert digest.files() == clean(digest)
    return digest.files()


def changed(digest: Site, before: dict[str, bytes]) -> set[str]:
    """The notes whose pages are others now."""
    after = built(digest)
    return {name.removesuffix("/index.html") for name in after if "notes/n" in name and after[name] != before.get(name)}


@pytest.mark.parametrize(
    ("file", "text", "notes"),
    [
        (KAKAO, "---\nname: 카카오\naliases: [별칭]\n---\n", {"notes/n3"}),
        (KAKAO, "---\nname: 카카오\naliases: [R&D 센터]\n---\n", {"notes/n3"}),
        (KAKAO, "---\nname: 카카오\naliases: [카카오 뱅크]\n---\n", {"notes/n4"}),
        (KAKAO, "---\nname: 새이름\n---\n", {"notes/n0", "notes/n4", "notes/n5", "en/notes/n1"}),
        (KAKAO, "---\nname: {ko: 카카오, en: Kakao}\n---\n", {"en/notes/n1"}),
        (KAKAO, "---\nname: 카카오\nno_link: [카카오]\n---\n", {"notes/n0", "notes/n4", "notes/n5", "en/notes/n1"}),
        (KAKAO, "---\nname: 카카오\nexact: [카카오]\n---\n", {"notes/n0"}),
        (KAKAO, "---\nname: 카카오\nambiguous: [카카오]\n---\n", {"notes/n0", "notes/n4", "notes/n5", "en/notes/n1"}),
        (KAKAO, "---\nname: 카카오\nsummary: 아무 이름도 바뀌지 않았다.\n---\n", set()),
        (KAKAO, "---\nname: 카카오\naliases: [카카오 페이]\n---\n", {"notes/n5"}),
        (KAKAO, "---\nname: 카카오\naliases: [R&D 본부]\n---\n", set()),
        (BANK, "---\nname: 없는 글\n---\n", {"notes/n2"}),
        ("content/topics/k.md", "---\nname: 카카오\n---\n", {"notes/n0", "notes/n4", "notes/n5", "en/notes/n1"}),
        ("content/site.yaml", SITE, {"notes/n0", "notes/n1", "notes/n4", "notes/n5", "en/notes/n1"}),
    ],
)
def test_pages_follow_the_names_in_their_texts(digest, file, text, notes):
    before = digest.files()
    digest.put(file, text)
    assert changed(digest, before) == notes


def test_a_term_that_goes_takes_its_links_along_and_comes_back_with_them(digest):
    before = digest.files()
    digest.remove(KAKAO)
    assert changed(digest, before) == {"notes/n0", "notes/n4", "notes/n5", "en/notes/n1"}
    digest.put(KAKAO, "---\nname: 카카오\n---\n")
    assert {
        name for name, data in built(digest).items() if data != before.get(name) and name.endswith(".html")
    } == set()


def test_only_what_holds_the_name_is_rendered_again(digest):
    for n in range(30):
        digest.put(f"content/notes/2025-10-25-more-{n}.md", note(day="2025-10-25", body="네이버와 오픈AI의 글"))
    digest.build()
    digest.put(KAKAO, "---\nname: 카카오\naliases: [별칭]\n---\n")
    rendered = json.loads(digest.run("build", "--json").out)["rendered"]
    assert rendered < 30, "the notes that do not hold the name stand"


def test_a_build_that_fails_in_between_changes_nothing(digest):
    before = digest.files()
    digest.put(KAKAO, "---\nname: 카카오\naliases: [별칭]\nparent: nobody\n---\n")
    assert digest.run("build").status == 1
    digest.put(KAKAO, "---\nname: 카카오\naliases: [별칭]\n---\n")
    assert changed(digest, before) == {"notes/n3"}


def test_a_check_in_between_changes_nothing(digest):
    before = digest.files()
    digest.put(KAKAO, "---\nname: 카카오\naliases: [별칭]\n---\n")
    assert digest.run("check").status == 0
    assert changed(digest, before) == {"notes/n3"}


def test_words_of_a_link_that_leads_nowhere_yet(digest):
    digest.put("content/notes/2025-10-20-draft.md", note("별칭 이야기", day="2025-10-20", more="draft: true\n"))
    digest.put("content/notes/2025-10-24-n2.md", note(body="[[별칭 이야기]]를 보라. 카[[draft|카오]]"))
    digest.build()
    before = digest.files()
    digest.put(KAKAO, "---\nname: 새이름\naliases: [별칭]\n---\n")
    assert "notes/n2" in changed(digest, before)


def test_which_texts_hold_a_name_that_changed():
    prose = {"a": Prose(("가 나다 &amp; 라",)), "b": Prose(("마\n바",)), "c": Prose(("사",))}
    one, other = LinkedName((("topics", "x"),)), LinkedName((("topics", "y"),))
    found = set(texts_with_other_names({"ko": {"나다 & 라": one}}, {"ko": {"나다 & 라": other, "마 바": one}}, prose))
    assert found == {("ko", ""), ("ko", "a"), ("ko", "b")}
    assert set(texts_with_other_names({"ko": {"사": one}}, {"ko": {"사": one}}, prose)) == set()
    many = {f"이름{n}": one for n in range(100)}
    assert {path for _, path in texts_with_other_names({"en": many}, {}, prose)} == {"", "a", "b", "c"}
