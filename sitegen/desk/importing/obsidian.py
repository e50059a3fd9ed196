"""An Obsidian vault: every Markdown file in it is a note, called by its file's name."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from sitegen.desk.importing.days import dated
from sitegen.desk.importing.fields import Fields, Wishes
from sitegen.desk.importing.model import FormerFolder, FormerSite, Post
from sitegen.desk.importing.posts import opened_post

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-_ ]+(.+))?")
PASSED = ("node_modules",)


def settings(former: FormerFolder) -> FormerSite:
    return FormerSite()


def posts(former: FormerFolder, site: FormerSite) -> Iterator[Post]:
    for path in former.files:
        if not path.endswith(".md"):
            continue
        post = opened_post(path, former, "obsidian")
        if post:
            day, stem = dated(path.rpartition("/")[2].removesuffix(".md"), _DATED)
            yield replace(post, stem=stem, day=day)


def address(post: Post, fields: Fields, site: FormerSite, wishes: Wishes) -> str:
    """Where Obsidian Publish showed the note, if it says so."""
    return f"/{fields.pattern.lstrip('/')}" if fields.pattern else ""
