"""The workflows on GitHub: they fit GitHub's schema, and their shell steps do what they say on a runner.

Steps run as on a runner: `bash -e`, with GITHUB_* variables, outputs passed through $GITHUB_OUTPUT, in a copy of the
repository. What actions would do stands in `ACTIONS`. The virtual environment is the one that the tests run in.
"""

import datetime as dt
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import venv
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
from tests.process import environment, sitegen
from tests.site import Site, note

WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
ACTION = REPOSITORY / "action.yml"
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
NOT_OURS = (".git", ".venv", "_site", ".preview", ".sitegen", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info")


def read(name: str) -> dict:
    return yaml.safe_load((REPOSITORY / ".github" / "workflows" / f"{name}.yml").read_text("utf-8"))


@dataclass
class Runner:
    """A job's shell steps, run one after the other until one fails; those of this repository's action among them.

    `bin`: where `python` is found first, as after `actions/setup-python`.
    """

    folder: Path
    bin: Path
    outputs: dict[str, str]  # of actions: `steps.pages.outputs.base_url`
    env: dict[str, str] = field(default_factory=dict)
    said: str = ""

    def run(self, job: dict, action: Path = REPOSITORY) -> int:
        for number, step in enumerate(job["steps"]):
            if step.get("uses") == "./":
                status = self._action(step, action)
            elif "run" in step:
                status = self._step(step, self.folder.parent / f"output-{len(self.said)}-{number}")
            else:
                status = 0
            if status:
                return status
        return 0

    def _action(self, step: dict, action: Path) -> int:
        """All of it but what needs a network: the libraries, which `bin` has already."""
        about = yaml.safe_load((action / "action.yml").read_text("utf-8"))
        given = {name: entry["default"] for name, entry in about["inputs"].items()} | step.get("with", {})
        self.outputs |= {f"inputs.{name}": value for name, value in given.items()}
        self.env["GITHUB_ACTION_PATH"] = str(action)
        return self.run({"steps": [each for each in about["runs"]["steps"] if each.get("name") != "Libraries"]})

    def _step(self, step: dict, output: Path) -> int:
        output.write_text("", "utf-8")
        script = output.with_suffix(".sh")
        script.write_text(step["run"], "utf-8")
        env = {
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "HOME": str(self.folder.parent),
            "LANG": "C.UTF-8",
            "CI": "true",
            "PIP_NO_INDEX": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
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


@pytest.fixture(scope="module")
def bin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python of a runner's own, with pip, that has the libraries of this one, but not its sitegen."""
    folder = tmp_path_factory.mktemp("python")
    venv.create(folder / "venv", with_pip=True, symlinks=True)
    libraries = folder / "libraries"
    libraries.mkdir()
    for path in next(path for path in map(Path, sys.path) if (path / "click").is_dir()).iterdir():
        if not path.name.startswith(("sitegen", "pip", "_", "__")):
            (libraries / path.name).symlink_to(path)
    [packages] = (folder / "venv").glob("lib/python*/site-packages")
    (packages / "libraries.pth").write_text(f"{libraries}\n")
    return folder / "venv" / "bin"


@pytest.fixture
def runner(tmp_path, bin):
    """A fork after `actions/checkout`: the repository with a digest of its own, and its virtual environment made."""
    folder = tmp_path / "digest"
    shutil.copytree(REPOSITORY, folder, ignore=shutil.ignore_patterns(*NOT_OURS))
    (folder / ".venv").symlink_to(sys.prefix)
    for file in (folder / "pyproject.toml", *(folder / "requirements").iterdir()):
        os.utime(file, (0, 0))  # make finds the set-up done
    shutil.rmtree(folder / "content")
    Site(folder, f"-- content/notes/2025-10-24-first.md --\n{note()}")
    with (folder / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write("zone: Asia/Seoul\n")
    return Runner(folder, bin, {})


def published(runner: Runner, base_url: str, workflow: dict | None = None) -> Path:
    """What the Pages workflow uploads, when configure-pages says that the site lives at an address."""
    runner.outputs["steps.pages.outputs.base_url"] = base_url
    job = next(iter((workflow or read("pages"))["jobs"].values()))
    assert runner.run(job, runner.folder if (runner.folder / "action.yml").is_file() else REPOSITORY) == 0, runner.said
    artifact = runner.folder.parent / "artifact"
    steps = [*job["steps"], *yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"]]
    [upload] = [step["with"] for step in steps if step.get("uses", "").startswith("actions/upload-pages-")][:1]
    hidden = (".git", ".github") if upload.get("include-hidden-files") else (".*",)  # what it leaves out
    shutil.copytree(runner.folder / upload["path"], artifact, ignore=shutil.ignore_patterns(*hidden))
    return artifact


@pytest.mark.parametrize("file", [*WORKFLOWS, ACTION], ids=lambda file: file.stem)
def test_a_workflow_fits_github_s_schema(file):
    schema = "vendor.github-actions" if file == ACTION else "vendor.github-workflows"
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", [*WORKFLOWS, ACTION], ids=lambda file: file.stem)
def test_a_workflow_runs_only_actions_pinned_by_their_commit(file):
    uses = re.findall(r"uses: *(.+)", file.read_text("utf-8"))
    assert uses
    for action in uses:
        assert action.startswith("./ ") or re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_no_shell_step_has_an_expression_pasted_into_it(file):
    """Values go through the environment: pasted into a script, a branch's name could run as one."""
    for job in [*read(file.stem)["jobs"].values(), yaml.safe_load(ACTION.read_text("utf-8"))["runs"]]:
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
        text = f"---\n{head}\nsummary: 요약.\nwhy: 까닭.\ntopics: [sovereign-ai]\n---\n\n본문.\n"
        (runner.folder / "content" / "notes" / f"{day}-{id}.md").write_text(text, "utf-8")
    artifact = published(runner, "https://octo.github.io")
    assert (artifact / "notes" / "of-today" / "index.html").is_file()
    assert not (artifact / "notes" / "of-later").exists()


def test_a_mistake_in_a_note_stops_the_pages_workflow_and_stands_beside_its_line_in_a_pull_request(runner):
    path = "content/notes/2025-10-24-broken.md"
    head = "title: 제목\ndate: 2025-10-24\nsource: {publisher: 더팩트}\nsummary: 요약.\ntopics: [nothing-of-this]"
    text = f"---\n{head}\n---\n"
    (runner.folder / path).write_text(text, "utf-8")
    runner.outputs["steps.pages.outputs.base_url"] = "https://octo.github.io"
    assert runner.run(read("pages")["jobs"]["build"], runner.folder) != 0
    assert not (runner.folder / "_site").exists()
    runner.said = ""
    assert runner.run(read("ci")["jobs"]["content"]) != 0
    assert f"::error file={path},line=6,col=" in runner.said


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


@pytest.fixture
def own(tmp_path, bin) -> Runner:
    """A repository that holds nothing but what `sitegen init` writes."""
    folder = tmp_path / "own"
    done = sitegen("init", str(folder), "--lang", "ko,en", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    Site.there(folder, folder / "_site").put("static/.well-known/security.txt", "Contact: mailto:x@example.org\n")
    return Runner(folder, bin, {})


def test_a_repository_of_one_s_own_is_published_by_the_workflow_that_init_wrote(own, tmp_path):
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "wheels")]
    subprocess.run([*build, str(REPOSITORY)], check=True, capture_output=True)
    own.env["PIP_FIND_LINKS"] = str(tmp_path / "wheels")  # in place of PyPI
    workflow = yaml.safe_load((own.folder / ".github/workflows/pages.yml").read_text("utf-8"))
    artifact = published(own, "https://octo.github.io/own", workflow)
    assert '<link rel="canonical" href="https://octo.github.io/own/">' in (artifact / "index.html").read_text("utf-8")
    assert (artifact / "notes/welcome/index.html").is_file()
    assert (artifact / ".well-known/security.txt").read_text("utf-8") == "Contact: mailto:x@example.org\n"
    assert not (artifact / ".sitegen").exists()
    check = yaml.safe_load((own.folder / ".github/workflows/check.yml").read_text("utf-8"))["jobs"]["check"]
    assert own.run(check) == 0, own.said
    (own.folder / "content/topics/energy.md").write_text("---\nnaem: x\n---\n", "utf-8")
    assert own.run(check) != 0
    assert "::error file=content/topics/energy.md,line=2" in own.said


def test_the_ten_lines_of_docs_publish_a_repository_of_one_s_own_by_the_action(own, tmp_path):
    text = (REPOSITORY / "docs/publishing.md").read_text("utf-8")
    [lines] = re.findall(r"^```yaml\n(on:.*?)^```", text, re.M | re.S)
    assert len(lines.splitlines()) == 10
    (tmp_path / "lines.yml").write_text(lines, "utf-8")
    test_a_workflow_fits_github_s_schema(tmp_path / "lines.yml")
    workflow = yaml.safe_load(lines)
    step = workflow["jobs"]["publish"]["steps"][1]
    assert step["uses"] == f"OWNER/REPOSITORY@v{__version__}"
    step["uses"] = "./"
    artifact = published(own, "https://octo.github.io/own", workflow)
    assert '<link rel="canonical" href="https://octo.github.io/own/">' in (artifact / "index.html").read_text("utf-8")
    assert (artifact / ".well-known/security.txt").is_file() and not (artifact / ".sitegen").exists()


def test_any_web_server_takes_what_the_command_of_docs_writes(own, tmp_path):
    text = (REPOSITORY / "docs/publishing.md").read_text("utf-8")
    [command] = re.findall(r"^sitegen build --base-url .*$", text, re.M)
    words = [sys.executable, "-m", "sitegen", *shlex.split(command)[1:]]
    done = subprocess.run(words, cwd=own.folder, env=environment(), capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    home = (own.folder / "_site/index.html").read_text("utf-8")
    links_here = [link for link in links(home) if link.startswith("/")]
    assert {link: resolve(own.folder / "_site", "/digest/", urlsplit(link).path)[0] for link in links_here} == (
        dict.fromkeys(links_here, 200)
    )


def test_the_tests_of_a_fork_leave_out_those_of_this_repository_s_digest_and_say_so(runner):
    command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "tests/digest_content"]
    env = environment(PYTHONPATH=str(runner.folder))
    settings = runner.folder / "content/site.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("example.org,2026:digest", "example.org,2026:mine"), "utf-8"
    )
    done = subprocess.run(command, cwd=runner.folder, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^\d+ skipped", done.stdout, re.M)
    assert "Tests of the program, and not those of a digest: content/ holds another than theirs" in done.stdout


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
    assert set_up == {"ci": {True}, "pages": set(), "newest": {False}, "release": {True}}
    assert not [run for runs in made.values() for run in runs if "pip" in run.split()]
    first, second = (step["run"] for step in yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"][2:4])
    assert '--require-hashes --requirement "$GITHUB_ACTION_PATH/requirements/site.txt"' in first
    assert '--no-build-isolation --no-deps "$GITHUB_ACTION_PATH"' in second


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
