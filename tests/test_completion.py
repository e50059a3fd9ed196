"""What a shell offers when somebody presses Tab, by click's own mechanism."""

import shutil

import pytest
from click.shell_completion import ShellComplete

from sitegen.cli import cli
from tests.process import environment, sitegen
from tests.site import Site, note

FILES = f"""
-- content/institutions/openai.md --
---
name: 오픈AI 재단
---
-- content/topics/sovereign-ai.en.md --
text
-- content/topics/_sketch.md --
nothing
-- content/notes/2025/2025-10-24-a-note.md --
{note()}
-- content/notes/2025-10-25-한글.en.md --
broken
"""


@pytest.mark.parametrize(
    ("line", "begun", "expected"),
    [
        ("list notes --root ROOT --terms", "", ["companies=", "institutions=", "themes=", "topics="]),
        ("list notes --root ROOT --terms", "topics=so", ["topics=sovereign-ai"]),
        ("list claims --root ROOT --terms", "companies=openai,n", ["companies=openai,naver"]),
        ("list claims --root ROOT --stage", "mo", ["mou"]),
        ("list claims --root ROOT --kind", "inv", ["investment"]),
        ("new --root ROOT", "t", ["themes", "topics"]),
        ("clip x --root ROOT --also", "", ["a-note", "한글"]),
        ("term rename --root ROOT", "n", ["naver"]),
        ("term rename --root ROOT", "o", []),
        ("term merge --root ROOT naver", "companies/", ["companies/naver", "companies/openai"]),
        ("term split --root ROOT a b --notes", "a-note,한", ["a-note,한글"]),
        ("check --explain", "no-w", ["no-why"]),
        ("list notes --root NOWHERE --terms", "", []),
    ],
)
def test_ids_are_offered_by_the_names_of_files(tmp_path, line, begun, expected):
    digest = Site(tmp_path / "site", FILES)
    words = line.replace("ROOT", str(digest.root)).split()
    shell = ShellComplete(cli, {}, "sitegen", "_SITEGEN_COMPLETE")
    assert [item.value for item in shell.get_completions(words, begun)] == expected


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script(shell, tmp_path):
    if shell == "bash" and not shutil.which("bash"):
        pytest.skip("no bash")
    done = sitegen(cwd=tmp_path, env=environment(_SITEGEN_COMPLETE=f"{shell}_source"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "_SITEGEN_COMPLETE" in done.stdout


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
def test_bash_is_answered_in_the_digest_of_its_folder(tmp_path):
    digest = Site(tmp_path / "site", FILES)
    asked = environment(_SITEGEN_COMPLETE="bash_complete", COMP_WORDS="sitegen clip x --also a-", COMP_CWORD="4")
    done = sitegen(cwd=digest.root / "content", env=asked)
    assert (done.returncode, done.stdout, done.stderr) == (0, "plain,a-note\n", "")
