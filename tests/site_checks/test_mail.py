"""doiuse-email knows from caniemail.com what each mail program drops: nothing that an edition's e-mail needs."""

import json
import subprocess

import pytest

from tests.site_checks.conftest import NODE_MODULES

PROGRAMS = ("gmail.*", "outlook.*", "apple-mail.*", "samsung-email.*", "yahoo.*", "thunderbird.*", "fastmail.*")
# What may be dropped: dark colours, where Hangul breaks, what a screen reader hears a table as, and a body, since a
# table stands for it.
MAY_GO = ("`@media`", "`word-break`", "`role attribute`", "`<body> element`")
LOOK = """
const {doIUseEmail} = require("@jsx-email/doiuse-email"), {readFileSync} = require("fs");
const [programs, ...files] = process.argv.slice(1);
const look = (file) => doIUseEmail(readFileSync(file, "utf8"), {emailClients: JSON.parse(programs)}).errors || [];
console.log(JSON.stringify(files.flatMap((file) => look(file).map((error) => `${file}: ${error}`))));
"""


def dropped(*files: str) -> list[str]:
    """What some mail program drops of e-mails, but for what may go."""
    command = ["node", "-e", LOOK, json.dumps(PROGRAMS), *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=NODE_MODULES)
    assert done.returncode == 0, done.stderr
    return [error for error in json.loads(done.stdout) if not any(what in error for what in MAY_GO)]


@pytest.mark.site
def test_no_mail_program_drops_what_an_e_mail_needs(served, counted):
    mails = [str(file) for file in sorted(served.folder.rglob("email.html"))]
    wrong = dropped(*mails)
    counted(f"doiuse-email: {len(mails)} e-mails, {len(wrong)} errors")
    assert len(mails) > 50
    assert wrong == []


@pytest.mark.site
def test_what_is_dropped_would_be_found(tmp_path):
    wrong = tmp_path / "email.html"
    wrong.write_text('<p style="display: grid; position: fixed"></p>', "utf-8")
    assert any("position" in error for error in dropped(str(wrong)))
