"""Files that are one thing in several languages: of a note, a standing page or the lead of an edition."""

from collections.abc import Iterable
from typing import TypeVar

from sitegen.config import Config
from sitegen.content.edition_leads import EditionFile
from sitegen.content.notes import NoteFile
from sitegen.content.standing import PageFile
from sitegen.problems import Problem

_File = TypeVar("_File", NoteFile, PageFile, EditionFile)


def by_id(files: Iterable[_File], config: Config, what: str) -> tuple[dict[str, list[_File]], list[Problem]]:
    """Files by id, each id's in the order of the digest's languages; a second file of one language is a problem."""
    problems: list[Problem] = []
    groups: dict[str, list[_File]] = {}
    for file in files:
        group = groups.get(file.id)
        if group is None:
            groups[file.id] = [file]
            continue
        twin = next((other for other in group if other.lang == file.lang), None)
        if twin is None:
            group.append(file)
            continue
        message = f"two files have the {what} `{file.id}` in {file.lang}"
        for path, other in ((file.path, twin.path), (twin.path, file.path)):
            hint = f"the other: {other}; rename one"
            problems.append(Problem(rule="duplicate-id", path=path, message=message, hint=hint))
    for group in groups.values():
        if len(group) > 1:
            group.sort(key=lambda file: config.languages.index(file.lang))
    return groups, problems
