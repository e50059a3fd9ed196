"""Where every command starts: what there is, and what is known of it since earlier runs.

It imports little, so that a build of which nothing has changed ends before anything else is loaded.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen.config import SITE_FILE
from sitegen.content.files import File, scan
from sitegen.incremental.cache import Cache
from sitegen.incremental.file_index import FileIndex
from sitegen.keys import key_of
from sitegen.output.lock import exclusive
from sitegen.output.static_files import static_files
from sitegen.problems import Problem
from sitegen.render.files import TemplateFile, template_files
from sitegen.version import program

_STATE = ".sitegen"


class Options(Struct, frozen=True, kw_only=True):
    """`base_url`: instead of site.yaml's. `as_of`: the day to build for; later notes are held back.

    `today`: that day is today, where the digest is at home.
    """

    root: Path
    base_url: str = ""
    drafts: bool = False
    as_of: dt.date | None = None
    today: bool = False
    strict: bool = False
    clean: bool = False
    jobs: int = 1


class Workspace(Struct, frozen=True):
    """What there is, and what is known of it. `files` are those of `content/`, `static` those of `static/`, by path;
    `hidden`: paths of files there that are not published.
    """

    options: Options
    files: dict[str, File]
    static: dict[str, File]
    hidden: tuple[str, ...]
    problems: list[Problem]  # of the files' names
    templates: list[TemplateFile]
    cache: Cache
    file_index: FileIndex


@contextmanager
def workspace(options: Options, say: Callable[[str], None]) -> Iterator[Workspace]:
    """Takes stock, and keeps others from building the same digest meanwhile. Raises OSError."""
    with exclusive(options.root, _STATE, say) as usable:
        cache = Cache(options.root / _STATE / "cache.db" if usable else None, say)
        try:
            if options.clean:
                cache.empty()
            files, static, hidden, problems = every_file(options.root)
            if options.today:
                from sitegen.content.settings import today_in

                options = replace(options, as_of=today_in(files.get(SITE_FILE)))
            file_index = FileIndex(cache, files | static)
            templates = template_files(options.root)
            yield Workspace(options, files, static, hidden, problems, templates, cache, file_index)
        finally:
            cache.close()


def every_file(root: Path) -> tuple[dict[str, File], dict[str, File], tuple[str, ...], list[Problem]]:
    """The files of `content/`, those of `static/`, what is not published there, and what is wrong with the others."""
    files, problems = scan(root)
    static, hidden, more = static_files(root)
    return files, static, hidden, problems + more


def templates_key(ws: Workspace) -> bytes:
    return key_of(program(), *(field for file in ws.templates for field in (file.name.encode(), file.data)))


def inputs_key(ws: Workspace) -> bytes:
    """Stands for all that goes into a site; empty where that is not known before everything is read."""
    data, hidden = ws.file_index.data_key(), map(str.encode, ws.hidden)
    return key_of(data, templates_key(ws), options_key(ws.options), *hidden) if data and not ws.problems else b""


def options_key(options: Options) -> bytes:
    """Of the options that decide what a site holds."""
    return msgspec.msgpack.encode((options.base_url, options.drafts, options.as_of))
