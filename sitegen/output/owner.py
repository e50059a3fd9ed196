"""Whose a digest is: the templates of a folder that happens to lie upwards should not run for whoever comes by."""

import os
import pwd
from pathlib import Path

from sitegen.config import SITE_FILE


def other_owner(root: Path) -> str:
    """The user who owns a digest, or a part of it, and is not the one that this program runs for; or nothing.

    As with git's safe.directory, whoever called sudo is no other. Nor is root, who may do anything here already.
    """
    own = {0, os.geteuid()}
    if os.geteuid() == 0 and os.environ.get("SUDO_UID", "").isdecimal():
        own.add(int(os.environ["SUDO_UID"]))
    for name in ("", "content", SITE_FILE, "templates"):
        try:
            owner = os.lstat(root / name).st_uid
        except OSError:
            continue
        if owner not in own:
            return _name(owner)
    return ""


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:  # of another machine, or of what is outside of a container
        return f"number {user}"
