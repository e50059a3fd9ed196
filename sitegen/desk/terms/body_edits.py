"""Links of a body that lead to a term, led to another."""

import re
from collections.abc import Mapping, Sequence

from sitegen.content.body import Reference
from sitegen.content.locations import reference_places
from sitegen.content.read import resolve_path
from sitegen.desk.terms.front_edits import Edit, Unsafe

_LINK = re.compile(r"\[\[\s*+([^\[\]|\\#]*+)(?=[\]|\\#])")  # up to its words, its heading or its end


def links_to_change(
    path: str, references: Sequence[Reference], names: Mapping[int, str], files: Mapping[str, str]
) -> list[int]:
    """The numbers of a body's references that are to lead elsewhere: by a name, or by the path of a file."""
    return [
        n
        for n, each in enumerate(references)
        if n in names or (each.kind == "path" and each.target and resolve_path(path, each.target) in files)
    ]


def body_edits(
    path: str, text: str, references: Sequence[Reference], names: Mapping[int, str], files: Mapping[str, str]
) -> list[Edit]:
    """`text`: all of the file's; indices are its. `references`: all of its body. `names`: what the `[[names]]` by their
    numbers are to be; `files`: the paths of files by those that they had. Raises Unsafe.
    """
    wanted = links_to_change(path, references, names, files)
    if not wanted:
        return []
    places = reference_places(path, text)
    if len(places) != sum(not reference.lead for reference in references):
        raise Unsafe("its links are read in two ways")
    edits: list[Edit] = []
    for n in wanted:
        if references[n].kind == "name":
            edits += _name_edits(text, references[n].target, places[n], names[n])
        else:
            edits.append(_path_edit(path, text, references[n], places[n], files))
    return edits


def _name_edits(text: str, target: str, at: int, name: str) -> list[Edit]:
    """Where its own place is not known, as in a table, whose `\\|` is read as `|`, all of the line that lead there."""
    begin = at - 2 if text.startswith("[[", at - 2) else at
    own = _LINK.match(text, max(begin, 0))
    if own and own[1].rstrip() == target:
        return [_renamed(own, name)]
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[: end if end >= 0 else len(text)]
    same = [_renamed(each, name) for each in _LINK.finditer(line, start) if each[1].rstrip() == target]
    if not same:
        raise Unsafe(f"the link [[{target}]]")
    return same


def _renamed(link: re.Match[str], name: str) -> Edit:
    return Edit(link.start(1), link.start(1) + len(link[1].rstrip()), name)


def _path_edit(path: str, text: str, reference: Reference, at: int, files: Mapping[str, str]) -> Edit:
    target = reference.target
    if not text.startswith(target, at):  # the address of `[words][label]` stands elsewhere
        definition = f"]: {target}"
        at = text.find(definition) + len("]: ")
        if text.count(definition) != 1:
            raise Unsafe(f"the link to {target}")
    new = files[resolve_path(path, target)].rpartition("/")[2]
    head = target.rpartition("/")[0]
    start = at + (len(head) + 1 if head or target.startswith("/") else 0)
    return Edit(start, at + len(target), new)
