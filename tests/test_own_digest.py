"""docs/own-digest.md and its Korean twin, typed as they stand: from an empty folder to a digest without a problem."""

import json
import re
import shlex
import subprocess

import pytest

from tests.conftest import REPOSITORY
from tests.site import Site, run

DOCUMENTS = ("own-digest.md", "own-digest.ko.md")
ELSEWHERE = ("python3 -m venv", ". .venv", "pip install", "sitegen serve", "cd ")  # what has a test of its own
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)


def blocks(document: str) -> list[tuple[str, str]]:
    return BLOCK.findall((REPOSITORY / "docs" / document).read_text("utf-8"))


def typed(command: str, folder) -> None:
    """A line of a shell; `sitegen` in this process."""
    words = shlex.split(command)
    if words[0] == "sitegen":
        done = run(*words[1:])
        assert done.status == 0, (command, done.out, done.err)
    else:
        env = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        command = shlex.join([words[0], *env, *words[1:]]) if words[0] == "git" else command
        subprocess.run(["sh", "-c", command], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module", params=DOCUMENTS)
def followed(request, tmp_path_factory) -> Site:
    folder = tmp_path_factory.mktemp("own") / "my-digest"
    digest = Site.there(folder, folder / "_site")
    heads: list[tuple[str, str]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder.parent)
        for kind, text in blocks(request.param):
            if kind == "sh":
                for command in text.splitlines():
                    if not command.startswith(ELSEWHERE):
                        typed(command, folder)
                    if command.startswith("sitegen init"):
                        patch.chdir(folder)
            elif kind == "yaml":
                path, front = re.match(r"# (\S+)\n(.*)", text, re.S).groups()
                assert (folder / path).is_file(), "the command before it has made this file"
                heads.append((path, front))
            elif kind == "markdown":
                path, front = heads.pop()
                digest.put(path, f"---\n{front}---\n\n{text}")
            else:
                digest.put(re.match(r"/\* (\S+) \*/", text)[1], text)
    return digest


def test_what_the_document_says_makes_a_digest_without_a_problem(followed):
    problems = json.loads(followed.run("check", "--format", "json").out)
    assert problems == []
    korean, english = (followed.page(f"{lang}notes/icheon-fab/").replace("\u00a0", " ") for lang in ("", "en/"))
    assert "칩 감시" in korean and "Chip Watch" in english
    assert "일자리 3000개를 만들겠다" in korean and "We will create 3,000 jobs" in english
    assert "hanbit-icheon" in followed.page("en/claims/") and "Example" not in followed.page("topics/")
    said = followed.page("en/claims/hanbit-icheon/")
    assert "Example Daily" in said and "예시일보" not in said.split("<main")[1].split('class="foot"')[0]


def test_both_documents_type_the_same():
    (one, other) = map(blocks, DOCUMENTS)
    assert one == other


def test_a_wheel_in_a_repository_is_named_as_the_document_says(tmp_path):
    text = (REPOSITORY / "docs/publishing.md").read_text("utf-8")
    [line] = re.findall(r"^\./\S+\.whl\[cards\]$", text, re.M)
    from packaging.utils import parse_wheel_filename

    from sitegen import __version__

    name, version, *_ = parse_wheel_filename(line.removeprefix("./").removesuffix("[cards]"))
    assert (name, str(version)) == ("sitegen-digest", __version__)
    assert line.removesuffix("[cards]") in (REPOSITORY / "README.md").read_text("utf-8")
    for document in DOCUMENTS:
        assert line.removesuffix("[cards]") in (REPOSITORY / "docs" / document).read_text("utf-8")


def test_the_outlet_of_two_names_has_on_each_page_that_of_its_language(followed):
    korean, english = (followed.page(f"{base}notes/icheon-fab/").split("<main")[1] for base in ("", "en/"))
    korean, english = (page.split('class="foot"')[0] for page in (korean, english))
    assert ">예시일보</a>" in korean and "Example Daily" not in korean
    assert ">Example Daily</a>" in english and "예시일보" not in english
