"""What the former site's own module finds, in words that are the same for all of them."""

import datetime as dt
from typing import Any

from msgspec import Struct

from sitegen.disk import File

_LONGEST = 600  # characters of a remark: a picture may stand in the text itself


class Remark(Struct, frozen=True, order=True):
    """What could not be taken over as it stands. `path`: in the folder that is imported; `line`: from 1."""

    path: str
    line: int
    message: str


class Defaults(Struct, frozen=True):
    """Keys that a file gives to the texts of some paths, and of a language unless that is empty. `by`: its own key.

    `below`: what the paths begin with; `globs`: of which they fit one, if there are any.
    """

    path: str
    line: int
    by: str
    values: dict[str, Any]
    lang: str = ""
    below: str = ""
    globs: tuple[str, ...] = ()


class PostHead(Struct, frozen=True):
    """Front matter as texts, lists and mappings. `lines`: of each of its keys, in the file.

    `given`: which keys are not its own, and where it has them from.
    """

    data: dict[str, Any] = {}
    lines: dict[str, int] = {}
    given: dict[str, Defaults] = {}


class FormerSite(Struct, frozen=True):
    """What the former site's settings say. `path`: their file; `zone`: in which its times are; empty is not known.

    `folders`: the languages of folders that hold the texts of one language each. `all_in_folders`: whether addresses of
    the first language begin with it too. `defaults`: those that count before others first; `ahead`: whether texts that
    are dated ahead were shown.
    """

    path: str = ""
    title: str = ""
    url: str = ""
    description: str = ""
    lang: str = ""
    zone: str = ""
    patterns: dict[str, str] = {}  # of addresses, by section; "" is for all others
    folders: dict[str, str] = {}
    all_in_folders: bool = False
    defaults: tuple[Defaults, ...] = ()
    ahead: bool = False


class Post(Struct, frozen=True):
    """A text of the former site.

    `stem`: its file's name without day, language and ending; `called`: with its day; `day`: that of the file's name;
    `twin`: the same for the files of one text in several languages; `sections`: its folders, as its address has them;
    `root`: the folder that these and links beginning with `/` count from; `given_ids`: the indices of the body's lines
    that are headings with ids of their own, by these.
    """

    path: str
    head: PostHead
    body: str
    body_line: int
    stem: str
    twin: str
    day: dt.date | None = None
    lang: str = ""
    draft: bool = False
    called: str = ""
    sections: tuple[str, ...] = ()
    root: str = ""
    given_ids: dict[str, int] = {}


class FormerFolder:
    """The folder that is imported, and what is to be said of it by the way; `remarks` grows.

    `files`: everything that stands there, by its path; `lost`: texts that could not be read at all.
    """

    def __init__(self, files: dict[str, File]) -> None:
        self.files = files
        self.remarks: list[Remark] = []
        self.lost = 0

    def say(self, path: str, line: int, message: str) -> None:
        self.remarks.append(Remark(path, line, message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"))
