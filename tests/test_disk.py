"""What is read of `content/` and `templates/`: regular files of a bounded size that stand there, and nothing else."""

import contextlib
import json
import os
import socket
import unicodedata

import pytest

from sitegen.disk import File, NoFile, TooLarge, contents
from tests.pictures import png
from tests.site import note, run

NOTE = "content/notes/2025-10-24-x.md"
SECRET = "비밀 열쇠"
NAMED = "companies: [naver]\n"


def checked(digest) -> list[tuple[str, str]]:
    """The files and rules of all problems; `check` answers at once, and nobody's secret stands in what it says."""
    result = digest.run("check", "--format", "json")
    assert SECRET not in result.out
    return [(problem["file"], problem["rule"]) for problem in json.loads(result.out)]


@pytest.fixture
def strange(site):
    """A site with everything that is no file of its own in one folder of each kind; what is said of each, by name."""
    digest = site(f"-- {NOTE} --\n{note()}")
    outside = digest.put("../id_rsa", SECRET)
    rules = {}
    for folder in ("content/notes", "templates", "templates/assets", "templates/i18n"):
        place = digest.put(f"{folder}/sub/.here", "x").parent
        for name, target in {
            "2025-10-24-out.md": outside,
            "environ.txt": "/proc/self/environ",
            "zero.png": "/dev/zero",
            "etc": "/etc",
            "near": ".",
        }.items():
            (place / name).symlink_to(target)
            rules[f"{folder}/sub/{name}"] = "symlink"
        (place / "nowhere.html").symlink_to("gone.html")
        (place / "loop.html").symlink_to("loop.html")
        os.mkfifo(place / "pipe.md")
        with socket.socket(socket.AF_UNIX) as made, contextlib.chdir(place):
            made.bind("socket")  # a whole path may be longer than a socket's can be
        for name in ("nowhere.html", "loop.html", "pipe.md", "socket"):
            rules[f"{folder}/sub/{name}"] = "unreadable"
        digest.put(f"{folder}/sub/{unicodedata.normalize('NFC', '가.txt')}", "x")
        digest.put(f"{folder}/sub/{unicodedata.normalize('NFD', '가.txt')}", "x")
        rules[f"{folder}/sub/가.txt"] = "unicode-twins"
        with open(os.fsencode(place) + b"/\xff.txt", "w"):
            rules[f"{folder}/sub/\\udcff.txt"] = "file-name"
    return digest, rules


def test_links_out_pipes_sockets_and_names_that_are_none_are_problems_in_content_and_templates_alike(strange):
    digest, rules = strange
    assert dict(each for each in checked(digest) if each[1] != "unused-text") == rules


def test_a_template_that_is_a_link_out_shows_no_line_of_what_it_leads_to(site):
    digest = site()
    digest.put("../id_rsa", SECRET + " {{ nothing")
    digest.put("templates/x", "")
    (digest.root / "templates/note.html").symlink_to("../../id_rsa")
    result = digest.run("build")
    assert (result.status, SECRET in result.err) == (1, False)
    assert "templates/note.html:1:1: error: this link leads out of templates/, or to a folder [symlink]" in result.err


def test_a_link_to_a_file_of_the_same_folder_is_followed_and_so_are_content_and_templates_themselves(site):
    digest = site(f"-- {NOTE} --\n{note('하나')}")
    digest.put("content/_settings/site.yaml", (digest.root / "content/site.yaml").read_bytes())
    digest.put("templates/parts/own.html", "{% extends 'base.html' %}{% block main %}스스로{% endblock %}")
    (digest.root / "content/site.yaml").unlink()
    (digest.root / "content/site.yaml").symlink_to("_settings/site.yaml")
    (digest.root / "templates/404.html").symlink_to("parts/own.html")
    (digest.root / "own").mkdir()
    for name in ("content", "templates"):
        (digest.root / name).rename(digest.root / f"own/{name}")
        (digest.root / name).symlink_to(f"own/{name}")
    digest.build()
    assert "<h1>하나</h1>" in digest.page("notes/x/") and "스스로" in digest.page("404.html")
    assert digest.run("schema", "note").status == 0


def test_templates_that_lead_nowhere_are_not_taken_for_none(site):
    digest = site()
    (digest.root / "templates").symlink_to("gone")
    assert checked(digest) == [("templates", "unreadable")]


def test_a_template_holds_as_much_as_a_text_may_and_an_image_more(site):
    digest = site(f"-- {NOTE} --\n" + note(body="![그림](p.png) [글](2025-10-24-x.md)"))
    for path, size in (("templates/note.html", 2_000_001), ("templates/assets/x.js", 2_000_001), (NOTE, 2_000_001)):
        os.truncate(digest.put(path, "x"), size)
    assert checked(digest) == [(NOTE, "too-large"), ("templates/note.html", "too-large")]
    digest.put(NOTE, note(body="![그림](p.png)"))
    os.truncate(digest.put("content/notes/p.png", "x"), 100_000_001)
    digest.remove("templates")
    assert checked(digest) == [("content/notes/p.png", "too-large")]


def test_what_says_to_be_empty_and_has_no_end_is_read_to_the_bound_and_nothing_waits(tmp_path):
    with pytest.raises(TooLarge):
        contents(File("x", "/proc/self/status"), 100)
    with pytest.raises(NoFile):
        contents(File("x", "/dev/zero"), 100)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NoFile):
        contents(File("x", str(tmp_path / "pipe")), 100)
    (tmp_path / "link").symlink_to("/etc/passwd")  # which took a file's place since the walk
    with pytest.raises(OSError):
        contents(File("x", str(tmp_path / "link")), 100_000)


def test_a_thousand_folders_in_each_other_are_walked(site):
    digest = site()
    folder = str(digest.put(NOTE, note()).parent)
    for _ in range(1000):
        folder += "/d"
        os.mkdir(folder)
    file = f"{folder}/2025-10-24-deep.md"
    with open(file, "w") as deep:
        deep.write(note("깊이"))
    digest.build()
    assert "<h1>깊이</h1>" in digest.page("notes/deep/")
    os.unlink(file)
    os.removedirs(folder)  # one by one: what cleans up behind the tests goes no deeper than Python's stack


@pytest.mark.parametrize("placeholder", [".{}.icloud", "{}.nextcloud"])
def test_a_file_that_a_cloud_drive_took_away_is_an_error_and_those_who_name_it_are_right(site, placeholder):
    body = "[[far]] [글](2025-10-24-far.md) ![그림](p.png) [[naver]]"
    digest = site(
        f"-- {NOTE} --\n{note(body=body, more=NAMED)}-- content/notes/2025-10-24-far.md --\n{note()}"
        "-- templates/404.html --\n{% extends 'base.html' %}"
    )
    digest.put("content/notes/p.png", png(1, 1))
    digest.build()
    before, gone = digest.files(), []
    for path in ("notes/2025-10-24-far.md", "notes/p.png", "companies/naver.md", "../templates/404.html"):
        file = digest.root / "content" / path
        file.rename(file.with_name(placeholder.format(file.name)))
        gone.append(os.path.normpath(f"content/{path}"))
    expected = [(f"{folder}/{placeholder.format(name)}", "not-downloaded") for folder, name in map(os.path.split, gone)]
    assert sorted(checked(digest)) == sorted(expected)
    assert digest.run("build").status == 1 and digest.files() == before
    for path in gone:
        file = digest.root / path
        file.write_bytes(file.with_name(placeholder.format(file.name)).read_bytes())  # it is back, beside what stood in
    assert digest.build().err == ""


def test_theme_reads_a_digest_s_own_texts_through_the_same_door(site):
    digest = site()
    of = ("i18n/en.yaml", "--root", str(digest.root))
    texts = digest.put("templates/i18n/en.yaml", "unit.W: Watts\n")
    assert "# unit.W: " not in run("theme", "show", *of).out
    texts.unlink()
    texts.symlink_to(digest.put("../outside.yaml", "unit.W: Watts\n"))
    assert "# unit.W: " in run("theme", "show", *of).out
    texts.unlink()
    os.mkfifo(texts)
    assert "# unit.W: " in run("theme", "show", *of).out
    assert "there is templates/i18n/en.yaml already" in run("theme", "copy", *of).err
