"""The workflows on GitHub: they fit GitHub's schema, and their shell steps do what they say on a runner.

Steps run as on a runner: `bash -e`, with GITHUB_* variables, outputs passed through $GITHUB_OUTPUT, in a copy of the
repository. What actions would do stands in `ACTIONS`. The virtual environment is the one that the tests run in.
"""

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from sitegen import __version__
from tests.conftest import REPOSITORY
from tests.links import links
from tests.pages_server import resolve

WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
NOT_OURS = (".git", ".venv", "_site", ".preview", ".sitegen", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info")


def read(name: str) -> dict:
    return yaml.safe_load((REPOSITORY / ".github" / "workflows" / f"{name}.yml").read_text("utf-8"))


@dataclass
class Runner:
    """A job's shell steps, run one after the other until one fails."""

    folder: Path
    outputs: dict[str, str]  # of actions: `steps.pages.outputs.base_url`
    env: dict[str, str] = field(default_factory=dict)
    said: str = ""

    def run(self, job: dict) -> int:
        for number, step in enumerate(job["steps"]):
            if "run" not in step:
                continue
            status = self._step(step, self.folder.parent / f"output-{number}")
            if status:
                return status
        return 0

    def _step(self, step: dict, output: Path) -> int:
        output.write_text("", "utf-8")
        script = output.with_suffix(".sh")
        script.write_text(step["run"], "utf-8")
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder.parent),
            "LANG": "C.UTF-8",
            "CI": "true",
            "PIP_NO_INDEX": "1",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.folder),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_REPOSITORY": "octo/digest",
            "GITHUB_REF": "refs/heads/main",
            **self.env,
            **{name: EXPRESSION.sub(self._value, value) for name, value in step.get("env", {}).items()},
        }
        done = subprocess.run(
            ["bash", "-e", str(script)],  # what GitHub runs where a step names no shell
            cwd=self.folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said += done.stdout
        for line in output.read_text("utf-8").splitlines():
            name, _, value = line.partition("=")
            self.outputs[f"steps.{step['id']}.outputs.{name}"] = value
        return done.returncode

    def _value(self, match: re.Match[str]) -> str:
        return self.outputs[match[1]]  # a KeyError: an expression that no step gives a value


@pytest.fixture
def runner(tmp_path):
    """A fresh copy of the repository after `actions/checkout`, with its virtual environment made."""
    folder = tmp_path / "digest"
    shutil.copytree(REPOSITORY, folder, ignore=shutil.ignore_patterns(*NOT_OURS))
    (folder / ".venv").symlink_to(sys.prefix)
    for file in (folder / "pyproject.toml", *(folder / "requirements").iterdir()):
        os.utime(file, (0, 0))  # make finds the set-up done
    return Runner(folder, {})


def published(runner: Runner, base_url: str) -> Path:
    """What the Pages workflow uploads, when configure-pages says that the site lives at an address."""
    runner.outputs["steps.pages.outputs.base_url"] = base_url
    job = read("pages")["jobs"]["build"]
    assert runner.run(job) == 0, runner.said
    upload = next(step for step in job["steps"] if "upload-pages-artifact" in step.get("uses", ""))
    artifact = runner.folder.parent / "artifact"
    # upload-pages-artifact leaves out files and folders whose names begin with a dot
    shutil.copytree(runner.folder / upload["with"]["path"], artifact, ignore=shutil.ignore_patterns(".*"))
    return artifact


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_fits_github_s_schema(file):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_runs_only_actions_pinned_by_their_commit(file):
    uses = re.findall(r"uses: *(.+)", file.read_text("utf-8"))
    assert uses
    for action in uses:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_no_shell_step_has_an_expression_pasted_into_it(file):
    """Values go through the environment: pasted into a script, a branch's name could run as one."""
    for job in read(file.stem)["jobs"].values():
        assert not [step["run"] for step in job["steps"] if EXPRESSION.search(step.get("run", ""))]


def test_only_the_job_that_deploys_may_write():
    workflow = read("pages")
    assert workflow["permissions"] == {}
    jobs = workflow["jobs"]
    assert set(jobs["build"]["permissions"].values()) == {"read"}
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert read("ci")["permissions"] == {"contents": "read"}
    release = read("release")
    assert release["permissions"] == {}
    assert release["jobs"]["build"]["permissions"] == {"contents": "read"}
    assert not [step for step in release["jobs"]["publish"]["steps"] if "run" in step]


@pytest.mark.parametrize(
    ("base_url", "base"),
    [
        ("https://octo.github.io/digest", "/digest/"),
        ("https://octo.github.io", "/"),
        ("https://digest.example.kr", "/"),
    ],
    ids=["project site", "user site", "custom domain"],
)
def test_the_pages_workflow_builds_for_the_place_where_the_site_will_live(runner, base_url, base):
    if "example.kr" in base_url:
        with (runner.folder / "content" / "site.yaml").open("a", encoding="utf-8") as file:
            file.write("cname: digest.example.kr\n")
    artifact = published(runner, base_url)
    home = (artifact / "index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{base_url}/">' in home
    assert (artifact / "CNAME").is_file() == ("example.kr" in base_url)
    assert f"Sitemap: {base_url}/sitemap.xml" in (artifact / "robots.txt").read_text("utf-8")
    own = [link for link in links(home) if link.startswith("/")]
    assert len(own) > 10
    assert {link: resolve(artifact, base, urlsplit(link).path)[0] for link in own} == dict.fromkeys(own, 200)


def test_the_pages_workflow_shows_a_note_from_its_day_in_korea_on(runner):
    today = dt.datetime.now(ZoneInfo("Asia/Seoul")).date()
    for day, id in ((today, "of-today"), (today + dt.timedelta(days=2), "of-later")):
        head = f"title: 제목 {id}\ndate: {day}\nsource: {{publisher: 더팩트, published: {day}}}"
        note = f"---\n{head}\nsummary: 요약.\nwhy: 까닭.\ntopics: [sovereign-ai]\n---\n\n본문.\n"
        (runner.folder / "content" / "notes" / f"{day}-{id}.md").write_text(note, "utf-8")
    artifact = published(runner, "https://octo.github.io")
    assert (artifact / "notes" / "of-today" / "index.html").is_file()
    assert not (artifact / "notes" / "of-later").exists()


def test_a_mistake_in_a_note_stops_the_pages_workflow_and_stands_beside_its_line_in_a_pull_request(runner):
    note = "content/notes/2025-10-24-broken.md"
    head = "title: 제목\ndate: 2025-10-24\nsource: {publisher: 더팩트}\nsummary: 요약.\ntopics: [nothing-of-this]"
    text = f"---\n{head}\n---\n"
    (runner.folder / note).write_text(text, "utf-8")
    runner.outputs["steps.pages.outputs.base_url"] = "https://octo.github.io"
    assert runner.run(read("pages")["jobs"]["build"]) != 0
    assert not (runner.folder / "_site").exists()
    runner.said = ""
    assert runner.run(read("ci")["jobs"]["content"]) != 0
    assert f"::error file={note},line=6,col=" in runner.said


@pytest.mark.parametrize("job", ["test", "site"])
def test_the_targets_that_ci_makes_exist(runner, job):
    runner.env["MAKEFLAGS"] = "n"  # make says what it would do
    assert runner.run(read("ci")["jobs"][job]) == 0, runner.said
    assert "-m pytest" in runner.said


def release(runner: Runner, tag: str) -> int:
    """The job after its set-up, which needs a network where what it installs is not there."""
    runner.env["GITHUB_REF_NAME"] = tag
    steps = read("release")["jobs"]["build"]["steps"]
    return runner.run({"steps": [step for step in steps if step.get("name") != "Set up"]})


def test_a_release_is_built_and_tried_once_its_tag_version_and_changes_agree(runner):
    """Everything up to the upload; what publishes are actions alone, and they are off until somebody wants them."""
    jobs = read("release")["jobs"]
    assert jobs["build"]["if"] == "vars.RELEASE == 'on'" and jobs["publish"]["needs"] == "build"
    assert release(runner, "v9.9.9") != 0
    assert f"the tag is v9.9.9, the version of sitegen/__init__.py is {__version__}" in runner.said
    assert release(runner, f"v{__version__}") != 0
    changes, about = runner.folder / "CHANGELOG.md", runner.folder / "pyproject.toml"
    changes.write_text(changes.read_text("utf-8").replace("## [Unreleased]", f"## [{__version__}]"), "utf-8")
    assert release(runner, f"v{__version__}") != 0
    assert "[project.urls]" in runner.said
    with about.open("a", encoding="utf-8") as file:
        file.write('\n[project.urls]\nSource = "https://example.org/"\n')
    os.utime(about, (0, 0))
    for words in (["init", "--quiet"], ["add", "."], ["-c", "user.name=x", "-c", "user.email=x", "commit", "-qm", "x"]):
        subprocess.run(["git", *words], cwd=runner.folder, check=True)
    assert release(runner, f"v{__version__}") == 0, runner.said
    assert "no problems" in runner.said
    made = sorted(file.name for file in (runner.folder / "dist").iterdir())
    assert made == [f"sitegen_digest-{__version__}-py3-none-any.whl", f"sitegen_digest-{__version__}.tar.gz"]


def locked(name: str) -> dict[str, tuple[str, list[str]]]:
    """Of a file of `requirements/`: the release of each package, and its hashes."""
    text = (REPOSITORY / "requirements" / f"{name}.txt").read_text("utf-8")
    found = re.findall(r"^([a-z0-9.-]+)==(\S+).*((?:\n +--hash=sha256:[0-9a-f]{64}.*)+)", text, re.M)
    assert len(found) == len(re.findall(r"^\w", text, re.M)), "what is listed has hashes"
    return {package: (release, re.findall("sha256:[0-9a-f]+", hashes)) for package, release, hashes in found}


def project() -> dict:
    return tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))


def test_the_workflows_install_what_the_lock_lists_and_one_tries_what_it_does_not():
    made = {
        file.stem: [step["run"] for job in read(file.stem)["jobs"].values() for step in job["steps"] if "run" in step]
        for file in WORKFLOWS
    }
    set_up = {name: {"LOCKED=1" in run for run in runs if run.startswith("make ")} for name, runs in made.items()}
    assert set_up == {"ci": {True}, "pages": {True}, "newest": {False}, "release": {True}}
    assert not [run for runs in made.values() for run in runs if "pip" in run.split()]


@pytest.mark.parametrize(("target", "name"), [("site", "site"), ("dev", "dev")])
def test_a_locked_set_up_takes_nothing_but_by_its_hash(runner, target, name):
    make = ["make", "--dry-run", "--what-if", "pyproject.toml", f".venv/.installed-{target}"]
    said = subprocess.run([*make, "LOCKED=1"], cwd=runner.folder, capture_output=True, text=True).stdout
    first, second = re.findall(r"pip install [^&\n]+", said)
    assert f"--require-hashes --requirement requirements/{name}.txt" in first
    assert "--no-build-isolation --no-deps --editable ." in second


@pytest.mark.parametrize(("name", "extras"), [("site", ["editable"]), ("dev", ["editable", "dev"])])
def test_the_lock_is_what_the_project_asks_for(name, extras):
    about, found = project()["project"], locked(name)
    for each in [*about["dependencies"], *(each for extra in extras for each in about["optional-dependencies"][extra])]:
        wanted = Requirement(each)
        release, hashes = found[canonicalize_name(wanted.name)]
        assert wanted.specifier.contains(release), f"{each}, but {release} is locked: make lock"
        assert hashes


@pytest.mark.parametrize("name", ["site", "dev"])
def test_the_lock_names_no_place_to_fetch_from(name):
    text = (REPOSITORY / "requirements" / f"{name}.txt").read_text("utf-8")
    assert not re.search(r"://|^ *-[^-]|--(?!hash=)|/|@", text, re.M)


def test_both_locks_have_one_release_of_each_package():
    site, dev = locked("site"), locked("dev")
    assert site == {package: dev[package] for package in site}


def test_nothing_is_taken_from_a_major_release_that_nobody_has_tried():
    about = project()
    wanted = [*about["build-system"]["requires"], *about["project"]["dependencies"]]
    wanted += [each for extra in about["project"]["optional-dependencies"].values() for each in extra]
    assert [each for each in wanted if not re.search(r"<\d+$", each)] == []


def test_ci_tests_every_python_that_the_project_names():
    matrix = read("ci")["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert matrix == ["3.11", "3.12", "3.13", "3.14"]
    assert f'requires-python = ">={matrix[0]}"' in (REPOSITORY / "pyproject.toml").read_text("utf-8")
