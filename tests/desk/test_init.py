"""`sitegen init`: a digest from nothing, which builds at once; nothing that was there is touched."""

import json
import os
import re
import subprocess
import sys

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from sitegen import __version__
from sitegen.cli import cli
from sitegen.desk.init import DISTRIBUTION
from tests.site import Result, Site


def init(*words: str, status: int = 0) -> Result:
    done = CliRunner().invoke(cli, ["init", *words], prog_name="sitegen")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == status, done.stderr
    return Result(done.exit_code, done.stdout, done.stderr)


def files_of(folder) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("languages", ["en", "ko", "ko,en", "en,ko"])
def test_a_new_digest_has_no_problems_and_builds_at_once(tmp_path, languages):
    root = tmp_path / "new" / "digest"
    init(str(root), "--lang", languages)
    digest = Site.there(root, root / "_site")
    checked = digest.run("check", "--strict")
    assert (checked.status, checked.out) == (0, "no problems\n")
    assert digest.build("--strict").err == ""
    first, *others = languages.split(",")
    assert f'<html lang="{first}"' in digest.page("")
    for base in ["", *(f"{lang}/" for lang in others)]:
        assert digest.page(f"{base}notes/welcome/") and digest.page(f"{base}about/")
    plan = digest.page("claims/example-data-centre/")
    assert "data-centre-plan" in plan and "data-centre-contract" in plan
    assert digest.page("quotes/") and digest.page("themes/power-for-ai/")
    assert len(list((root / "content/notes").glob("*data-centre*"))) == 2


@pytest.mark.parametrize("languages", ["en", "ko,en,ja"])
def test_the_examples_are_deleted_by_the_command_that_the_first_note_names(tmp_path, languages):
    init(str(tmp_path), "--lang", languages)
    [welcome] = (tmp_path / "content/notes").glob("*-welcome.md")
    [command] = re.findall(r"^rm .*$", welcome.read_text("utf-8"), re.M)
    subprocess.run(["sh", "-c", command], cwd=tmp_path, check=True)
    left = {name for name in files_of(tmp_path) if name.startswith("content/") and "/pages/" not in name}
    assert left == {"content/site.yaml", "content/topics/data-centres.md", "content/topics/energy.md"}
    digest = Site.there(tmp_path, tmp_path / "_site")
    digest.build()
    for name, data in digest.files().items():
        assert b"xample Cloud" not in data and "예시".encode() not in data, name


def test_a_title_for_each_language_is_one_for_each(tmp_path):
    for n, (languages, titles, written) in enumerate(
        [
            ("ko,en", ["ko=칩 감시", "en=Chip Watch"], {"ko": "칩 감시", "en": "Chip Watch"}),
            ("ko,en", ["칩 감시", "en=Chip Watch"], {"ko": "칩 감시", "en": "Chip Watch"}),
            ("en", ["a=b"], "a=b"),  # no language has a code of one letter
        ]
    ):
        root = tmp_path / str(n)
        init(str(root), "--lang", languages, *(word for title in titles for word in ("--title", title)))
        settings = yaml.safe_load((root / "content/site.yaml").read_text("utf-8"))
        assert settings["title"] == written
        assert settings["id"].endswith(":chip-watch" if n < 2 else ":a-b")
    Site.there(tmp_path / "0", tmp_path / "0/_site").build()


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (["en=Chip Watch"], "--title is missing in `ko`, the first language"),
        (["ko=칩", "fr=Puces"], "--title fr=Puces: `fr` is none of the languages, which are ko, en"),
        (["{ko: 칩, en: Chip}"], "write --title ko=… for each language"),
        (["ko=칩", "ko=침"], "there are two texts in `ko`: --title"),
        (["ko= "], "a title is empty: --title"),
    ],
)
def test_titles_that_are_no_titles_are_refused(tmp_path, titles, said):
    words = [word for title in titles for word in ("--title", title)]
    assert said in init(str(tmp_path / "x"), "--lang", "ko,en", *words, status=2).err
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("there", [True, False])
def test_pictures_of_pages_are_asked_for_where_they_can_be_drawn(tmp_path, monkeypatch, there):
    monkeypatch.setattr("sitegen.desk.init.find_spec", lambda name: name if there else None)
    init(str(tmp_path))
    settings = (tmp_path / "content/site.yaml").read_text("utf-8")
    assert ("\nsocial_cards: true" in settings, "\n# social_cards: true" in settings) == (there, not there)


def test_what_is_asked_for_stands_in_the_settings(tmp_path):
    init(str(tmp_path / "x"), "--title", "A: “quoted” #1", "--lang", "en", "--base-url", "https://octo.github.io/x")
    settings = yaml.safe_load((tmp_path / "x/content/site.yaml").read_text("utf-8"))
    assert settings["title"] == "A: “quoted” #1"
    assert settings["base_url"] == "https://octo.github.io/x/"
    assert settings["id"].startswith("tag:octo.github.io,")
    assert settings["languages"] == ["en"]
    digest = Site.there(tmp_path / "x", tmp_path / "x/_site")
    digest.build()
    assert "A: “quoted” #1" in digest.page("")


@pytest.mark.parametrize("languages", ["fr", "ja,ar"])
def test_a_language_that_is_neither_korean_nor_english_builds_at_once(tmp_path, languages):
    init(str(tmp_path), "--lang", languages)
    digest = Site.there(tmp_path, tmp_path / "_site")
    said = digest.build("--json", "--as-of", "today").data["problems"]
    assert {problem["rule"] for problem in said} == {"untranslated"}  # of the interface, not of what was written
    assert len(said) == len(languages.split(","))
    assert f'<html lang="{languages[:2]}"' in digest.page("") and "Start here" in digest.page("notes/welcome/")


def test_texts_of_another_language_are_english_and_it_says_so(tmp_path):
    said = init(str(tmp_path / "x"), "--lang", "fr,ko").err
    assert "sitegen brings no texts in `fr`: what stands there is in English" in said
    [french] = (tmp_path / "x/content/notes").glob("*-welcome.md")
    [korean] = (tmp_path / "x/content/notes").glob("*-welcome.ko.md")
    assert "Start here" in french.read_text("utf-8") and "여기서 시작" in korean.read_text("utf-8")
    topic = yaml.safe_load((tmp_path / "x/content/topics/energy.md").read_text("utf-8").split("---")[1])
    assert topic["name"] == {"fr": "Energy", "ko": "에너지"}


def test_it_ends_with_two_commands_that_work_where_they_are_typed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = init("my digest").err
    commands = re.findall("^  sitegen (.+)$", said, re.M)
    assert commands == ["serve --open --root 'my digest'", "new note --root 'my digest'"]
    os.mkdir("here")
    monkeypatch.chdir(tmp_path / "here")
    assert re.findall("^  sitegen (.+)$", init(".").err, re.M) == ["serve --open", "new note"]


@pytest.mark.parametrize(
    ("origin", "written"),
    [
        ({}, f"{DISTRIBUTION}[cards]=={__version__}"),
        ({"url": "file:///home/x/sitegen", "dir_info": {"editable": True}}, f"{DISTRIBUTION}[cards]=={__version__}"),
        (
            {"url": "https://example.org/x.git", "vcs_info": {"vcs": "git", "commit_id": "0a1b"}},
            f"{DISTRIBUTION}[cards] @ git+https://example.org/x.git@0a1b",
        ),
        (
            {"url": "file:///x", "vcs_info": {"vcs": "git", "commit_id": "0a1b"}},
            f"{DISTRIBUTION}[cards]=={__version__}",
        ),
    ],
    ids=["index", "checkout", "repository", "repository on this machine"],
)
def test_the_workflows_install_the_very_program_that_wrote_them(tmp_path, monkeypatch, origin, written):
    class Installed:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return json.dumps(origin) if origin else None

    monkeypatch.setattr("sitegen.desk.init.metadata.distribution", lambda name: Installed())
    init(str(tmp_path))
    assert (tmp_path / "requirements.txt").read_text("utf-8").splitlines()[-1] == written


def test_a_folder_with_a_repository_and_a_licence_will_do(tmp_path):
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    (tmp_path / "LICENSE").write_text("MIT")
    before = files_of(tmp_path)
    init(str(tmp_path))
    assert before.items() <= files_of(tmp_path).items()
    assert (tmp_path / "content/site.yaml").is_file()


def test_all_names_in_the_way_are_listed_and_nothing_is_written(tmp_path):
    (tmp_path / ".gitignore").write_text("mine\n")
    (tmp_path / ".github").write_text("no folder\n")
    before = files_of(tmp_path)
    said = init(str(tmp_path), status=2).err
    assert f"nothing was written, for {tmp_path} has already: .github, .gitignore" in said
    assert files_of(tmp_path) == before


def test_a_digest_is_not_begun_twice(tmp_path):
    init(str(tmp_path))
    before = files_of(tmp_path)
    assert "has already: content" in init(str(tmp_path), status=2).err
    assert files_of(tmp_path) == before


def test_no_link_is_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    root = tmp_path / "digest"
    root.mkdir()
    (root / ".vscode").symlink_to(outside)
    assert ".vscode" in init(str(root), status=2).err
    assert not list(outside.iterdir()) and [entry.name for entry in root.iterdir()] == [".vscode"]


def test_what_was_begun_is_withdrawn_when_the_machine_fails(tmp_path, monkeypatch):
    from sitegen.output.folder import Folder

    create = Folder.create

    def fail(self, name, data):
        if name == "site.yaml":
            raise OSError(28, "No space left on device")
        create(self, name, data)

    monkeypatch.setattr(Folder, "create", fail)
    assert "No space left on device" in init(str(tmp_path), status=3).err
    assert files_of(tmp_path) == {}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["x", "--lang", "english"], "`english` is no code of a language, such as en, ko or fr"),
        (["x", "--lang", "en", "--lang", "ko,en"], "a language is named twice"),
        (["x", "--base-url", "example.org"], "no site can live at `example.org`"),
        ([], "Missing argument 'DIR'"),
    ],
)
def test_wrong_usage_is_said_and_nothing_is_made(tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    assert said in init(*words, status=2).err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_what_github_reads_fits_its_schemas_and_actions_are_pinned(tmp_path, lang):
    init(str(tmp_path), "--lang", lang)
    github = tmp_path / ".github"
    for schema, file in (
        ("vendor.github-workflows", "workflows/pages.yml"),
        ("vendor.github-workflows", "workflows/check.yml"),
        ("vendor.github-issue-forms", "ISSUE_TEMPLATE/article.yml"),
    ):
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(github / file)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    for file in (github / "workflows").iterdir():
        for action in re.findall(r"uses: *(.+)", file.read_text("utf-8")):
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


def test_the_starter_s_workflows_run_the_actions_of_this_repository_s_own(tmp_path, repository):
    init(str(tmp_path))
    ours = [repository / ".github/workflows/pages.yml", repository / "action.yml"]
    theirs = [tmp_path / ".github/workflows/pages.yml"]
    used, wanted = (
        {action for file in files for action in re.findall(r"uses: *(\S+@.+)", file.read_text("utf-8"))}
        for files in (theirs, ours)
    )
    assert used == wanted


def test_the_schema_for_editors_knows_the_settings(tmp_path):
    init(str(tmp_path), "--lang", "ko,en")
    editor = json.loads((tmp_path / ".vscode/settings.json").read_text("utf-8"))
    [(schema, covered)] = editor["yaml.schemas"].items()
    assert covered == "content/site.yaml"
    validator = jsonschema.Draft7Validator(json.loads((tmp_path / schema).read_text("utf-8")))
    settings = yaml.safe_load((tmp_path / covered).read_text("utf-8"))  # as editors read it: `true` is no text
    assert not list(validator.iter_errors(settings))
    assert list(validator.iter_errors(settings | {"titel": "x"}))
    assert list(validator.iter_errors(settings | {"languages": []}))
