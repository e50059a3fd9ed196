"""Which files of `content/` reach the site, by their names alone; and what is said of those that do not.

Whatever stands in `content/` and is not published is named, for it would be missed in silence. An editor's own files go
where names are passed over: into a folder whose name begins with `_`, say.
"""

import posixpath
import re
from collections.abc import Collection, Iterable

from sitegen.config import SITE_FILE
from sitegen.content.addresses import ADDRESSES
from sitegen.content.assets import PICTURES, PUBLISHED, ending
from sitegen.content.body import Reference
from sitegen.disk import is_litter
from sitegen.problems import Problem, Referring

_MARKDOWN = re.compile(
    r"\A(.+?)\.(md|markdown|mdown|mdwn|mkdn?|mdx|qmd|rmd)(\.(txt|text|bak|orig|old))?[\s.]*", re.IGNORECASE
)
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}-.*\.(txt|text|md\W.*)", re.IGNORECASE)
# What a program had not finished, and what belongs to a repository; neither has ever been meant for a site.
_LEFT = re.compile(r"\A(?:.*\.(tmp|part|crdownload)|(licen[cs]e|copying)(\.txt)?)")


def may_be_published(path: str, more: Collection[str]) -> bool:
    """Whether a file beside notes is of a kind that is published. `more`: the kinds that site.yaml adds."""
    kind = ending(posixpath.basename(path))
    return path not in (SITE_FILE, ADDRESSES) and (kind in PUBLISHED or kind in more)


def unfit(path: str, reference: Reference, referring: str, number: int, more: Collection[str]) -> list[Problem]:
    """What is wrong with a reference to a file beside notes, the one of this number in a file's body."""
    name, where = posixpath.basename(path), Referring(number)
    kind, fit = ending(name), may_be_published(path, more)
    if (fit and (reference.kind != "image" or kind in PICTURES)) or mistaken(path):
        return []
    if reference.kind == "image" and path != SITE_FILE:
        message = f"`{kind}` is no kind of image that browsers show" if kind else "this is no image"
        hint = "save it as PNG, JPEG, WebP or SVG"
        if fit:
            hint = f"a link is `[{reference.words}]({reference.target})`"
        return [Problem(rule="bad-image", path=referring, message=message, hint=hint, where=where)]
    message = f"`{name}` holds the settings and is not published"
    hint = ""
    if path != SITE_FILE:
        message = f"`{name}` is not published" + (f": `{kind}` is none of the kinds of files that are" if kind else "")
        hint = "PDF, PNG, CSV, ZIP and their like are"
        if kind.isalnum():
            hint += f"; `publish: [{kind}]` in site.yaml adds `{kind}`, if it runs nothing in your site's name"
    return [Problem(rule="file-kind", path=referring, message=message, hint=hint, where=where)]


def mistaken(path: str) -> list[Problem]:
    """What looks like a text or like the settings, but is not called as they are."""
    folder, name = posixpath.split(path)
    match = _MARKDOWN.fullmatch(name)
    if match:
        message, hint = "this is no text of the digest: its name does not end with `.md`", f"call it `{match[1]}.md`"
        return [Problem(rule="stray-file", path=path, message=message, hint=hint)]
    if folder == "content" and name.lower() in ("site.yaml", "site.yml") and path != SITE_FILE:
        message = f"the settings are read from `site.yaml`, not from `{name}`"
        return [Problem(rule="stray-file", path=path, message=message, hint="call it `site.yaml`")]
    return []


def unused(paths: Iterable[str], used: Collection[str]) -> list[Problem]:
    """Of these files beside texts those that no text refers to."""
    return [
        _unused(path)
        for path in paths
        if path not in used and not (is_litter(name := posixpath.basename(path)) or _LEFT.fullmatch(name.lower()))
    ]


def _unused(path: str) -> Problem:
    message = "no text refers to this file; it is not published"
    hint = "refer to it, remove it, or move it to a folder whose name begins with `_`"
    if _DATED.fullmatch(name := posixpath.basename(path)):
        hint = f"if `{name}` is a note, let its name end with `.md`; else {hint}"
    return Problem(rule="unused-file", path=path, message=message, hint=hint)
