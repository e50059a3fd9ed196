"""The program as people install it, building README's smallest digest in a folder that holds nothing else."""

import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from sitegen import __version__
from sitegen.desk.init import DISTRIBUTION


@pytest.fixture
def smallest(repository: Path, tmp_path: Path) -> Path:
    """README's smallest digest, word for word; the line before each of its blocks names its file."""
    root = tmp_path / "smallest"
    blocks = re.findall(r"\*(content/[^*\n]+)\*[^\n]*:\n\n```\w+\n(.*?)^```$", readme(repository), re.M | re.S)
    for path, text in blocks:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    assert [path for path, _ in blocks] == [
        "content/site.yaml",
        "content/topics/sovereign-ai.md",
        "content/notes/2025-10-24-blueprint.md",
    ]
    return root


def readme(repository: Path) -> str:
    return (repository / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    repository, out = Path(__file__).resolve().parent.parent, tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(repository)]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    [file] = out.iterdir()
    return file


def run(command: Path, *words: str, cwd: Path) -> str:
    """What an installed command says; nothing leads it to this checkout but how it was installed."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run([str(command), *words], cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def assert_builds(command: Path, root: Path) -> None:
    assert run(command, "--version", cwd=root).strip().endswith(__version__)
    assert run(command, "check", "--strict", cwd=root) == "no problems\n"
    assert run(command, "build", "--root", str(root), cwd=root.parent) == ""
    page = (root / "_site/notes/blueprint/index.html").read_text("utf-8")
    body = page.replace("\u2060", "")  # the joiners that hold a particle to its word
    assert '<a href="/digest/topics/sovereign-ai/">소버린 AI</a>와 협력을 <strong>병행하자(투 트랙)</strong>고' in body
    stylesheets = re.findall(r'<link[^>]*rel="stylesheet"[^>]*href="/digest/([^"]+)"', page)
    assert stylesheets and all((root / "_site" / name).is_file() for name in stylesheets)
    assert (root / "_site/en/index.html").is_file()
    assert not (root / "templates").exists()


def test_an_editable_install_builds_a_digest_elsewhere(smallest):
    assert_builds(Path(sys.executable).parent / "sitegen", smallest)


def test_the_wheel_builds_a_digest_in_an_environment_of_its_own(wheel, smallest, tmp_path):
    place = tmp_path / "venv"
    venv.create(place, with_pip=False, symlinks=True)
    [packages] = place.glob("lib/python*/site-packages")
    libraries = next(path for path in map(Path, sys.path) if (path / "click").is_dir())
    (packages / "libraries.pth").write_text(f"{libraries}\n")  # the libraries of this one, but not its sitegen
    pip = [sys.executable, "-m", "pip", "--python", str(place / "bin/python"), "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True)
    found = run(place / "bin/python", "-c", "import sitegen; print(sitegen.__file__)", cwd=tmp_path)
    assert Path(found.strip()).is_relative_to(packages)
    assert_builds(place / "bin/sitegen", smallest)
    begin = subprocess.run([place / "bin/sitegen-digest", "init", "new"], cwd=tmp_path, capture_output=True, text=True)
    assert begin.returncode == 0, begin.stderr
    assert run(place / "bin/sitegen", "check", "--strict", cwd=tmp_path / "new") == "no problems\n"
    assert (tmp_path / "new/requirements.txt").read_text("utf-8").endswith(f"\n{DISTRIBUTION}[cards]=={__version__}\n")


def test_the_wheel_holds_the_program_its_templates_and_its_licence_and_no_tests(wheel, repository):
    names = set(zipfile.ZipFile(wheel).namelist())
    templates = {file.relative_to(repository).as_posix() for file in (repository / "templates").rglob("*.*")}
    assert {f"sitegen/_shipped/{name}" for name in templates if Path(repository / name).is_file()} <= names
    assert "sitegen/py.typed" in names
    assert {f"sitegen/preview/{file.name}" for file in (repository / "sitegen/preview").glob("*.js")} <= names
    starter = {file.relative_to(repository).as_posix() for file in (repository / "sitegen/desk/starter").rglob("*.*")}
    assert {name for name in starter if (repository / name).is_file()} <= names
    about = f"{DISTRIBUTION.replace('-', '_')}-{__version__}.dist-info"
    assert f"{about}/licenses/LICENSE" in names
    assert {name.partition("/")[0] for name in names} == {"sitegen", about}
    assert not [name for name in names if "__pycache__" in name]


def test_the_same_files_give_the_same_wheel(wheel, repository, tmp_path):
    """At another time, in another place, by a user who keeps files to himself."""
    copy = tmp_path / "elsewhere"
    for name in ("sitegen", "templates"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(repository / name, copy / name, ignore=ignored, copy_function=shutil.copyfile)
    for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copyfile(repository / name, copy / name)
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(copy)]
    done = subprocess.run(build, capture_output=True, text=True, umask=0o077)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_make_help_lists_every_target(repository):
    text = (repository / "Makefile").read_text("utf-8")
    [phony] = re.findall(r"^\.PHONY: (.*)$", text, re.M)
    done = subprocess.run(["make", "-s", "help"], cwd=repository, capture_output=True, text=True, check=True)
    listed = re.findall(r"^  make (\S+)\t\S", done.stdout, re.M)
    assert sorted(listed) == sorted(phony.split())
    assert sorted(listed) == sorted(re.findall(r"^([a-z][\w-]*):", text, re.M))
    assert {"site", "test"} <= set(re.findall(r"^make (\w+) ", readme(repository), re.M))
