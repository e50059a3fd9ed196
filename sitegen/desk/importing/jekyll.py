"""A Jekyll site: `_posts/YYYY-MM-DD-title.md`, also below folders that are its categories, and `_drafts`."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from sitegen.desk.importing.addresses import jekyll_address
from sitegen.desk.importing.days import dated, moment_in
from sitegen.desk.importing.defaults import of_jekyll, with_defaults
from sitegen.desk.importing.fields import Fields, Wishes
from sitegen.desk.importing.heads import read_settings
from sitegen.desk.importing.model import FormerFolder, FormerSite, Post
from sitegen.desk.importing.posts import opened_post

_DATED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(.+)")
_MARKDOWN = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown")
_READ = ("title", "url", "description", "lang", "timezone", "permalink")
_READ_TOO = ("baseurl", "defaults", "future")
PASSED = ("_site", "node_modules", "vendor")


def settings(former: FormerFolder) -> FormerSite:
    path = next((path for path in ("_config.yml", "_config.yaml", "_config.toml") if path in former.files), "")
    if not path:
        return FormerSite(patterns={"": "date"})
    data = read_settings(path, former)
    if others := [key for key in data if key not in (*_READ, *_READ_TOO)]:
        former.say(path, 1, f"not taken over: {', '.join(others)}")
    say = {key: str(data.get(key) or "") for key in _READ}
    url = say["url"].rstrip("/") + "/" + str(data.get("baseurl") or "").strip("/")
    return FormerSite(
        path=path,
        title=say["title"],
        url=url if say["url"] else "",
        description=say["description"],
        lang=say["lang"],
        zone=say["timezone"],
        patterns={"": say["permalink"] or "date"},
        defaults=of_jekyll(data.get("defaults"), path),
        ahead=str(data.get("future")).lower() == "true",
    )


def posts(former: FormerFolder, site: FormerSite) -> Iterator[Post]:
    for path in former.files:
        *folders, name = path.split("/")
        if not folders and name.endswith(_MARKDOWN):
            former.say(path, 1, "this is no post: not taken over; it may go to content/pages/")
        home = next((folder for folder in ("_posts", "_drafts") if folder in folders), "")
        if not home:
            continue
        stem, _, ending = name.rpartition(".")
        if not name.endswith(_MARKDOWN):
            if ending in ("html", "htm", "textile", "adoc", "org"):
                former.say(path, 1, "this is not in Markdown: not taken over")
                former.lost += 1
            continue
        post = opened_post(path, former, "jekyll")
        if post is None:
            continue
        day, stem = dated(stem, _DATED)
        if home == "_posts" and day is None:
            former.say(path, 1, "its name does not begin with a day: Jekyll did not publish it, so it is a draft here")
        yield replace(
            post,
            head=with_defaults(post.head, site.defaults, path, ""),
            stem=stem,
            day=day,
            draft=home == "_drafts" or day is None,
            sections=tuple(folders[: folders.index(home)]),
        )


def address(post: Post, fields: Fields, site: FormerSite, wishes: Wishes) -> str:
    """Where the text stood; empty where that is not known."""
    if post.draft and not fields.pattern:
        return ""
    moment = moment_in(fields.moment, wishes.written_in)
    return jekyll_address(post, fields.pattern or site.patterns[""], moment, fields.slug)
