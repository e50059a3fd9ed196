"""Keys that texts have from elsewhere: Jekyll's `defaults` in its settings, Hugo's `cascade` of a section."""

import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from msgspec.structs import replace

from sitegen.desk.importing.model import Defaults, PostHead

_BRACES = re.compile(r"\{([^{}]*)\}")
_MOST = 100  # paths that braces may stand for
_UNSCOPED = (None, "")


def with_defaults(head: PostHead, defaults: Iterable[Defaults], path: str, lang: str) -> PostHead:
    """`defaults`: those that count before others first; a text's own keys count before all, in whatever case.

    `path`: as the defaults name it.
    """
    data, given = dict(head.data), dict(head.given)
    has = {key.casefold() for key in data}
    for each in defaults:
        if _reaches(each, path) and each.lang in ("", lang):
            for key, value in each.values.items():
                if key.casefold() not in has:
                    has.add(key.casefold())
                    data[key], given[key] = value, each
    return replace(head, data=data, given=given)


def of_jekyll(settings: Any, path: str) -> tuple[Defaults, ...]:
    """As Jekyll has it: a longer path counts before a shorter, a scope with a type before one without, the later last.

    Source: `FrontmatterDefaults` of Jekyll 4.
    """
    found: list[tuple[int, bool, int, Defaults]] = []
    for number, entry in enumerate(settings if isinstance(settings, list) else ()):
        values = entry.get("values") if isinstance(entry, dict) else None
        scope = (entry.get("scope") if isinstance(entry, dict) else None) or {}
        if not isinstance(values, dict) or not isinstance(scope, dict):
            continue
        if scope.get("type") not in (*_UNSCOPED, "posts", "drafts"):
            continue
        below = str(scope.get("path") or "").lstrip("./")
        globs = (below, f"{below}/**") if "*" in below else ()
        given = Defaults(path, 1, "defaults", values, below="" if globs else below, globs=globs)
        found.append((len(below), scope.get("type") not in _UNSCOPED, number, given))
    return tuple(each for *_, each in sorted(found, key=lambda item: item[:3], reverse=True))


def of_hugo(cascade: Any, path: str, line: int, section: str) -> Iterator[Defaults]:
    """What a cascade gives to the texts below a section, `/posts/inner`; that of the settings to all, `/`."""
    for entry in cascade if isinstance(cascade, list) else [cascade]:
        if not isinstance(entry, dict):
            continue
        keys = {key.casefold(): key for key in entry}
        targets = [keys[name] for name in ("target", "_target") if name in keys]
        target = _lower(next((entry[key] for key in targets), None))
        if target.get("kind") not in (*_UNSCOPED, "page", "{page}"):
            continue
        if target.get("environment") not in (*_UNSCOPED, "production"):
            continue
        wanted = str(target.get("path") or "").lower()
        globs = _expanded(wanted) if wanted else ()
        values = {key: value for key, value in entry.items() if key not in targets}
        below = "" if globs else section.rstrip("/") + "/"
        yield Defaults(path, line, "cascade", values, str(target.get("lang") or ""), below, globs)


def _lower(target: Any) -> Mapping[str, Any]:
    return {key.lower(): value for key, value in target.items()} if isinstance(target, dict) else {}


def _expanded(glob: str) -> tuple[str, ...]:
    """All that braces stand for: `{a,b}/c` is `a/c` and `b/c`."""
    globs = [glob]
    while (match := _BRACES.search(globs[0])) and len(globs) < _MOST:
        globs = [each.replace(match[0], one, 1) for each in globs for one in match[1].split(",")]
    return tuple(globs)


def _reaches(defaults: Defaults, path: str) -> bool:
    segments = path.split("/")
    return path.startswith(defaults.below) and (
        not defaults.globs or any(_fits(segments, glob.split("/")) for glob in defaults.globs)
    )


def _fits(segments: list[str], globs: list[str]) -> bool:
    """As shells match paths; `**` is any number of segments."""
    reached = {0}  # how many globs may be done with
    for segment in [*segments, None]:
        for at in sorted(reached):
            while at in reached and globs[at : at + 1] == ["**"]:
                reached.add(at := at + 1)
        if segment is None:
            break
        reached = {at for at in reached if globs[at : at + 1] == ["**"]} | {
            at + 1 for at in reached if at < len(globs) and globs[at] != "**" and fnmatchcase(segment, globs[at])
        }
    return len(globs) in reached
