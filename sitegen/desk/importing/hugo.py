"""A Hugo site: what stands in the sections of `content/`, in files or in bundles with their pictures."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from sitegen.desk.importing.addresses import hugo_address
from sitegen.desk.importing.days import dated, moment_in
from sitegen.desk.importing.defaults import of_hugo, with_defaults
from sitegen.desk.importing.fields import Fields, Wishes
from sitegen.desk.importing.heads import read_head, read_settings
from sitegen.desk.importing.model import Defaults, FormerFolder, FormerSite, Post
from sitegen.desk.importing.posts import opened_post

_FILES = [
    f"{folder}{name}.{ending}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for ending in ("toml", "yaml", "yml")
]
_LANGUAGES = [f"config/_default/languages.{ending}" for ending in ("toml", "yaml", "yml")]
_ALL_IN_FOLDERS = "defaultContentLanguageInSubdir"
_READ = (
    *("title", "baseURL", "languageCode", "defaultContentLanguage", "timeZone", "permalinks", "languages"),
    *(_ALL_IN_FOLDERS, "cascade", "buildFuture"),
)
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})[-_](.+)")
_LANGUAGE = re.compile("[a-z]{2,3}")
_SECTION = "_index"
PASSED = ("public", "resources", "node_modules", "themes")


def settings(former: FormerFolder) -> FormerSite:
    path = next((path for path in _FILES if path in former.files), "")
    if not path:
        return FormerSite()
    data = read_settings(path, former)
    known = {key.lower(): key for key in _READ}  # Hugo minds no case
    given = {known[key.lower()]: value for key, value in data.items() if key.lower() in known}
    if others := [key for key in data if key.lower() not in known]:
        former.say(path, 1, f"not taken over: {', '.join(others)}")
    return FormerSite(
        path=path,
        title=str(given.get("title") or ""),
        url=str(given.get("baseURL") or ""),
        lang=str(given.get("defaultContentLanguage") or given.get("languageCode") or ""),
        zone=str(given.get("timeZone") or ""),
        patterns=_patterns(given.get("permalinks")),
        folders=_folders(given.get("languages") or _languages(former)),
        all_in_folders=str(given.get(_ALL_IN_FOLDERS)).lower() == "true",
        defaults=tuple(of_hugo(given.get("cascade"), path, 1, "/")),
        ahead=str(given.get("buildFuture")).lower() == "true",
    )


def _languages(former: FormerFolder) -> dict[str, Any]:
    """Those of a file of their own."""
    path = next((path for path in _LANGUAGES if path in former.files), "")
    return read_settings(path, former) if path else {}


def _folders(languages: Any) -> dict[str, str]:
    """The folders that languages have for themselves, `content/ko`."""
    folders = {}
    for lang, about in languages.items() if isinstance(languages, dict) else ():
        keys = {key.lower(): value for key, value in about.items()} if isinstance(about, dict) else {}
        folder = keys.get("contentdir")
        if isinstance(folder, str) and _LANGUAGE.fullmatch(lang):
            folders[folder.strip("/")] = lang
    return folders


class _Place(Struct, frozen=True):
    """Where a text stands. `root`: its language's own folder, if it has one; `sections`: the folders below."""

    stem: str
    lang: str
    root: str
    sections: tuple[str, ...]

    @property
    def logical(self) -> str:
        """The path by which Hugo knows it: without language, ending and the file of a bundle."""
        called = () if self.stem in ("index", _SECTION) else (self.stem,)
        return "/" + "/".join([*self.sections, *called]).lower()


def posts(former: FormerFolder, site: FormerSite) -> Iterator[Post]:
    places = {path: place for path in former.files if (place := _place(path, site))}
    cascades = _cascades(places, former)
    first = site.lang.partition("-")[0].lower() or "en"  # which is Hugo's own
    for path, place in places.items():
        if place.stem == _SECTION or not place.sections:
            what = "the page of a section" if place.stem == _SECTION else "a page at the top, and no post"
            former.say(path, 1, f"this is {what}: not taken over; it may go to content/pages/")
            continue
        post = opened_post(path, former, "hugo")
        if post is None:
            continue
        bundle, sections = place.stem == "index", list(place.sections)
        called = sections.pop() if bundle else place.stem
        day, rest = dated(called, _DATED)
        yield replace(
            post,
            head=with_defaults(post.head, (*cascades, *site.defaults), place.logical, place.lang or first),
            stem=rest,
            twin="/".join([*sections, called, place.stem] if bundle else [*sections, place.stem]),
            day=day,
            lang=place.lang,
            called=called,
            sections=tuple(sections),
            root=place.root,
        )


def _place(path: str, site: FormerSite) -> _Place | None:
    *folders, name = path.split("/")
    stem, _, ending = name.rpartition(".")
    root = next((root for root in sorted(site.folders, key=len, reverse=True) if path.startswith(f"{root}/")), "")
    if (folders[:1] != ["content"] and not root) or ending not in ("md", "markdown"):
        return None
    plain, dot, lang = stem.rpartition(".")
    if dot and _LANGUAGE.fullmatch(lang):
        stem = plain
    else:
        lang = site.folders.get(root, "")
    return _Place(stem, lang, root, tuple(folders[len(root.split("/")) if root else 1 :]))


def _cascades(places: Mapping[str, _Place], former: FormerFolder) -> list[Defaults]:
    """What the pages of sections give to the texts below them; that of the nearest counts."""
    found: list[Defaults] = []
    sections = [path for path, place in places.items() if place.stem == _SECTION]
    for path in sorted(sections, key=lambda path: -len(places[path].sections)):
        head = read_head(path, former)
        for key, value in head.data.items():
            if key.lower() == "cascade":
                place = places[path]
                given = of_hugo(value, path, head.lines.get(key, 1), place.logical)
                found += [replace(each, lang=each.lang or place.lang) for each in given]
    return found


def _patterns(permalinks: Any) -> dict[str, str]:
    """Those of texts; newer Hugo has them one level further down."""
    if not isinstance(permalinks, dict):
        return {}
    pages = permalinks.get("page")
    return {
        section: pattern
        for section, pattern in (pages if isinstance(pages, dict) else permalinks).items()
        if isinstance(pattern, str)
    }


def address(post: Post, fields: Fields, site: FormerSite, wishes: Wishes) -> str:
    """Where the text stood; languages but the first stand in a folder of their own."""
    pattern = fields.pattern or site.patterns.get(post.sections[0] if post.sections else "", "")
    moment = moment_in(fields.moment, wishes.written_in)
    path = hugo_address(post, pattern, moment, fields.slug, fields.title)
    if fields.pattern or not path or (fields.lang == wishes.lang and not site.all_in_folders):
        return path
    return f"/{fields.lang}{path}"
