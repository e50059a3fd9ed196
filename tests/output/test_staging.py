"""The output folder: what is written, touched, removed and kept, by whatever went before."""

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from sitegen.pages.gone_addresses import gone
from tests.process import environment, sitegen
from tests.site import Site, note

NOTE = "content/notes/2025-10-24-x.md"
NEW = "content/notes/2025-10-25-new.md"


def built(site) -> Site:
    digest = site()
    digest.put(NOTE, note("첫째"))
    digest.build()
    return digest


def times(digest: Site) -> dict[str, int]:
    """When each file of the site was written, in nanoseconds."""
    return {name: (digest.output / name).stat().st_mtime_ns for name in digest.files() if not own(name)}


def own(name: str) -> bool:
    return name.startswith(".sitegen/")


def pages(digest: Site) -> dict[str, bytes]:
    return {name: data for name, data in digest.files().items() if not own(name)}


def test_an_empty_folder_and_one_that_is_not_there_yet_are_taken(site, tmp_path):
    digest = built(site)
    (tmp_path / "empty").mkdir()
    for place in ("empty", "not/there/yet"):
        digest.build("--output", str(tmp_path / place))
        assert (tmp_path / place / "notes/x/index.html").is_file()


def test_a_folder_that_holds_only_a_hidden_file_is_foreign_too(site, tmp_path):
    digest = built(site)
    (tmp_path / "home").mkdir()
    (tmp_path / "home/.bashrc").touch()
    assert digest.run("build", "--output", str(tmp_path / "home")).status == 2
    assert os.listdir(tmp_path / "home") == [".bashrc"]


def test_a_folder_built_before_is_taken_again_also_when_it_was_moved_or_copied(site, tmp_path):
    digest = built(site)
    shutil.copytree(digest.output, tmp_path / "copy")
    digest.put(NEW, note(day="2025-10-25"))
    digest.build("--output", str(tmp_path / "copy"))
    digest.build()
    copy = {f.relative_to(tmp_path / "copy").as_posix() for f in (tmp_path / "copy").rglob("*") if f.is_file()}
    assert copy == digest.files().keys()


def test_the_site_of_another_digest_is_replaced_whole(site, tmp_path):
    """Both are this program's, and the folder was named: what the manifest lists goes, as with any change."""
    digest, other = built(site), Site(tmp_path / "other")
    other.put("content/notes/2025-01-01-other.md", note("다른", day="2025-01-01"))
    other.build("--output", str(digest.output))
    assert not (digest.output / "notes/x").exists()
    other.build()
    assert pages(digest) == pages(other)


@pytest.mark.parametrize(
    "breaking",
    [
        ("content/notes/2025-10-25-bad.md", note(day="2025-10-25", more="titel: x\n")),
        ("content/site.yaml", "title: [\n"),
        ("templates/note.html", "{% block %}"),
        ("templates/note.html", "{{ 1 / 0 }}"),
    ],
    ids=["note", "settings", "template", "template while rendering"],
)
def test_a_build_that_fails_leaves_every_byte_as_it_was(site, breaking):
    digest = built(site)
    digest.put(NOTE, note("다른 제목"))
    digest.put(*breaking)
    before, when = digest.files(), times(digest)
    for options in ([], ["--clean"], ["--jobs", "2"]):
        assert digest.run("build", *options).status == 1
        assert (digest.files(), times(digest)) == (before, when)


@pytest.mark.parametrize(
    "breaking", [(NOTE, note(more="titel: x\n")), ("templates/404.html", "{{ 1 / 0 }}")], ids=["note", "rendering"]
)
def test_a_first_build_that_fails_leaves_nothing(site, breaking):
    digest = site()
    digest.put(NOTE, note())
    digest.put(*breaking)
    assert digest.run("build").status == 1
    assert not digest.output.exists()


def test_a_first_build_that_fails_leaves_an_empty_folder_empty(site, tmp_path):
    digest = site()
    digest.put("templates/404.html", "{{ 1 / 0 }}")
    (tmp_path / "empty").mkdir()
    assert digest.run("build", "--output", str(tmp_path / "empty")).status == 1
    assert os.listdir(tmp_path / "empty") == []


def test_the_pages_of_a_deleted_note_go_and_so_do_their_folders(site):
    digest = built(site)
    before = pages(digest)
    digest.put(NEW, note("새 글", day="2025-10-25"))
    digest.put("content/topics/only-there.md", "---\nname: 여기만\n---\n")
    digest.build()
    assert (digest.output / "notes/new/index.html").is_file()
    digest.remove(NEW)
    digest.remove("content/topics/only-there.md")
    result = digest.build("--json")
    assert pages(digest) == before
    assert not (digest.output / "notes/new").exists() and not (digest.output / "topics/only-there").exists()
    assert result.data["removed"] >= 3, "the note's page, the topic's pages and its feed"


def test_only_what_the_manifest_lists_is_ever_removed(site):
    digest = built(site)
    mine = ["CNAME.bak", "notes/x/draft.txt", "notes/mine/index.html", ".sitegen/mine.txt", "assets/photo.jpg"]
    for name in mine:
        digest.put(f"_site/{name}", "mine")
    digest.remove(NOTE)
    digest.build()
    digest.build("--clean")
    assert {name for name, data in digest.files().items() if data == b"mine"} == set(mine)
    assert not (digest.output / "notes/x/index.html").exists()


def test_a_file_of_the_site_that_somebody_deleted_does_not_stop_its_removal(site):
    digest = built(site)
    shutil.rmtree(digest.output / "notes/x")
    digest.remove(NOTE)
    digest.build()
    assert not (digest.output / "notes/x").exists()


def test_a_folder_is_this_programs_own_by_its_mark_and_without_it_is_refused(site):
    digest = built(site)
    assert (digest.output / ".sitegen/manifest.json").is_file()
    shutil.rmtree(digest.output / ".sitegen")
    before = digest.files()
    assert digest.run("build").status == 2
    assert digest.files() == before


def test_a_folder_named_like_the_mark_but_without_a_manifest_makes_nothing_its_own(site, tmp_path):
    digest = built(site)
    other = Site(tmp_path / "other")  # a digest that was checked has such a folder in its root
    other.run("check")
    (other.root / ".sitegen").mkdir(exist_ok=True)
    assert digest.run("build", "--output", str(other.root)).status == 2
    assert not (other.root / "index.html").exists()


def test_nothing_in_the_output_says_when_or_where_it_was_made(site, tmp_path):
    digest = built(site)
    files = digest.files()
    marks = {name: data for name, data in files.items() if own(name)}
    assert marks.keys() == {".sitegen/manifest.json"}
    for name, data in files.items():
        assert str(tmp_path).encode() not in data, name
    shutil.copytree(digest.root / "content", tmp_path / "elsewhere/deeper/content")
    other = Site.__new__(Site)
    other.root, other.output = tmp_path / "elsewhere/deeper", tmp_path / "elsewhere/out"
    os.utime(other.root / NOTE, (1, 1))
    assert sitegen("build", "--output", "out", "--root", "deeper", cwd=tmp_path / "elsewhere").returncode == 0
    assert other.files() == files


def test_what_has_not_changed_is_not_touched(site):
    digest = built(site)
    before = times(digest)
    digest.build()
    assert times(digest) == before
    digest.put(NOTE, note("첫째", body="다른 본문이다."))
    result = digest.build("--json")
    changed = {name for name, when in times(digest).items() if before.get(name) != when}
    assert "notes/x/index.html" in changed and "topics/sovereign-ai/index.html" not in changed
    assert result.data["written"] == len(changed) < len(before)


def test_clean_writes_every_file_anew_and_changes_none(site):
    digest = built(site)
    files, before = digest.files(), times(digest)
    result = digest.build("--clean", "--json")
    assert digest.files() == files
    assert all(when != before[name] for name, when in times(digest).items())
    assert (result.data["written"], result.data["unchanged"]) == (len(before), 0)


def test_clean_puts_right_what_was_changed_or_deleted_by_hand(site):
    digest = built(site)
    files = digest.files()
    digest.put("_site/notes/x/index.html", "spoilt")
    digest.put("_site/feed.xml", "")
    digest.remove("_site/topics")
    digest.build("--clean")
    assert digest.files() == files


def test_a_folder_that_may_not_be_written_is_the_machines_failure(site, tmp_path):
    digest = built(site)
    place = tmp_path / "locked"
    place.mkdir()
    place.chmod(0o500)
    if os.access(place, os.W_OK):
        pytest.skip("permissions do not bind this user")
    result = digest.run("build", "--output", str(place / "site"))
    assert result.status == 3
    assert "Permission denied" in result.err


def test_the_manifest_lists_exactly_the_files_of_the_site(site):
    digest = built(site)
    text = (digest.output / ".sitegen/manifest.json").read_text("utf-8")
    assert json.loads(text)["files"].keys() == pages(digest).keys()
    assert not re.search(r"20\d\d-\d\d-\d\dT|\d{10}\.", text)


def test_two_builds_at_once_both_end_well_and_the_site_is_whole(site):
    digest = site()
    digest.put(NOTE, note())
    words = [sys.executable, "-m", "sitegen", "build", "--root", str(digest.root)]
    both = [subprocess.Popen(words, env=environment(), stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    whole = digest.files()
    digest.build("--clean")
    assert digest.files() == whole


def test_two_digests_built_into_one_folder_at_once_give_the_site_of_one(site, tmp_path):
    first, second = built(site), Site(tmp_path / "other")
    second.put("content/notes/2025-01-01-other.md", note("다른", day="2025-01-01"))
    second.build()
    out = tmp_path / "out"
    words = [sys.executable, "-m", "sitegen", "build", "--output", str(out), "--root"]
    both = [subprocess.Popen([*words, str(one.root)], env=environment()) for one in (first, second)]
    assert [process.wait() for process in both] == [0, 0]
    made = Site.there(first.root, out).files()
    assert made in (first.files(), second.files())


def test_a_second_build_into_a_folder_waits_and_says_so(site):
    digest = built(site)
    folder = os.open(digest.output / ".sitegen", os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    words = [sys.executable, "-m", "sitegen", "build", "--root", str(digest.root)]
    process = subprocess.Popen(words, env=environment(), stderr=subprocess.PIPE, text=True)
    assert process.stderr and process.stderr.readline() == "another build into this folder is running; waiting for it\n"
    os.close(folder)
    assert process.wait() == 0


def test_addresses_that_a_build_takes_away_are_said_once(site):
    digest = site("-- content/pages/about.md --\n---\ntitle: 소개\n---\n\n글\n")
    digest.put(
        NOTE, note(more="companies: [openai]\nclaims: [{id: chips, kind: supply, by: openai, what: 칩, due: 2030}]\n")
    )
    digest.put("content/notes/2025-10-24-x.en.md", note("English"))
    digest.put("content/companies/오픈.md", "---\nname: 오픈\n---\n")
    assert digest.build().err == ""
    for old, new in (("companies/오픈", "companies/open"), ("pages/about", "pages/who")):
        (digest.root / f"content/{old}.md").rename(digest.root / f"content/{new}.md")
    digest.put(
        NOTE, note(more="companies: [openai]\nclaims: [{id: chip, kind: supply, by: openai, what: 칩, due: 2030}]\n")
    )
    digest.remove("content/notes/2025-10-24-x.en.md")
    said = digest.build().err.splitlines()
    addresses = ["about", "claims/chips", "companies/오픈", "en/notes/x"]
    assert said == [
        f"gone since the last build: /{address}/; add `was` if it has another id now" for address in addresses
    ]
    assert digest.build().err == ""


def test_an_address_that_sends_readers_on_is_not_gone_and_one_that_is_withdrawn_is(site):
    digest = built(site)
    digest.put(NEW, note(day="2025-10-25"))
    digest.build()
    (digest.root / NEW).rename(digest.root / NEW.replace("new", "newer"))
    digest.put(NEW.replace("new", "newer"), note(day="2025-10-25", more="was: [new]\n"))
    assert digest.build().err == ""
    digest.put(NOTE, note(more="draft: true\n"))
    (said,) = digest.build("--clean").err.splitlines()
    assert said.startswith("gone since the last build: /notes/x/;")


def test_pages_of_lists_feeds_and_editions_come_and_go_without_a_word():
    own = ["index.html", "feed.xml", "assets/a.js", "notes/page/2/index.html", "en/companies/x/page/1/index.html"]
    own += ["editions/2025-w43/index.html", "companies/x/themes/index.html", "en/corrections/index.html"]
    own += ["404.html", "claims/index.html", "en/relations/matrix/index.html", "data/notes.json", "notes/index.html"]
    assert list(gone(own, ("ko", "en"))) == []


def test_of_many_addresses_that_are_gone_twenty_are_named():
    said = list(
        gone([f"{lang}notes/n{i:02}/index.html" for lang in ("", "en/", "de/") for i in range(30)], ("ko", "en"))
    )
    assert len(said) == 21
    assert said[0].startswith("gone since the last build: /de/notes/n00/;"), "a language that the site had"
    assert said[-1] == "and 40 more addresses"


def test_a_language_that_is_gone_is_said_in_one_line_and_a_former_address_by_itself():
    removed = ["2024/01/old.html", *(f"de/{url}index.html" for url in ("", "notes/a/", "companies/", "about/"))]
    said = list(gone(removed, ("ko", "en")))
    assert said == [
        "gone since the last build: /de/ and all below it, for `languages` in site.yaml does not name it any more",
        "gone since the last build: /2024/01/old.html; add `was` if it has another id now",
    ]
