"""The Nu Html Checker, W3C's, finds no error in any page, picture or stylesheet of the site. It needs Java."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.site_checks.conftest import NODE_MODULES

JAR = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
KINDS = ["--skip-non-html", "--also-check-css", "--also-check-svg"]


def check(folder: Path) -> list[dict]:
    """What the checker says of the files in a folder."""
    command = ["java", "-jar", str(JAR), "--stdout", "--exit-zero-always", "--format", "json", *KINDS, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["messages"]


# Files are read from the disk, where `'self'` is nowhere: that it would block the site's own is no news.
NO_NEWS = re.compile(
    r"Resource violates Content Security Policy .* external (stylesheet|script) “/digest/assets/[^/]+\.(css|js)”"
)

# Mail programs know these attributes, and some know nothing else.
OF_MAIL = re.compile(
    r"The “(width|border|cellpadding|cellspacing|align)” attribute on the “(table|td)” element is obsolete"
)

# No policy is asked about a block of data (HTML, "prepare the script element": it returns before); the checker asks.
BLOCKED, DATA = "Inline script violates Content Security Policy", '<script type="application/ld+json">'


def is_news(message: dict) -> bool:
    if message["message"].startswith(BLOCKED) and DATA in message["extract"]:
        return False
    of_mail = message["url"].endswith("/email.html") and OF_MAIL.match(message["message"])
    return not of_mail and not NO_NEWS.match(message["message"])


@pytest.mark.site
def test_the_nu_checker_has_nothing_to_say_of_any_page(served, counted):
    messages = [m for m in check(served.folder) if is_news(m)]
    counted(f"Nu checker: {len(served.html())} pages, {len(messages)} messages")
    assert [(m["url"], m.get("lastLine"), m["message"]) for m in messages] == []


@pytest.mark.site
def test_the_nu_checker_has_nothing_to_say_of_other_digests(other):
    messages = [m for m in check(other.folder) if is_news(m)]
    assert [(m["url"], m.get("lastLine"), m["message"]) for m in messages] == []


@pytest.mark.site
def test_the_nu_checker_would_find_a_mistake(tmp_path):
    (tmp_path / "wrong.html").write_text('<!doctype html><html lang="ko"><title>x</title><p style="colr: 1"><b></p>')
    messages = check(tmp_path)
    assert len(messages) >= 2
