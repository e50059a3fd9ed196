"""What is left: keys that a note has no place for, and files that no note refers to."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sitegen.content.extra import extra_flaws
from sitegen.desk.importing.model import FormerFolder
from sitegen.desk.importing.notes import Comer
from sitegen.desk.importing.targets import Targets

_NOTHING: tuple[object, ...] = (None, "", [], {})
_SHOWN = 3  # names of files in one remark


def extras(comers: Iterable[Comer], former: FormerFolder) -> dict[str, dict[str, Any]]:
    """What goes into `extra` of each note, by its file; each key is said once, where it stands first."""
    extra: dict[str, dict[str, Any]] = {}
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for comer in comers:
        path, lines = comer.post.path, comer.post.head.lines
        rest = _without_nothing(_own(comer, former))
        if flaws := extra_flaws(rest):
            for key in rest:
                former.say(
                    path, lines.get(key, 1), f"`{key}` has no place in a note, and is left out: {flaws[0].message}"
                )
            rest = {}
        extra[comer.file] = rest
        for key in rest:
            places[key].append((path, lines.get(key, lines.get(key.partition(".")[0], 1))))
    for key, stands in places.items():
        beside = f", here and in {len(stands) - 1} more" if len(stands) > 1 else ""
        former.say(*stands[0], f"`{key}` has no place of its own in a note: it stands in `extra`{beside}")
    return extra


def _own(comer: Comer, former: FormerFolder) -> dict[str, Any]:
    """What is left of a text's own keys. Of those that many have from one place, a word stands there."""
    given = comer.post.head.given
    for key, by in given.items():
        if key in comer.fields.rest:
            former.say(by.path, by.line, f"`{by.by}`: `{key}` has no place of its own in a note, and is left out")
    return {key: value for key, value in comer.fields.rest.items() if key not in given}


def say_rest(former: FormerFolder, comers: Iterable[Comer], targets: Targets, passed: Iterable[str]) -> None:
    """Files that nothing was made of, each folder's at once."""
    told = {comer.post.path for comer in comers} | targets.copied.keys() | {remark.path for remark in former.remarks}
    folders: dict[str, list[str]] = defaultdict(list)
    for path in former.files:
        if path not in told:
            folders[path.rpartition("/")[0]].append(path)
    for paths in folders.values():
        names = ", ".join(path.rpartition("/")[2] for path in paths[:_SHOWN]) + (", …" if len(paths) > _SHOWN else "")
        beside = f" ({len(paths)} files: {names})" if len(paths) > 1 else ""
        former.say(paths[0], 1, f"no note was made of this, and none refers to it: not taken over{beside}")
    for name in passed:
        former.say(name, 1, "passed over, with all that stands in it")


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        inner = {key: _without_nothing(each) for key, each in value.items()}
        return {key: each for key, each in inner.items() if each not in _NOTHING}
    if isinstance(value, list):
        return [each for each in map(_without_nothing, value) if each not in _NOTHING]
    return value
