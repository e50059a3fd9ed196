"""Where only the words of notes have changed, the digest of the last build holds with these words in it."""

import re

import pytest

from sitegen.content.schema import OWN_TEXTS
from sitegen.incremental import joined_digest
from sitegen.incremental.planned_site import PlannedSite, planned_site
from sitegen.incremental.workspace import Options, workspace
from sitegen.problems import Problem
from tests.full import FULL
from tests.site import Site, clean, note

NOTE, OTHER = "content/notes/2025-10-24-a.md", "content/notes/2025-10-20-b.md"


def planned(digest: Site) -> tuple[PlannedSite | None, list[Problem]]:
    with workspace(Options(root=digest.root), print) as ws:
        made = planned_site(ws)
        ws.file_index.save()
    return made


def no_join(*given: object) -> None:
    raise AssertionError("it is joined anew")


def test_whatever_notes_say_their_digest_and_plan_are_those_of_a_clean_build(tmp_path, monkeypatch):
    digest = Site(tmp_path / "site")
    digest.write(FULL)
    planned(digest)
    reworded = 0
    for file in sorted((digest.root / "content/notes").glob("*.md")):
        text = file.read_text("utf-8")
        if "\nwas:" in text:
            continue  # former addresses say the title of what they lead to
        for name in OWN_TEXTS:
            text = re.sub(rf"^{name}: .*", f"{name}: 새 글 {reworded}", text, flags=re.M)
        file.write_text(text, "utf-8")
        reworded += 1
    with monkeypatch.context() as patch:
        patch.setattr(joined_digest, "join", no_join)
        site, problems = planned(digest)
    (digest.root / ".sitegen/cache.db").unlink()
    anew, problems_anew = planned(digest)
    assert site and anew and reworded > 3 and problems == problems_anew
    one, other = site.observed.real, anew.observed.real
    assert (
        sum("새 글" in text.front.title for each in one.notes.values() for text in each.texts.values()) >= reworded - 1
    )
    for name in one.__struct_fields__:
        assert (list(getattr(one, name)) == list(getattr(other, name))) if name == "notes" else True
        assert dict(one.notes.items()) == other.notes if name == "notes" else getattr(one, name) == getattr(other, name)
    assert dict(site.pages) == dict(anew.pages) and site.facts.of_digest == anew.facts.of_digest


@pytest.mark.parametrize(
    ("body", "title"),
    [("[[가]]", "다른 제목"), ("[[가]]", "나"), ("말", "가: 둘"), ("말", "")],
    ids=["a link by it dangles", "it is another's", "it is no text", "it is empty"],
)
def test_words_that_lead_to_more_are_joined_anew(site, body, title):
    digest = site()
    digest.put(NOTE, note("가"))
    digest.put(OTHER, note("나", day="2025-10-20", body=body))
    digest.build()
    digest.put(NOTE, note(title))
    done = digest.run("build")
    (digest.root / ".sitegen/cache.db").unlink()
    anew = digest.run("build")
    assert (done.status, done.err) == (anew.status, anew.err)


def test_other_words_reach_every_page_again_and_again_and_former_addresses_too(site):
    digest = site()
    digest.put(OTHER, note("나", day="2025-10-20", body="[[a]]"))
    digest.put(NOTE, note("가", more="was: [old]\n"))
    digest.build()
    for title in ("하나", "둘", "셋"):
        digest.put(NOTE, note(title, more="was: [old]\n"))
        digest.put(OTHER, note(f"나 {title}", day="2025-10-20", body="[[a]]"))
        digest.build()
        assert title in digest.page("notes/b/") and digest.files() == clean(digest)
    digest.put(OTHER, note("끝", day="2025-10-20", body="[[a]]").replace("까닭이다", "또 하나"))
    digest.build()
    assert digest.files() == clean(digest)
